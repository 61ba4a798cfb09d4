"""What the campaign asks of each workflow, and the two servers that do it side by side."""

from __future__ import annotations

import errno
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.faults.client import Server
from tests.faults.flips import FILES
from tests.faults.found import Found
from tests.faults.interposer import Call, Mode
from tests.faults.tally import Kind, Tally
from tests.faults.workflows import EVERY

KILLS = 200
"""Kill cycles of each workflow; half at a random moment, half at a random call."""
CUTS, CUT_STATES = 10, 12
"""Runs of each workflow under a power cut, and moments of each run."""
SPREAD = 40
"""The most calls of one workflow at which the disk becomes full, and at which a write is cut short."""
FLIPS = 1_000
TAMPERINGS = 1_000


class Job(NamedTuple):
    """One thing to ask of a server, and how it is counted."""

    workflow: str
    kind: Kind
    ask: Callable[[Server], Found]


def spread(calls: int, most: int) -> Iterator[int]:
    """Numbers of calls, all of them or so many at even distances."""
    step = max(1.0, calls / most)
    yield from (1 + int(number * step) for number in range(min(calls, most)))


def calls_killed(workflow: str) -> Iterator[Job]:
    """Kills at a random call, half of the cycles."""
    for seed in range(KILLS - KILLS // 2):
        yield Job(workflow, Kind.CALL, lambda server, s=seed: server.call(workflow, s))


def moments_killed(workflow: str, servers: list[Server], tally: Tally) -> None:
    """Kills at a random moment, the other half; one after the end kills nothing, so more are asked for."""
    row, seed = tally.rows[workflow], 0
    while (missing := KILLS // 2 - row.cycles[Kind.MOMENT]) > 0 and seed < 4 * KILLS:
        seeds = range(seed, seed + missing)
        run([Job(workflow, Kind.MOMENT, lambda server, s=s: server.moment(workflow, s)) for s in seeds],
            servers, tally)  # fmt: skip
        seed += missing


def failures(workflow: str, calls: dict[str, int]) -> Iterator[Job]:
    """Every call fails once; the disk is full from a call on; a write is cut short; a sync fails."""

    def job(kind: Kind, mode: Mode, at: int, of: Call, error: int = errno.EIO) -> Job:
        return Job(workflow, kind, lambda server: server.fault(workflow, mode, at, of, error))

    for at in range(1, calls[Call.EVERY.name or ""] + 1):
        yield job(Kind.FAILED, Mode.FAIL, at, Call.EVERY)
    for at in spread(calls[Call.CHANGES.name or ""], SPREAD):
        yield job(Kind.FULL, Mode.FULL, at, Call.CHANGES, errno.ENOSPC)
    for at in spread(calls[Call.WRITE.name or ""], SPREAD):
        yield job(Kind.SHORT, Mode.SHORT, at, Call.WRITE)
    for at in range(1, calls[Call.SYNC.name or ""] + 1):
        yield job(Kind.SYNC, Mode.FAIL, at, Call.SYNC)


def away() -> Iterator[Job]:
    """The stick is pulled while a pack is issued to it; the disk says it wrote a backup, and did not."""

    def job(workflow: str, kind: Kind, mode: Mode, at: int, of: Call, under: str) -> Job:
        return Job(workflow, kind, lambda server: server.fault(workflow, mode, at, of, errno.ENODEV, under))

    for at in range(1, 41):
        yield job("issue", Kind.AWAY, Mode.AWAY, at, Call.EVERY, "out")
    for at in range(1, 241):
        yield job("backup", Kind.LOST, Mode.LOSE, at, Call.WRITE, "copies")


def cuts(workflow: str) -> Iterator[Job]:
    """Power cuts."""
    for seed in range(CUTS):
        yield Job(workflow, Kind.POWER, lambda server, s=seed: server.power(workflow, s, CUT_STATES))


def flips() -> Iterator[Job]:
    """One flipped bit at a time, over register, key file and backup."""
    for seed in range(FLIPS):
        file = FILES[seed % len(FILES)]
        yield Job(f"bit in {file}", Kind.FLIP, lambda server, f=file, s=seed: server.flip(f, s))


def tamperings() -> Iterator[Job]:
    """Tamperings with journal and record by somebody who has the key."""
    for seed in range(TAMPERINGS // 100):
        yield Job("journal and records", Kind.TAMPER, lambda server, s=seed: server.tamper(s, 100))


def run(jobs: list[Job], servers: list[Server], tally: Tally) -> None:
    """Does every job, on all servers at once."""
    waiting: queue.SimpleQueue[Job] = queue.SimpleQueue()
    for job in jobs:
        waiting.put(job)
    guard = threading.Lock()

    def work(server: Server) -> None:
        while True:
            try:
                job = waiting.get_nowait()
            except queue.Empty:
                return
            found = job.ask(server)
            with guard:
                tally.add(job.workflow, job.kind, found)

    threads = [threading.Thread(target=work, args=(server,)) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def campaign(tally: Tally, only: list[str] | None = None) -> None:
    """The whole of it; stderr has the table after each workflow, for whoever stops it half way."""
    with Server() as one, Server() as two:
        servers = [one, two]
        for workflow in only or EVERY:
            calls = one.measure(workflow)
            moments_killed(workflow, servers, tally)
            run([*calls_killed(workflow), *failures(workflow, calls), *cuts(workflow)], servers, tally)
            print(f"{tally.text()}\n{tally.seconds:.0f} s\n", file=sys.stderr, flush=True)
        if not only:
            run([*away(), *flips(), *tamperings()], servers, tally)

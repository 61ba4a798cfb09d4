"""One cycle: a fork of the warm process does a workflow and meets a fault; then everything is checked."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import tempfile
import time
from pathlib import Path

from tests.faults import journal
from tests.faults.found import Found
from tests.faults.interposer import Call, Fault, Interposer, Mode
from tests.faults.told import Teller, Told
from tests.faults.workflow import Reference, Workflow, check, opened

PATIENCE = 120.0
"""Seconds after which a child hangs."""
UNHARMED = Fault(Mode.COUNT)


class Bench:
    """The templates, the references of unharmed runs, and the cycles, all in one scratch folder."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.interposer = Interposer()
        self._references: dict[str, Reference] = {}

    def template(self, workflow: Workflow) -> Path:
        """What stands before the workflow, made once."""
        made = self.scratch / "before" / workflow.name
        if not made.exists():
            part = made.with_name(f"{workflow.name} in the making")
            part.mkdir(parents=True)
            workflow.prepare(part)
            part.rename(made)
        return made

    def reference(self, workflow: Workflow) -> Reference:
        """An unharmed run: whole, sound, and counted."""
        if workflow.name not in self._references:
            self._references[workflow.name] = self._measure(workflow)
        return self._references[workflow.name]

    def _measure(self, workflow: Workflow) -> Reference:
        before, whole, calls, seconds, facts = 0, [], {}, 0.0, None
        # a migration's register cannot be looked at before it is brought up: all its batches are "before"
        for classes in (Call.CHANGES,):
            place = self.place(workflow)
            try:
                if workflow.counts_before:
                    with opened(workflow.path(place)) as register:
                        before = len(journal.batches(register))
                began = time.perf_counter()
                told = self.child(workflow, place, Fault(Mode.COUNT, calls=classes))[0]
                seconds = time.perf_counter() - began
                if told.faults or told.value("refused") or told.value("calls") is None:
                    raise AssertionError(f"{workflow.name} unharmed: {told.faults or told.lines}")
                calls[classes.name or str(classes)] = told.value("calls")
                with opened(workflow.path(place), workflow.opens_after(told)) as register:
                    batches = journal.batches(register)
                    before = before if workflow.counts_before else len(batches)
                    whole, facts = batches[before:], workflow.facts(register)
            finally:
                shutil.rmtree(place)
        return Reference(told, before, whole, calls, seconds, facts)

    def calls(self, workflow: Workflow, of: Call) -> int:
        """How many calls of a class an unharmed run makes."""
        known, name = self.reference(workflow).calls, of.name or str(of)
        if name not in known:
            place = self.place(workflow)
            known[name] = self.child(workflow, place, Fault(Mode.COUNT, calls=of))[0].value("calls")
            shutil.rmtree(place)
        return known[name]

    def place(self, workflow: Workflow) -> Path:
        """A fresh copy of what stands before."""
        template = self.template(workflow)
        place = Path(tempfile.mkdtemp(prefix=f"{workflow.name}-", dir=self.scratch))
        shutil.copytree(template, place, dirs_exist_ok=True)
        (place / "tmp").mkdir()
        return place

    def child(
        self,
        workflow: Workflow,
        place: Path,
        fault: Fault,
        *,
        moment: float | None = None,
        log: Path | None = None,
    ) -> tuple[Told, bool]:
        """What a child told while it did the workflow, and whether it was killed.

        `moment` is after how many seconds it is killed.
        """
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._work(workflow, place, fault, writing, log)
        os.close(writing)
        data, ended = _listen(reading, moment, child)
        os.close(reading)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        told = Told.read(data)
        if not killed and status != 0:
            told = Told((*told.lines, {"broke": f"the process ended with {status}"}))
        if not ended:
            told = Told((*told.lines, {"broke": "it hung"}))
        return told, killed

    def _work(self, workflow: Workflow, place: Path, fault: Fault, pipe: int, log: Path | None) -> None:
        """In the child: never returns, never raises."""
        try:
            tempfile.tempdir = str(place / "tmp")
            teller = Teller(pipe, self.interposer)
            teller.say(begun=True)
            self.interposer.arm(place, fault, log)
            try:
                workflow.run(place, teller)
            except BaseException as error:
                # a refusal, too, is told with where it came from: the fault was over when it was raised
                teller.broke(error)
            teller.say(calls=self.interposer.disarm())
        finally:
            os._exit(0)

    def cycle(
        self,
        workflow: Workflow,
        fault: Fault = UNHARMED,
        *,
        fraction: float | None = None,
        forget: bool = False,
    ) -> Found:
        """One cycle with one fault, or a kill at a fraction of the workflow's time; then every check.

        With `forget` the register is put back to what it was, which the checks must notice.
        """
        reference, place, found = self.reference(workflow), self.place(workflow), Found()
        moment = None if fraction is None else fraction * reference.seconds
        told, found.killed = self.child(workflow, place, fault, moment=moment)
        if forget:
            shutil.rmtree(place)
            shutil.copytree(self.template(workflow), place)
        found.faulted = found.killed or told.value("refused") is not None
        found.calls = told.value("calls") or 0
        found.notes = [line["refused"] for line in told.lines if "refused" in line]
        try:
            check(workflow, place, told, reference, found)
        except Exception as error:
            found.wrong.append(f"the check broke: {error!r}")
        if found.bad and os.environ.get("FAULTS_KEEP"):
            found.wrong.append(f"kept in {place}")
        else:
            shutil.rmtree(place)
        return found

    def somewhere(self, workflow: Workflow, mode: Mode, random_: random.Random) -> Fault:
        """A fault at a random one of the workflow's calls that change a file."""
        return Fault(mode, random_.randint(1, self.reference(workflow).calls[str(Call.CHANGES.name)]))


def _listen(pipe: int, moment: float | None, child: int) -> tuple[bytes, bool]:
    """All that the child says, killing it at its moment; False where it had to be killed for hanging."""
    data, kill_at, ended = b"", None, True
    give_up = time.monotonic() + PATIENCE
    while True:
        until = give_up if kill_at is None else kill_at
        ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
        if ready:
            said = os.read(pipe, 65536)
            if not said:
                return data, ended
            if not data and moment is not None:
                kill_at = time.monotonic() + moment
            data += said
        else:
            ended = kill_at is not None
            os.kill(child, signal.SIGKILL)
            kill_at = give_up = time.monotonic() + PATIENCE

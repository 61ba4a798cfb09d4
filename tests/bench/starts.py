"""Each in its own process: the first painted window, Home after unlocking, memory and gaps of an export."""

from __future__ import annotations

import statistics
import tempfile

from app.jobs import demo
from tests.bench.measure import Row, against, child, seconds
from tests.bench.registers import path

ACT = "tests.bench.act"


def start_rows() -> list[Row]:
    """The whole process, from its beginning to the first painted window."""
    ours, floor = [], []
    for turn in range(9):
        empty, _ = child("-m", ACT, "empty")
        with tempfile.TemporaryDirectory() as home:
            desk, _ = child("-m", ACT, "desk", HOME=home, XDG_CONFIG_HOME=home, FOURFOLD_HOME=home)
        if turn:
            ours.append(desk)
            floor.append(empty)
    return [
        against("start to first painted window: an empty one", statistics.median(ours),
                statistics.median(floor), 1.3)
    ]  # fmt: skip


def home_rows() -> list[Row]:
    """From the passphrase to Home with its numbers painted; its processor time tells a busy machine apart."""
    times, used = [], []
    for _ in range(5):
        with tempfile.TemporaryDirectory() as home:
            _, printed = child("-m", ACT, "home", str(path("national")), HOME=home, XDG_CONFIG_HOME=home)
        processor, whole = (float(part) for part in printed.split()[-2:])
        used.append(processor)
        times.append(whole)
    taken = statistics.median(times)
    return [
        Row(
            "unlocking 10,000 threats to Home painted, its numbers in"
            f" (processor {seconds(statistics.median(used))})",
            seconds(taken),
            "",
            "",
            "1 s",
            taken <= 1,
        )
    ]


def export_rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        took, printed = child(
            "-m", ACT, "export", str(path("region")), folder,
            FOURFOLD_PASSPHRASE=demo.PASSPHRASE,
        )  # fmt: skip
    unlocking, peak = (float(part) for part in printed.split()[-2:])
    with tempfile.TemporaryDirectory() as folder:
        _, printed = child("-m", ACT, "gaps", str(path("region")), folder)
    gap, p95 = (float(part) for part in printed.split())
    return [
        Row(f"longest gap of the GUI thread during an export (p95 {seconds(p95)})", seconds(gap), "", "",
            "50 ms", gap <= 0.05),
        Row(f"peak memory of the region export (whole program, {seconds(took)})", f"{peak:.0f} MB", "", "",
            "150 MB", peak <= 150),
        Row("the same to unlock, which whoever guesses needs too", f"{unlocking:.0f} MB", "", "", "", ""),
    ]  # fmt: skip

"""Measuring: ours and the floor by turns, so that a busy machine slows both; medians; memory of a child."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
# compiled modules are read and kept, as in an installed program
OFFSCREEN = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
}


@dataclass(frozen=True)
class Row:
    """One line of the table: what, ours, the floor, their ratio, the target and whether it is met."""

    what: str
    ours: str
    floor: str
    ratio: str
    target: str
    met: bool | str

    @property
    def verdict(self) -> str:
        """Met, missed, or why nothing is asked of it."""
        if isinstance(self.met, str):
            return self.met
        return "met" if self.met else "MISSED"


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def against(what: str, ours: float, floor: float, most: float) -> Row:
    """A row whose target is a ratio to the floor."""
    ratio = ours / floor
    return Row(what, seconds(ours), seconds(floor), f"{ratio:.2f} x", f"{most} x", ratio <= most)


def once(fn: Callable[[], object]) -> float:
    """The processor time of a call: these calls wait for nothing, and others may use the machine."""
    gc.collect()
    began = time.process_time()
    fn()
    return time.process_time() - began


def by_turns(*fns: Callable[[], object], repeats: int = 7) -> list[float]:
    """The median time of each function, all of them run by turns after one run that does not count."""
    for fn in fns:
        fn()
    times = [[once(fn) for fn in fns] for _ in range(repeats)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def child(*args: str, **env: str) -> tuple[float, str]:
    """Runs this Python with arguments: its time from beginning to end, and what it printed."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *args],
        cwd=ROOT,
        env={**OFFSCREEN, **env},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return time.perf_counter() - began, done.stdout


def table(rows: Sequence[Row]) -> str:
    heads = ("what", "ours", "floor", "ratio", "target", "verdict")
    cells = [heads, *((r.what, r.ours, r.floor, r.ratio, r.target, r.verdict) for r in rows)]
    widths = [max(len(line[n]) for line in cells) for n in range(len(heads))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)

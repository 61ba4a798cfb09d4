"""A mistake of ours told without a word of the record: kinds, files and lines, never a message or a value.

A message may quote what was typed or read, and so may what a library logs; neither leaves the process.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
import warnings
from pathlib import Path
from types import TracebackType

from app import VERSION


def report(error: BaseException) -> str:
    """Where it went wrong, in names of files and functions only."""
    lines = [f"Fourfold {VERSION}, Python {sys.version.split()[0]}, {sys.platform}"]
    seen: BaseException | None = error
    told: set[int] = set()
    while seen is not None and id(seen) not in told:
        told.add(id(seen))
        lines.append(type(seen).__name__)
        frames = traceback.extract_tb(seen.__traceback__, limit=-40)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def keep_quiet() -> None:
    """Has everything that Python prints by itself go through `report`, and what libraries log go nowhere."""
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _say(args.exc_value)
    sys.unraisablehook = lambda args: _say(args.exc_value)
    logging.lastResort = None
    warnings.simplefilter("ignore")


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _say(error)


def _say(error: BaseException | None) -> None:
    # a program without a console has none
    if error is not None and sys.stderr is not None:
        sys.stderr.write(f"{report(error)}\n")

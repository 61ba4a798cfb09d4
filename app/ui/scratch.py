"""A temporary folder of Fourfold's own, for this user alone: wiped at the start and at the end.

Nothing of the program writes there by itself; it catches what a library would put into the system's folder.
Each run has a part of it, since two windows may be two runs; parts that no run holds are wiped at any start.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TextIO

NAME = "temporary"
_MARK = "in use"


class Scratch:
    """The part of this run, in the folder of this user's settings."""

    def __init__(self, settings: Path) -> None:
        self._all = settings / NAME
        self.folder = self._all / str(os.getpid())
        self._mark: TextIO | None = None

    def use(self) -> None:
        """Wipes what ended runs left, and has temporary files made here; where it cannot, in the system's."""
        with contextlib.suppress(OSError):
            for part in sorted(self._all.iterdir()) if self._all.is_dir() else ():
                _wipe(part)
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._mark = (self.folder / _MARK).open("w", encoding="utf-8")
            _hold(self._mark)
            tempfile.tempdir = str(self.folder)

    def clear(self) -> None:
        """Wipes this run's part and gives temporary files back to the system."""
        tempfile.tempdir = None
        if self._mark is not None:
            self._mark.close()
            self._mark = None
        _wipe(self.folder)


def _hold(mark: TextIO) -> None:
    """Marks a part as one that a run holds; on Windows an open file does that by itself."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _wipe(part: Path) -> None:
    """Removes a part that no run holds."""
    mark = part / _MARK
    try:
        if mark.exists():
            if sys.platform != "win32":
                with mark.open("w", encoding="utf-8") as asked:
                    _hold(asked)
            mark.unlink()
        shutil.rmtree(part)
    except OSError:
        # held by another run, or gone already
        return

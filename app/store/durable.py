"""What must outlast a power cut: written beside, forced to the disk, renamed, and the folder forced too."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PATIENCE = 2.5
"""Seconds for which a rename is tried again: Windows refuses it while a scanner holds the file."""
BESIDE = ".new"
"""The end of a file's name while it is written."""


def write_text(path: Path, text: str) -> None:
    """Replaces a small file whole: after a cut there is the old text or the new, never a part."""
    beside = path.with_name(f"{path.name}{BESIDE}")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        place(beside, path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Removes what a killed `write_text` left in a folder that only its writer has open."""
    for path in folder.glob(f"*{BESIDE}"):
        with contextlib.suppress(OSError):
            path.unlink()


def place(partial: Path, target: Path) -> None:
    """Gives a finished file or folder its name, which then lasts."""
    if partial.is_dir():
        settle(partial)
        _patiently(lambda: partial.rename(target))
    else:
        _patiently(lambda: partial.replace(target))
    settle(target.parent)


@contextlib.contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """The path of a folder to make, which is named `target` once all of it is there; else nothing is left."""
    partial = target.with_name(f".{target.name}.part")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        yield partial
        place(partial, target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _patiently(rename: Callable[[], object]) -> None:
    """Renames, again and again for a while where the system says that somebody has the file open."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            rename()
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.1)
        else:
            return


def settle(folder: Path) -> None:
    """Makes the names in a folder last; Windows cannot open a folder, and does without."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

"""Files that appear all at once or not at all: written beside their targets, then renamed."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from app.errors import Refusal

T = TypeVar("T")
PATIENCE = 2.5
"""Seconds for which a rename is tried again: Windows refuses it while a scanner or Excel holds the file."""
MARKER = ".placing"
"""The end of the file that says, while files are put in place, which they are."""
NOTE = "placing-"
"""How the notes in the register's folder begin that say where files are being written."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Known(Protocol):
    """What the register knows of files that left, and its own folder."""

    @property
    def home(self) -> Path:
        """The register's folder."""
        ...

    def __call__(self, sha256: str) -> bool:
        """Whether the log has a file's leaving."""
        ...


def write(
    folder: Path,
    files: Mapping[str, Callable[[BinaryIO], object]],
    placed: Callable[[dict[str, str]], T],
    *,
    left_over: str,
    known: Known | None = None,
    placing: Callable[[], None] = lambda: None,
) -> T:
    """Writes each file by name, puts all in place, and returns what `placed` says of their SHA-256.

    Where `placed` raises, the old files come back. `left_over` is how parts of a killed run begin; what such
    a run had put in place is taken back where `known` says of its SHA-256 that nothing was recorded. Raises
    Refusal: export.no_folder, export.no_room or export.target_open; the old files are then whole.
    """
    marker = folder / f"{left_over}{MARKER}"
    with _worded(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if known is not None:
            _take_back(folder, marker, known)
        _sweep(folder, left_over)
        note = None if known is None else _noted(known.home, folder, left_over)
    parts = {name: folder / f".{name}.part" for name in files}
    kept = {name: folder / f".{name}.kept" for name in files}
    left = [*parts.values(), *kept.values(), marker]
    try:
        hashes = {}
        for name, fill in files.items():
            with _worded(folder):
                hashes[name] = _written(parts[name], fill)
        placing()
        with _worded(folder):
            _written(marker, lambda target: target.write(json.dumps(hashes).encode()))
            _settle(folder)
        return _place(folder, parts, kept, lambda: placed(hashes))
    except _NotPutBack as error:
        # what stands there, the old files and the note stay for `tidy`
        left = []
        raise Refusal("export.no_folder", folder=folder.name or str(folder)) from error
    finally:
        if left and _removed(left) and note is not None:
            _removed([note])


class _NotPutBack(Exception):
    """The disk failed while old files were put back."""


def _removed(paths: Iterable[Path]) -> bool:
    """Whether all of them are gone now; one that the disk does not give up is for the next opening."""
    gone = True
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            gone = False
    return gone


def tidy(known: Known) -> None:
    """Clears up after runs that were killed, in the folders where they wrote; one that is away waits.

    Raises OSError where a folder cannot be read or written.
    """
    for note in known.home.glob(f"{NOTE}*.json"):
        try:
            said = json.loads(note.read_text(encoding="utf-8"))
            folder, left_over = Path(said["folder"]), str(said["left_over"])
        except (ValueError, KeyError, TypeError):
            # half a note: nothing was written yet
            note.unlink()
            continue
        if folder.is_dir():
            _take_back(folder, folder / f"{left_over}{MARKER}", known)
            _sweep(folder, left_over)
            note.unlink()


def _noted(home: Path, folder: Path, left_over: str) -> Path:
    """Says in the register's folder where files are about to be written, for its next opening to tidy."""
    said = json.dumps({"folder": str(folder.absolute()), "left_over": left_over})
    note = home / f"{NOTE}{hashlib.sha256(said.encode()).hexdigest()[:12]}.json"
    _written(note, lambda target: target.write(said.encode()))
    _settle(home)
    return note


def _take_back(folder: Path, marker: Path, known: Known) -> None:
    """Undoes what a run that was killed between placing and recording left behind."""
    try:
        hashes: dict[str, str] = json.loads(marker.read_text())
    except (FileNotFoundError, ValueError):
        # half a marker: nothing was placed yet
        return
    if all(known(hash) for hash in hashes.values()):
        return
    for name, hash in hashes.items():
        target = folder / Path(name).name
        if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == hash:
            _restorer(target, folder / f".{target.name}.kept")()


def _sweep(folder: Path, left_over: str) -> None:
    for path in folder.iterdir():
        if path.name.startswith(left_over) and path.name.endswith((".part", ".kept", MARKER)):
            path.unlink()


def _written(part: Path, fill: Callable[[BinaryIO], object]) -> str:
    with part.open("w+b") as target:
        fill(target)
        target.flush()
        os.fsync(target.fileno())
        target.seek(0)
        return hashlib.file_digest(target, "sha256").hexdigest()


def _place(folder: Path, parts: Mapping[str, Path], kept: Mapping[str, Path], placed: Callable[[], T]) -> T:
    """Renames every part; where one or `placed` fails, those before get their old files back."""
    undo: list[Callable[[], object]] = []
    try:
        for name, part in parts.items():
            target = folder / name
            _keep(target, kept[name], folder)
            _rename(part, target)
            undo.append(_restorer(target, kept[name]))
        with _worded(folder):
            _settle(folder)
        return placed()
    except BaseException:
        try:
            for step in reversed(undo):
                step()
        except OSError as error:
            raise _NotPutBack from error
        raise


def _restorer(target: Path, old: Path) -> Callable[[], object]:
    return (lambda: old.replace(target)) if old.exists() else target.unlink


def _keep(target: Path, old: Path, folder: Path) -> None:
    """A second name for the old file, or a copy where the disk knows no second names."""
    if not target.is_file():
        return
    try:
        os.link(target, old)
    except OSError:
        with _worded(folder):
            shutil.copyfile(target, old)


def _rename(part: Path, target: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            part.replace(target)
        except OSError as error:
            if not isinstance(error, PermissionError) or time.monotonic() >= until:
                raise Refusal("export.target_open", name=target.name) from error
            time.sleep(0.1)
        else:
            return


def _settle(folder: Path) -> None:
    """Makes the renames themselves last; Windows cannot open a folder, and does without."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _worded(folder: Path) -> Iterator[None]:
    """What the disk refuses, as a refusal that can be mended."""
    try:
        yield
    except OSError as error:
        code = "export.no_room" if error.errno in _FULL else "export.no_folder"
        raise Refusal(code, folder=folder.name or str(folder)) from error

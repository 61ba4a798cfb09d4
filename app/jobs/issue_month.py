"""Making a month's pack: one read, one Pack, two files that appear whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.commands import issues
from app.domain.month import Month
from app.errors import Cancelled, Refusal
from app.packs import monthly
from app.packs.model import Pack
from app.reads import months
from app.register import Done, Register

Progress = Callable[[str, int, int], None]

TEMPORARY = ".fourfold-part"
"""What a file being written ends with; a run that was killed leaves one, and the next issue removes it."""
TRIES, PAUSE = 10, 0.25
"""A virus scanner may hold a new file for a moment: ten tries in about 2.5 seconds (conditions.md row 18)."""


@dataclass(frozen=True, slots=True)
class Issued:
    """The files with their SHA-256, how much they hold, and the entry in the journal."""

    pdf: Path
    xlsx: Path
    pack: str
    counts: dict[str, int]
    hashes: dict[str, str]
    done: Done | None

    @property
    def paths(self) -> tuple[Path, Path]:
        """Both files."""
        return self.pdf, self.xlsx


def build(register: Register, month: str, *, draft: bool = False) -> Pack:
    """The Pack of a month, read in one transaction."""
    rows: Month = register.ask(months.everything, month)
    return monthly.build(rows, register.clock.now(), draft=draft)


def preview(register: Register, month: str, *, progress: Progress | None = None) -> bytes:
    """The draft as a PDF, in memory only."""
    return bytes(_pdf(build(register, month, draft=True), progress))


def issue(
    register: Register,
    month: str,
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Issued:
    """Writes the month's PDF and workbook into `folder` and logs the disclosure.

    Raises Refusal: export.no_meeting, export.no_folder, export.no_room, export.target_open, read_only, or
    Cancelled; the old files then stay as they were, and nothing temporary is left.
    """
    tell = _watched(progress, cancelled)
    if register.read_only:
        register.do(issues.record, "", {})
    tell("Reading the month", 0, 0)
    pack = build(register, month)
    _ready(folder)
    targets = [folder / f"{pack.file_name}.pdf", folder / f"{pack.file_name}.xlsx"]
    written: list[tuple[Path, Path]] = []
    hashes: dict[str, str] = {}
    try:
        for target, write in zip(targets, (_pdf, _xlsx), strict=True):
            beside = target.with_name(target.name + TEMPORARY)
            written.append((beside, target))
            hashes[target.name] = _keep(beside, write(pack, tell))
        tell("Putting both files in place", 1, 1)
        for beside, target in written:
            _replace(beside, target)
    finally:
        for beside, _ in written:
            beside.unlink(missing_ok=True)
    facts = {"edition": pack.edition, "version": pack.version, "marking": pack.marking, "files": hashes}
    done = register.do(issues.record, pack.id, facts)
    counts = {sheet.name.lower().replace(" ", "_"): len(sheet.rows) for sheet in pack.sheets}
    return Issued(targets[0], targets[1], pack.id, {"groups": len(pack.cards), **counts}, hashes, done)


def _watched(progress: Progress | None, cancelled: Callable[[], bool] | None) -> Progress:
    def tell(words: str, done: int, total: int) -> None:
        if cancelled and cancelled():
            raise Cancelled
        if progress:
            progress(words, done, total)

    return tell


def _counted(tell: Progress | None, thing: str) -> Callable[[int, int], None] | None:
    """A writer's progress, page by page or sheet by sheet, with its words."""
    return None if tell is None else lambda done, total: tell(f"{thing} {done} of {total}", done, total)


def _ready(folder: Path) -> None:
    """The folder exists, and what a killed run left in it is gone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"*{TEMPORARY}"):
            left.unlink(missing_ok=True)
    except OSError:
        raise Refusal("export.no_folder", folder=folder.name) from None


def _pdf(pack: Pack, tell: Progress | None) -> memoryview:
    from app.packs import pdf

    content = io.BytesIO()
    pdf.write(pack, content, _counted(tell, "Page"))
    return content.getbuffer()


def _xlsx(pack: Pack, tell: Progress | None) -> memoryview:
    from app.packs import excel

    content = io.BytesIO()
    excel.write(pack, content, _counted(tell, "Sheet"))
    return content.getbuffer()


def _keep(beside: Path, content: memoryview) -> str:
    """Writes one file to the disk for good and returns its SHA-256."""
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
            raise Refusal("export.no_room", folder=beside.parent.name) from None
        raise Refusal("export.no_folder", folder=beside.parent.name) from None
    return hashlib.sha256(content).hexdigest()


def _replace(beside: Path, target: Path) -> None:
    for attempt in range(TRIES):
        try:
            beside.replace(target)
        except PermissionError:
            if attempt + 1 < TRIES:
                time.sleep(PAUSE)
        except OSError:
            break
        else:
            return
    raise Refusal("export.target_open", name=target.name)

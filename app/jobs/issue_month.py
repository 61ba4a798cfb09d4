"""Issuing a month's pack: one read, one Pack, two files beside their targets, then both put in place.

The old files stay until both new ones are whole on the disk. What left is logged as a disclosure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from app.commands import issues
from app.errors import Cancelled, Refusal
from app.jobs import put_in_place
from app.packs import excel, monthly, pdf, stored
from app.packs.model import Pack
from app.packs.monthly import Issuing
from app.reads import months
from app.register import Done, Register

Progress = Callable[[str, int, int], None]
Cancel = Callable[[], bool]

READING, WORKBOOK, PRINT, PLACING = (
    "Reading the month",
    "Writing the workbook",
    "Writing the PDF",
    "Putting both files in place",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """The two files, what they hold, their SHA-256, and the entry in the register's log."""

    pdf: Path
    xlsx: Path
    counts: dict[str, int]
    hashes: dict[str, str]
    done: Done

    @property
    def paths(self) -> tuple[Path, ...]:
        """Both files, as they are told."""
        return (self.pdf, self.xlsx)


def issue(
    register: Register,
    month: str,
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Issued:
    """Writes the pack of "2026-12" into `folder` as PDF and workbook, and logs that it left.

    Raises Refusal: read_only, export.no_meeting, export.no_folder, export.no_room, export.target_open, and
    Cancelled; the old files are then as they were and nothing else is left in the folder.
    """
    if register.read_only:
        raise Refusal("read_only", by=register.held_by) if register.held_by else Refusal("medium_read_only")
    tell = _teller(progress, cancelled)
    pack = _pack(register, month, tell, draft=False)
    return put_in_place.write(
        folder,
        # the workbook first: it is the one that somebody may have open
        {
            f"{pack.file_name}.xlsx": lambda target: excel.write(pack, target, _stage(tell, WORKBOOK)),
            f"{pack.file_name}.pdf": lambda target: pdf.write(pack, target, _stage(tell, PRINT)),
        },
        lambda hashes: _recorded(register, pack, folder, hashes),
        left_over=f".{pack.id} v",
        placing=lambda: tell(PLACING, 0, 1),
    )


def _recorded(register: Register, pack: Pack, folder: Path, hashes: dict[str, str]) -> Issued:
    """Logs the disclosure; where that fails nothing may leave, so the files go back to what they were."""
    facts = {
        "edition": pack.edition,
        "version": pack.version,
        "marking": pack.marking,
        "fingerprint": stored.fingerprint(pack),
        "recipients": "",
        "files": hashes,
    }
    return Issued(
        pdf=folder / f"{pack.file_name}.pdf",
        xlsx=folder / f"{pack.file_name}.xlsx",
        counts={sheet.name.lower().replace(" ", "_"): len(sheet.rows) for sheet in pack.sheets},
        hashes=hashes,
        done=register.do(issues.record, pack.id, facts),
    )


def preview(
    register: Register,
    month: str,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> bytes:
    """The PDF as it would be issued now, marked DRAFT and in memory only; reading is enough for it."""
    tell = _teller(progress, cancelled)
    target = BytesIO()
    pdf.write(_pack(register, month, tell, draft=True), target, _stage(tell, PRINT))
    return target.getvalue()


def _pack(register: Register, month: str, tell: Progress, *, draft: bool) -> Pack:
    tell(READING, 0, 1)
    rows = register.ask(months.everything, month)
    tell(READING, 1, 1)
    return monthly.build(rows, register.clock.now(), issuing=Issuing(draft=draft))


def _teller(progress: Progress | None, cancelled: Cancel | None) -> Progress:
    def tell(stage: str, done: int, whole: int) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(stage, done, whole)

    return tell


def _stage(tell: Progress, stage: str) -> Callable[[int, int], None]:
    return lambda done, whole: tell(stage, done, whole)

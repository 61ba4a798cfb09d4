"""Chase sheets: one workbook for each lead, kept as they left, and told to the log with their recipients."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from app.commands import chase as commands
from app.errors import Cancelled, Refusal
from app.jobs import put_in_place
from app.jobs.known_files import known_to
from app.jobs.print_paper import refuse_reader
from app.packs import excel_chase, stored
from app.packs.chase import Chase, ChaseSheet, build
from app.reads import chase as reads
from app.register import Done, Register

WRITING = "Writing the chase sheets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chased:
    """The files that were written with their SHA-256, the value of the month, and the entry in the log."""

    paths: tuple[Path, ...]
    hashes: dict[str, str]
    chase: Chase
    done: Done


def sheets(register: Register, month: str) -> Chase:
    """The chase sheets of "2026-12" as the register stands; Refusal("export.no_meeting") where none is."""
    return build(register.ask(reads.open_actions, month), register.origin, register.clock.now())


def write(
    register: Register,
    month: str,
    folder: Path,
    *,
    progress: Callable[..., object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Chased:
    """Writes one sheet for each lead of an open action into `folder`, and logs that they left.

    Raises Refusal: read_only, export.no_meeting, chase.nobody where no action can be asked about,
    export.no_folder, export.no_room, export.target_open, and Cancelled; the old files then stay as they were.
    """
    register.require("chase.record")
    refuse_reader(register)
    made = sheets(register, month)
    if not made.sheets:
        raise Refusal("chase.nobody", month=month)
    bodies = {sheet.file_name: body(sheet) for sheet in made.sheets}

    def fill(place: int, sheet: ChaseSheet) -> Callable[[BinaryIO], object]:
        def filled(target: BinaryIO) -> None:
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(WRITING, place, len(made.sheets))
            identity = hashlib.sha256(bodies[sheet.file_name]).hexdigest()
            excel_chase.write(sheet, identity, target)

        return filled

    def recorded(hashes: dict[str, str]) -> Chased:
        facts: dict[str, Any] = {
            "month": made.month,
            "marking": made.sheets[0].marking,
            "recipients": "; ".join(_recipient(sheet) for sheet in made.sheets),
            "files": hashes,
        }
        done = register.do(commands.record, made.sheets[0].pack_id, tuple(bodies.values()), facts)
        return Chased(paths=tuple(folder / name for name in hashes), hashes=hashes, chase=made, done=done)

    files = {sheet.file_name: fill(place, sheet) for place, sheet in enumerate(made.sheets)}
    return put_in_place.write(
        folder, files, recorded, left_over=f".{made.sheets[0].pack_id} chase ", known=known_to(register)
    )


def body(sheet: ChaseSheet) -> bytes:
    """The value that is kept of a sheet."""
    return stored.text_of(sheet).encode("utf-8", "surrogatepass")


def _recipient(sheet: ChaseSheet) -> str:
    place = sheet.organisation if sheet.organisation != sheet.name else ""
    return ", ".join(part for part in (sheet.name, place) if part)

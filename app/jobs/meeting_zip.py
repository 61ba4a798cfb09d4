"""One zip of everything that was issued for a meeting, printed from what is stored; the same each time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from app.commands import issues
from app.domain.clock import local
from app.domain.codes import IssueState, Paper
from app.domain.issue import Issue
from app.errors import Refusal
from app.jobs import minutes, put_in_place
from app.jobs.issue_month import Cancel, Progress, refuse_reader, stored_pack, teller
from app.jobs.known_files import known_to
from app.jobs.print_paper import Printed
from app.jobs.reprint import files_of
from app.reads import issues as reads
from app.reads.reference import reference
from app.register import Register

PACKING = "Putting the meeting together"
LEVEL = 6
FOLDERS = {IssueState.ISSUED: "", IssueState.SUPERSEDED: "superseded/"}


def meeting_zip(
    register: Register,
    meeting: str,
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Printed:
    """Writes "SW-2026-12 everything issued OFFICIAL-SENSITIVE.zip" and logs that it left.

    It holds each issue of the meeting that was not recalled, every copy of it with its manifest, in all
    editions: it is for whoever may see the chair's. Superseded issues stand in a folder of their own, files
    are without passwords. Raises Refusal: read_only, gone, zip.nothing, export.no_folder, export.no_room,
    export.target_open, and Cancelled.
    """
    register.require("pack.reprint")
    refuse_reader(register)
    tell = teller(progress, cancelled)
    of = register.ask(reads.meeting, meeting)
    found = [each for each in register.ask(reads.issues, meeting) if each.state in FOLDERS]
    if not found:
        raise Refusal("zip.nothing", month=of.month)
    first = min(found, key=lambda each: (each.issued_at, each.id))
    marking = max((each.marking.split(" - ")[0] for each in found), key=len)
    region = register.ask(reference).region
    fictional = " FICTIONAL" if region is not None and region.fictional else ""
    name = f"{first.pack_id.split('-')[0]}-{of.month} everything issued {marking}{fictional}.zip"
    packed: dict[str, bytes] = {}

    def write(target: BinaryIO) -> None:
        for place, issue in enumerate(sorted(found, key=lambda each: (each.issued_at, each.id))):
            tell(PACKING, place, len(found))
            packed.update(_files(register, issue))
        target.write(_archive(packed, local(max(each.issued_at for each in found))))

    def recorded(hashes: dict[str, str]) -> Printed:
        facts = {
            "edition": ", ".join(sorted({each.edition.value for each in found})),
            "version": ", ".join(dict.fromkeys(each.number for each in found)),
            "marking": marking,
            "recipients": "",
            "files": hashes,
        }
        done = register.do(issues.record_reprint, of.id, facts)
        return Printed(path=folder / name, hash=hashes[name], done=done)

    return put_in_place.write(folder, {name: write}, recorded, left_over=f".{name}", known=known_to(register))


def _files(register: Register, issue: Issue) -> dict[str, bytes]:
    into = FOLDERS[issue.state]
    if issue.paper is Paper.MINUTES:
        made = minutes.printed(register, issue.id)
    else:
        copies = register.ask(reads.copies, issue.id)
        made = files_of(issue, stored_pack(register, issue.id), copies, lambda *_: None).data
    return {f"{into}{name}": data for name, data in made.items()}


def _archive(files: dict[str, bytes], moment: datetime) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for info, data in _entries(files, moment):
            archive.writestr(info, data, compresslevel=LEVEL)
    return target.getvalue()


def _entries(files: dict[str, bytes], moment: datetime) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Sorted, at one moment, without the rights or the system of the machine that packed it."""
    for name in sorted(files):
        info = zipfile.ZipInfo(name, moment.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system, info.external_attr = 0, 0
        yield info, files[name]

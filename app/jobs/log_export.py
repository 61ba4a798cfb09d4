"""The log leaves: as a table with its verification report, for the Commissioner, or as an anchor on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from app import words
from app.errors import Refusal
from app.jobs import put_in_place
from app.packs import log_csv, log_sheet, pdf_log_sheet
from app.packs.log_sheet import LogSheet
from app.reads import log
from app.reads.log import Chosen, Frame, LogRow
from app.register import Register

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The files with their SHA-256, how many entries they hold, and what the verification found."""

    paths: tuple[Path, ...]
    hashes: dict[str, str]
    entries: int
    findings: tuple[str, ...]


def export(
    register: Register,
    chosen: Chosen,
    folder: Path,
    *,
    recipient: str,
    reason: str,
    progress: Progress | None = None,
) -> Exported:
    """Writes what was asked of the log as CSV, with the verification of the whole as PDF beside it.

    Raises Refusal: not_allowed, log.no_recipient, log.no_reason, medium_read_only, export.no_folder,
    export.no_room, export.target_open; nothing is left in the folder then.
    """
    register.require("log.export")
    if not recipient.strip():
        raise Refusal("log.no_recipient")
    _refuse_unlogged(register, reason)
    frame = register.ask(log.frame)
    verified = register.verify(progress)
    findings = tuple(f"{words.say(each.code)} ({each.where})" for each in verified.findings)
    made_at = register.clock.now()
    name = f"Log of {register.name} {made_at:%Y-%m-%d %H%M}"
    answer = log_sheet.answer(findings, verified.entries, verified.records, verified.anchors)
    written: dict[str, object] = {}

    def rows(target: BinaryIO) -> None:
        tee = _Hashing(target)
        written["entries"] = log_csv.write(_cells(register, chosen, frame.seq), tee)  # type: ignore[arg-type]
        written["sha256"] = tee.sha256.hexdigest()

    def report(target: BinaryIO) -> None:
        facts = (
            *_where(register, frame),
            ("Asked", _asked(chosen)),
            ("Entries in the table", str(written["entries"])),
            ("SHA-256 of the table", log_sheet.spaced(str(written["sha256"]))),
            ("Anchors that fit", str(verified.anchors)),
            ("Anchors of entries that a restore set aside", str(verified.excused)),
            ("For", recipient.strip()),
            ("Reason", reason.strip()),
            ("Made by", register.user),
        )
        sheet = _sheet(
            frame, made_at, title=log_sheet.REPORT, name=name, answer=answer, facts=facts, findings=findings
        )
        pdf_log_sheet.write(sheet, target)

    table, beside = f"{name}.csv", f"{name} report.pdf"

    def recorded(hashes: dict[str, str]) -> Exported:
        said = {"recipients": recipient.strip(), "marking": frame.marking, "files": hashes,
                "asked": chosen.told, "entries": written["entries"]}  # fmt: skip
        register.disclosed("log", "", said, reason=reason.strip())
        paths = (folder / table, folder / beside)
        return Exported(paths=paths, hashes=hashes, entries=int(str(written["entries"])), findings=findings)

    # an auditor reads no list of what left, so that what a killed run put in place stays until the next start
    return put_in_place.write(folder, {table: rows, beside: report}, recorded, left_over=f".{name}")


def print_anchor(register: Register, folder: Path, *, reason: str) -> Path:
    """The sheet with the number and the hash of the newest entry, to be filed where nobody here can alter it.

    Raises Refusal: not_allowed, log.no_reason, medium_read_only, export.no_folder, export.no_room,
    export.target_open.
    """
    register.require("log.print_anchor")
    _refuse_unlogged(register, reason)
    frame, made_at = register.ask(log.frame), register.clock.now()
    name = f"Anchor of {register.name} {made_at:%Y-%m-%d %H%M}"
    notes = (
        "File this sheet where nobody who can write to the register can alter it.",
        f"To check: verify --anchor {frame.seq}:{frame.head[:16]}, or Check with an anchor on the page Log. "
        "Sixteen figures of the hash say enough.",
    )
    facts = (*_where(register, frame), ("Printed by", register.user))
    says = "It says where the log stood: nobody can cut it short or write it anew before this entry unseen."
    answer = (f"Entry {frame.seq}.", says)
    sheet = _sheet(frame, made_at, title=log_sheet.ANCHOR, name=name, answer=answer, facts=facts, notes=notes)
    file = f"{sheet.file_name}.pdf"

    def recorded(hashes: dict[str, str]) -> Path:
        said = {"seq": frame.seq, "hash": frame.head, "files": hashes, "marking": frame.marking}
        register.disclosed("anchor", "", said, reason=reason.strip())
        register.anchor("printed", name)
        return folder / file

    return put_in_place.write(
        folder, {file: lambda target: pdf_log_sheet.write(sheet, target)}, recorded, left_over=f".{name}"
    )


def _refuse_unlogged(register: Register, reason: str) -> None:
    if not reason.strip():
        raise Refusal("log.no_reason")
    if not register.logs:
        raise Refusal("medium_read_only")


def _where(register: Register, frame: Frame) -> tuple[tuple[str, str], ...]:
    return (
        ("Register", f"{register.name} ({register.origin})"),
        ("Newest entry", str(frame.seq)),
        ("Its hash (SHA-256)", log_sheet.spaced(frame.head)),
    )


def _asked(chosen: Chosen) -> str:
    said = chosen.told
    return (
        "; ".join(f"{name.replace('_', ' ')}: {_plain(value)}" for name, value in said.items())
        or "everything"
    )


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "yes" if value is True else str(value)


def _sheet(
    frame: Frame,
    made_at: datetime,
    *,
    title: str,
    name: str,
    answer: tuple[str, str],
    facts: tuple[tuple[str, str], ...],
    findings: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> LogSheet:
    return LogSheet(
        title=title,
        name=name,
        region=frame.region,
        unit=frame.unit,
        fictional=frame.fictional,
        marking=frame.marking,
        made_at=made_at,
        strong=answer[0],
        words=answer[1],
        facts=facts,
        findings=findings,
        notes=notes,
    )


def _cells(register: Register, chosen: Chosen, until: int) -> Iterator[tuple[object, ...]]:
    after = 0
    while rows := register.ask(log.part, chosen, after, until):
        for row in rows:
            yield _line(row)
        after = rows[-1].seq


def _line(row: LogRow) -> tuple[object, ...]:
    told = "; ".join(f"{name}: {_plain(value)}" for name, value in row.facts.items())
    return (
        row.seq, row.at.astimezone(UTC).isoformat(timespec="microseconds"), row.utc_offset,
        "yes" if row.clock_back else "", row.actor, row.person, row.roles.replace(",", ", "), row.account,
        row.machine, row.app, row.class_, row.command, row.kind, row.object, row.reference, row.version,
        ", ".join(row.fields), told, row.reason, row.outcome, "yes" if row.disposed else "",
        row.prev, row.hash,
    )  # fmt: skip


class _Hashing:
    """A target that tells the SHA-256 of what went through it."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.sha256 = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.sha256.update(data)
        return self._target.write(data)

    def flush(self) -> None:
        self._target.flush()

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    closed = False

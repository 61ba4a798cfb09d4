"""The minutes of a meeting: shown, issued as PDF and workbook, and printed again to the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from app import VERSION
from app.commands import issues as issue_commands
from app.commands import minutes as commands
from app.domain import issue as lines
from app.domain.clock import local
from app.domain.codes import EditionKind, IssueState, MinutesState, Paper
from app.domain.edition import CHAIR, FULL, Edition
from app.domain.held_meeting import HeldMeeting
from app.domain.ids import new_id
from app.domain.issue import Copy, Issue
from app.domain.issue_rules import Recipient, check_issue, check_recipients, parts
from app.domain.minutes import issue_number
from app.errors import Refusal
from app.jobs import put_in_place
from app.jobs.known_files import known_to
from app.jobs.minutes_leaks import refuse_leaks
from app.jobs.print_paper import refuse_reader
from app.packs import excel_minutes, manifest, pdf_minutes, stored
from app.packs.minutes import MinutesPaper, build
from app.reads import issues as issue_reads
from app.reads import minutes as reads
from app.register import Done, Register

EDITIONS = {EditionKind.FULL: FULL, EditionKind.CHAIR: CHAIR}
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedMinutes:
    """The files that were written with their SHA-256, the record of the issue, and the entry in the log."""

    paths: tuple[Path, ...]
    hashes: dict[str, str]
    issue: Issue
    copies: tuple[Copy, ...]
    done: Done


def paper(register: Register, meeting: str, edition: Edition = FULL) -> MinutesPaper:
    """The minutes as the register stands; Refusal("gone") where the meeting is not there."""
    return build(register.ask(reads.held, meeting), register.clock.now(), edition=edition, app=VERSION)


def preview(
    register: Register,
    meeting: str,
    *,
    edition: Edition = FULL,
    progress: Callable[..., object] | None = None,
) -> bytes:
    """The PDF as it would be issued now, in memory only; reading is enough for it."""
    target = BytesIO()
    pdf_minutes.write(paper(register, meeting, edition), target)
    return target.getvalue()


def of_month(register: Register, month: str) -> str:
    """The id of the tasking meeting of "2026-12"; Refusal("export.no_meeting") where none is planned."""
    return register.ask(reads.tasking_meeting, month).id


def issue(
    register: Register,
    meeting: str,
    folder: Path,
    *,
    edition: Edition = FULL,
    copies: tuple[Recipient, ...] = (),
    progress: Callable[..., object] | None = None,
) -> IssuedMinutes:
    """Issues the minutes into `folder` as PDF and workbook: the draft, or what the next meeting confirmed.

    A draft that changed since it was issued becomes the next draft by itself; what has not changed is printed
    again. Raises Refusal: read_only, gone, minutes.not_held, minutes.edition, issue.no_recipient,
    edition.leak, export.no_folder, export.no_room, export.target_open; the old files then stay as they were.
    """
    register.require("minutes.issue")
    refuse_reader(register)
    check_recipients(copies)
    if edition.kind not in EDITIONS:
        raise Refusal("minutes.edition", edition=edition.words)
    held, number, again = _wanted(register, meeting, edition)
    if again is not None:
        return _again(register, again, folder, copies)
    head = register.ask(issue_reads.head)
    made = build(held, register.clock.now(), edition=edition, app=VERSION, head=head)
    made = replace(made, number=number)
    body = _body(made)
    prints = _prints(made, copies)
    files = _Files(prints, hashlib.sha256(body).hexdigest())
    refuse_leaks(register, held, edition, files.data)

    def recorded(_: dict[str, str]) -> IssuedMinutes:
        record, sent = _records(register, held, made, edition, body, files, copies)
        facts = {
            "edition": made.edition,
            "version": made.number,
            "marking": made.marking,
            "recipients": "; ".join(issue_commands.recipient_words(c.name, c.organisation) for c in copies),
            "files": files.hashes,
        }
        done = register.do(commands.issue, record, body, sent, facts)
        return IssuedMinutes(
            paths=tuple(folder / name for name in files.hashes),
            hashes=files.hashes,
            issue=done.result,
            copies=sent,
            done=done,
        )

    return put_in_place.write(
        folder, files.fills(), recorded, left_over=f".{made.id} ", known=known_to(register)
    )


def stored_minutes(register: Register, issue_id: str) -> MinutesPaper:
    """The minutes from which an issue was printed, exactly as they were kept."""
    found = register.ask(issue_reads.issue, issue_id)
    text = register.ask(issue_reads.body, found.body).decode("utf-8", "surrogatepass")
    return stored.value_of(MinutesPaper, text)


def reprint(
    register: Register, issue_id: str, folder: Path, *, progress: Callable[..., object] | None = None
) -> IssuedMinutes:
    """Writes the files of issued minutes again, to the same bytes, and logs that they left.

    Raises Refusal: read_only, gone, issue.recalled, export.no_folder, export.no_room, export.target_open.
    """
    register.require("pack.reprint")
    refuse_reader(register)
    return _again(register, register.ask(issue_reads.issue, issue_id), folder, ())


def printed(register: Register, issue_id: str) -> dict[str, bytes]:
    """The files of issued minutes by name, as they left: of each numbered copy, or of the one without."""
    record = register.ask(issue_reads.issue, issue_id)
    made, known = stored_minutes(register, issue_id), register.ask(issue_reads.copies, issue_id)
    prints = tuple(replace(made, copy=copy.words) for copy in known if copy.files) or (made,)
    return _Files(prints, record.body).data


class _Wanted(NamedTuple):
    """What is to be issued under which number; `again` is the issue that says the same already."""

    held: HeldMeeting
    number: str
    again: Issue | None = None


def _wanted(register: Register, meeting: str, edition: Edition) -> _Wanted:
    """The meeting as it is to be issued: a draft that changed, or was recalled, has its next number."""
    held = register.ask(reads.held, meeting)
    last = register.ask(issue_reads.latest, meeting, edition.kind, "", Paper.MINUTES)
    if held.minutes is None:
        return _drafted(register, meeting)
    number, recalled = issue_number(held.minutes), last is not None and last.state is IssueState.RECALLED
    if last is None or parts(last.number) < parts(number):
        return _Wanted(held, number)
    if held.minutes.state is MinutesState.CONFIRMED:
        major, minor = parts(last.number)
        return _Wanted(held, f"{major}.{minor + 1}") if recalled else _Wanted(held, number, last)
    new = build(held, register.clock.now(), edition=edition)
    if not recalled and content(new) == content(stored_minutes(register, last.id)):
        return _Wanted(held, number, last)
    return _drafted(register, meeting)


def _drafted(register: Register, meeting: str) -> _Wanted:
    minutes = register.do(commands.draft, meeting).result
    return _Wanted(register.ask(reads.held, meeting), issue_number(minutes))


def content(of: MinutesPaper) -> str:
    """What minutes say, whenever and under whatever number they were printed."""
    same = replace(
        of,
        made_at=_EPOCH,
        number="",
        state="",
        state_on="",
        state_next="",
        copy="",
        app="",
        head="",
        about=(),
    )
    return hashlib.sha256(stored.text_of(same).encode("utf-8", "surrogatepass")).hexdigest()


def _body(made: MinutesPaper) -> bytes:
    return stored.text_of(made).encode("utf-8", "surrogatepass")


def _prints(made: MinutesPaper, copies: tuple[Recipient, ...]) -> tuple[MinutesPaper, ...]:
    """One print for each numbered copy, or the one that bears no number."""
    many = len(copies)
    return tuple(replace(made, copy=f"{n} of {many}") for n in range(1, many + 1)) or (made,)


class _Files:
    """The files of each print in memory, with the manifest of each beside them."""

    def __init__(self, prints: tuple[MinutesPaper, ...], body: str) -> None:
        self.of = [(each, self._print(each, body)) for each in prints]

    @staticmethod
    def _print(of: MinutesPaper, body: str) -> dict[str, bytes]:
        files = {}
        for ending, write in (("xlsx", excel_minutes.write), ("pdf", pdf_minutes.write)):
            target = BytesIO()
            write(of, target, body)
            files[f"{of.file_name}.{ending}"] = target.getvalue()
        return files

    @property
    def data(self) -> dict[str, bytes]:
        """Every file by its name."""
        return {name: data for _, files in self.of for name, data in files.items()}

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each file by its name."""
        return {name: hash for _, files in self.of for name, hash in _hashes(files).items()}

    def lines(self, place: int) -> tuple[str, ...]:
        """What the record keeps of the files of one print."""
        return tuple(lines.line(name, hash) for name, hash in _hashes(self.of[place][1]).items())

    def fills(self) -> dict[str, Callable[[BinaryIO], object]]:
        """What writes each file, by its name; the workbook first: it is the one that may be open."""
        return {name: _fill(data) for name, data in self.data.items()}


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def _fill(data: bytes) -> Callable[[BinaryIO], object]:
    return lambda target: target.write(data)


def _records(
    register: Register,
    held: HeldMeeting,
    made: MinutesPaper,
    edition: Edition,
    body: bytes,
    files: _Files,
    copies: tuple[Recipient, ...],
) -> tuple[Issue, tuple[Copy, ...]]:
    now = register.clock.now()
    before = register.ask(issue_reads.latest, held.meeting.id, edition.kind, "", Paper.MINUTES)
    record = Issue(
        id=new_id(now),
        meeting=held.meeting.id,
        paper=Paper.MINUTES,
        edition=edition.kind,
        pack_id=made.id,
        number=made.number,
        issued_at=now,
        issued_by=register.user,
        reason=made.state,
        marking=made.marking,
        fingerprint=content(made)[:16].upper(),
        body=hashlib.sha256(body).hexdigest(),
        files=() if copies else files.lines(0),
        head=made.head,
        app=made.app,
        writer=manifest.WRITER,
        supersedes=before.id if before else None,
    )
    sent = tuple(
        Copy(
            id=new_id(now),
            issue=record.id,
            number=number,
            of=len(copies),
            recipient=copy.name.strip(),
            organisation=copy.organisation.strip(),
            sent_on=local(now).date(),
            how=copy.how.strip(),
            files=files.lines(number - 1),
        )
        for number, copy in enumerate(copies, 1)
    )
    return record, sent


def _again(register: Register, record: Issue, folder: Path, copies: tuple[Recipient, ...]) -> IssuedMinutes:
    """The stored minutes printed again; recipients get a copy of them that bears no number."""
    check_issue(record)
    made = stored_minutes(register, record.id)
    known = register.ask(issue_reads.copies, record.id)
    prints = tuple(replace(made, copy=copy.words) for copy in known if copy.files) or (made,)
    files = _Files(prints if not copies else (made,), record.body)

    def recorded(_: dict[str, str]) -> IssuedMinutes:
        facts: dict[str, Any] = {
            "edition": made.edition, "version": made.number, "marking": made.marking, "files": files.hashes,
        }  # fmt: skip
        done = register.do(issue_commands.record_reprint, made.id, facts)
        sent = tuple(
            register.do(
                issue_commands.send, record.id, copy.name, organisation=copy.organisation, how=copy.how
            ).result
            for copy in copies
        )
        return IssuedMinutes(
            paths=tuple(folder / name for name in files.hashes),
            hashes=files.hashes,
            issue=record,
            copies=sent,
            done=done,
        )

    return put_in_place.write(
        folder, files.fills(), recorded, left_over=f".{made.id} ", known=known_to(register)
    )

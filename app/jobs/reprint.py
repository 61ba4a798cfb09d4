"""An issue printed again from its stored Pack: the same bytes as the files that left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.commands import issues
from app.domain.codes import Paper
from app.domain.issue import Copy, Issue, printed
from app.domain.issue_rules import Recipient, check_issue, check_recipients
from app.errors import Refusal
from app.jobs import minutes, put_in_place
from app.jobs.issue_month import PLACING, READING, Cancel, Progress, refuse_reader, stored_pack, teller
from app.jobs.issue_records import facts
from app.jobs.known_files import known_to
from app.jobs.print_pack import Files, Print
from app.packs import encrypted
from app.packs.model import Pack
from app.reads import issues as reads
from app.register import Done, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprinted:
    """The files that were written with their SHA-256; `same` tells whether they are those that left.

    They differ where a later version of the program lays the pages out otherwise, or another build of zlib
    packs them otherwise; the Pack is the same.
    """

    paths: tuple[Path, ...]
    hashes: dict[str, str]
    same: bool
    done: Done


def reprint(
    register: Register,
    issue_id: str,
    folder: Path,
    *,
    copy: int | None = None,
    password: str = "",
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Reprinted:
    """Writes the files of an issue into `folder` again, or those of one numbered copy, and logs it.

    Raises Refusal: read_only, gone, issue.recalled, issue.password_short, export.no_folder, export.no_room,
    export.target_open, and Cancelled.
    """
    register.require("pack.reprint")
    refuse_reader(register)
    encrypted.check_password(password)
    tell = teller(progress, cancelled)
    tell(READING, 0, 1)
    found = register.ask(reads.issue, issue_id)
    check_issue(found)
    if found.paper is Paper.MINUTES:
        return _minutes(register, found, folder)
    sent = [each for each in register.ask(reads.copies, found.id) if copy in (None, each.number)]
    pack = stored_pack(register, found.id)
    tell(READING, 1, 1)
    files = files_of(found, pack, sent, tell, password=password)

    def recorded(hashes: dict[str, str]) -> Reprinted:
        to = [Recipient(each.recipient, each.organisation) for each in sent if copy is not None]
        done = register.do(issues.record_reprint, pack.id, {**facts(pack, hashes, to), "reprint": True})
        return Reprinted(
            paths=tuple(folder / name for name in sorted(hashes)),
            hashes=hashes,
            same=same(found, sent, files),
            done=done,
        )

    return put_in_place.write(
        folder,
        files.fills,
        recorded,
        left_over=f".{pack.id} v",
        known=known_to(register),
        placing=lambda: tell(PLACING, 0, 1),
    )


def further_copy(
    register: Register,
    issue_id: str,
    folder: Path,
    to: Recipient,
    *,
    password: str = "",
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Reprinted:
    """Prints one more numbered copy of an issue, "copy 7 of 7", and enters it in the dissemination register.

    Raises Refusal as `reprint` does, issue.no_recipient, and copy.minutes for minutes.
    """
    register.require("copy.send")
    refuse_reader(register)
    encrypted.check_password(password)
    check_recipients((to,))
    found = register.ask(reads.issue, issue_id)
    check_issue(found)
    if found.paper is Paper.MINUTES:
        raise Refusal("copy.minutes")
    tell = teller(progress, cancelled)
    number = max((copy.number for copy in register.ask(reads.copies, found.id)), default=0) + 1
    whole = stored_pack(register, found.id)
    pack = replace(whole, body=found.body, copy=f"{number} of {number}", recipient=to.name.strip())
    files = Files(((Print(found.paper, pack),),), tell, password=password)

    def recorded(hashes: dict[str, str]) -> Reprinted:
        done = register.do(
            issues.send, found.id, to.name, organisation=to.organisation, how=to.how, number=number,
            files=files.lines,
        )  # fmt: skip
        return Reprinted(
            paths=tuple(folder / name for name in sorted(hashes)), hashes=hashes, same=True, done=done
        )

    return put_in_place.write(
        folder,
        files.fills,
        recorded,
        left_over=f".{pack.id} v",
        known=known_to(register),
        placing=lambda: tell(PLACING, 0, 1),
    )


def pages(register: Register, issue_id: str, *, progress: Progress | None = None) -> bytes:
    """The PDF of an issue in memory, without the number of any copy; reading is enough for it."""
    found = register.ask(reads.issue, issue_id)
    if found.paper is Paper.MINUTES:
        made = minutes.printed(register, found.id)
    else:
        made = files_of(found, stored_pack(register, found.id), (), teller(progress, None)).data
    return next(data for name, data in made.items() if name.endswith(".pdf"))


def files_of(of: Issue, pack: Pack, copies: Sequence[Copy], tell: Progress, *, password: str = "") -> Files:
    """The files of an issue as they left: those of each numbered copy, or those without a number."""
    numbered = [copy for copy in copies if copy.of]
    whole = replace(pack, body=of.body)
    packs = [replace(whole, copy=copy.words, recipient=copy.recipient) for copy in numbered]
    left = dict(of.hashes)
    for copy in numbered:
        left |= copy.hashes
    return Files(
        (tuple(Print(of.paper, each) for each in packs or [whole]),), tell, password=password, left=left
    )


def same(of: Issue, copies: Sequence[Copy], files: Files) -> bool:
    """Whether every file is, before any password, what was recorded when it left."""
    known = dict(of.printed)
    for copy in copies:
        known |= copy.printed
    return all(known.get(name) == hash for name, hash in printed(files.lines).items())


def _minutes(register: Register, of: Issue, folder: Path) -> Reprinted:
    made = minutes.reprint(register, of.id, folder)
    left = dict(of.hashes)
    for copy in register.ask(reads.copies, of.id):
        left |= copy.hashes
    return Reprinted(paths=made.paths, hashes=made.hashes, same=made.hashes == left, done=made.done)

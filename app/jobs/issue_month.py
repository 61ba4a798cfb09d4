"""Issuing a month's pack: one read, one Pack, its files put in place all at once, one record of it.

The old files stay until the new ones are whole on the disk; where the record cannot be kept they come back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from app import VERSION
from app.commands import issues
from app.domain import issue_rules as rules
from app.domain.codes import Paper
from app.domain.edition import FULL, Edition
from app.domain.issue import Copy, Issue
from app.domain.issue_rules import Recipient, Reissue, check_gaps
from app.domain.persons import same_person
from app.domain.preflight import gaps
from app.errors import Cancelled, Refusal
from app.jobs import put_in_place, second_person
from app.jobs.issue_records import Issuance, facts, records
from app.jobs.known_files import known_to
from app.jobs.preflight import findings
from app.jobs.print_pack import PRINT, WORKBOOK, Files, Print, prints, sha256
from app.packs import editions, encrypted, late, monthly, read_back, stored
from app.packs.editions import Reduced
from app.packs.findings import in_words, said
from app.packs.model import Pack
from app.packs.monthly import Issuing
from app.reads import issues as reads
from app.reads.issues import ToIssue
from app.register import Done, Register

Progress = Callable[[str, int, int], None]
Cancel = Callable[[], bool]

READING, PLACING = "Reading the month", "Putting the files in place"
__all__ = ["PLACING", "PRINT", "READING", "WORKBOOK", "Issued", "Recipient", "Reissue", "export", "issue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """The files that were written with their SHA-256, what they hold, and the entry in the register's log.

    `issues` are the records of an issue (the pack, then its addendum), none for a draft.
    """

    paths: tuple[Path, ...]
    counts: dict[str, int]
    hashes: dict[str, str]
    withheld: int
    done: Done
    issues: tuple[Issue, ...] = ()
    copies: tuple[Copy, ...] = ()

    @property
    def pdf(self) -> Path:
        """The PDF of the pack, the first copy's where there are several."""
        return next(path for path in self.paths if path.suffix == ".pdf" and " addendum " not in path.name)

    @property
    def xlsx(self) -> Path:
        """The workbook of the pack, the first copy's where there are several."""
        return next(path for path in self.paths if path.suffix == ".xlsx")

    @property
    def issue(self) -> Issue | None:
        """The record of the issued pack, None for a draft."""
        return self.issues[0] if self.issues else None


def issue(
    register: Register,
    month: str,
    folder: Path,
    *,
    edition: Edition = FULL,
    reissue: Reissue | None = None,
    reason: str = "",
    gaps_reason: str = "",
    confirmed_by: str = "",
    second_passphrase: str = "",
    password: str = "",
    copies: tuple[Recipient, ...] = (),
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Issued:
    """Issues the pack of "2026-12" into `folder` as PDF and workbook with their manifest, and records it.

    Raises Refusal: read_only, export.no_meeting, export.no_folder, export.no_room, export.target_open,
    edition.leak, those of issue_rules and second_person, and Cancelled; the old files are then as they were,
    nothing else is left in the folder and nothing is recorded.
    """
    register.require("pack.issue")
    refuse_reader(register)
    rules.check_recipients(copies)
    rules.check_reason(reissue, reason)
    encrypted.check_password(password)
    confirmed_by = second_person.confirm(register, edition.kind, confirmed_by, second_passphrase)
    tell = teller(progress, cancelled)
    tell(READING, 0, 1)
    found = register.ask(reads.to_issue, month, edition.kind, edition.holder)
    rules.check_meeting(found.month.meeting)
    number = rules.next_number(found.earlier, reissue)
    before = _before(found)
    cut = read_back.knowing(editions.reduced(found.month, edition), before)
    tell(READING, 1, 1)
    says = Issuing(
        version=number,
        before=before,
        confirmed_by=confirmed_by.strip(),
        app=VERSION,
        head=found.head,
    )
    pack = _pack(register, found, cut, edition, says, reissue)
    if reissue is not Reissue.MINOR:
        pack = _with_gaps(register, cut, pack, edition, gaps_reason.strip())
    body = stored.body(pack)
    of = Issuance(
        found.month.meeting.id, edition, pack, body, sha256(body), register.user, reason.strip(),
        len(cut.withheld), copies, found.earlier,
    )  # fmt: skip
    papers = (Paper.PACK, Paper.ADDENDUM) if reissue is Reissue.MINOR else (Paper.PACK,)
    files = Files(
        tuple(prints(paper, pack, of.sha256, copies) for paper in papers),
        tell,
        check=_check(cut, confirmed_by, *(each.name for each in copies)),
        password=password,
    )

    def recorded(_: dict[str, str]) -> Issued:
        kept, sent = records(of, files.made, register.clock.now())
        done = register.do(issues.record, kept, body, sent, facts(pack, files.hashes, copies))
        return _issued(folder, pack, files.hashes, done, cut, done.result, sent)

    return put_in_place.write(
        folder,
        files.fills,
        recorded,
        left_over=f".{pack.id} v",
        known=known_to(register),
        placing=lambda: tell(PLACING, 0, 1),
    )


def export(
    register: Register,
    month: str,
    folder: Path,
    *,
    edition: Edition = FULL,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Issued:
    """Writes a DRAFT of the pack into `folder`: nothing is issued, but what left is logged.

    Raises Refusal: read_only, export.no_meeting, export.no_folder, export.no_room, export.target_open,
    edition.leak, and Cancelled; the old files are then as they were.
    """
    register.require("pack.draft")
    refuse_reader(register)
    tell = teller(progress, cancelled)
    pack, cut = drafted(register, month, edition, tell)
    files = Files(((Print(Paper.PACK, pack),),), tell, check=_check(cut))

    def recorded(hashes: dict[str, str]) -> Issued:
        done = register.do(issues.record_draft, pack.id, facts(pack, hashes))
        return _issued(folder, pack, hashes, done, cut)

    return put_in_place.write(
        folder,
        files.fills,
        recorded,
        left_over=f".{pack.id} v",
        known=known_to(register),
        placing=lambda: tell(PLACING, 0, 1),
    )


def stored_pack(register: Register, issue_id: str) -> Pack:
    """The Pack from which an issue was printed, exactly as it was kept."""
    found = register.ask(reads.issue, issue_id)
    return stored.read(register.ask(reads.body, found.body))


def drafted(register: Register, month: str, edition: Edition, tell: Progress) -> tuple[Pack, Reduced]:
    """The Pack as it would be issued now, marked DRAFT, with what its edition holds back."""
    tell(READING, 0, 1)
    found = register.ask(reads.to_issue, month, edition.kind, edition.holder)
    tell(READING, 1, 1)
    before = _before(found)
    cut = read_back.knowing(editions.reduced(found.month, edition), before)
    says = Issuing(version=rules.draft_number(found.earlier), draft=True, before=before, app=VERSION)
    return _pack(register, found, cut, edition, says, None), cut


def _pack(
    register: Register,
    found: ToIssue,
    cut: Reduced,
    edition: Edition,
    says: Issuing,
    reissue: Reissue | None,
) -> Pack:
    """What is issued: the pack read anew, or for a minor reissue what was issued with its late papers."""
    now = register.clock.now()
    minor = reissue is Reissue.MINOR
    # of a pack that is read anew only the late papers are wanted
    latest = None if found.latest is None else stored.read(found.latest, sheets=minor)
    if minor and latest is not None:
        papers = late.papers(cut.month, latest.id, says.version, now, latest.late)
        return late.added(latest, papers, says, now)
    pack = monthly.build(cut.month, now, edition=edition, issuing=says)
    earlier = () if latest is None else latest.late
    return late.within(pack, late.papers(cut.month, pack.id, says.version, now, earlier))


def _before(found: ToIssue) -> Pack | None:
    return None if found.before is None else stored.read(found.before, sheets=False)


def _with_gaps(register: Register, cut: Reduced, pack: Pack, edition: Edition, reason: str) -> Pack:
    """The pack with what is not put right, and why it is issued anyway; no group is named on a cover."""
    found = gaps(findings(register, cut, pack, edition))
    known = in_words(found, partial(said, named=False))
    check_gaps(known, reason)
    return replace(pack, gaps=known, gaps_reason=reason if known else "")


def _check(cut: Reduced, *named: str) -> Callable[[Mapping[str, bytes]], None]:
    """What searches the files for what was held back; Refusal("edition.leak").

    The second person and whoever gets a numbered copy are `named` on it knowingly.
    """
    sought = tuple(
        text
        for text in cut.withheld
        if text.field != "name" or not any(same_person(text.text, name) for name in named)
    )
    return lambda files: read_back.check(files, replace(cut, withheld=sought))


def _issued(
    folder: Path,
    pack: Pack,
    hashes: dict[str, str],
    done: Done,
    cut: Reduced,
    issues: tuple[Issue, ...] = (),
    copies: tuple[Copy, ...] = (),
) -> Issued:
    return Issued(
        paths=tuple(folder / name for name in sorted(hashes)),
        counts={sheet.name.lower().replace(" ", "_"): len(sheet.rows) for sheet in pack.sheets},
        hashes=hashes,
        withheld=len(cut.withheld),
        done=done,
        issues=issues,
        copies=copies,
    )


def refuse_reader(register: Register) -> None:
    """Refusal where the register is open for reading only: what leaves it could not be logged."""
    if register.read_only:
        raise Refusal("read_only", by=register.held_by) if register.held_by else Refusal("medium_read_only")


def teller(progress: Progress | None, cancelled: Cancel | None) -> Progress:
    """Progress that stops where cancelling was asked for; raises Cancelled."""

    def tell(stage: str, done: int, whole: int) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(stage, done, whole)

    return tell

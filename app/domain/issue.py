"""What was issued, to whom, and what was released to partners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.codes import EditionKind, IssueState, Paper
from app.domain.faults import Fault, required


def line(name: str, left: str, printed: str = "") -> str:
    """A file with its SHA-256 as it left, and as it was printed where that differs."""
    return "\t".join((name, left, printed) if printed and printed != left else (name, left))


def hashes(files: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of each file by its name, as it left."""
    return {parts[0]: parts[1] for parts in (each.split("\t") for each in files)}


def printed(files: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of each file by its name, as it was printed."""
    return {parts[0]: parts[-1] for parts in (each.split("\t") for each in files)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue of a pack, an addendum or minutes; locked from the moment it is written.

    `holder` is the force or the partner organisation it is for, by id. `number` is "1.0"; a minor reissue
    raises the second part, a major one the first. `body` is the SHA-256 of the stored value that it was
    printed from, `files` are "name<tab>SHA-256" of each file that left (then its SHA-256 as printed, where it
    left under a password), `head` the journal's head when it was read, `app` the version of the program,
    `writer` that of the layout. `gaps` are the findings with which it was issued anyway, for `gaps_reason`;
    `confirmed_by` is the second person, `withheld` how much was held back.
    """

    id: str
    version: int = 0
    meeting: str
    paper: Paper = Paper.PACK
    edition: EditionKind = EditionKind.FULL
    holder: str = ""
    pack_id: str
    number: str = "1.0"
    state: IssueState = IssueState.ISSUED
    issued_at: datetime
    issued_by: str
    confirmed_by: str = ""
    reason: str = ""
    gaps: tuple[str, ...] = ()
    gaps_reason: str = ""
    marking: str
    fingerprint: str
    body: str
    files: tuple[str, ...] = ()
    head: str = ""
    app: str = ""
    writer: int = 1
    withheld: int = 0
    supersedes: str | None = None
    ended_on: date | None = None
    ended_because: str = ""

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each file by its name, as it left."""
        return hashes(self.files)

    @property
    def printed(self) -> dict[str, str]:
        """The SHA-256 of each file by its name, as it was printed: without a password."""
        return printed(self.files)

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(pack_id=self.pack_id, body=self.body, marking=self.marking))


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One numbered copy of an issue in the dissemination register: who has it, how, and how it ended.

    `files` are its own (as those of an issue) where it was printed with its number, one of so many;
    `noticed_on` is when the holder was told that it is superseded or recalled, `ended_on` when it came back
    or was destroyed.
    """

    id: str
    version: int = 0
    issue: str
    number: int
    of: int = 0
    recipient: str
    organisation: str = ""
    sent_on: date
    how: str = ""
    files: tuple[str, ...] = ()
    noticed_on: date | None = None
    ended_on: date | None = None
    ended_how: str = ""

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each file by its name, as it left."""
        return hashes(self.files)

    @property
    def printed(self) -> dict[str, str]:
        """The SHA-256 of each file by its name, as it was printed: without a password."""
        return printed(self.files)

    @property
    def words(self) -> str:
        """Its number as printed: "3 of 6", "" where it bears none."""
        return f"{self.number} of {self.of}" if self.of else ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(recipient=self.recipient)
        for name, on in (
            ("sent_on", self.sent_on),
            ("noticed_on", self.noticed_on),
            ("ended_on", self.ended_on),
        ):
            if on and on > today:
                found.append(Fault(name, "date.future"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What of a threat may go to partners; a threat without one is in no partner edition.

    `organisations` are partner organisations by id, empty for all. `need_to_know` is written for them,
    `contacts` and `asks` one to a line ("Housing: agree a joint visit").
    """

    id: str
    version: int = 0
    threat: str
    organisations: tuple[str, ...] = ()
    need_to_know: str
    contacts: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    released_by: str
    released_on: date

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(need_to_know=self.need_to_know, released_by=self.released_by)
        if self.released_on > today:
            found.append(Fault("released_on", "date.future"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """That a partner accepted the conditions of one C-coded text (3x5x2); without it the text stays out.

    `kind` and `object` are the record whose text it is, `organisation` a partner organisation by id.
    """

    id: str
    version: int = 0
    kind: str
    object: str
    organisation: str
    conditions: str
    accepted_by: str
    on: date

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(conditions=self.conditions, accepted_by=self.accepted_by)
        if self.on > today:
            found.append(Fault("on", "date.future"))
        return tuple(found)

"""Candidates: what a file proposes, before it is compared with the register. Nothing is dropped."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from app.domain.codes import ActionState, ChoiceList, LeadRole, MappingState, Strand
from app.domain.custom import CustomField
from app.domain.region import Choice, Force, Theme
from app.domain.threat import Threat
from app.intake.cells import Cell
from app.intake.findings import Finding, Level, Place
from app.intake.headings import plain
from app.intake.layouts import BookLayout, Heading
from app.intake.people import Party

if TYPE_CHECKING:
    from app.intake.ledger_rows import LedgerRow


def normal(reference: str) -> str:
    """A reference as compared: no case, no spaces."""
    return "".join(reference.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the reading of a sheet stands on: the region's lists, the sending force, the sheet's date."""

    file: str
    sheet: str
    forces: tuple[Force, ...]
    themes: tuple[Theme, ...]
    force: str | None
    today: date
    as_at: date | None = None
    choices: tuple[Choice, ...] = ()
    custom: tuple[CustomField, ...] = ()

    def place(self, row: int, heading: str = "", cell: Cell | None = None) -> Place:
        """A place in this sheet; a CSV file's cells have no addresses."""
        address = cell.address if cell and self.sheet else ""
        return Place(file=self.file, sheet=self.sheet, row=row, column=heading, cell=address)

    def theme(self, text: str) -> str | None:
        """The id of the theme that a tracker's word names, by name, short name or synonym."""
        word = plain(text)
        for theme in self.themes:
            if word in {plain(name) for name in (theme.name, theme.short, theme.id, *theme.synonyms) if name}:
                return theme.id
        return None

    def capability(self, text: str) -> str | None:
        """The id of the one capability whose whole name, or short name, stands in the words; else None."""
        said = f" {plain(text)} "
        found = {
            choice.id
            for choice in self.choices
            if choice.list is ChoiceList.CAPABILITY
            and any(f" {plain(name)} " in said for name in (choice.name, choice.short) if plain(name))
        }
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """Words kept as they came, with the place they came from."""

    heading: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """A score as a tracker gives it; `remark` keeps what stood beside the number or the date."""

    total: float
    scheme: str
    scheme_version: str
    assessed_on: date | None
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLine:
    """Support that a file asks for, whole as it came; `bid_on` is the form's day, or that of the import."""

    asked: str
    capability: str | None
    bid_on: date
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCandidate:
    """One action of a file; `strand` None where its text could mean several."""

    key: str
    place: Place
    strand: Strand | None
    strand_text: str
    title: str
    detail: str = ""
    owner: Party | None = None
    set_on: date | None = None
    due: date | None = None
    due_text: str = ""
    state: ActionState = ActionState.OPEN
    state_stated: bool = False
    outcome: str = ""
    as_written: str
    findings: tuple[Finding, ...] = ()

    @property
    def holding(self) -> Finding | None:
        """The first finding that a person must decide."""
        return next((found for found in self.findings if found.level is Level.HOLD), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatCandidate:
    """One threat of a file, with all that stood beside it; `fields` is the record without an id.

    `custom` are the names of custom fields with the texts to keep.
    """

    key: str
    place: Place
    fields: Threat
    as_written: str
    mapping: MappingState | None = None
    mapping_text: str = ""
    mapping_reason: str = ""
    as_at: date | None = None
    leads: tuple[tuple[LeadRole, Party], ...] = ()
    lro_trained_on: date | None = None
    score: ScoreLine | None = None
    custom: tuple[tuple[str, str], ...] = ()
    notes: tuple[NoteLine, ...] = ()
    support: tuple[SupportLine, ...] = ()
    actions: tuple[ActionCandidate, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def holding(self) -> Finding | None:
        """The first finding that a person must decide."""
        return next((found for found in self.findings if found.level is Level.HOLD), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseRow:
    """A row of a table that is no record: kept for a person to look at."""

    key: str
    place: Place
    as_written: str
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """All that one file proposes; `findings` are those about the file, its sheets and columns."""

    file: str
    sha256: str
    force: str | None
    layout: BookLayout
    headings: tuple[Heading, ...]
    threats: tuple[ThreatCandidate, ...]
    loose: tuple[LooseRow, ...] = ()
    findings: tuple[Finding, ...] = field(default_factory=tuple)
    ledger: tuple[LedgerRow, ...] = ()


def fingerprint(*parts: str) -> str:
    """What finds a held row again when its file, or next month's, is read: a digest of what it says."""
    text = "\x1f".join(" ".join(part.split()).casefold() for part in parts)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def merged(first: ThreatCandidate, again: ThreatCandidate) -> ThreatCandidate:
    """A reference that stands twice: the first keeps its fields, the second adds its actions."""
    held = {role for role, _ in first.leads}
    note = NoteLine(heading="Another row", text=again.as_written, place=again.place)
    found = Finding(
        code="import.reference.twice",
        level=Level.WARN,
        place=again.place,
        found=again.fields.reference,
        reading=first.place.words,
    )
    return replace(
        first,
        leads=(*first.leads, *(lead for lead in again.leads if lead[0] not in held)),
        score=first.score or again.score,
        custom=tuple({**dict(again.custom), **dict(first.custom)}.items()),
        notes=(*first.notes, *again.notes, note),
        support=(*first.support, *again.support),
        actions=(*first.actions, *again.actions),
        findings=(*first.findings, *again.findings, found),
    )


def joined(threats: list[ThreatCandidate]) -> tuple[ThreatCandidate, ...]:
    """One candidate for each reference, in the order of the file."""
    found: dict[str, ThreatCandidate] = {}
    for threat in threats:
        key = normal(threat.fields.reference) or threat.key
        found[key] = merged(found[key], threat) if key in found else threat
    return tuple(found.values())

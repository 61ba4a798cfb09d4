"""What changed between two issued packs: the rows of the sheet and of the screen, one for each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from app.packs.columns import MARKING, col, text
from app.packs.differences import ActionChange, Differences, Pair, Rank, differences, moved_by
from app.packs.model import Cell, ColumnKind, Pack, Sheet
from app.packs.phrases import day, number
from app.packs.states import Removed, ThreatTabled

KINDS = {
    "new": "New",
    "ratified": "Ratified",
    "reopened": "Reopened",
    "archived": "Archived",
    "deleted": "Deleted",
    "score": "Score moved",
    "lead": "Leads changed",
    "action": "Actions",
    "request": "Requests decided",
    "priority": "Priority list moved",
    "details": "Details changed",
}
"""The kinds of change in the order in which they are told, with their titles."""

COLUMNS = (
    text("Kind", 11), text("Reference", 15), text("Name", 28, wrap=True), text("Home force", 18),
    text("What", 14), text("Before", 22, wrap=True), text("After", 22, wrap=True),
    col("Change", ColumnKind.CHANGE, 8), col("Date", ColumnKind.DATE, 11), text("By", 20),
    text("Reason", 31, wrap=True), text("Page in last pack", 9, prints=False), MARKING,
)  # fmt: skip


class Issued(NamedTuple):
    """One of the two packs: its id, version, the day of its meeting and its month in words."""

    id: str
    version: str
    on: date
    month: str


class ChangeRow(NamedTuple):
    """One change. A deleted record has its reference, the reason and the authority, nothing it held."""

    kind: str
    reference: str
    name: str = ""
    force: str = ""
    what: str = ""
    before: str = ""
    after: str = ""
    change: float | None = None
    on: date | None = None
    by: str = ""
    reason: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """Two issued packs, and everything that differs between what they tabled."""

    before: Issued
    after: Issued
    found: Differences

    @property
    def nothing(self) -> bool:
        """Whether nothing at all differs."""
        of = self.found
        kinds = (of.threats, of.actions, of.requests)
        return not any(kind.came or kind.gone or kind.moved for kind in kinds)


def issued(pack: Pack) -> Issued:
    """What a comparison says of a pack."""
    return Issued(pack.id, pack.version, pack.as_at, pack.month_words)


def compare(before: Pack, after: Pack, removed: Iterable[Removed] = ()) -> Changes:
    """What changed between two packs; `removed` are deletions that the later pack does not tell of itself."""
    states = after.states
    if removed:
        states = replace(states, removed=(*removed, *states.removed))
    return Changes(issued(before), issued(after), differences(before.states, states))


def rows(changes: Changes) -> tuple[ChangeRow, ...]:
    """Every change, kind by kind in the order of KINDS."""
    found = changes.found
    return tuple(
        row
        for part in (
            (_threat("new", row, row.mapping, row.mapped_on) for row in found.new),
            (_threat("ratified", row, row.theme, row.mapped_on) for row in found.ratified),
            (
                _threat("reopened", pair.now, "", None, page=pair.was.page)._replace(
                    before="archived", after="active"
                )
                for pair in found.reopened
            ),
            (_archived(pair) for pair in found.archived),
            (_deleted("threat", row.reference, found.removed[row.id], row.page) for row in found.deleted),
            (
                _deleted("request", row.reference, found.removed[row.id])
                for row in found.requests.gone
                if row.id in found.removed
            ),
            _scores(found),
            (
                _threat("lead", lead.threat, lead.role, None)._replace(
                    before=lead.was or "none", after=lead.now or "none"
                )
                for lead in found.leads
            ),
            (_action(change, found.removed) for change in found.acted),
            (
                ChangeRow(
                    "request", row.reference, row.threat, "", row.capability, "", row.decision, None,
                    row.decided_on, row.decided_by, row.reason,
                )
                for row in found.decided
            ),
            (_rank(rank) for rank in found.ranks),
            _details(found),
        )
        for row in part
    )  # fmt: skip


def sheet(changes: Changes, marking: str) -> Sheet:
    """The sheet Changes; every row ends with its marking."""
    made: tuple[tuple[Cell, ...], ...] = tuple(
        (*(None if value == "" else value for value in row), marking) for row in rows(changes)
    )
    return Sheet("Changes", "one change since the pack issued before", "kind", COLUMNS, 2, made)


def _threat(kind: str, row: ThreatTabled, what: str, on: date | None, page: str = "") -> ChangeRow:
    return ChangeRow(kind, row.reference, row.name, row.force, what, on=on, page=page)


def _archived(pair: Pair[ThreatTabled]) -> ChangeRow:
    row = _threat("archived", pair.now, pair.now.theme, pair.now.archived_on, pair.was.page)
    return row._replace(
        before="active", after="archived", by=pair.now.archived_by, reason=pair.now.archive_reason
    )


def _deleted(what: str, reference: str, removed: Removed, page: str = "") -> ChangeRow:
    return ChangeRow(
        "deleted", reference, what=what, on=removed.on, by=removed.by, reason=removed.reason, page=page
    )  # fmt: skip


def _scores(found: Differences) -> Iterator[ChangeRow]:
    for pair in found.scores:
        row = _threat("score", pair.now, "score", pair.now.scored_on, pair.was.page)
        yield row._replace(
            before=number(pair.was.score or 0), after=number(pair.now.score or 0), change=moved_by(pair),
            reason=pair.now.score_why,
        )  # fmt: skip
    for pair in found.first_scores:
        first = pair.was.score is None
        row = _threat(
            "score", pair.now, "first scored" if first else "other scheme", pair.now.scored_on, pair.was.page
        )
        yield row._replace(
            before="" if first else number(pair.was.score or 0), after=number(pair.now.score or 0),
            reason=pair.now.score_why,
        )  # fmt: skip


def _action(change: ActionChange, removed: Mapping[str, Removed]) -> ChangeRow:
    now, was = change.now, change.was
    if change.what == "deleted":
        return _deleted("action", now.reference, removed[now.id])
    name = f"{now.threat}: {now.title}" if now.threat else now.title
    row = ChangeRow("action", now.reference, name, now.force, change.what, on=now.on, by=now.owner)
    if change.what in ("slipped", "earlier") and was is not None:
        return row._replace(before=day(was.due, "no date"), after=day(now.due, "no date"), reason=now.reason)
    if change.what == "new":
        return row._replace(after=day(now.due, "no date"))
    return row._replace(before=was.state if was else "", after=now.state)


def _rank(rank: Rank) -> ChangeRow:
    threat = rank.threat
    row = _threat("priority", threat, way(rank), None)._replace(
        before=str(rank.was or "not listed"), after=str(rank.now or "not listed")
    )
    return row._replace(reason=threat.priority_why if rank.now else "")


def way(rank: Rank) -> str:
    """Which way a threat moved on the priority list: in, out, up, down."""
    if rank.was is None:
        return "in"
    if rank.now is None:
        return "out"
    return "up" if rank.now < rank.was else "down"


def _details(found: Differences) -> Iterator[ChangeRow]:
    names = {
        "reference": "reference",
        "name": "name",
        "force": "home force",
        "theme": "primary theme",
        "mapping": "mapping",
    }
    told = {row.id for row in found.ratified}
    for pair in found.threats.moved:
        for field, what in names.items():
            was, now = getattr(pair.was, field), getattr(pair.now, field)
            if was != now and not (field == "mapping" and pair.now.id in told):
                row = _threat("details", pair.now, what, None, pair.was.page)
                yield row._replace(before=was or "not set", after=now or "not set")

"""The ledger of disruptions: every row for the region, one with its ratings, and what the checks ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from app.domain.codes import Rating, Strand, ThreatStatus
from app.domain.custom_value import Value
from app.domain.disruption import Disruption, Rerating
from app.domain.disruption_ledger import Effect, begins
from app.domain.region import Force, Theme
from app.domain.region_settings import RegionSettings
from app.domain.score import Score
from app.domain.threat import Threat, display
from app.reads.custom import typed
from app.reads.officers import Person
from app.reads.record import record
from app.reads.reference import Reference, reference
from app.store.tables import table

D, R, T = (table(cls).c for cls in (Disruption, Rerating, Threat))


def disruption_checks(today: date, limits: RegionSettings) -> dict[str, ColumnElement[bool]]:
    """The conditions on threats that come from their disruptions (domain.md 32 to 34, 36 and 37)."""
    scores = table(Score).c
    own = D.threat == T.id
    recent = and_(own, D.on > begins(today, limits.disruption_months), D.on <= today)
    assessed = select(func.max(scores.assessed_on)).where(scores.threat == D.threat).scalar_subquery()
    unsaid = or_(D.strand.is_(None), D.rating.is_(None), func.trim(D.rationale) == "")
    negative = and_(own, D.rating == Rating.NEGATIVE, D.on <= today)
    return {
        "disruption_not_apmis": exists().where(recent, D.apmis.is_(False)),
        "disruption_incomplete": exists().where(recent, unsaid),
        "negative_unassessed": exists().where(negative, or_(assessed.is_(None), D.on > assessed)),
        "no_disruption": ~exists().where(recent),
        "ranked_undisrupted": and_(T.priority.is_not(None), ~exists().where(recent)),
    }


class LedgerRow(NamedTuple):
    """A disruption with its threat; names in place of ids, `theme` that of the threat where it has none."""

    id: str
    reference: str
    threat: str
    threat_reference: str
    threat_name: str
    force: str
    force_short: str
    archived: bool
    on: date
    strand: Strand | None
    rating: Rating | None
    theme: str
    title: str
    originator: str
    lead_body: str
    supporting: tuple[str, ...]
    rationale: str
    moderated_by: str
    moderated_on: date | None
    apmis: bool
    apmis_ref: str
    rerated: int
    custom: Mapping[str, Value]

    @property
    def effect(self) -> Effect:
        """What is counted of it."""
        return Effect(self.on, self.strand, self.rating, self.force, self.theme)


class _Of(NamedTuple):
    """What the ledger shows of a threat."""

    reference: str
    name: str
    force: str
    force_short: str
    archived: bool
    theme: str


def _threats(connection: Connection, themes: Mapping[str, str]) -> dict[str, _Of]:
    forces = {force.id: force for force in connection.execute(select(table(Force)))}
    columns = (T.id, T.reference, T.name, T.operation, T.home_force, T.status, T.primary_theme)
    found = {}
    for id, ref, name, operation, force, status, theme in connection.execute(select(*columns)):
        home = forces.get(force)
        found[id] = _Of(
            ref,
            display(name, operation, ref),
            home.name if home else "",
            (home.short or home.name) if home else "",
            status is ThreatStatus.ARCHIVED,
            themes.get(theme, ""),
        )
    return found


def ledger(connection: Connection) -> tuple[LedgerRow, ...]:
    """Every disruption, newest first, in six queries whatever their number."""
    themes = {theme.id: theme.name for theme in connection.execute(select(table(Theme)))}
    threats = _threats(connection, themes)
    moved: dict[str, int] = dict(
        connection.execute(select(R.disruption, func.count()).group_by(R.disruption)).all()
    )
    custom = typed(connection, "disruption")
    none: Mapping[str, Value] = {}
    query = select(
        D.id, D.reference, D.threat, D.on, D.strand, D.rating, D.theme, D.title, D.originator, D.lead_body,
        D.supporting_bodies, D.rationale, D.moderated_by, D.moderated_on, D.apmis, D.apmis_ref,
    ).order_by(D.on.desc(), D.id.desc())  # fmt: skip
    rows = []
    for (
        id, ref, threat, on, strand, rating, theme, title, originator, lead, supporting, rationale,
        by, moderated, there, apmis_ref,
    ) in connection.execute(query):  # fmt: skip
        of = threats[threat]
        rows.append(
            LedgerRow(
                id, ref, threat, of.reference, of.name, of.force, of.force_short, of.archived, on, strand,
                rating, themes.get(theme, "") or of.theme, title, originator, lead, supporting, rationale,
                by, moderated, there, apmis_ref, moved.get(id, 0), custom.get(id, none),
            )
        )  # fmt: skip
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Detail:
    """One disruption with its threat, its changes of rating, oldest first, and what a form chooses from."""

    disruption: Disruption
    threat: Threat
    reratings: tuple[Rerating, ...]
    reference: Reference


def detail(connection: Connection, id: str) -> Detail:
    """One disruption as its dialogs need it; Refusal("gone") where it is no longer there."""
    found = record(connection, Disruption, id)
    moves = connection.execute(select(table(Rerating)).where(R.disruption == id).order_by(R.on, R.id))
    return Detail(
        found,
        record(connection, Threat, found.threat),
        tuple(Rerating(**row._mapping) for row in moves),
        reference(connection),
    )


def choices(connection: Connection) -> tuple[Person, ...]:
    """Every threat as a field offers it: by reference and name, with its force or that it is archived."""
    found = _threats(connection, {})
    offered = []
    for id, of in found.items():
        called = of.reference if of.name == of.reference else f"{of.reference} {of.name}"
        offered.append(Person(id, called, "archived" if of.archived else of.force, False))
    return tuple(sorted(offered, key=lambda one: one.display))

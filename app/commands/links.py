"""Links between threats: works with, split from, merged into; both ends see one record."""

from __future__ import annotations

from sqlalchemy import select

from app.domain.beside import ThreatLink
from app.domain.codes import Relation, ThreatStatus
from app.domain.threat import Threat
from app.errors import Refusal
from app.store.tables import table
from app.store.unit import Unit, command


def _between(unit: Unit, link: ThreatLink) -> list[ThreatLink]:
    where = table(ThreatLink)
    ends = (link.threat, link.other)
    rows = unit.rows(select(where).where(where.c.threat.in_(ends), where.c.other.in_(ends)))
    return [found for row in rows if (found := ThreatLink(**row._mapping)).id != link.id]


def _refuse_known(unit: Unit, link: ThreatLink) -> None:
    """The same two threats stand in one relation once, from whichever end it was said."""
    for known in _between(unit, link):
        if known.relation is link.relation:
            same = known.threat == link.threat or link.relation is Relation.WORKS_WITH
            raise Refusal("link.twice" if same else "link.both_ways", relation=link.relation.value)


def _refuse_merge(unit: Unit, link: ThreatLink) -> None:
    """A threat merges into one other, which is managed and does not itself merge back into it."""
    if unit.get(Threat, link.other).status is ThreatStatus.ARCHIVED:
        raise Refusal("link.merged_archived")
    where = table(ThreatLink)
    merges = select(where.c.id, where.c.threat, where.c.other).where(
        where.c.relation == Relation.MERGED_INTO, where.c.id != link.id
    )
    into = {row.threat: row.other for row in unit.rows(merges)}
    if link.threat in into:
        raise Refusal("link.merged_already")
    at: str | None = link.other
    while at is not None:
        at = into.get(at)
        if at == link.threat:
            raise Refusal("link.both_ways", relation=link.relation.value)


def _check(unit: Unit, link: ThreatLink) -> None:
    if not link.other or link.other == link.threat:
        # its own faults say so better
        return
    _refuse_known(unit, link)
    if link.relation is Relation.MERGED_INTO:
        _refuse_merge(unit, link)


@command("link.add")
def add(unit: Unit, link: ThreatLink) -> ThreatLink:
    """Links two threats.

    Raises Refusal: link.twice, link.both_ways, and for a merge link.merged_archived, link.merged_already.
    """
    _check(unit, link)
    return unit.put(link)


@command("link.change")
def change(unit: Unit, link: ThreatLink) -> ThreatLink:
    """A change of how they stand to each other, when, or the note; refused as `add` refuses."""
    stored = unit.get(ThreatLink, link.id)
    if (stored.other, stored.relation) != (link.other, link.relation):
        _check(unit, link)
    return unit.put(link)


@command("link.remove")
def remove(unit: Unit, link: ThreatLink) -> None:
    """Takes a link out of the record, at both ends."""
    unit.drop(link)

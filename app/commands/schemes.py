"""Local schemes: drafted, changed while a draft, put in use, retired, followed by a next edition."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from app.domain.codes import SchemeState
from app.domain.scheme import Scheme, edition_after
from app.domain.score import Assessment, Score
from app.errors import Refusal
from app.store.tables import table
from app.store.unit import Unit, command


def _editable(unit: Unit, scheme: Scheme) -> None:
    """Refuses an edition that is no draft, or that has scored anything, whatever its state says."""
    if unit.get(Scheme, scheme.id).state is not SchemeState.DRAFT:
        raise Refusal("scheme.not_draft", scheme=scheme.called)
    for kind in (Score, Assessment):
        where = table(kind)
        if unit.rows(select(where.c.id).where(where.c.scheme_id == scheme.id).limit(1)):
            raise Refusal("scheme.has_scored", scheme=scheme.called)


def _refuse_used(unit: Unit, scheme: Scheme) -> None:
    where = table(Scheme)
    name, edition = func.lower(where.c.name), func.lower(where.c.edition)
    same = (name == scheme.name.lower()) & (edition == scheme.edition.lower())
    if any(row.id != scheme.id for row in unit.rows(select(where.c.id).where(same))):
        raise Refusal("scheme.edition_used", scheme=scheme.called)


@command("scheme.draft")
def draft(unit: Unit, scheme: Scheme) -> Scheme:
    """A new scheme, or a new edition, as a draft: nothing is scored by it yet."""
    _refuse_used(unit, scheme)
    return unit.put(replace(scheme, state=SchemeState.DRAFT))


@command("scheme.change")
def change(unit: Unit, scheme: Scheme) -> Scheme:
    """A change of a draft; Refusal("scheme.not_draft" or "scheme.has_scored") for any other edition."""
    _editable(unit, scheme)
    _refuse_used(unit, scheme)
    return unit.put(replace(scheme, state=SchemeState.DRAFT))


@command("scheme.remove")
def remove(unit: Unit, scheme: Scheme) -> None:
    """Takes a draft out of the record that was made by mistake."""
    _editable(unit, scheme)
    unit.drop(scheme)


@command("scheme.put_in_use")
def put_in_use(unit: Unit, scheme: Scheme) -> Scheme:
    """Offers a draft or a retired edition for new scores, and retires the edition of its name that was."""
    if scheme.state is SchemeState.IN_USE:
        raise Refusal("scheme.in_use", scheme=scheme.called)
    for other in unit.find(Scheme, name=scheme.name, state=SchemeState.IN_USE):
        unit.put(replace(other, state=SchemeState.RETIRED))
    return unit.put(replace(scheme, state=SchemeState.IN_USE))


@command("scheme.retire")
def retire(unit: Unit, scheme: Scheme) -> Scheme:
    """Offers an edition no longer; what it scored keeps it."""
    if scheme.state is not SchemeState.IN_USE:
        raise Refusal("scheme.not_in_use", scheme=scheme.called)
    return unit.put(replace(scheme, state=SchemeState.RETIRED))


@command("scheme.next_edition")
def next_edition(unit: Unit, scheme: Scheme) -> Scheme:
    """A copy of an edition as the draft of the one that follows it."""
    edition = edition_after(scheme.edition)
    follows = replace(scheme, id=unit.new_id(), version=0, edition=edition, state=SchemeState.DRAFT)
    _refuse_used(unit, follows)
    return unit.put(follows)

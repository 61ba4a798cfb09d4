"""The facts of a threat in words: tags, and the row under its title."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.domain import custom_value
from app.domain.codes import MappingState, RetentionDecision
from app.domain.dates import shown
from app.domain.order_rules import current, role_counts
from app.domain.rag import Rag
from app.domain.retention import due_on, newest, stands
from app.domain.score import Score
from app.reads.card import Card
from app.ui.trend import Point, change_in_words, number

SHOWN = 3
"""Custom fields that stand among the facts of a card."""
LONGEST = 32
"""Characters of one; the whole text is its tip."""


class Fact(NamedTuple):
    """One fact: its name, its value (the first part bold) and the line below; a RAG has no value."""

    name: str
    value: str
    after: str = ""
    below: str = ""
    rag: Rag | None = None
    tip: str = ""


def points(scores: Sequence[Score]) -> tuple[Point, ...]:
    """The scores as a chart shows them."""
    return tuple(
        Point(
            s.assessed_on,
            s.total,
            " ".join(part for part in (s.scheme, s.scheme_version) if part),
            s.scheme_id or "",
        )
        for s in scores
    )


def how_long(day: date, today: date) -> str:
    """How far a day is: "in 19 days", "overdue 3 days"."""
    days = (day - today).days
    if days == 0:
        return "today"
    said = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"in {said}" if days > 0 else f"overdue {said}"


def tags(card: Card) -> tuple[str, ...]:
    """The kind and the themes, the primary one first."""
    ids = (card.threat.primary_theme, *card.threat.secondary_themes)
    themes = [theme.name for id in ids if id and (theme := card.reference.theme(id))]
    return (card.threat.kind.value, *themes)


def forces(card: Card) -> str:
    """Where it is: "Avon and Somerset, also affects Dorset and Gloucestershire"."""
    home = card.reference.force(card.threat.home_force)
    others = [force.name for id in card.threat.other_forces if (force := card.reference.force(id))]
    text = home.name if home else "No home force"
    if others:
        listed = others[0] if len(others) == 1 else f"{', '.join(others[:-1])} and {others[-1]}"
        text += f", also affects {listed}"
    return text


def _score(card: Card) -> Fact:
    if not card.scores:
        return Fact("Score", "Not scored", below="enter a score in Scores")
    last = card.scores[-1]
    scheme = " ".join(part for part in (last.scheme, last.scheme_version) if part)
    below = change_in_words(points(card.scores)) or "first score"
    local = next((scheme.label for scheme in card.reference.schemes if scheme.id == last.scheme_id), "")
    after = f"of {scheme}" if scheme else ""
    # the label of a local scheme comes first: the score is not one of the national model
    tip = f"{number(last.total)} {after}, {below}. {local}" if local else ""
    return Fact("Score", number(last.total), after, local or below, tip=tip)


def _mapping(card: Card) -> Fact:
    state = card.threat.mapping
    value = state.value[0].upper() + state.value[1:]
    on = card.threat.mapping_on
    if state is MappingState.NOT_SUBMITTED or on is None:
        return Fact("Mapping", value, below="ROCTA")
    return Fact("Mapping", value, below=f"ROCTA, {shown(on)}")


def _plan(card: Card) -> Fact:
    plan = card.plan
    if plan is None:
        return Fact("4P plan", "No plan", below="say who owns it")
    if plan.approved_on:
        return Fact("4P plan", "Approved", below=f"{plan.approved_by}, {shown(plan.approved_on)}")
    return Fact(
        "4P plan", "Not approved", below=f"owner {card.plan_owner}" if card.plan_owner else "no owner"
    )


def _review(card: Card, today: date) -> Fact:
    due = card.threat.next_review
    if due is None:
        return Fact("Next review", "Not set", below="enter it with Edit")
    return Fact("Next review", shown(due), below=how_long(due, today))


def _masters(card: Card) -> Fact:
    threat = card.threat
    held = {name: ref for name, ref in (("Niche", threat.niche_ref), ("APMIS", threat.apmis_ref)) if ref}
    below = f"reconciled {shown(threat.reconciled_on)}" if threat.reconciled_on else "not reconciled"
    if not held:
        return Fact("Master records", "None", below="enter them with Edit")
    told = ", ".join(f"{name} {ref}" for name, ref in held.items())
    return Fact("Master records", ", ".join(held), below=below, tip=told)


def custom_facts(card: Card) -> tuple[Fact, ...]:
    """What the threat says in the region's own fields: the first three, with the others in the tip."""
    said = custom_value.shown(card.reference.custom_fields, "threat", card.custom)
    told = "; ".join(f"{name}: {text}" for name, text in said)
    found = []
    for place, (name, text) in enumerate(said[:SHOWN], 1):
        more = len(said) - SHOWN if place == SHOWN else 0
        whole = told if more > 0 else text
        found.append(Fact(name, _cut(text), below=f"and {more} more" if more > 0 else "", tip=whole))
    return tuple(found)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _nominals(card: Card, today: date) -> tuple[Fact, ...]:
    here = [nominal for nominal in card.nominals if current(nominal, today)]
    if not here:
        return ()
    roles = role_counts(nominal.role for nominal in here)
    return (Fact("Nominals", str(len(here)), below=roles.split(", ")[0], tip=roles),)


def _retention(card: Card, today: date) -> tuple[Fact, ...]:
    """What its newest review decided and when the next is, and a hold before both; nothing before either."""
    holds = [hold for hold in card.holds if stands(hold, today)]
    last = newest(card.reviews)
    if last is None:
        below = "never reviewed"
    else:
        due = shown(due_on(last, last.on, card.reference.settings))
        group = last.mopi_group.value.removeprefix("group_")
        disposes = last.decision is RetentionDecision.DISPOSE
        below = f"group {group}, " + ("to dispose of" if disposes else f"review by {due}")
    if holds:
        tip = "; ".join(f"{hold.reason} (authority: {hold.authority})" for hold in holds)
        return (Fact("Retention", "Held", below=below, tip=f"{tip}; {below}"),)
    if last is None:
        return ()
    said = last.decision.value
    return (Fact("Retention", f"{said[0].upper()}{said[1:]}", below=below),)


def facts(card: Card, today: date) -> tuple[Fact, ...]:
    """The row of facts, in its order."""
    tier = card.threat.tier or "None"
    priority = f"priority {card.threat.priority}" if card.threat.priority else "not a priority"
    return (
        _score(card),
        Fact("Tier", tier, below=priority),
        _mapping(card),
        _plan(card),
        _review(card, today),
        _masters(card),
        *_nominals(card, today),
        *_retention(card, today),
        Fact("4P plan state", "", rag=card.plan_state),
        *custom_facts(card),
    )

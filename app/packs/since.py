"""What a group's page says changed since the pack issued before, from what that pack tabled."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.codes import LeadRole
from app.domain.month import ThreatRow
from app.packs.disruptions import since_words
from app.packs.facts import Facts, scheme_of
from app.packs.phrases import day_and_month, number
from app.packs.states import ThreatTabled

ACTED = (
    ("done", "done"),
    ("slipped", "slipped"),
    ("earlier", "brought forward"),
    ("new", "added"),
    ("reopened", "reopened"),
    ("cancelled", "cancelled"),
)
"""What happened to actions, and the words for it."""


def acted(facts: Facts, threat: ThreatRow) -> str:
    """What happened to a group's actions: "3 done, 2 slipped, 4 added"."""
    changes = [facts.change(row) for row in facts.actions_of.get(threat.id, ())]
    told = (f"{changes.count(what)} {words}" for what, words in ACTED if what in changes)
    return ", ".join(told)


def since(facts: Facts, threat: ThreatRow) -> str:
    """The line of a group's page, from the stored pack of the day `facts.before_on`."""
    if facts.before_on is None:
        return ""
    was = facts.threat_before.get(threat.id)
    found = ["new to the pack"] if was is None else list(_moved(facts, threat, was))
    if words := acted(facts, threat):
        found.append(f"actions: {words}")
    if effects := since_words(facts, threat):
        found.append(effects)
    said = " · ".join(found) or "nothing has changed"
    return f"Since {day_and_month(facts.before_on)}: {said}"


def _moved(facts: Facts, threat: ThreatRow, was: ThreatTabled) -> Iterator[str]:
    score = facts.score(threat.id)
    if score is not None and score.total != was.score:
        if was.score is None:
            yield f"first scored, {number(score.total)}"
        elif scheme_of(score) != was.scheme:
            yield f"scored by another scheme, {number(score.total)}"
        else:
            yield f"score {number(was.score)} → {number(score.total)}"
    for role, before in ((LeadRole.LRO, was.lro), (LeadRole.SIO, was.sio)):
        held = facts.lead(threat.id, role)
        now = facts.officer(held.officer) if held else ""
        if now != before:
            left = f"{role.value} changed" if now else f"no {role.value} now"
            yield f"{left}, was {before}" if before else f"{role.value} assigned"
    if threat.mapping.value != was.mapping:
        yield threat.mapping.value
    if threat.status.value != was.status:
        yield "reopened"
    if threat.priority != was.priority:
        yield f"priority {was.priority or 'not listed'} → {threat.priority or 'not listed'}"

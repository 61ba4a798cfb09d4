"""What the record puts before a meeting: items proposed by rule, which the coordinator accepts or parks.

Every rule is LOCAL: it reads the record and decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from app.domain.agenda import AgendaItem
from app.domain.ranking import above


class Rule(StrEnum):
    """Why an item is proposed."""

    SUBMISSION = "submission"
    PRIORITY = "priority"
    STABLE = "stable"
    REVIEW = "review"
    REQUEST = "request"
    ARCHIVE = "archive"
    TRANSFER = "transfer"


SECTION: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.SUBMISSION: "submissions",
        Rule.PRIORITY: "priorities",
        Rule.STABLE: "priorities",
        Rule.REVIEW: "reviews",
        Rule.REQUEST: "requests",
        Rule.ARCHIVE: "archive",
        Rule.TRANSFER: "archive",
    }
)
"""The section of the agenda that an item of each rule goes under."""


class Proposal(NamedTuple):
    """An item that a rule proposes: what it is about, the decision wanted, and since when or until when."""

    rule: Rule
    title: str
    threat: str | None = None
    request: str | None = None
    submission: str | None = None
    on: date | None = None
    ask: str = ""
    recommended: str = ""

    @property
    def subject(self) -> tuple[str, str]:
        """What it is about, under its section: the same is not proposed twice."""
        return SECTION[self.rule], self.request or self.submission or self.threat or self.title


class Group(NamedTuple):
    """A group of the ranked list; `known` is whether it stood on it at the meeting before.

    `managed` is whether it has an SIO, an LRO and a plan.
    """

    threat: str
    title: str
    known: bool
    score: float | None
    before: float | None
    scored_on: date | None
    red: int
    asks: int
    managed: bool


def stable(group: Group, since: date | None, most: int) -> bool:
    """Whether a group may go on the consent list: its score is level, nothing is Red, nothing is asked.

    Level is a change of less than `most` points since the meeting before, LOCAL; 0 proposes none. One that
    is new on the list, or lacks a score, an SIO, an LRO or a plan, is never stable.
    """
    if not most or since is None or not group.known or group.red or group.asks:
        return False
    if not group.managed or group.score is None:
        return False
    if group.scored_on is None or group.scored_on <= since:
        return True
    return group.before is not None and abs(group.score - group.before) < most


def priorities(groups: Sequence[Group], cut_off: int, since: date | None, most: int) -> tuple[Proposal, ...]:
    """The groups above the LOCAL cut-off in their order, the stable ones for the consent list after them."""
    paged = above(groups, cut_off)
    calm = [group for group in paged if stable(group, since, most)]
    return (
        *(Proposal(Rule.PRIORITY, group.title, group.threat) for group in paged if group not in calm),
        *(Proposal(Rule.STABLE, group.title, group.threat) for group in calm),
    )


def subjects(items: Iterable[AgendaItem]) -> frozenset[tuple[str, str]]:
    """What the items of a meeting are about, listed, switched off or parked."""
    kept = tuple(items)
    sections = {item.id: item.key for item in kept if item.under is None}
    found = set()
    for item in kept:
        about = item.request or item.submission or item.threat
        if not about and not item.rule:
            continue
        section = sections.get(item.under or "", "") if item.under else ""
        if not section and item.rule in list(Rule):
            section = SECTION[Rule(item.rule)]
        found.add((section, about or item.title))
    return frozenset(found)


def left(proposals: Iterable[Proposal], items: Iterable[AgendaItem]) -> tuple[Proposal, ...]:
    """The proposals on which nobody has decided yet, for sections that the meeting's agenda has."""
    kept = tuple(items)
    known, has = subjects(kept), {item.key for item in kept if item.under is None}
    return tuple(each for each in proposals if each.subject not in known and SECTION[each.rule] in has)

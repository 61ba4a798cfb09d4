"""The agenda as a pack numbers by it: under which number a section, a page or a request is printed."""

from __future__ import annotations

from app.domain import request_rules
from app.domain.agenda import AgendaItem, StandingItem
from app.domain.month import RequestRow
from app.packs.facts import Facts


def laid(facts: Facts) -> bool:
    """Whether the meeting has an agenda of its own; else the standing one is printed."""
    return bool(facts.month.agenda)


def sections(facts: Facts) -> tuple[tuple[str, AgendaItem | StandingItem], ...]:
    """The items at the top with their numbers, in order."""
    return tuple((number, item) for number, item in facts.agenda_items if _top(item))


def _top(item: AgendaItem | StandingItem) -> bool:
    return isinstance(item, StandingItem) or item.under is None


def number_of(facts: Facts, key: str) -> str:
    """The number of a section of the pack, "" where the agenda has it not."""
    return next((number for number, item in facts.agenda_items if _top(item) and item.key == key), "")


def off(facts: Facts, key: str) -> bool:
    """Whether a section is left out of this pack: an agenda is laid, and it is not on it."""
    return laid(facts) and not number_of(facts, key)


def items_under(facts: Facts, key: str) -> tuple[tuple[str, AgendaItem], ...]:
    """The numbered items under a section; none where only the standing agenda is there."""
    above = {item.id for item in facts.month.agenda if item.key == key}
    return tuple(
        (number, item)
        for number, item in facts.agenda_items
        if isinstance(item, AgendaItem) and item.under in above
    )


def pages(facts: Facts) -> dict[str, str]:
    """The number of each priority group's page by the threat's id, in the order of the pages."""
    if laid(facts):
        under = items_under(facts, "priorities")
        known = {item.threat: number for number, item in reversed(under) if item.threat and not item.consent}
        return {row.id: known[row.id] for row in facts.paged}
    item = number_of(facts, "priorities")
    return {row.id: f"{item}.{place}" if item else str(place) for place, row in enumerate(facts.paged, 1)}


def page_of(facts: Facts, threat: str) -> str:
    """The number of a threat's page among the priority groups, "" where it has none."""
    return pages(facts).get(threat, "")


def asked_of(facts: Facts, threat: str) -> tuple[AgendaItem, ...]:
    """The items of a priority group that ask something of the meeting."""
    under = items_under(facts, "priorities")
    return tuple(item for _, item in under if item.threat == threat and item.ask and not item.consent)


def requests_wanted(facts: Facts) -> dict[str, str]:
    """The undecided requests that this meeting takes, in order, by id with the number of each.

    Those on the agenda that is laid; where none is laid, all of them, the longest wait first.
    """
    waiting: dict[str, RequestRow] = {
        row.id: row for row in facts.month.requests if request_rules.undecided(row)
    }
    if laid(facts):
        under = items_under(facts, "requests")
        return {item.request: number for number, item in under if item.request in waiting and item.request}
    section = number_of(facts, "requests")
    return {id: f"{section}.{place}" if section else str(place) for place, id in enumerate(waiting, 1)}

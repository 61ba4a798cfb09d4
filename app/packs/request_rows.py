"""The rows of requests in a pack: how each stands on the day of the meeting, and what its checks find."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app import words
from app.domain import request_rules
from app.domain.codes import Decision, Met
from app.domain.month import RequestRow, ThreatRow
from app.domain.rag import Rag
from app.packs.facts import Facts
from app.packs.model import Chip
from app.packs.phrases import count, day, within

NO_CAPABILITY = "Capability not set"
VIEW_STRONG = 40
"""Characters up to which the first sentence of a manager's view stands by itself, such as "Grant in part"."""
BEFORE_SHOWN = 2
"""How many earlier decisions stand beside a request in print; the workbook has all."""


def rag(facts: Facts, row: RequestRow) -> Rag:
    """How a grant stands on the day of the meeting."""
    limits = facts.month.settings
    return request_rules.grant_rag(row, facts.today, limits.terms_days, limits.due_soon_days)


def chip(facts: Facts, row: RequestRow) -> Chip:
    """Its letter with the words that say why."""
    mark = rag(facts, row)
    return Chip(mark.letter, words.say(mark.code, {"number": mark.number}))


def live(facts: Facts) -> tuple[RequestRow, ...]:
    """The grants whose outcome is to come: Red, Amber, Green, then by their end."""
    found = [row for row in facts.month.requests if request_rules.live_grant(row)]
    return tuple(
        sorted(
            found,
            key=lambda row: ("RAG".find(rag(facts, row).letter), row.ends or date.max, row.reference),
        )
    )


def capability(facts: Facts, row: RequestRow) -> str:
    """What is asked for, by name."""
    return facts.choice_names.get(row.capability or "", "")


def named(name: str, what: str) -> str:
    """Capability and what is asked, the capability named once."""
    if not name or what.casefold().startswith(name.casefold()):
        return what
    return f"{name}: {within(what)}"


def asked(facts: Facts, row: RequestRow) -> str:
    """Capability and what is asked."""
    return named(capability(facts, row), row.asked)


def view(words_: str, state: str) -> tuple[str, str]:
    """A manager's view, a short first sentence apart; or where the request stands, while there is none."""
    words_ = words_.strip()
    if not words_:
        return "", f"No view yet: {state}"
    first, stop, rest = words_.partition(". ")
    if len(first) <= VIEW_STRONG:
        return first.rstrip("."), rest.strip() if stop else ""
    return "", words_


class Past(NamedTuple):
    """An earlier decision as it is put in words: whose it was, what, when, and what became of its conditions.

    `reference` is "this request" for a request's own deferral.
    """

    reference: str
    threat: str
    threat_reference: str
    capability: str
    decision: Decision | None
    on: date | None
    reason: str
    conditions: str
    met: Met | None


def sentence(past: Past, *, own: bool, same: bool) -> str:
    """One earlier decision: request, day, decision, reason, conditions and whether they were met.

    `own`: of the same threat; `same`: for the same capability.
    """
    elsewhere = "" if own else f" for {past.threat_reference}"
    said = f"{past.reference}{elsewhere}, {day(past.on)}: {past.decision.value if past.decision else ''}"
    if not same:
        said += f" ({within(past.capability or NO_CAPABILITY)})"
    reason = past.reason.rstrip(".")
    if reason and past.decision is not Decision.GRANTED:
        said += f", {within(reason)}"
    if past.conditions:
        said += f". Condition, {within(past.conditions.rstrip('.'))}: {(past.met or Met.NOT_YET).value}"
    return f"{said}."


def decided(facts: Facts, row: RequestRow, of: RequestRow) -> str:
    """An earlier decision beside a request, in words."""
    past = Past(
        "this request" if row.id == of.id else row.reference,
        row.threat,
        facts.threats[row.threat].reference,
        capability(facts, row),
        row.decision,
        row.decided_on,
        row.decision_reason,
        row.conditions,
        row.conditions_met,
    )
    return sentence(past, own=row.threat == of.threat, same=row.capability == of.capability)


def before(facts: Facts, row: RequestRow, most: int | None = BEFORE_SHOWN) -> str:
    """What was decided before, "none" where nothing was; `most` None for all of it."""
    found = facts.earlier_requests.of(row)
    if not found:
        return "none"
    shown = found if most is None else found[:most]
    said = [decided(facts, other, row) for other in shown]
    rest = len(found) - len(shown)
    if rest:
        said.append(f"{rest} more: workbook, sheet Requests.")
    return "\n".join(said)


def held_before(facts: Facts) -> date | None:
    """The last meeting before this one that could have decided."""
    capabilities = (meeting.on for meeting in facts.month.capabilities_meetings)
    return request_rules.last_meeting(capabilities, facts.month.meetings, facts.today)


def support_open(facts: Facts, threat: ThreatRow) -> str:
    """Check 50: grants whose terms are late, or that ended with no outcome."""
    late = [row for row in facts.requests_of.get(threat.id, ()) if rag(facts, row).letter == "R"]
    return "; ".join(f"{row.reference}: {within(chip(facts, row).words)}" for row in late)


def left_undecided(facts: Facts, threat: ThreatRow) -> str:
    """Check 51: requests that were open at a meeting and still are."""
    held = held_before(facts)
    open_ = [row for row in facts.requests_of.get(threat.id, ()) if request_rules.missed(row, held)]
    return "; ".join(
        f"{row.reference}, waited {count(request_rules.waited(row, facts.today), 'day')}" for row in open_
    )

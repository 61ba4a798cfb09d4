"""The rows of requests in a pack: how each stands on the day of the meeting, and what its checks find."""

from __future__ import annotations

from datetime import date

from app import words
from app.domain import request_rules
from app.domain.codes import Decision, Met
from app.domain.month import RequestRow, ThreatRow
from app.domain.rag import Rag
from app.packs.facts import Facts
from app.packs.model import Chip
from app.packs.phrases import count, day, within

NO_CAPABILITY = "Capability not set"
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


def waiting(facts: Facts) -> tuple[RequestRow, ...]:
    """The requests that want a decision, the longest wait first."""
    return tuple(row for row in facts.month.requests if request_rules.undecided(row))


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


def asked(facts: Facts, row: RequestRow) -> str:
    """Capability and what is asked, the capability named once."""
    name = capability(facts, row)
    if not name or row.asked.casefold().startswith(name.casefold()):
        return row.asked
    return f"{name}: {within(row.asked)}"


def met_words(row: RequestRow) -> str:
    """The conditions with whether they were met, "" where there were none."""
    if not row.conditions:
        return ""
    return f"Condition, {within(row.conditions.rstrip('.'))}: {(row.conditions_met or Met.NOT_YET).value}."


def decided(facts: Facts, row: RequestRow, of: RequestRow) -> str:
    """One earlier decision in a sentence: request, day, decision, reason, conditions and whether met."""
    own = "this request" if row.id == of.id else row.reference
    elsewhere = "" if row.threat == of.threat else f" for {facts.threats[row.threat].reference}"
    said = f"{own}{elsewhere}, {day(row.decided_on)}: {row.decision.value if row.decision else ''}"
    if row.capability != of.capability:
        said += f" ({within(capability(facts, row) or NO_CAPABILITY)})"
    reason = row.decision_reason.rstrip(".")
    if reason and row.decision is not Decision.GRANTED:
        said += f", {within(reason)}"
    return " ".join(part for part in (f"{said}.", met_words(row)) if part)


def before(facts: Facts, row: RequestRow, most: int | None = BEFORE_SHOWN) -> str:
    """What was decided before, "none" where nothing was; `most` None for all of it."""
    found = facts.earlier_requests.of(row)
    if not found:
        return "none"
    shown = found if most is None else found[:most]
    said = [decided(facts, other, row) for other in shown]
    rest = len(found) - len(shown)
    if rest:
        said.append(f"{count(rest, 'earlier decision')} more: workbook, sheet Requests.")
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

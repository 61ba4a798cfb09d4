"""Plan-health exceptions: each check with what stands behind it (domain.md §5), and where it was found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from app.domain.codes import ActionState, LeadRole, Strand
from app.domain.month import ActionRow, ThreatRow
from app.domain.region import Force
from app.packs import beside_checks, log_checks, request_rows, scores, submission_rows
from app.packs import disruptions as on_disruptions
from app.packs import orders_checks as on_orders
from app.packs.facts import Facts
from app.packs.model import ExceptionGroup, ExceptionLine
from app.packs.phrases import count, day

PRINTED = 5
"""Threats that the page prints under each check."""


class Check(NamedTuple):
    """A check: its number in domain.md §5, what stands behind it, and what it finds at a threat."""

    number: str
    title: str
    behind: str
    weight: str
    find: Callable[[Facts, ThreatRow], str]


def _open(facts: Facts, threat: ThreatRow) -> Iterator[ActionRow]:
    return (row for row in facts.actions_of.get(threat.id, ()) if row.state is ActionState.OPEN)


def _no_lead(role: LeadRole) -> Callable[[Facts, ThreatRow], str]:
    def find(facts: Facts, threat: ThreatRow) -> str:
        if facts.lead(threat.id, role):
            return ""
        before = facts.lead_before(threat.id, role)
        if before is None:
            return "None recorded"
        return f"None since {day(before.until)}, was {facts.officer(before.officer)}"

    return find


def _left(facts: Facts, threat: ThreatRow) -> str:
    held = [row for row in facts.leads_of.get(threat.id, ()) if row.until is None]
    gone = [(row, facts.officers[row.officer].left_on) for row in held]
    return "; ".join(
        f"{row.role} {facts.officer(row.officer)} left {day(on)}" for row, on in gone if on is not None
    )


def _load(facts: Facts, threat: ThreatRow) -> str:
    lro = facts.lead(threat.id, LeadRole.LRO)
    if lro is None or facts.lro_load[lro.officer] <= facts.month.settings.lro_limit:
        return ""
    return f"{facts.officer(lro.officer)} holds {facts.lro_load[lro.officer]}"


def _no_plan(facts: Facts, threat: ThreatRow) -> str:
    return "" if threat.id in facts.plans else "None recorded"


def _not_approved(facts: Facts, threat: ThreatRow) -> str:
    plan = facts.plans.get(threat.id)
    if plan is None or plan.approved_on is not None:
        return ""
    return "Not approved" if plan.owner else "Not approved, no owner"


def _only_pursue(facts: Facts, threat: ThreatRow) -> str:
    kept = [row for row in facts.actions_of.get(threat.id, ()) if row.state is not ActionState.CANCELLED]
    if not kept or any(row.strand is not Strand.PURSUE for row in kept):
        return ""
    return f"{count(len(kept), 'action')}, all Pursue"


def _gaps(facts: Facts, threat: ThreatRow) -> str:
    gaps = [row for row in _open(facts, threat) if row.due is None or not facts.owner(row)]
    return count(len(gaps), "action") if gaps else ""


def _redated(facts: Facts, threat: ThreatRow) -> str:
    limit = facts.month.settings.redated_times
    late = [row for row in _open(facts, threat) if len(facts.moves_of.get(row.id, ())) > limit]
    return ", ".join(row.reference for row in late)


def _plan_review(facts: Facts, threat: ThreatRow) -> str:
    plan = facts.plans.get(threat.id)
    if plan is None or plan.next_review is None or plan.next_review >= facts.today:
        return ""
    return f"Was due {day(plan.next_review)}"


def _no_score(facts: Facts, threat: ThreatRow) -> str:
    return "" if facts.score(threat.id) else "Never scored"


def _stale(facts: Facts, threat: ThreatRow) -> str:
    score = facts.score(threat.id)
    if score is None or score.assessed_on is None or score.assessed_on >= facts.stale_before:
        return ""
    return f"Scored {day(score.assessed_on)}"


def _no_master(facts: Facts, threat: ThreatRow) -> str:
    return "" if threat.niche_ref or threat.apmis_ref else "Neither Niche nor APMIS"


CHECKS = (
    Check("1", "Active with no LRO", "West Mercia 2018; ROCUs 2021", "High", _no_lead(LeadRole.LRO)),
    Check("2", "Active with no SIO", "West Mercia 2018; ROCUs 2021", "High", _no_lead(LeadRole.SIO)),
    Check("3", "Lead has left", "West Mercia 2018", "High", _left),
    Check("5", "LRO holds more than the local limit", "North Wales 2023", "Medium", _load),
    Check("7", "No 4P plan", "Inspection 2018", "High", _no_plan),
    Check("8", "Plan not approved", "Inspection 2018", "Medium", _not_approved),
    Check("9", "Only Pursue actions", "N Yorkshire 2016; Cheshire 2023", "Medium", _only_pursue),
    Check("13", "Action without owner or due date", "Practice", "High", _gaps),
    Check(
        "16", "Action re-dated more than the local limit", "Practice; Staffordshire 2024", "Medium", _redated
    ),
    Check("20", "Plan review overdue", "Inspection 2018", "Medium", _plan_review),
    Check("21", "No reference to the master record", "South East 2024", "Low", _no_master),
    Check("22", "No score", "Inspection 2018; South West 2025", "High", _no_score),
    Check("23", "Score older than the local interval", "South West 2025", "Medium", _stale),
    Check("24", "Score predates a major change", "South West 2025", "High", scores.overtaken),
    Check(
        "25",
        "Score without assessor, rationale or scheme",
        "Inspection 2018; South West 2025",
        "Low",
        scores.incomplete,
    ),
    Check(
        "26",
        "Operation live but not ratified",
        "South West 2025, AFI 4",
        "High",
        submission_rows.live_unratified,
    ),
    Check(
        "27",
        "With ROCTA longer than the local limit",
        "South West 2025",
        "Medium",
        submission_rows.submission_waiting,
    ),
    Check("28", "Returned and not sent again", "South West 2025", "Medium", submission_rows.returned_waiting),
    Check(
        "29",
        "Required fields missing",
        "South West 2025, AFI 4",
        "Medium",
        submission_rows.fields_missing,
    ),
    Check("32", "Disruption not on APMIS", "Cheshire 2023", "Medium", on_disruptions.not_on_apmis),
    Check("33", "Disruption without P, rating or rationale", "Cheshire", "Medium", on_disruptions.incomplete),
    Check(
        "34",
        "Negative disruption, not scored since",
        "East Midlands 2023",
        "High",
        on_disruptions.negative_unassessed,
    ),
    Check("36", "No disruption in the local period", "East Midlands 2023", "Low", on_disruptions.none_recent),
    Check(
        "37",
        "Priority group with no disruption in the local period",
        "East Midlands 2023",
        "High",
        on_disruptions.ranked_none_recent,
    ),
    Check("40", "Intelligence gap without owner", "Lancashire", "Medium", beside_checks.gap_unowned),
    Check("41", "No local policing link", "South East 2024", "Low", beside_checks.no_neighbourhood),
    Check("42", "No local-profile link", "South East 2024", "Low", beside_checks.no_local_profile),
    Check(
        "43", "People at risk, no Prevent action", "Inspection 2018", "High", beside_checks.at_risk_no_prevent
    ),
    Check(
        "44",
        "Vulnerable victims, no Protect action",
        "Inspection 2018",
        "High",
        beside_checks.victims_no_protect,
    ),
    Check("45", "Release due and no release plan", "South East 2024", "High", on_orders.release_unplanned),
    Check(
        "46",
        "Charged or convicted, no order considered",
        "North East 2022",
        "Medium",
        on_orders.order_not_considered,
    ),
    Check("47", "Order unmonitored or expiring", "North East 2022", "Medium", on_orders.order_wanting),
    Check(
        "50", "Support granted without terms or outcome", "South West 2025", "High", request_rows.support_open
    ),
    Check("51", "Request undecided at a meeting", "South West 2025", "Medium", request_rows.left_undecided),
    Check(
        "52",
        "Action of a meeting overdue at several",
        "South West 2025",
        "Medium",
        log_checks.overdue_meetings,
    ),
)


OF_MEETINGS = "52"
"""The number of the check that finds actions of no threat too."""


class Found(NamedTuple):
    """One exception of one threat."""

    check: Check
    threat: ThreatRow
    detail: str


def find_all(facts: Facts) -> tuple[Found, ...]:
    """Every exception of every active threat, by check, then by reference."""
    return tuple(
        Found(check, threat, detail)
        for check in CHECKS
        for threat in facts.active
        if (detail := check.find(facts, threat))
    )


def _pressing(facts: Facts, threat: ThreatRow) -> tuple[Any, ...]:
    ranked, score = threat.priority, facts.score(threat.id)
    return (ranked is None, ranked or 0, -score.total if score else 0.0, threat.reference)


def grouped(facts: Facts, found: tuple[Found, ...]) -> tuple[ExceptionGroup, ...]:
    """The exceptions as the page prints them, a group for each check that found something.

    Of each check those that press most: the ranked list first, then the highest scores. The workbook has all.
    What meetings set for no threat stands before the threats of its check.
    """
    groups: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        groups[one.check.number].append(one)
    alone = tuple(log_checks.lines(facts))
    counted = counted_forces(facts)
    made = []
    for check in CHECKS:
        own, items = alone if check.number == OF_MEETINGS else (), groups.get(check.number, [])
        if not own and not items:
            continue
        pressing = sorted(items, key=lambda one: _pressing(facts, one.threat))
        lines = (
            *own,
            *(
                ExceptionLine(one.threat.reference, one.threat.name, facts.force(one.threat), one.detail)
                for one in pressing
            ),
        )
        of = Counter(facts.force(one.threat) for one in items)
        made.append(
            ExceptionGroup(
                check.title, check.behind, lines[:PRINTED], len(own) + len(items), check.number, check.weight,
                tuple(of[force.name] for force in counted),
            )
        )  # fmt: skip
    return tuple(made)


def counted_forces(facts: Facts) -> tuple[Force, ...]:
    """The home forces of the active threats in the order of the region: the columns of the checks."""
    used = {facts.force(row) for row in facts.active}
    return tuple(force for force in facts.month.forces if force.name in used)

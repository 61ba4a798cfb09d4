"""Checks 40 to 44 of domain.md §5: what stands beside a threat, or ought to."""

from __future__ import annotations

from app.domain.codes import ActionState, Strand
from app.domain.month import ThreatRow
from app.packs.facts import Facts
from app.packs.phrases import count


def gap_unowned(facts: Facts, threat: ThreatRow) -> str:
    """Open intelligence gaps that nobody owns (check 40)."""
    found = [
        gap
        for gap in facts.gaps_of.get(threat.id, ())
        if gap.closed_on is None and not gap.owner and not gap.owner_organisation
    ]
    return "; ".join(gap.text for gap in found)


def no_neighbourhood(facts: Facts, threat: ThreatRow) -> str:
    """No local policing link (check 41)."""
    return "" if threat.neighbourhood else "None recorded"


def no_local_profile(facts: Facts, threat: ThreatRow) -> str:
    """No local-profile link (check 42)."""
    return "" if threat.local_profile else "None recorded"


def _without(facts: Facts, threat: ThreatRow, strand: Strand) -> bool:
    return not any(
        row.strand is strand and row.state is not ActionState.CANCELLED
        for row in facts.actions_of.get(threat.id, ())
    )


def at_risk_no_prevent(facts: Facts, threat: ThreatRow) -> str:
    """People at risk, and no Prevent action (check 43)."""
    if not threat.at_risk or not _without(facts, threat, Strand.PREVENT):
        return ""
    return f"{count(threat.at_risk, 'person', 'people')} at risk"


def victims_no_protect(facts: Facts, threat: ThreatRow) -> str:
    """Vulnerable victims, and no Protect action (check 44)."""
    if not threat.victims or not _without(facts, threat, Strand.PROTECT):
        return ""
    return count(threat.victims, "vulnerable victim")

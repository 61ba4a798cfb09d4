"""Checks 45 to 47 of domain.md §5, and the nominals of a threat in words."""

from __future__ import annotations

from app.domain import order_rules as rules
from app.domain.month import ThreatRow
from app.packs.facts import Facts
from app.packs.orders_sheets import order_words
from app.packs.phrases import day


def release_unplanned(facts: Facts, threat: ThreatRow) -> str:
    """Releases that are due and have no plan (check 45)."""
    months = facts.month.settings.release_months
    found = [
        f"{row.reference}, {day(row.release_on)}"
        for row in facts.nominals_of.get(threat.id, ())
        if rules.release_unplanned(row, facts.today, months)
    ]
    return "; ".join(found)


def order_not_considered(facts: Facts, threat: ThreatRow) -> str:
    """Nominals charged or convicted on whom no order was considered (check 46)."""
    on = {row.nominal for row in facts.orders_of.get(threat.id, ())}
    found = [
        f"{row.reference}, {'convicted' if row.convicted_on else 'charged'} "
        f"{day(row.convicted_on or row.charged_on)}"
        for row in facts.nominals_of.get(threat.id, ())
        if rules.order_to_consider(row, facts.today, has_order=row.id in on)
    ]
    return "; ".join(found)


def order_wanting(facts: Facts, threat: ThreatRow) -> str:
    """Orders that nobody monitors, or that expire soon (check 47)."""
    days, found = facts.month.settings.order_due_days, []
    for row in facts.orders_of.get(threat.id, ()):
        said = ["not monitored"] if rules.unmonitored(row, facts.today) else []
        if rules.expiring(row, facts.today, days):
            said.append(f"expires {day(row.expires_on)}")
        if said:
            found.append(f"{order_words(facts, row)}: {', '.join(said)}".lstrip(": "))
    return "; ".join(found)


def nominals_words(facts: Facts, threat: ThreatRow) -> str:
    """How many nominals a threat has by role, "" for none: "2 principal, 3 significant"."""
    return rules.role_counts(row.role for row in facts.nominals_of.get(threat.id, ()))

"""The disruptions of one threat in the pack: what its page says of them, and what the checks find."""

from __future__ import annotations

from collections import Counter
from datetime import date

from app.domain.codes import Rating, Strand
from app.domain.disruption_ledger import GRAVE, unassessed, within
from app.domain.month import DisruptionRow, ThreatRow
from app.packs.facts import Facts
from app.packs.phrases import count, day, listed, number, short_day


def of_period(facts: Facts, threat: str) -> list[DisruptionRow]:
    """Those of the LOCAL period up to the meeting, oldest first."""
    months = facts.month.settings.disruption_months
    return [row for row in facts.disruptions_of.get(threat, ()) if within(row.on, facts.today, months)]


def period(facts: Facts) -> str:
    """The LOCAL period in words: "12 months"."""
    return count(facts.month.settings.disruption_months, "month")


def not_on_apmis(facts: Facts, threat: ThreatRow) -> str:
    """Check 32."""
    rows = of_period(facts, threat.id)
    missing = [row for row in rows if not row.apmis]
    return f"{len(missing)} of {count(len(rows), 'disruption')} not on it" if missing else ""


def incomplete(facts: Facts, threat: ThreatRow) -> str:
    """Check 33."""
    rows = of_period(facts, threat.id)
    lacking = (
        ("P", sum(1 for row in rows if row.strand is None)),
        ("rating", sum(1 for row in rows if row.rating is None)),
        ("rationale", sum(1 for row in rows if not row.rationale.strip())),
    )
    return ", ".join(f"{number(found)} without {what}" for what, found in lacking if found)


def negative_unassessed(facts: Facts, threat: ThreatRow) -> str:
    """Check 34."""
    rows = facts.disruptions_of.get(threat.id, ())
    negatives = (row.on for row in rows if row.rating is Rating.NEGATIVE and row.on <= facts.today)
    found = unassessed(negatives, (score.assessed_on for score in facts.scores_of.get(threat.id, ())))
    return f"Negative on {listed(day(on) for on in found)}, no score since" if found else ""


def none_recent(facts: Facts, threat: ThreatRow) -> str:
    """Check 36."""
    if of_period(facts, threat.id):
        return ""
    before = [row.on for row in facts.disruptions_of.get(threat.id, ()) if row.on <= facts.today]
    return f"None since {day(max(before))}" if before else "None recorded"


def ranked_none_recent(facts: Facts, threat: ThreatRow) -> str:
    """Check 37."""
    if threat.priority is None:
        return ""
    said = none_recent(facts, threat)
    return f"Priority {threat.priority}. {said}" if said else ""


def _by_strand(rows: list[DisruptionRow]) -> str:
    parts = []
    for strand in (*Strand, None):
        ratings = Counter(row.rating for row in rows if row.strand is strand)
        told = [f"{ratings[r]} {r.value if r else 'unrated'}" for r in (*Rating, None) if ratings[r]]
        if told:
            parts.append(f"{strand.value if strand else 'No P'} {', '.join(told)}")
    return "; ".join(parts)


def card_lines(facts: Facts, threat: ThreatRow) -> tuple[str, ...]:
    """What a group's page says: how many by P and rating, the last one, how many are not on APMIS."""
    rows = of_period(facts, threat.id)
    if not rows:
        return (f"{none_recent(facts, threat)}.",)
    last = rows[-1]
    there = sum(1 for row in rows if row.apmis)
    if there == len(rows):
        master = "On APMIS." if len(rows) == 1 else "All on APMIS."
    else:
        master = f"{len(rows) - there} not on APMIS."
    return (
        f"{number(len(rows))}: {_by_strand(rows)}.",
        f"Last {_short(last.on, facts.today)}: {last.title.rstrip('.')}. {master}",
    )


def _short(on: date, today: date) -> str:
    return short_day(on) if within(on, today, 12) else day(on)


def since_words(facts: Facts, threat: ThreatRow) -> str:
    """What happened since the meeting before: "1 disruption (moderate)", "" for none."""
    new = [row for row in facts.disruptions_of.get(threat.id, ()) if facts.is_new(row.on)]
    if not new:
        return ""
    ratings = [rating for rating in (*Rating, None) if any(row.rating is rating for row in new)]
    told = listed(rating.value if rating else "unrated" for rating in ratings)
    return f"{count(len(new), 'disruption')} ({told})"


def grave(facts: Facts, since: date) -> list[DisruptionRow]:
    """The major and negative ones after a day, up to the meeting, oldest first."""
    return [row for row in facts.month.disruptions if row.rating in GRAVE and since < row.on <= facts.today]

"""What stands beside a threat as rows of words."""

from __future__ import annotations

from datetime import date

from app.domain.beside import IntelligenceGap, Learning, Transfer
from app.domain.codes import Relation, ThreatStatus
from app.domain.dates import shown
from app.reads.beside import Closing
from app.reads.card import Card, CardLink
from app.ui.pages.card_tables import Heading

GAPS = (
    Heading("Raised"), Heading("Gap", wide=True), Heading("Requirement", wide=True), Heading("Owner"),
    Heading("Age"), Heading("Answer", wide=True),
)  # fmt: skip
LEARNING = (Heading("Date"), Heading("Learning", wide=True), Heading("By"), Heading("Shared with"))
DOCUMENTS = (Heading("Title", wide=True), Heading("Reference"), Heading("Held in"), Heading("Date"))
LINKS = (Heading("Relation"), Heading("Threat", wide=True), Heading("Since"), Heading("Note", wide=True))
TRANSFERS = (
    Heading("Proposed"), Heading("From"), Heading("To"), Heading("State"), Heading("Reason", wide=True),
    Heading("Answer", wide=True),
)  # fmt: skip

INWARD = {
    Relation.WORKS_WITH: "works with",
    Relation.SPLIT_FROM: "split off into",
    Relation.MERGED_INTO: "took in",
}
"""A relation read from its far end."""


def gaps_in_order(card: Card) -> list[IntelligenceGap]:
    """Open gaps first, the oldest first, then the closed ones, the latest first."""
    closed = [gap for gap in card.gaps if gap.closed_on]
    return [
        *sorted((gap for gap in card.gaps if not gap.closed_on), key=lambda gap: gap.raised_on),
        *sorted(closed, key=lambda gap: gap.closed_on or date.min, reverse=True),
    ]


def gap_rows(card: Card, today: date) -> list[tuple[str, ...]]:
    """Every gap with its owner and its age."""
    rows: list[tuple[str, ...]] = []
    for gap in gaps_in_order(card):
        owner = card.officer(gap.owner) or gap.owner_organisation or "no owner"
        days = (today - gap.raised_on).days
        age = (
            f"closed {shown(gap.closed_on)}"
            if gap.closed_on
            else f"open {days} day{'' if days == 1 else 's'}"
        )
        rows.append((shown(gap.raised_on), gap.text, gap.requirement, owner, age, gap.answer))
    return rows


def learning_rows(card: Card) -> list[tuple[str, ...]]:
    """What was learned, newest first."""
    return [(shown(one.on), one.text, one.by, one.shared_with) for one in learning_in_order(card)]


def learning_in_order(card: Card) -> list[Learning]:
    """What was learned, newest first."""
    return sorted(card.learning, key=lambda one: (one.on, one.id), reverse=True)


def document_rows(card: Card) -> list[tuple[str, ...]]:
    """Documents by reference."""
    return [
        (one.title, one.reference, one.held_in, shown(one.on) if one.on else "") for one in card.documents
    ]


def said(link: CardLink) -> str:
    """How this threat stands to the other: "split from", and from the far end "split off into"."""
    return link.link.relation.value if link.outward else INWARD[link.link.relation]


def link_rows(card: Card) -> list[tuple[str, ...]]:
    """Links, read from this threat."""
    return [
        (said(one), one.display, shown(one.link.on) if one.link.on else "", one.link.note)
        for one in card.links
    ]


def transfers_in_order(card: Card) -> list[Transfer]:
    """Transfers, newest first."""
    return sorted(card.transfers, key=lambda one: (one.proposed_on, one.id), reverse=True)


def transfer_rows(card: Card) -> list[tuple[str, ...]]:
    """Transfers with their answers."""
    names = {force.id: force.name for force in card.reference.forces}
    rows: list[tuple[str, ...]] = []
    for one in transfers_in_order(card):
        by = f"{one.answered_by}, {shown(one.answered_on)}" if one.answered_on else ""
        rows.append(
            (
                f"{shown(one.proposed_on)}, {one.proposed_by}",
                names.get(one.from_force or "", "no force"),
                names.get(one.to_force or "", ""),
                one.state.value,
                one.reason,
                ": ".join(part for part in (by, one.answer) if part),
            )
        )
    return rows


def _people(count: int | None, reference: str, nobody: str) -> str:
    if count is None:
        return "not recorded"
    said_ = nobody if count == 0 else str(count)
    return f"{said_}, {reference}" if reference else said_


def facts(card: Card) -> list[tuple[str, str]]:
    """What the threat itself says of places and people, each with its name; gaps are said too."""
    threat = card.threat
    return [
        ("Local policing link", threat.neighbourhood or "not recorded"),
        ("Local profile", threat.local_profile or "not recorded"),
        ("Vulnerable victims", _people(threat.victims, threat.victims_ref, "none")),
        ("People at risk", _people(threat.at_risk, threat.at_risk_ref, "nobody")),
        ("Tags", ", ".join(threat.tags) or "none"),
    ]


def archives(card: Card, closings: tuple[Closing, ...]) -> list[str]:
    """Each archive in a sentence, newest first; the first says so where the threat is archived now."""
    told = []
    for place, one in enumerate(closings):
        now = place == 0 and card.threat.status is ThreatStatus.ARCHIVED
        begun = "Archived" if now else "Archived before, and re-opened:"
        by = f", authorised by {one.authoriser}" if one.authoriser else ""
        on = f" {shown(one.on)}" if one.on else ""
        report = f"Closing report {one.report}." if one.report else "No closing report."
        reason = one.told if one.told.startswith(one.reason) else one.reason
        told.append(f"{begun}{on}{by}. {reason.rstrip('.')}. {report}")
    return told

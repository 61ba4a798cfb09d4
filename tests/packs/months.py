"""Months of invented rows: as they come, crowded, empty, in other scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.domain.agenda import StandingItem
from app.domain.codes import ActionState, Confidence, LeadRole, MappingState, Strand, ThreatKind, ThreatStatus
from app.domain.meeting import Meeting
from app.domain.month import (
    ActionRow,
    AssignmentRow,
    Month,
    OfficerRow,
    PlanRow,
    RedatingRow,
    ScoreRow,
    ThreatRow,
    UpdateRow,
)
from app.domain.region import Force, Region, Theme
from app.domain.region_settings import RegionSettings
from app.resources import reference

MEETING = date(2026, 12, 10)
BEFORE = date(2026, 11, 12)
MADE_AT = datetime(2026, 12, 4, 15, 40, tzinfo=UTC)

LONG_NAME = (
    "The Hollowbrook and Upper Tarrow Vale cross-border plant, quad-bike and agricultural machinery theft "
    "and handling network (formerly the Cold Elm Yard family group)"
)
ARABIC = "عبد الرحمن الخطيب"
ACCENTED = "Zoë Łukasiewicz-Pérez"
FORMULA = "=HYPERLINK(A1) checked with the bank"


def threat(id: str, **fields: Any) -> ThreatRow:
    """An active, ratified group of Avon and Somerset."""
    values: dict[str, Any] = {
        "kind": ThreatKind.OCG,
        "reference": f"AS/2024/{id}",
        "name": f"Group {id}",
        "operation": "",
        "primary_theme": "drugs",
        "secondary_themes": (),
        "home_force": "as",
        "other_forces": (),
        "status": ThreatStatus.ACTIVE,
        "tier": "Force",
        "priority": None,
        "niche_ref": f"N24/{id}",
        "apmis_ref": "",
        "summary": "",
        "next_review": None,
        "mapping": MappingState.RATIFIED,
        "mapping_on": date(2024, 3, 14),
        "archived_on": None,
        "archive_reason": "",
        "archive_authoriser": "",
        "closing_report": "",
        "priority_reason": "",
        "live_operation": False,
        "neighbourhood": "Avonmere East team",
        "local_profile": "LP/26/3",
        "victims": None,
        "at_risk": None,
        "tags": (),
        **fields,
    }
    return ThreatRow(id=id, **values)


def action(id: str, of: str, **fields: Any) -> ActionRow:
    """An open Pursue action of an officer, on time."""
    values: dict[str, Any] = {
        "reference": f"A-{id}",
        "strand": Strand.PURSUE,
        "title": f"Step {id} of the plan",
        "owner": "hale",
        "owner_organisation": "",
        "set_on": date(2026, 10, 8),
        "due": date(2027, 1, 22),
        "state": ActionState.OPEN,
        "completed_on": None,
        "closed_on": None,
        "outcome": "",
        **fields,
    }
    return ActionRow(id=id, threat=of, **values)


def officer(id: str, name: str, **fields: Any) -> OfficerRow:
    """A trained detective inspector of Avon and Somerset."""
    values: dict[str, Any] = {
        "rank": "DI",
        "force": "as",
        "organisation": "",
        "contact": "",
        "lro_trained_on": date(2025, 5, 20),
        "left_on": None,
        **fields,
    }
    return OfficerRow(id=id, name=name, **values)


def score(of: str, total: float, on: date | None) -> ScoreRow:
    """An assessment with everything recorded."""
    rationale = "Harm raised."
    return ScoreRow(
        of, total, "MoRiLE 2020", "1.2", "R Halse", on, Confidence.MEDIUM, rationale, "", "", None, ""
    )


def plan(of: str, **fields: Any) -> PlanRow:
    """An approved plan with a review to come."""
    values: dict[str, Any] = {
        "owner": "hale",
        "approved_by": "D/Supt J Penhale",
        "approved_on": date(2026, 10, 9),
        "next_review": date(2027, 1, 14),
        "pursue_not_needed": "",
        "prevent_not_needed": "",
        "protect_not_needed": "",
        "prepare_not_needed": "",
        **fields,
    }
    return PlanRow(threat=of, **values)


def _agenda() -> tuple[StandingItem, ...]:
    return tuple(StandingItem(*item) for item in reference("agenda"))


def empty() -> Month:
    """A planned meeting, and nothing else: no threat, no officer, no meeting before."""
    return Month(
        region=Region(id="sw", name="South West", unit="SWROCU", code="SW", fictional=True),
        settings=RegionSettings(
            pack_code="SW", bands=((200, "Medium"), (300, "High"), (400, "Severe")), agenda=_agenda()
        ),
        meeting=Meeting(
            id="m12", month="2026-12", on=MEETING, chair="ACC Helen Marwood", venue="Longcross House"
        ),
        previous=None,
        meetings=(MEETING,),
        forces=(
            Force(id="as", name="Avon and Somerset", short="A&S"),
            Force(id="dc", name="Devon and Cornwall"),
        ),
        themes=(Theme(id="drugs", name="Illegal drugs"), Theme(id="fraud", name="Fraud")),
        officers=(),
        threats=(),
        assignments=(),
        plans=(),
        actions=(),
        redatings=(),
        updates=(),
        scores=(),
    )


def small() -> Month:
    """Three priority groups (normal, crowded with forty actions, unknown), one other, one archived."""
    crowded = tuple(
        action(
            f"2{number:02}",
            "big",
            strand=tuple(Strand)[number % 4],
            title=f"Marking day {number} in the most targeted parishes, with help from the councils",
            owner=("hale", "arabic", "zoe", None)[number % 4],
            owner_organisation="" if number % 4 < 3 else "Tarrow Vale Rural Community Safety Partnership",
            due=date(2026, 11, 20) + timedelta(days=number * 2),
        )
        for number in range(1, 41)
    )
    return replace(
        empty(),
        previous=Meeting(id="m11", month="2026-11", on=BEFORE),
        meetings=(date(2026, 10, 8), BEFORE, MEETING, date(2027, 1, 14)),
        officers=(
            officer("hale", "Morgan Hale"),
            officer("orchard", "Lowri Orchard", rank="C/Insp"),
            officer("gone", "Alex Standish", rank="Supt", left_on=date(2026, 11, 19)),
            officer("arabic", ARABIC, rank="", force=None, organisation="Tarrow Vale colleges"),
            officer("zoe", ACCENTED, rank="DS", force="dc"),
        ),
        threats=(
            threat(
                "0117",
                name="Lantern Quay group",
                operation="Sandpiper",
                priority=1,
                tier="Regional",
                other_forces=("dc",),
                secondary_themes=("fraud",),
                next_review=date(2026, 12, 20),
                summary="Supplies class A drugs to three coastal towns by two county lines.",
            ),
            threat(
                "big", reference="WI-2023-019", name=LONG_NAME, operation="Great Crested Grebe", priority=2
            ),
            threat(
                "bare",
                reference="DC26002",
                name="",
                priority=3,
                home_force="dc",
                niche_ref="",
                neighbourhood="",
                local_profile="",
                victims=2,
                at_risk=1,
                tier="",
                kind=ThreatKind.INDIVIDUAL,
                mapping=MappingState.SUBMITTED,
                mapping_on=date(2026, 11, 30),
            ),
            threat(
                "0200",
                operation="Heron",
                live_operation=True,
                mapping=MappingState.RETURNED,
                home_force=None,
                primary_theme=None,
            ),
            threat("0050", name="Closed yard", status=ThreatStatus.ARCHIVED, archived_on=date(2026, 9, 1)),
        ),
        assignments=(
            AssignmentRow("0117", LeadRole.LRO, "gone", date(2025, 1, 1), date(2026, 11, 19)),
            AssignmentRow("0117", LeadRole.LRO, "orchard", date(2026, 11, 19), None),
            AssignmentRow("0117", LeadRole.SIO, "hale", date(2025, 2, 3), None),
            AssignmentRow("0200", LeadRole.SIO, "gone", date(2025, 2, 3), None),
            AssignmentRow("big", LeadRole.LRO, "arabic", date(2026, 3, 2), None),
            AssignmentRow("big", LeadRole.SIO, "zoe", date(2024, 6, 14), None),
        ),
        plans=(
            plan("0117", prepare_not_needed="covered by Op Heron"),
            plan("big", approved_on=None, approved_by=""),
        ),
        actions=(
            action("101", "0117", title="Restraint order on car-wash accounts", due=date(2026, 11, 27)),
            action("102", "0117", title=FORMULA, due=date(2026, 12, 18)),
            action(
                "103",
                "0117",
                due=date(2026, 11, 20),
                state=ActionState.COMPLETED,
                completed_on=date(2026, 11, 20),
            ),
            action(
                "104",
                "0117",
                strand=Strand.PREVENT,
                title="First referral to diversion",
                state=ActionState.RESULTED,
                completed_on=date(2026, 11, 20),
                closed_on=date(2026, 11, 30),
                outcome="One young person accepted.",
            ),
            action("105", "0117", strand=Strand.PROTECT, owner=None, due=None, set_on=date(2026, 11, 20)),
            action("106", "0117", state=ActionState.CANCELLED, closed_on=date(2026, 9, 1)),
            *crowded,
            action("301", "0200", owner=None, owner_organisation="Avonmere Council"),
        ),
        redatings=(
            RedatingRow(
                "101", date(2026, 10, 30), date(2026, 11, 13), "bank records late", date(2026, 10, 29)
            ),
            RedatingRow("101", date(2026, 11, 13), date(2026, 11, 27), "still late", date(2026, 11, 16)),
        ),
        updates=(
            UpdateRow("0117", date(2026, 10, 1), "DI Hale", None, "Two phones examined."),
            UpdateRow(
                "0117", date(2026, 12, 2), "C/Insp L Orchard", Strand.PURSUE, "The warrants recovered cash."
            ),
        ),
        scores=(
            score("0117", 392, date(2026, 8, 3)),
            score("0117", 438, date(2026, 11, 27)),
            score("big", 352.5, date(2026, 1, 21)),
        ),
    )

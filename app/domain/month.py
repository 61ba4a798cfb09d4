"""The month as rows: what the register holds for one meeting, read in one transaction.

Named tuples rather than records: the same names, but forty thousand of them are made in the time
that the driver needs to read them. Ids are already resolved to words where a pack prints words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.codes import ActionState, Confidence, LeadRole, MappingState, Strand, ThreatKind, ThreatStatus
from app.domain.meeting import Meeting
from app.domain.region import Force, Region, Theme
from app.domain.region_settings import RegionSettings


class ThreatRow(NamedTuple):
    """A threat, active or archived; themes and forces are ids."""

    id: str
    kind: ThreatKind
    reference: str
    name: str
    operation: str
    primary_theme: str | None
    secondary_themes: tuple[str, ...]
    home_force: str | None
    other_forces: tuple[str, ...]
    status: ThreatStatus
    tier: str
    priority: int | None
    niche_ref: str
    apmis_ref: str
    summary: str
    next_review: date | None
    mapping: MappingState
    mapping_on: date | None
    archived_on: date | None


class OfficerRow(NamedTuple):
    """An officer; `force` is an id."""

    id: str
    name: str
    rank: str
    force: str | None
    organisation: str
    contact: str
    lro_trained_on: date | None
    left_on: date | None


class AssignmentRow(NamedTuple):
    """A lead of a threat; `until` None: still."""

    threat: str
    role: LeadRole
    officer: str
    since: date | None
    until: date | None


class PlanRow(NamedTuple):
    """The 4P plan of a threat."""

    threat: str
    owner: str | None
    approved_by: str
    approved_on: date | None
    next_review: date | None
    pursue_not_needed: str
    prevent_not_needed: str
    protect_not_needed: str
    prepare_not_needed: str


class ActionRow(NamedTuple):
    """An action; `owner` is an officer's id."""

    id: str
    threat: str
    reference: str
    strand: Strand
    title: str
    owner: str | None
    owner_organisation: str
    set_on: date | None
    due: date | None
    state: ActionState
    completed_on: date | None
    closed_on: date | None
    outcome: str


class RedatingRow(NamedTuple):
    """One move of a due date, oldest first."""

    action: str
    was: date | None
    now: date | None
    reason: str
    on: date


class UpdateRow(NamedTuple):
    """A progress update, newest first."""

    threat: str
    on: date
    by: str
    strand: Strand | None
    text: str


class ScoreRow(NamedTuple):
    """A score, oldest first."""

    threat: str
    total: float
    scheme: str
    scheme_version: str
    assessor: str
    assessed_on: date | None
    confidence: Confidence | None
    rationale: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Everything the pack of one meeting is made of; `meetings` are the days of all, oldest first."""

    region: Region
    settings: RegionSettings
    meeting: Meeting
    previous: Meeting | None
    meetings: tuple[date, ...]
    forces: tuple[Force, ...]
    themes: tuple[Theme, ...]
    officers: tuple[OfficerRow, ...]
    threats: tuple[ThreatRow, ...]
    assignments: tuple[AssignmentRow, ...]
    plans: tuple[PlanRow, ...]
    actions: tuple[ActionRow, ...]
    redatings: tuple[RedatingRow, ...]
    updates: tuple[UpdateRow, ...]
    scores: tuple[ScoreRow, ...]

"""The month as rows: what the register holds for one meeting, read in one transaction.

Named tuples rather than records: the same names, but forty thousand of them are made in the time
that the driver needs to read them. Ids are already resolved to words where a pack prints words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.agenda import AgendaItem, LatePaper
from app.domain.codes import (
    ActionState,
    Confidence,
    Decision,
    Handling,
    LeadRole,
    MappingState,
    Met,
    NominalRole,
    OrderState,
    Rating,
    Relation,
    RequestState,
    Strand,
    ThreatKind,
    ThreatStatus,
    TransferState,
)
from app.domain.custom import CustomField
from app.domain.issue import Acceptance, Release
from app.domain.meeting import Attendance, Meeting, MeetingSeries, Member
from app.domain.minutes import MeetingDecision, MeetingNote, Minutes
from app.domain.region import Choice, Force, Region, Theme
from app.domain.region_settings import RegionSettings
from app.domain.scheme import Scheme


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
    archive_reason: str
    archive_authoriser: str
    closing_report: str
    priority_reason: str
    live_operation: bool
    neighbourhood: str
    local_profile: str
    victims: int | None
    at_risk: int | None
    tags: tuple[str, ...]
    area: str = ""
    themes_changed_on: date | None = None


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
    meeting: str | None = None
    item: str | None = None
    handling: Handling = Handling.P
    conditions: str = ""


class MeetingActionRow(NamedTuple):
    """An action that a meeting set for no threat; `owner` is an officer's id, `item` an agenda item's."""

    id: str
    reference: str
    title: str
    owner: str | None
    owner_organisation: str
    set_on: date | None
    due: date | None
    state: ActionState
    completed_on: date | None
    closed_on: date | None
    outcome: str
    meeting: str | None
    item: str | None


class RemovedRow(NamedTuple):
    """A record that was removed: its kind and id, when, by whom, and the reason given; nothing it held."""

    kind: str
    id: str
    on: date
    by: str
    reason: str


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
    handling: Handling = Handling.P
    conditions: str = ""
    id: str = ""


class ScoreRow(NamedTuple):
    """A score, oldest first; `answers` is canonical JSON of criterion to value."""

    threat: str
    total: float
    scheme: str
    scheme_version: str
    assessor: str
    assessed_on: date | None
    confidence: Confidence | None
    rationale: str
    remark: str
    reference: str
    scheme_id: str | None
    moderator: str
    answers: str = ""


class SubmissionRow(NamedTuple):
    """A submission to ROCTA; `answers` is canonical JSON."""

    id: str
    threat: str
    reference: str
    state: MappingState
    proposer: str
    opened_on: date
    state_on: date
    answers: str
    ratified_by: str


class StepRow(NamedTuple):
    """A step of mapping, oldest first; `submission` is None for one taken from a tracker."""

    id: str
    threat: str
    submission: str | None
    state: MappingState
    on: date
    return_reason: str | None
    reason: str
    by: str


class DisruptionRow(NamedTuple):
    """A disruption, oldest first; `theme` is an id."""

    id: str
    threat: str
    reference: str
    on: date
    strand: Strand | None
    rating: Rating | None
    theme: str | None
    title: str
    originator: str
    lead_body: str
    supporting_bodies: tuple[str, ...]
    rationale: str
    moderated_by: str
    moderated_on: date | None
    apmis: bool
    apmis_ref: str
    handling: Handling = Handling.P
    conditions: str = ""


class RequestRow(NamedTuple):
    """A request for regional support; `capability` and `meeting` are ids."""

    id: str
    threat: str
    reference: str
    capability: str | None
    asked: str
    justification: str
    bid_by: str
    bid_on: date
    state: RequestState
    triaged_by: str
    triaged_on: date | None
    triage: str
    manager: str
    manager_on: date | None
    manager_view: str
    meeting: str | None
    decision: Decision | None
    decided_by: str
    decided_on: date | None
    decision_reason: str
    conditions: str
    conditions_met: Met | None
    terms: str
    product: str
    terms_agreed_on: date | None
    starts: date | None
    ends: date | None
    outcome: str
    outcome_on: date | None
    reassess: bool
    onward_owner: str


class NominalRow(NamedTuple):
    """A nominal of a threat by reference."""

    id: str
    threat: str
    reference: str
    role: NominalRole
    since: date | None
    until: date | None
    in_custody: bool
    charged_on: date | None
    convicted_on: date | None
    release_on: date | None
    release_plan: str
    owner: str | None


class OrderRow(NamedTuple):
    """An ancillary order; `order_type` and `nominal` are ids."""

    id: str
    threat: str
    nominal: str | None
    order_type: str | None
    reference: str
    state: OrderState
    considered_on: date | None
    applied_on: date | None
    granted_on: date | None
    in_force_on: date | None
    expires_on: date | None
    owner: str | None
    owner_organisation: str
    due: date | None
    due_what: str
    note: str


class GapRow(NamedTuple):
    """An intelligence gap; `owner` is an officer's id."""

    id: str
    threat: str
    text: str
    requirement: str
    owner: str | None
    owner_organisation: str
    raised_on: date
    closed_on: date | None
    answer: str
    handling: Handling = Handling.P
    conditions: str = ""


class LearningRow(NamedTuple):
    """What was learned."""

    id: str
    threat: str
    text: str
    by: str
    on: date
    shared_with: str
    handling: Handling = Handling.P
    conditions: str = ""


class LinkRow(NamedTuple):
    """How one threat stands to another."""

    id: str
    threat: str
    other: str
    relation: Relation
    on: date | None
    note: str


class TransferRow(NamedTuple):
    """A transfer of a threat; forces are ids."""

    id: str
    threat: str
    from_force: str | None
    to_force: str | None
    reason: str
    state: TransferState
    proposed_by: str
    proposed_on: date
    answered_by: str
    answered_on: date | None
    answer: str


class CustomValueRow(NamedTuple):
    """What a record says in a custom field."""

    field: str
    object: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Everything the pack of one meeting is made of; `meetings` are the days of all that were not called off.

    `ranks_before` are ids with their rank as it stood on the day of the meeting before. `agenda` and
    `late_papers` are those of this meeting, `agenda_numbers` the printed number of every item of any meeting
    by its id, `attendance`, `notes` and `decisions` of this meeting (empty before it is held),
    `minutes_before` those of the meeting before; `removed` is what was ever removed and is not there again
    (what a pack tabled may go before its meeting), `private_items` the ids of the chair's items of every
    meeting, with those under them, `private_requests` those of the requests decided there, `private_reasons`
    what was said there when something was decided; `self_ratified` the submissions that were ratified by who
    had prepared them.
    """

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
    choices: tuple[Choice, ...] = ()
    custom_fields: tuple[CustomField, ...] = ()
    custom_values: tuple[CustomValueRow, ...] = ()
    capabilities_meetings: tuple[Meeting, ...] = ()
    submissions: tuple[SubmissionRow, ...] = ()
    self_ratified: tuple[str, ...] = ()
    steps: tuple[StepRow, ...] = ()
    disruptions: tuple[DisruptionRow, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    nominals: tuple[NominalRow, ...] = ()
    orders: tuple[OrderRow, ...] = ()
    gaps: tuple[GapRow, ...] = ()
    learning: tuple[LearningRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    transfers: tuple[TransferRow, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    ranks_before: tuple[tuple[str, int], ...] = ()
    meeting_actions: tuple[MeetingActionRow, ...] = ()
    all_meetings: tuple[Meeting, ...] = ()
    series: MeetingSeries | None = None
    members: tuple[Member, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    agenda_numbers: tuple[tuple[str, str], ...] = ()
    late_papers: tuple[LatePaper, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    notes: tuple[MeetingNote, ...] = ()
    decisions: tuple[MeetingDecision, ...] = ()
    minutes_before: Minutes | None = None
    releases: tuple[Release, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    removed: tuple[RemovedRow, ...] = ()
    private_items: tuple[str, ...] = ()
    private_requests: tuple[str, ...] = ()
    private_reasons: tuple[str, ...] = ()

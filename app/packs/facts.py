"""The month indexed: what the parts of a pack look up, each worked out once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from app import words
from app.domain import lineage
from app.domain.agenda import AgendaItem, StandingItem, numbered
from app.domain.codes import ActionState, LeadRole, NominalRole, ThreatStatus
from app.domain.custom import CustomField
from app.domain.dates import add_months
from app.domain.month import (
    ActionRow,
    AssignmentRow,
    DisruptionRow,
    GapRow,
    LearningRow,
    MeetingActionRow,
    Month,
    NominalRow,
    OfficerRow,
    OrderRow,
    PlanRow,
    RedatingRow,
    RequestRow,
    ScoreRow,
    SubmissionRow,
    ThreatRow,
    TransferRow,
    UpdateRow,
)
from app.domain.order_rules import current
from app.domain.rag import Rag, rag
from app.domain.ranking import above
from app.domain.reassessment import Reason, reasons
from app.domain.request_rules import Earlier
from app.domain.scheme import Scheme
from app.domain.score import scored_by
from app.domain.submission_fields import Completeness, completeness, read_answers, said_by
from app.domain.submission_rules import WAITING
from app.domain.submission_trail import Mapped, Trail, trails
from app.packs.differences import DONE, Pair, happened
from app.packs.model import Chip
from app.packs.states import ActionTabled, States, ThreatTabled

T = TypeVar("T")
AnyAction = ActionRow | MeetingActionRow
"""An action of a plan, or one that a meeting set for no threat."""


def _by(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


@dataclass(frozen=True)
class Facts:
    """One month's rows by threat and by action; all states stand on `today`, the day of the meeting.

    `before` is what the pack issued before tabled on the day `before_on`, None where none is stored.
    """

    month: Month
    before: States | None = None
    before_on: date | None = None

    @property
    def today(self) -> date:
        """The day on which states are worked out."""
        return self.month.meeting.on

    @property
    def since(self) -> date | None:
        """The day of the meeting before."""
        return self.month.previous.on if self.month.previous else None

    @cached_property
    def next_on(self) -> date | None:
        """The day of the next meeting, None where none is planned."""
        return min((on for on in self.month.meetings if on > self.today), default=None)

    @cached_property
    def threats(self) -> dict[str, ThreatRow]:
        """Every threat by id."""
        return {row.id: row for row in self.month.threats}

    @cached_property
    def active(self) -> tuple[ThreatRow, ...]:
        """The threats under management, by reference."""
        return tuple(row for row in self.month.threats if row.status is ThreatStatus.ACTIVE)

    @cached_property
    def active_ids(self) -> frozenset[str]:
        """The ids of the threats under management."""
        return frozenset(row.id for row in self.active)

    @cached_property
    def priorities(self) -> tuple[ThreatRow, ...]:
        """The ranked list of the month."""
        ranked = [row for row in self.active if row.priority is not None]
        return tuple(sorted(ranked, key=lambda row: (row.priority, row.reference)))

    @cached_property
    def paged(self) -> tuple[ThreatRow, ...]:
        """The priority groups that have a page, in order: those on the agenda that is laid, without the
        consent list; where none is laid, those of the ranked list above the LOCAL cut-off."""
        agenda = self.month.agenda
        if not agenda:
            return above(self.priorities, self.month.settings.priority_cut_off)
        under = {item.id for item in agenda if item.key == "priorities"}
        found = [i.threat for _, i in numbered(agenda) if i.under in under and i.threat and not i.consent]
        return tuple(self.threats[id] for id in dict.fromkeys(found) if id in self.active_ids)

    @cached_property
    def agenda_items(self) -> tuple[tuple[str, AgendaItem | StandingItem], ...]:
        """The listed items with the numbers they are printed under; the standing agenda where none is laid.

        Every edition has the numbers of the whole agenda: what one leaves out renumbers nothing.
        """
        if not self.month.agenda:
            return tuple((item.number, item) for item in self.month.settings.agenda)
        known = dict(self.month.agenda_numbers)
        return tuple((known.get(item.id, number), item) for number, item in numbered(self.month.agenda))

    @cached_property
    def officers(self) -> dict[str, OfficerRow]:
        """Officers by id."""
        return {row.id: row for row in self.month.officers}

    @cached_property
    def custom_texts(self) -> dict[str, dict[str, str]]:
        """What each record says in custom fields, by the record's and the field's id."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self.month.custom_values:
            found[row.object][row.field] = row.text
        return found

    @cached_property
    def custom_fields(self) -> dict[str, list[CustomField]]:
        """The custom fields by kind of record: those in use, and retired ones that hold values."""
        held = {row.field for row in self.month.custom_values}
        return _by(
            (field for field in self.month.custom_fields if not field.retired or field.id in held),
            lambda field: field.of,
        )

    @cached_property
    def force_names(self) -> dict[str, str]:
        """Forces' names by id."""
        return {force.id: force.name for force in self.month.forces}

    @cached_property
    def theme_names(self) -> dict[str, str]:
        """Themes' names by id."""
        return {theme.id: theme.name for theme in self.month.themes}

    @cached_property
    def actions_of(self) -> dict[str, list[ActionRow]]:
        """Actions by threat."""
        return _by(self.month.actions, lambda row: row.threat)

    @cached_property
    def moves_of(self) -> dict[str, list[RedatingRow]]:
        """Moves of due dates by action, oldest first."""
        return _by(self.month.redatings, lambda row: row.action)

    @cached_property
    def scores_of(self) -> dict[str, list[ScoreRow]]:
        """Scores by threat, oldest first."""
        return _by(self.month.scores, lambda row: row.threat)

    @cached_property
    def updates_of(self) -> dict[str, list[UpdateRow]]:
        """Updates by threat, oldest first."""
        return _by(self.month.updates, lambda row: row.threat)

    @cached_property
    def disruptions_of(self) -> dict[str, list[DisruptionRow]]:
        """Disruptions by threat, oldest first."""
        return _by(self.month.disruptions, lambda row: row.threat)

    @cached_property
    def plans(self) -> dict[str, PlanRow]:
        """Plans by threat."""
        return {row.threat: row for row in self.month.plans}

    @cached_property
    def leads_of(self) -> dict[str, list[AssignmentRow]]:
        """Assignments by threat, oldest first."""
        return _by(self.month.assignments, lambda row: row.threat)

    @cached_property
    def requests_of(self) -> dict[str, list[RequestRow]]:
        """Requests for support by threat, oldest bid first."""
        return _by(self.month.requests, lambda row: row.threat)

    @cached_property
    def earlier_requests(self) -> Earlier[RequestRow]:
        """What was decided before a request."""
        return Earlier(self.month.requests, {row.id: row.home_force for row in self.month.threats})

    @cached_property
    def choice_names(self) -> dict[str, str]:
        """The names of the region's short lists, such as capabilities, by id."""
        return {choice.id: choice.name for choice in self.month.choices}

    @cached_property
    def lro_load(self) -> dict[str, int]:
        """How many active threats each officer leads as LRO."""
        counts: dict[str, int] = defaultdict(int)
        for row in self.month.assignments:
            if row.role is LeadRole.LRO and row.until is None and row.threat in self.active_ids:
                counts[row.officer] += 1
        return counts

    @cached_property
    def every_action(self) -> tuple[AnyAction, ...]:
        """The actions of meetings, then those of plans."""
        return (*self.month.meeting_actions, *self.month.actions)

    @cached_property
    def marks(self) -> dict[str, Rag]:
        """The RAG of every action, by id."""
        limits, moves, today = self.month.settings.rag_limits, self.moves_of, self.today
        return {
            row.id: rag(
                row.state,
                bool(row.owner or row.owner_organisation),
                row.due,
                len(moves[row.id]) if row.id in moves else 0,
                today,
                limits,
            )
            for row in self.every_action
        }

    def chip(self, action: AnyAction) -> Chip:
        """An action's letter with the words that say why."""
        mark = self.marks[action.id]
        return Chip(mark.letter, words.say(mark.code, {"number": mark.number}))

    @cached_property
    def trails(self) -> tuple[Trail[SubmissionRow], ...]:
        """Every submission with its steps, and what trackers alone told of."""
        mapped = (Mapped(row.id, row.mapping, row.mapping_on) for row in self.month.threats)
        return trails(self.month.submissions, self.month.steps, mapped)

    @cached_property
    def members(self) -> Counter[str]:
        """How many nominals stand on each threat."""
        return Counter(row.threat for row in self.month.nominals)

    def complete(self, threat: ThreatRow, submission: SubmissionRow | None) -> Completeness:
        """How complete a submission is by what the region asks for now."""
        answers = read_answers(submission.answers) if submission else {}
        said = said_by(threat, self.members[threat.id])
        return completeness(self.month.settings.submission_fields, said, answers)

    @cached_property
    def submissions_lacking(self) -> dict[str, Completeness]:
        """By threat: a submission that was sent, is not decided, and lacks what the region requires."""
        waiting = (row for row in self.month.submissions if row.state in WAITING)
        found = {row.threat: self.complete(self.threats[row.threat], row) for row in waiting}
        return {threat: complete for threat, complete in found.items() if not complete.complete}

    def lead(self, threat: str, role: LeadRole) -> AssignmentRow | None:
        """Who holds a role now."""
        held = [row for row in self.leads_of.get(threat, ()) if row.role is role and row.until is None]
        return held[-1] if held else None

    def lead_before(self, threat: str, role: LeadRole) -> AssignmentRow | None:
        """Who held a role before the one who holds it now."""
        ended = [row for row in self.leads_of.get(threat, ()) if row.role is role and row.until is not None]
        return max(ended, key=lambda row: row.until or date.min, default=None)

    @cached_property
    def _displays(self) -> dict[str, str]:
        return {row.id: f"{row.rank} {row.name}".strip() for row in self.month.officers}

    def officer(self, id: str | None) -> str:
        """An officer's rank and name, "" for none."""
        return self._displays.get(id or "", "")

    def place(self, id: str) -> str:
        """Where an officer works."""
        row = self.officers[id]
        return self.force_names.get(row.force or "", "") or row.organisation

    def owner(self, action: AnyAction) -> str:
        """Who owns an action, "" for nobody."""
        return self.officer(action.owner) or action.owner_organisation

    def force(self, threat: ThreatRow) -> str:
        """The home force's name, "" for none."""
        return self.force_names.get(threat.home_force or "", "")

    def theme(self, threat: ThreatRow) -> str:
        """The primary theme's name, "" for none."""
        return self.theme_names.get(threat.primary_theme or "", "")

    def score(self, threat: str) -> ScoreRow | None:
        """The latest score."""
        scores = self.scores_of.get(threat)
        return scores[-1] if scores else None

    @cached_property
    def schemes(self) -> dict[str, Scheme]:
        """The local schemes by id."""
        return {scheme.id: scheme for scheme in self.month.schemes}

    def local_label(self, score: ScoreRow) -> str:
        """The label of the local scheme that a score came of; "" for the official tool."""
        scheme = self.schemes.get(score.scheme_id or "")
        return scheme.label if scheme else ""

    @cached_property
    def principals_of(self) -> dict[str, list[NominalRow]]:
        """The principals by threat, those who are none any more among them."""
        principals = (row for row in self.month.nominals if row.role is NominalRole.PRINCIPAL)
        return _by(principals, lambda row: row.threat)

    @cached_property
    def reassessments(self) -> dict[str, tuple[Reason, ...]]:
        """Why active threats are to be scored again by the next meeting; the others are left out."""
        until, months = self.next_on or self.today, self.month.settings.score_stale_months
        found = {}
        for row in self.active:
            score = self.score(row.id)
            if score is None:
                continue
            found[row.id] = reasons(
                score.assessed_on,
                row.themes_changed_on,
                self.disruptions_of.get(row.id, ()),
                self.principals_of.get(row.id, ()),
                self.requests_of.get(row.id, ()),
                months,
                until,
            )
        return {threat: told for threat, told in found.items() if told}

    def score_change(self, threat: str) -> float | None:
        """The latest score less the one before it; None where they cannot be compared."""
        score, before = self.score(threat), self.score_before(threat)
        return score.total - before.total if score and before else None

    def score_before(self, threat: str) -> ScoreRow | None:
        """The score before the latest; None where it is by another scheme: their totals mean other things."""
        scores = self.scores_of.get(threat, [])
        comparable = len(scores) > 1 and scheme_of(scores[-2]) == scheme_of(scores[-1])
        return scores[-2] if comparable else None

    @cached_property
    def stale_before(self) -> date:
        """Scores from before this day are too old."""
        return add_months(self.today, -self.month.settings.score_stale_months)

    def band(self, total: float | None) -> str:
        """The LOCAL band of a total, "" where the region has none or nothing is scored."""
        if total is None:
            return ""
        reached = [label for low, label in self.month.settings.bands if total >= low]
        return reached[-1] if reached else (self.lowest_band if self.month.settings.bands else "")

    @property
    def lowest_band(self) -> str:
        """What is below the region's first band."""
        return "Low"

    @cached_property
    def nominals(self) -> dict[str, NominalRow]:
        """Every nominal by id, those who are no longer on a group included."""
        return {row.id: row for row in self.month.nominals}

    @cached_property
    def nominals_of(self) -> dict[str, list[NominalRow]]:
        """The nominals on each threat now, by reference."""
        return _by((row for row in self.month.nominals if current(row, self.today)), lambda row: row.threat)

    @cached_property
    def orders_of(self) -> dict[str, list[OrderRow]]:
        """Ancillary orders by threat."""
        return _by(self.month.orders, lambda row: row.threat)

    @cached_property
    def gaps_of(self) -> dict[str, list[GapRow]]:
        """Intelligence gaps by threat, oldest first."""
        return _by(self.month.gaps, lambda row: row.threat)

    @cached_property
    def learning_of(self) -> dict[str, list[LearningRow]]:
        """Learning by threat, oldest first."""
        return _by(self.month.learning, lambda row: row.threat)

    @cached_property
    def transfers_of(self) -> dict[str, list[TransferRow]]:
        """Transfers by threat, oldest first."""
        return _by(self.month.transfers, lambda row: row.threat)

    def is_new(self, on: date | None) -> bool:
        """Whether something happened since the meeting before, up to this one."""
        return self.since is not None and on is not None and self.since < on <= self.today

    @cached_property
    def tabled_before(self) -> dict[str, ActionTabled]:
        """The actions that the pack before tabled, by id."""
        return {row.id: row for row in self.before.actions} if self.before else {}

    @cached_property
    def threat_before(self) -> dict[str, ThreatTabled]:
        """The threats that the pack before tabled, by id."""
        return {row.id: row for row in self.before.threats} if self.before else {}

    def change(self, action: AnyAction) -> str:
        """What happened to an action since the pack before, else since the meeting before: done, slipped,
        new or ""."""
        if self.before is not None:
            return self._compared(action)
        if self.is_new(action.completed_on) or self.is_new(action.closed_on):
            return "cancelled" if action.state is ActionState.CANCELLED else "done"
        if any(self.is_new(move.on) for move in self.moves_of.get(action.id, ())):
            return "slipped"
        return "new" if self.is_new(action.set_on) else ""

    def _compared(self, action: AnyAction) -> str:
        was = self.tabled_before.get(action.id)
        if was is None:
            return "done" if action.state.value in DONE else "new"
        return happened(Pair(was, was._replace(state=action.state.value, due=action.due)))

    def first_due(self, action: AnyAction) -> date | None:
        """The due date that was set first."""
        moves = self.moves_of.get(action.id)
        return (moves[0].was or action.due) if moves else action.due

    def carried(self, action: AnyAction) -> int:
        """Past meetings at which it was still open after its first due date, or was moved (this one not
        counted)."""
        moved = (move.on for move in self.moves_of.get(action.id, ()))
        done = action.completed_on or action.closed_on
        return lineage.carried(self.first_due(action), moved, self.month.meetings, self.today, done)

    @cached_property
    def meeting_days(self) -> dict[str, date]:
        """The days of all meetings by id."""
        return {meeting.id: meeting.on for meeting in self.month.all_meetings}

    @cached_property
    def item_numbers(self) -> dict[str, str]:
        """The printed number of every agenda item of any meeting, by id."""
        return dict(self.month.agenda_numbers)

    def set_at(self, action: AnyAction) -> tuple[date | None, str]:
        """When an action was set and at what: item "5.2" of a meeting, "" for none of it, "plan"."""
        if action.meeting is None:
            return action.set_on, "plan"
        number = self.item_numbers.get(action.item or "", "")
        return self.meeting_days.get(action.meeting, action.set_on), number


def scheme_of(score: ScoreRow) -> str:
    """What a score is compared under: totals of different schemes mean other things."""
    return scored_by(score.scheme_id, score.scheme, score.scheme_version)


def order(action: AnyAction, marks: dict[str, Rag]) -> tuple[Any, ...]:
    """Actions by Red, Amber, Green, Blue, then by date, then by reference."""
    return ("RAGB".find(marks[action.id].letter or "B"), action.due or date.min, action.reference)

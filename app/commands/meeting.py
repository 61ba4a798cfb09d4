"""What is done at a meeting: begun, who came, noted, decided, set as an action, ended; each can be undone.

What a meeting decides about a request or a submission goes through the rules of those, and is recorded in the
same step as the meeting's decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from app.commands import actions, agenda, requests, submissions
from app.commands.confirmed import refuse_confirmed
from app.commands.separation import refuse_unless
from app.domain.action import Action
from app.domain.agenda import AgendaItem, numbered
from app.domain.clock import local
from app.domain.codes import (
    Decision,
    MappingState,
    MeetingState,
    Outcome,
    ThreatStatus,
)
from app.domain.dates import shown
from app.domain.faults import Fault, Faulty, required
from app.domain.meeting import Attendance, Meeting
from app.domain.minutes import MeetingDecision, MeetingNote, privately
from app.domain.ranking import above
from app.domain.request import Request
from app.domain.submission import Submission
from app.domain.threat import Threat
from app.errors import Refusal
from app.store.tables import JOURNAL, table
from app.store.unit import Unit, command

OUTCOME_OF_REQUEST = {
    Decision.GRANTED: Outcome.AGREED,
    Decision.PART: Outcome.AMENDED,
    Decision.REFUSED: Outcome.NOT_AGREED,
    Decision.DEFERRED: Outcome.LATER,
}
"""What the decision on a request was to the meeting."""

OUTCOME_OF_SUBMISSION = {
    MappingState.RATIFIED: Outcome.AGREED,
    MappingState.RETURNED: Outcome.LATER,
    MappingState.REJECTED: Outcome.NOT_AGREED,
}
"""What the decision on a submission was to the meeting."""


def _begun(unit: Unit, meeting: str, item: str | None = None) -> Meeting:
    """The meeting, where something may be recorded of it: begun, perhaps ended, not confirmed."""
    refuse_confirmed(unit, meeting)
    held = unit.get(Meeting, meeting)
    if held.state not in (MeetingState.UNDER_WAY, MeetingState.HELD):
        raise Refusal("meeting.not_begun", on=shown(held.on))
    if item is not None and unit.get(AgendaItem, item).meeting != meeting:
        raise Refusal("meeting.other_item", on=shown(held.on))
    return held


def _day(unit: Unit, meeting: Meeting) -> date:
    """The day that a decision bears: the meeting's, or today where it is held before its day."""
    return min(meeting.on, unit.today)


@command("meeting.start")
def start(unit: Unit, meeting: str) -> Meeting:
    """The meeting begins now; one that was ended too early goes on, and keeps the time at which it began.

    Decisions hang on the items of an agenda, so where none is laid the template is, with the groups of the
    ranked list that have a page in the pack. Refusal("meeting.cannot_start") for one that is cancelled or
    under way, "meeting.no_agenda" where the template is empty too.
    """
    refuse_confirmed(unit, meeting)
    planned = unit.get(Meeting, meeting)
    if planned.state not in (MeetingState.PLANNED, MeetingState.HELD):
        raise Refusal("meeting.cannot_start", state=planned.state.value)
    if not unit.find(AgendaItem, meeting=meeting):
        _lay(unit, planned)
    began = planned.began or f"{local(unit.now):%H:%M}"
    return unit.put(replace(planned, state=MeetingState.UNDER_WAY, began=began, ended=""))


def _lay(unit: Unit, meeting: Meeting) -> None:
    if not agenda.begin(unit, meeting.id):
        raise Refusal("meeting.no_agenda", on=shown(meeting.on))
    for opens in unit.find(AgendaItem, meeting=meeting.id, key="priorities"):
        ranked = [t for t in unit.find(Threat, status=ThreatStatus.ACTIVE) if t.priority is not None]
        ranked.sort(key=lambda threat: (threat.priority or 0, threat.reference))
        paged = above(tuple(ranked), submissions.settings(unit).priority_cut_off)
        unit.put_many(
            AgendaItem(
                id=unit.new_id(),
                meeting=meeting.id,
                under=opens.id,
                place=place,
                title=threat.display,
                threat=threat.id,
            )
            for place, threat in enumerate(paged, 1)
        )


@command("meeting.end")
def end(unit: Unit, meeting: str) -> Meeting:
    """The meeting ends now; Refusal("meeting.not_under_way") for one that is not."""
    refuse_confirmed(unit, meeting)
    held = unit.get(Meeting, meeting)
    if held.state is not MeetingState.UNDER_WAY:
        raise Refusal("meeting.not_under_way", on=shown(held.on))
    return unit.put(replace(held, state=MeetingState.HELD, ended=f"{local(unit.now):%H:%M}"))


@command("meeting.chair")
def chaired_by(unit: Unit, meeting: str, deputy: str) -> Meeting:
    """Who chairs in place of the chair; "" for the chair after all."""
    return unit.put(replace(_begun(unit, meeting), deputy=deputy.strip()))


@command("meeting.attend")
def attend(unit: Unit, meeting: str, came: Iterable[Attendance]) -> tuple[Attendance, ...]:
    """Who came, who sent a deputy, apologies: one person, or many in one step.

    Nobody stands in the attendance twice: a mark without an id changes that which the person has.
    """
    refuse_confirmed(unit, meeting)
    if unit.get(Meeting, meeting).state is MeetingState.CANCELLED:
        raise Refusal("meeting.not_begun", on=shown(unit.get(Meeting, meeting).on))
    there = {_person(each): each for each in unit.find(Attendance, meeting=meeting)}
    came = tuple(each if each.id else _again(each, there.get(_person(each))) for each in came)
    for each in came:
        known = unit.seek(Attendance, each.id) if each.id else None
        if known is not None and known.meeting != meeting:
            raise Refusal("gone", kind="attendance")
    named = (replace(each, id=each.id or unit.new_id(), meeting=meeting) for each in came)
    return tuple(unit.put(each) for each in named)


def _person(each: Attendance) -> tuple[str, ...]:
    return (each.member,) if each.member else (each.name, each.organisation)


def _again(each: Attendance, there: Attendance | None) -> Attendance:
    return each if there is None else replace(each, id=there.id, version=there.version)


@command("meeting.not_attend")
def not_attend(unit: Unit, attendance: Attendance) -> None:
    """Takes out of the attendance somebody who was entered by mistake."""
    refuse_confirmed(unit, unit.get(Attendance, attendance.id).meeting)
    unit.drop(attendance)


@command("meeting.note")
def note(unit: Unit, meeting: str, item: str | None, text: str) -> MeetingNote:
    """What was said on an item, at this moment."""
    _begun(unit, meeting, item)
    made = MeetingNote(id=unit.new_id(), meeting=meeting, item=item, text=text.strip(), at=unit.now)
    return unit.put(made)


@command("meeting.decide")
def decide(unit: Unit, decision: MeetingDecision) -> MeetingDecision:
    """A decision with its rationale; it is given the next number of its year ("26/101") and its time."""
    return _decide(unit, _begun(unit, decision.meeting, decision.item), decision)


def _decide(unit: Unit, meeting: Meeting, decision: MeetingDecision) -> MeetingDecision:
    reference = decision.reference or _next_reference(unit, meeting.on.year)
    return unit.put(replace(decision, reference=reference, at=unit.now))


def _next_reference(unit: Unit, year: int) -> str:
    """The next number of the decision log of a year; none is ever given twice, taken back or not."""
    letters = f"{year % 100:02d}/"
    used = table(MeetingDecision).c.reference
    gone = func.json_extract(JOURNAL.c.before, "$.reference")
    removed = (JOURNAL.c.kind == "meeting_decision") & JOURNAL.c.after.is_(None)
    rows = unit.rows(select(used).where(used.like(f"{letters}%")))
    rows = [*rows, *unit.rows(select(gone).where(removed, gone.like(f"{letters}%")))]
    numbers = [int(row[0].removeprefix(letters)) for row in rows if row[0].removeprefix(letters).isdigit()]
    return f"{letters}{1 + max(numbers, default=0):03d}"


@command("meeting.decide_request")
def decide_request(
    unit: Unit,
    decision: MeetingDecision,
    request: Request,
    decided: Decision,
    by: str,
    *,
    conditions: str = "",
    starts: date | None = None,
    ends: date | None = None,
) -> MeetingDecision:
    """The decision on a request, recorded on the request by its own rules and in the meeting's log.

    The reason on the request is what was decided with its rationale.
    """
    meeting = _begun(unit, decision.meeting, decision.item)
    said = (decision.text.strip(), decision.rationale.strip())
    reason = ". ".join(part.rstrip(".") for part in said if part)
    day = _day(unit, meeting)
    asked = conditions.strip()
    requests.decide(
        unit, request, decided, by, day, reason=reason, conditions=asked, starts=starts, ends=ends
    )
    outcome = OUTCOME_OF_REQUEST[decided]
    about = replace(decision, outcome=outcome, threat=request.threat, request=request.id)
    return _decide(unit, meeting, about)


@command("meeting.decide_submission")
def decide_submission(
    unit: Unit,
    decision: MeetingDecision,
    submission: Submission,
    to: MappingState,
    by: str,
    code: str | None = None,
) -> MeetingDecision:
    """Ratified, returned (`code` says why) or rejected at the meeting, by the rules of submissions.

    Refusal("separation.approver") where it is ratified by somebody who may not ratify.
    """
    meeting = _begun(unit, decision.meeting, decision.item)
    if to is MappingState.RATIFIED:
        # to minute it is to do it: who may not ratify does not by way of a meeting
        refuse_unless(unit, "submission.ratify")
    day, reason = _day(unit, meeting), decision.rationale.strip()
    if to is MappingState.RATIFIED:
        submissions.ratify(unit, submission, day, by)
    elif to is MappingState.RETURNED:
        submissions.return_(unit, submission, day, code, reason, by)
    elif to is MappingState.REJECTED:
        submissions.reject(unit, submission, day, reason, by)
    else:
        raise Refusal("submission.cannot", state=submission.state.value, to=to.value)
    outcome = OUTCOME_OF_SUBMISSION[to]
    return _decide(unit, meeting, replace(decision, outcome=outcome, threat=submission.threat))


@command("meeting.set_action")
def set_action(unit: Unit, action: Action) -> Action:
    """An action set at a meeting: one of a threat's plan under its P, or with no threat the meeting's own."""
    if action.meeting is None:
        raise Faulty(tuple(required(meeting=action.meeting)))
    meeting = _begun(unit, action.meeting, action.item)
    made: Action = actions.add(unit, replace(action, set_on=action.set_on or _day(unit, meeting)))
    return made


@command("meeting.take_consent")
def take_consent(unit: Unit, meeting: str, items: Iterable[str], rationale: str) -> MeetingDecision:
    """The consent list taken in one decision, which names each item of it and stands on the first.

    Those for the chair alone are taken in a decision of their own, which the full minutes leave out.
    Refusal("meeting.no_consent") where an item is not, or no longer, of the consent list.
    """
    held, wanted = _begun(unit, meeting), set(items)
    found = [
        (number, item)
        for number, item in numbered(unit.find(AgendaItem, meeting=meeting))
        if item.id in wanted and item.consent
    ]
    if not found or len(found) != len(wanted):
        raise Refusal("meeting.no_consent", on=shown(held.on))
    hidden = privately(unit.find(AgendaItem, meeting=meeting))
    parts = ([each for each in found if (each[1].id in hidden) is shut] for shut in (False, True))
    made = [_taken(unit, held, part, rationale.strip()) for part in parts if part]
    return made[0]


def _taken(
    unit: Unit, meeting: Meeting, items: Sequence[tuple[str, AgendaItem]], rationale: str
) -> MeetingDecision:
    named = [f"{number} {_called(unit, item)}" for number, item in items]
    decision = MeetingDecision(
        id=unit.new_id(),
        meeting=meeting.id,
        item=items[0][1].id,
        outcome=Outcome.AGREED,
        text=f"Consent list taken without discussion: {', '.join(named)}",
        rationale=rationale,
        at=unit.now,
    )
    return _decide(unit, meeting, decision)


def _called(unit: Unit, item: AgendaItem) -> str:
    return unit.get(Threat, item.threat).reference if item.threat else item.title


@command("meeting.correct")
def correct(unit: Unit, record: MeetingNote | MeetingDecision) -> MeetingNote | MeetingDecision:
    """Other words for what was recorded; its number, its time and what it is about stay."""
    refuse_confirmed(unit, unit.get(type(record), record.id).meeting)
    if isinstance(record, MeetingNote):
        said = unit.get(MeetingNote, record.id)
        return unit.put(replace(said, version=record.version, text=record.text.strip()))
    stored = unit.get(MeetingDecision, record.id)
    if record.outcome is not stored.outcome and stored.request is not None:
        raise Faulty((Fault("outcome", "meeting.outcome_fixed"),))
    changed = replace(
        stored,
        version=record.version,
        outcome=record.outcome,
        text=record.text.strip(),
        rationale=record.rationale.strip(),
    )
    return unit.put(changed)


@command("meeting.strike")
def strike(unit: Unit, record: MeetingNote) -> None:
    """Takes out a note that was made by mistake; a decision is corrected, or undone."""
    refuse_confirmed(unit, unit.get(MeetingNote, record.id).meeting)
    unit.drop(record)

"""Minutes and decision log of one meeting as a value: what both files lay out, and what an issue keeps.

The full edition holds nothing of the items for the chair alone; the chair's edition holds all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.domain.agenda import AgendaItem, numbered
from app.domain.clock import local
from app.domain.codes import EditionKind, MinutesState, Outcome, Series
from app.domain.edition import FULL, Edition
from app.domain.held_meeting import HeldMeeting, SetAction
from app.domain.minutes import MeetingDecision, issue_number
from app.packs.attendance import present
from app.packs.minutes_sheets import sheets
from app.packs.model import Answer, Fact, Sheet
from app.packs.paper import Paper
from app.packs.phrases import count, day, day_and_month, weekday

TITLE = "Minutes and decision log"
CODES = {Series.TASKING: "", Series.CAPABILITIES: "CAP", Series.PERFORMANCE: "PERF"}
GENERAL = "The meeting as a whole"


class Entry(NamedTuple):
    """One decision or action beside an item: label and number, what, then why or who and by when.

    `strong` is the part of the last line in semibold, `soft` the rest of it.
    """

    label: str
    words: str
    strong: str = ""
    soft: str = ""

    @property
    def decided(self) -> bool:
        """Whether it is a decision, which stands beside the heavier bar."""
        return self.label.startswith("Decision")


class MinuteItem(NamedTuple):
    """One item as minuted: its number, its title, what was said in paragraphs, decisions and actions."""

    number: str
    title: str
    said: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """The minutes of one meeting for one edition; `made_at` is aware UTC.

    `state` is "Draft 1" or "Confirmed", `state_on` its day, `state_next` what is still to come.
    """

    id: str
    number: str
    draft: bool
    state: str
    state_on: str
    state_next: str
    edition: str
    copy: str
    region: str
    unit: str
    meeting: str
    on: date
    under: str
    fictional: bool
    marking: str
    made_at: datetime
    present: tuple[Fact, ...]
    answer: Answer
    corrections: str
    items: tuple[MinuteItem, ...]
    about: tuple[Fact, ...]
    sheets: tuple[Sheet, ...]
    app: str = ""
    head: str = ""
    month: str = ""

    @property
    def file_name(self) -> str:
        """The name of its files without the ending; DRAFT and the marking are part of it."""
        state = self.state.upper() if self.draft else self.state.lower()
        tail = f"{self.marking.split(' - ')[0]}{' FICTIONAL' if self.fictional else ''}"
        return f"{self.id} {state} {self.edition}{f' copy {self.copy}' if self.copy else ''} {tail}"


def paper_id(held: HeldMeeting, edition: Edition = FULL) -> str:
    """The id of the minutes: SW-2026-12-M, SW-2026-12-M-C for the chair, by day for another series."""
    code = held.settings.pack_code or held.region.code or "PACK"
    series = CODES[held.meeting.series]
    when = f"{held.meeting.on.isoformat()}-{series}" if series else held.meeting.month
    return f"{code}-{when}-M{'-C' if edition.kind is EditionKind.CHAIR else ''}"


def build(
    held: HeldMeeting,
    made_at: datetime,
    *,
    edition: Edition = FULL,
    copy: str = "",
    app: str = "",
    head: str = "",
) -> MinutesPaper:
    """The minutes of a meeting for the full or the chair's edition; `made_at` is aware UTC."""
    chair = edition.kind is EditionKind.CHAIR
    hidden = frozenset() if chair else held.hidden
    # the numbers of the whole agenda, as in the pack: what an edition leaves out renumbers nothing
    listed = tuple((number, item) for number, item in numbered(held.items) if item.id not in hidden)
    numbers = {item.id: number for number, item in listed}
    decisions = tuple(one for one in held.decisions if one.item not in hidden)
    actions = tuple(one for one in held.actions if one.item not in hidden)
    draft = held.minutes is None or held.minutes.state is MinutesState.DRAFT
    marking = held.settings.marking_line
    meeting = held.meeting
    return MinutesPaper(
        id=paper_id(held, edition),
        number=issue_number(held.minutes) if held.minutes else "0.1",
        draft=draft,
        **_state(held, made_at),
        edition=edition.words,
        copy=copy,
        region=held.region.name,
        unit=f"{held.region.unit} SOC coordinator" if held.region.unit else "SOC coordinator",
        meeting=f"{meeting.series.value} meeting",
        on=meeting.on,
        under=", ".join(part for part in (_when(held), meeting.venue) if part),
        fictional=held.region.fictional,
        marking=marking,
        made_at=made_at,
        present=present(held),
        answer=_answer(held, decisions, actions),
        corrections=held.minutes.corrections if held.minutes else "",
        items=_items(held, listed, hidden, decisions, actions),
        about=_about(held, edition, made_at),
        sheets=sheets(
            held,
            decisions,
            actions,
            numbers,
            f"{marking} - FICTIONAL" if held.region.fictional else marking,
            chair=chair,
        ),
        app=app,
        head=head,
        month=meeting.month,
    )


def _when(held: HeldMeeting) -> str:
    meeting = held.meeting
    name = f"{meeting.series.value} meeting".capitalize()
    return (
        f"{name}, {weekday(meeting.on)}, {meeting.began or meeting.starts} to {meeting.ended or meeting.ends}"
    )


def _state(held: HeldMeeting, made_at: datetime) -> dict[str, str]:
    """The state in words, its day, and what is still to come."""
    kept = held.minutes
    if kept is not None and kept.state is MinutesState.CONFIRMED:
        changed = "with corrections" if kept.corrections else "without correction"
        on = f"at the meeting of {day(kept.confirmed_on)}"
        return {"state": "Confirmed", "state_on": on, "state_next": changed}
    made_on = kept.made_on if kept else local(made_at).date()
    coming = day(held.next_on) if held.next_on else "at the next meeting"
    return {
        "state": f"Draft {kept.draft if kept else 1}",
        "state_on": day(made_on),
        "state_next": f"to be confirmed {coming}",
    }


def _answer(
    held: HeldMeeting, decisions: tuple[MeetingDecision, ...], actions: tuple[SetAction, ...]
) -> Answer:
    said = "No decision" if not decisions else count(len(decisions), "decision")
    strong = f"{said}, {count(len(actions), 'new action') if actions else 'no new action'}."
    recommended = {item.id for item in held.items if item.recommended}
    wanted = [one for one in decisions if one.item in recommended]
    agreed = sum(one.outcome is Outcome.AGREED for one in wanted)
    told = []
    if wanted:
        all_ = len(wanted) == len(decisions)
        told.append(
            f"{agreed or 'None'} of the {len(wanted)} as recommended."
            if all_
            else f"{agreed or 'None'} of {count(len(wanted), 'recommendation')} agreed."
        )
    if held.closed or held.carried:
        closed = count(held.closed, "older action") if held.closed else "No older action"
        told.append(f"{closed} closed, {held.carried or 'none'} carried.")
    return Answer(strong, " ".join(told))


def _items(
    held: HeldMeeting,
    listed: tuple[tuple[str, AgendaItem], ...],
    hidden: frozenset[str],
    decisions: tuple[MeetingDecision, ...],
    actions: tuple[SetAction, ...],
) -> tuple[MinuteItem, ...]:
    """Every item of the agenda in order, then what was said of no item or of one taken off since."""
    known = {item.id for _, item in listed}
    notes: dict[str, list[str]] = defaultdict(list)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for note in held.notes:
        if note.item not in hidden:
            notes[_of(note.item, known)] += [part.strip() for part in note.text.split("\n") if part.strip()]
    for decision in decisions:
        entries[_of(decision.item, known)].append(decided(decision))
    for action in actions:
        entries[_of(action.item, known)].append(set_action(action))
    above = {item.under for _, item in listed}
    made = [
        MinuteItem(number, item.title, tuple(notes[item.id]), tuple(entries[item.id]))
        for number, item in listed
        # an item that only opens others has no line of its own
        if notes[item.id] or entries[item.id] or item.id not in above
    ]
    if notes[""] or entries[""]:
        made.append(MinuteItem("", GENERAL, tuple(notes[""]), tuple(entries[""])))
    return tuple(made)


def _of(item: str | None, known: set[str]) -> str:
    return item if item in known and item is not None else ""


def decided(decision: MeetingDecision) -> Entry:
    """A decision as it stands beside its item: what was not simply agreed says so."""
    became = "" if decision.outcome is Outcome.AGREED else f", {decision.outcome.value}"
    why = decision.rationale.strip()
    reason = why if why.lower().startswith("because") else f"Because: {why}"
    return Entry(f"Decision {decision.reference}".strip() + became, decision.text, soft=reason)


def set_action(action: SetAction) -> Entry:
    """An action as it stands beside its item: whose it is, and by when."""
    due = f"by {day(action.due)}" if action.due else "no date"
    threat = f" ({action.threat})" if action.threat else ""
    return Entry(
        f"Action {action.reference}".strip(),
        f"{action.title}{threat}",
        action.owner or "No owner",
        f", {due}",
    )


def _about(held: HeldMeeting, edition: Edition, made_at: datetime) -> tuple[Fact, ...]:
    """What the sheet About says, below its title."""
    state = _state(held, made_at)
    made = local(made_at)
    corrections = held.minutes.corrections if held.minutes else ""
    chair = edition.kind is EditionKind.CHAIR
    facts = [
        Fact("Minutes", paper_id(held, edition)),
        Fact("State", f"{state['state']}, {state['state_on']}, {state['state_next']}".strip(", ")),
        Fact("Edition", "Chair: with the items for the chair alone" if chair else "Full"),
        Fact("Made", f"{day(made.date())}, {made:%H:%M}, time of Europe/London"),
        Fact("Meeting", _when(held)),
        Fact("Place", held.meeting.venue or "not set"),
        Fact("Chair", held.meeting.chair or "not set"),
    ]
    if corrections:
        facts.append(Fact("Corrections", corrections))
    facts.append(Fact("Handling", "For the named recipient only. Do not copy, forward or leave unattended."))
    if held.region.fictional:
        facts.append(Fact("", "FICTIONAL: every name, place, number and event in these minutes is invented."))
    return tuple(facts)


def title(paper: MinutesPaper) -> str:
    """What the paper is called, in properties and at the head of its workbook."""
    head = f"{paper.region} {paper.meeting}, {day_and_month(paper.on)} {paper.on.year}: minutes"
    return f"DRAFT: {head}, {paper.state.lower()}" if paper.draft else f"{head}, confirmed"


def frame(paper: MinutesPaper, body: str = "") -> Paper:
    """What frames the minutes in either kind of file; `body` is the SHA-256 of their stored value."""
    when = f"{day_and_month(paper.on)} {paper.on.year}"
    copy = f" · copy {paper.copy}" if paper.copy else ""
    made = day(local(paper.made_at).date())
    return Paper(
        id=paper.id,
        head=f"{paper.region} {paper.meeting} · {when}",
        title=title(paper),
        subject=f"{TITLE}, {paper.region} {paper.meeting}, {when}",
        region=paper.region,
        unit=paper.unit,
        fictional=paper.fictional,
        marking=paper.marking,
        made_at=paper.made_at,
        foot=f" · {paper.state.lower()} · {paper.edition} edition{copy} · made {made}",
        version=paper.number,
        edition=paper.edition,
        copy=paper.copy,
        month=paper.month,
        app=paper.app,
        head_of_journal=paper.head,
        body=body,
        draft=paper.draft,
        headed=True,
    )

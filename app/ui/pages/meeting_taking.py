"""From the fields of meeting mode into the record: decision, note, action, consent list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.commands import meeting as commands
from app.domain.action import Action
from app.domain.codes import Outcome
from app.domain.ids import new_id
from app.domain.minutes import MeetingDecision
from app.ui.pages.meeting_action import ActionEntry
from app.ui.pages.meeting_entry import Entry, outcome_of
from app.ui.pages.meeting_panels import RECORD

if TYPE_CHECKING:
    from app.ui.pages.meeting import MeetingPage

ENTRY = "meeting.entry"
"""The fields of the decision and the note are taken once, however often the key is pressed."""


def _ready(page: MeetingPage) -> bool:
    page.panels.bring(RECORD)
    return page.open and page.item is not None and page.line is not None


def _decision(page: MeetingPage, text: str, why: str) -> MeetingDecision:
    assert page.item is not None
    now = page.runner.register.clock.now()
    card = page.item.card
    return MeetingDecision(
        id=new_id(now),
        meeting=page.session.meeting,
        item=page.item.line.on,
        outcome=Outcome.AGREED,
        text=text,
        rationale=why,
        threat=card.threat.id if card else None,
        at=now,
    )


def decide(page: MeetingPage) -> None:
    """Records what stands in the fields as a decision on the line in hand."""
    if not _ready(page) or page.entry.isHidden():
        return
    entry, item, mode = page.entry, page.item, page.mode
    assert item is not None
    assert mode is not None
    if entry.missing():
        return
    key = item.line.key

    def done(_: object) -> None:
        _clear(page, key, "entry")

    why = entry.why.toPlainText().strip()
    if item.line.consent:
        ids = tuple(each.id for _, each in item.line.consent)
        values = (mode.meeting.id, ids, why)
        page.runner.do(commands.take_consent, *values, then=done, failed=entry.refuse, once=ENTRY)
        return
    decision = _decision(page, entry.text.toPlainText().strip(), why)
    subject, chosen = entry.subject, entry.outcome.value()
    by = mode.chaired_by or "the meeting"
    if subject.kind == "request":
        request = next(each.request for each in item.requests if each.id == subject.id)
        page.runner.do(
            commands.decide_request, decision, request, chosen, by,
            conditions=entry.conditions.text(), then=done, failed=entry.refuse, once=ENTRY,
        )  # fmt: skip
    elif subject.kind == "submission":
        sent = next(each.submission for each in item.submissions if each.submission.id == subject.id)
        who = entry.by.text().strip()
        values_ = (decision, sent, chosen, who, entry.reason)
        page.runner.do(commands.decide_submission, *values_, then=done, failed=entry.refuse, once=ENTRY)
    else:
        own = replace(decision, outcome=outcome_of(chosen))
        page.runner.do(commands.decide, own, then=done, failed=entry.refuse, once=ENTRY)


def note(page: MeetingPage) -> None:
    """Records what stands in the fields as a note."""
    if not _ready(page) or page.entry.isHidden() or page.entry.note_button.isHidden():
        return
    assert page.item is not None
    entry, key = page.entry, page.item.line.key
    text = "\n".join(
        part for part in (entry.text.toPlainText().strip(), entry.why.toPlainText().strip()) if part
    )
    if not text:
        entry.say("Write the note first, in the field above.")
        entry.text.setFocus()
        return

    def done(_: object) -> None:
        _clear(page, key, "entry")

    values = (page.session.meeting, page.item.line.on, text)
    page.runner.do(commands.note, *values, then=done, failed=entry.refuse, once=ENTRY)


def act(page: MeetingPage) -> None:
    """Sets the action that stands in the fields."""
    if not _ready(page) or page.action.isHidden():
        return
    assert page.item is not None
    fields, item = page.action, page.item
    if fields.missing():
        return
    person, key = fields.owner.value(), item.line.key
    threat = item.card.threat.id if item.card else None
    action = Action(
        id=new_id(page.runner.register.clock.now()),
        threat=threat,
        strand=fields.strand.value() if threat else None,
        title=fields.title.text().strip(),
        owner=person.id if person else None,
        owner_organisation="" if person else fields.owner.text(),
        due=fields.due.value(),
        meeting=page.session.meeting,
        item=item.line.on,
    )

    def done(_: object) -> None:
        _clear(page, key, "action")

    page.runner.do(commands.set_action, action, then=done, failed=fields.refuse, once="meeting.action")


def _clear(page: MeetingPage, key: str, part: str) -> None:
    """Empties the fields of what was recorded, which may be of a line that was left meanwhile."""
    draft = page.session.drafts.get(key, {})
    page.session.keep(key, {name: values for name, values in draft.items() if name != part})
    if page.session.at != key:
        return
    fields: Entry | ActionEntry = page.entry if part == "entry" else page.action
    written = QApplication.focusWidget()
    fields.put({})
    if written is not None and fields.isAncestorOf(written):
        # a field keeps Ctrl+Z for its own text, and there is none left
        fields.pressed_by.setFocus()

"""The meeting itself: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "meeting.confirmed": "The minutes of the meeting of {on} are confirmed, so nothing of it can change. "
    "Nothing was changed. Record a correction at the next meeting.",
    "meeting.not_begun": "The meeting of {on} has not begun, so nothing can be recorded of it. "
    "Nothing was changed. Start the meeting first.",
    "meeting.not_under_way": "The meeting of {on} is not under way. Nothing was changed. "
    "Look at the list of meetings for where it stands.",
    "meeting.cannot_start": "This meeting is {state}, so it cannot be started. Nothing was changed. "
    "Look at the list of meetings for where it stands.",
    "meeting.no_agenda": "No agenda is laid for the meeting of {on}, and decisions hang on its items. "
    "Nothing was changed. Lay the agenda first, then start the meeting.",
    "meeting.other_item": "This item is not on the agenda of the meeting of {on}. Nothing was changed. "
    "Go back to the agenda and look again.",
    "meeting.no_consent": "The consent list of the meeting of {on} is no longer as it was shown. "
    "Nothing was changed. Look at the list again, then take it.",
    "meeting.outcome_fixed": "What became of the request stands on the request; change it there.",
    # what was done
    "label.meeting.start": "meeting started",
    "label.meeting.end": "meeting ended",
    "label.meeting.chair": "chair of the meeting changed",
    "label.meeting.attend": "attendance recorded",
    "label.meeting.not_attend": "attendance removed",
    "label.meeting.note": "note added",
    "label.meeting.decide": "decision recorded",
    "label.meeting.decide_request": "decision on a request recorded",
    "label.meeting.decide_submission": "decision on a submission recorded",
    "label.meeting.set_action": "action set",
    "label.meeting.take_consent": "consent list taken",
    "label.meeting.correct": "record of the meeting corrected",
    "label.meeting.strike": "note removed",
}

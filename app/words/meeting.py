"""The meeting itself: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "meeting.confirmed": "The minutes of the meeting of {on} are confirmed, so nothing of it can change. "
    "Nothing was changed. Record a correction at the next meeting.",
    "threat.in_minutes": "The confirmed minutes of the meeting of {on} name this threat, so it is not deleted. "
    "Nothing was changed. Archive it instead.",
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
    # what a section of the agenda counts
    "meeting.count.set_open": "{number} action{s} set at meetings and not closed",
    "meeting.count.set_overdue": "{number} of them overdue",
    "meeting.count.plan_overdue": "{number} action{s} of the plans overdue",
    "meeting.count.active": "{number} active",
    "meeting.count.archived": "{number} archived",
    "meeting.count.with_rocta": "{number} with ROCTA",
    "meeting.count.with_force": "{number} with a force, drafted or returned",
    "meeting.count.ranked": "{number} in the ranked list",
    "meeting.count.reviews": "{number} review{s} due by this meeting",
    "meeting.count.under_way": "{number} under way",
    "meeting.count.transfers": "{number} transfer{s} proposed",
    "meeting.count.disrupted.pursue": "{number} Pursue",
    "meeting.count.disrupted.prevent": "{number} Prevent",
    "meeting.count.disrupted.protect": "{number} Protect",
    "meeting.count.disrupted.prepare": "{number} Prepare",
    "meeting.count.major": "{number} major since the meeting before",
    "meeting.count.orders_due": "{number} order{s} with something due",
    "meeting.count.releases": "{number} release{s} to come",
    "meeting.count.learning": "{number} learned since the meeting before",
    "meeting.count.decided_here": "{number} decision{s} at this meeting",
    "meeting.count.set_here": "{number} action{s} set at this meeting",
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

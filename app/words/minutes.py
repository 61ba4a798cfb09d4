"""Minutes, chase sheets and calendars: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "minutes.not_held": "The meeting of {on} has not begun, so it has no minutes. Nothing was changed. "
    "Start the meeting first.",
    "minutes.cannot_confirm": "The meeting of {on} cannot confirm the minutes of {of}: only a later meeting of "
    "the same series can. Nothing was changed. Choose another meeting.",
    "minutes.not_yet": "The meeting of {on} is still to come. Nothing was changed. "
    "Confirm the minutes when it has been held.",
    "minutes.edition": "Minutes are issued in the full and the chair's edition, not in the {edition} one. "
    "Nothing was written. Choose one of the two.",
    "undo.minutes_confirmed": "The minutes of this meeting were confirmed since, so what it recorded stays. "
    "Nothing was changed. Record a correction at the next meeting.",
    # chase sheets
    "chase.nobody": "No open action of {month} has anybody who could be asked about it. Nothing was written. "
    "Name an owner for each action, or a lead for each threat.",
    "chase.layout": "The heads of the chase sheet in {file} are not as they left. Nothing was changed. "
    "Fill in the sheet as it was sent, without renaming its columns.",
    "chase.not_ours": "The chase sheet {file} did not leave the register {register}. Nothing was changed. "
    "Open the register that it came from, or send a new sheet.",
    "chase.older": "The chase sheet {file} is of {month}, and sheets of {latest} have left since. "
    "Nothing was changed. Ask for the sheet of {latest} to be filled in.",
    "chase.altered": "Locked cells of {file} are not as they left: {where}. Nothing was changed. "
    "Ask for the sheet to be filled in as it was sent.",
    "chase.gone": "This action is no longer in the register.",
    "chase.cancelled": "This action was cancelled since the sheet left.",
    "chase.state_unknown": "“{text}” is no state. Choose open, completed or resulted.",
    "chase.state_back": "It was {was} when the sheet left and cannot become {state} again.",
    "chase.no_outcome": "Resulted needs its outcome.",
    "chase.outcome_open": "An outcome stands here, but the action is still open.",
    "chase.due_unreadable": "“{text}” is no date.",
    "chase.due_closed": "The action is {state}, so its date does not move.",
    "chase.due_past": "The new date is past.",
    "chase.no_reason": "The new date needs its reason.",
    "label.calendar.write": "calendar written",
    "label.chase.record": "chase sheets written",
    "label.chase.take_in": "chase sheet taken in",
    "label.minutes.draft": "minutes drafted",
    "label.minutes.confirm": "minutes confirmed",
    "label.minutes.issue": "minutes issued",
}

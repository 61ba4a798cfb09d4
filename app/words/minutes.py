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
    "label.minutes.draft": "minutes drafted",
    "label.minutes.confirm": "minutes confirmed",
    "label.minutes.issue": "minutes issued",
}

"""The meeting itself: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "meeting.confirmed": "The minutes of the meeting of {on} are confirmed, so nothing of it can change. "
    "Nothing was changed. Record a correction at the next meeting.",
}

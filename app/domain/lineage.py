"""How often an action was carried from one meeting to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date


def carried(
    first_due: date | None,
    moved: Iterable[date],
    meetings: Sequence[date],
    today: date,
    done: date | None = None,
) -> int:
    """Past meetings at which an action was still open after its first due date, or was moved.

    `meetings` are the days of the series, oldest first, `moved` the days on which its date was moved, `done`
    that on which it was completed or closed; the meeting of `today` does not count.
    """
    if first_due is None:
        return 0
    until = min(today, done) if done else today
    days = [day for day in meetings if day < until]
    on = list(moved)
    return sum(
        1
        for before, day in zip((date.min, *days), days, strict=False)
        if first_due <= day or any(before < move <= day for move in on)
    )


def overdue_at(due: date | None, meetings: Sequence[date], today: date) -> int:
    """At how many meetings up to today's an open action was past the date that holds now."""
    return 0 if due is None else sum(1 for day in meetings if due < day <= today)

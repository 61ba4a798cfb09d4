"""How often an action was carried over."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.lineage import carried

MEETINGS = (date(2026, 8, 13), date(2026, 9, 10), date(2026, 10, 8), date(2026, 11, 12), date(2026, 12, 10))
TODAY = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("first", "moved", "done", "times"),
    [
        (date(2026, 10, 8), (), None, 2),  # open at October's and November's after its day
        (date(2026, 12, 1), (), None, 0),
        (None, (date(2026, 9, 1),), None, 0),
        (date(2026, 12, 1), (date(2026, 9, 10),), None, 1),  # moved at a meeting, before it was due
        (date(2026, 12, 1), (date(2026, 9, 8), date(2026, 9, 9)), None, 1),
        (date(2026, 9, 10), (date(2026, 9, 10),), None, 3),
        (date(2026, 8, 13), (), date(2026, 9, 5), 1),  # done: later meetings do not count
        (date(2026, 11, 12), (date(2026, 12, 10),), None, 1),  # this meeting does not count
    ],
)
def test_the_meetings_at_which_it_was_open_after_its_day_or_moved_are_counted(
    first: date | None, moved: tuple[date, ...], done: date | None, times: int
) -> None:
    assert carried(first, moved, MEETINGS, TODAY, done) == times

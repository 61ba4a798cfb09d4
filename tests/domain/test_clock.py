"""UTC in the store, London for people: summer nights, the two nights of the change, a fixed build clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.clock import FixedClock, SystemClock, local, today


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 14, 22, 59, tzinfo=UTC), date(2026, 7, 14)),
        (datetime(2026, 7, 14, 23, 30, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 12, 14, 23, 30, tzinfo=UTC), date(2026, 12, 14)),
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_today_is_londons_day(moment: datetime, day: date) -> None:
    assert today(FixedClock(moment)) == day


def test_the_hour_that_comes_twice_is_told_in_order() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    shown = [local(first + timedelta(hours=n)) for n in range(2)]
    assert [moment.strftime("%H:%M") for moment in shown] == ["01:30", "01:30"]
    assert [moment.utcoffset() for moment in shown] == [timedelta(hours=1), timedelta(0)]
    assert shown[0].astimezone(UTC) < shown[1].astimezone(UTC)


def test_source_date_epoch_fixes_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795701600")
    assert SystemClock().now() == datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert SystemClock().now().tzinfo is UTC

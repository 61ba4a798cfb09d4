"""Which backups are kept: 12 daily, 10 weekly, 9 monthly besides the last two days; condition 33."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from app.domain.backup_rules import NEWEST, kept

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def test_a_year_of_backups_thins_to_days_weeks_and_months() -> None:
    moments = [START + timedelta(hours=4 * n) for n in range(6 * 365)]
    keep = kept(moments, moments[-1])
    whole = [n for n, at in enumerate(moments) if moments[-1] - at <= timedelta(days=2)]
    assert keep >= set(whole)
    days = {moments[n].date() for n in keep}
    last = moments[-1].date()
    assert {last - timedelta(days=n) for n in range(12)} <= days
    assert {(last - timedelta(weeks=n)).isocalendar()[:2] for n in range(10)} <= {
        day.isocalendar()[:2] for day in days
    }
    assert len({(day.year, day.month) for day in days}) == 9
    assert len(keep) < 40


def test_what_was_kept_stays_kept() -> None:
    moments = [START + timedelta(hours=7 * n) for n in range(900)]
    left = [moments[n] for n in sorted(kept(moments, moments[-1]))]
    assert kept(left, moments[-1]) == frozenset(range(len(left)))


def test_33_the_newest_are_kept_whatever_the_clock_says() -> None:
    dice = random.Random(33)
    for _ in range(200):
        moments = [START + timedelta(hours=dice.randrange(-90_000, 90_000)) for _ in range(60)]
        keep = kept(moments, START + timedelta(hours=dice.randrange(-90_000, 90_000)))
        assert keep >= set(range(60 - NEWEST, 60))


def test_33_a_backup_from_the_future_is_not_thinned() -> None:
    moments = [START + timedelta(days=3650), *(START + timedelta(minutes=n) for n in range(40))]
    assert 0 in kept(moments, START)


def test_nothing_is_nothing() -> None:
    assert kept([], START) == frozenset()

"""Dates as people type them: day first, strict, never guessed."""

from __future__ import annotations

import locale
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import dates
from app.errors import Refusal

TODAY = date(2026, 11, 26)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_every_form_of_a_date_reads_the_same(day: date) -> None:
    forms = [
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day:%y}",
        f"{day:%d-%m-%Y}",
        day.isoformat(),
        dates.shown(day),
    ]
    assert [dates.parse(form) for form in forms] == [day] * len(forms)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert isinstance(dates.parse(text), date | None)


@pytest.mark.parametrize(
    "text",
    ["31/11/2026", "ASAP", "end of September", "TBC", "17 Oct", "2026-02-30", "12/26/2026", "1 Marvel 2026"],
)
def test_what_is_no_date_is_never_guessed(text: str) -> None:
    assert dates.parse(text) is None


def test_an_iso_date_is_not_read_day_first() -> None:
    assert dates.parse("2026-02-01") == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("t", TODAY),
        ("+14", date(2026, 12, 10)),
        ("+2w", date(2026, 12, 10)),
        ("+1m", date(2026, 12, 26)),
        ("+3m", date(2027, 2, 26)),
        ("18/12/2026", date(2026, 12, 18)),
    ],
)
def test_typed_steps_count_from_today(typed: str, meant: date) -> None:
    assert dates.parse_typed(typed, TODAY) == meant


def test_nothing_typed_is_no_date_and_nonsense_is_refused() -> None:
    assert dates.parse_typed("  ", TODAY) is None
    with pytest.raises(Refusal) as refused:
        dates.parse_typed("soon", TODAY)
    assert refused.value.code == "date.unreadable"


@given(DAYS, st.integers(-36, 36))
def test_months_later_stays_in_the_month_meant(day: date, months: int) -> None:
    later = dates.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_the_printed_form_ignores_the_locale() -> None:
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "C")
        assert dates.shown(date(2025, 6, 12)) == "12 Jun 2025"
    finally:
        locale.setlocale(locale.LC_ALL, before)

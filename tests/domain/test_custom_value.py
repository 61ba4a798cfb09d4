"""Custom fields: what is typed becomes one text, which reads back and means the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import FieldType
from app.domain.custom import CustomField
from app.domain.custom_value import canonical, display, shown, value
from app.errors import Refusal

TODAY = date(2026, 11, 26)


def field(type_: FieldType, **more: object) -> CustomField:
    choices = ("Amber", "green belt") if type_ is FieldType.CHOICE else ()
    return CustomField(id="f", of="threat", name="Locality", type=type_, choices=choices, **more)  # type: ignore[arg-type]


TYPED = st.one_of(
    st.tuples(st.just(FieldType.TEXT), st.text(max_size=40)),
    st.tuples(
        st.just(FieldType.NUMBER),
        st.decimals(min_value=-99_999_999, max_value=99_999_999, places=4, allow_nan=False).map(
            lambda d: f"{d:,f}"
        ),
    ),
    st.tuples(
        st.just(FieldType.DATE),
        st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)).map(
            lambda d: f"{d.day}/{d.month}/{d.year}"
        ),
    ),
    st.tuples(st.just(FieldType.CHOICE), st.sampled_from(["amber", "AMBER", " Green Belt ", ""])),
)


@given(TYPED)
def test_what_is_shown_reads_back_as_what_is_kept(case: tuple[FieldType, str]) -> None:
    kind, typed = case
    text = canonical(field(kind), typed, TODAY)
    assert canonical(field(kind), display(field(kind), text), TODAY) == text
    assert canonical(field(kind), text, TODAY) == text
    meant = value(field(kind), text)
    assert (meant is None) is (text == "")


@given(st.decimals(min_value=-99_999_999, max_value=99_999_999, places=4, allow_nan=False))
def test_a_number_is_kept_exactly(number: Decimal) -> None:
    text = canonical(field(FieldType.NUMBER), f"{number:f}", TODAY)
    assert Decimal(text) == number
    meant = value(field(FieldType.NUMBER), text)
    assert isinstance(meant, int | float)
    assert Decimal(str(meant)) == number


@pytest.mark.parametrize("typed", ["12 or so", "1,25", "0x10", "nan", "1e5", "--1", "٣"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as told:
        canonical(field(FieldType.NUMBER), typed, TODAY)
    assert told.value.code == "custom.no_number"


def test_a_number_that_no_spreadsheet_keeps_is_refused() -> None:
    with pytest.raises(Refusal) as told:
        canonical(field(FieldType.NUMBER), "1234567890123456", TODAY)
    assert told.value.code == "custom.long_number"


def test_a_choice_is_one_of_those_offered_or_the_one_recorded() -> None:
    with pytest.raises(Refusal) as told:
        canonical(field(FieldType.CHOICE), "Red", TODAY)
    assert told.value.code == "custom.no_choice"
    assert canonical(field(FieldType.CHOICE), "red", TODAY, keep="Red") == "Red"
    assert canonical(field(FieldType.CHOICE), "AMBER", TODAY) == "Amber"


def test_a_date_is_typed_as_everywhere() -> None:
    assert canonical(field(FieldType.DATE), "+14", TODAY) == "2026-12-10"
    assert display(field(FieldType.DATE), "2026-12-10") == "10 Dec 2026"
    with pytest.raises(Refusal) as told:
        canonical(field(FieldType.DATE), "31/11/2026", TODAY)
    assert told.value.code == "date.unreadable"


def test_retired_fields_are_shown_where_the_record_holds_them() -> None:
    kept = field(FieldType.TEXT, retired=True)
    assert shown([kept], "threat", {"f": "Harbour"}) == (("Locality", "Harbour"),)
    assert shown([kept], "threat", {}) == ()
    assert shown([kept], "officer", {"f": "Harbour"}) == ()

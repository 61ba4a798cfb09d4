"""Two side by side, and schemes as text: what people type is what is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import words
from app.domain.comparison import Compared, apart_words, compare
from app.domain.scheme_body import CODE, Band, Value
from app.domain.scheme_text import code_of, figure, read_bands, read_values, write_bands, write_values
from app.errors import Refusal
from tests.schemes import ANSWERS, BODY


def test_two_by_one_scheme_differ_criterion_by_criterion() -> None:
    found = compare((BODY, ANSWERS, 10), (BODY, {**ANSWERS, "people": 1.0}, 6))
    assert found[0] == Compared("Harm to people", "3 High", "1 Low", -2)
    assert [line.apart for line in found] == [-2, 0, 0, 0, -4]
    assert [line.title for line in found][-1] == "Total"


def test_one_without_answers_shows_the_others_and_the_totals() -> None:
    found = compare((None, {}, 300), (BODY, {"people": 2.0}, 4.5))
    assert found[0] == Compared("Harm to people", "", "2 Medium", None)
    assert found[1] == Compared("Loss in money", "", "", None)
    assert found[-1] == Compared("Total", "300", "4.5", -295.5)
    assert compare((None, {}, 300), (None, {}, 300)) == (Compared("Total", "300", "300", 0),)


@pytest.mark.parametrize(("apart", "said"), [(None, ""), (0, "same"), (2, "+2"), (-2, "−2"), (-0.5, "−0.5")])
def test_how_far_apart_is_said_with_its_sign(apart: float | None, said: str) -> None:
    assert apart_words(apart) == said


def test_values_and_bands_are_typed_as_number_and_words() -> None:
    assert read_values("1 Low; 2.5  Very   high ;;-3") == (
        Value(1, "Low"),
        Value(2.5, "Very high"),
        Value(-3, ""),
    )
    assert read_bands("0 Low\n\n 60 Moderate harm ") == (Band(0, "Low"), Band(60, "Moderate harm"))
    assert write_values((Value(1, "Low"), Value(2.5, "a;b"))) == "1 Low; 2.5 a,b"


@pytest.mark.parametrize("text", ["Low", "1x Low", "1; Low", "1e5 Low", "+1 Low", "१ Low"])
def test_what_does_not_begin_with_a_number_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_values(text)
    assert caught.value.code == "scheme.pair"
    assert words.refusal(caught.value)


NUMBERS = st.integers(-999, 999).map(float) | st.decimals(-99, 99, places=2).map(float)
LABELS = st.text(st.characters(codec="ascii", categories=["L", "N", "P"], exclude_characters=";"), max_size=9)


@given(st.lists(st.tuples(NUMBERS, LABELS)))
def test_what_was_written_is_read_back(pairs: list[tuple[float, str]]) -> None:
    values = tuple(Value(number + 0.0, label) for number, label in pairs)
    assert read_values(write_values(values)) == values
    bands = tuple(Band(number + 0.0, label) for number, label in pairs)
    assert read_bands(write_bands(bands)) == bands


@given(st.text(max_size=60), st.lists(st.sampled_from(["harm", "harm_2", "criterion"])))
def test_a_title_gives_a_code_that_a_formula_takes(title: str, used: list[str]) -> None:
    code = code_of(title, used)
    assert CODE.fullmatch(code)
    assert code not in used


def test_figures_have_no_needless_point() -> None:
    assert (figure(3.0), figure(2.5), figure(-0.0)) == ("3", "2.5", "0")

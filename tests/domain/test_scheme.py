"""Schemes: read whole or refused whole, worked out by their formula, checked before they score."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import resources, words
from app.domain import scheme, scheme_body
from app.domain.codes import Confidence, SchemeState
from app.domain.faults import Severity, stops
from app.domain.scheme import Scheme
from app.domain.scheme_body import Band, Criterion, Part, SchemeBody, Value
from app.errors import Refusal

TODAY = date(2026, 11, 26)
THREE = (Value(1, "Low"), Value(2, "Medium"), Value(3, "High"))


def criterion(code: str, values: tuple[Value, ...] = THREE) -> Criterion:
    """A criterion with three values."""
    return Criterion(code, f"Title of {code}", "", values)


BODY = SchemeBody(
    (
        Part("harm", "Harm", (criterion("people"), criterion("money"))),
        Part("odds", "Odds", (criterion("intent"),)),
    ),
    "harm * intent",
    (Band(2, "Low"), Band(8, "High")),
)


def only(one: Criterion) -> SchemeBody:
    """A scheme of one criterion."""
    return SchemeBody((Part("p", "P", (one,)),), "a")


def codes(body: SchemeBody) -> set[str]:
    """The faults of a body, each with a sentence."""
    assert all(words.fault(fault) for fault in body.faults())
    return {fault.code for fault in stops(body.faults()) or body.faults()}


def test_answers_come_to_a_total_and_a_band() -> None:
    answers = {"people": 3.0, "money": 2.0, "intent": 2.0}
    assert BODY.faults() == ()
    assert BODY.answer_faults(answers) == ()
    assert (BODY.total(answers), BODY.band(10), BODY.band(2), BODY.band(1.9)) == (10, "High", "Low", "")
    assert BODY.part_sums(answers) == {"harm": 5, "odds": 2}


def test_a_total_is_kept_to_two_places() -> None:
    body = replace(BODY, formula="(people + money + intent) / 7")
    assert body.total({"people": 1, "money": 1, "intent": 1}) == 0.43
    assert str(replace(BODY, formula="-(people - 1) * harm * intent").total(
        {"people": 1, "money": 1, "intent": 1})) == "0.0"  # fmt: skip


def test_answers_are_held_to_what_is_allowed() -> None:
    found = BODY.answer_faults({"people": 3, "money": 9})
    assert [(fault.field, fault.code) for fault in found] == [
        ("answer.money", "scheme.not_allowed"),
        ("answer.intent", "scheme.unanswered"),
    ]
    assert words.fault(found[0])


def test_part_answered_in_part_has_no_sum() -> None:
    assert BODY.part_sums({"people": 1}) == {}
    with pytest.raises(Refusal, match=r"formula\.no_answer"):
        BODY.total({"people": 1, "intent": 2})


def test_the_criterion_confidence_grades_the_score() -> None:
    graded = replace(BODY, parts=(*BODY.parts, Part("grade", "Grade", (criterion("confidence"),))))
    assert graded.confidence({"confidence": 2}) is Confidence.MEDIUM
    assert graded.confidence({}) is None
    assert BODY.confidence({"confidence": 2}) is None
    # it need not stand in the formula
    assert graded.faults() == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (SchemeBody(formula="1"), "scheme.no_criteria"),
        (replace(BODY, parts=(*BODY.parts, Part("x", "X", ()))), "scheme.empty_part"),
        (replace(BODY, parts=(*BODY.parts, Part("y", "", (criterion("z"),)))), "scheme.no_title"),
        (replace(BODY, parts=(*BODY.parts, Part("y", "Y", (criterion("harm"),)))), "scheme.code_twice"),
        (replace(BODY, parts=(*BODY.parts, Part("min", "Y", (criterion("z"),)))), "scheme.code"),
        (replace(BODY, parts=(*BODY.parts, Part("Big", "Y", (criterion("z"),)))), "scheme.code"),
        (replace(BODY, parts=(*BODY.parts, Part("y", "Y", (criterion("z"),)))), "scheme.unused"),
        (only(criterion("a", THREE[:1])), "scheme.values"),
        (only(criterion("a", (*THREE, Value(1, "x")))), "scheme.value_twice"),
        (only(criterion("a", (*THREE, Value(4, " ")))), "scheme.value_no_label"),
        (SchemeBody((Part("p", "P", tuple(criterion(f"c{n}") for n in range(41))),), "p"), "scheme.too_many"),
        (replace(BODY, formula=""), "formula.empty"),
        (replace(BODY, formula="harm + other"), "formula.unknown_name"),
        (replace(BODY, bands=(Band(3, "Low"), Band(3, "High"))), "scheme.bands_rise"),
        (replace(BODY, bands=(Band(3, ""),)), "scheme.band_no_label"),
    ],
)  # fmt: skip
def test_what_keeps_it_from_being_used(body: SchemeBody, code: str) -> None:
    assert codes(body) == {code}


def test_a_draft_may_be_unfinished_and_one_in_use_may_not() -> None:
    draft = Scheme(id="s", name="Trial", label="Local", body=scheme_body.write(SchemeBody()))
    assert stops(draft.faults(TODAY)) == ()
    assert {fault.severity for fault in draft.faults(TODAY)} == {Severity.WARN}
    used = replace(draft, state=SchemeState.IN_USE)
    assert {fault.code for fault in stops(used.faults(TODAY))} == {"scheme.no_criteria", "formula.empty"}


def test_it_needs_its_label() -> None:
    made = Scheme(id="s", name="Trial", body=scheme_body.write(BODY))
    assert [fault.field for fault in stops(made.faults(TODAY))] == ["label"]


def test_a_body_is_read_back_as_written() -> None:
    text = scheme_body.write(BODY)
    assert scheme_body.read(text) == BODY
    assert scheme_body.write(scheme_body.read(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "3", "null", '{"parts": []}', '{"parts": {}, "formula": ""}',
        '{"parts": [1], "formula": ""}', '{"parts": [], "formula": 3}',
        '{"parts": [], "formula": "", "bands": [[1]]}',
        '{"parts": [], "formula": "", "bands": [[true, "x"]]}',
        '{"parts": [], "formula": "", "bands": [[NaN, "x"]]}', '{"parts": [], "formula": "", "bands": "ab"}',
        '{"parts": [], "formula": "", "bands": [[1e400, "x"]]}', '{"parts": [], "formula": "\\ud800"}',
        "[" * 100_000, '{"parts": [], "formula": "", "bands": [[' + "9" * 5_000 + ', "x"]]}',
    ],
)  # fmt: skip
def test_anything_else_is_refused_whole(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        scheme_body.read(text)
    assert caught.value.code == "scheme.unreadable"
    made = Scheme(id="s", name="Trial", label="Local", body=text)
    assert stops(made.faults(TODAY))


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["parts", "formula", "bands", "code", "criteria", "values"]), inner)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_any_json_is_a_body_or_is_refused(plain: object) -> None:
    try:
        body = scheme_body.read(json.dumps(plain))
    except Refusal:
        return
    assert scheme_body.read(scheme_body.write(body)) == body


@pytest.mark.parametrize("text", ["", "x", "[]", "3", '{"a": "b"}', '{"a": null}', '{"a": NaN}'])
def test_answers_that_are_none_are_no_answers(text: str) -> None:
    assert scheme_body.read_answers(text) == {}


def test_answers_are_read_back_as_written() -> None:
    text = scheme_body.write_answers({"people": 3, "money": 0.5})
    assert text == '{"money":0.5,"people":3.0}'
    assert scheme_body.read_answers(text) == {"people": 3, "money": 0.5}


@pytest.mark.parametrize(
    ("edition", "after"),
    [("1", "2"), ("9", "10"), ("2025.1", "2025.2"), ("draft", "draft 2"), ("", "2"), ("v09", "v10")],
)
def test_editions_follow_each_other(edition: str, after: str) -> None:
    assert scheme.edition_after(edition) == after


def test_the_shipped_scheme_says_that_it_is_an_example_and_works() -> None:
    (example,) = scheme.shipped(resources.reference("schemes"))
    assert example.label == "Local example, not the national model"
    assert example.faults(TODAY) == ()
    body = example.read()
    assert [part.title for part in body.parts] == [
        "Harm",
        "Likelihood",
        "Organisational position",
        "Confidence",
    ]
    assert all(one.help for one in body.criteria)
    highest = {one.code: max(value.number for value in one.values) for one in body.criteria}
    assert body.band(body.total(highest)) == "Severe"
    assert body.confidence(highest) is Confidence.HIGH

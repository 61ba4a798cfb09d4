"""One codec, five uses: what goes in comes out, for every kind of record."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import codec
from app.domain.kinds import KINDS, kind_of

PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def records(cls: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(cls)
    fields = {}
    for field in dataclasses.fields(cls):
        hint = hints[field.name]
        if hint == tuple[str, ...]:
            fields[field.name] = st.lists(PLAIN_TEXT, max_size=3).map(tuple)
        elif hint is str or hint == str | None:
            fields[field.name] = PLAIN_TEXT if hint is str else st.none() | PLAIN_TEXT
        elif hint is float:
            fields[field.name] = st.floats(allow_nan=False, allow_infinity=False)
        elif hint is datetime or hint == datetime | None:
            # by itself Hypothesis offers datetimes where dates are asked for
            moments = st.datetimes(timezones=st.just(UTC))
            fields[field.name] = moments if hint is datetime else st.none() | moments
        elif hint is date or hint == date | None:
            fields[field.name] = st.dates() if hint is date else st.none() | st.dates()
        else:
            fields[field.name] = st.from_type(hint)
    return st.builds(cls, **fields)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(data=st.data())
def test_every_record_comes_back_from_its_flat_form(kind: str, data: st.DataObject) -> None:
    record = data.draw(records(KINDS[kind]))
    flat = json.loads(codec.canonical(codec.flatten(record)))
    assert codec.build(KINDS[kind], flat) == record
    assert kind_of(record) == kind


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_frozen_and_flat(kind: str) -> None:
    cls: Any = KINDS[kind]
    assert cls.__dataclass_params__.frozen
    names = [spec.name for spec in codec.specs(cls)]
    assert names[:2] == ["id", "version"]
    assert all(spec.type.__module__ != "typing" for spec in codec.specs(cls))


def test_an_unknown_field_is_a_bug_not_a_loss() -> None:
    with pytest.raises(TypeError):
        codec.build(KINDS["threat"], {"id": "t", "reference": "x", "invented": 1})


def test_content_leaves_the_version_out() -> None:
    assert codec.content({"id": "x", "version": 3, "name": "a"}) == {"id": "x", "name": "a"}
    assert codec.content(None) is None

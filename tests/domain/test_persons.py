"""Who proposes does not decide, however either name was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.codes import MappingState, Rating
from app.domain.disruption import Disruption
from app.domain.officer import Officer
from app.domain.persons import bearing, only_named, same_person
from app.domain.submission import Submission

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("DI M Hale", "M Hale", True),
        ("m  HALE ", "DI M Hale", True),
        ("DI M Hale", "DI M Hale", True),
        ("DI M Hale", "DI J Hale", False),
        ("DI Whale", "Hale", False),
        ("", "", False),
        ("", "DI M Hale", False),
    ],
)
def test_a_rank_and_capitals_do_not_tell_people_apart(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_a_rank_left_out_is_no_way_to_ratify_or_moderate_ones_own() -> None:
    sent = Submission(
        id="s", threat="t", proposer="DI M Hale", opened_on=TODAY, state_on=TODAY,
        state=MappingState.RATIFIED, ratified_by="M Hale",
    )  # fmt: skip
    assert [fault.code for fault in sent.faults(TODAY)] == ["submission.own"]
    assert replace(sent, ratified_by="P Vosper").faults(TODAY) == ()
    done = Disruption(
        id="d", threat="t", on=TODAY, rating=Rating.MINOR, title="Two charged", originator="Insp Vale",
        moderated_by="VALE", moderated_on=TODAY,
    )  # fmt: skip
    assert "disruption.own_moderation" in [fault.code for fault in done.faults(TODAY)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Morgan Hale", ("1",)),
        (" morgan\u00a0 HALE", ("1",)),
        ("DI Morgan Hale", ("1",)),
        ("\uff2dorgan Hale", ("1",)),
        ("Hale", ()),
        ("DS Morgan Hale", ()),
        ("Jo Hale", ("2", "3")),
        ("", ()),
    ],
)
def test_an_officer_is_told_by_the_whole_name_and_two_of_a_name_are_two(
    name: str, found: tuple[str, ...]
) -> None:
    listed = [
        Officer(id="1", name="Morgan Hale", rank="DI"),
        Officer(id="2", name="Jo Hale", rank="DS"),
        Officer(id="3", name="jo  hale"),
    ]
    assert bearing(name, listed) == found
    assert only_named(name, listed) == (found[0] if len(found) == 1 else None)

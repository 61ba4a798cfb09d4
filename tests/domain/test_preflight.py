"""What the preflight says must be put right, and what only to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.domain.codes import EditionKind, MinutesState
from app.domain.preflight import (
    CHECKS,
    PRIORITY_CHECKS,
    EmptySection,
    Seen,
    Stand,
    gaps,
    of_pack,
    preflight,
    stops,
)
from app.packs.findings import said


def stands(**given) -> dict[str, Stand]:
    found = preflight(
        given.get("counts", {}), given.get("priorities", 1), given.get("lacking", {}), given.get("held", 0)
    )
    return {check.code: check.stand for check in found}


def test_a_register_with_nothing_missing_is_in_order() -> None:
    assert set(stands().values()) == {Stand.ORDER}


def test_a_priority_group_without_an_lro_must_be_put_right_and_is_named() -> None:
    first = preflight({"no_lro": 9}, 10, {"no_lro": ("Harrowmead", "P-0417")}, 0)[0]
    assert (first.code, first.stand, first.number) == ("priority_no_lro", Stand.MUST, 2)
    assert first.names == ("Harrowmead", "P-0417")
    assert first.filter == "priority_no_lro"


def test_every_gap_of_a_priority_group_stops_and_every_other_gap_does_not() -> None:
    found = stands(counts=dict.fromkeys(CHECKS, 3), lacking=dict.fromkeys(PRIORITY_CHECKS, ("A",)))
    assert [found[f"priority_{code}"] for code in PRIORITY_CHECKS] == [Stand.MUST] * 4
    assert {found[code] for code in CHECKS} == {Stand.LOOK}


def test_an_empty_ranked_list_and_held_rows_are_to_be_looked_at() -> None:
    found = stands(priorities=0, held=5)
    assert (found["no_priorities"], found["held"]) == (Stand.LOOK, Stand.LOOK)


def test_what_must_be_put_right_comes_first_and_what_is_in_order_last() -> None:
    found = preflight({"overdue": 1}, 1, {"no_plan": ("A",)}, 0)
    assert [check.stand for check in found[:3]] == [Stand.MUST, Stand.LOOK, Stand.ORDER]


def test_every_check_has_its_words() -> None:
    from app import words

    for check in preflight({}, 1, {}, 0):
        assert words.say(f"preflight.{check.code}", {"count": 2})
        assert words.say(f"preflight.order.{check.code}")
        if check.filter:
            assert words.say(f"list.{check.filter}")


def test_the_built_pack_says_what_is_wrong_with_it() -> None:
    seen = Seen(
        chair="ACC Standish",
        empty=(EmptySection("learning", "13", "Learning"),),
        minutes=128,
        room=120,
        before=date(2026, 11, 10),
        higher="SECRET",
        leaked=("Op Canary",),
        unadvised=3,
    )
    found = {check.code: check for check in of_pack(seen)}
    assert {code for code, check in found.items() if check.stand is Stand.MUST} == {
        "withheld_found", "marking_low", "minutes_missing",
    }  # fmt: skip
    assert found["section_empty"].way == "learning"
    assert (found["agenda_over"].stand, found["agenda_over"].number) == (Stand.LOOK, 128)
    assert found["no_chair"].stand is Stand.ORDER
    assert [check.code for check in stops(found.values())] == ["withheld_found"]
    assert {check.code for check in gaps(found.values())} == {"marking_low", "minutes_missing"}


def test_minutes_that_are_a_draft_wait_for_this_meeting_and_stop_nothing() -> None:
    draft = Seen(chair="A", before=date(2026, 11, 10), before_minutes=MinutesState.DRAFT)
    found = {check.code: check for check in of_pack(draft)}
    assert (found["minutes_missing"].stand, found["minutes_draft"].stand) == (Stand.ORDER, Stand.LOOK)
    assert found["minutes_draft"].said == (("on", "10 Nov 2026"),)


def test_only_a_partner_edition_is_asked_what_was_released_and_accepted() -> None:
    whole = {check.code for check in of_pack(Seen(chair="A"))}
    partner = {
        check.code: check
        for check in of_pack(Seen(kind=EditionKind.PARTNER, holder="Avonmere Council", coded=2))
    }
    assert not whole & {"nothing_released", "coded_out"}
    assert partner["nothing_released"].stand is Stand.MUST
    assert (partner["coded_out"].stand, partner["coded_out"].number) == (Stand.LOOK, 2)


def test_every_finding_about_a_pack_has_its_sentence() -> None:
    seen = Seen(kind=EditionKind.PARTNER, holder="Avonmere Council", empty=(EmptySection("log", "2", "Log"),))
    for check in of_pack(seen):
        assert said(replace(check, number=2))

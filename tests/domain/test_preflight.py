"""What the preflight says must be put right, and what only to look at."""

from __future__ import annotations

from app.domain.preflight import CHECKS, PRIORITY_CHECKS, Stand, preflight


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

"""The ranked list: what the scores explain, what needs a reason, and who stands out by effort."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from app.domain.effort import Effort, outliers
from app.domain.ranking import above, by_hand, by_score, proposed

SCORES = {"a": 438.0, "b": 392.0, "c": 310.0, "d": 310.0}


def test_the_highest_score_comes_first_and_none_comes_last() -> None:
    assert by_score(("x", "c", "a", "d", "b"), SCORES) == ("a", "b", "c", "d", "x")


def test_an_order_that_the_scores_explain_needs_no_reason() -> None:
    assert by_hand(("a", "b", "c", "d", "x"), SCORES) == frozenset()
    assert by_hand(("a", "b", "d", "c"), SCORES) == frozenset()
    assert by_hand((), SCORES) == frozenset()


def test_one_that_was_moved_explains_the_order() -> None:
    assert by_hand(("c", "a", "b", "d"), SCORES) == {"c"}
    assert by_hand(("b", "a"), SCORES, {"b"}) == {"b"}
    assert by_hand(("b", "a"), SCORES, {"a"}) == {"a"}


def test_a_group_without_a_score_above_one_with_a_score_is_there_by_hand() -> None:
    assert by_hand(("x", "a", "b"), SCORES) == {"x"}


@given(some.lists(some.integers(0, 5), max_size=12), some.sets(some.integers(0, 11)))
def test_what_is_left_without_those_by_hand_is_in_the_order_of_the_scores(
    totals: list[int], moved: set[int]
) -> None:
    scores = {str(place): float(total) for place, total in enumerate(totals)}
    order = tuple(scores)
    apart = by_hand(order, scores, {str(place) for place in moved})
    kept = [scores[id] for id in order if id not in apart]
    assert kept == sorted(kept, reverse=True)


def test_the_proposal_leaves_those_ranked_by_hand_at_their_places() -> None:
    assert proposed(("c", "b", "a", "d"), SCORES, {"c"}) == ("c", "a", "b", "d")
    assert proposed(("d", "x", "b", "a"), SCORES, ()) == ("a", "b", "d", "x")


def test_the_cut_off_leaves_the_first_and_none_leaves_all() -> None:
    assert above(("a", "b", "c"), 2) == ("a", "b")
    assert above(("a", "b", "c"), 0) == ("a", "b", "c")


def effort(place: int, score: float | None, live: int) -> Effort:
    return Effort(f"DC{place:02}", "", score, live, 0)


def test_a_high_score_with_little_activity_stands_out_and_the_reverse() -> None:
    rows = [effort(place, 100 + place * 10, place) for place in range(10)]
    rows[9] = effort(9, 190, 0)
    rows[0] = effort(0, 100, 20)
    little, much = outliers(rows)
    assert [row.reference for row in little] == ["DC09"]
    assert [row.reference for row in much] == ["DC00"]


def test_nobody_stands_out_where_activity_follows_the_score_or_nothing_is_scored() -> None:
    assert outliers(effort(place, 100 + place, place) for place in range(20)) == ((), ())
    assert outliers([effort(1, None, 4)]) == ((), ())
    assert outliers([]) == ((), ())


def test_no_more_than_five_are_named_at_each_end() -> None:
    high = [effort(place, 400 + place, 0) for place in range(10)]
    low = [effort(place + 20, 100 + place, 10 + place) for place in range(10)]
    little, much = outliers([*high, *low])
    assert (len(little), len(much)) == (5, 5)

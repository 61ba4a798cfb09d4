"""What must be put right, or looked at, before a pack is issued: one rule from counts, without any screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Stand(StrEnum):
    """How a check stands: it must be put right, it is to be looked at, or it is in order."""

    MUST = "must"
    LOOK = "look"
    ORDER = "order"


PRIORITY_CHECKS = ("no_lro", "no_sio", "not_scored", "no_plan")
"""What a group of the month's ranked list may not lack: its page in the pack would stand half empty."""

CHECKS = (
    "overdue", "gaps", "to_result", "redated", "no_lro", "no_sio", "lead_left", "lro_load",
    "not_scored", "reassess_due", "score_stale", "no_plan", "plan_not_approved", "plan_review_overdue",
    "only_pursue",
    "not_ratified", "mapping_returned", "live_unratified", "submission_waiting",
    "returned_waiting", "fields_missing", "review_overdue",
    "release_unplanned", "order_not_considered", "order_wanting",
    "support_open", "request_undecided",
    "disruption_not_apmis", "disruption_incomplete", "negative_unassessed", "no_disruption",
    "ranked_undisrupted",
    "gap_unowned", "at_risk_no_prevent", "victims_no_protect", "no_neighbourhood", "no_local_profile",
    "no_master", "transfer_waiting",
)  # fmt: skip
"""Gaps of the whole register, in the order in which they are shown; none of them stops an issue."""

EXCEPTIONS = frozenset({"overdue", "gaps", "no_lro", "no_sio", "not_scored", "no_plan", "live_unratified"})
"""The checks whose threats the pack lists by name among its exceptions."""


@dataclass(frozen=True, slots=True)
class Found:
    """One check of the preflight: its code, how it stands, how many, and the priority groups it names.

    `filter` is the code of the filtered list that shows them; "" where there is none.
    """

    code: str
    stand: Stand
    number: int
    names: tuple[str, ...] = ()
    filter: str = ""


def preflight(
    counts: Mapping[str, int], priorities: int, lacking: Mapping[str, tuple[str, ...]], held: int
) -> tuple[Found, ...]:
    """Every check in order of weight: what must be put right, what to look at, what is in order.

    `counts` by code for the whole register, `priorities` how many groups are in the ranked list,
    `lacking` by code the names of those that lack something, `held` the rows that wait in the import inbox.
    """
    found = []
    for code in PRIORITY_CHECKS:
        names = lacking.get(code, ())
        found.append(_found(f"priority_{code}", len(names), Stand.MUST, names, f"priority_{code}"))
    found.append(_found("no_priorities", int(not priorities), Stand.LOOK))
    for code in CHECKS:
        found.append(_found(code, counts.get(code, 0), Stand.LOOK, filter=code))
    found.append(_found("held", held, Stand.LOOK))
    weight = list(Stand)
    return tuple(sorted(found, key=lambda check: weight.index(check.stand)))


def _found(code: str, number: int, stand: Stand, names: tuple[str, ...] = (), filter: str = "") -> Found:
    return Found(code, stand if number else Stand.ORDER, number, names, filter)

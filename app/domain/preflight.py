"""What must be put right, or looked at, before a pack is issued: from counts and from the pack itself.

Everything but a hit of the read-back may be issued anyway with a reason, which is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.domain.codes import EditionKind, MinutesState
from app.domain.dates import shown


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


SECTIONS = frozenset({
    "log", "picture", "submissions", "priorities", "exceptions", "reviews", "requests", "archive",
    "performance", "orders", "learning",
})  # fmt: skip
"""The keys of the items that open a section of a pack."""

STOPS = frozenset({"withheld_found"})
"""What no reason takes past: text that was held back stands in the pack."""


@dataclass(frozen=True, slots=True)
class Found:
    """One check of the preflight: its code, how it stands, how many, and the priority groups it names.

    `filter` is the code of the filtered list that shows them, `way` where else it is mended, "" where there
    is none: "agenda", "minutes", "meetings", "settings", "import", "requests", "threats", or the key of a
    section. `said` are further values of its sentence.
    """

    code: str
    stand: Stand
    number: int
    names: tuple[str, ...] = ()
    filter: str = ""
    way: str = ""
    said: tuple[tuple[str, str], ...] = ()


class EmptySection(NamedTuple):
    """An item of the agenda whose section has nothing to print."""

    key: str
    number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a built pack shows of itself.

    `minutes` are allotted by its agenda, `room` is how long the meeting lasts; `before` is the day of the
    meeting before, None where it was not held, with the state of its minutes. `higher` is a marking that
    stands in its text above its own, `unprintable` the characters that no font has, `coded` how many C-coded
    texts stay out of a partner edition because their conditions are not accepted, `leaked` what was held
    back and yet stands in it, `unadvised` the decisions wanted without a recommendation.
    """

    kind: EditionKind = EditionKind.FULL
    holder: str = ""
    pages: int = 0
    chair: str = ""
    empty: tuple[EmptySection, ...] = ()
    minutes: int = 0
    room: int = 0
    before: date | None = None
    before_minutes: MinutesState | None = None
    higher: str = ""
    unprintable: tuple[str, ...] = ()
    coded: int = 0
    leaked: tuple[str, ...] = ()
    unadvised: int = 0


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
    found.append(_found("no_priorities", int(not priorities), Stand.LOOK, way="priorities"))
    for code in CHECKS:
        found.append(_found(code, counts.get(code, 0), Stand.LOOK, filter=code))
    found.append(_found("held", held, Stand.LOOK, way="import"))
    return by_weight(found)


def of_pack(seen: Seen) -> tuple[Found, ...]:
    """What the built pack of one edition shows, in order of weight."""
    must, look = Stand.MUST, Stand.LOOK
    missing = seen.before is not None and seen.before_minutes is None
    draft = seen.before is not None and seen.before_minutes is MinutesState.DRAFT
    day = (("on", shown(seen.before) if seen.before else ""),)
    over = seen.minutes if seen.minutes > seen.room else 0
    found = [
        _found("withheld_found", len(seen.leaked), must, seen.leaked),
        _found("marking_low", int(bool(seen.higher)), must, way="settings", said=(("higher", seen.higher),)),
        _found(
            "unprintable", len(seen.unprintable), look, said=(("characters", ", ".join(seen.unprintable)),)
        ),
    ]
    if seen.kind is EditionKind.PARTNER:
        # complete in itself: it has neither the agenda nor the minutes
        holder = (("holder", seen.holder),)
        found.append(_found("nothing_released", int(not seen.pages), must, way="threats", said=holder))
        found.append(_found("coded_out", seen.coded, look, way="threats", said=holder))
        return by_weight(found)
    found += [
        _found("minutes_missing", int(missing), must, way="minutes", said=day),
        _found("minutes_draft", int(draft), look, way="minutes", said=day),
        _found("agenda_over", over, look, way="agenda", said=(("room", str(seen.room)),)),
        _found("no_chair", int(not seen.chair), look, way="meetings"),
        _found("unadvised", seen.unadvised, look, way="requests"),
    ]
    for key, item, title in seen.empty:
        found.append(_found("section_empty", 1, look, way=key, said=(("item", item), ("title", title))))
    if not seen.empty:
        found.append(_found("section_empty", 0, look))
    return by_weight(found)


def by_weight(found: Iterable[Found]) -> tuple[Found, ...]:
    """What must be put right, what to look at, what is in order; otherwise as they came."""
    weight = list(Stand)
    return tuple(sorted(found, key=lambda check: weight.index(check.stand)))


def gaps(found: Iterable[Found]) -> tuple[Found, ...]:
    """The findings that an issue needs a reason for."""
    return tuple(check for check in found if check.stand is Stand.MUST and check.code not in STOPS)


def stops(found: Iterable[Found]) -> tuple[Found, ...]:
    """The findings with which nothing may leave."""
    return tuple(check for check in found if check.stand is Stand.MUST and check.code in STOPS)


def _found(
    code: str,
    number: int,
    stand: Stand,
    names: tuple[str, ...] = (),
    filter: str = "",
    way: str = "",
    said: tuple[tuple[str, str], ...] = (),
) -> Found:
    return Found(code, stand if number else Stand.ORDER, number, names, filter, way, said)

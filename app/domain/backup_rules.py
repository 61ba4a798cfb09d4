"""Which backups are kept, and when the next is due. The numbers are LOCAL to Fourfold.

The order is the order in which the backups were made, never their moments: a clock that went back a day or
forward ten years (conditions.md §1, 33) costs none of the newest.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.clock import local

WHOLE = timedelta(days=2)
"""For this long before the newest, every backup is kept."""

DAILY, WEEKLY, MONTHLY = 12, 10, 9
"""Of how many days, weeks and months that have backups the newest of each is kept."""

NEWEST = 12
"""How many of the newest are kept whatever any clock says."""


class Reason(StrEnum):
    """Why a backup was made; it stands in its name. Only `ASKED` is an act of a person (permissions)."""

    OPENING = "at opening"
    WORK = "during work"
    ASKED = "asked for"
    IMPORT = "before import"
    MERGE = "before merge"
    MIGRATION = "before migration"
    RESTORE = "before restore"


THINNED = frozenset({Reason.OPENING, Reason.WORK, Reason.ASKED, Reason.IMPORT, Reason.MERGE})
"""What makes room in time; what stood before a migration or a restore stays until a person removes it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What happened since a backup: entries of the journal that changed something, and by how many people."""

    entries: int
    people: int = 0


def kept(moments: Sequence[datetime], now: datetime) -> frozenset[int]:
    """The places in `moments` that are kept; `moments` are aware, in the order in which they were made.

    One that lies after `now` is kept too, because its clock cannot be believed.
    """
    if not moments:
        return frozenset()
    newest = len(moments) - 1
    keep = {place for place in range(len(moments)) if place > newest - NEWEST}
    keep |= {place for place, at in enumerate(moments) if at > now or abs(moments[newest] - at) <= WHOLE}
    for many, part in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        keep |= _last_of_each(moments, many, part)
    return frozenset(keep)


def _last_of_each(moments: Sequence[datetime], many: int, part: Callable[[date], Hashable]) -> set[int]:
    found: dict[Hashable, int] = {}
    for place in reversed(range(len(moments))):
        key = part(local(moments[place]).date())
        if key not in found:
            if len(found) == many:
                break
            found[key] = place
    return set(found.values())


def _day(day: date) -> Hashable:
    return day


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month

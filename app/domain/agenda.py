"""The standing agenda of a series (LOCAL, a default that the region edits), and the agenda of one meeting."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.codes import ItemState
from app.domain.faults import Fault, required


class StandingItem(NamedTuple):
    """One standing item: number as printed, section key, title, who leads it, minutes allotted."""

    number: str
    key: str
    title: str
    led_by: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item of one meeting's agenda; its number follows from `under` and `place` (see `numbered`).

    `key` is the section of the pack that it opens; `threat`, `request` or `submission` what it is about.
    `rule` is the code of the rule that proposed it, "" for one written by hand. `private` is for the chair
    alone; a `consent` item is taken with the others of the consent list. `ask` is the decision wanted.
    """

    id: str
    version: int = 0
    meeting: str
    under: str | None = None
    place: int = 0
    key: str = ""
    title: str
    led_by: str = ""
    minutes: int = 0
    state: ItemState = ItemState.LISTED
    private: bool = False
    consent: bool = False
    threat: str | None = None
    request: str | None = None
    submission: str | None = None
    rule: str = ""
    ask: str = ""
    recommended: str = ""
    remark: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        found = required(title=self.title)
        if self.minutes < 0:
            found.append(Fault("minutes", "agenda.minutes"))
        return tuple(found)


def in_order(items: Iterable[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Items in the order of their places, each followed by those under it."""
    found = sorted(items, key=lambda item: (item.place, item.id))
    below: dict[str, list[AgendaItem]] = defaultdict(list)
    for item in found:
        if item.under is not None:
            below[item.under].append(item)
    return tuple(each for item in found if item.under is None for each in (item, *below[item.id]))


def numbered(items: Iterable[AgendaItem]) -> tuple[tuple[str, AgendaItem], ...]:
    """The listed items of one meeting in order, each with its number: 5, then 5.1, 5.2 under it.

    Private items have a count of their own (P1, 5.P1): the copies that leave them out show no gap.
    """
    made: list[tuple[str, AgendaItem]] = []
    counts: Counter[tuple[str | None, bool]] = Counter()
    numbers: dict[str, str] = {}
    for item in in_order(i for i in items if i.state is ItemState.LISTED):
        if item.under is not None and item.under not in numbers:
            continue
        counts[item.under, item.private] += 1
        number = f"{'P' if item.private else ''}{counts[item.under, item.private]}"
        numbers[item.id] = f"{numbers[item.under]}.{number}" if item.under is not None else number
        made.append((numbers[item.id], item))
    return tuple(made)


def minutes_by_item(items: Iterable[AgendaItem]) -> dict[str, int]:
    """How long each listed item at the top takes: its own minutes, or those under it where they are more."""
    listed = [item for item in items if item.state is ItemState.LISTED]
    below: Counter[str] = Counter()
    for item in listed:
        if item.under is not None:
            below[item.under] += item.minutes
    return {item.id: max(item.minutes, below[item.id]) for item in listed if item.under is None}


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePaper:
    """A paper that came after the issue: numbered after the item it follows ("12" and "A" make 12A).

    `text` is its body in paragraphs, `answer` the sentence that opens it, `because` why it is late.
    """

    id: str
    version: int = 0
    meeting: str
    item: str | None = None
    after: str
    letter: str
    title: str
    answer: str = ""
    ask: str = ""
    text: str = ""
    because: str
    accepted_by: str
    accepted_on: date
    replaces: str | None = None
    private: bool = False

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: it says why it is late, and who accepted it."""
        found = required(title=self.title, after=self.after, letter=self.letter)
        found += required(because=self.because, accepted_by=self.accepted_by)
        if self.accepted_on > today:
            found.append(Fault("accepted_on", "date.future"))
        return tuple(found)

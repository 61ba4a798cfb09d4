"""The standing agenda of a series (LOCAL, a default that the region edits), and the agenda of one meeting."""

from __future__ import annotations

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


def numbered(items: Iterable[AgendaItem]) -> tuple[tuple[str, AgendaItem], ...]:
    """The listed items of one meeting in order, each with its number: 5, then 5.1, 5.2 under it."""
    listed = sorted((i for i in items if i.state is ItemState.LISTED), key=lambda i: (i.place, i.id))
    made: list[tuple[str, AgendaItem]] = []
    for place, item in enumerate((i for i in listed if i.under is None), 1):
        made.append((str(place), item))
        under = (i for i in listed if i.under == item.id)
        made += ((f"{place}.{below}", child) for below, child in enumerate(under, 1))
    return tuple(made)


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

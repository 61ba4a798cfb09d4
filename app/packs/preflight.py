"""What the preflight sees in a built Pack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from app.domain.agenda import AgendaItem, StandingItem, minutes_by_item, numbered
from app.domain.codes import EditionKind
from app.domain.edition import Edition
from app.domain.month import Month
from app.domain.preflight import SECTIONS, EmptySection, Seen
from app.packs.editions import WithheldText
from app.packs.editions_sieve import CONDITIONS
from app.packs.model import Pack
from app.packs.pdf_fonts import printable

UNPRINTED = frozenset({"sheets", "states"})
"""Parts of a Pack that no page is made of."""

_LEVELS = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")
_MARKING = re.compile(r"(?<![\w-])(TOP SECRET|SECRET|OFFICIAL-SENSITIVE)(?![\w-])")
_SPACE = frozenset("\n\t\u00a0\u00ad\u200b")


def texts(value: Any, leave: frozenset[str] = UNPRINTED) -> Iterator[str]:
    """Every text of a value of the model, in order, without the parts that `leave` names."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in leave:
                yield from texts(getattr(value, field.name), leave)
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part, leave)


def seen(
    month: Month,
    pack: Pack,
    edition: Edition,
    withheld: Iterable[WithheldText] = (),
    leaked: tuple[str, ...] = (),
) -> Seen:
    """What a pack of an edition shows of itself; `leaked` is what its read-back found."""
    held = tuple(withheld)
    printed = tuple(texts(pack))
    before = month.previous
    return Seen(
        kind=edition.kind,
        holder=edition.name,
        pages=len(pack.partner_cards),
        chair=month.meeting.chair,
        empty=_empty(month, pack, edition),
        minutes=_allotted(month),
        room=_minutes(month.meeting.ends) - _minutes(month.meeting.starts),
        before=before.on if before is not None else None,
        before_minutes=month.minutes_before.state if month.minutes_before is not None else None,
        higher=_higher(pack.marking, printed),
        unprintable=_unprintable(printed),
        coded=sum(text.why == CONDITIONS for text in held) if edition.kind is EditionKind.PARTNER else 0,
        leaked=leaked,
        unadvised=sum(not wanted.recommended for wanted in pack.wanted),
    )


def _allotted(month: Month) -> int:
    if month.agenda:
        return sum(minutes_by_item(month.agenda).values())
    return sum(item.minutes for item in month.settings.agenda)


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def _empty(month: Month, pack: Pack, edition: Edition) -> tuple[EmptySection, ...]:
    """The items of the agenda that should open a section and have none; a partner's has no sections."""
    if edition.kind is EditionKind.PARTNER:
        return ()
    items: dict[str, AgendaItem | StandingItem] = {item.number: item for item in month.settings.agenda}
    if month.agenda:
        items = dict(numbered(month.agenda))
    opened = {line.number for line in pack.agenda if line.section}
    return tuple(
        EmptySection(item.key, number, item.title)
        for number, item in items.items()
        if item.key in SECTIONS and number not in opened
    )


def _higher(marking: str, printed: Iterable[str]) -> str:
    own = _LEVELS.index("OFFICIAL-SENSITIVE" if marking.startswith("OFFICIAL-SENSITIVE") else "OFFICIAL")
    found = {match for text in printed for match in _MARKING.findall(text)}
    above = [level for level in _LEVELS[own + 1 :] if level in found]
    return above[-1] if above else ""


def _unprintable(printed: Iterable[str]) -> tuple[str, ...]:
    """The characters that no font of the pack has, with their code: they print as a box."""
    letters = set().union(*map(set, printed)) - printable() - _SPACE
    return tuple(f"{_shown(letter)}U+{ord(letter):04X}" for letter in sorted(letters))


def _shown(letter: str) -> str:
    return "" if unicodedata.category(letter).startswith("C") else f"{letter} "

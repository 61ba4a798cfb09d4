"""Late papers: what came after the issue, as a part of the Pack with pages of its own (typography.md §12)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from app.domain.agenda import LatePaper
from app.domain.clock import LONDON
from app.domain.month import Month
from app.errors import Refusal
from app.packs.columns import MARKING, text
from app.packs.model import AgendaLine, Answer, CardAsk, Cell, Late, Pack, Sheet, Wanted
from app.packs.monthly import Issuing
from app.packs.phrases import count, day
from app.packs.sheets import in_order

OPTIONS = ("Agreed", "Amended", "No")
COLUMNS = (
    text("Paper", 8), text("Title", 52, wrap=True), text("Follows item", 10), text("Issued", 17),
    text("Version", 9), text("Reason", 44, wrap=True), text("Accepted by", 26), text("Replaces", 16),
    text("Asked", 44, wrap=True, prints=False), text("Text", 70, wrap=True, prints=False), MARKING,
)  # fmt: skip
_PLAIN = frozenset({"A", "An", "At", "He", "It", "No", "Our", "She", "The", "They", "We"})
_NUMBER = re.compile(r"(P?\d+(?:\.P?\d+)*)([A-Z]?)((?: [a-z])?)")
PRIVATE, LATE = 10_000, 20_000
"""Behind every number that is printed: a private item, then a late paper behind all under its item."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def section(number: str) -> str:
    """The name of a late paper's pages: "late 12A"."""
    return f"late {number}"


def papers(
    month: Month, pack_id: str, version: str, at: datetime, earlier: Sequence[Late] = ()
) -> tuple[Late, ...]:
    """The late papers of an edition's month in order; one that was issued `earlier` stays as it was."""
    known = {paper.number: paper for paper in earlier}
    numbers = {paper.id: f"{paper.after}{paper.letter}" for paper in month.late_papers}
    return tuple(
        known.get(numbers[paper.id]) or _late(paper, pack_id, version, at, numbers)
        for paper in sorted(month.late_papers, key=lambda one: _order(numbers[one.id]))
    )


def _order(number: str) -> tuple[tuple[int, str], ...]:
    """Where a number stands: 5.10 after 5.9, 5A after all that is under 5, "5A b" after "5A a"."""
    found = _NUMBER.fullmatch(number)
    item, letter, ask = found.groups() if found else (number, "", "")
    parts = [(int(part) if part.isdigit() else PRIVATE, part) for part in item.split(".")]
    return (*parts, *([(LATE, letter), (0, ask)] if letter else []))


def _late(paper: LatePaper, pack_id: str, version: str, at: datetime, numbers: dict[str, str]) -> Late:
    number = f"{paper.after}{paper.letter}"
    why = _continued(paper.because.strip().rstrip("."))
    local = at.astimezone(LONDON)
    moment = f"{day(local.date())}, {local:%H:%M}"
    asks = tuple(_asks(number, paper.ask))
    replaced = numbers.get(paper.replaces or "", "")
    strong, _, words = paper.answer.partition("\n")
    if not words:
        strong, words = (*_SENTENCE.split(strong, maxsplit=1), "")[:2]
    return Late(
        number=number,
        title=paper.title,
        follows=paper.after,
        issued=f"{moment}, as version {version} of {pack_id}.",
        because=f"{why}. Accepted by {paper.accepted_by}, {day(paper.accepted_on)}.",
        changes=_changes(asks, version, replaced),
        answer=Answer(strong, words),
        asks=asks,
        text=paper.text,
        reason=paper.because,
        accepted_by=paper.accepted_by,
        version=version,
        at=moment,
        on=local.date(),
        replaces=replaced,
    )


def _continued(words: str) -> str:
    """A reason as it goes on after "Late because": a plain first word has no capital there."""
    first = words.partition(" ")[0]
    return words[:1].lower() + words[1:] if first in _PLAIN else words


def _asks(number: str, ask: str) -> Iterable[CardAsk]:
    for place, line in enumerate(line for line in ask.splitlines() if line.strip()):
        verb, _, words = line.strip().partition(" ")
        yield CardAsk(f"{number} {chr(ord('a') + place)}", verb, words, OPTIONS)


def _changes(asks: Sequence[CardAsk], version: str, replaced: str) -> str:
    added = f"{count(len(asks), 'decision')} added, {asks[0].number}" if asks else "no decision added"
    if len(asks) > 1:
        added += f" to {asks[-1].number[-1]}"
    before = "Replaces late paper " + replaced if replaced else "Nothing issued before is replaced"
    return f"{added}. {before}."


def added(pack: Pack, late: Sequence[Late], says: Issuing, at: datetime) -> Pack:
    """What was issued, with late papers in their places and nothing else changed.

    Refusal("issue.no_late_paper") where there is none that was not issued before.
    """
    known = {paper.number for paper in pack.late}
    fresh = tuple(paper for paper in late if paper.number not in known)
    if not fresh:
        raise Refusal("issue.no_late_paper", version=pack.version)
    # late papers of earlier issues stand in the agenda and the sheets already
    made = within(pack, fresh)
    return replace(
        made,
        version=says.version,
        made_at=at,
        app=says.app,
        confirmed_by=says.confirmed_by,
        late=tuple(sorted(made.late, key=lambda one: _order(one.number))),
    )


def within(pack: Pack, late: Sequence[Late]) -> Pack:
    """The pack with late papers in its agenda, its decisions and its sheets."""
    if not late:
        return pack
    agenda, wanted, sheets = pack.agenda, pack.wanted, {sheet.name: sheet for sheet in pack.sheets}
    for paper in late:
        decided = str(len(paper.asks)) if paper.asks else ""
        line = AgendaLine(paper.number, paper.title, "", "", 0, decided, section(paper.number))
        place = _behind([item.number for item in agenda], paper.number)
        agenda = (*agenda[:place], line, *agenda[place:])
        if "Agenda" in sheets:
            sheets["Agenda"] = _with_row(sheets["Agenda"], paper.number, paper.title)
        for ask in paper.asks:
            said = f"{ask.verb} {ask.words}"
            place = _behind([one.number for one in wanted], ask.number)
            wanted = (*wanted[:place], Wanted(ask.number, said, line.section), *wanted[place:])
            if "Decisions" in sheets:
                sheets["Decisions"] = _with_row(sheets["Decisions"], ask.number, said)
    every = (*pack.late, *late)
    marking = next((str(sheet.rows[0][-1]) for sheet in pack.sheets if sheet.rows), pack.marking)
    sheets["Late papers"] = _sheet(every, marking)
    return replace(pack, agenda=agenda, late=every, sheets=in_order(sheets.values()), wanted=wanted)


def _behind(numbers: Sequence[Cell], number: str) -> int:
    """Where a number stands among those in order; cells without one stay with the line before them."""
    before = [
        place for place, cell in enumerate(numbers) if isinstance(cell, str) and _order(cell) < _order(number)
    ]
    return max(before, default=-1) + 1


def _with_row(sheet: Sheet, number: str, words: str) -> Sheet:
    place = _behind([row[0] for row in sheet.rows], number)
    marking = sheet.rows[0][-1] if sheet.rows else None
    row = (number, words, *(None for _ in sheet.columns[2:-1]), marking)
    return replace(sheet, rows=(*sheet.rows[:place], row, *sheet.rows[place:]))


def _whole(paper: Late) -> str:
    """All of a late paper's text, its answer first."""
    answer = f"{paper.answer.strong} {paper.answer.words}".strip()
    return "\n".join(part for part in (answer, paper.text) if part)


def _sheet(late: Iterable[Late], marking: str) -> Sheet:
    rows = tuple(
        (
            paper.number, paper.title, paper.follows, paper.at, paper.version, paper.reason or None,
            paper.accepted_by or None, paper.replaces or None,
            "\n".join(f"{ask.number}: {ask.verb} {ask.words}" for ask in paper.asks) or None,
            _whole(paper) or None, marking,
        )
        for paper in late
    )  # fmt: skip
    return Sheet("Late papers", "one late paper", "paper", COLUMNS, 1, rows)

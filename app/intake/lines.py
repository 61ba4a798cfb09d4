"""The numbered lines of a 4P cell: what will be done, and what the line states of owner, date and state.

Only what a line states whole is taken off it; the whole line is always kept as written. A date is the due
date, also where the line ends in COMPLETE: trackers put the target there, often one still to come.

A day without a year ("due 17 Oct") is dated only where the sheet says when it was updated, and only where
that day falls within four months of the update in one year: any other year would be eight months away or
more. Every year taken so is a finding. Otherwise the words are kept as the due text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.codes import ActionState
from app.domain.dates import MONTHS, parse, shown
from app.intake.people import Party, nobody, stated

NEAR = timedelta(days=122)
_NUMBERED = re.compile(r"\s*\(?\d{1,2}[.)](?!\d)\s*")
_BULLET = re.compile(r"\s*[•●▪*–-]\s+")
_DASH = re.compile(r"\s+[-–—]\s+|\s+[-–—]$")
_BRACKET = re.compile(r"(.*?)\s*\(([^()]*)\)\s*\.?", re.DOTALL)
_DUE = re.compile(r"(?:by|due|due by|before|target|deadline|by when)[:\s]+(.+)", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?")
_DONE = frozenset({"complete", "completed", "done", "closed", "c"})
_RUNNING = frozenset({"ongoing", "on going", "open", "in progress", "live", "continuing"})
_NOTHING = frozenset({"", "none", "n/a", "na", "nil", "tbc", "-", "–", "no actions", "none at present"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line taken apart; `year_taken` says that the due date's year was not in it."""

    as_written: str
    title: str
    owner: Party | None = None
    due: date | None = None
    due_text: str = ""
    year_taken: bool = False
    state: ActionState = ActionState.OPEN
    state_stated: bool = False


def split(text: str) -> list[str]:
    """The lines of a cell, one an action: numbered or bulleted with what continues them, else each line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) == 1 and lines[0].strip(" .").casefold() in _NOTHING:
        return []
    for mark in (_NUMBERED, _BULLET):
        if not any(mark.match(line) for line in lines):
            continue
        joined: list[str] = []
        for line in lines:
            if mark.match(line) or not joined:
                joined.append(line)
            else:
                joined[-1] = f"{joined[-1]} {line}"
        return joined
    return lines


def near_year(text: str, as_at: date) -> date | None:
    """The day that `text` names without a year, in the one year in which it is near `as_at`; else None."""
    found = _DAY.fullmatch(text.strip())
    month = MONTHS.get(found[2].title()[:3], 0) if found else 0
    if not found or not month:
        return None
    for year in (as_at.year - 1, as_at.year, as_at.year + 1):
        day = parse(f"{found[1]}/{month}/{year}")
        if day and abs(day - as_at) <= NEAR:
            return day
    return None


class _Peeled:
    """What has been taken off a line so far."""

    def __init__(self, as_at: date | None) -> None:
        self.as_at = as_at
        self.owner: Party | None = None
        self.due: date | None = None
        self.due_text = ""
        self.year_taken = False
        self.state = ActionState.OPEN
        self.stated = False

    def take(self, part: str) -> bool:
        """Takes a part that states one thing whole; False leaves it in the title."""
        part = part.strip(" .,;")
        word = part.casefold()
        if not self.stated and word in _DONE | _RUNNING:
            self.stated = True
            self.state = ActionState.COMPLETED if word in _DONE else ActionState.OPEN
            return True
        if self.due is None and not self.due_text and self._due(part):
            return True
        if self.owner is None and not nobody(part):
            self.owner = stated(part)
            return self.owner is not None
        return False

    def _due(self, part: str) -> bool:
        found = _DUE.fullmatch(part)
        text = found[1].strip() if found else part
        self.due = parse(text)
        day = _DAY.fullmatch(text)
        if self.due is None and day and day[2].title()[:3] in MONTHS:
            self.due = near_year(text, self.as_at) if self.as_at else None
            self.due_text, self.year_taken = text, self.due is not None
            return True
        if self.due is None and found:
            self.due_text = text
        return self.due is not None or bool(found)


def read(line: str, as_at: date | None = None) -> Line:
    """A line taken apart; what states nothing known stays in the title."""
    as_written = line.strip()
    mark = _NUMBERED.match(as_written) or _BULLET.match(as_written)
    title = as_written[mark.end() :] if mark else as_written
    title, peeled = title.strip(), _Peeled(as_at)
    title = _brackets(title, peeled)
    while found := list(_DASH.finditer(title)):
        last = found[-1]
        rest = title[last.end() :]
        if rest and not peeled.take(rest):
            break
        title = _brackets(title[: last.start()].strip(), peeled)
    return Line(
        as_written=as_written,
        title=title.strip(" .,;-–") or as_written,
        owner=peeled.owner,
        due=peeled.due,
        due_text=peeled.due_text,
        year_taken=peeled.year_taken,
        state=peeled.state,
        state_stated=peeled.stated,
    )


def _brackets(title: str, peeled: _Peeled) -> str:
    found = _BRACKET.fullmatch(title)
    if not found or not found[1]:
        return title
    before = (peeled.owner, peeled.due, peeled.due_text, peeled.year_taken, peeled.state, peeled.stated)
    if all(peeled.take(part) for part in found[2].split(",")):
        return found[1].strip()
    # what is not understood whole stays whole in the title
    peeled.owner, peeled.due, peeled.due_text, peeled.year_taken, peeled.state, peeled.stated = before
    return title


def year_words(line: Line) -> str:
    """The due date whose year was taken, in words."""
    return shown(line.due) if line.due else ""


def lacks_year(text: str) -> bool:
    """Whether the text is a day and month without a year."""
    day = _DAY.fullmatch(text)
    return day is not None and day[2].title()[:3] in MONTHS

"""Late papers of a meeting: accepted, changed and taken back until they are issued.

None of it is undone in one step: an issue may have come after it, which only these commands ask.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from app.domain.agenda import LatePaper
from app.domain.codes import Paper
from app.domain.issue import Issue
from app.domain.issue_rules import next_letter
from app.domain.meeting import Meeting
from app.errors import Refusal
from app.store.tables import JOURNAL
from app.store.unit import Unit, command


@command("late_paper.add", undoable=False)
def add(unit: Unit, paper: LatePaper) -> LatePaper:
    """Accepts a late paper behind an item; its letter is the next one there where it has none.

    Refusal: late_paper.letter_used, late_paper.elsewhere for one that replaces a paper of another meeting.
    """
    unit.get(Meeting, paper.meeting)
    there = unit.find(LatePaper, meeting=paper.meeting)
    letter = paper.letter or next_letter(other.letter for other in there if other.after == paper.after)
    made = replace(paper, letter=letter)
    _refuse(made, there)
    return unit.put(made)


@command("late_paper.change", undoable=False)
def change(unit: Unit, paper: LatePaper) -> LatePaper:
    """A change of a late paper; Refusal("late_paper.issued") once the pack was issued with it."""
    _refuse_issued(unit, unit.get(LatePaper, paper.id))
    _refuse(paper, unit.find(LatePaper, meeting=paper.meeting))
    return unit.put(paper)


@command("late_paper.remove", undoable=False)
def remove(unit: Unit, id: str) -> None:
    """Takes a late paper back; Refusal("late_paper.issued") as for a change."""
    paper = unit.get(LatePaper, id)
    _refuse_issued(unit, paper)
    unit.drop(paper)


def _refuse(paper: LatePaper, there: list[LatePaper]) -> None:
    others = [other for other in there if other.id != paper.id]
    if any((other.after, other.letter) == (paper.after, paper.letter) for other in others):
        raise Refusal("late_paper.letter_used", number=f"{paper.after}{paper.letter}")
    if paper.replaces is not None and all(other.id != paper.replaces for other in others):
        raise Refusal("late_paper.elsewhere")


def _refuse_issued(unit: Unit, paper: LatePaper) -> None:
    """What left is locked: whatever was issued after a paper was accepted holds it."""
    query = select(JOURNAL.c.at).where(JOURNAL.c.kind == "late_paper", JOURNAL.c.object == paper.id)
    accepted = min(row[0] for row in unit.rows(query))
    issued = unit.find(Issue, meeting=paper.meeting, paper=Paper.PACK)
    if any(issue.issued_at >= accepted for issue in issued):
        raise Refusal("late_paper.issued", number=f"{paper.after}{paper.letter}")

"""A small month that can be issued, and how the tests of issuing ask for things."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from app.commands import late_papers, meetings, reference
from app.domain.agenda import LatePaper
from app.domain.codes import ChoiceList
from app.domain.meeting import Meeting
from app.domain.region import Choice
from app.jobs import issue_month
from app.jobs.issue_month import Issued
from app.register import Register
from tests.builders import add_action, add_officer, add_threat

ANYWAY = "Both will be reported in the room"
MONTH = "2026-12"


def fill(register: Register) -> Register:
    """One priority threat, one action, the meetings of November and December, a partner."""
    threat = add_threat(register, priority=1)
    add_officer(register)
    add_action(register, threat)
    register.do(meetings.plan, Meeting(id="m11", month="2026-11", on=date(2026, 11, 12)))
    register.do(meetings.plan, Meeting(id="m12", month=MONTH, on=date(2026, 12, 10)))
    register.do(
        reference.add, Choice(id="council", list=ChoiceList.PARTNER, name="Avonmere Council", short="AVON")
    )
    return register


def issue(register: Register, folder: Path, month: str = MONTH, **given: Any) -> Issued:
    """A month's pack, issued with its known gaps."""
    return issue_month.issue(register, month, folder, **{"gaps_reason": ANYWAY, **given})


def late_paper(register: Register, id: str = "late", **fields: Any) -> LatePaper:
    """A late paper behind item 12, accepted today."""
    values: dict[str, Any] = {
        "meeting": "m12",
        "after": "12",
        "letter": "",
        "title": "Cover for two surveillance vacancies",
        "answer": "Two of nine posts are vacant until March. Option B is recommended.",
        "ask": "Agree option B: two Wiltshire officers attached from 11 January",
        "text": "One officer left in September and one in November.\n\nFour bids are expected.",
        "because": "The vacancy panel sat on 7 December",
        "accepted_by": "ACC H Marwood",
        "accepted_on": register.clock.now().date(),
        **fields,
    }
    saved: LatePaper = register.do(late_papers.add, LatePaper(id=id, **values)).result
    return saved

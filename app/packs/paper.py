"""What frames a single paper beside the pack, such as a form, a list or minutes, in either kind of file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.packs.model import ActionLog, Answer, Exceptions, Figure, Matrix, Pack, Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What frames a paper: `id` at the foot, `head` at the head, `title` and `subject` in the properties.

    `body` is the SHA-256 of the stored value of one that is issued. `foot` stands after the id in place of
    the time of printing; a `draft` has the watermark on each page; a paper `headed` from the start has no
    cover, so that its first page has the header too.
    """

    id: str
    head: str
    title: str
    subject: str
    region: str
    unit: str
    fictional: bool
    marking: str
    made_at: datetime
    foot: str = ""
    version: str = ""
    edition: str = ""
    copy: str = ""
    month: str = ""
    app: str = ""
    head_of_journal: str = ""
    body: str = ""
    draft: bool = False
    headed: bool = False


def framed(paper: Paper) -> Pack:
    """A pack of nothing, for what frames each page: marking, region, FICTIONAL and the time."""
    nothing = Answer("", "")
    return Pack(
        id=paper.id,
        title=paper.subject,
        month=paper.month,
        month_words="",
        region=paper.region,
        unit=paper.unit,
        edition=paper.edition,
        version=paper.version,
        draft=paper.draft,
        fictional=paper.fictional,
        marking=paper.marking,
        handling=(),
        made_at=paper.made_at,
        as_at=date.min,
        meeting=(),
        previous_on=None,
        next_on=None,
        numbers=(),
        agenda=(),
        log=ActionLog(nothing, (), "", ()),
        picture=Picture(nothing, Matrix("", "", (), (), ()), Figure("", (), (), ""), ()),
        cards=(),
        priority_answer=nothing,
        exceptions=Exceptions(nothing, (), ()),
        rag_rule="",
        rules=(),
        omitted=(),
        sheets=(),
        copy=paper.copy,
        app=paper.app,
        head=paper.head_of_journal,
    )

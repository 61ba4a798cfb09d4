"""What the list of issues says of an issue and of each of its copies."""

from __future__ import annotations

from datetime import date

from app.domain.clock import local
from app.domain.codes import IssueState, Paper
from app.domain.dates import shown
from app.domain.edition import Edition
from app.domain.issue import Copy
from app.reads.packs import IssuedRow
from app.ui.table_model import Column

PAPERS = {Paper.PACK: "Pack", Paper.ADDENDUM: "Addendum", Paper.MINUTES: "Minutes"}
STATES = {
    IssueState.ISSUED: ("check", "g_text", "g"),
    IssueState.SUPERSEDED: ("history", "a_text", "a"),
    IssueState.RECALLED: ("octagon-x", "r_text", "r"),
}
"""Icon, ink and tint of each state."""


def issued_day(row: IssuedRow) -> date:
    """The day on which it left."""
    return local(row.issue.issued_at).date()


def copies_words(row: IssuedRow) -> str:
    """Its copies in a few words: "6, 2 to tell"."""
    if not row.copies:
        return ""
    parts = [str(len(row.copies))]
    back = len(row.copies) - len(row.out)
    if back:
        parts.append(f"{back} back")
    if row.to_tell:
        parts.append(f"{len(row.to_tell)} to tell")
    return ", ".join(parts)


COLUMNS = (
    Column("on", "Meeting", lambda r: r.on, 104, "date", "range"),
    Column("paper", "Paper", lambda r: PAPERS[r.issue.paper], 88, filter="values", any_of="any paper"),
    Column("edition", "Edition", lambda r: r.edition, 150, filter="values", any_of="any edition"),
    Column("number", "Version", lambda r: r.issue.number, 74),
    Column("state", "State", lambda r: r.issue.state.value, 100, filter="values", any_of="any state"),
    Column("issued", "Issued", issued_day, 104, "date", "range"),
    Column("by", "By", lambda r: r.issue.issued_by, 120),
    Column("copies", "Copies", copies_words, 110, tip="Numbered copies, back or destroyed, still to be told"),
    Column("fingerprint", "Fingerprint", lambda r: r.issue.fingerprint, 170, "reference"),
    Column("id", "Pack", lambda r: r.issue.pack_id, 130, "reference"),
    Column("gaps", "Known gaps", lambda r: len(r.issue.gaps), 100, "number", "range"),
    Column("reason", "Reason", lambda r: r.issue.reason or r.issue.gaps_reason, 220),
)
NUMBER = {column.key: n for n, column in enumerate(COLUMNS)}


def stands(row: IssuedRow) -> str:
    """How an issue stands, in one sentence: "Superseded on 27 Nov 2026: version 2.0"."""
    issue = row.issue
    if issue.state is IssueState.ISSUED:
        return f"Issued {shown(issued_day(row))}, in force"
    on = f" on {shown(issue.ended_on)}" if issue.ended_on else ""
    because = f": {issue.ended_because}" if issue.ended_because else ""
    return f"{issue.state.value.capitalize()}{on}{because}"


def heading(row: IssuedRow) -> str:
    """An issue by name: "December 2026 pack, full edition, version 1.0"."""
    from app.ui.pages.next_meeting import month_words

    month = f"{month_words(row.month)} {row.month[:4]}"
    edition = row.edition if row.holder else f"{row.edition.lower()} edition"
    return f"{month} {PAPERS[row.issue.paper].lower()}, {edition}, version {row.issue.number}"


def copy_words(copy: Copy, state: IssueState) -> tuple[str, str, str]:
    """A copy as its number, its holder, and what became of it."""
    holder = ", ".join(part for part in (copy.recipient, copy.organisation) if part)
    how = f", {copy.how[0].lower()}{copy.how[1:]}" if copy.how else ""
    said = [f"Sent {shown(copy.sent_on)}{how}"]
    if copy.ended_on is not None:
        said.append(f"{copy.ended_how or 'ended'} {shown(copy.ended_on)}")
    elif copy.noticed_on is not None:
        said.append(f"told {shown(copy.noticed_on)}")
    elif state is not IssueState.ISSUED:
        said.append(f"to be told that it is {state.value}")
    return copy.words or str(copy.number), holder, ". ".join(part[0].upper() + part[1:] for part in said)


def edition_of(row: IssuedRow) -> Edition:
    """The edition of an issue."""
    return Edition(row.issue.edition, row.issue.holder, row.holder)

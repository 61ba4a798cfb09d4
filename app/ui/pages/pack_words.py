"""What the draft of a pack is called, what its issue will ask, and who may get a copy of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.domain.clock import local
from app.domain.codes import Paper
from app.domain.dates import shown
from app.domain.edition import Edition
from app.domain.issue import Issue
from app.domain.issue_rules import draft_number
from app.domain.meeting import Member
from app.reads.packs import Shelf
from app.ui.dialogs.issue import Order
from app.ui.pages.next_meeting import month_words
from app.ui.pages.pack_loading import names


def earlier(shelf: Shelf, month: str, edition: Edition) -> tuple[Issue, ...]:
    """What was issued of an edition for the meeting of a month, newest first."""
    meeting = shelf.meeting(month)
    if meeting is None:
        return ()
    of = (meeting.id, Paper.PACK, edition.kind, edition.holder)
    return tuple(i for i in shelf.issues if (i.meeting, i.paper, i.edition, i.holder) == of)


def recipients(shelf: Shelf, edition: Edition) -> tuple[Member, ...]:
    """Whom a numbered copy may go to: of a force's or a partner's edition, their own people."""
    if not edition.holder:
        return shelf.members
    force = shelf.reference.force(edition.holder)
    own = {edition.name.casefold(), force.short.casefold() if force is not None else edition.name.casefold()}
    return tuple(member for member in shelf.members if member.organisation.casefold() in own)


def naming(month: str, before: Sequence[Issue], must: int, narrow: bool) -> tuple[str, str, str]:
    """What the filled button does, how it is read out, and what it will ask.

    `before` are the issues of this edition, newest first, `must` how much is still to be put right.
    """
    version = f"Issue version {draft_number(())}"
    verb = "Reissue…" if before else "Issue…" if narrow else f"{version}…"
    said = f"{'Reissue' if before else version}, {month_words(month)} pack" if month else "Issue the pack"
    notes = []
    if before:
        notes.append(f"Version {before[0].number} was issued on {shown(local(before[0].issued_at).date())}.")
    if must:
        notes.append(f"With {must} still to put right you must give a reason, which is printed in the pack.")
    return verb, said, " ".join(notes)


def told(month: str, order: Order, issued: Any) -> str:
    """What an issue came to, with its files."""
    version = issued.issue.number if issued.issue is not None else ""
    copies = len(order.copies)
    numbered = f" in {copies} numbered cop{'y' if copies == 1 else 'ies'}" if copies else ""
    return f"{month_words(month)} pack issued, version {version}{numbered}: {names(issued)}"

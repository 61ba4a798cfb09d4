"""The files of minutes searched for what their edition withholds, before anything of them leaves."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.codes import EditionKind, Series
from app.domain.edition import Edition
from app.domain.held_meeting import HeldMeeting
from app.domain.kinds import Record
from app.errors import Refusal
from app.packs import editions, read_back
from app.packs.editions_sieve import PRIVATE, WithheldText, texts
from app.reads import months
from app.register import Register


def refuse_leaks(register: Register, held: HeldMeeting, edition: Edition, files: Mapping[str, bytes]) -> None:
    """Refusal("edition.leak") where a file says something of a private item; the chair's edition may.

    Minutes of a tasking meeting are searched as its pack is, so that what the edition names elsewhere is no
    secret; those of another series for every text of their own private items.
    """
    if edition.kind is EditionKind.CHAIR:
        return
    if held.meeting.series is Series.TASKING:
        month = register.ask(months.everything, held.meeting.month)
        read_back.check(files, editions.reduced(month, edition))
        return
    found = read_back.hits(files, withheld(held))
    if found:
        first = found[0]
        raise Refusal(
            "edition.leak", count=len(found), file=first.file, place=first.place, text=first.withheld.text
        )


def withheld(held: HeldMeeting) -> tuple[WithheldText, ...]:
    """Every text of the private items of a meeting, and of what was recorded of them."""
    hidden = held.hidden
    rows: list[tuple[str, Record]] = []
    rows += (("agenda_item", item) for item in held.items if item.id in hidden)
    rows += (("meeting_note", note) for note in held.notes if note.item in hidden)
    rows += (("meeting_decision", one) for one in held.decisions if one.item in hidden)
    return tuple(WithheldText(kind, field, text, PRIVATE) for kind, row in rows for field, text in texts(row))

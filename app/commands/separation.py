"""Who prepared a thing does not settle it: told by who was logged in, whatever names were typed.

conditions.md §4: proposer and ratifier are two people. Where one person holds the whole register it is
permitted, and the journal says "self-ratified" with every entry of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.domain import permissions
from app.domain.codes import LogClass
from app.domain.kinds import Record, kind_of
from app.domain.self_ratified import KIND, MARK
from app.errors import Refusal
from app.store.tables import JOURNAL
from app.store.unit import Unit

SAID = f"{MARK}."
"""What the journal says before the reason of every entry of it."""


def settle(
    unit: Unit, cls: type[Record], ids: Iterable[str], prepared_by: frozenset[str], said: str = SAID
) -> None:
    """Asked before something is settled: whoever is logged in did none of the commands that prepared it.

    A preparation that was undone since does not count. Raises Refusal("separation.own") where there are
    several people.
    """
    own = [id for id in ids if _prepared(unit, kind_of(cls), id, prepared_by)]
    if not own:
        return
    if not unit.alone:
        raise Refusal("separation.own")
    unit.by_exception(said)
    for id in own:
        unit.log(LogClass.SYSTEM, KIND, id, {"kind": kind_of(cls)})


def refuse_unless(unit: Unit, command: str) -> None:
    """Refusal("separation.approver") where whoever is logged in may not run the command itself.

    Asked by a command that does as a part of it what the permission table leaves to others.
    """
    if not permissions.may_do(unit.roles, command):
        raise Refusal("separation.approver")


def _prepared(unit: Unit, kind: str, id: str, commands: frozenset[str]) -> bool:
    """Whether the person at work prepared a record; entries of form 1 know people by their name alone."""
    entries = JOURNAL.alias()
    undone = select(entries.c.undoes).where(entries.c.undoes.is_not(None))
    query = (
        select(JOURNAL.c.seq)
        .where(JOURNAL.c.kind == kind, JOURNAL.c.object == id)
        .where(JOURNAL.c.command.in_(commands), JOURNAL.c.batch.not_in(undone))
        .where(JOURNAL.c.person.in_((unit.by.person, unit.by.name)))
        .limit(1)
    )
    return bool(unit.rows(query))

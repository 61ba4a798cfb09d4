"""The journal as the campaign compares it: which batches were kept, and what each is made of."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select

from app.domain.codes import LogClass
from app.register import Register
from app.store.tables import JOURNAL
from tests.faults.found import Found
from tests.faults.told import Told

LOOKED = (LogClass.CONSULTATION, LogClass.SYSTEM)
"""Entries of no command: an opening, a look. They come between, and are checked by `verify` alone."""


class Batch(NamedTuple):
    """One command's entries: its name, and the kind and class of each in order."""

    command: str
    entries: tuple[tuple[str, str], ...]


def batches(register: Register) -> list[Batch]:
    """Every batch of the journal that changed or sent out records, in order."""
    columns = (JOURNAL.c.batch, JOURNAL.c.command, JOURNAL.c.kind, JOURNAL.c["class"])
    with register._engine.connect() as connection:
        rows = connection.execute(
            select(*columns).where(JOURNAL.c["class"].notin_(LOOKED)).order_by(JOURNAL.c.seq)
        ).all()
    return [
        Batch(command, tuple((kind, str(class_)) for _, _, kind, class_ in entries))
        for (_, command), entries in groupby(rows, key=lambda row: (row[0], row[1]))
    ]


def hashes(register: Register) -> dict[int, str]:
    """The hash of every entry by its number."""
    with register._engine.connect() as connection:
        return dict(connection.execute(select(JOURNAL.c.seq, JOURNAL.c.hash)).tuples().all())


def compare(register: Register, told: Told, before: int, whole: list[Batch], found: Found) -> int:
    """Holds the journal to what was told and to an unharmed run; returns how many of its batches are there.

    `before` is how many batches stood there first, `whole` those of the unharmed run.
    """
    kept = hashes(register)
    for seq, hash_ in told.heads:
        found.acknowledged += 1
        if kept.get(seq) != hash_:
            found.lost.append(f"entry {seq} was acknowledged and is {'another' if seq in kept else 'gone'}")
    new = batches(register)[before:]
    for number, (batch, as_it_is) in enumerate(zip(new, whole, strict=False)):
        if batch != as_it_is:
            found.half.append(f"batch {number} is {batch}, whole it is {as_it_is}")
            break
    if len(new) > len(whole):
        found.wrong.append(f"{len(new)} batches where the whole run makes {len(whole)}: {new[len(whole) :]}")
    return len(new)

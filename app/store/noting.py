"""Noting where the journal stands, in the file beside the register, and what is strange about that file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from app.errors import Refusal
from app.store import anchors, verify_chain
from app.store.anchors import Anchor
from app.store.tables import JOURNAL


@dataclass(frozen=True, slots=True)
class Strange:
    """What an anchor's file showed when it was written: a kind of the log's own, with its facts."""

    kind: str
    facts: dict[str, Any]


def head(connection: Connection) -> tuple[int, str]:
    """The number and the hash of the journal's newest entry; (0, "") where it has none."""
    newest = select(JOURNAL.c.seq, JOURNAL.c.hash).order_by(JOURNAL.c.seq.desc()).limit(1)
    row = connection.execute(newest).first()
    return (0, "") if row is None else (row[0], row[1])


def here(connection: Connection, register: str, at: datetime, where: str, name: str = "") -> Anchor:
    """The anchor of the journal as this connection reads it."""
    seq, hash_ = head(connection)
    return Anchor(register, seq, hash_, at.astimezone(UTC).isoformat(timespec="seconds"), where, name)


def note(
    connection: Connection,
    folder: Path,
    keys: Sequence[bytes],
    register: str,
    at: datetime,
    where: str,
    name: str = "",
) -> tuple[Anchor, tuple[Strange, ...]]:
    """Notes where the journal stands, sealed by the first of the keys; raises OSError.

    What is told as strange: the file was not there, was altered without the key and set aside, or names an
    entry that the journal no longer has: then a tail went, or an older register.db stands in its place.
    """
    told: list[Strange] = []
    try:
        own = anchors.read(folder, keys)
        if own is None:
            told.append(Strange("anchors.begun", {}))
    except Refusal:
        told.append(Strange("anchors.altered", {"aside": anchors.set_aside(folder)}))
        own = None
    made = here(connection, register, at, where, name)
    kept: list[Anchor] = []
    for each in own or ():
        if each.where != anchors.DIFFERS and not _fits(connection, each):
            told.append(Strange("anchors.differ", {"seq": each.seq, "hash": each.hash, "at": each.at}))
            kept.append(anchors.differing(each))
        else:
            kept.append(each)
    if own is None or kept[-1:] != [made]:
        anchors.write(folder, [*kept, made], keys[0])
    return made, tuple(told)


def _fits(connection: Connection, anchor: Anchor) -> bool:
    differ, _, _ = verify_chain.held(connection.connection.driver_connection, (anchor,))
    return not differ


def known(folder: Path, keys: Sequence[bytes], register: str, *others: Path | None) -> tuple[Anchor, ...]:
    """The register's own anchors, and those of its backups here and in other folders.

    Raises Refusal("anchor.altered") where its own file is not as it was written.
    """
    own = anchors.read(folder, keys) or ()
    backups = anchors.of_backups(folder / "backups", *others)
    return (*own, *(each for each in backups if each.register == register))

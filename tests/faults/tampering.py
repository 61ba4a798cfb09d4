"""Tampering with the journal and the record by somebody who has the key: every one is to be found.

Each is done on a real register inside a transaction, looked for as verification looks, and taken back.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.register import Register
from app.store import anchors, chain, noting, verify

TEXTS = (
    "origin", "at", "actor", "app", "class", "command", "batch", "kind", "object", "reason", "digest", "prev",
    "hash", "person", "roles", "account", "machine", "outcome",
)  # fmt: skip
NUMBERS = ("seq", "version", "form", "utc_offset", "clock_back", "disposed")


@dataclass(frozen=True, slots=True)
class Tampered:
    """How many were done of each kind, and what was done that nothing found."""

    done: Counter[str]
    unseen: tuple[str, ...]


Tampering = Callable[[Any, random.Random, int], str]


def _text(raw: Any, by: random.Random, seq: int) -> str:
    column = by.choice(TEXTS)
    (was,) = raw.execute(f'SELECT "{column}" FROM journal WHERE seq = ?', (seq,)).fetchone()
    # another letter, one more at the end, a NUL with something behind it, nothing at all
    at = by.randrange(len(was)) if was else 0
    other = by.choice((was[:at] + ("x" if was[at : at + 1] != "x" else "y") + was[at + 1 :], f"{was}x",
                       f"{was}\0x", "" if was else "x"))  # fmt: skip
    raw.execute(f'UPDATE journal SET "{column}" = ? WHERE seq = ?', (other, seq))
    return f"{column} of entry {seq}"


def _number(raw: Any, by: random.Random, seq: int) -> str:
    column = by.choice(NUMBERS)
    more = 100_000 if column == "seq" else by.choice((1, 7, 100_000))
    step = "1 - " if column in ("clock_back", "disposed") else f"{more} + "
    raw.execute(f"UPDATE journal SET {column} = {step}{column} WHERE seq = ?", (seq,))
    return f"{column} of entry {seq}"


def _body(raw: Any, by: random.Random, seq: int) -> str:
    column = by.choice(("before", "after", "salt"))
    (was,) = raw.execute(f'SELECT "{column}" FROM journal WHERE seq = ?', (seq,)).fetchone()
    raw.execute(f'UPDATE journal SET "{column}" = ? WHERE seq = ?', (f"{was or ''} ", seq))
    return f"{column} of entry {seq}"


def _blank(raw: Any, by: random.Random, seq: int) -> str:
    raw.execute(
        'UPDATE journal SET salt = \'\', "before" = NULL, "after" = NULL, disposed = 1 WHERE seq = ?', (seq,)
    )
    return f"entry {seq} blanked"


def _gone(raw: Any, by: random.Random, seq: int) -> str:
    raw.execute("DELETE FROM journal WHERE seq = ?", (seq,))
    return f"entry {seq} taken out"


def _tail(raw: Any, by: random.Random, seq: int) -> str:
    raw.execute("DELETE FROM journal WHERE seq >= ?", (seq,))
    return f"everything from entry {seq} on taken out"


def _swapped(raw: Any, by: random.Random, seq: int) -> str:
    other = seq - 1 if seq > 1 else seq + 1
    for frm, to in ((seq, -1), (other, seq), (-1, other)):
        raw.execute("UPDATE journal SET seq = ? WHERE seq = ?", (to, frm))
    return f"entries {seq} and {other} exchanged"


def _anew(raw: Any, by: random.Random, seq: int) -> str:
    """An entry by somebody else, and every hash from there on made anew, as one with the key could."""
    names = chain.LINKED_2
    told = ", ".join(f'"{name}"' for name in names)
    rows = raw.execute(f"SELECT {told} FROM journal ORDER BY seq").fetchall()
    prev = chain.FIRST
    for row in rows:
        said = dict(zip(names, row, strict=True))
        said["clock_back"] = bool(said["clock_back"])
        said["prev"] = prev
        if said["seq"] == seq:
            said["actor"] = "Somebody else"
        prev = chain.link([said[name] for name in chain.covered(said["form"])])
        raw.execute(
            "UPDATE journal SET actor = ?, prev = ?, hash = ? WHERE seq = ?",
            (said["actor"], said["prev"], prev, said["seq"]),
        )
    return f"chain written anew from entry {seq}"


def _record(raw: Any, by: random.Random, seq: int) -> str:
    kind, column = by.choice((("threat", "name"), ("setting", "value"), ("force", "name"), ("theme", "name")))
    rows = raw.execute(f'SELECT id, "{column}" FROM "{kind}" ORDER BY id').fetchall()
    id, was = by.choice(rows or [("", "")])
    if not id or by.random() < 0.3:
        raw.execute("PRAGMA defer_foreign_keys = ON")
        raw.execute(f'DELETE FROM "{kind}" WHERE id = ?', (id,))
    else:
        raw.execute(f'UPDATE "{kind}" SET "{column}" = ? WHERE id = ?', (f"{was}x", id))
    return f"{kind} {id}"


ALL: tuple[Tampering, ...] = (_text, _number, _body, _blank, _gone, _tail, _swapped, _anew, _record)


def tamper(register: Register, count: int, seed: int = 2026) -> Tampered:
    """Tampers so often with a register, each time in another way, and tells what was not found."""
    by, done, unseen = random.Random(seed), Counter[str](), []
    with register._engine.connect() as connection:
        noted = noting.here(connection, register.origin, register.clock.now(), anchors.PRINTED)
        connection.rollback()
        raw = connection.connection.driver_connection
        assert raw is not None
        for number in range(count):
            way = ALL[number % len(ALL)]
            raw.execute("BEGIN IMMEDIATE")
            try:
                (last,) = raw.execute("SELECT max(seq) FROM journal").fetchone()
                changes = raw.total_changes
                what = way(raw, by, by.randint(1, last))
                assert raw.total_changes > changes, what
                done[way.__name__.strip("_")] += 1
                if verify.said(raw, (noted,), register.origin).ok:
                    unseen.append(what)
            finally:
                raw.execute("ROLLBACK")
    return Tampered(done, tuple(unseen))

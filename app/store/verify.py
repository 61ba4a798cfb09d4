"""Verification of a register: the file, the records against their journal, and the chain."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection

from app.domain import codec
from app.domain.kinds import KINDS, Record
from app.store import backup, chain

Progress = Callable[[str, int, int], None]
Bodies = dict[tuple[str, str], str | None]
"""What the journal last says of each record, by kind and id."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a code of words with where it was found."""

    code: str
    where: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome, with how many records and entries were looked at."""

    findings: tuple[Finding, ...]
    records: int
    entries: int

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


_SEQ, _CLOCK_BACK, _KIND, _OBJECT, _VERSION, _DIGEST, _PREV = (
    chain.LINKED.index(name) for name in ("seq", "clock_back", "kind", "object", "version", "digest", "prev")
)
_WIDTHS = {form: len(chain.covered(form)) for form in (1, chain.FORM)}
_FORM = chain.LINKED_2.index("form")


def _chain(raw: Any) -> tuple[list[Finding], int, Bodies]:
    """The first broken entry, the number of sound ones, and what they last say of each record."""
    last: Bodies = {}
    prev, seq = chain.FIRST, 0
    names = ", ".join(f'"{name}"' for name in (*chain.LINKED_2, "salt", "before", "after", "hash"))
    # bare rows: a hundred thousand entries are to take a second
    for *linked, salt, before, after, hash_ in raw.execute(f"SELECT {names} FROM journal ORDER BY seq"):
        linked[_CLOCK_BACK] = bool(linked[_CLOCK_BACK])
        if linked[_SEQ] != seq + 1 or linked[_PREV] != prev:
            return [Finding("verify.chain_gap", f"entry {seq + 1}")], seq, last
        width = _WIDTHS.get(linked[_FORM], 0)
        if chain.digest(salt, before, after) != linked[_DIGEST] or chain.link(linked[:width]) != hash_:
            return [Finding("verify.chain_broken", f"entry {linked[_SEQ]}")], seq, last
        if linked[_VERSION]:  # 0 where something was only looked at, sent or refused
            last[(linked[_KIND], linked[_OBJECT])] = after
        prev, seq = hash_, linked[_SEQ]
    return [], seq, last


def _plain(cls: type[Record]) -> Callable[[tuple[Any, ...]], dict[str, Any]]:
    """A bare row as the flat dict that the codec makes of its record."""
    specs = codec.specs(cls)
    names = [spec.name for spec in specs]
    lists = [spec.name for spec in specs if spec.type is tuple]
    flags = [spec.name for spec in specs if spec.type is bool]

    def plain(row: tuple[Any, ...]) -> dict[str, Any]:
        flat = dict(zip(names, row, strict=True))
        for name in lists:
            flat[name] = json.loads(flat[name])
        for name in flags:
            flat[name] = bool(flat[name])
        return flat

    return plain


def _records(raw: Any, last: Bodies) -> tuple[list[Finding], int]:
    found: list[Finding] = []
    count = 0
    for kind, cls in KINDS.items():
        plain = _plain(cls)
        names = ", ".join(f'"{spec.name}"' for spec in codec.specs(cls))
        for row in raw.execute(f'SELECT {names} FROM "{kind}"'):
            count += 1
            if not _agrees(cls, last.pop((kind, row[0]), None), _text(plain, row)):
                found.append(Finding("verify.record_unlogged", f"{kind} {row[0]}"))
    found += [
        Finding("verify.record_missing", f"{kind} {id}")
        for (kind, id), body in last.items()
        if body is not None and kind in KINDS
    ]
    return found, count


def _bodies(raw: Any) -> list[Finding]:
    """Each issue's stored value is there, and each stored value has the SHA-256 under which it stands."""
    wanted = {body: id for id, body in raw.execute('SELECT "id", "body" FROM "issue" ORDER BY "id"')}
    found = []
    for (id,) in raw.execute('SELECT "id" FROM "body" ORDER BY "id"').fetchall():
        wanted.pop(id, None)
        (data,) = raw.execute('SELECT "data" FROM "body" WHERE "id" = ?', (id,)).fetchone()
        try:
            sound = hashlib.sha256(zlib.decompress(data)).hexdigest() == id
        except zlib.error:
            sound = False
        if not sound:
            found.append(Finding("verify.body_altered", f"stored value {id[:12]}"))
    return found + [Finding("verify.body_missing", f"issue {issue}") for issue in wanted.values()]


def _agrees(cls: type[Record], body: str | None, text: str | None) -> bool:
    """Whether a body is what the record says; one from before a field was added lacks it."""
    if body is None or text is None or body == text:
        return body is not None and body == text
    try:
        return codec.canonical(codec.flatten(codec.build(cls, json.loads(body)))) == text
    except (TypeError, ValueError, KeyError):
        return False


def _text(plain: Callable[[tuple[Any, ...]], dict[str, Any]], row: tuple[Any, ...]) -> str | None:
    try:
        return codec.canonical(plain(row))
    except ValueError:
        return None


def verify(connection: Connection, progress: Progress | None = None) -> Verification:
    """Checks file, journal chain and records; findings name the first broken entry and each record.

    What it cannot find: the newest entries cut off together with what they did, or a whole chain written anew
    by somebody who has the key. Only a head kept elsewhere tells; each backup is one.
    """
    raw = connection.connection.driver_connection
    assert raw is not None
    tell = progress or (lambda *_: None)
    tell("file", 0, 3)
    found = [Finding("verify.file", line) for line in backup.findings(raw)]
    entries = records = 0
    try:
        # one transaction, so that a save meanwhile is no finding
        raw.execute("BEGIN")
        tell("chain", 1, 3)
        broken, entries, last = _chain(raw)
        found += broken
        tell("records", 2, 3)
        if not broken:
            wrong, records = _records(raw, last)
            found += wrong + _bodies(raw)
        raw.execute("COMMIT")
    except driver.DatabaseError as error:
        # the file's own checks name the pages; SQLCipher reads no further on a connection that met damage
        found = found or [Finding("verify.file", str(error))]
        connection.invalidate()
    tell("done", 3, 3)
    return Verification(tuple(found), records, entries)

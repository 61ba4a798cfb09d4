"""Verification of a register: the file, the records against their journal, and the chain."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection

from app.domain import codec
from app.domain.kinds import KINDS, Record
from app.store import backup, verify_chain
from app.store.anchors import Anchor
from app.store.verify_chain import Bodies, Finding

__all__ = ["Finding", "Verification", "said", "verify"]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome, with how many records and entries were looked at, and how many anchors fit.

    `excused` are anchors of entries that a journalled restore set aside.
    """

    findings: tuple[Finding, ...]
    records: int
    entries: int
    anchors: int = 0
    excused: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def told(self) -> dict[str, Any]:
        """What the log keeps of it."""
        counts = {name: getattr(self, name) for name in ("records", "entries", "anchors", "excused")}
        return {**counts, "findings": [f"{found.code} {found.where}" for found in self.findings[:20]]}


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


def verify(
    connection: Connection, progress: Progress | None = None, noted: Iterable[Anchor] = (), register: str = ""
) -> Verification:
    """Checks file, journal chain and records; findings name the first broken entry and each record.

    `noted` are the anchors kept elsewhere, to which those of the issues come: without one, nobody could tell
    that the newest entries were cut off with what they did, or that one with the key wrote the chain anew.
    """
    raw = connection.connection.driver_connection
    assert raw is not None
    tell = progress or (lambda *_: None)
    tell("file", 0, 3)
    found = [Finding("verify.file", line) for line in backup.findings(raw)]
    seen = Verification((), 0, 0)
    try:
        # one transaction, so that a save meanwhile is no finding
        raw.execute("BEGIN")
        seen = said(raw, noted, register, tell)
        raw.execute("COMMIT")
    except driver.DatabaseError as error:
        # the file's own checks name the pages; SQLCipher reads no further on a connection that met damage
        found = found or [Finding("verify.file", str(error))]
        connection.invalidate()
    tell("done", 3, 3)
    return replace(seen, findings=(*found, *seen.findings))


def said(
    raw: Any, noted: Iterable[Anchor] = (), register: str = "", tell: Progress = lambda *_: None
) -> Verification:
    """What chain, anchors and records say inside the transaction that a bare connection stands in."""
    tell("chain", 1, 3)
    gone, issues = verify_chain.disposed(raw), verify_chain.issues(raw)
    read = verify_chain.read(raw, gone, frozenset(head for head, *_ in issues))
    found = [read.broken] if read.broken else verify_chain.unexplained(read.blanked, gone)
    tell("records", 2, 3)
    records = 0
    if not read.broken:
        wrong, records = _records(raw, read.last)
        found += wrong + _bodies(raw)
    # behind a broken entry nothing is known of where an issue's head stands
    of_issues = [] if read.broken else verify_chain.issued(issues, read.heads, register)
    differ, fitting, excused = verify_chain.held(raw, (*noted, *of_issues))
    return Verification((*found, *differ), records, read.entries, fitting, excused)

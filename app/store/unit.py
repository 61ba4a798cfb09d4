"""The only writer, and the auditor: there is no other way to change the record, so nothing is unlogged."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import secrets
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, RowMapping, Table, insert, select
from sqlalchemy import delete as sql_delete
from sqlalchemy import update as sql_update

from app import VERSION
from app.domain import codec
from app.domain.clock import local
from app.domain.codes import LogClass, LogOutcome, MinutesState, Role
from app.domain.faults import Faulty, stops
from app.domain.ids import new_id
from app.domain.kinds import KINDS, Record, kind_of
from app.domain.minutes import Minutes, locked_by
from app.errors import Conflict, Difference, Refusal
from app.store import chain
from app.store.session import Session
from app.store.tables import BODY, JOURNAL, TABLES, table

R = TypeVar("R", bound=Record)
Command = Callable[..., Any]

BULK = 2_000
"""Rows written at a time by put_many: bounded memory at any size."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What the journal, the undo label and the permission table know of a command."""

    name: str
    undoable: bool = True


@dataclass(frozen=True, slots=True)
class Blanked:
    """How many entries of one object were blanked, and the hash that each has without its reason, by seq.

    Reasons stand in the chain as they are, so an entry that loses one is held against this hash from then on.
    """

    entries: int
    seals: dict[str, str]


def command(name: str, *, undoable: bool = True) -> Callable[[Command], Command]:
    """Marks a plain function `(unit, ...) -> result` as a command by its stable name; `permissions` says
    whose it is.

    One that is not undoable is locked once done, such as an issue: the files have left.
    """

    def mark(function: Command) -> Command:
        function.marked = Marked(name, undoable)  # type: ignore[attr-defined]
        return function

    return mark


@cache
def _insert(table_: Table) -> Any:
    return insert(table_)


def _row(record: Record) -> dict[str, Any]:
    return {spec.name: getattr(record, spec.name) for spec in codec.specs(type(record))}


class Unit:
    """One transaction of one command: reads, writes, and the journal's entries for them."""

    def __init__(
        self,
        connection: Connection,
        *,
        now: datetime,
        by: Session,
        origin: str,
        name: str,
        batch: str,
        roles: frozenset[Role],
        alone: bool,
    ) -> None:
        self.connection = connection
        self.now = now
        self.today: date = local(now).date()
        self.by = by
        self.roles = roles
        self.alone = alone
        self.actor = by.name
        self.batch = batch
        self.changes: set[tuple[str, str]] = set()
        self.entropy: Callable[[int], int] = secrets.randbits
        self._name = name
        self._origin = origin
        self._undoes: str | None = None
        offset = local(now).utcoffset()
        self._offset = 0 if offset is None else int(offset.total_seconds()) // 60
        self._reason = self._exception = self._recipient = ""
        last = connection.execute(
            select(JOURNAL.c.seq, JOURNAL.c.hash, JOURNAL.c.at).order_by(JOURNAL.c.seq.desc()).limit(1)
        ).first()
        self._seq: int = last[0] if last else 0
        self._prev: str = last[1] if last else chain.FIRST
        self._last_at: datetime | None = last[2] if last else None

    def new_id(self) -> str:
        """A new identifier at this unit's time."""
        return new_id(self.now, self.entropy)

    def because(self, reason: str) -> None:
        """The reason that the journal keeps with every entry that follows."""
        self._reason = f"{self._exception} {reason}".strip()

    def leaving_for(self, recipient: str) -> None:
        """Whom a disclosure that follows is for, where it does not know its recipients itself."""
        self._recipient = recipient

    def by_exception(self, words: str) -> None:
        """An exception that the journal keeps with every entry that follows, before its reason."""
        self._exception, reason = words, self._reason.removeprefix(self._exception).strip()
        self.because(reason)

    def rows(self, statement: Executable) -> Sequence[Any]:
        """What a query answers inside this transaction."""
        return self.connection.execute(statement).all()

    def get(self, cls: type[R], id: str) -> R:
        """The record as it stands; Refusal("gone") where there is none."""
        found = self.seek(cls, id)
        if found is None:
            raise Refusal("gone", kind=kind_of(cls).replace("_", " "))
        return found

    def seek(self, cls: type[R], id: str) -> R | None:
        """The record as it stands, or None."""
        where = table(cls)
        row = self.connection.execute(select(where).where(where.c.id == id)).first()
        return None if row is None else cls(**row._mapping)

    def find(self, cls: type[R], **equals: object) -> list[R]:
        """The records whose fields equal the values given, by id."""
        where = table(cls)
        query = select(where).order_by(where.c.id)
        for name, value in equals.items():
            query = query.where(where.c[name] == value)
        return [cls(**row._mapping) for row in self.connection.execute(query)]

    def put(self, record: R) -> R:
        """Saves a new record (version 0) or a change, journals it, and returns it with its new version.

        Raises Faulty for faults that stop saving, Conflict for a stale copy, Refusal("gone") for one no
        longer there.
        """
        found = stops(record.faults(self.today))
        if found:
            raise Faulty(found)
        stored = self.seek(type(record), record.id)
        if record.version == 0 and stored is None:
            return self._write(record, None, self._last_version(kind_of(record), record.id) + 1)
        if stored is None:
            raise Refusal("gone", kind=kind_of(record).replace("_", " "))
        if record.version != stored.version:
            raise self._conflict(record, stored)
        if codec.flatten(record) == codec.flatten(stored):
            return stored
        return self._write(record, stored, stored.version + 1)

    def put_many(self, records: Iterable[R]) -> int:
        """Saves many new records of one or several kinds, as put does, in bulk; returns how many."""
        pending: dict[str, list[dict[str, Any]]] = {}
        entries: list[dict[str, Any]] = []
        count = 0
        for record in records:
            found = stops(record.faults(self.today))
            if found:
                raise Faulty(found)
            saved: R = dataclasses.replace(record, version=1)  # type: ignore[type-var]
            kind = kind_of(saved)
            pending.setdefault(kind, []).append(_row(saved))
            entries.append(self._entry(kind, saved.id, 1, LogClass.COLLECTION, None, codec.flatten(saved)))
            self.changes.add((kind, saved.id))
            count += 1
            if len(entries) >= BULK:
                self._flush(pending, entries)
        if entries:
            self._flush(pending, entries)
        return count

    def drop(self, record: Record) -> None:
        """Removes a record as it stands; Conflict for a stale copy. Its journal keeps what it was."""
        stored = self.get(type(record), record.id)
        if record.version != stored.version:
            raise self._conflict(record, stored)
        self._delete(stored)

    def log(
        self,
        class_: LogClass,
        kind: str,
        object: str = "",
        after: dict[str, Any] | None = None,
        *,
        version: int = 0,
        outcome: LogOutcome = LogOutcome.DONE,
    ) -> None:
        """An entry that changes no record: a disclosure, a consultation, a system event, a refusal.

        Its kind is none of a record's, such as "threat.seen", so that nobody takes it for the record's state.
        """
        if kind in KINDS:
            raise ValueError(kind)
        if class_ is LogClass.DISCLOSURE and self._recipient and not (after or {}).get("recipients"):
            after = {**(after or {}), "recipients": self._recipient}
        entry = self._entry(kind, object, version, class_, None, after, outcome)
        self.connection.execute(_insert(JOURNAL), [entry])

    def keep(self, body: bytes) -> str:
        """Keeps the stored value of an issue for ever, and returns the SHA-256 under which it stands."""
        id = hashlib.sha256(body).hexdigest()
        if self.connection.execute(select(BODY.c.id).where(BODY.c.id == id)).first() is None:
            data = zlib.compress(body, 6)
            self.connection.execute(_insert(BODY), [{"id": id, "data": data}])
        return id

    def blank(self, kind: str, object: str) -> Blanked:
        """Takes a record out for good: its row, and what every entry of the journal says of it.

        The identifiers, the times and who did it stay. The command must log its disposal too, which names
        the object and the seals: without it `verify` takes a blanked entry for a tampered one.
        """
        where = TABLES[kind]
        there = self.connection.execute(sql_delete(where).where(where.c.id == object)).rowcount > 0
        # why somebody looked at it was written by hand, and may say as much as the record
        told = JOURNAL.c.kind.in_((kind, f"{kind}.why"))
        own = told & (JOURNAL.c.object == object) & ~JOURNAL.c.disposed
        linked = [JOURNAL.c[name] for name in chain.covered(chain.FORM)]
        reasoned = self.connection.execute(select(*linked).where(own, JOURNAL.c.reason != "")).mappings()
        seals = {str(row["seq"]): chain.link(_unreasoned(row)) for row in reasoned}
        blank = {"salt": "", "before": None, "after": None, "reason": "", "disposed": True}
        count = self.connection.execute(sql_update(JOURNAL).where(own), blank).rowcount
        if there:
            version = self._last_version(kind, object) + 1
            entry = self._entry(kind, object, version, LogClass.ERASURE, None, None)
            self.connection.execute(_insert(JOURNAL), [entry])
            self.changes.add((kind, object))
        return Blanked(count, seals)

    def invert(self, batch: str) -> None:
        """Appends the inverse of a batch; Refusal("undo.changed_since") where its records have moved on."""
        self._undoes = batch
        rows = self.connection.execute(
            select(JOURNAL.c.kind, JOURNAL.c.object, JOURNAL.c.before, JOURNAL.c.after, JOURNAL.c.disposed)
            .where(JOURNAL.c.batch == batch, JOURNAL.c.version > 0)
            .order_by(JOURNAL.c.seq.desc())
        ).all()
        if any(row.disposed for row in rows):
            raise Refusal("undo.changed_since")
        for kind, object, before_text, after_text, _ in rows:
            if kind in KINDS:
                self._restore(kind, object, _parsed(before_text), _parsed(after_text))

    def _restore(
        self, kind: str, object: str, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        cls = KINDS[kind]
        meeting = locked_by(kind, object, before, after)
        if meeting is not None:
            self._refuse_locked(meeting)
        stored = self.seek(cls, object)
        now = None if stored is None else codec.flatten(stored)
        if codec.content(now) != codec.content(after):
            raise Refusal("undo.changed_since")
        if before is None:
            if stored is not None:
                self._delete(stored)
            return
        self._write(codec.build(cls, before), stored, self._last_version(kind, object) + 1)

    def _refuse_locked(self, meeting: str) -> None:
        """An undo changes nothing of a meeting whose minutes were confirmed since, as no command does."""
        if any(each.state is MinutesState.CONFIRMED for each in self.find(Minutes, meeting=meeting)):
            raise Refusal("undo.minutes_confirmed")

    def _last_version(self, kind: str, object: str) -> int:
        """The highest version ever given: versions only rise, across delete and restore too."""
        rows = self.connection.execute(
            select(JOURNAL.c.version)
            .where(JOURNAL.c.kind == kind, JOURNAL.c.object == object)
            .order_by(JOURNAL.c.version.desc())
            .limit(1)
        ).first()
        return int(rows[0]) if rows else 0

    def _write(self, record: R, stored: Record | None, version: int) -> R:
        saved: R = dataclasses.replace(record, version=version)  # type: ignore[type-var]
        kind, where = kind_of(saved), table(type(saved))
        if stored is None:
            self.connection.execute(_insert(where), [_row(saved)])
        else:
            self.connection.execute(sql_update(where).where(where.c.id == saved.id), _row(saved))
        before = None if stored is None else codec.flatten(stored)
        class_ = LogClass.COLLECTION if stored is None else LogClass.ALTERATION
        entry = self._entry(kind, saved.id, version, class_, before, codec.flatten(saved))
        self.connection.execute(_insert(JOURNAL), [entry])
        self.changes.add((kind, saved.id))
        return saved

    def _delete(self, stored: Record) -> None:
        kind, where = kind_of(stored), table(type(stored))
        self.connection.execute(sql_delete(where).where(where.c.id == stored.id))
        entry = self._entry(
            kind, stored.id, stored.version + 1, LogClass.ERASURE, codec.flatten(stored), None
        )
        self.connection.execute(_insert(JOURNAL), [entry])
        self.changes.add((kind, stored.id))

    def _flush(self, pending: dict[str, list[dict[str, Any]]], entries: list[dict[str, Any]]) -> None:
        for kind, rows in pending.items():
            self.connection.execute(_insert(table(KINDS[kind])), rows)
        self.connection.execute(_insert(JOURNAL), entries)
        pending.clear()
        entries.clear()

    def _entry(
        self,
        kind: str,
        object: str,
        version: int,
        class_: LogClass,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
        outcome: LogOutcome = LogOutcome.DONE,
    ) -> dict[str, Any]:
        self._seq += 1
        before_text = None if before is None else codec.canonical(before)
        after_text = None if after is None else codec.canonical(after)
        salt = secrets.token_hex(8)
        entry: dict[str, Any] = {
            "seq": self._seq,
            "origin": self._origin,
            "at": self.now.astimezone(UTC).isoformat(timespec="microseconds"),
            "clock_back": self._last_at is not None and self.now < self._last_at,
            "actor": self.actor,
            "app": VERSION,
            "class": class_.value,
            "command": self._name,
            "batch": self.batch,
            "undoes": self._undoes,
            "kind": kind,
            "object": object,
            "version": version,
            "reason": self._reason,
            "salt": salt,
            "before": before_text,
            "after": after_text,
            "digest": chain.digest(salt, before_text, after_text),
            "prev": self._prev,
            "form": chain.FORM,
            "person": self.by.person,
            "roles": self.by.roles_told,
            "account": self.by.account,
            "machine": self.by.machine,
            "utc_offset": self._offset,
            "outcome": outcome.value,
            "disposed": False,
        }
        entry["hash"] = self._prev = chain.link([entry[column] for column in chain.covered(chain.FORM)])
        entry["at"] = self._last_at = self.now
        return entry

    def _conflict(self, mine: Record, stored: Record) -> Conflict:
        kind = kind_of(stored)
        entry = self.connection.execute(
            select(JOURNAL.c.actor, JOURNAL.c.at)
            .where(JOURNAL.c.kind == kind, JOURNAL.c.object == stored.id)
            .order_by(JOURNAL.c.seq.desc())
            .limit(1)
        ).first()
        by, at = (entry[0], local(entry[1]).strftime("%H:%M")) if entry else ("", "")
        differences = tuple(
            Difference(spec.name, getattr(mine, spec.name), getattr(stored, spec.name))
            for spec in codec.specs(type(stored))
            if spec.name not in ("id", "version") and getattr(mine, spec.name) != getattr(stored, spec.name)
        )
        return Conflict(kind, stored.id, by, at, differences)


def _unreasoned(row: RowMapping) -> list[object]:
    """What the hash of an entry covers, in its own form, without its reason."""
    plain = {**row, "reason": "", "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds")}
    return [plain[name] for name in chain.covered(row["form"])]


def _parsed(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)

"""What was done: the history of a record, and the latest changes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, or_, select

from app.domain import codec
from app.domain.action import Action
from app.domain.codes import LogClass
from app.domain.custom import CustomField, CustomValue
from app.domain.kinds import KINDS
from app.store.tables import JOURNAL, TABLES, table


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed: plain values as kept, None for not there."""

    field: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a record's history; a record new or gone has all its filled fields as changes."""

    seq: int
    at: datetime
    actor: str
    command: str
    kind: str
    object: str
    version: int
    changes: tuple[Change, ...]
    reason: str
    created: bool
    removed: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """One thing that was done, with what it concerned: a threat's display and reference, or ""."""

    at: datetime
    actor: str
    command: str
    undoes: bool
    count: int
    threat: str | None
    subject: str
    reference: str
    detail: dict[str, Any]


def _changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        Change(name, before.get(name), after.get(name))
        for name in names
        if name not in ("id", "version")
        and before.get(name) != after.get(name)
        and (before or after.get(name) not in ("", [], None))
    )


def _entry(row: RowMapping) -> Entry:
    before = json.loads(row["before"]) if row["before"] else {}
    after = json.loads(row["after"]) if row["after"] else {}
    return Entry(
        row["seq"], row["at"], row["actor"], row["command"], row["kind"], row["object"], row["version"],
        _changes(before, after), row["reason"], not before, not after,
    )  # fmt: skip


def history(connection: Connection, kind: str, id: str) -> tuple[Entry, ...]:
    """The history of one record, newest first."""
    query = select(JOURNAL).where(JOURNAL.c.kind == kind, JOURNAL.c.object == id)
    rows = connection.execute(query.order_by(JOURNAL.c.seq.desc()))
    return tuple(_entry(row) for row in rows.mappings())


def threat_history(connection: Connection, threat: str, limit: int = 500) -> tuple[Entry, ...]:
    """The history of a threat with everything that hangs on it, removed records included, newest first."""
    hangs = [kind for kind in KINDS if "threat" in TABLES[kind].c]
    members = _members(connection, threat, hangs)
    query = (
        select(JOURNAL)
        .where(
            or_(
                (JOURNAL.c.kind == "threat") & (JOURNAL.c.object == threat),
                JOURNAL.c.kind.in_(hangs) & JOURNAL.c.object.in_(members),
                (JOURNAL.c.kind == "custom_value")
                & JOURNAL.c.object.in_(_custom(connection, [threat, *members])),
            )
        )
        .order_by(JOURNAL.c.seq.desc())
        .limit(limit)
    )
    return tuple(_entry(row) for row in connection.execute(query).mappings())


def _members(connection: Connection, threat: str, kinds: list[str]) -> list[str]:
    found: list[str] = []
    for kind in kinds:
        where = TABLES[kind]
        own = where.c.threat == threat
        # both ends of a link have it in their history
        own = or_(own, where.c.other == threat) if "other" in where.c else own
        found += [row[0] for row in connection.execute(select(where.c.id).where(own))]
    # the body of a removal still names the threat that the record belonged to
    removed = select(JOURNAL.c.object).where(
        JOURNAL.c.after.is_(None),
        JOURNAL.c.kind.in_(kinds),
        or_(
            func.json_extract(JOURNAL.c.before, "$.threat") == threat,
            func.json_extract(JOURNAL.c.before, "$.other") == threat,
        ),
    )
    return found + [row[0] for row in connection.execute(removed)]


def _custom(connection: Connection, objects: list[str]) -> list[str]:
    """The custom values of records, those removed among them."""
    values = table(CustomValue)
    found = [row[0] for row in connection.execute(select(values.c.id).where(values.c.object.in_(objects)))]
    removed = select(JOURNAL.c.object).where(
        JOURNAL.c.after.is_(None),
        JOURNAL.c.kind == "custom_value",
        func.json_extract(JOURNAL.c.before, "$.object").in_(objects),
    )
    return found + [row[0] for row in connection.execute(removed)]


def recent(connection: Connection, limit: int = 12) -> tuple[Batch, ...]:
    """The latest things done, newest first; a batch of many records is one line with its count.

    What was looked at, and who opened the register, stands in the log alone.
    """
    found: list[Batch] = []
    before = connection.execute(select(func.max(JOURNAL.c.seq))).scalar() or 0
    told = JOURNAL.c["class"].not_in((LogClass.CONSULTATION.value, LogClass.SYSTEM.value))
    while before and len(found) < limit:
        newest = select(JOURNAL).where(JOURNAL.c.seq <= before, told).order_by(JOURNAL.c.seq.desc()).limit(1)
        last = connection.execute(newest).mappings().first()
        if last is None:
            break
        # a batch's entries follow each other, so the one before its first ends the batch before
        first, number = connection.execute(
            select(func.min(JOURNAL.c.seq), func.count()).where(JOURNAL.c.batch == last["batch"])
        ).one()
        found.append(_batch(connection, last, number))
        before = first - 1
    return tuple(found)


def _said_of(connection: Connection, value: dict[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """The threat of the record that a custom value belongs to, and that record as it stands."""
    field = table(CustomField)
    kind = connection.execute(select(field.c.of).where(field.c.id == value["field"])).scalar()
    if kind is not None:
        where = TABLES[kind]
        row = connection.execute(select(where).where(where.c.id == value["object"])).first()
        if row is not None:
            said = codec.flatten(KINDS[kind](**row._mapping))
            return (value["object"] if kind == "threat" else str(said.get("threat") or "")), said
    return None, {}


def _batch(connection: Connection, row: RowMapping, number: int) -> Batch:
    detail = json.loads(row["after"] or row["before"] or "{}")
    threat = row["object"] if row["kind"] == "threat" else detail.get("threat")
    if row["kind"] == "redating":
        actions = table(Action)
        of = detail.get("action")
        threat = connection.execute(select(actions.c.threat).where(actions.c.id == of)).scalar()
    if row["kind"] == "custom_value" and detail:
        threat, detail = _said_of(connection, detail)
    subject = reference = ""
    if threat:
        t = TABLES["threat"]
        found = connection.execute(
            select(t.c.name, t.c.operation, t.c.reference).where(t.c.id == threat)
        ).first()
        if found:
            subject = f"Op {found.operation}" if found.operation else found.name
            reference = found.reference
    return Batch(
        row["at"], row["actor"], row["command"], row["undoes"] is not None, number, threat, subject,
        reference, detail,
    )  # fmt: skip

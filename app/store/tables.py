"""The tables, derived from the records so that there is one definition; the journal stands beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    func,
)
from sqlalchemy.types import UserDefinedType

from app.domain.codec import specs
from app.domain.kinds import KINDS, Record, kind_of


class Code(UserDefinedType[StrEnum]):
    """A closed list kept as its text."""

    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        self.enum = enum

    def get_col_spec(self, **_: Any) -> str:
        """The column's type in DDL."""
        return "VARCHAR"

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Enum to its text."""
        return lambda value: None if value is None else str(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Text to the enum's member, by one look-up."""
        return dict[Any, Any]({None: None}, **{member.value: member for member in self.enum}).__getitem__


class Texts(UserDefinedType[tuple[str, ...]]):
    """A tuple of texts kept as a JSON list."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The column's type in DDL."""
        return "TEXT"

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Tuple to JSON."""
        return lambda value: json.dumps(value, ensure_ascii=False)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """JSON to tuple; most are empty."""
        return lambda value: () if value == "[]" else tuple(json.loads(value))


class Utc(UserDefinedType[datetime]):
    """A moment kept as ISO text in UTC: SQLite would hand back a naive one."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The column's type in DDL."""
        return "VARCHAR"

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Aware moment to text of one width, so that texts sort as times do."""
        return lambda value: (
            None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")
        )

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Text to aware moment."""
        return lambda value: None if value is None else datetime.fromisoformat(value)


METADATA = MetaData()

REFERENCES = {
    "threat": "threat",
    "officer": "officer",
    "owner": "officer",
    "action": "action",
    "home_force": "force",
    "force": "force",
    "primary_theme": "theme",
    "theme": "theme",
    "from_force": "force",
    "to_force": "force",
    "other": "threat",
    "scheme_id": "scheme",
    "settled": "score",
    "submission": "submission",
    "return_reason": "choice",
    "capability": "choice",
    "order_type": "choice",
    "nominal": "nominal",
    "meeting": "meeting",
    "disruption": "disruption",
    "field": "custom_field",
    "member": "member",
    "item": "agenda_item",
    "under": "agenda_item",
    "request": "request",
    "confirmed_at": "meeting",
    "replaces": "late_paper",
    "issue": "issue",
    "supersedes": "issue",
}
"""Fields that hold another record's id, by the kind they refer to."""

WIDER = {("action", "threat"), ("score", "threat"), ("disruption", "threat"), ("nominal", "threat")}
"""Foreign keys with a wider index below in place of the plain one."""

_TYPES: dict[type, Any] = {
    str: Text,
    int: Integer,
    float: Float,
    bool: Boolean(create_constraint=False),
    date: Date,
    datetime: Utc(),
    tuple: Texts(),
}


def _column(kind: str, name: str, type_: type, optional: bool) -> Column[Any]:
    sql: Any = Code(type_) if issubclass(type_, StrEnum) else _TYPES[type_]
    if name == "id":
        return Column(name, String, primary_key=True)
    target = REFERENCES.get(name)
    if target is None:
        return Column(name, sql, nullable=optional)
    # checked at commit, so that one command may write in any order
    key = ForeignKey(f"{target}.id", name=f"fk_{kind}_{name}", deferrable=True, initially="DEFERRED")
    return Column(name, String, key, nullable=optional, index=(kind, name) not in WIDER)


def _derive(kind: str, cls: type[Record]) -> Table:
    columns = [_column(kind, spec.name, spec.type, spec.optional) for spec in specs(cls)]
    return Table(kind, METADATA, *columns)


TABLES: dict[str, Table] = {kind: _derive(kind, cls) for kind, cls in KINDS.items()}

Index("ix_threat_reference_key", func.lower(TABLES["threat"].c.reference))
# as wide as the counts of Home and of the list ask, which then open no rows
for _kind, _names in (
    ("action", ("threat", "state", "strand")),
    ("score", ("threat", "assessed_on")),
    ("disruption", ("threat", "on", "rating", "apmis")),
    ("nominal", ("threat", "until", "role", "since")),
):
    Index(f"ix_{_kind}_threat", *(TABLES[_kind].c[name] for name in _names))
_ACTION = TABLES["action"].c
# wide enough that Home and the list never open the rows of two hundred thousand actions
Index(
    "ix_action_state",
    *(_ACTION[name] for name in ("state", "threat", "due", "owner", "owner_organisation", "strand", "id")),
)
Index("ix_meeting_on", TABLES["meeting"].c.series, TABLES["meeting"].c.on, unique=True)
Index("ix_custom_value_object", TABLES["custom_value"].c.object)
Index("ix_held_fingerprint", TABLES["held"].c.fingerprint)
Index("ix_meeting_series_series", TABLES["meeting_series"].c.series, unique=True)

BODY = Table(
    "body",
    METADATA,
    Column("id", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""The stored value of each issue, compressed, under its SHA-256, by which the journal names it."""

JOURNAL = Table(
    "journal",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("origin", String, nullable=False),
    Column("at", Utc(), nullable=False),
    Column("clock_back", Boolean(create_constraint=False), nullable=False),
    Column("actor", String, nullable=False),
    Column("app", String, nullable=False),
    Column("class", String, nullable=False),
    Column("command", String, nullable=False),
    Column("batch", String, nullable=False, index=True),
    Column("undoes", String),
    Column("kind", String, nullable=False),
    Column("object", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("salt", String, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("digest", String, nullable=False),
    Column("prev", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("form", Integer, nullable=False),
    Column("person", String, nullable=False),
    Column("roles", String, nullable=False),
    Column("account", String, nullable=False),
    Column("machine", String, nullable=False),
    Column("utc_offset", Integer, nullable=False),
    Column("outcome", String, nullable=False),
    Column("disposed", Boolean(create_constraint=False), nullable=False),
    Index("ix_journal_object", "kind", "object"),
)
# removals are few, and a threat's history looks for them among everything ever written
Index("ix_journal_removed", JOURNAL.c.kind, sqlite_where=JOURNAL.c.after.is_(None))


DRAFT = Table(
    "draft",
    METADATA,
    Column("id", String, primary_key=True),
    Column("person", String, nullable=False, index=True),
    Column("form", String, nullable=False),
    Column("object", String, nullable=False),
    Column("at", Utc(), nullable=False),
    Column("body", Text, nullable=False),
)
"""What somebody was typing, kept encrypted across a lock or a crash; it is no record and not journalled."""


def table(cls: type[Record]) -> Table:
    """The table of a kind of record; its columns are the record's fields in order."""
    return TABLES[kind_of(cls)]

"""The statutory log as an auditor reads it: who did what to which record, when and from where.

It names records by reference and fields by name and shows nothing that a record holds. No figure is made of
it that would measure anybody's work (Data Protection Act 2018 s.62(4)).
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select

from app.domain.clock import LONDON
from app.domain.codes import LogClass, LogOutcome
from app.domain.kinds import KINDS
from app.reads.reference import reference
from app.store.tables import JOURNAL, TABLES

J = JOURNAL.c
REFERENCES = tuple(kind for kind in KINDS if "reference" in TABLES[kind].c)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked of the log: a person (id or name), a record (reference or id), classes, days, outcome."""

    person: str = ""
    record: str = ""
    classes: tuple[LogClass, ...] = ()
    since: date | None = None
    until: date | None = None
    refused: bool = False
    clock_back: bool = False

    @property
    def told(self) -> dict[str, Any]:
        """What was asked, as the log keeps of a look at itself."""
        said = {
            "person": self.person,
            "record": self.record,
            "classes": [each.value for each in self.classes],
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "refused": self.refused,
            "clock_back": self.clock_back,
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry: `fields` are the names of what changed in a record, `facts` what is told of what is none.

    `utc_offset` is in minutes; `reference` names the record where it has one still.
    """

    seq: int
    at: datetime
    utc_offset: int
    clock_back: bool
    actor: str
    person: str
    roles: str
    account: str
    machine: str
    app: str
    class_: str
    command: str
    kind: str
    object: str
    reference: str
    version: int
    reason: str
    outcome: str
    disposed: bool
    fields: tuple[str, ...]
    facts: dict[str, Any]
    prev: str
    hash: str

    @property
    def id(self) -> str:
        """The entry's number as text."""
        return str(self.seq)


@dataclass(frozen=True, slots=True)
class Found:
    """Entries, newest first, out of `total` that answer the question; `people` are all who did anything."""

    rows: tuple[LogRow, ...]
    total: int
    people: tuple[str, ...]


def entries(connection: Connection, chosen: Chosen, *, before: int = 0, limit: int = 500) -> Found:
    """The newest entries that were asked for; with `before` those older than that entry."""
    asked = and_(True, *_asked(connection, chosen))
    total = connection.execute(select(func.count()).select_from(JOURNAL).where(asked)).scalar_one()
    query = select(JOURNAL).where(asked).order_by(J.seq.desc()).limit(limit)
    if before:
        query = query.where(J.seq < before)
    found = connection.execute(query).mappings().all()
    names = _references(connection, found)
    people = connection.execute(select(J.actor).distinct().order_by(J.actor)).scalars()
    return Found(tuple(_row(each, names) for each in found), total, tuple(people))


def _asked(connection: Connection, chosen: Chosen) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if chosen.person:
        found.append(or_(J.person == chosen.person, J.actor == chosen.person))
    if chosen.record:
        found.append(J.object.in_(_objects(connection, chosen.record)))
    if chosen.classes:
        found.append(J["class"].in_([each.value for each in chosen.classes]))
    if chosen.since:
        found.append(J.at >= datetime.combine(chosen.since, time(), LONDON))
    if chosen.until:
        found.append(J.at < datetime.combine(chosen.until + timedelta(days=1), time(), LONDON))
    if chosen.refused:
        found.append(J.outcome == LogOutcome.REFUSED.value)
    if chosen.clock_back:
        found.append(J.clock_back)
    return found


def _objects(connection: Connection, said: str) -> list[str]:
    """The identifiers that a reference could mean, and what was said itself: a record that went keeps it."""
    wanted = said.strip()
    found = [wanted]
    for kind in REFERENCES:
        where = TABLES[kind].c
        found += connection.execute(
            select(where.id).where(func.lower(where.reference) == wanted.lower())
        ).scalars()
    return found


def _references(connection: Connection, rows: Any) -> dict[tuple[str, str], str]:
    """The references of the records in these entries, in one query for each kind that has any."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        wanted[_kind(row["kind"])].add(row["object"])
    found = {}
    for kind, ids in wanted.items():
        if kind in REFERENCES:
            where = TABLES[kind].c
            for id, reference in connection.execute(
                select(where.id, where.reference).where(where.id.in_(ids))
            ):
                found[(kind, id)] = reference
    return found


def _kind(kind: str) -> str:
    """The kind of record that an entry is about: "threat.seen" is about a threat."""
    return kind.partition(".")[0]


def _row(row: RowMapping, names: dict[tuple[str, str], str]) -> LogRow:
    before, after = (json.loads(row[name]) if row[name] else {} for name in ("before", "after"))
    record = row["version"] > 0
    changed = [
        name
        for name in (*after, *(each for each in before if each not in after))
        if name not in ("id", "version") and before.get(name) != after.get(name)
        and (before or after.get(name) not in ("", [], None))
    ]  # fmt: skip
    return LogRow(
        seq=row["seq"], at=row["at"], utc_offset=row["utc_offset"], clock_back=row["clock_back"],
        actor=row["actor"], person=row["person"], roles=row["roles"], account=row["account"],
        machine=row["machine"], app=row["app"], class_=row["class"], command=row["command"],
        kind=row["kind"], object=row["object"],
        reference=names.get((_kind(row["kind"]), row["object"]), "") or "",
        version=row["version"], reason=row["reason"], outcome=row["outcome"], disposed=row["disposed"],
        fields=tuple(changed) if record and row["class"] != LogClass.ERASURE.value else (),
        facts={} if record else after, prev=row["prev"], hash=row["hash"],
    )  # fmt: skip


def part(
    connection: Connection, chosen: Chosen, after: int, until: int, limit: int = 2_000
) -> tuple[LogRow, ...]:
    """The oldest entries that were asked for, after one and up to another: an export reads part by part."""
    asked = and_(J.seq > after, J.seq <= until, *_asked(connection, chosen))
    rows = connection.execute(select(JOURNAL).where(asked).order_by(J.seq).limit(limit)).mappings().all()
    names = _references(connection, rows)
    return tuple(_row(each, names) for each in rows)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a sheet of the log: region, unit and marking, and where the journal stands."""

    region: str
    unit: str
    fictional: bool
    marking: str
    seq: int
    head: str


def frame(connection: Connection) -> Frame:
    """The frame as the register stands; it says nothing of any record."""
    of = reference(connection)
    newest = connection.execute(select(J.seq, J.hash).order_by(J.seq.desc()).limit(1)).first()
    seq, head = (newest[0], newest[1]) if newest else (0, "")
    name, unit, fictional = ("", "", False)
    if of.region is not None:
        name, unit, fictional = of.region.name, of.region.unit, of.region.fictional
    return Frame(name, unit, fictional, of.settings.marking_line, seq, head)

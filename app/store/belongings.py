"""What belongs to one threat, in the register and in its journal: what a disposal takes out with it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select, text

from app.store.references import pointing
from app.store.tables import DRAFT, TABLES

LOOSE = frozenset(
    {
        ("agenda_item", "threat"), ("agenda_item", "request"), ("agenda_item", "submission"),
        ("meeting_decision", "threat"), ("meeting_decision", "request"),
    }
)  # fmt: skip
"""What a meeting wrote, as kind and field: the meeting keeps it, and only forgets what it was about."""

ON_ITEM = ("meeting_note", "meeting_decision", "late_paper")
"""What was said under an item of an agenda."""

_BY_NAME = (("custom_value", "object"), ("acceptance", "object"))
"""Fields that hold the id of any record, without a key."""

_QUOTED = re.compile(r'"([^"\\]*)"')

_EVER = text(
    'SELECT DISTINCT object FROM journal WHERE kind = :kind AND (json_extract("after", :path) IN '
    '(SELECT value FROM json_each(:ids)) OR json_extract("before", :path) IN '
    "(SELECT value FROM json_each(:ids)))"
)
_REMOVED = text(
    'SELECT DISTINCT object FROM journal WHERE kind = :kind AND "after" IS NULL AND '
    'json_extract("before", :path) IN (SELECT value FROM json_each(:ids))'
)

Objects = dict[str, set[str]]
"""Identifiers of records by their kind."""


def known(connection: Connection, threat: str) -> bool:
    """Whether the register or its journal still says anything of a threat."""
    said = text(
        "SELECT 1 FROM journal WHERE kind = 'threat' AND object = :id AND version > 0 AND NOT disposed "
        'AND coalesce("after", "before") IS NOT NULL LIMIT 1'
    )
    return connection.execute(said, {"id": threat}).first() is not None


def owned(connection: Connection, threat: str) -> Objects:
    """The threat with everything that hangs on it or ever did; what belongs to another today is its own."""
    found: Objects = defaultdict(set, {"threat": {threat}})
    fresh: Objects = {"threat": {threat}}
    while fresh:
        following: Objects = defaultdict(set)
        for kind, ids in fresh.items():
            fields = (*(each for each in pointing(kind) if each not in LOOSE), *_BY_NAME)
            for name, field in fields:
                new = _naming(connection, name, field, ids, freed=False) - found[name]
                found[name] |= new
                following[name] |= new
        fresh = {kind: ids for kind, ids in following.items() if ids}
    return {kind: ids for kind, ids in found.items() if ids}


def written(connection: Connection, gone: Objects) -> Objects:
    """What meetings wrote about records that go: items, decisions, and what was said under those items."""
    found: Objects = defaultdict(set)
    for kind, ids in gone.items():
        for name, field in pointing(kind):
            if (name, field) in LOOSE:
                found[name] |= _naming(connection, name, field, ids, freed=True)
    for name in ON_ITEM:
        found[name] |= _naming(connection, name, "item", found["agenda_item"], freed=True)
    return {kind: ids for kind, ids in found.items() if ids}


def forget_drafts(connection: Connection, gone: Objects) -> None:
    """Drops what somebody was typing about records that go, or with words about them in it."""
    going = {id for ids in gone.values() for id in ids}
    for draft in connection.execute(select(DRAFT.c.id, DRAFT.c.object, DRAFT.c.body)).all():
        if draft.object in going or not going.isdisjoint(_QUOTED.findall(draft.body)):
            connection.execute(DRAFT.delete().where(DRAFT.c.id == draft.id))


def _naming(connection: Connection, kind: str, field: str, ids: Iterable[str], *, freed: bool) -> set[str]:
    """The records of a kind whose field holds one of the ids, or did when they went.

    `freed`: those too that stand, held one before and hold nothing there now; that reads every entry of the
    kind, where otherwise the table and the few removals tell.
    """
    wanted = set(ids)
    if not wanted:
        return set()
    told = {"kind": kind, "path": f"$.{field}", "ids": json.dumps(sorted(wanted))}
    where = TABLES[kind]
    held = {
        row[0]
        for part in _parts(sorted(wanted))
        for row in connection.execute(select(where.c.id).where(where.c[field].in_(part)))
    }
    once = {row[0] for row in connection.execute(_EVER if freed else _REMOVED, told)} - held
    now = {
        row.id: row[1]
        for part in _parts(sorted(once))
        for row in connection.execute(select(where.c.id, where.c[field]).where(where.c.id.in_(part)))
    }
    return held | {id for id in once if id not in now or (freed and now[id] is None)}


def _parts(ids: list[str]) -> Iterator[list[str]]:
    """Ids in parts that one statement takes."""
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]

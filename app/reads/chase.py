"""The open actions with those to ask about them, and what the register says of a sheet's actions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from app.domain.action import Action, Update
from app.domain.agenda import AgendaItem
from app.domain.assignment import Assignment
from app.domain.chase import ActionNow, plain
from app.domain.chase_rows import Asked, ChaseRows, OpenAction
from app.domain.codes import ActionState, Handling, LeadRole, ThreatStatus
from app.domain.minutes import privately
from app.domain.officer import Officer
from app.domain.region import Region
from app.domain.threat import Threat
from app.reads.minutes import tasking_meeting
from app.reads.reference import Reference, reference
from app.store.tables import JOURNAL, table

LIVE = (ActionState.OPEN, ActionState.COMPLETED)
ROLES = (LeadRole.LRO, LeadRole.SIO)
"""Who is asked about an action without an owner, the first that the threat has."""


def open_actions(connection: Connection, month: str) -> ChaseRows:
    """Every live action as a month's chase sheets ask about it; Refusal("export.no_meeting") without one."""
    meeting = tasking_meeting(connection, month)
    lists = reference(connection)
    officers = _officers(connection, lists)
    leads = _leads(connection)
    said = _said(connection)
    private = _private(connection)
    police = frozenset(name for force in lists.forces for name in (force.name, force.short) if name)
    actions, threats = table(Action), table(Threat)
    query = (
        select(actions, threats.c.reference.label("threat_reference"))
        .select_from(actions.outerjoin(threats, threats.c.id == actions.c.threat))
        .where(
            actions.c.state.in_(LIVE),
            actions.c.threat.is_(None) | (threats.c.status == ThreatStatus.ACTIVE),
        )
        .order_by(actions.c.reference, actions.c.id)
    )
    rows = connection.execute(query).all()
    return ChaseRows(
        region=lists.region or Region(id="", name=""),
        settings=lists.settings,
        meeting=meeting,
        actions=tuple(_action(row, officers, leads, said, police) for row in rows if row.item not in private),
        private=sum(row.item in private for row in rows),
        latest=latest_month(connection),
    )


def _action(
    row: Any,
    officers: dict[str, Asked],
    leads: dict[str, str],
    said: dict[tuple[str, str], tuple[date, str]],
    police: frozenset[str],
) -> OpenAction:
    asked = officers.get(row.owner or "")
    if asked is None and row.owner_organisation:
        asked = Asked("", row.owner_organisation, row.owner_organisation, row.owner_organisation in police)
    if asked is None:
        asked = officers.get(leads.get(row.threat or "", ""))
    strand = row.strand.value if row.strand else ""
    own = said.get((row.threat or "", f"{row.reference}:"))
    # what is told of the whole P is not for another organisation that owns one action of it
    within = asked is not None and asked.police
    before = own or (said.get((row.threat or "", strand)) if within else None)
    text = before[1].removeprefix(f"{row.reference}: ") if before else ""
    if not row.threat:
        text = row.detail.rsplit("\n", 1)[-1]
    return OpenAction(
        row.id, row.reference, row.threat_reference or "", strand, row.title, row.due, text, row.state,
        row.outcome, asked, row.handling, row.conditions,
    )  # fmt: skip


def _officers(connection: Connection, lists: Reference) -> dict[str, Asked]:
    """Those who have not left, by id."""
    forces = {force.id: force.name for force in lists.forces}
    where = table(Officer)
    found = (Officer(**row._mapping) for row in connection.execute(select(where)))
    return {
        officer.id: Asked(
            officer.id,
            officer.display,
            officer.organisation or forces.get(officer.force or "", ""),
            officer.force is not None,
        )
        for officer in found
        if officer.left_on is None
    }


def _leads(connection: Connection) -> dict[str, str]:
    """The officer to ask about a threat: its LRO now, else its SIO."""
    where = table(Assignment).c
    query = select(where.threat, where.role, where.officer).where(
        where.until.is_(None), where.role.in_(ROLES)
    )
    found: dict[str, dict[LeadRole, str]] = defaultdict(dict)
    for threat, role, officer in connection.execute(query):
        found[threat][role] = officer
    return {threat: next(of[role] for role in ROLES if role in of) for threat, of in found.items()}


def _said(connection: Connection) -> dict[tuple[str, str], tuple[date, str]]:
    """The newest text of each threat's P, and of each action that a text names before a colon.

    C-coded texts stay here: whether a lead accepted their conditions is not recorded.
    """
    where = table(Update).c
    free = select(where.threat, where.strand, where.on, where.text).where(where.handling == Handling.P)
    query = free.order_by(where.on, where.id)
    found: dict[tuple[str, str], tuple[date, str]] = {}
    for threat, strand, on, text in connection.execute(query):
        if strand is not None:
            found[threat, strand.value] = (on, text)
        head, colon, _ = text.partition(": ")
        if colon and len(head) < 20:
            found[threat, f"{head}:"] = (on, text)
    return found


def _private(connection: Connection) -> frozenset[str | None]:
    items = table(AgendaItem)
    return frozenset(privately(AgendaItem(**row._mapping) for row in connection.execute(select(items))))


def latest_month(connection: Connection) -> str:
    """The month of the newest chase sheets that left this register, "" where none did."""
    query = select(JOURNAL.c.after).where(JOURNAL.c.kind == "chase", JOURNAL.c.command == "chase.record")
    months = (json.loads(after)["month"] for (after,) in connection.execute(query) if after)
    return max(months, default="")


def now(connection: Connection, ids: Iterable[str]) -> dict[str, ActionNow]:
    """What the register says of actions now, by id; one that is no longer there is left out."""
    wanted = tuple(ids)
    actions, updates = table(Action).c, table(Update).c
    query = select(
        actions.id, actions.version, actions.state, actions.due, actions.outcome, actions.reference,
        actions.threat, actions.detail,
    ).where(actions.id.in_(wanted))  # fmt: skip
    rows = connection.execute(query).all()
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    texts = select(updates.threat, updates.text).where(
        updates.threat.in_({row.threat for row in rows if row.threat})
    )
    for threat, text in connection.execute(texts):
        head, colon, rest = text.partition(": ")
        if colon:
            told[threat, head].add(plain(rest))
    return {
        row.id: ActionNow(
            row.version,
            row.state,
            row.due,
            row.outcome,
            frozenset(told[row.threat, row.reference])
            if row.threat
            else frozenset(plain(part.partition(": ")[2]) for part in row.detail.split("\n")),
        )
        for row in rows
    }

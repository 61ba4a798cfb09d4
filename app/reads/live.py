"""The RAG of actions as read: the rule stands in domain/rag.py, this brings it the numbers."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection, func, select

from app.domain.action import Action, Redating
from app.domain.codes import ActionState
from app.domain.rag import Rag, RagLimits, rag
from app.store.tables import table


def times_redated(connection: Connection) -> dict[str, int]:
    """How often each re-dated action was re-dated, by its id."""
    moves = table(Redating)
    query = select(moves.c.action, func.count()).group_by(moves.c.action)
    return dict(connection.execute(query).all())


def live_rags(connection: Connection, today: date, limits: RagLimits) -> dict[str, list[Rag]]:
    """The RAG of each action that is open or awaits its result, by threat."""
    actions = table(Action)
    query = select(
        actions.c.id,
        actions.c.threat,
        actions.c.state,
        actions.c.due,
        actions.c.owner,
        actions.c.owner_organisation,
    ).where(actions.c.state.in_([ActionState.OPEN, ActionState.COMPLETED]))
    moved = times_redated(connection)
    found: dict[str, list[Rag]] = defaultdict(list)
    for id, threat, state, due, owner, organisation in connection.execute(query):
        owned = bool(owner or organisation)
        found[threat].append(rag(state, owned, due, moved.get(id, 0), today, limits))
    return found

"""Drafts in the encrypted register: one row each, for the person who was writing, and never journalled."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from app.domain.draft import Draft
from app.store.tables import DRAFT


def keep(connection: Connection, draft: Draft) -> None:
    """Keeps a draft in place of what stood under its id; nobody replaces another person's."""
    columns = DRAFT.c
    connection.execute(delete(DRAFT).where(columns.id == draft.id, columns.person == draft.person))
    connection.execute(
        insert(DRAFT).values(
            id=draft.id,
            person=draft.person,
            form=draft.form,
            object=draft.object,
            at=draft.at,
            body=draft.body,
        )
    )


def of(connection: Connection, person: str) -> tuple[Draft, ...]:
    """A person's drafts, the newest first."""
    rows = connection.execute(
        select(DRAFT).where(DRAFT.c.person == person).order_by(DRAFT.c.at.desc(), DRAFT.c.id.desc())
    )
    return tuple(Draft(**row._mapping) for row in rows)


def drop(connection: Connection, id: str, person: str) -> None:
    """Forgets a draft of this person's; one that is not there is forgotten already."""
    connection.execute(delete(DRAFT).where(DRAFT.c.id == id, DRAFT.c.person == person))

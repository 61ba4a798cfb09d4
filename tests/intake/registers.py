"""Bringing files into a register, and looking at what is in it then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, select

from app.commands import actions as action_commands
from app.domain.action import Action, Redating
from app.domain.inbox import Held
from app.domain.kinds import Record
from app.domain.officer import Officer
from app.domain.score import Score
from app.domain.threat import MappingStep, Note, Threat
from app.jobs import take_in
from app.register import Register
from app.store.tables import table
from tests.intake.files import LIST, csv_of

R = TypeVar("R", bound=Record)
NOTHING_NEW = {"threats": 0, "officers": 0, "actions": 0, "scores": 0, "held": 0}


def all_of(register: Register, cls: type[R], **equals: object) -> list[R]:
    """Every record of a kind, or those whose fields equal the values given."""

    def read(connection: Connection) -> list[R]:
        query = select(table(cls)).order_by(table(cls).c.id)
        for name, value in equals.items():
            query = query.where(table(cls).c[name] == value)
        return [cls(**row._mapping) for row in connection.execute(query)]

    return register.ask(read)


def write(folder: Path, *rows: list[str], name: str = "devon-and-cornwall.csv") -> Path:
    """A list of actions as a file."""
    path = folder / name
    path.write_bytes(csv_of(list(LIST), *rows))
    return path


def bring(register: Register, path: Path, *, accept: bool = True) -> take_in.Outcome:
    """A file taken in without a reviewer."""
    return take_in.take_in(register, take_in.plan(register, path), accept=accept)


def state_of(register: Register) -> list[list[Record]]:
    """All that an import could touch."""
    kinds = (Threat, Action, Officer, Score, Note, Held, MappingStep, Redating)
    return [[replace(record, version=0) for record in all_of(register, cls)] for cls in kinds]


def edit(register: Register, **fields: object) -> Action:
    """The one action of the register, changed by hand."""
    (action,) = all_of(register, Action)
    changed: Action = register.do(action_commands.change, replace(action, **fields), "put off").result
    return changed

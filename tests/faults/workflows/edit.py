"""Single edits, and their undo and redo: what people do all day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select

from app.commands import actions, updates
from app.domain.action import Action, Update
from app.domain.codes import Strand
from app.domain.kinds import Record
from app.register import Register
from app.store.tables import table
from tests.builders import add_action, add_threat, new_register
from tests.faults.found import Found
from tests.faults.told import Teller, Told
from tests.faults.workflow import CLOCK, Reference, Workflow, working

R = TypeVar("R", bound=Record)
TODAY = date(2026, 11, 26)


def stored(register: Register, cls: type[R], id: str) -> R | None:
    """A record as it stands, None where there is none; read as the program reads, past the consultations."""
    where = table(cls)
    row = register._ask(lambda connection: connection.execute(select(where).where(where.c.id == id)).first())
    return None if row is None else cls(**row._mapping)


class Edit(Workflow):
    """Adds an action, puts it off (two records in one batch), notes an update, four times over."""

    name = "edit"

    def prepare(self, place: Path) -> None:
        with new_register(place, CLOCK) as register:
            add_threat(register, id="t")

    def run(self, place: Path, teller: Teller) -> None:
        with working(self, place, teller) as register:
            for number in range(4):
                teller.step(f"add {number}", lambda n=number: self._add(register, n))
                teller.acknowledge(f"add {number}", register)
                teller.step(f"put off {number}", lambda n=number: self._put_off(register, n))
                teller.acknowledge(f"put off {number}", register)
                teller.step(f"note {number}", lambda n=number: self._note(register, n))
                teller.acknowledge(f"note {number}", register)

    def _add(self, register: Register, number: int) -> None:
        if stored(register, Action, f"k{number}") is None:
            made = Action(
                id=f"k{number}",
                threat="t",
                strand=Strand.PURSUE,
                title=f"Visit {number}",
                due=date(2026, 12, 18),
                owner_organisation="Avonmere Council",
            )
            register.do(actions.add, made)

    def _put_off(self, register: Register, number: int) -> None:
        action = stored(register, Action, f"k{number}")
        assert action is not None
        if action.due != date(2027, 1, 1):
            register.do(actions.redate, action, date(2027, 1, 1), "Waits for the court")

    def _note(self, register: Register, number: int) -> None:
        if stored(register, Update, f"u{number}") is None:
            register.do(updates.add, Update(id=f"u{number}", threat="t", on=TODAY, text=f"Seen {number}"))

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        with self.open(place) as register:
            for step in told.steps:
                what, _, number = step.rpartition(" ")
                if what == "note" and stored(register, Update, f"u{number}") is None:
                    found.lost.append(step)
                if what in ("add", "put off"):
                    action = stored(register, Action, f"k{number}")
                    if action is None or (what == "put off" and action.due != date(2027, 1, 1)):
                        found.lost.append(step)


class Undo(Workflow):
    """Changes an action and takes the change back and does it again, three times over."""

    name = "undo"

    def prepare(self, place: Path) -> None:
        with new_register(place, CLOCK) as register:
            add_action(register, add_threat(register, id="t"), id="a")

    def run(self, place: Path, teller: Teller) -> None:
        with working(self, place, teller) as register:
            for number in range(3):
                title = f"Visit again {number}"
                teller.step(f"change {number}", lambda t=title: self._change(register, t))
                teller.acknowledge(f"change {number}", register)
                for what, again in (
                    ("undo", register.undo),
                    ("redo", register.redo),
                    ("undo", register.undo),
                ):
                    teller.step(f"{what} {number}", again)
                    teller.acknowledge(f"{what} {number}", register)

    def _change(self, register: Register, title: str) -> None:
        action = stored(register, Action, "a")
        assert action is not None
        if action.title != title:
            register.do(actions.change, replace(action, title=title))

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        with self.open(place) as register:
            action = stored(register, Action, "a")
        if action is None:
            found.lost.append("the action that was changed")
        elif action.title != "Visit premises" and not action.title.startswith("Visit again "):
            found.half.append(f"its title is {action.title!r}")

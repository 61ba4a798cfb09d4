"""A file taken in: one batch of hundreds of records, all of it or nothing, and never twice."""

from __future__ import annotations

from pathlib import Path

from app.domain.action import Action
from app.domain.officer import Officer
from app.domain.threat import Threat
from app.intake import sheet
from app.intake.cells import Book
from app.jobs import take_in
from app.register import Register
from tests.builders import new_register
from tests.faults.found import Found
from tests.faults.told import Teller, Told
from tests.faults.workflow import CLOCK, Reference, Workflow, working
from tests.intake.files import DORSET
from tests.intake.registers import all_of

KINDS = (Threat, Action, Officer)


class TakeIn(Workflow):
    """Dorset's returns, read before and taken in without a reviewer."""

    name = "import"
    book: Book | None = None

    def prepare(self, place: Path) -> None:
        # read once, in the process from which all others fork: reading writes nothing
        TakeIn.book = TakeIn.book or sheet.read(DORSET)
        new_register(place, CLOCK).close()

    def run(self, place: Path, teller: Teller) -> None:
        with working(self, place, teller) as register:
            teller.step("import", lambda: self.bring(register))
            teller.acknowledge("import", register)

    def bring(self, register: Register) -> take_in.Outcome:
        """The file, taken in."""
        return take_in.take_in(register, take_in.plan(register, DORSET, book=self.book), accept=True)

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        with self.open(place) as register:
            first = self.counts(register)
            if first not in ([0, 0, 0], [12, 82, 100]):
                found.half.append(f"{first} threats, actions and officers")
            self.bring(register)
            if self.counts(register) != [12, 82, 100]:
                found.wrong.append(f"{self.counts(register)} threats, actions and officers after a rerun")
            if self.bring(register).done is not None:
                found.wrong.append("the same file once more changed something")
            if not register.verify().ok:
                found.wrong.append("not sound after the rerun")

    def counts(self, register: Register) -> list[int]:
        """How many threats, actions and officers are there."""
        return [len(all_of(register, cls)) for cls in KINDS]

"""What keeps the register whole over time: migration to a newer schema, and backups."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import text

from app.register import Register
from tests.builders import new_register
from tests.faults.found import Found
from tests.faults.told import Teller, Told
from tests.faults.workflow import CLOCK, Reference, Workflow, opened, working
from tests.jobs.issuing import fill

REGISTERS = Path(__file__).parent.parent.parent / "registers"


def check_copy(path: Path, found: Found, *, like: dict[str, int] | None = None) -> None:
    """A backup opens like any register, is sound, and holds what it should."""
    found.files += 1
    beside = path.with_name("tried.register")
    shutil.copytree(path, beside)
    try:
        with opened(beside) as copy:
            if not copy.verify().ok:
                found.half.append(f"{path.name} is not sound")
            if like is not None and counts(copy) != like:
                found.half.append(f"{path.name} does not hold what the register held")
    finally:
        shutil.rmtree(beside)


def counts(register: Register) -> dict[str, int]:
    """How many rows each table has but the journal, which an opening adds to."""
    with register._engine.connect() as connection:
        names = (
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        )
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            for name in names
            if name not in ("journal", "alembic_version")
        }


class Migrate(Workflow):
    """A register of the first schema is opened by its writer, who brings it up."""

    name = "migrate"
    counts_before = False

    def prepare(self, place: Path) -> None:
        shutil.copytree(REGISTERS / "0001.register", self.path(place))

    def run(self, place: Path, teller: Teller) -> None:
        with working(self, place, teller):
            pass

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        copies = list((self.path(place) / "backups").glob("[!.]*.register"))
        if not copies:
            found.wrong.append("brought up without a backup")
        for copy in copies:
            check_copy(copy, found, like=reference.facts)
        with self.open(place) as register:
            if self.facts(register) != reference.facts:
                found.half.append(f"{self.facts(register)} rows where {reference.facts} are whole")

    def facts(self, register: Register) -> dict[str, int]:
        return counts(register)


class BackUp(Workflow):
    """A backup in a folder of its own."""

    name = "backup"

    def prepare(self, place: Path) -> None:
        fill(new_register(place, CLOCK)).close()

    def run(self, place: Path, teller: Teller) -> None:
        with working(self, place, teller) as register:
            made = teller.step("backup", lambda: register.backup(place / "copies"))
            teller.say(copy=made.name)
            teller.acknowledge("backup", register)

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        folder = place / "copies"
        listed = [path for path in folder.glob("*.register") if not path.name.startswith(".")]
        found.lost += [
            f"backup {line['copy']}"
            for line in told.lines
            if "copy" in line and not (folder / line["copy"]).is_dir()
        ]
        with self.open(place) as register:
            like = counts(register)
            for path in listed:
                check_copy(path, found, like=like)
            register.backup(folder)
        if len([path for path in folder.iterdir() if path.suffix == ".register"]) != len(listed) + 1:
            found.wrong.append("the next backup is not there")

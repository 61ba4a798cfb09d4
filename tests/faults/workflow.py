"""What every workflow of the campaign has: what stands before, what it does, and what must be true after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from app import words
from app.domain.clock import FixedClock
from app.errors import Refusal
from app.jobs import known_files
from app.register import Register
from app.store import keys
from tests.builders import PASSPHRASE, new_register
from tests.faults import journal
from tests.faults.found import Found
from tests.faults.journal import Batch
from tests.faults.told import Teller, Told

T = TypeVar("T")
CLOCK = FixedClock(datetime(2026, 11, 26, 14, 2, tzinfo=UTC))
HALF_NAMES = (".part", ".kept", ".placing", ".new", ".tmp", ".rekey", "-journal")


@dataclass
class Reference:
    """An unharmed run: what it told and made, how many calls of each class it took, how long."""

    told: Told
    before: int
    whole: list[Batch] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    facts: Any = None
    """What the workflow's own check compares with."""


class Workflow:
    """One of the things people do that write. `place` is a folder with the register and what is beside it."""

    name: str
    counts_before = True
    """Whether the register can be looked at before without changing it for good; a migration's cannot."""
    compares = True
    """Whether the journal only grows; a restore puts back an earlier one."""

    def prepare(self, place: Path) -> None:
        """Fills the folder with what stands before."""
        new_register(place, CLOCK).close()

    def run(self, place: Path, teller: Teller) -> None:
        """What a person does, in the process that is killed."""
        raise NotImplementedError

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        """What is particular to this workflow, after the general check of the register."""

    def facts(self, register: Register) -> Any:
        """What the register must hold after every run, however it ended."""
        return None

    def passphrases(self, told: Told) -> tuple[str, ...]:
        """Those of which exactly one must open the register."""
        return (PASSPHRASE,)

    def opens_after(self, told: Told) -> str:
        """The passphrase that opens the register after an unharmed run."""
        return PASSPHRASE

    def path(self, place: Path) -> Path:
        """The register's folder."""
        return place / "South West.register"

    def open(self, place: Path) -> Register:
        """The register, opened for writing with the passphrase."""
        return opened(self.path(place))


def opened(path: Path, passphrase: str = PASSPHRASE) -> Register:
    """The register at a path; Refusal as `open` says, and where it can only be read."""
    register = Register.open(path, passphrase=passphrase, clock=CLOCK)
    if register.read_only:
        register.close()
        raise Refusal("medium_read_only")
    return register


@contextmanager
def working(workflow: Workflow, place: Path, teller: Teller) -> Iterator[Register]:
    """The register while a workflow works in it; closing it is a step of its own."""
    register = teller.step("open", lambda: workflow.open(place))
    teller.acknowledge("open", register)
    yield register
    teller.step("close", register.close)
    teller.say(closed=True)


def left_over(folder: Path) -> list[str]:
    """What a killed run has left in a folder and beneath it: parts, hidden or not."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        # SQLite makes its own journal anew when it needs one, and nobody else may remove it
        if path.name != "register.db-journal"
        and (path.name.endswith(HALF_NAMES) or path.name.startswith("."))
    )


def check_opens(workflow: Workflow, place: Path, told: Told, found: Found) -> Register | None:
    """The register, opened with the one passphrase of those that opens it."""
    text = keys.read(workflow.path(place) / "keys.json")
    good = [each for each in workflow.passphrases(told) if _unlocks(text, each)]
    if len(good) != 1:
        found.wrong.append(f"{len(good)} of the passphrases open it")
        return None
    try:
        register = Register.open(workflow.path(place), passphrase=good[0], clock=CLOCK)
    except Refusal as refused:
        found.wrong.append(f"does not open: {refused.code} ({words.refusal(refused)})")
        return None
    if register.read_only:
        found.wrong.append(f"opens for reading only, held by {register.held_by}")
    return register


def _unlocks(text: str, passphrase: str) -> bool:
    try:
        keys.unlock(text, passphrase)
    except Refusal:
        return False
    return True


def check(workflow: Workflow, place: Path, told: Told, reference: Reference, found: Found) -> None:
    """Everything that must be true after any fault: it opens, it is sound, nothing acknowledged is lost."""
    found.wrong += told.faults
    register = check_opens(workflow, place, told, found)
    if register is None:
        return
    with register:
        # as the desk and the command line do
        known_files.tidy(register)
        verified = register.verify()
        found.wrong += [f"verify: {each.code} {each.where}" for each in verified.findings]
        if workflow.compares:
            journal.compare(register, told, reference.before, reference.whole, found)
    attempt("check", found, lambda: workflow.check(place, told, reference, found))
    found.files += sum(path.is_file() for path in place.rglob("*"))
    found.wrong += [f"left over: {name}" for name in left_over(workflow.path(place))]


def attempt(what: str, found: Found, body: Callable[[], T]) -> T | None:
    """What a body returns; a refusal where none may be is told as wrong."""
    try:
        return body()
    except Refusal as refused:
        found.wrong.append(f"{what} refused: {refused.code}")
        return None

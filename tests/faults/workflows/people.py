"""Who holds the key: people added, changed and removed, and the register encrypted anew."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

from sqlalchemy import select

from app import custody
from app.domain.codes import Role
from app.domain.threat import Threat
from app.errors import Refusal
from app.register import Register
from app.store import engine, keys
from app.store.tables import JOURNAL
from tests.builders import PASSPHRASE, add_threat, new_register
from tests.faults.found import Found
from tests.faults.told import Teller, Told
from tests.faults.workflow import CLOCK, Reference, Workflow, opened, working
from tests.faults.workflows.edit import stored

OTHERS = {"Robin Sedge": "seven green bottles", "Kit Marsh": "eight purple bottles"}
OWN = "another three words"
ROLES = frozenset({Role.COORDINATOR, Role.APPROVER})


def names(register: Register) -> list[str]:
    """Everybody who opens the register."""
    return [person.name for person in custody.people(register)]


def told_of(register: Register) -> list[str]:
    """The commands by which the journal tells of the key file, in order."""
    with register._engine.connect() as connection:
        rows = connection.execute(
            select(JOURNAL.c.command).where(JOURNAL.c.kind.in_(("person", "key"))).order_by(JOURNAL.c.seq)
        )
        return list(rows.scalars())


class People(Workflow):
    """Adds a person, gives them other roles, changes the own passphrase, adds another, removes the first."""

    name = "person change"

    def run(self, place: Path, teller: Teller) -> None:
        with working(self, place, teller) as register:
            robin, kit = OTHERS
            self._do(teller, "add Robin", lambda: self._add(register, robin))
            self._do(
                teller, "roles", lambda: custody.change_roles(register, self._id(register, robin), ROLES)
            )
            self._do(teller, "passphrase", lambda: custody.change_passphrase(register, OWN))
            self._do(teller, "add Kit", lambda: self._add(register, kit))
            self._do(teller, "remove Robin", lambda: self._remove(register, robin))

    def _do(self, teller: Teller, step: str, body: object) -> None:
        teller.say(next=step)
        teller.step(step, body)  # type: ignore[arg-type]
        teller.say(done=step)

    def _add(self, register: Register, name: str) -> None:
        if name not in names(register):
            custody.add(register, name, frozenset({Role.COORDINATOR}), OTHERS[name])

    def _give_roles(self, register: Register, name: str) -> None:
        custody.change_roles(register, self._id(register, name), ROLES)

    def _id(self, register: Register, name: str) -> str:
        return next(person.id for person in custody.people(register) if person.name == name)

    def _remove(self, register: Register, name: str) -> None:
        if name in names(register):
            custody.remove(register, self._id(register, name))

    def passphrases(self, told: Told) -> tuple[str, ...]:
        return (PASSPHRASE, OWN)

    def opens_after(self, told: Told) -> str:
        return OWN

    def facts(self, register: Register) -> list[str]:
        return told_of(register)

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        done = [line["done"] for line in told.lines if "done" in line]
        begun = [line["next"] for line in told.lines if "next" in line]
        found.acknowledged += len(done)
        text = keys.read(self.path(place) / "keys.json")
        opens = {phrase for phrase in (PASSPHRASE, OWN, *OTHERS.values()) if _opens(text, phrase)}
        for step, phrase, there in (
            ("add Robin", OTHERS["Robin Sedge"], "remove Robin" not in begun),
            ("passphrase", OWN, True),
            ("add Kit", OTHERS["Kit Marsh"], True),
        ):
            if step in done and there and phrase not in opens:
                found.lost.append(step)
            if step not in begun and phrase in opens:
                found.wrong.append(f"{step} was never asked for")
        if "remove Robin" in done and OTHERS["Robin Sedge"] in opens:
            found.lost.append("remove Robin")
        with self.open_any(place) as register:
            entries = told_of(register)
            seal = self._seal(register)
        # what was refused and done once more may be told twice
        once = [each for each, _ in groupby(entries)]
        if once != reference.facts[: len(once)] or len(once) < len(done):
            found.half.append(f"the journal tells of {entries}, done was {done}")
        if seal != keys.seal(text):
            found.wrong.append("the journal does not know the key file as it stands")

    def open_any(self, place: Path) -> Register:
        """The register, with whichever of both passphrases is the own one now."""
        text = keys.read(self.path(place) / "keys.json")
        own = next(phrase for phrase in (OWN, PASSPHRASE) if _opens(text, phrase))
        return Register.open(self.path(place), passphrase=own, clock=CLOCK)

    def _seal(self, register: Register) -> str | None:
        with register._engine.connect() as connection:
            after = connection.execute(
                select(JOURNAL.c.after)
                .where(JOURNAL.c.kind.in_(("person", "key")), JOURNAL.c.after.is_not(None))
                .order_by(JOURNAL.c.seq.desc())
                .limit(1)
            ).scalar()
        return None if after is None else json.loads(after).get("seal")


def _opens(text: str, passphrase: str) -> bool:
    try:
        keys.unlock(text, passphrase)
    except Refusal:
        return False
    return True


class Rekey(Workflow):
    """Encrypts the register anew after a person was removed, and goes on working."""

    name = "rekey"

    def prepare(self, place: Path) -> None:
        robin = "Robin Sedge"
        with new_register(place, CLOCK) as register:
            custody.add(register, robin, frozenset({Role.COORDINATOR}), OTHERS[robin])
            # what somebody who is removed may have kept
            (place / "kept.json").write_bytes((self.path(place) / "keys.json").read_bytes())
            custody.remove(
                register, next(person.id for person in custody.people(register) if person.name == robin)
            )
            add_threat(register, id="before")

    def run(self, place: Path, teller: Teller) -> None:
        with working(self, place, teller) as register:
            teller.step("rekey", lambda: self._rekey(register))
            again = self.open(place) if register._closed else register
            teller.say(rekeyed=True)
            teller.acknowledge("rekey", again)
            if stored(again, Threat, "after") is None:
                teller.step("edit", lambda: add_threat(again, "AS/2026/0001", id="after"))
            teller.acknowledge("edit", again)
            teller.step("close again", again.close)

    def _rekey(self, register: Register) -> None:
        """Once more where the last was refused; a register that was closed over it is opened anew."""
        if not register._closed:
            return custody.rekey(register)
        register.close()
        with opened(register.path) as again:
            return custody.rekey(again)

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        old = keys.unlock((place / "kept.json").read_text(), OTHERS["Robin Sedge"]).key
        text = keys.read(self.path(place) / "keys.json")
        if _opens(text, OTHERS["Robin Sedge"]):
            found.wrong.append("the removed person opens the key file")
        if told.value("rekeyed"):
            found.acknowledged += 1
            try:
                engine.connect(self.path(place) / "register.db", old, read_only=True).close()
            except Refusal:
                pass
            else:
                found.lost.append("rekey: the key of before still opens the register")

"""Who holds a register's key: people added, changed and removed, passphrases, the recovery key, a rekey.

Each change writes keys.json whole and then its entry in the journal, with the file's seal. A kill between the
two loses nothing: the file says what was done, and the next opening journals it. A seal that the journal does
not know, and that no such change explains, is journalled as a file that somebody else changed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain import permissions
from app.domain.clock import Clock
from app.domain.codes import LogClass, LogOutcome, Role
from app.domain.ids import new_id
from app.domain.people import Person, only_administrator
from app.domain.persons import same_person
from app.errors import Refusal
from app.store import durable, guesses, keys, keys_edit, passphrases
from app.store.keys import Opened
from app.store.keys_document import Note

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.register import Register

Edit = Callable[[str, bytes, Note], str]
Progress = Callable[[str, int, int], object]
_KINDS = ("person", "key")


def people(register: Register) -> tuple[Person, ...]:
    """Everybody who opens the register, by name."""
    return keys.people(keys.read(register.path / "keys.json"))


def people_at(path: Path) -> tuple[Person, ...]:
    """Everybody who opens the register in a folder, before anybody has; nobody where no key file tells."""
    try:
        return keys.people(keys.read(path / "keys.json"))
    except Refusal:
        return ()


def recovery_since(register: Register) -> datetime | None:
    """When the recovery key was issued; None for one of an earlier version."""
    return keys.recovery_since(keys.read(register.path / "keys.json"))


def add(register: Register, name: str, roles: frozenset[Role], passphrase: str) -> Person:
    """Another person, with a passphrase that they change as soon as they have opened the register.

    Raises Refusal: not_allowed, read_only, person.no_name, person.no_role, person.name_used, keys.altered,
    disk.failed, or one of the passphrase's.
    """
    now = register.clock.now()
    person = Person(new_id(now), name.strip(), roles, now)
    _check(register, person, "person.add")

    def edit(text: str, key: bytes, note: Note) -> str:
        # as hard as the passphrase of the one who adds, which was tuned on such a machine
        hardness = keys_edit.hardness(text, register.session.person)
        return keys_edit.added(text, key, person, passphrase, hardness, note)

    _change(register, "person.add", person.id, _facts(person), edit)
    return person


def rename(register: Register, person: str, name: str) -> None:
    """Another name for a person. Raises Refusal as `add` does, or person.gone."""
    was = _who(register, person)
    now = replace(was, name=name.strip())
    _check(register, now, "person.rename")
    facts = {**_facts(now), "was": was.name}
    _change(register, "person.rename", person, facts, lambda *on: keys_edit.altered(on[0], on[1], now, on[2]))


def change_roles(register: Register, person: str, roles: frozenset[Role]) -> None:
    """Other roles for a person. Nobody gives themselves a role, and one administrator is always left.

    Raises Refusal as `add` does, person.gone, person.own_roles, person.last_administrator.
    """
    was = _who(register, person)
    now = replace(was, roles=roles)
    _check(register, now, "person.change_roles")
    if person == register.session.person and roles - was.roles:
        raise Refusal("person.own_roles")
    if Role.ADMINISTRATOR not in roles and only_administrator(people(register), person):
        raise Refusal("person.last_administrator")
    facts = {**_facts(now), "was": sorted(was.roles)}
    _change(
        register,
        "person.change_roles",
        person,
        facts,
        lambda *on: keys_edit.altered(on[0], on[1], now, on[2]),
    )


def remove(register: Register, person: str) -> None:
    """Takes a person's key away. Copies of the folder that they hold stay open to them until a `rekey`.

    Raises Refusal: not_allowed, read_only, person.gone, person.yourself, person.last_administrator, or
    disk.failed.
    """
    _allow(register, "person.remove")
    was = _who(register, person)
    if person == register.session.person:
        raise Refusal("person.yourself")
    if only_administrator(people(register), person):
        raise Refusal("person.last_administrator")
    _change(register, "person.remove", person, _facts(was),
            lambda text, key, note: keys_edit.removed(text, key, person, note))  # fmt: skip


def change_passphrase(register: Register, passphrase: str, present: str | None = None) -> None:
    """Another passphrase for whoever has the register open, who first gives the `present` one where asked.

    Raises Refusal: read_only, passphrase.wrong, guess.wait, disk.failed, keys.altered, or one of the
    passphrase's; the old one then stays.
    """
    _allow(register, "person.passphrase")
    me = register.session.person
    if present is not None:
        # somebody at a desk that was left open changes nothing
        text = keys.read(register.path / "keys.json")
        unlocked(register.path, text, register.clock, present, None, me)

    def edit(text: str, key: bytes, note: Note) -> str:
        if keys_edit.is_first(text):
            passphrases.check(passphrase, register.user)
            return keys_edit.brought_up(text, register._opened, passphrase, note)
        return keys_edit.with_passphrase(text, key, me, passphrase, note)

    _change(register, "person.passphrase", me, {"name": register.user}, edit)


def reissue_recovery(register: Register) -> str:
    """A new recovery key as printed; the one before no longer opens. It is kept nowhere.

    Raises Refusal: not_allowed, read_only, keys.altered, disk.failed.
    """
    _allow(register, "key.reissue")
    printed = ""

    def edit(text: str, key: bytes, note: Note) -> str:
        nonlocal printed
        text, printed = keys_edit.with_recovery(text, key, note)
        return text

    _change(register, "key.reissue", register.origin, {}, edit)
    return printed


def rekey(register: Register, progress: Progress | None = None) -> None:
    """Encrypts the register anew under another random key, for those who are people of it now.

    Raises Refusal: not_allowed, read_only, keys.altered, rekey.recovery_first, rekey.in_use, rekey.failed,
    register.busy, disk.full, disk.failed; the register is then as it was.
    """
    from app.store import rekey as steps

    _allow(register, "key.rekey")
    tell, following = progress or (lambda *_: None), secrets.token_bytes(32)
    path, before = register.path, register._opened
    with register._writing:
        text = keys.read(path / "keys.json")
        note = _note(register, "key.rekey", register.origin, {"people": len(keys.people(text))})
        # refuses what the last step would, before the long one
        keys_edit.moving(text, before.key, following, note)
        steps.copy(path, before.key, following, tell)
        tell("swap", 2, 3)
        try:
            with register._gate.alone():
                register._let_go()
                try:
                    steps.swap(path, text, before.key, following, note)
                finally:
                    try:
                        text, opened = steps.settle(
                            path, keys.read(path / "keys.json"), replace(before, following=following)
                        )
                    except BaseException:
                        # which key the file is under is for the next opening to find out
                        register._closed = True
                        raise
                    register._take_up(opened)
        except OSError as error:
            raise Refusal("disk.failed") from error
    tell("done", 3, 3)
    _tell(register)


# opening


def unlocked(
    path: Path, text: str, clock: Clock, passphrase: str | None, recovery_key: str | None, person: str | None
) -> Opened:
    """The key by passphrase or recovery key; a wrong one is counted, and too many must wait."""
    from app.store.session import Session

    known = [each.id for each in keys.people(text) if person in (each.id, each.name)]
    here = Session.here("", "", frozenset())
    by = "recovery key" if passphrase is None else "passphrase"
    place = (here.account, here.machine)
    guess = guesses.begin(path, known[0] if len(known) == 1 else "", by, place, clock.now())
    wrong = False
    try:
        if passphrase is not None:
            return keys.unlock(text, passphrase, person)
        return keys.recover(text, recovery_key or "", person)
    except Refusal as refusal:
        wrong = refusal.code in ("passphrase.wrong", "recovery.wrong")
        raise
    finally:
        guesses.end(path, guess, wrong=wrong)


def vouch(register: Register, person: str, passphrase: str) -> None:
    """Whether this passphrase is of that person of an open register; a wrong one is counted.

    Raises Refusal: passphrase.wrong, person.unknown, guess.wait, keys.missing, keys.damaged.
    """
    text = keys.read(register.path / "keys.json")
    unlocked(register.path, text, register.clock, passphrase, None, person)


def settled(path: Path, text: str, opened: Opened, *, writable: bool) -> tuple[str, Opened]:
    """Key file and key after what a rekey that was cut off may have left; only a writer mends it."""
    from app.store import rekey as steps

    if not writable:
        return text, steps.which(path, opened)
    try:
        return steps.settle(path, text, opened)
    except OSError as error:
        raise Refusal("disk.failed") from error


def at_opening(register: Register, passphrase: str | None) -> None:
    """What a register opened for writing owes its journal: wrong guesses, and changes of the key file.

    A key file of the first format is brought up, which needs the passphrase.
    """
    if register.read_only:
        return
    told = guesses.wrong(register.path)
    for guess in told:
        facts = {"by": guess.by, "at": guess.at.isoformat(), "account": guess.account,
                 "machine": guess.machine}  # fmt: skip
        register.log(
            LogClass.SYSTEM, "session", guess.person, facts,
            command="session.refused", outcome=LogOutcome.REFUSED,
        )  # fmt: skip
    guesses.forget(register.path, told)
    if passphrase is not None and keys_edit.is_first(keys.read(register.path / "keys.json")):
        opened = register._opened
        _change(register, "key.brought_up", register.origin, {},
                lambda text, _, note: keys_edit.brought_up(text, opened, passphrase, note))  # fmt: skip
    else:
        _tell(register)


def check_recovery(path: Path, passphrase: str, person: str | None, holder: str) -> None:
    """Refuses a recovery by one person alone, and a passphrase that would not do, before anything is tried.

    Raises Refusal("recovery.two") where others open the register and the holder of the sheet is not named, or
    is the person themselves; a unit of one person may, and the log says so.
    """
    everybody = people_at(path)
    passphrases.check(passphrase)
    chosen = next((each.name for each in everybody if person in (each.id, each.name)), "")
    if len(everybody) > 1 and (not holder.strip() or same_person(holder, chosen)):
        raise Refusal("recovery.two")


def recovered(register: Register, recovery_key: str, passphrase: str, holder: str) -> None:
    """Sets the passphrase of the one for whom the recovery key opened the register, and logs both names."""
    facts = {"name": register.user, "holder": holder.strip(), "alone": register.alone}

    def edit(text: str, key: bytes, note: Note) -> str:
        passphrases.check(passphrase, register.user)
        if keys_edit.is_first(text):
            return keys_edit.brought_up(text, register._opened, passphrase, note, recovery_key)
        return keys_edit.with_passphrase(text, key, register.session.person, passphrase, note)

    _change(register, "key.recover", register.session.person, facts, edit)


# one change


def _change(register: Register, command: str, object: str, facts: dict[str, Any], edit: Edit) -> None:
    """Writes the key file as `edit` makes it, and then its entry."""
    register._refuse_read_only()
    file = register.path / "keys.json"
    if not keys_edit.is_first(keys.read(file)):
        # the file holds one change that the journal may not know yet, never two
        _tell(register)
    with register._writing:
        register._refuse_closed()
        note = _note(register, command, object, facts)
        try:
            durable.write_text(file, edit(keys.read(file), register._opened.key, note))
        except OSError as error:
            raise Refusal("disk.failed") from error
    _tell(register)


def _tell(register: Register) -> None:
    """Journals the state of the key file where the journal does not know it, and takes up who is alone."""
    text = keys.read(register.path / "keys.json")
    register.alone = keys.only_one(text, register._opened.key)
    register.roles = permissions.effective(register.session.roles, alone=register.alone)
    if keys_edit.is_first(text):
        return
    seal, known = keys.seal(text), register._ask(_last_seal)
    # a seal that was left standing over other people is no more than a text
    sound = keys.sound(text, register._opened.key)
    if sound and seal == known:
        return
    last = keys_edit.last(text) if sound else None
    facts: dict[str, Any] = {"seal": seal}
    if last is None or (known is not None and last[1] != known):
        register.log(LogClass.SYSTEM, "key", register.origin, facts, command="keys.differ")
        return
    note = last[0]
    if note.by != register.session.person:
        # cut off before it was journalled, and told now by another
        facts["by"] = note.by
    kind = "person" if note.command.startswith("person.") else "key"
    register.log(LogClass.SYSTEM, kind, note.object, {**note.facts, **facts}, command=note.command)


def _last_seal(connection: Connection) -> str | None:
    """The seal of the key file as the journal last told it."""
    import json

    from sqlalchemy import select

    from app.store.tables import JOURNAL

    rows = connection.execute(
        select(JOURNAL.c.after)
        .where(JOURNAL.c.kind.in_(_KINDS), JOURNAL.c.after.is_not(None))
        .order_by(JOURNAL.c.seq.desc())
    )
    seals = (json.loads(after).get("seal") for (after,) in rows)
    return next((seal for seal in seals if seal), None)


def _note(register: Register, command: str, object: str, facts: dict[str, Any]) -> Note:
    return Note(command, register.session.person, register.clock.now(), object, facts)


def _facts(person: Person) -> dict[str, Any]:
    return {"name": person.name, "roles": sorted(person.roles)}


def _who(register: Register, person: str) -> Person:
    found = next((each for each in people(register) if each.id == person), None)
    if found is None:
        raise Refusal("person.gone")
    return found


def _allow(register: Register, command: str) -> None:
    register.require(command)
    register._refuse_read_only()


def _check(register: Register, person: Person, command: str) -> None:
    """Refuses what no list of people may hold."""
    _allow(register, command)
    if not person.name:
        raise Refusal("person.no_name")
    if not person.roles:
        raise Refusal("person.no_role")
    others = (each.name for each in people(register) if each.id != person.id)
    if any(same_person(person.name, other) for other in others):
        raise Refusal("person.name_used", name=person.name)

"""People and keys of a real register: who opens it, what the journal says of it, and what a kill leaves."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import select

from app import custody
from app.domain.clock import FixedClock
from app.domain.codes import Role
from app.errors import Refusal
from app.register import Register
from app.store import durable, keys, keys_document, rekey
from app.store.tables import JOURNAL
from tests.builders import PASSPHRASE, QUICK, add_threat, reopen

THEIRS = "four other random words"
COORDINATOR = frozenset({Role.COORDINATOR})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs."""


def entries(register: Register, *kinds: str) -> list[tuple[str, str, dict[str, Any]]]:
    """What the journal says of people and keys: command, outcome, facts."""

    def read(connection: Any) -> list[Any]:
        return list(
            connection.execute(
                select(JOURNAL.c.command, JOURNAL.c.outcome, JOURNAL.c.after)
                .where(JOURNAL.c.kind.in_(kinds or ("person", "key")))
                .order_by(JOURNAL.c.seq)
            )
        )

    return [(command, outcome, json.loads(after or "{}")) for command, outcome, after in register._ask(read)]


def commands(register: Register) -> list[str]:
    return [command for command, _, _ in entries(register)]


def refused(path: Path, clock: FixedClock, **by: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        Register.open(path, clock=clock, **by)
    return refusal.value.code


def test_each_opens_with_their_own_passphrase_and_stands_in_the_journal(register: Register) -> None:
    robin = custody.add(register, "Robin Vale", COORDINATOR, THEIRS)
    assert register.alone is False
    register.close()
    with Register.open(register.path, passphrase=THEIRS, person="Robin Vale", clock=register.clock) as theirs:
        assert (theirs.session.person, theirs.user, theirs.roles) == (robin.id, "Robin Vale", COORDINATOR)
        add_threat(theirs)
        assert entries(theirs)[-1][0] == "person.add"
    assert (
        refused(register.path, register.clock, passphrase=PASSPHRASE, person=robin.id) == "passphrase.wrong"
    )
    assert refused(register.path, register.clock, passphrase=PASSPHRASE, person="Robin") == "person.unknown"


def test_every_change_of_people_and_keys_is_journalled_with_the_seal_of_the_file(register: Register) -> None:
    robin = custody.add(register, "Robin Vale", COORDINATOR, THEIRS)
    custody.rename(register, robin.id, "Robin Vale-Moor")
    custody.change_roles(register, robin.id, frozenset({Role.READER}))
    custody.change_passphrase(register, "another long passphrase")
    custody.reissue_recovery(register)
    custody.remove(register, robin.id)
    told = entries(register)
    assert [command for command, _, _ in told] == [
        "key.create",
        "person.add",
        "person.rename",
        "person.change_roles",
        "person.passphrase",
        "key.reissue",
        "person.remove",
    ]
    assert told[3][2]["was"] == ["coordinator"]
    text = (register.path / "keys.json").read_text()
    assert told[-1][2]["seal"] == keys.seal(text)
    assert register.alone is True
    register.close()
    by = "another long passphrase"
    with Register.open(register.path, passphrase=by, clock=register.clock) as again:
        assert entries(again) == told


def test_what_may_not_be_is_refused_and_leaves_the_file_alone(register: Register) -> None:
    custody.add(register, "Robin Vale", COORDINATOR, THEIRS)
    before = (register.path / "keys.json").read_bytes()
    me = register.session.person
    for code, attempt in {
        "person.no_name": lambda: custody.add(register, "  ", COORDINATOR, THEIRS),
        "person.no_role": lambda: custody.add(register, "Lee Moor", frozenset(), THEIRS),
        "person.name_used": lambda: custody.add(register, "DI robin vale", COORDINATOR, THEIRS),
        "passphrase.short": lambda: custody.add(register, "Lee Moor", COORDINATOR, "short"),
        "passphrase.common": lambda: custody.change_passphrase(register, "Drew Quill 2026"),
        "person.own_roles": lambda: custody.change_roles(register, me, frozenset(Role)),
        "person.last_administrator": lambda: custody.change_roles(register, me, COORDINATOR),
        "person.yourself": lambda: custody.remove(register, me),
        "person.gone": lambda: custody.remove(register, "nobody"),
    }.items():
        with pytest.raises(Refusal) as refusal:
            attempt()
        assert refusal.value.code == code
    assert (register.path / "keys.json").read_bytes() == before


def test_only_an_administrator_looks_after_people_and_the_attempt_is_logged(register: Register) -> None:
    robin = custody.add(register, "Robin Vale", COORDINATOR, THEIRS)
    register.close()
    with Register.open(register.path, passphrase=THEIRS, person=robin.id, clock=register.clock) as theirs:
        for attempt in (
            lambda: custody.add(theirs, "Lee Moor", COORDINATOR, PASSPHRASE),
            lambda: custody.rename(theirs, robin.id, "Lee Moor"),
            lambda: custody.change_roles(theirs, robin.id, ADMINISTRATOR),
            lambda: custody.remove(theirs, robin.id),
            lambda: custody.reissue_recovery(theirs),
            lambda: custody.rekey(theirs),
        ):
            with pytest.raises(Refusal, match="not_allowed"):
                attempt()
        custody.change_passphrase(theirs, "a passphrase of my own")
        assert [outcome for _, outcome, _ in entries(theirs, "refused")] == ["refused"] * 6


def test_condition_38_a_forgotten_passphrase_is_set_anew_by_two_and_both_are_logged(
    tmp_path: Path, clock: FixedClock
) -> None:
    path = tmp_path / "South West.register"
    register, printed = Register.create(path, PASSPHRASE, user="Drew Quill", clock=clock, hardness=QUICK)
    robin = custody.add(register, "Robin Vale", COORDINATOR, THEIRS)
    register.close()
    for holder in ("", "DS Robin Vale"):
        with pytest.raises(Refusal, match=r"recovery\.two"):
            Register.recover(
                path, printed, "quite another thing", person=robin.id, holder=holder, clock=clock
            )
    with Register.recover(
        path, printed, "quite another thing", person=robin.id, holder="Lee Moor", clock=clock
    ) as theirs:
        assert theirs.user == "Robin Vale"
        command, _, facts = entries(theirs)[-1]
        assert (command, facts["name"], facts["holder"], facts["alone"]) == (
            "key.recover",
            "Robin Vale",
            "Lee Moor",
            False,
        )
    Register.open(path, passphrase="quite another thing", person=robin.id, clock=clock).close()
    assert refused(path, clock, passphrase=THEIRS, person=robin.id) == "passphrase.wrong"
    with Register.open(path, passphrase=PASSPHRASE, clock=clock) as mine:
        renewed = custody.reissue_recovery(mine)
    assert refused(path, clock, recovery_key=printed, person=robin.id) == "recovery.wrong"
    Register.open(path, recovery_key=renewed, person=robin.id, clock=clock).close()


def test_condition_39_ten_wrong_passphrases_delay_are_logged_and_erase_nothing(
    register: Register, clock: FixedClock
) -> None:
    add_threat(register)
    register.close()
    codes = []
    for _ in range(10):
        codes.append(refused(register.path, clock, passphrase="three random birds"))
        if codes[-1] == "guess.wait":
            clock.moment += timedelta(seconds=33)
    assert codes.count("passphrase.wrong") >= 5
    assert "guess.wait" in codes
    assert "birds" not in (register.path / "guesses.json").read_text()
    clock.moment += timedelta(minutes=5)
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as again:
        told = [entry for entry in entries(again, "session") if entry[0] == "session.refused"]
        assert len(told) == codes.count("passphrase.wrong")
        assert {outcome for _, outcome, _ in told} == {"refused"}
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as once_more:
        assert len(
            [entry for entry in entries(once_more, "session") if entry[0] == "session.refused"]
        ) == len(told)


def test_condition_30_a_register_moved_to_another_machine_opens_by_passphrase_or_recovery_key(
    tmp_path: Path, clock: FixedClock
) -> None:
    path = tmp_path / "South West.register"
    register, printed = Register.create(path, PASSPHRASE, user="Drew Quill", clock=clock, hardness=QUICK)
    register.close()
    moved = tmp_path / "another profile" / "Moved.register"
    shutil.copytree(path, moved, ignore=shutil.ignore_patterns("lock*", "guesses*"))
    Register.open(moved, passphrase=PASSPHRASE, clock=clock).close()
    Register.open(moved, recovery_key=printed, clock=clock).close()


def test_a_key_file_that_somebody_changed_outside_is_journalled(register: Register) -> None:
    before = (register.path / "keys.json").read_bytes()
    robin = custody.add(register, "Robin Vale", COORDINATOR, THEIRS)
    custody.remove(register, robin.id)
    with_robin_gone = (register.path / "keys.json").read_bytes()
    (register.path / "keys.json").write_bytes(before)
    again = reopen(register)
    assert commands(again)[-1] == "keys.differ"
    again.close()
    (register.path / "keys.json").write_bytes(with_robin_gone)
    with Register.open(register.path, passphrase=PASSPHRASE, clock=register.clock) as last:
        assert commands(last)[-2:] == ["keys.differ", "keys.differ"]


def test_a_change_cut_off_before_the_journal_is_told_at_the_next_opening(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = durable.write_text

    def then_killed(path: Path, text: str) -> None:
        write(path, text)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(durable, "write_text", then_killed)
        with pytest.raises(Killed):
            custody.reissue_recovery(register)
    assert "key.reissue" not in commands(register)
    again = reopen(register)
    assert commands(again)[-1] == "key.reissue"
    again.close()


def test_the_first_format_is_brought_up_at_the_first_opening_for_writing(
    tmp_path: Path, clock: FixedClock
) -> None:
    path = tmp_path / "Old.register"
    shutil.copytree("tests/registers/0001.register", path)
    with Register.open(path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert json.loads((path / "keys.json").read_text())["format"] == 2
        assert commands(opened) == ["key.brought_up"]
        who = opened.session.person
    with Register.open(path, passphrase=PASSPHRASE, clock=clock) as again:
        assert commands(again) == ["key.brought_up"]
        assert again.session.person == who
        custody.add(again, "Robin Vale", COORDINATOR, THEIRS)


# a rekey


def test_a_rekey_encrypts_anew_and_the_removed_never_open_again(register: Register) -> None:
    robin = custody.add(register, "Robin Vale", COORDINATOR, THEIRS)
    add_threat(register)
    taken = register.path.with_name("Taken.register")
    key = register._opened.key
    custody.remove(register, robin.id)
    shutil.copytree(register.path, taken, ignore=shutil.ignore_patterns("lock*"))
    steps: list[str] = []
    custody.rekey(register, lambda what, *_: steps.append(what))
    assert steps == ["copy", "check", "swap", "done"]
    assert register._opened.key != key
    assert commands(register)[-1] == "key.rekey"
    add_threat(register, "AS/2024/0140")
    again = reopen(register)
    assert commands(again)[-1] == "key.rekey"
    with pytest.raises(Refusal, match=r"register\.damaged"):
        rekey.engines.connect(register.path / "register.db", key)
    again.close()
    assert refused(register.path, register.clock, passphrase=THEIRS) == "passphrase.wrong"
    assert [file.name for file in register.path.iterdir() if "rekey" in file.name] == []


def test_a_rekey_waits_for_nobody_in_another_window(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = rekey.engines.connect(register.path / "register.db", register._opened.key)
    other.execute("SELECT count(*) FROM journal").fetchone()
    monkeypatch.setattr(rekey, "PATIENCE_MS", 0)
    with pytest.raises(Refusal, match=r"rekey\.in_use"):
        custody.rekey(register)
    other.close()
    add_threat(register)
    assert "key.rekey" not in commands(register)
    custody.rekey(register)
    add_threat(register, "AS/2024/0140")


@pytest.mark.parametrize("said", ["database disk image is malformed", "unable to open database file"])
def test_a_disk_that_fails_as_the_copy_is_begun_is_no_damage(
    register: Register, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    def fails(*_: object) -> None:
        raise driver.DatabaseError(said)

    with monkeypatch.context() as patched:
        patched.setattr(rekey.engines, "create_file", fails)
        with pytest.raises(Refusal, match=r"rekey\.failed"):
            custody.rekey(register)
    assert "key.rekey" not in commands(register)
    custody.rekey(register)
    assert register.verify().ok


@pytest.mark.parametrize("step", ["copied", "moving", "placed", "moved"])
def test_condition_07_a_rekey_cut_off_leaves_exactly_one_key(
    register: Register, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    custody.add(register, "Robin Vale", COORDINATOR, THEIRS)
    add_threat(register)
    cut_off(register, monkeypatch, step)
    for passphrase, person in ((PASSPHRASE, "Drew Quill"), (THEIRS, "Robin Vale")):
        with Register.open(
            register.path, passphrase=passphrase, person=person, clock=register.clock
        ) as opened:
            told = [command for command in commands(opened) if command in ("key.rekey", "keys.differ")]
            assert told == (["key.rekey"] if step in ("placed", "moved") else [])
            assert opened._ask(lambda c: c.exec_driver_sql("PRAGMA journal_mode").scalar()) == "wal"
            assert opened._ask(lambda c: c.exec_driver_sql('SELECT count(*) FROM "threat"').scalar()) == 1
            assert opened._opened.following is None
    assert [file.name for file in register.path.iterdir() if "rekey" in file.name] == []
    assert "moving" not in json.loads((register.path / "keys.json").read_text())


def cut_off(register: Register, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Runs a rekey up to a step in a copy of the folder's state, as a kill there leaves it."""
    real_swap, real_place = rekey.swap, durable.place

    def swap(folder: Path, *rest: Any) -> None:
        if step == "copied":
            raise Killed
        real_swap(folder, *rest)
        if step == "placed":
            raise Killed

    def place(partial: Path, target: Path) -> None:
        if partial.name == rekey.COPY and step == "moving":
            raise Killed
        real_place(partial, target)

    def settle(*_: Any) -> Any:
        raise Killed

    def untold(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(rekey, "swap", swap)
        patched.setattr(durable, "place", place)
        if step == "moved":
            swapped = rekey.settle

            def settle_then_die(*given: Any) -> Any:
                swapped(*given)
                raise Killed

            patched.setattr(rekey, "settle", settle_then_die)
        else:
            patched.setattr(rekey, "settle", settle)
        with pytest.raises(Killed):
            custody.rekey(register)
    register.close()


def test_nobody_becomes_alone_by_cutting_others_out_of_the_key_file(
    register: Register, clock: FixedClock
) -> None:
    custody.add(register, "Robin Vale", COORDINATOR, THEIRS)
    register.close()
    file = register.path / "keys.json"
    said = json.loads(file.read_text())
    said["users"] = [each for each in said["users"] if each["name"] == "Drew Quill"]
    said["check"] = keys_document._check(said)
    file.write_text(json.dumps(said))
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as cut:
        assert not cut.alone
        assert Role.APPROVER not in cut.roles
        assert not cut.may("reads.log")
        assert commands(cut)[-1] == "keys.differ"
        with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as second:
            assert (second.read_only, second.alone) == (True, False)

"""Changes to the key file: by one with the key, without others' passphrases, never on a forged file."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.codes import Role
from app.domain.people import Person, only_administrator
from app.errors import Refusal
from app.store import keys, keys_edit
from app.store.keys_document import Note
from tests.builders import PASSPHRASE, QUICK

KEY, NEXT = bytes(range(32)), bytes(range(1, 33))
AT = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)
ROBIN = Person("p2", "Robin Vale", frozenset({Role.COORDINATOR}), AT)
THEIRS = "four other random words"
NOTE = Note("person.add", "p1", AT, "p2", {"name": "Robin Vale"})
FIRST = Path("tests/registers/0001.register/keys.json")


@pytest.fixture(scope="module")
def made() -> tuple[str, str]:
    return keys.create("register-1", KEY, "Drew Quill", PASSPHRASE, QUICK, at=AT, person="p1")


@pytest.fixture(scope="module")
def two(made: tuple[str, str]) -> str:
    return keys_edit.added(made[0], KEY, ROBIN, THEIRS, QUICK, NOTE)


def refusal(function: Callable[..., object], *args: object) -> str:
    with pytest.raises(Refusal) as refused:
        function(*args)
    return refused.value.code


def test_each_opens_with_their_own_passphrase_only(two: str, made: tuple[str, str]) -> None:
    assert keys.unlock(two, PASSPHRASE, "p1").key == KEY
    theirs = keys.unlock(two, THEIRS, "p2")
    assert (theirs.key, theirs.user, theirs.roles) == (KEY, "Robin Vale", ROBIN.roles)
    assert refusal(keys.unlock, two, PASSPHRASE, "p2") == "passphrase.wrong"
    assert keys.unlock(two, THEIRS).person == "p2"
    assert keys.recover(two, made[1], "p2").user == "Robin Vale"
    assert refusal(keys.recover, two, made[1]) == "recovery.whose"


def test_a_change_says_what_it_was_and_what_it_followed(two: str, made: tuple[str, str]) -> None:
    assert keys_edit.last(two) == (NOTE, keys.seal(made[0]))
    assert keys.seal(two) != keys.seal(made[0])
    assert keys.sound(two, KEY)


def test_the_removed_no_longer_open_and_the_others_do(two: str) -> None:
    left = keys_edit.removed(two, KEY, "p2", NOTE)
    assert [person.id for person in keys.people(left)] == ["p1"]
    assert refusal(keys.unlock, left, THEIRS) == "passphrase.wrong"
    assert keys.unlock(left, PASSPHRASE).key == KEY
    assert refusal(keys_edit.removed, left, KEY, "p2", NOTE) == "person.gone"


def test_name_and_roles_change_and_the_passphrase_stays(two: str) -> None:
    roles = frozenset({Role.READER, Role.APPROVER})
    changed = keys_edit.altered(two, KEY, replace(ROBIN, name="Robin Vale-Moor", roles=roles), NOTE)
    opened = keys.unlock(changed, THEIRS, "p2")
    assert (opened.key, opened.user, opened.roles) == (KEY, "Robin Vale-Moor", roles)


def test_a_new_passphrase_rewraps_and_never_rekeys(two: str, made: tuple[str, str]) -> None:
    changed = keys_edit.with_passphrase(two, KEY, "p1", "another long passphrase", NOTE)
    assert keys.unlock(changed, "another long passphrase", "p1").key == KEY
    assert keys_edit.hardness(changed, "p1") == QUICK
    assert keys.recover(changed, made[1], "p1").key == KEY
    assert refusal(keys.unlock, changed, PASSPHRASE) == "passphrase.wrong"
    assert keys.unlock(changed, THEIRS, "p2").key == KEY


def test_condition_38_another_recovery_key_revokes_the_one_before(two: str, made: tuple[str, str]) -> None:
    later = replace(NOTE, at=datetime(2027, 1, 4, tzinfo=UTC))
    changed, printed = keys_edit.with_recovery(two, KEY, later)
    assert keys.recover(changed, printed, "p1").key == KEY
    assert refusal(keys.recover, changed, made[1], "p1") == "recovery.wrong"
    assert keys.recovery_since(changed) == later.at


def test_a_public_key_slipped_in_is_sealed_nothing(two: str, made: tuple[str, str]) -> None:
    forged = json.loads(two)
    stranger, _ = keys.create("register-1", bytes(32), "Robin Vale", THEIRS, QUICK, at=AT, person="p2")
    forged["users"][1] = json.loads(stranger)["users"][0]
    text = keys.keys_document.written(forged, bytes(32))
    for change in (
        lambda: keys_edit.removed(text, KEY, "p1", NOTE),
        lambda: keys_edit.altered(text, KEY, ROBIN, NOTE),
        lambda: keys_edit.with_recovery(text, KEY, NOTE),
        lambda: keys_edit.moving(text, KEY, NEXT, NOTE),
    ):
        assert refusal(change) == "keys.altered"


def test_while_a_rekey_runs_everybody_holds_both_keys(two: str, made: tuple[str, str]) -> None:
    both = keys_edit.moving(two, KEY, NEXT, replace(NOTE, command="key.rekey"))
    for opened in (keys.unlock(both, THEIRS, "p2"), keys.recover(both, made[1], "p1")):
        assert (opened.key, opened.following) == (KEY, NEXT)
    assert keys.sound(both, KEY)
    assert keys.sound(both, NEXT)
    assert keys_edit.is_moving(both)


def test_after_a_rekey_only_the_new_key_is_held_and_the_old_one_kept_for_old_backups(
    two: str, made: tuple[str, str]
) -> None:
    note = Note("key.rekey", "p1", AT, "register-1")
    done = keys_edit.moved(keys_edit.moving(two, KEY, NEXT, note), KEY, NEXT)
    opened = keys.unlock(done, THEIRS, "p2")
    assert (opened.key, opened.following) == (NEXT, None)
    assert keys.recover(done, made[1], "p1").key == NEXT
    assert keys_edit.last(done) == (note, keys.seal(two))
    assert not keys.sound(done, KEY)
    third = bytes(32)
    again = keys_edit.moved(keys_edit.moving(done, NEXT, third, note), NEXT, third)
    assert keys_edit.known(again, third) == (third, NEXT, KEY)
    assert keys_edit.known(again, KEY) == (KEY,)


def test_a_rekey_that_never_happened_leaves_the_file_with_the_seal_it_had(two: str) -> None:
    both = keys_edit.moving(two, KEY, NEXT, NOTE)
    assert keys_edit.unmoved(both, KEY) == two


def test_the_first_format_is_brought_up_for_the_one_who_opened_it() -> None:
    text = FIRST.read_text()
    opened = keys.unlock(text, PASSPHRASE)
    assert refusal(keys_edit.removed, text, opened.key, opened.person, NOTE) == "keys.first_format"
    now = keys_edit.brought_up(text, opened, PASSPHRASE, NOTE)
    assert keys.unlock(now, PASSPHRASE) == opened
    assert keys.sound(now, opened.key)
    assert json.loads(now)["recovery"] == json.loads(text)["recovery"]
    assert refusal(keys_edit.moving, now, opened.key, NEXT, NOTE) == "rekey.recovery_first"


def test_who_is_left_to_look_after_people() -> None:
    chief = Person("p1", "Drew Quill", frozenset({Role.ADMINISTRATOR}))
    assert only_administrator((chief, ROBIN), "p1")
    assert not only_administrator((chief, ROBIN), "p2")

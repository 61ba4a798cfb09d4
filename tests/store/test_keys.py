"""The register's key: sealed to people and to a recovery key, opened by either; damage is told apart."""

from __future__ import annotations

import json
import secrets
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.codes import Role
from app.errors import Refusal
from app.store import keys, keys_first, person_keys, recovery_key
from app.store.person_keys import Hardness
from tests.builders import PASSPHRASE, QUICK

KEY = bytes(range(32))
AT = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)
FIRST = Path("tests/registers/0001.register/keys.json")
"""A key file of format 1, as the first version wrote it."""


@pytest.fixture(scope="module")
def made() -> tuple[str, str]:
    return keys.create("register-1", KEY, "Drew Quill", PASSPHRASE, QUICK, at=AT, person="p1")


def refusal(function: object, *args: object) -> Refusal:
    with pytest.raises(Refusal) as refused:
        function(*args)  # type: ignore[operator]
    return refused.value


def test_passphrase_and_recovery_key_open_the_same_key(made: tuple[str, str]) -> None:
    text, recovery = made
    assert keys.unlock(text, PASSPHRASE).key == KEY
    assert keys.unlock(text, PASSPHRASE, "p1").key == KEY
    assert keys.unlock(text, PASSPHRASE, "Drew Quill").person == "p1"
    assert keys.recover(text, recovery).key == KEY
    assert keys.recover(text, recovery.lower().replace("-", " ")).key == KEY


def test_who_is_in_a_key_file_can_be_read_before_it_is_opened(made: tuple[str, str]) -> None:
    (person,) = keys.people(made[0])
    assert (person.id, person.name, person.since) == ("p1", "Drew Quill", AT)
    assert Role.ADMINISTRATOR in person.roles
    assert Role.AUDITOR not in person.roles
    assert keys.recovery_since(made[0]) == AT


def test_the_file_holds_neither_key_nor_passphrase(made: tuple[str, str]) -> None:
    text, recovery = made
    assert KEY.hex() not in text
    assert person_keys.b64(KEY) not in text
    assert PASSPHRASE not in text
    assert recovery not in text


def test_condition_23_a_wrong_passphrase_is_told_from_damage(made: tuple[str, str]) -> None:
    assert refusal(keys.unlock, made[0], "three random birds").code == "passphrase.wrong"
    assert refusal(keys.unlock, "{", PASSPHRASE).code == "keys.missing"
    assert refusal(keys.unlock, "{}", PASSPHRASE).code == "keys.missing"
    document = json.loads(made[0])
    for field in ("salt", "secret", "nonce"):
        hurt = json.loads(made[0])
        hurt["users"][0][field] = person_keys.b64(secrets.token_bytes(48))
        assert refusal(keys.unlock, json.dumps(hurt), PASSPHRASE).code in ("keys.damaged", "keys.missing")
    document["recovery"]["salt"] = person_keys.b64(secrets.token_bytes(16))
    assert refusal(keys.recover, json.dumps(document), made[1]).code == "keys.damaged"


def test_nobody_of_that_name_is_said_before_any_guess(made: tuple[str, str]) -> None:
    refused = refusal(keys.unlock, made[0], PASSPHRASE, "Robin Vale")
    assert (refused.code, refused.fields["name"]) == ("person.unknown", "Robin Vale")


def test_condition_37_an_accent_typed_on_another_keyboard_is_the_same_passphrase() -> None:
    composed = unicodedata.normalize("NFC", "café des oiseaux")
    apart = unicodedata.normalize("NFD", composed)
    wide = "ｃａｆé des oiseaux"
    text, _ = keys.create("r", KEY, "Drew", composed, QUICK, at=AT)
    assert composed != apart
    assert keys.unlock(text, apart).key == KEY
    assert keys.unlock(text, wide).key == KEY


def test_condition_38_a_complete_key_of_another_register_is_told_apart(made: tuple[str, str]) -> None:
    assert refusal(keys.recover, made[0], recovery_key.new_recovery_key()).code == "recovery.wrong"
    assert refusal(keys.recover, made[0], made[1][:-1]).code == "recovery.slip"


FORGED = {
    "memory_kib": 2048,
    "passes": 2,
    "lanes": 2,
    "roles": ["auditor"],
    "name": "Somebody",
    "since": "2020-01-01T00:00:00+00:00",
    "id": "p2",
    "kdf": "none",
}


@pytest.mark.parametrize("field", [*FORGED, "salt", "nonce", "secret", "public", "sealed"])
def test_no_part_of_an_entry_can_be_altered(made: tuple[str, str], field: str) -> None:
    document = json.loads(made[0])
    entry = document["users"][0]
    random = person_keys.b64(secrets.token_bytes(32))
    entry[field] = FORGED.get(field, {**entry["sealed"], "key": random} if field == "sealed" else random)
    forged = keys.keys_document.written(document, bytes(32))
    assert refusal(keys.unlock, forged, PASSPHRASE).code in (
        "passphrase.wrong",
        "keys.damaged",
        "keys.missing",
    )
    assert not keys.sound(json.dumps(document), KEY)


def test_a_file_that_asks_for_all_memory_is_not_tried(made: tuple[str, str]) -> None:
    document = json.loads(made[0])
    document["users"][0]["memory_kib"] = 1 << 40
    assert refusal(keys.unlock, json.dumps(document), PASSPHRASE).code == "keys.missing"


def test_tuning_takes_half_a_second_and_never_less_than_64_mib() -> None:
    slow = person_keys.tuned(lambda _: 2.0)
    assert (slow.memory_kib, slow.passes) == (64 * 1024, 3)
    usual = person_keys.tuned(lambda cost: 0.05 * cost.memory_kib / 65536)
    assert (usual.memory_kib, usual.passes) == (256 * 1024, 7)
    quick = person_keys.tuned(lambda _: 0.0)
    assert quick.memory_kib <= 256 * 1024
    assert quick.bearable


def test_one_derivation_is_measured_with_the_cost_that_is_asked_for() -> None:
    assert person_keys.seconds(QUICK) < person_keys.seconds(Hardness(8 * 1024, 4, 1))


def test_a_key_file_of_the_first_format_still_opens() -> None:
    text = FIRST.read_text()
    opened = keys.unlock(text, PASSPHRASE)
    (person,) = keys.people(text)
    assert (opened.person, opened.user) == (person.id, "Drew Quill")
    assert person.id == keys_first.person_id(json.loads(text)["register"], "Drew Quill")
    assert keys.sound(text, opened.key)
    assert refusal(keys.unlock, text, "three random birds").code == "passphrase.wrong"
    assert keys.recovery_since(text) is None

"""The register's key: wrapped twice, opened by either, and a slip told apart from a wrong key."""

from __future__ import annotations

import json
import secrets
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Refusal
from app.store import keys
from tests.builders import PASSPHRASE, QUICK

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def made() -> tuple[str, str]:
    return keys.create("register-1", KEY, "Drew Quill", PASSPHRASE, QUICK)


def refusal(function: object, *args: object) -> Refusal:
    with pytest.raises(Refusal) as refused:
        function(*args)  # type: ignore[operator]
    return refused.value


def test_passphrase_and_recovery_key_open_the_same_key(made: tuple[str, str]) -> None:
    text, recovery = made
    assert keys.unlock(text, PASSPHRASE).key == KEY
    assert keys.recover(text, recovery).key == KEY
    assert keys.recover(text, recovery.lower().replace("-", " ")).key == KEY


def test_the_file_holds_neither_key_nor_passphrase(made: tuple[str, str]) -> None:
    text, recovery = made
    assert KEY.hex() not in text
    assert PASSPHRASE not in text
    assert recovery not in text


def test_a_wrong_passphrase_is_not_damage(made: tuple[str, str]) -> None:
    assert refusal(keys.unlock, made[0], "three random birds").code == "passphrase.wrong"
    assert refusal(keys.unlock, "{", PASSPHRASE).code == "keys.missing"
    assert refusal(keys.unlock, "{}", PASSPHRASE).code == "keys.missing"


def test_an_accent_typed_on_another_keyboard_is_the_same_passphrase() -> None:
    text, _ = keys.create("r", KEY, "Drew", unicodedata.normalize("NFC", "café des oiseaux"), QUICK)
    assert keys.unlock(text, unicodedata.normalize("NFD", "café des oiseaux")).key == KEY


def test_a_short_passphrase_is_refused() -> None:
    assert refusal(keys.create, "r", KEY, "Drew", "short", QUICK).code == "passphrase.short"


@settings(max_examples=150)
@given(st.integers(0, 34), st.sampled_from(keys.ALPHABET))
def test_every_single_slip_names_its_group(position: int, letter: str) -> None:
    printed = keys.new_recovery_key()
    letters = list(printed.replace("-", ""))
    if letters[position] == letter:
        return
    letters[position] = letter
    slipped = refusal(keys.read_recovery_key, "".join(letters))
    assert (slipped.code, slipped.fields["group"]) == ("recovery.slip", position // 5 + 1)


def test_letters_that_are_misread_are_understood() -> None:
    printed = keys.new_recovery_key()
    assert keys.read_recovery_key(printed.replace("0", "O").replace("1", "l")) == printed


def test_a_complete_key_of_another_register_is_told_apart(made: tuple[str, str]) -> None:
    assert refusal(keys.recover, made[0], keys.new_recovery_key()).code == "recovery.wrong"
    assert refusal(keys.recover, made[0], made[1][:-1]).code == "recovery.slip"


def test_a_new_passphrase_rewraps_and_never_rekeys(made: tuple[str, str]) -> None:
    text, recovery = made
    changed = keys.change_passphrase(text, keys.unlock(text, PASSPHRASE), "another long passphrase", QUICK)
    assert keys.unlock(changed, "another long passphrase").key == KEY
    assert keys.recover(changed, recovery).key == KEY
    assert refusal(keys.unlock, changed, PASSPHRASE).code == "passphrase.wrong"


@pytest.mark.parametrize("field", ["memory_kib", "passes", "salt", "nonce", "key", "roles", "name"])
def test_no_part_of_the_wrap_can_be_altered(made: tuple[str, str], field: str) -> None:
    document = json.loads(made[0])
    entry = document["users"][0]
    entry[field] = {
        "memory_kib": 2048,
        "passes": 2,
        "roles": ["reader"],
        "name": "Somebody",
    }.get(field) or keys._b64(secrets.token_bytes(48))
    assert refusal(keys.unlock, json.dumps(document), PASSPHRASE).code in ("passphrase.wrong", "keys.missing")

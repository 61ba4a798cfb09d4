"""What a passphrase must be: long enough, not what everybody tries, and nothing else."""

from __future__ import annotations

import pytest

from app.errors import Refusal
from app.store import passphrases
from app.store.keys import Hardness
from tests.builders import PASSPHRASE


def code(passphrase: str, *names: str) -> str | None:
    try:
        passphrases.check(passphrase, *names)
    except Refusal as refused:
        return refused.code
    return None


@pytest.mark.parametrize(
    "passphrase",
    [
        PASSPHRASE,
        "fictional demonstration only",
        "kettle lantern heron",
        "monkey dragon princess",
        "ciottolo pettirosso",
        "سماء نافذة قهوة",
        "xK4#vQ9!pL2m",
    ],
)
def test_three_words_or_anything_as_long_will_do(passphrase: str) -> None:
    assert code(passphrase, "Drew Quill") is None


@pytest.mark.parametrize("passphrase", ["", "eleven char", "é" * 6 + "abcde"])
def test_a_short_one_is_refused_by_the_letters_that_count(passphrase: str) -> None:
    assert code(passphrase) == "passphrase.short"


@pytest.mark.parametrize(
    "passphrase",
    [
        "password1234",
        "P@ssw0rd2026!",
        "passwordpassword",
        "123456789012",
        "qwertyuiop123",
        "0987654321qwerty",
        "aaaaaaaaaaaaaa",
        "abcabcabcabc",
        "correct horse battery staple",
        "Avon and Somerset 2026",
        "Summer2026Police",
        "DrewQuill2026",
        "ｐａｓｓｗｏｒｄ１２３４",
    ],
)
def test_one_that_everybody_tries_is_refused(passphrase: str) -> None:
    assert code(passphrase, "Drew Quill") == "passphrase.common"


def test_the_cost_of_a_passphrase_is_at_least_64_mib_by_itself() -> None:
    assert Hardness().memory_kib == 64 * 1024

"""The recovery key as it is printed and typed: every slip is found, and its group named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Refusal
from app.store import recovery_key


@settings(max_examples=150)
@given(st.integers(0, 34), st.sampled_from(recovery_key.ALPHABET))
def test_every_single_slip_names_its_group(position: int, letter: str) -> None:
    printed = recovery_key.new_recovery_key()
    letters = list(printed.replace("-", ""))
    if letters[position] == letter:
        return
    letters[position] = letter
    with pytest.raises(Refusal) as slipped:
        recovery_key.read_recovery_key("".join(letters))
    assert (slipped.value.code, slipped.value.fields["group"]) == ("recovery.slip", position // 5 + 1)


def test_letters_that_are_misread_are_understood() -> None:
    printed = recovery_key.new_recovery_key()
    assert recovery_key.read_recovery_key(printed.replace("0", "O").replace("1", "l")) == printed

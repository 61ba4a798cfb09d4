"""The recovery key opens a register whose passphrase is forgotten, and gives it a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.clock import FixedClock
from app.errors import Refusal
from app.register import Register
from tests.builders import PASSPHRASE, QUICK


@pytest.fixture
def forgotten(tmp_path: Path, clock: FixedClock) -> tuple[Path, str]:
    """A closed register's path and its recovery key."""
    path = tmp_path / "South West.register"
    register, key = Register.create(path, PASSPHRASE, user="Drew Quill", clock=clock, hardness=QUICK)
    register.close()
    return path, key


def test_the_recovery_key_gives_a_new_passphrase(forgotten: tuple[Path, str]) -> None:
    path, key = forgotten
    Register.recover(path, key, "another three words").close()
    Register.open(path, passphrase="another three words").close()
    with pytest.raises(Refusal, match=r"passphrase\.wrong"):
        Register.open(path, passphrase=PASSPHRASE)


def test_a_passphrase_too_short_changes_nothing_and_leaves_the_register_free(
    forgotten: tuple[Path, str],
) -> None:
    path, key = forgotten
    with pytest.raises(Refusal):
        Register.recover(path, key, "abc")
    with Register.open(path, passphrase=PASSPHRASE) as register:
        assert not register.read_only

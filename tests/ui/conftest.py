"""The card of the design's group on a real register: built once, copied for each test that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.clock import FixedClock
from app.register import Register
from tests.ui.card_desk import CardDesk, copy_of, desk, filled_register, the_group


@pytest.fixture(scope="session", autouse=True)
def _clipboard_left_empty(qapp: QApplication) -> Iterator[None]:
    """What the last test copied would be destroyed after the interpreter, which ends the process; the program
    clears it when it closes."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def group_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed register with the group of the design's screen."""
    return filled_register(tmp_path_factory.mktemp("group"))


@pytest.fixture
def group(group_file: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Register]:
    """A copy of that register, open."""
    with copy_of(group_file, tmp_path, clock) as made:
        yield made


@pytest.fixture
def card(group: Register, qtbot: QtBot) -> Iterator[CardDesk]:
    """The card of its group."""
    with desk(group, qtbot, the_group(group)) as made:
        yield made

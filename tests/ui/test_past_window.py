"""A window on the record as it was tabled: beside the first, read-only in every part, gone with it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.commands import threats
from app.domain.clock import FixedClock
from app.domain.issue import Issue
from app.domain.meeting import Meeting
from app.register import Register
from app.store.tables import JOURNAL
from app.store.unit import Unit, command
from app.ui import machine, palette, style
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.page import Place
from app.ui.page_table import PAGES
from app.ui.shell import Shell
from tests.builders import add_threat, new_register

TABLED = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)
PATIENCE = 30_000


@command("issue.keep_for_test")
def keep(unit: Unit, issue: Issue, meeting: Meeting) -> Issue:
    unit.put(meeting)
    return unit.put(replace(issue, body=unit.keep(b"{}")))


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    style.install(qapp)
    palette.apply(qapp, palette.LIGHT)
    made = Desk(qapp, machine.Store(tmp_path / "settings"), Shell(palette.LIGHT))
    hook, sys.excepthook = sys.excepthook, sys.__excepthook__
    yield made
    made.close()
    sys.excepthook = hook


@pytest.fixture
def register(tmp_path: Path) -> Register:
    clock = FixedClock(TABLED)
    made = new_register(tmp_path, clock)
    threat = add_threat(made)
    newest = select(JOURNAL.c.hash).order_by(JOURNAL.c.seq.desc()).limit(1)
    head = made.ask(lambda connection: str(connection.execute(newest).scalar()))
    clock.moment += timedelta(days=20)
    issue = Issue(
        id="i", meeting="m", pack_id="SW-2026-12", issued_at=TABLED, issued_by="Drew Quill",
        marking="OFFICIAL", fingerprint="", body="", head=head,
    )  # fmt: skip
    made.do(keep, issue, Meeting(id="m", month="2026-12", on=datetime(2026, 12, 10, tzinfo=UTC).date()))
    made.do(threats.change, replace(threat, name="Renamed since"))
    return made


def opened(desk: Desk, register: Register, qtbot: QtBot) -> MainWindow:
    desk.show(register)
    assert desk.window is not None
    desk.window.go(Place("past", "i"))
    qtbot.waitUntil(lambda: bool(desk.past), timeout=PATIENCE)
    past = desk.past[0]
    qtbot.waitUntil(lambda: not past.runner.working, timeout=PATIENCE)
    return past


def test_it_stands_beside_the_first_and_shows_what_was_tabled(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    past = opened(desk, register, qtbot)
    assert desk.window is not None
    assert desk.window.isVisible()
    assert past.windowTitle() == "SW-2026-12 version 1.0, as issued on 26 Nov 2026, 14:02 - Fourfold"
    assert "this is the record as it was" in past.read_only.accessibleName()
    assert past.runner.today.isoformat() == "2026-11-26"
    past.go(Place("card", "t-AS/2024/0131"))
    qtbot.waitUntil(lambda: not past.runner.working, timeout=PATIENCE)
    assert past.page().card.threat.name == "Tidemoor line"  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", [name for name in PAGES if name not in ("card", "import")])
def test_every_page_reads_the_past_and_offers_no_change(
    desk: Desk, register: Register, qtbot: QtBot, page: str
) -> None:
    past = opened(desk, register, qtbot)
    past.go(Place(page))
    qtbot.waitUntil(lambda: not past.runner.working, timeout=PATIENCE)
    assert past.page() is past._pages[page]
    assert not past.notice.isVisible()


def test_it_goes_with_the_window_that_it_came_from(desk: Desk, register: Register, qtbot: QtBot) -> None:
    past = opened(desk, register, qtbot)
    assert desk.window is not None
    with qtbot.waitSignal(desk.window.locked, timeout=PATIENCE):
        desk.window.lock()
    assert desk.past == []
    assert not past.isVisible()


def test_closing_it_leaves_the_first(desk: Desk, register: Register, qtbot: QtBot) -> None:
    past = opened(desk, register, qtbot)
    past.close()
    qtbot.waitUntil(lambda: desk.past == [], timeout=PATIENCE)
    assert desk.window is not None
    assert desk.window.isVisible()
    assert desk.window.runner.register.ask(lambda connection: True)


def test_a_key_pressed_twice_opens_one_window(desk: Desk, register: Register, qtbot: QtBot) -> None:
    desk.show(register)
    assert desk.window is not None
    for _ in range(2):
        desk.window.go(Place("past", "i"))
    qtbot.waitUntil(lambda: bool(desk.past), timeout=PATIENCE)
    runner = desk.window.runner
    qtbot.waitUntil(lambda: not runner.working, timeout=PATIENCE)
    assert len(desk.past) == 1


def test_a_window_on_the_past_says_that_it_opens_no_other(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    past = opened(desk, register, qtbot)
    past.go(Place("past", "i"))
    assert "opens no other" in past.notice.words.text()
    assert len(desk.past) == 1


def test_what_cannot_be_shown_as_it_was_is_refused_and_can_be_asked_for_again(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    desk.show(register)
    window = desk.window
    assert window is not None
    window.go(Place("past", "unknown"))
    qtbot.waitUntil(window.notice.isVisible, timeout=PATIENCE)
    window.go(Place("past", "i"))
    qtbot.waitUntil(lambda: len(desk.past) == 1, timeout=PATIENCE)

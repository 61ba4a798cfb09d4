"""The demonstration in the main window, every page, tab and dialog of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, text

from app.domain.clock import FixedClock
from app.jobs import demo
from app.register import Register
from app.ui import palette, style
from app.ui.dialog import Dialog
from app.ui.machine import Store
from app.ui.main_window import MainWindow
from app.ui.page import Page, Place
from app.ui.pages.card import CardPage
from app.ui.pages.settings import SettingsPage

NOON = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)
LISTS = ("priorities", "submissions", "disruptions", "requests", "orders")
P = TypeVar("P", bound=Page)


def made(folder: Path) -> Path:
    """The demonstration, closed; made once and copied for each test."""
    return demo.make(folder)


def opened(path: Path, folder: Path) -> Register:
    """A copy of it, open at its own hour."""
    copy = folder / path.name
    shutil.copytree(path, copy)
    return again(copy)


def again(path: Path) -> Register:
    """The same folder once more: read-only while the first is open."""
    return Register.open(path, passphrase=demo.PASSPHRASE, clock=FixedClock(NOON))


class DemoDesk:
    """The window, and what a person does in it."""

    def __init__(self, register: Register, qtbot: QtBot, folder: Path) -> None:
        self.register, self.qtbot = register, qtbot
        self.window = MainWindow(register, Store(folder))
        self.runner = self.window.runner
        self.crashes: list[Exception] = []
        self.runner.crashed.connect(self.crashes.append)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        """Waits until nothing is under way."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.runner.working, timeout=20_000)
            QApplication.processEvents()

    def go(self, kind: type[P], place: Place) -> P:
        """Comes to a page."""
        self.window.go(place)
        self.settle()
        page = self.window.page()
        assert isinstance(page, kind)
        return page

    def dialog(self) -> Dialog | None:
        """The dialog in sight."""
        self.settle()
        found = [dialog for dialog in self.window.findChildren(Dialog) if dialog.isVisible()]
        return found[-1] if found else None

    def threats(self) -> list[str]:
        """Threats beside which many kinds of record stand: a few that together show every kind."""
        return self.register.ask(_full)

    def sights(self) -> Iterator[tuple[str, QWidget]]:
        """Every list page in each of its views, each section of the settings, and some cards tab by tab."""
        for name in LISTS:
            page = self.go(Page, Place(name))
            bars = [bar for bar in page.findChildren(QTabBar) if bar.isVisible()]
            for bar, at in [(each, at) for each in bars for at in range(each.count())]:
                bar.setCurrentIndex(at)
                self.settle()
                yield f"{name}: {bar.tabText(at)}", page
            if not bars:
                yield name, page
        settings = self.go(SettingsPage, Place("settings"))
        for row in range(settings.names.count()):
            settings.names.setCurrentRow(row)
            self.settle()
            yield f"settings: {settings.names.item(row).text()}", settings
        for threat in self.threats():
            card = self.go(CardPage, Place("card", id=threat))
            for at in range(card.tabs.count()):
                card.tabs.setCurrentIndex(at)
                self.settle()
                yield f"card: {card.tabs.tabText(at)}", card

    def dialogs(self, card: CardPage, *, leave: bool = True) -> Iterator[Dialog]:
        """Every dialog that the menu of a card opens."""
        card._fill_menu()
        for n in range(len(card.head.menu.actions())):
            card._fill_menu()
            card.head.menu.actions()[n].trigger()
            dialog = self.dialog()
            if dialog is not None:
                yield dialog
                if leave:
                    dialog.leave()
                    self.settle()


def _full(connection: Connection) -> list[str]:
    kinds = (
        "submission",
        "request",
        "disruption",
        "nominal",
        "ancillary_order",
        "intelligence_gap",
        "transfer",
    )
    found: list[str] = []
    for kind in kinds:
        at = connection.execute(
            text(f"select threat from {kind} group by threat order by count(*) desc limit 1")
        )
        found += [row[0] for row in at if row[0] not in found]
    return found


@contextmanager
def desk(register: Register, qtbot: QtBot, folder: Path) -> Iterator[DemoDesk]:
    """The window, closed at the end with no crash left unseen."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    style.install(app)
    palette.apply(app, palette.LIGHT)
    found = DemoDesk(register, qtbot, folder)
    yield found
    found.settle()
    found.runner.close()
    found.window._leaving = True
    assert found.crashes == []

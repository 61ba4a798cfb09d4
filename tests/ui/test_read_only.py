"""A window that only reads: what changes something is absent, records open to be read, no key is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Refusal
from app.ui.dialog import Dialog
from app.ui.page import Page, Place
from app.ui.pages.card import CardPage
from app.ui.pages.priorities import PrioritiesPage
from tests.ui import demo_desk
from tests.ui.demo_desk import LISTS, DemoDesk

CHANGES = (
    "New", "Add", "Record", "Enter a", "Moderate", "Withdraw", "Change", "Edit", "Raise", "Link", "Propose",
    "Answer", "Remove", "Retire", "Save", "Put", "Up", "Down", "Cut off", "Discard", "Ask for", "Plan",
    "List all", "Print list", "Next", "Monitoring", "Release plan", "Submit", "Return", "Resubmit", "Ratify",
    "Reject", "Re-date", "Complete", "Cancel", "Not needed", "Bring back",
)  # fmt: skip
KEYS = (
    (Qt.Key.Key_N, True), (Qt.Key.Key_F2, False), (Qt.Key.Key_Delete, False), (Qt.Key.Key_T, True),
    (Qt.Key.Key_D, True), (Qt.Key.Key_U, True), (Qt.Key.Key_M, True), (Qt.Key.Key_R, True),
    (Qt.Key.Key_S, True), (Qt.Key.Key_B, True), (Qt.Key.Key_Insert, False), (Qt.Key.Key_Return, False),
)  # fmt: skip


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_desk.made(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def desk(demonstration: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[DemoDesk]:
    with (
        demo_desk.opened(demonstration, tmp_path) as first,
        demo_desk.again(first.path) as second,
        demo_desk.desk(second, qtbot, tmp_path) as made,
    ):
        assert second.read_only
        yield made


def changing(page: QWidget) -> list[str]:
    """The buttons in sight that would change something."""
    return [
        button.text() or button.accessibleName()
        for button in page.findChildren(QAbstractButton)
        if button.isVisible()
        and button.isEnabled()
        and (button.text() or button.accessibleName()).startswith(CHANGES)
        # the next card, and the next page of a printed form
        and button.toolTip() not in ("Next (Alt+Down)", "Next page")
    ]


def typed_in(dialog: Dialog) -> list[str]:
    """The fields of a dialog that take what is typed."""
    return [
        field.accessibleName()
        for field in dialog.form.findChildren(QWidget)
        if isinstance(field, QLineEdit | QPlainTextEdit) and field.isEnabled() and not field.isReadOnly()
    ]


def check(dialog: Dialog) -> None:
    """A dialog shows a record, and there is nothing to type in and nothing to save it with."""
    assert not dialog.filled.isVisible(), dialog.windowTitle()
    assert typed_in(dialog) == [], dialog.windowTitle()
    assert changing(dialog) == [], dialog.windowTitle()
    assert not dialog.touched()
    dialog.reject()


def test_nothing_on_any_page_view_or_tab_would_change_something(desk: DemoDesk) -> None:
    found = {where: bad for where, page in desk.sights() if (bad := changing(page))}
    assert found == {}


def test_no_key_changes_anything_or_is_refused(desk: DemoDesk) -> None:
    refused: list[Refusal] = []
    desk.runner.refused.connect(refused.append)
    places = [Place(name) for name in LISTS] + [Place("card", id=id) for id in desk.threats()[:3]]
    opened = set()
    for place in places:
        page = desk.go(Page, place)
        tabs = range(page.tabs.count()) if isinstance(page, CardPage) else range(1)
        for tab in tabs:
            for key, control in KEYS:
                if desk.window.page() is not page:
                    desk.go(Page, place)
                if isinstance(page, CardPage):
                    page.tabs.setCurrentIndex(tab)
                    page.parts()[2].setFocus()
                focused = QApplication.focusWidget()
                assert focused is not None
                modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
                desk.qtbot.keyClick(focused, key, modifier)
                dialog = desk.dialog()
                if dialog is not None:
                    opened.add(type(dialog).__name__)
                    check(dialog)
                    desk.settle()
    assert refused == []
    assert desk.window._unsaved() is None
    assert desk.register.undo_label is None
    assert {"ActionDialog", "SubmissionDialog"} <= opened


def test_the_ranked_list_stays_as_it_is(desk: DemoDesk) -> None:
    page = desk.go(PrioritiesPage, Place("priorities"))
    assert page.draft is not None
    was = tuple(page.draft.order)
    page.view.setFocus()
    for key, modifier in (
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier),
    ):
        desk.qtbot.keyClick(page.view, key, modifier)
        desk.settle()
    page.beside.setFocus()
    desk.qtbot.keyClick(page.beside, Qt.Key.Key_Insert)
    desk.settle()
    assert tuple(page.draft.order) == was
    assert not page.view.dragEnabled()


def test_a_record_beside_a_threat_opens_to_be_read(desk: DemoDesk) -> None:
    shown = set()
    for threat in desk.threats():
        card = desk.go(CardPage, Place("card", id=threat))
        assert not card.head.more_button.isVisible()
        from app.ui.pages.card_beside import BesidePart

        part = card.part(BesidePart)
        for opens, rows in (
            (part.open_gap, card.card.gaps), (part.open_learning, card.card.learning),
            (part.open_document, card.card.documents), (part.open_transfer, card.card.transfers),
        ):  # fmt: skip
            if rows:
                opens(0)
                dialog = desk.dialog()
                if dialog is not None:
                    shown.add(type(dialog).__name__)
                    check(dialog)
                    desk.settle()
    assert "GapDialog" in shown

"""What the demonstration shows is words: no ids, no names of code, no dates of machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.page import Place
from app.ui.pages.card import CardPage
from tests.ui import demo_desk
from tests.ui.demo_desk import DemoDesk
from tests.ui.page_desk import nameless

CODE = re.compile(
    # “None” begins a sentence, and is the name of a rating
    r"\b[0-9a-f]{32}\b|(?<=\w )None\b|(?<=, )None\b|\bNone(?=[,;)])"
    r"|\b[A-Za-z]+_[A-Za-z_]+\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{4}-\d{2}-\d{2}T"
    r"|\b(?:True|False|nan|inf)\b|<[a-z]+ |\b[A-Z][a-z]+[.][A-Z]{3,}\b|\{\w*\}"
)
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
MOST = 300
"""So many rows of one list are read; the rest are like them."""


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_desk.made(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def desk(demonstration: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[DemoDesk]:
    with (
        demo_desk.opened(demonstration, tmp_path) as register,
        demo_desk.desk(register, qtbot, tmp_path) as made,
    ):
        yield made


def _cells(view: QAbstractItemView) -> Iterator[Any]:
    model = view.model()
    if model is None:
        return
    # a list model keeps the number of its columns to itself
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(min(model.rowCount(), MOST)):
        for column in range(columns):
            index = model.index(row, column)
            yield from (index.data(role) for role in ROLES)
    if isinstance(view, QHeaderView):
        return
    for section in range(columns):
        yield from (model.headerData(section, Qt.Orientation.Horizontal, role) for role in ROLES[:2])


def texts(inside: QWidget) -> Iterator[str]:
    """Every text of a part of the window: in sight, as a tooltip, or spoken."""
    for widget in [inside, *inside.findChildren(QWidget)]:
        if not widget.isVisibleTo(inside) and widget is not inside:
            continue
        said: list[Any] = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            said.append(widget.text())
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            said.append(widget.placeholderText())
        if isinstance(widget, QPlainTextEdit):
            said.append(widget.toPlainText())
        if isinstance(widget, QComboBox):
            said += [widget.itemText(n) for n in range(min(widget.count(), MOST))]
        if isinstance(widget, QTabBar):
            said += [widget.tabText(n) for n in range(widget.count())]
        if isinstance(widget, QAbstractItemView):
            said += _cells(widget)
        yield from (text for text in said if isinstance(text, str) and text)


def code_words(inside: QWidget) -> set[str]:
    """Texts with something in them that no person would say."""
    return {text for text in texts(inside) if CODE.search(text)}


def test_no_page_view_or_tab_shows_the_names_of_code(desk: DemoDesk) -> None:
    found = {where: bad for where, page in desk.sights() if (bad := code_words(page))}
    if found:
        pytest.fail("\n".join(f"{where}: {text}" for where, texts in found.items() for text in sorted(texts)))


def test_every_control_of_every_page_view_and_tab_has_a_name(desk: DemoDesk) -> None:
    found = {where: bad for where, page in desk.sights() if (bad := nameless(page))}
    assert found == {}


def test_no_dialog_of_a_card_shows_the_names_of_code(desk: DemoDesk) -> None:
    found = {}
    seen = set()
    for threat in desk.threats():
        card = desk.go(CardPage, Place("card", id=threat))
        for dialog in desk.dialogs(card):
            seen.add(type(dialog).__name__)
            if bad := code_words(dialog):
                found[f"{type(dialog).__name__} {dialog.windowTitle()}"] = bad
    if found:
        pytest.fail("\n".join(f"{where}: {text}" for where, texts in found.items() for text in sorted(texts)))
    assert len(seen) > 15

"""Filling in a dialog as a person does: with keys, into its fields, and saved with Ctrl+Enter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.ui.dialog import Dialog
from app.ui.dialogs.fields import TicksField
from app.ui.fields import DateField, PersonField


class Unfillable(Exception):
    """A field that is not there, not in sight, or does not offer what was wanted."""


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """One key, into the widget that would have the focus."""
    QTest.keyClick(widget, key, modifier)


def save(dialog: Dialog) -> None:
    """Ctrl+Enter, from the field in hand; the filled button where no window manager gave the focus."""
    if dialog.isActiveWindow():
        press(dialog.focusWidget() or dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        QTest.mouseClick(dialog.filled, Qt.MouseButton.LeftButton)


def fill(dialog: Dialog, **said: Any) -> None:
    """Each field by its name; a list of words ticks, words choose or are typed."""
    for name, wanted in said.items():
        field = dialog.form.field(name)
        if not field.isVisible():
            raise Unfillable(f"{dialog.windowTitle()}: {name} is not in sight")
        put(field, wanted, f"{dialog.windowTitle()}: {name}")


def put(field: QWidget, wanted: Any, where: str = "") -> None:
    """What one field is to hold: typed, chosen with the arrow keys, or ticked with Space."""
    if isinstance(field, TicksField):
        _tick(field, wanted, where)
    elif isinstance(field, PersonField):
        _person(field, wanted)
    elif isinstance(field, QComboBox):
        _choose(field, wanted, where)
    elif isinstance(field, DateField):
        _type(field.line, wanted)
    else:
        _type(field, wanted)


def _type(target: QWidget, text: str) -> None:
    if not isinstance(target, QLineEdit | QPlainTextEdit):
        raise Unfillable(f"{type(target).__name__} takes no words")
    target.setFocus()
    target.selectAll()
    press(target, Qt.Key.Key_Delete)
    QTest.keyClicks(target, text)


def _person(field: PersonField, name: str) -> None:
    line, completer = field.lineEdit(), field.completer()
    assert line is not None
    assert completer is not None
    _type(line, name)
    # the list that opened under the field, left as Esc leaves it
    completer.popup().hide()


def _choose(field: QComboBox, wanted: str, where: str) -> None:
    place = next((at for at in range(field.count()) if field.itemText(at).startswith(wanted)), -1)
    if place < 0:
        raise Unfillable(f"{where} does not offer {wanted}")
    field.setFocus()
    press(field, Qt.Key.Key_Home)
    for _ in range(place):
        press(field, Qt.Key.Key_Down)
    if field.currentIndex() != place:
        raise Unfillable(f"{where}: the keys chose {field.currentText()} for {wanted}")


def _tick(field: TicksField, wanted: list[str], where: str) -> None:
    for words in wanted:
        found = field.findItems(words, Qt.MatchFlag.MatchStartsWith)
        if not found:
            raise Unfillable(f"{where} does not offer {words}")
        field.setFocus()
        field.setCurrentItem(found[0])
        press(field, Qt.Key.Key_Space)

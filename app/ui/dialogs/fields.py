"""Fields that the dialogs add to those of every form, and one way to read and fill any of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.domain.codes import Strand
from app.ui.fields import DateField, PersonField
from app.ui.palette import colour, px


class ChoiceField(QComboBox):
    """One of a few values; each is shown by its words."""

    edited = Signal()

    def __init__(self, options: Iterable[tuple[Any, str]], value: Any = None) -> None:
        super().__init__()
        self._values: list[Any] = []
        for option, said in options:
            self._values.append(option)
            self.addItem(said)
        self.choose(value)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)

    def choose(self, value: Any) -> None:
        """Chooses a value; one that is not offered is added, so that nothing recorded is lost."""
        if value not in self._values:
            if value in (None, ""):
                self.setCurrentIndex(0 if self._values else -1)
                return
            self._values.append(value)
            self.addItem(str(value))
        self.setCurrentIndex(self._values.index(value))

    def offer(self, options: Iterable[tuple[Any, str]]) -> None:
        """Offers other values, the first of them chosen."""
        self.blockSignals(True)
        self.clear()
        self._values = []
        for option, said in options:
            self._values.append(option)
            self.addItem(said)
        self.blockSignals(False)
        self.choose(None)

    def value(self) -> Any:
        """The value chosen."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def event(self, event: QEvent) -> bool:
        """A wheel over the form scrolls the form and never changes a choice."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return False
        return super().event(event)


class StrandField(QWidget):
    """The four Ps as a row of buttons of which one is chosen; arrow keys move."""

    edited = Signal()

    def __init__(self, value: Strand) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._group = QButtonGroup(self)
        self.buttons: dict[Strand, QToolButton] = {}
        for strand in Strand:
            button = QToolButton()
            button.setText(strand.value)
            button.setAccessibleName(strand.value)
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.setIcon(_square(strand))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(button)
            self.buttons[strand] = button
            row.addWidget(button)
        self.choose(value)
        self._group.buttonToggled.connect(lambda _, on: self._toggled(on=on))

    def _toggled(self, *, on: bool) -> None:
        if on:
            self._one_stop()
            self.edited.emit()

    def _one_stop(self) -> None:
        """Tab comes to the chosen one only."""
        for button in self.buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
            if button.isChecked():
                self.setFocusProxy(button)

    def choose(self, value: Strand) -> None:
        """Chooses a P."""
        self.buttons[value].setChecked(True)
        self._one_stop()

    def value(self) -> Strand:
        """The P chosen."""
        return next(strand for strand, button in self.buttons.items() if button.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right choose the neighbour."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        strands = list(Strand)
        place = min(max(strands.index(self.value()) + step, 0), len(strands) - 1)
        self.choose(strands[place])
        self.buttons[strands[place]].setFocus(Qt.FocusReason.TabFocusReason)


def _square(strand: Strand) -> QIcon:
    side = px(9)
    drawn = QPixmap(side + 4, side + 4)
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        painter.fillRect(2, 2, side, side, colour(strand.value.lower()))
    return QIcon(drawn)


class TicksField(QListWidget):
    """Any number of values of a list, each with a box to tick (Space)."""

    edited = Signal()

    def __init__(self, options: Sequence[tuple[str, str]], value: Sequence[str] = (), lines: int = 5) -> None:
        super().__init__()
        edge, accent, base = (colour(name).name() for name in ("edge", "accent", "base"))
        self.setStyleSheet(
            f"QListWidget {{ border: 1px solid {edge}; border-radius: 4px; background: {base};"
            " padding: 3px; }"
            f"QListWidget:focus {{ border: 2px solid {accent}; padding: 2px; }}"
            f"QListWidget::item {{ padding: {px(3)}px {px(6)}px; }}"
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for id, said in options:
            item = QListWidgetItem(said)
            item.setData(Qt.ItemDataRole.UserRole, id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self.addItem(item)
        self.choose(value)
        row = max(self.sizeHintForRow(0), px(22))
        self.setFixedHeight(row * min(lines, max(len(options), 1)) + 10)
        self.itemChanged.connect(lambda _: self.edited.emit())

    def choose(self, value: Sequence[str]) -> None:
        """Ticks exactly these."""
        for item in self._items():
            on = item.data(Qt.ItemDataRole.UserRole) in value
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def value(self) -> tuple[str, ...]:
        """What is ticked, in the order of the list."""
        ticked = (item for item in self._items() if item.checkState() is Qt.CheckState.Checked)
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def sizeHint(self) -> QSize:
        """As wide as the form lets it be."""
        return QSize(px(240), self.height())


def state(widget: QWidget) -> Any:
    """What stands in a field, as typed: what a dialog compares to know whether anything was typed."""
    if isinstance(widget, DateField):
        return widget.line.text()
    if isinstance(widget, PersonField):
        return widget.text()
    if isinstance(widget, ChoiceField | StrandField | TicksField):
        return widget.value()
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    # a field of one dialog's own
    return widget.value() if hasattr(widget, "value") else None


def fill(widget: QWidget, value: Any) -> None:
    """Puts a record's value into its field."""
    if isinstance(widget, DateField):
        widget.set(value)
    elif isinstance(widget, PersonField | ChoiceField | StrandField | TicksField):
        widget.choose(value)
    elif isinstance(widget, QLineEdit):
        widget.setText("" if value is None else str(value))
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(value or "")

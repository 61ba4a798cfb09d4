"""Forms: rows of label and field, with each fault below its field and in a summary that jumps to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.domain.faults import Fault, Severity
from app.errors import Refusal
from app.ui import icons
from app.ui.fields import DateField, PersonField
from app.ui.palette import px
from app.ui.parts import dress, label, link


def shortened(text: str, most: int = 84) -> str:
    """The first sentence of a text, cut at a word where even that is long."""
    first = text.split(". ", maxsplit=1)[0].rstrip(".")
    return first if len(first) <= most else first[:most].rsplit(" ", 1)[0] + " …"


class FaultSummary(QFrame):
    """What must be put right, each a link to its field; takes focus so that a screen reader speaks it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tint", "r")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 8, 14, 8)
        self._column.setSpacing(2)
        self.hide()

    def show_lines(self, lines: list[tuple[str, Callable[[], object]]], heading: str = "") -> None:
        """Shows one link a line; hides itself when there is none."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.setVisible(bool(lines) or bool(heading))
        if not lines and not heading:
            return
        count = len(lines)
        said = heading or f"{count} thing{'' if count == 1 else 's'} to put right"
        self._column.addWidget(label(said, weight=600, wrap=True))
        for text, jump in lines:
            # the whole sentence stands at the field; a link that cannot break must not widen the form
            made = link(shortened(text), jump)
            made.setAccessibleName(text)
            made.setToolTip(text)
            self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(". ".join([said, *(text for text, _ in lines)]))


class _Row:
    def __init__(
        self, name: QLabel, widget: QWidget, fault: QWidget, icon: QLabel, text: QLabel, hint: QLabel | None
    ) -> None:
        self.name, self.widget, self.fault, self.icon, self.text = name, widget, fault, icon, text
        self.hint = hint


class Form(QWidget):
    """Rows of label and field; each fault stands below its field and in the summary."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.summary = FaultSummary()
        column.addWidget(self.summary)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self._rows: dict[str, _Row] = {}

    def add(self, name: str, title: str, widget: QWidget, hint: str = "") -> QWidget:
        """Adds a row for the field `name`; `hint` stands below it in small type."""
        at = self._grid.rowCount()
        caption = label(title, weight=600)
        caption.setMinimumHeight(px(30))
        caption.setMinimumWidth(px(104))
        caption.setBuddy(widget)
        widget.setAccessibleName(title)
        proxy = widget.focusProxy()
        if proxy is not None:
            proxy.setAccessibleName(title)
        if hint:
            widget.setAccessibleDescription(hint)
        self._grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
        cell = QVBoxLayout()
        cell.setSpacing(4)
        cell.addWidget(widget)
        fault = QWidget()
        line = QHBoxLayout(fault)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        icon, text = QLabel(), label("", "small", 500, "r_text", wrap=True)
        line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1)
        fault.hide()
        cell.addWidget(fault)
        below = label(hint, "small", ink="muted", wrap=True) if hint else None
        if below is not None:
            cell.addWidget(below)
        # a margin rather than a spacer, so that a hidden row takes no room
        cell.setContentsMargins(0, 0, 0, 4)
        self._grid.addLayout(cell, at, 1)
        self._rows[name] = _Row(caption, widget, fault, icon, text, below)
        self._watch(widget)
        return widget

    def heading(self, title: str) -> None:
        """A heading over the rows that follow."""
        at = self._grid.rowCount()
        said = label(title, "panel", weight=600)
        said.setContentsMargins(0, px(8) if self._rows else 0, 0, px(2))
        self._grid.addWidget(said, at, 0, 1, 2)

    def focus_first(self) -> None:
        """Puts the cursor into the first field."""
        for row in self._rows.values():
            if row.widget.isVisibleTo(self):
                row.widget.setFocus()
                return

    def names(self) -> list[str]:
        """Every field, in order."""
        return list(self._rows)

    def title(self, name: str) -> str:
        """The words beside a field."""
        return self._rows[name].name.text()

    def field(self, name: str) -> QWidget:
        """The widget of a field."""
        return self._rows[name].widget

    def show_row(self, name: str, visible: bool) -> None:
        """Shows or hides a whole row."""
        row = self._rows[name]
        row.name.setVisible(visible)
        row.widget.setVisible(visible)
        if row.hint is not None:
            row.hint.setVisible(visible)
        if not visible:
            row.fault.hide()

    def show_faults(self, faults: Iterable[Fault], focus: bool = True) -> None:
        """Shows faults beside their fields; those that stop saving in the summary too, which takes focus."""
        self.clear_faults()
        lines: list[tuple[str, Callable[[], object]]] = []
        order = list(self._rows)
        in_order = sorted(faults, key=lambda f: order.index(f.field) if f.field in order else len(order))
        for fault in in_order:
            stop = fault.severity is Severity.STOP
            sentence = words.fault(fault)
            row = self._rows.get(fault.field)
            if row is not None:
                self._mark(row, sentence, stop)
            if stop:
                title = row.name.text() if row else fault.field.replace("_", " ").capitalize()
                lines.append((f"{title}: {sentence}", row.widget.setFocus if row else self.setFocus))
        self.summary.show_lines(lines)
        if lines and focus:
            self.summary.setFocus()

    def clear_faults(self) -> None:
        """Takes every fault away."""
        self.summary.show_lines([])
        for row in self._rows.values():
            row.fault.hide()
            self._outline(row.widget, False)

    def _mark(self, row: _Row, sentence: str, stop: bool) -> None:
        ink = "r_text" if stop else "a_text"
        shown = icons.icon("circle-alert" if stop else "triangle-alert", ink)
        row.icon.setPixmap(shown.pixmap(px(14), px(14)))
        dress(row.text, ink=ink)
        row.text.setText(sentence)
        row.fault.show()
        row.widget.setAccessibleDescription(sentence)
        self._outline(row.widget, stop)

    def _outline(self, widget: QWidget, fault: bool) -> None:
        target = widget.focusProxy() or widget
        target.setProperty("fault", "true" if fault else "false")
        target.style().unpolish(target)
        target.style().polish(target)

    def _watch(self, widget: QWidget) -> None:
        if isinstance(widget, DateField | PersonField):
            widget.edited.connect(self.edited)
        elif isinstance(widget, QLineEdit):
            widget.textEdited.connect(lambda _: self.edited.emit())
        elif isinstance(widget, QPlainTextEdit):
            widget.textChanged.connect(self.edited)
            widget.setTabChangesFocus(True)
        elif isinstance(widget, QComboBox):
            widget.currentIndexChanged.connect(lambda _: self.edited.emit())

    def read_dates(self) -> tuple[dict[str, date | None], tuple[Fault, ...]]:
        """Every date field's value, and a fault for each that is no date."""
        values: dict[str, date | None] = {}
        faults: list[Fault] = []
        for name, row in self._rows.items():
            if isinstance(row.widget, DateField):
                try:
                    values[name] = row.widget.value()
                except Refusal as refusal:
                    faults.append(Fault(name, refusal.code, refusal.fields))
        return values, tuple(faults)


def text_area(lines: int = 3) -> QPlainTextEdit:
    """A field for several lines."""
    made = QPlainTextEdit()
    made.setFixedHeight(px(18) * lines + px(14))
    made.setTabChangesFocus(True)
    return made

"""The pieces of forms: rows with their faults beside them, dates as people type them, people by any word."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from app import words
from app.domain import dates
from app.domain.faults import Fault, Severity
from app.errors import Refusal
from app.ui import icons
from app.ui.palette import px
from app.ui.parts import dress, label, link

if TYPE_CHECKING:
    from app.reads.officers import Person

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_date(day: date) -> str:
    """A date with its weekday: "Thursday 10 December 2026", whatever the machine's locale."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {dates.MONTH_NAMES[day.month - 1]} {day.year}"


class DateField(QWidget):
    """A date as typed (26/11/2026, +14, +2w, +1m, t), with its reading beside it at once."""

    edited = Signal()

    def __init__(self, today: date, value: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.line = QLineEdit()
        self.line.setPlaceholderText("dd/mm/yyyy or +14")
        self.line.setFixedWidth(px(150))
        self.line.installEventFilter(self)
        self.reading = label("", weight=600)
        self.reading.setSizePolicy(
            self.reading.sizePolicy().Policy.Ignored, self.reading.sizePolicy().Policy.Preferred
        )
        row.addWidget(self.line)
        row.addWidget(self.reading, 1)
        pick = QAction(icons.icon("calendar"), "Choose from a calendar", self)
        pick.triggered.connect(self._open_calendar)
        self.line.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)
        self.line.textChanged.connect(self._read)
        self.setFocusProxy(self.line)
        self.set(value)

    def value(self) -> date | None:
        """The date, None when empty; Refusal("date.unreadable") for what is no date."""
        return dates.parse_typed(self.line.text(), self._today)

    def set(self, value: date | None) -> None:
        """Shows a date."""
        self.line.setText("" if value is None else f"{value.day:02}/{value.month:02}/{value.year}")

    def _read(self, text: str) -> None:
        try:
            value = self.value()
            said = "" if value is None else long_date(value)
        except Refusal:
            said = "not a date yet"
        dress(self.reading, ink="muted" if said == "not a date yet" else "text")
        self.reading.setText(f"→  {said}" if said else "")
        self.reading.setToolTip(said)
        self.line.setAccessibleDescription(said)
        self.edited.emit()

    def _open_calendar(self) -> None:
        menu, calendar = QMenu(self), QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        try:
            shown = self.value() or self._today
        except Refusal:
            shown = self._today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))

        def chosen(day: QDate) -> None:
            self.set(date(day.year(), day.month(), day.day()))
            menu.close()

        calendar.activated.connect(chosen)
        calendar.clicked.connect(chosen)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))
        calendar.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+; is today, as in Excel."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() == Qt.Key.Key_Semicolon:
                self.set(self._today)
                return True
        return super().eventFilter(watched, event)


class PersonField(QComboBox):
    """A person or organisation: typed by any word, chosen from a list, or left as free text."""

    edited = Signal()

    def __init__(
        self, placeholder: str = "Name, number or organisation", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.setMinimumContentsLength(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(placeholder)
        self._people: dict[str, Person] = {}
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        # we narrow the list ourselves: any word, in any order
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        self.setCompleter(completer)
        line.textEdited.connect(self._narrow)
        line.textChanged.connect(lambda _: self.edited.emit())

    def offer(self, people: Iterable[Person], keep: str | None = None) -> None:
        """Fills the list (people who left come last and say so), keeping the person of id `keep`."""
        text = self.currentText()
        ordered = sorted(people, key=lambda p: (p.left, p.display.casefold()))
        self._people = {}
        for person in ordered:
            place = f", {person.place}" if person.place else ""
            shown = f"{person.display}{place}{' (left)' if person.left else ''}"
            self._people[shown if shown not in self._people else f"{shown} [{person.id}]"] = person
        self.clear()
        self.addItems(list(self._people))
        self._narrow("")
        self.setCurrentIndex(-1)
        self.setEditText(text)
        if keep is not None:
            self.choose(keep)

    def choose(self, id: str | None) -> None:
        """Chooses the person of an id, or nobody."""
        names = [name for name, person in self._people.items() if person.id == id]
        if names:
            self.setCurrentText(names[0])
        else:
            self.setCurrentIndex(-1)
            self.setEditText("")

    def _narrow(self, text: str) -> None:
        typed = text.casefold().split()
        self._names.setStringList([n for n in self._people if all(word in n.casefold() for word in typed)])

    def value(self) -> Person | None:
        """The person chosen, None for free text or nothing."""
        text = self.currentText().strip()
        if text in self._people:
            return self._people[text]
        same = [p for p in self._people.values() if p.display.casefold() == text.casefold()]
        return same[0] if len(same) == 1 else None

    def text(self) -> str:
        """What stands in the field."""
        return self.currentText().strip()


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
            self._column.addWidget(link(text, jump), 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(". ".join([said, *(text for text, _ in lines)]))


class _Row:
    def __init__(self, name: QLabel, widget: QWidget, fault: QWidget, icon: QLabel, text: QLabel) -> None:
        self.name, self.widget, self.fault, self.icon, self.text = name, widget, fault, icon, text


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
        if hint:
            cell.addWidget(label(hint, "small", ink="muted", wrap=True))
        cell.addSpacing(4)
        self._grid.addLayout(cell, at, 1)
        self._rows[name] = _Row(caption, widget, fault, icon, text)
        self._watch(widget)
        return widget

    def field(self, name: str) -> QWidget:
        """The widget of a field."""
        return self._rows[name].widget

    def show_row(self, name: str, visible: bool) -> None:
        """Shows or hides a whole row."""
        row = self._rows[name]
        row.name.setVisible(visible)
        row.widget.setVisible(visible)

    def show_faults(self, faults: Iterable[Fault], focus: bool = True) -> None:
        """Shows faults beside their fields; those that stop saving in the summary too, which takes focus."""
        self.clear_faults()
        lines: list[tuple[str, Callable[[], object]]] = []
        for fault in faults:
            stop = fault.severity is Severity.STOP
            sentence = words.fault(fault)
            row = self._rows.get(fault.field)
            if row is not None:
                self._mark(row, sentence, stop)
            if stop:
                title = row.name.text() if row else fault.field.replace("_", " ").capitalize()
                lines.append((f"{title}: {sentence}", lambda row=row: row and row.widget.setFocus()))
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

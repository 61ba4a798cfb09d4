"""Fields that read what people type: dates as in a diary, people by any word of their name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QSizePolicy,
    QWidget,
    QWidgetAction,
)

from app.domain import dates
from app.errors import Refusal
from app.ui import icons
from app.ui.palette import px
from app.ui.parts import dress, label

if TYPE_CHECKING:
    from app.reads.officers import Person

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_date(day: date) -> str:
    """A date with its weekday: "Thursday 10 December 2026", whatever the machine's locale."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {dates.MONTH_NAMES[day.month - 1]} {day.year}"


def days_off(day: date, today: date) -> str:
    """How far a day is: "in 19 days", "14 days ago"."""
    days = (day - today).days
    if days == 0:
        return "today"
    count = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"in {count}" if days > 0 else f"{count} ago"


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
        self.line.setPlaceholderText("dd/mm/yyyy")
        self.line.setFixedWidth(px(178))
        self.line.installEventFilter(self)
        self.reading = label("", weight=600)
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
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
        plain = QTextCharFormat()
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # red is kept for RAG and faults
            calendar.setWeekdayTextFormat(day, plain)
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


MOST_OFFERED = 100
"""So many names are offered while typing; one more letter brings the others."""


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
        self._called: dict[str, list[Person]] = {}
        self._sought: list[tuple[str, str]] = []
        # of names alone, all of one height: ten thousand threats are offered before a key is felt
        self._all = QStringListModel(self)
        self.setModel(self._all)
        rows = self.view()
        if isinstance(rows, QListView):
            rows.setUniformItemSizes(True)
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
        self._people, self._called = {}, {}
        for person in ordered:
            place = f", {person.place}" if person.place else ""
            shown = said = f"{person.display}{place}{' (left)' if person.left else ''}"
            same = 1
            while said in self._people:
                same += 1
                said = f"{shown} ({same})"
            self._people[said] = person
            self._called.setdefault(person.display.casefold(), []).append(person)
        self._sought = [(name.casefold(), name) for name in self._people]
        self._all.setStringList(list(self._people))
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
        found = (name for sought, name in self._sought if all(word in sought for word in typed))
        self._names.setStringList(list(islice(found, MOST_OFFERED)))

    def value(self) -> Person | None:
        """The person chosen, None for free text or nothing."""
        text = self.currentText().strip()
        if text in self._people:
            return self._people[text]
        same = self._called.get(text.casefold(), [])
        return same[0] if len(same) == 1 else None

    def text(self) -> str:
        """What stands in the field."""
        return self.currentText().strip()

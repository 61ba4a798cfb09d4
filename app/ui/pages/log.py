"""The page Log: what was collected, changed, looked at and sent, by whom, when and from where."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain import dates
from app.domain.codes import LogClass
from app.errors import Refusal
from app.reads import log
from app.reads.log import Chosen, Found, LogRow
from app.ui.dialogs.log import CheckLog, ExportLog, PrintAnchor
from app.ui.grid import Grid
from app.ui.page import Place, head
from app.ui.pages.flow import FlowLayout
from app.ui.pages.grid_page import GridPage, nothing_there
from app.ui.pages.log_rows import CLASSES, COLUMNS, lines
from app.ui.palette import px
from app.ui.parts import Button, label, line, link
from app.ui.runner import Runner

OUTCOMES = (("", "Every outcome"), ("refused", "Refused only"), ("back", "Clock went back"))
# below this height, at 100 % text, filter and entry in hand wait to be asked for, so that rows have room
ROOM_FOR_ALL = 420


class LogPage(GridPage):
    """The filter above, entries newest first, and all that the entry in hand tells below."""

    title = "Log"
    icon = "history"
    home = "log"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.rows: tuple[LogRow, ...] = ()
        self.total = 0
        self._choice_made: Chosen | None = None
        self._low = False
        self.may = runner.register.may("reads.log")
        self.column.addWidget(head(self.title, "", *self._buttons()))
        self.column.addWidget(line())
        self.filters = self._filters()
        self.column.addWidget(self.filters)
        self.column.addWidget(line())
        self.grids = (Grid("Log", COLUMNS, lambda: runner.today, "entry"),)
        self.grid.toggle_filters()
        self.grid.model.sort_by((0, True))
        self.grid.chosen.connect(self._tell)
        self.grid.opened.connect(lambda _: self._tell_all())
        self.grid.space.connect(self._tell_all)
        self.grid.when_empty(self._empty())
        self.more = link("Show older entries", self.older)
        self.all = link("Tell all", self._tell_all)
        for step in (self.more, self.all):
            self.grid.add_to_foot(step)
            step.hide()
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.grid)
        self.below = self._detail()
        split.addWidget(self.below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        self.column.addWidget(split, 1)
        self.setFocusProxy(self.grid)

    def _buttons(self) -> tuple[Button, ...]:
        register = self.runner.register
        self.filter = Button("Filter", "text", "list-filter", clicked=self._fold_filters)
        self.filter.hide()
        self.check = Button("Check…", "text", "file-check", clicked=lambda: self._open(CheckLog))
        self.anchor = Button(
            "Print the anchor…", "text", "file-text", clicked=lambda: self._open(PrintAnchor)
        )
        self.out = Button("Export…", "outlined", "file-spreadsheet", clicked=self._export)
        self.check.bar(not register.may("register.verify"))
        self.anchor.bar(not register.may("log.print_anchor") or not register.logs)
        self.out.bar(not register.may("log.export") or not register.logs)
        return self.filter, self.check, self.anchor, self.out

    def _filters(self) -> QWidget:
        made = QWidget()
        # goes on in a second row at large text
        row = FlowLayout(made, across=8, down=6)
        row.setContentsMargins(20, 8, 20, 8)
        self.person = self._choice("Person", [("", "Everybody")])
        self.class_ = self._choice("Class", [("", "Every class"), *CLASSES.items()])
        self.record = self._line("Record", "Reference of a record", 170)
        self.since = self._line("From", "From dd/mm/yyyy", 156)
        self.until = self._line("To", "To dd/mm/yyyy", 156)
        self.outcome = self._choice("Outcome", list(OUTCOMES))
        for widget in (self.person, self.class_, self.record, self.since, self.until, self.outcome):
            row.addWidget(widget)
        self.show_ = Button("Show", clicked=self.ask)
        row.addWidget(self.show_)
        self.wrong = label("", "small", ink="r_text")
        row.addWidget(self.wrong)
        made.setEnabled(self.may)
        return made

    def _choice(self, name: str, offered: list[tuple[str, str]]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        for code, text in offered:
            made.addItem(text, code)
        made.activated.connect(self.ask)
        return made

    def _line(self, name: str, sample: str, wide: int) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setPlaceholderText(sample)
        made.setFixedWidth(px(wide))
        made.returnPressed.connect(self.ask)
        return made

    def _detail(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 8, 20, 8)
        self.detail = label("", wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.detail.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.detail.setAccessibleName("The entry in hand")
        column.addWidget(self.detail)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        return scroll

    def _empty(self) -> QWidget:
        if self.may:
            told = "Choose everybody, every class and no dates to see it whole."
            whole = Button("Show everything", clicked=self.clear)
            return nothing_there("The log has no such entry.", told, whole)
        told = "What you do is in it. An administrator adds an auditor under People and keys."
        return nothing_there("The log is an auditor's to read.", told)

    # what is folded away where there is little room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text in a low window: filter and entry in hand wait to be asked for."""
        super().resizeEvent(event)
        self._fold(low=self.height() < px(ROOM_FOR_ALL))

    def _fold(self, *, low: bool) -> None:
        # half a page of what an entry tells, before anybody moves the handle
        self.below.setMinimumHeight(px(84 if low else 140))
        if low != self._low:
            self._low = low
            self.filters.setVisible(not low)
            self.below.setVisible(not low)
            self.filter.setVisible(low)
            self.all.setVisible(low)

    def _fold_filters(self) -> None:
        self.filters.setVisible(self.filters.isHidden())
        if not self.filters.isHidden():
            self.person.setFocus()

    def _tell_all(self) -> None:
        """Enter and Space: what the entry in hand tells, there and away again where it is folded."""
        if self._low:
            self.below.setVisible(self.below.isHidden())

    def shown(self, place: Place) -> None:
        """Asks each time, for a visit to the log is logged itself; `filter` may name a record."""
        if place.filter and "record" in place.filter:
            self.record.setText(str(place.filter["record"]))
        self.ask()
        self.grid.view.setFocus()

    def seek(self) -> None:
        """Goes to the record's field."""
        self.filters.show()
        self.record.setFocus()

    def parts(self) -> list[QWidget]:
        """The filter, the entries, the entry in hand."""
        there = ((self.person, self.filters), (self.grid.view, self.grid), (self.detail, self.below))
        return [part for part, of in there if not of.isHidden()]

    def chosen(self) -> Chosen:
        """What the filter asks; Refusal("date.unreadable") for what is no date."""
        code = self.class_.currentData()
        outcome = self.outcome.currentData()
        return Chosen(
            person=self.person.currentData() or "",
            record=self.record.text().strip(),
            classes=(LogClass(code),) if code else (),
            since=self._date(self.since),
            until=self._date(self.until),
            refused=outcome == "refused",
            clock_back=outcome == "back",
        )

    def _date(self, field: QLineEdit) -> date | None:
        return dates.parse_typed(field.text(), self.runner.today)

    def ask(self) -> None:
        """Shows what the filter asks for."""
        if not self.may:
            self.grid.load(())
            return
        try:
            self._choice_made = self.chosen()
        except Refusal:
            self.wrong.setText("Not a date")
            return
        self.wrong.setText("")
        self._count_filters()
        self.runner.ask(log.entries, self._choice_made, then=self._load, key="log.entries")

    def _count_filters(self) -> None:
        """Folded away, a filter that is set still says so."""
        fields = (self.record, self.since, self.until)
        count = sum(bool(field.text().strip()) for field in fields)
        count += sum(each.currentIndex() > 0 for each in (self.person, self.class_, self.outcome))
        self.filter.setText(f"Filter ({count} set)" if count else "Filter")

    def clear(self) -> None:
        """Takes every filter away."""
        for choice in (self.person, self.class_, self.outcome):
            choice.setCurrentIndex(0)
        for field in (self.record, self.since, self.until):
            field.clear()
        self.ask()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Nothing: looking at the log is logged, so it is asked for only at a visit."""

    def older(self) -> None:
        """Adds the entries before the oldest in sight."""
        if self._choice_made is not None and self.rows:
            self.runner.ask(
                log.entries, self._choice_made, before=self.rows[-1].seq, then=self._add, key="log.entries"
            )

    def _load(self, found: Found) -> None:
        self.rows = ()
        if self.person.count() != len(found.people) + 1:
            now = self.person.currentData()
            self.person.clear()
            self.person.addItem("Everybody", "")
            for name in found.people:
                self.person.addItem(name, name)
            self.person.setCurrentIndex(max(0, self.person.findData(now)))
        self._add(found)

    def _add(self, found: Found) -> None:
        self.rows, self.total = (*self.rows, *found.rows), found.total
        self.grid.load(self.rows)
        left = self.total - len(self.rows)
        self.grid.extra.setText(f"{left} older not shown" if left > 0 else "")
        self.more.setVisible(left > 0)

    def _tell(self, row: LogRow | None) -> None:
        self.detail.setText("" if row is None else "\n".join(f"{name}: {text}" for name, text in lines(row)))

    def _export(self) -> None:
        if self._choice_made is not None:
            self.show_dialog(ExportLog(self.runner, self, self._choice_made, self.total))

    def _open(self, dialog: type[CheckLog] | type[PrintAnchor]) -> None:
        self.show_dialog(dialog(self.runner, self))

    def closed(self) -> None:
        """What was checked or sent is an entry too."""
        super().closed()
        self.ask()

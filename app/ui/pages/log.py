"""The page Log: what was collected, changed, looked at and sent, by whom, when and from where."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
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
from app.ui.dialog import Dialog
from app.ui.dialogs.log import CheckLog, ExportLog, PrintAnchor
from app.ui.grid import Grid
from app.ui.page import Page, Place, head
from app.ui.pages.flow import FlowLayout
from app.ui.pages.log_rows import CLASSES, COLUMNS, lines
from app.ui.palette import px
from app.ui.parts import Button, label, line
from app.ui.runner import Runner

OUTCOMES = (("", "Every outcome"), ("refused", "Refused only"), ("back", "Clock went back"))


class LogPage(Page):
    """The filter above, entries newest first, and all that the entry in hand tells below."""

    title = "Log"
    icon = "history"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.rows: tuple[LogRow, ...] = ()
        self.total = 0
        self._asked: Chosen | None = None
        self._dialog: Dialog | None = None
        self.may = runner.register.may("reads.log")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head(self.title, "", *self._buttons()))
        column.addWidget(line())
        column.addWidget(self._filters())
        column.addWidget(line())
        self.grid = Grid("Log", COLUMNS, lambda: runner.today, "entry")
        self.grid.toggle_filters()
        self.grid.model.sort_by((0, True))
        self.grid.chosen.connect(self._tell)
        self.grid.when_empty(self._empty())
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.grid)
        split.addWidget(self._detail())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        column.addWidget(split, 1)
        self.setFocusProxy(self.grid)

    def _buttons(self) -> tuple[Button, ...]:
        register = self.runner.register
        self.check = Button("Check…", "text", "file-check", clicked=lambda: self._open(CheckLog))
        self.anchor = Button(
            "Print the anchor…", "text", "file-text", clicked=lambda: self._open(PrintAnchor)
        )
        self.out = Button("Export…", "outlined", "file-spreadsheet", clicked=self._export)
        self.check.bar(not register.may("register.verify"))
        self.anchor.bar(not register.may("log.print_anchor") or not register.logs)
        self.out.bar(not register.may("log.export") or not register.logs)
        return self.check, self.anchor, self.out

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
        self.more = Button("Show older entries", clicked=self.older)
        self.detail = label("", wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.detail.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.detail.setAccessibleName("The entry in hand")
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.detail)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        # half a page of what an entry tells, before anybody moves the handle
        scroll.setMinimumHeight(px(140))
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self.more.hide()
        return scroll

    def _empty(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        if self.may:
            column.addWidget(label("The log has no such entry.", "panel"))
            column.addWidget(
                label("Choose everybody, every class and no dates to see it whole.", ink="text2")
            )
            column.addWidget(Button("Show everything", clicked=self.clear), 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(label("The log is an auditor's to read.", "panel"))
            words = "What you do is in it. An administrator adds an auditor under People and keys."
            column.addWidget(label(words, ink="text2", wrap=True))
        column.addStretch(1)
        return made

    def shown(self, place: Place) -> None:
        """Asks each time, for a visit to the log is logged itself; `filter` may name a record."""
        if place.filter and "record" in place.filter:
            self.record.setText(str(place.filter["record"]))
        self.ask()
        self.grid.view.setFocus()

    def seek(self) -> None:
        """Goes to the record's field."""
        self.record.setFocus()

    def parts(self) -> list[QWidget]:
        """The filter, the entries, the entry in hand."""
        return [self.person, self.grid.view, self.detail]

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
            self._asked = self.chosen()
        except Refusal:
            self.wrong.setText("Not a date")
            return
        self.wrong.setText("")
        self.runner.ask(log.entries, self._asked, then=self._load, key="log.entries")

    def clear(self) -> None:
        """Takes every filter away."""
        for choice in (self.person, self.class_, self.outcome):
            choice.setCurrentIndex(0)
        for field in (self.record, self.since, self.until):
            field.clear()
        self.ask()

    def older(self) -> None:
        """Adds the entries before the oldest in sight."""
        if self._asked is not None and self.rows:
            self.runner.ask(
                log.entries, self._asked, before=self.rows[-1].seq, then=self._add, key="log.entries"
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
        if self._asked is not None:
            self._show(ExportLog(self.runner, self, self._asked, self.total))

    def _open(self, dialog: type[CheckLog] | type[PrintAnchor]) -> None:
        self._show(dialog(self.runner, self))

    def _show(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._dialog = None
        # what was checked or sent is an entry too
        self.ask()
        self.grid.view.setFocus()

    def unsaved(self) -> str | None:
        """What stands in an open dialog and nowhere else."""
        if self._dialog is not None and self._dialog.touched():
            return f"what you typed under “{self._dialog.windowTitle()}”"
        return None

"""A series of meetings: what each of them begins with, all of it LOCAL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.commands import series as commands
from app.domain.codes import Series
from app.domain.meeting import MeetingSeries
from app.errors import Refusal
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import WEEKDAYS
from app.ui.runner import Runner

WEEKS = (
    (0, "no rule: the day is set each time"),
    (1, "first"),
    (2, "second"),
    (3, "third"),
    (4, "fourth"),
    (5, "last"),
)
NAMES = {
    Series.TASKING: "Regional tasking meeting",
    Series.CAPABILITIES: "Capabilities meeting",
    Series.PERFORMANCE: "SOC performance meeting",
}


class SeriesDialog(RecordDialog[MeetingSeries]):
    """Chair, deputies, venue, times, the rule of its day, and the days that count back to its cut-offs."""

    def __init__(self, runner: Runner, parent: QWidget, series: Series, was: MeetingSeries | None) -> None:
        super().__init__(runner, parent, "Series of meetings", "Save series", NAMES[series], was)
        self._was = now = was or MeetingSeries(id="", series=series, name=NAMES[series])
        for name, title, value, hint in (
            ("name", "Name", now.name, "As it is printed and said."),
            ("chair", "Chair", now.chair, ""),
        ):
            self.line(name, title, value, hint)
        self.area("deputies", "Deputies", "\n".join(now.deputies), 2, "One to a line.")
        self.line("venue", "Venue", now.venue)
        self.line("starts", "Begins", now.starts)
        self.line("ends", "Ends", now.ends)
        self.row("week", "Held on the", ChoiceField(WEEKS, now.week))
        self.row("weekday", "Weekday", ChoiceField(list(enumerate(WEEKDAYS)), now.weekday))
        back = "Days before the meeting; empty: no date is set."
        self.line("papers_days", "Papers by", str(now.papers_days or ""), back)
        self.line("issue_days", "Issue the pack by", str(now.issue_days or ""), back)
        self.begin("name" if was is None else "chair")

    def _text(self, name: str) -> str:
        field = self.form.field(name)
        assert isinstance(field, QLineEdit)
        return field.text().strip()

    def _days(self, name: str) -> int:
        typed = self._text(name)
        return int(typed) if typed.isascii() and typed.isdigit() else (-1 if typed else 0)

    def draft(self, dates: dict[str, date | None]) -> MeetingSeries:
        """The series as typed; a count that is no number is a fault of its field."""
        deputies, week, weekday = (self.form.field(name) for name in ("deputies", "week", "weekday"))
        assert isinstance(deputies, QPlainTextEdit)
        assert isinstance(week, ChoiceField)
        assert isinstance(weekday, ChoiceField)
        named = (line.strip() for line in deputies.toPlainText().splitlines())
        return replace(
            self.base or self._was,
            name=self._text("name"),
            chair=self._text("chair"),
            deputies=tuple(name for name in named if name),
            venue=self._text("venue"),
            starts=self._text("starts"),
            ends=self._text("ends"),
            week=week.value(),
            weekday=weekday.value(),
            papers_days=self._days("papers_days"),
            issue_days=self._days("issue_days"),
        )

    def send(
        self, record: MeetingSeries, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Saves the series."""
        made = record if self.base is not None else replace(record, id=self.new_id())
        self.runner.do(commands.save, made, then=done, failed=failed)

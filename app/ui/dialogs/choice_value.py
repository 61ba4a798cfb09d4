"""A value of the region's lists: a force, a theme, a capability, an order type or a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.commands import reference
from app.domain.codes import ChoiceList
from app.domain.region import Choice, Force, Theme
from app.errors import Refusal
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.runner import Runner

Value = Choice | Force | Theme


class ValueDialog(RecordDialog[Value]):
    """The fields of one value; `blank` is a new one of its kind, `lists` are those that it may stand in."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        noun: str,
        blank: Value,
        value: Value | None = None,
        lists: Sequence[ChoiceList] = (),
    ) -> None:
        title = f"Change {noun}" if value else f"New {noun}"
        verb = "Save" if value else f"Add {noun}"
        super().__init__(runner, parent, title, verb, value.name if value else title, value)
        self._blank = blank
        was = value or blank
        if isinstance(was, Choice) and len(lists) > 1 and value is None:
            self.row(
                "list", "List", ChoiceField([(list_, list_.value.capitalize()) for list_ in lists], was.list)
            )
        self.line("name", "Name", was.name)
        self.line("short", "Short name", was.short, "For narrow columns and the heads of matrices.")
        if isinstance(was, Force):
            self.line("code", "Code", was.code, "Begins this force's references, such as AS.")
        if isinstance(was, Theme):
            hint = "One on each line: what trackers call this theme. An import reads each of them as it."
            self.area("synonyms", "Words that mean it", "\n".join(was.synonyms), 5, hint)
        self.begin("name")

    def _line(self, name: str) -> str:
        field = self.form.field(name)
        assert isinstance(field, QLineEdit)
        return field.text().strip()

    def draft(self, dates: dict[str, date | None]) -> Value:
        """The value as typed."""
        made = replace(self.base or self._blank, name=self._line("name"), short=self._line("short"))
        if isinstance(made, Force):
            return replace(made, code=self._line("code"))
        if isinstance(made, Theme):
            area = self.form.field("synonyms")
            assert isinstance(area, QPlainTextEdit)
            lines = [line.strip() for line in area.toPlainText().splitlines()]
            return replace(made, synonyms=tuple(dict.fromkeys(line for line in lines if line)))
        if self.holds("list"):
            field = self.form.field("list")
            assert isinstance(field, ChoiceField)
            return replace(made, list=field.value())
        return made

    def send(
        self, record: Value, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds or changes the value."""
        if self.base is None:
            self.runner.do(reference.add, replace(record, id=self.new_id()), then=done, failed=failed)
        else:
            self.runner.do(reference.change, record, then=done, failed=failed)

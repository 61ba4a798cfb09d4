"""The rows of a kind's custom fields in the form of any record, and how they are saved with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.commands.custom import along
from app.domain.codes import FieldType
from app.domain.custom import CustomField
from app.domain.custom_value import canonical, value
from app.domain.faults import Fault
from app.errors import Refusal
from app.reads import custom
from app.ui.dialogs.fields import ChoiceField, fill
from app.ui.fields import DateField
from app.ui.form import Form
from app.ui.runner import Runner


class CustomRows:
    """One row for each field in use; the values recorded arrive a moment after the form is there."""

    def __init__(self, runner: Runner, form: Form, of: str, fields: tuple[CustomField, ...]) -> None:
        self._runner, self._of = runner, of
        self._fields = {f"custom:{field.id}": field for field in fields}
        self._was: dict[str, str] = {}
        self._widgets = {
            name: form.add(name, field.name, self._widget(field), field.help)
            for name, field in self._fields.items()
        }

    def _widget(self, field: CustomField) -> QWidget:
        if field.type is FieldType.DATE:
            return DateField(self._runner.today)
        if field.type is FieldType.CHOICE:
            return ChoiceField([("", "Not set"), *((choice, choice) for choice in field.choices)], "")
        made = QLineEdit()
        if field.type is FieldType.NUMBER:
            made.setPlaceholderText("A number")
        return made

    def names(self) -> list[str]:
        """The names of the rows, in order."""
        return list(self._fields)

    def ask(self, object: str, then: Callable[[dict[str, str]], object]) -> None:
        """Asks what the record says; `then` gets it and calls `show`."""
        if self._fields:
            self._runner.ask(custom.values, object, then=then)

    def show(self, texts: Mapping[str, str], touched: frozenset[str]) -> None:
        """Shows what is recorded, but never over what was typed meanwhile."""
        self._was = dict(texts)
        for name, field in self._fields.items():
            if name not in touched:
                self._put(name, field, texts.get(field.id, ""))

    def clear(self) -> None:
        """Empties the rows, for another record."""
        self._was = {}
        for name, field in self._fields.items():
            self._put(name, field, "")

    def _put(self, name: str, field: CustomField, text: str) -> None:
        fill(self._widgets[name], value(field, text) if field.type is FieldType.DATE else text)

    def _text(self, name: str) -> str:
        widget = self._widgets[name]
        if isinstance(widget, ChoiceField):
            return str(widget.value() or "")
        shown = widget.line if isinstance(widget, DateField) else widget
        assert isinstance(shown, QLineEdit)
        return shown.text()

    def faults(self) -> list[Fault]:
        """What does not fit its type; the form finds unreadable dates itself."""
        found = []
        for name, field in self._fields.items():
            try:
                canonical(field, self._text(name), self._runner.today, keep=self._was.get(field.id, ""))
            except Refusal as refusal:
                if field.type is not FieldType.DATE:
                    found.append(Fault(name, refusal.code, refusal.fields))
        return found

    def along(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """The command that saves the record, with these values where any differs from what is recorded."""
        today = self._runner.today
        texts = {f.id: canonical(f, self._text(n), today, keep=self._was.get(f.id, ""))
                 for n, f in self._fields.items()}  # fmt: skip
        changed = {id: text for id, text in texts.items() if text != self._was.get(id, "")}
        return along(real, self._of, changed, self._was) if changed else real

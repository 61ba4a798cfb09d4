"""A custom field: which kind of record has it, what it is called and what it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.commands import custom
from app.domain.codes import FieldType
from app.domain.custom import CustomField
from app.errors import Refusal
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.runner import Runner

OF = {
    "threat": "Threat",
    "action": "Action",
    "officer": "Officer",
    "disruption": "Disruption",
    "request": "Request for support",
    "nominal": "Nominal",
    "ancillary_order": "Ancillary order",
}
TYPES = {
    FieldType.TEXT: "Text",
    FieldType.NUMBER: "Number",
    FieldType.DATE: "Date",
    FieldType.CHOICE: "One of a list",
}


class CustomFieldDialog(RecordDialog[CustomField]):
    """The definition; its kind of record is chosen once, its type as long as no record holds a value."""

    def __init__(
        self, runner: Runner, parent: QWidget, field: CustomField | None, *, held: bool, of: str = "threat"
    ) -> None:
        title = "Change custom field" if field else "New custom field"
        verb = "Save" if field else "Add custom field"
        super().__init__(runner, parent, title, verb, field.name if field else title, field)
        was = field or CustomField(id="", of=of, name="")
        self.of = ChoiceField(OF.items(), was.of)
        self.of.setEnabled(field is None)
        self.row("of", "Kind of record", self.of)
        self.name = self.line("name", "Name", was.name, "An import takes a column of this name into it.")
        self.type = ChoiceField(TYPES.items(), was.type)
        self.type.setEnabled(not held)
        hint = "Records hold values of it: define another field for another type." if held else ""
        self.row("type", "Holds", self.type, hint)
        self.area("choices", "What can be chosen", "\n".join(was.choices), 5, "One on each line.")
        self.line("help", "Help", was.help, "Stands below the field in forms.")
        self.begin("name")

    def looked(self, record: CustomField | None) -> None:
        """Only a field of that type asks what can be chosen."""
        choosing = self.type.value() is FieldType.CHOICE
        self.form.show_row("choices", choosing)

    def draft(self, dates: dict[str, date | None]) -> CustomField:
        """The field as typed."""
        help_, choices = self.form.field("help"), self.form.field("choices")
        assert isinstance(help_, QLineEdit)
        assert isinstance(choices, QPlainTextEdit)
        lines = [line.strip() for line in choices.toPlainText().splitlines()]
        offered = tuple(dict.fromkeys(line for line in lines if line))
        return replace(
            self.base or CustomField(id="", of="", name=""),
            of=self.of.value(),
            name=self.name.text().strip(),
            type=self.type.value(),
            choices=offered if self.type.value() is FieldType.CHOICE else (),
            help=help_.text().strip(),
        )

    def send(
        self, record: CustomField, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Defines or changes the field."""
        if self.base is None:
            self.runner.do(custom.define, replace(record, id=self.new_id()), then=done, failed=failed)
        else:
            self.runner.do(custom.change, record, then=done, failed=failed)

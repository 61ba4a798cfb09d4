"""An officer added on the way, from a dialog that needs one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.reads import officers
from app.reads.officers import Person
from app.reads.reference import Reference
from app.register import Done
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import PersonField
from app.ui.parts import Button


def offer_new(dialog: RecordDialog[Any], field: PersonField, reference: Reference) -> Button:
    """A button in the dialog's foot: it takes what was typed as the name, and chooses the new officer."""

    def opened() -> None:
        from app.ui.pages.officer_dialog import OfficerDialog

        made = OfficerDialog(dialog.runner, dialog, reference)
        name = made.form.field("name")
        if field.value() is None and isinstance(name, QLineEdit):
            name.setText(field.text())
        made.saved = added
        made.open()

    def added(done: Done) -> None:
        def fill(people: tuple[Person, ...]) -> None:
            dialog.people = people
            field.offer(people, keep=done.result.id)
            dialog.activateWindow()
            field.setFocus()

        dialog.runner.ask(officers.people, then=dialog.while_open(fill))

    button = Button("New officer…", "text", icon="plus", clicked=opened)
    button.setAutoDefault(False)
    dialog.foot.insertWidget(0, button)
    return button

"""A form on a record whose owner is an officer or an organisation, told in one field."""

from __future__ import annotations

from typing import TypeVar

from app.domain.kinds import Record
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import PersonField

R = TypeVar("R", bound=Record)


class OwnedDialog(RecordDialog[R]):
    """`owner` is the field of both."""

    owner: PersonField

    def holds(self, field: str) -> bool:
        """The owner stands in one field, whether an officer or an organisation."""
        return field == "owner_organisation" or super().holds(field)

    def put(self, field: str, value: object) -> None:
        """An organisation goes into the owner's field."""
        if field != "owner_organisation":
            super().put(field, value)
        elif value:
            self.owner.setEditText(str(value))

"""The custom fields of each kind of record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.commands import custom
from app.domain.custom_value import KINDS
from app.reads.reference import Lists
from app.ui.dialogs.custom_field import OF, TYPES, CustomFieldDialog
from app.ui.pages.card_tables import Heading
from app.ui.pages.settings_list import Line, ListSection


class CustomFieldsSection(ListSection):
    """What this region wants to know beside what every region does."""

    title = "Custom fields"
    about = (
        "A field appears in the form, the grid with its filter, the import and both files of the pack. "
        "One in which records hold values is retired, not removed."
    )
    noun = "custom field"
    orders = True
    headings = (
        Heading("Kind of record"), Heading("Name"), Heading("Holds"), Heading("Can be chosen", wide=True),
        Heading("Help", wide=True), Heading("Filled in", figures=True), Heading(""),
    )  # fmt: skip

    def lines_of(self, lists: Lists) -> Sequence[Line]:
        """Kind by kind, each in its own order."""
        found = sorted(
            lists.reference.custom_fields, key=lambda f: (KINDS.index(f.of), f.place, f.name.casefold())
        )
        return [
            Line(
                f.id,
                (
                    OF[f.of], f.name, TYPES[f.type], ", ".join(f.choices), f.help,
                    str(lists.held.get(f.id, 0)), "retired" if f.retired else "",
                ),
                f,
                f.retired,
            )
            for f in found
        ]  # fmt: skip

    def edit(self, value: Any) -> None:
        """The dialog of a field."""
        line = self.in_hand()
        held = bool(self.lists and value and self.lists.held.get(value.id))
        of = line.value.of if line else "threat"
        dialog = CustomFieldDialog(self.runner, self, value, held=held, of=of)
        dialog.saved = lambda done: self.came(done.result.id)
        self.show_dialog(dialog)

    def shift(self, value: Any, step: int) -> None:
        """Up or down among those of its kind."""
        self.do(custom.move, value, step)

    def retire(self, value: Any) -> None:
        """No longer asked."""
        self.do(custom.retire, value)

    def bring_back(self, value: Any) -> None:
        """Asked again."""
        self.do(custom.bring_back, value)

    def remove(self, value: Any) -> None:
        """Gone, where no record uses it."""
        self.do(custom.remove, value)

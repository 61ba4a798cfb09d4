"""The lists that the region edits: forces, themes, capabilities, order types, partners, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from app.commands import reference
from app.domain.codes import ChoiceList
from app.domain.region import Choice, Force, Theme
from app.reads.reference import Lists
from app.ui.dialogs.choice_value import ValueDialog
from app.ui.pages.card_tables import Heading
from app.ui.pages.settings_list import Line, ListSection

KEPT = "One that the record names is retired, not removed: it is no longer offered, and stays where it is."
USED = (Heading("Named", figures=True), Heading(""))


def used(lists: Lists, value: Choice | Force | Theme) -> tuple[str, str]:
    """How often the record names a value, and whether it is retired."""
    return str(lists.uses.get(value.id, 0)), "retired" if value.retired else ""


class ValuesSection(ListSection):
    """What all these lists have in common."""

    def _blank(self) -> Any:
        raise NotImplementedError

    def edit(self, value: Any) -> None:
        """The dialog of the value."""
        dialog = ValueDialog(self.runner, self, self.noun, self._blank(), value, self._lists())
        dialog.saved = lambda done: self.came(done.result.id)
        self.show_dialog(dialog)

    def _lists(self) -> Sequence[ChoiceList]:
        return ()

    def shift(self, value: Any, step: int) -> None:
        """Up or down in its list."""
        self.do(reference.move, value, step)

    def retire(self, value: Any) -> None:
        """No longer offered."""
        self.do(reference.retire, value)

    def bring_back(self, value: Any) -> None:
        """Offered again."""
        self.do(reference.bring_back, value)

    def remove(self, value: Any) -> None:
        """Gone, where nothing names it."""
        self.do(reference.remove, value)


class ForcesSection(ValuesSection):
    """The region's forces and its unit."""

    title = "Forces"
    about = KEPT
    noun = "force"
    headings = (Heading("Name", wide=True), Heading("Short name"), Heading("Code"), *USED)

    def _blank(self) -> Force:
        return Force(id="", name="")

    def lines_of(self, lists: Lists) -> Sequence[Line]:
        """By name."""
        return [
            Line(f.id, (f.name, f.short, f.code, *used(lists, f)), f, f.retired)
            for f in lists.reference.forces
        ]


class ThemesSection(ValuesSection):
    """The threat themes, with the words that trackers use for them."""

    title = "Themes"
    about = f"{KEPT} An import reads each theme by its name and by the words that mean it."
    noun = "theme"
    headings = (Heading("Name"), Heading("Short name"), Heading("Words that mean it", wide=True), *USED)

    def _blank(self) -> Theme:
        return Theme(id="", name="")

    def lines_of(self, lists: Lists) -> Sequence[Line]:
        """By name."""
        return [
            Line(t.id, (t.name, t.short, ", ".join(t.synonyms), *used(lists, t)), t, t.retired)
            for t in lists.reference.themes
        ]


PLAIN: tuple[Heading, ...] = (Heading("Name", wide=True), Heading("Short name"), *USED)


class ChoicesSection(ValuesSection):
    """One list of choices, or several that are of a kind."""

    lists_shown: ClassVar[tuple[ChoiceList, ...]] = ()
    about = f"Local. {KEPT}"
    orders = True
    headings = PLAIN

    def _blank(self) -> Choice:
        line = self.in_hand()
        return Choice(id="", list=line.value.list if line else self.lists_shown[0], name="")

    def _lists(self) -> Sequence[ChoiceList]:
        return self.lists_shown

    def lines_of(self, lists: Lists) -> Sequence[Line]:
        """List by list, each in its own order."""
        several = len(self.lists_shown) > 1
        return [
            Line(
                c.id,
                (*((list_.value.capitalize(),) if several else ()), c.name, c.short, *used(lists, c)),
                c,
                c.retired,
            )
            for list_ in self.lists_shown
            for c in lists.reference.choices
            if c.list is list_
        ]


class CapabilitiesSection(ChoicesSection):
    """The capabilities that forces ask for."""

    title = "Capabilities"
    noun = "capability"
    lists_shown = (ChoiceList.CAPABILITY,)


class OrderTypesSection(ChoicesSection):
    """The types of ancillary orders."""

    title = "Order types"
    noun = "order type"
    lists_shown = (ChoiceList.ORDER_TYPE,)


class PartnersSection(ChoicesSection):
    """The partner organisations that have editions of their own."""

    title = "Partner organisations"
    about = (
        "Local. Each can be sent an edition of its own, of what was released to it; the short name stands in "
        f"the id of its pack. {KEPT}"
    )
    noun = "partner organisation"
    lists_shown = (ChoiceList.PARTNER,)


class ReasonsSection(ChoicesSection):
    """The reasons for a return, an archive, a decision, a transfer."""

    title = "Reasons"
    noun = "reason"
    lists_shown = (
        ChoiceList.RETURN_REASON,
        ChoiceList.ARCHIVE_REASON,
        ChoiceList.DECISION_REASON,
        ChoiceList.TRANSFER_REASON,
    )
    headings = (Heading("List"), *PLAIN)

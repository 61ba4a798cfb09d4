"""Settings that are lists of items: the standing agenda, and what a submission is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from app.commands import region
from app.domain.agenda import StandingItem
from app.domain.ids import new_id
from app.domain.submission import SubmissionField
from app.reads.reference import Lists
from app.register import Done
from app.ui.dialogs.setting_item import AgendaDialog, SubmissionFieldDialog
from app.ui.pages.card_tables import Heading
from app.ui.pages.settings_list import Line, ListSection


class ItemsSection(ListSection):
    """A setting whose items keep an order; each change saves the whole list in one step."""

    setting: ClassVar[str] = ""
    orders = True
    retires = False

    def _items(self) -> list[Any]:
        assert self.lists is not None
        return list(getattr(self.lists.reference.settings, self.setting))

    def _key(self, item: Any) -> str:
        raise NotImplementedError

    def _in_order(self, items: list[Any]) -> list[Any]:
        return items

    def _values(self, items: list[Any]) -> dict[str, Any]:
        return {self.setting: tuple(self._in_order(items))}

    def keep(self, item: Any, then: Callable[[Done], object], failed: Callable[..., object]) -> None:
        """Saves the list with an item changed, or added before the last one."""
        assert self.lists is not None
        items = self._items()
        at = next((n for n, other in enumerate(items) if self._key(other) == self._key(item)), None)
        if at is None:
            items.append(item)
        else:
            items[at] = item
        self.came(self._key(item))
        was = self.lists.reference.settings
        self.runner.do(region.change_settings, self._values(items), was, then=then, failed=failed)

    def shift(self, value: Any, step: int) -> None:
        """Up or down."""
        items = self._items()
        at = [self._key(item) for item in items].index(self._key(value))
        items.insert(min(max(at + step, 0), len(items) - 1), items.pop(at))
        self._save(items)

    def remove(self, value: Any) -> None:
        """Gone from the list."""
        self._save([item for item in self._items() if self._key(item) != self._key(value)])

    def _save(self, items: list[Any]) -> None:
        assert self.lists is not None
        self.do(region.change_settings, self._values(items), self.lists.reference.settings)

    def new_key(self) -> str:
        """A key that no other item has."""
        return f"own-{new_id(self.runner.register.clock.now())}"


class AgendaSection(ItemsSection):
    """The template of the monthly tasking meeting."""

    title = "Agenda"
    about = (
        "Local. The order of the meeting and of the pack: a section whose item is removed is not printed. "
        "Numbers follow the order. An agenda that is begun for a meeting starts from this list and is not "
        "changed by it afterwards."
    )
    noun = "item"
    setting = "agenda"
    headings = (
        Heading("No.", figures=True), Heading("Title", wide=True), Heading("Led by"),
        Heading("Minutes", figures=True),
    )  # fmt: skip

    def _key(self, item: StandingItem) -> str:
        return item.key

    def _in_order(self, items: list[StandingItem]) -> list[StandingItem]:
        return [item._replace(number=str(n)) for n, item in enumerate(items, 1)]

    def lines_of(self, lists: Lists) -> Sequence[Line]:
        """In order, with the time that all take together below."""
        return [
            Line(item.key, (item.number, item.title, item.led_by, str(item.minutes or "")), item)
            for item in self._items()
        ]

    def show_lists(self, lists: Lists) -> None:
        """The items, and how long the meeting is by them."""
        super().show_lists(lists)
        agenda = self._items()
        self.count.setText(f"{len(agenda)} items, {sum(item.minutes for item in agenda)} minutes")

    def edit(self, value: Any) -> None:
        """The dialog of an item."""
        self.show_dialog(AgendaDialog(self.runner, self, value, self.new_key(), self.keep))


class CapabilitiesAgendaSection(AgendaSection):
    """The template of the capabilities meeting."""

    title = "Capabilities agenda"
    about = "Local. What the agenda of a capabilities meeting begins with. Numbers follow the order."
    setting = "capabilities_agenda"


class PerformanceAgendaSection(AgendaSection):
    """The template of the performance meeting."""

    title = "Performance agenda"
    about = "Local. What the agenda of a performance meeting begins with. Numbers follow the order."
    setting = "performance_agenda"


class SubmissionFieldsSection(ItemsSection):
    """What a submission to ROCTA is asked for."""

    title = "Submission fields"
    about = (
        "Local. What the form of a submission asks, in its order. Where the card knows the answer, the form "
        "takes it from there; the others are typed. Answers to a removed field stay in the record."
    )
    noun = "field"
    setting = "submission_fields"
    headings = (
        Heading("Title"), Heading("Help", wide=True), Heading("Answer from"), Heading("Needed"),
    )  # fmt: skip

    def _key(self, item: SubmissionField) -> str:
        return item.code

    def lines_of(self, lists: Lists) -> Sequence[Line]:
        """In order."""
        return [
            Line(
                field.code,
                (
                    field.title, field.help, "the card" if field.source else "the form",
                    "yes" if field.required else "no",
                ),
                field,
            )
            for field in lists.reference.settings.submission_fields
        ]  # fmt: skip

    def edit(self, value: Any) -> None:
        """The dialog of a field."""
        self.show_dialog(SubmissionFieldDialog(self.runner, self, value, self.new_key(), self.keep))

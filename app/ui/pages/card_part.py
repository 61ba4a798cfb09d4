"""What a tab of the card is to the card, where it is more than a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.reads.card import Card
from app.ui.parts import Button
from app.ui.runner import Runner

if TYPE_CHECKING:
    from app.ui.pages.card import CardPage

Entry = tuple[str, Callable[[], object]]


class CardPart(QWidget):
    """One tab: it shows its part of the card and opens its own dialogs through `page.open_dialog`."""

    title: ClassVar[str] = ""

    def __init__(self, page: CardPage) -> None:
        super().__init__()
        self.page = page
        self.card: Card | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    @property
    def runner(self) -> Runner:
        """The way to the register."""
        return self.page.runner

    @property
    def may(self) -> bool:
        """Whether anything can be changed here: not in a window that only reads."""
        return not self.runner.reads_only

    def keep(self, *buttons: Button) -> None:
        """Keeps the buttons that change something out of a window that only reads."""
        for button in buttons:
            button.bar(not self.may)

    def set_card(self, card: Card) -> None:
        """Shows a card, or the same one changed."""
        self.card = card

    def count(self) -> int:
        """What stands beside the tab's name; 0 for nothing."""
        return 0

    def entries(self) -> list[Entry]:
        """What this part adds to the card's menu: words and what they do."""
        return []

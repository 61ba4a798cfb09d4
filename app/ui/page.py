"""What every page of the desk is to the frame, and how a page says where to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.palette import px
from app.ui.parts import label
from app.ui.runner import Runner

if TYPE_CHECKING:
    from app.ui.dialog import Dialog


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and what of it: one record, or a filtered list."""

    page: str
    id: str | None = None
    filter: Mapping[str, Any] | None = None


class Page(QWidget):
    """One page; it asks the register through the runner and knows no other page."""

    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    alone: ClassVar[bool] = False
    """Whether the page is shown without menu and navigation."""

    go = Signal(object)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runner = runner

    def shown(self, place: Place) -> None:
        """Called each time the user comes here."""

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Called after each change of the register while the page is in sight, else before the next visit."""

    def unsaved(self) -> str | None:
        """What would be lost if the window closed now, as a noun: "the draft action"; None for nothing."""
        return None

    def in_fields(self) -> tuple[str, dict[str, Any]] | None:
        """What stands on the page itself and is not saved, with what it is about, or None.

        The values are a copy that changes no more, of what `frozen` knows: another thread writes them down.
        The page emits `runner.typing` where they change.
        """
        return None

    def put_back(self, object: str, values: dict[str, Any]) -> None:
        """Puts back what `in_fields` gave, after a lock or a crash; gives it again until it stands there.

        Raises KeyError, TypeError or ValueError for what another version of the program kept.
        """

    def open_dialog(self, dialog: Dialog) -> None:
        """Shows a dialog over the page."""
        dialog.open()

    def seek(self) -> None:
        """Ctrl+F: goes to what filters this page, where there is such a thing."""

    def parts(self) -> list[QWidget]:
        """What F6 steps through on this page, in reading order."""
        return [self]


def head(title: str, second: str = "", *right: QWidget) -> QWidget:
    """The head of a page: its title, a second text, and buttons at the right."""
    made = QWidget()
    made.setMinimumHeight(px(52))
    row = QHBoxLayout(made)
    row.setContentsMargins(20, 4, 20, 4)
    row.setSpacing(12)
    row.addWidget(label(title, "page"))
    if second:
        row.addWidget(label(second, "body", ink="muted"))
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    return made

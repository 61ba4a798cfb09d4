"""The recovery page: a register that does not open, and the backups from which it comes back.

Nothing here deletes anything: what stands in the folder is set aside first (conditions.md §1, 24).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from app.domain.clock import shown_at
from app.ui.palette import px
from app.ui.parts import label, link
from app.ui.unlock_fields import PassphraseField
from app.ui.unlock_panes import CHOOSE, Pane, titled

if TYPE_CHECKING:
    from app.copies import Found
    from app.domain.people import Person


class RecoverPane(Pane):
    """What is wrong, the backups there are, newest whole one first in hand, and the passphrase."""

    wanted = Signal(object, object, str, str)
    """The register, the backup, the passphrase, and whose it is ("" where one person has a key)."""
    people_wanted = Signal(object, object)
    """The register, and the backup in hand."""
    looked = Signal(object, object)
    """The register, and another folder to look in."""
    left = Signal()

    def __init__(self, path: Path, why: str) -> None:
        super().__init__("This register does not open", "Bring the backup back", "Enter")
        self._path = path
        self.why = label(why, ink="text2", wrap=True)
        self.fields.addWidget(self.why)
        self.fields.addWidget(
            label(
                f"Nothing in {path.name} is deleted. What stands there now is set aside in its backups "
                "first, byte for byte.",
                ink="text2",
                wrap=True,
            )
        )
        self.backups = QListWidget()
        self.backups.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # a list takes far more than it holds, and the passphrase is to be in sight
        self.backups.setFixedHeight(px(84))
        self.fields.addWidget(titled("Backups, newest first", self.backups))
        self.none = label("Looking for backups…", ink="text2", wrap=True)
        self.fields.addWidget(self.none)
        self.who = QComboBox()
        self.who.setPlaceholderText(CHOOSE)
        self._whose = titled("Your name", self.who)
        self._whose.hide()
        self.fields.addWidget(self._whose)
        self.passphrase = PassphraseField("Passphrase")
        self.fields.addWidget(self.passphrase)
        self.passphrase.line.returnPressed.connect(self.press)
        self.foot.addWidget(link("Look in another folder…", self._elsewhere))
        self.foot.addWidget(link("Back", self.left.emit))
        self.foot.addStretch(1)
        self.filled.setEnabled(False)
        self.backups.currentRowChanged.connect(self._ask_people)

    def _ask_people(self, row: int) -> None:
        if row >= 0:
            self.people_wanted.emit(self._path, self.backups.item(row).data(Qt.ItemDataRole.UserRole))

    def offer_people(self, people: tuple[Person, ...]) -> None:
        """Lists who has a key, where more than one does."""
        before = self.who.currentData()
        self.who.clear()
        for person in people:
            self.who.addItem(person.name, person.id)
        # nobody is taken for another: where there are several, each says who they are
        self.who.setCurrentIndex(self.who.findData(before) if len(people) > 1 else 0)
        self._whose.setVisible(len(people) > 1)

    def first_field(self) -> QWidget:
        """The list, or where there is nothing in it the way to another folder."""
        return self.backups

    def offer(self, found: tuple[tuple[Found, bool], ...]) -> None:
        """Lists backups, each with whether its files are as they were written; a whole one is in hand."""
        self.backups.clear()
        for one, whole in found:
            when = shown_at(one.at) if one.at else one.name
            number = one.counts.get("threat", 0) if one.counts is not None else None
            threats = "" if number is None else f", {number} threat{'' if number == 1 else 's'}"
            state = "checked" if whole else "not as it was written"
            item = QListWidgetItem(f"{when}{threats}, {one.reason or 'set aside'}: {state}")
            item.setData(Qt.ItemDataRole.UserRole, one.path)
            self.backups.addItem(item)
        first = next((number for number, (_, whole) in enumerate(found) if whole), 0)
        self.backups.setCurrentRow(first if found else -1)
        self.none.setText(
            "" if found else "No backup was found beside the register. Look in the second folder, such as a "
            "USB stick. Keep the damaged folder as it is: somebody may still read from it."
        )  # fmt: skip
        self.none.setVisible(not found)
        self.filled.setEnabled(bool(found))

    def press(self) -> None:
        """Brings the backup in hand back."""
        if self.backups.currentRow() >= 0 and self.filled.isEnabled():
            item = self.backups.currentItem()
            person = "" if self._whose.isHidden() else str(self.who.currentData() or "")
            if not self._whose.isHidden() and not person:
                self.refuse("Choose your name first.")
                self.who.setFocus()
                return
            backup = item.data(Qt.ItemDataRole.UserRole)
            self.wanted.emit(self._path, backup, self.passphrase.text(), person)

    def work(self, doing: str | None) -> None:
        """Shows that something runs; without backups the button stays off."""
        super().work(doing)
        self.filled.setEnabled(doing is None and self.backups.count() > 0)

    def _elsewhere(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Look for backups in this folder")
        if chosen:
            self.looked.emit(self._path, Path(chosen))

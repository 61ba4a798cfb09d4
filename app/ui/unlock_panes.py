"""The right side of the unlock window: open, create, keep the recovery key, try the demonstration."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.domain.people import Person
from app.ui.notices import NoticeBar
from app.ui.palette import figures, px
from app.ui.parts import Button, card, label, link
from app.ui.unlock_fields import FolderField, PassphraseField, in_two_lines

SUFFIX = ".register"


def documents() -> Path:
    """Where this user keeps documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


class Pane(QWidget):
    """A title, fields, a sentence when it was refused, and a foot with the filled button."""

    def __init__(self, title: str, verb: str, hint: str = "") -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.column.addWidget(label(title, "page"))
        self.fields = QVBoxLayout()
        self.fields.setSpacing(14)
        self.column.addLayout(self.fields)
        self.refusal = NoticeBar("r", closable=False)
        self.column.addWidget(self.refusal)
        self.column.addStretch(1)
        self.busy = QProgressBar()
        self.busy.setTextVisible(False)
        self.busy.setRange(0, 0)
        self.busy.hide()
        self.doing = label("", "small", ink="text2", wrap=True)
        self.column.addWidget(self.doing)
        self.column.addWidget(self.busy)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(12)
        self.filled = Button(verb, "primary", hint=hint, clicked=self.press)
        self.filled.setMinimumHeight(px(34))
        self.foot.addWidget(self.filled)
        self.column.addLayout(self.foot)

    def press(self) -> None:
        """What the filled button does."""

    def first_field(self) -> QWidget:
        """Where the keyboard begins."""
        return self.filled

    def refuse(self, sentence: str) -> None:
        """Says why not, beside the fields."""
        self.work(None)
        self.refusal.say(sentence)
        self.refusal.setFocus()

    def work(self, doing: str | None) -> None:
        """Shows that something runs, or with None that nothing does."""
        self.refusal.hide()
        self.busy.setVisible(doing is not None)
        self.doing.setText(doing or "")
        self.filled.setEnabled(doing is None)

    def row(self, title: str, widget: QWidget) -> None:
        """Adds a field below its label."""
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label(title, weight=600))
        widget.setAccessibleName(title)
        widget.setMinimumHeight(px(34))
        column.addWidget(widget)
        self.fields.addLayout(column)


def titled(title: str, widget: QWidget) -> QWidget:
    """A field below its label, as one widget that can be hidden."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(label(title, weight=600))
    widget.setAccessibleName(title)
    widget.setMinimumHeight(px(34))
    column.addWidget(widget)
    return made


CHOOSE = "Choose your name"


class OpenPane(Pane):
    """Register, person and passphrase, or the recovery key with who kept it and a new passphrase."""

    wanted = Signal(object, str, str)
    recovery = Signal(object, str, str, str, str)
    people_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("Open a register", "Unlock", "Enter")
        self.where = FolderField("Register", "Choose a register, a folder whose name ends in .register")
        self.passphrase = PassphraseField("Passphrase")
        self.who = QComboBox()
        self.who.setPlaceholderText(CHOOSE)
        self.last: Mapping[Path, str] = {}
        self.holder = QLineEdit()
        self.key = QLineEdit()
        self.key.setPlaceholderText("seven groups of five, as printed")
        self.renewed = PassphraseField("New passphrase")
        self.fields.addWidget(self.where)
        self._whose = titled("Your name", self.who)
        self._whose.hide()
        self.fields.addWidget(self._whose)
        self.fields.addWidget(self.passphrase)
        self._recovering = QWidget()
        column = QVBoxLayout(self._recovering)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(titled("Recovery key", self.key))
        self._kept_by = titled("Who kept the printed sheet, and is here with you", self.holder)
        self._kept_by.hide()
        column.addWidget(self._kept_by)
        column.addWidget(self.renewed)
        self.fields.addWidget(self._recovering)
        self.other = link("Use the recovery key", self._swap)
        self.foot.addWidget(self.other)
        self.foot.addStretch(1)
        for line in (self.passphrase.line, self.key, self.holder, self.renewed.line):
            line.returnPressed.connect(self.press)
        self._recovering.hide()
        # a path is typed letter by letter, and asked about once
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(150)
        self._look.timeout.connect(self._ask_people)
        self.where.box.editTextChanged.connect(lambda _: self._look.start())

    def _ask_people(self) -> None:
        path = self.where.path()
        if path is not None:
            self.people_wanted.emit(path)

    def offer_people(self, path: Path, people: tuple[Person, ...]) -> None:
        """Lists who opens the register at `path`, where more than one does and it still stands there.

        Chosen is who worked in it last since this program began, such as who locked it; else nobody.
        """
        if path != self.where.path():
            return
        before = self.who.currentData()
        self.who.clear()
        for person in people:
            self.who.addItem(person.name, person.id)
        known = before if any(person.id == before for person in people) else self.last.get(path)
        self.who.setCurrentIndex(self.who.findData(known) if len(people) > 1 else 0)
        self._whose.setVisible(len(people) > 1)
        self._kept_by.setVisible(len(people) > 1)
        untouched = self.passphrase.line.hasFocus() and not self.passphrase.text()
        if len(people) > 1 and not self.person() and untouched:
            # the name first, unless somebody types already
            self.who.setFocus()

    def person(self) -> str:
        """The id of who is chosen, "" where there is nothing to choose or nobody is chosen."""
        return "" if self._whose.isHidden() else str(self.who.currentData() or "")

    def _swap(self) -> None:
        recovering = self._recovering.isHidden()
        self._recovering.setVisible(recovering)
        self.passphrase.setVisible(not recovering)
        self.other.setText("Use the passphrase" if recovering else "Use the recovery key")
        (self.key if recovering else self.passphrase).setFocus()

    def press(self) -> None:
        """Asks for the register to be opened."""
        path = self.where.path()
        if not self.filled.isEnabled():
            return
        if path is None:
            self.refuse("Choose a register first, or create one.")
        elif not self._whose.isHidden() and not self.person():
            self.refuse("Choose your name first.")
            self.who.setFocus()
        elif not self._recovering.isHidden():
            given = (self.key.text(), self.renewed.text(), self.person(), self.holder.text())
            self.recovery.emit(path, *given)
        else:
            self.wanted.emit(path, self.passphrase.text(), self.person())

    def first_field(self) -> QWidget:
        """The passphrase, or the register where none is known."""
        return self.passphrase if self.where.path() is not None else self.where

    def forget(self) -> None:
        """Drops what was typed in secret."""
        for field in (self.passphrase, self.renewed):
            field.clear()
        self.key.clear()

    def refuse(self, sentence: str) -> None:
        """Says why not, and lets the passphrase be typed again."""
        super().refuse(sentence)
        if self._recovering.isHidden():
            self.passphrase.line.selectAll()
            self.passphrase.setFocus()


class CreatePane(Pane):
    """Region, name, place and passphrase of a new register."""

    wanted = Signal(object, str, str, str)

    def __init__(self) -> None:
        super().__init__("Create a new register", "Create", "Enter")
        self.region = QComboBox()
        self.person = QLineEdit()
        self.where = FolderField("Folder to keep it in", "Choose a folder for the register")
        self.where.offer((str(documents()),))
        both = QHBoxLayout()
        both.setSpacing(12)
        for title, widget in (("Region", self.region), ("Your name", self.person)):
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(label(title, weight=600))
            widget.setAccessibleName(title)
            widget.setMinimumHeight(px(34))
            column.addWidget(widget)
            both.addLayout(column, 1)
        self.fields.addLayout(both)
        self.fields.addWidget(self.where)
        self.first = PassphraseField("Passphrase, three random words or more")
        self.again = PassphraseField("The same again")
        self.fields.addWidget(self.first)
        self.fields.addWidget(self.again)
        self.foot.addStretch(1)
        for line in (self.person, self.first.line, self.again.line):
            line.returnPressed.connect(self.press)

    def first_field(self) -> QWidget:
        """The region."""
        return self.region

    def offer(self, regions: tuple[tuple[str, str], ...]) -> None:
        """Lists the regions that ship."""
        self.region.clear()
        for id, name in regions:
            self.region.addItem(name, id)

    def press(self) -> None:
        """Asks for the register to be made, once the fields are whole."""
        folder = self.where.path()
        if not self.filled.isEnabled():
            return
        if not self.person.text().strip():
            self.refuse("Enter your name. It stands beside every change you make.")
        elif folder is None:
            self.refuse("Choose a folder to keep the register in.")
        elif self.first.text() != self.again.text():
            self.refuse("The two passphrases are not the same. Type them again.")
        else:
            path = folder / f"{self.region.currentText()}{SUFFIX}"
            person, region = self.person.text().strip(), str(self.region.currentData())
            self.wanted.emit(path, person, region, self.first.text())

    def forget(self) -> None:
        """Drops what was typed in secret."""
        self.first.clear()
        self.again.clear()


class RecoveryPane(Pane):
    """The recovery key, shown once; nothing goes on before it was written down."""

    kept = Signal()
    sheet_wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__("Write down the recovery key", "Open the register")
        self._printed = ""
        self.fields.addWidget(
            label(
                "It opens the register when the passphrase is forgotten, and it is shown only now. "
                "Write it on paper, seal it, and give it to a second person to keep.",
                ink="text2",
                wrap=True,
            )
        )
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(16, 16, 16, 16)
        self.key = label("", "heading", wrap=True)
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.key.setAccessibleName("Recovery key")
        inside.addWidget(self.key)
        self.fields.addWidget(frame)
        self.sheet = Button("Save the sheet as PDF…", clicked=self._save_sheet)
        self.fields.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
        self.written = QCheckBox("It is written down or printed, and a second person will keep it")
        self.written.toggled.connect(self.filled.setEnabled)
        self.fields.addWidget(self.written)
        self.foot.addStretch(1)

    def show_key(self, key: str) -> None:
        """Shows a key and waits for the tick."""
        self._printed = key
        self.key.setFont(figures("heading"))
        self.key.setText(in_two_lines(key))
        self.written.setChecked(False)
        self.filled.setEnabled(False)
        self.written.setFocus()

    def press(self) -> None:
        """Goes on, and forgets the key."""
        if self.written.isChecked():
            self.key.clear()
            self._printed = ""
            self.kept.emit()

    def _save_sheet(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Choose a folder for the recovery sheet")
        if chosen:
            self.sheet_wanted.emit(self._printed, Path(chosen))

    def told(self, sentence: str) -> None:
        """Says what became of the sheet."""
        self.doing.setText(sentence)


class DemoPane(Pane):
    """The demonstration: a made-up region in a folder of the user's choice."""

    wanted = Signal(object)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__("Try the demonstration", "Make the demonstration")
        self.fields.addWidget(
            label(
                "A made-up South West with about 360 groups and threats, 6,000 actions and 300 officers. "
                "Every name is invented, and every page says FICTIONAL. Making it takes less than a minute; "
                "where it is there already, it is opened as it was left.",
                ink="text2",
                wrap=True,
            )
        )
        self.where = FolderField("Folder for the demonstration", "Choose a folder for the demonstration")
        self.where.offer((str(documents() / "Fourfold demonstration"),))
        self.fields.addWidget(self.where)
        self.stop = Button("Cancel", clicked=self.stopped.emit)
        self.stop.setMinimumHeight(px(34))
        self.stop.hide()
        self.foot.addWidget(self.stop)
        self.foot.addStretch(1)

    def press(self) -> None:
        """Asks for the demonstration."""
        folder = self.where.path()
        if folder is None:
            self.refuse("Choose a folder for the demonstration.")
        else:
            self.wanted.emit(folder)

    def work(self, doing: str | None) -> None:
        """Cancel stands there only while it is made."""
        super().work(doing)
        self.stop.setVisible(doing is not None)

    def step(self, what: str, done: int, of: int) -> None:
        """Shows how far it is."""
        self.busy.setRange(0, of)
        self.busy.setValue(done)
        self.doing.setText(what)

"""One section of the settings, and the kind of section that is a form with one button to save it."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app import words
from app.commands import region
from app.domain.faults import Fault, Faulty, Severity, stops
from app.domain.region_settings import RegionSettings
from app.domain.setting_faults import faults
from app.errors import Refusal
from app.reads.reference import Lists
from app.ui.dialog import Dialog
from app.ui.dialogs.fields import state
from app.ui.form import Form
from app.ui.palette import px
from app.ui.parts import Button, label
from app.ui.runner import Runner


class Section(QWidget):
    """A section: its title, a sentence about it, and what it edits; read-only registers show the values."""

    title: ClassVar[str] = ""
    about: ClassVar[str] = ""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.runner = runner
        self.lists: Lists | None = None
        self.dialog: Dialog | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(12)
        self.column.addWidget(label(self.title, "heading"))
        if self.about:
            self.column.addWidget(label(self.about, ink="text2", wrap=True))

    @property
    def writable(self) -> bool:
        """Whether anything can be changed here."""
        return not self.runner.reads_only

    def show_lists(self, lists: Lists) -> None:
        """Shows what is in force; what was typed and not saved stays."""
        self.lists = lists

    def unsaved(self) -> str | None:
        """What would be lost if the window closed now."""
        if self.dialog is not None and self.dialog.touched():
            return f"what you typed under “{self.dialog.windowTitle()}”"
        return None

    def in_fields(self) -> dict[str, Any]:
        """What stands in the section itself and is not saved, by field."""
        return {}

    def type_again(self, fields: dict[str, Any]) -> None:
        """Puts back what `in_fields` gave, over what is in force."""

    def show_dialog(self, dialog: Dialog) -> None:
        """Opens a dialog over the section."""
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        # not every window manager gives the window behind a dialog its focus back
        self.activateWindow()
        self.setFocus()


class FormSection(Section):
    """Settings that are typed in place; one step saves those that differ from what is in force."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self.form = Form()
        self.form.setMaximumWidth(px(760))
        self._names: list[str] = []
        self._shown: dict[str, Any] = {}
        self.column.addWidget(self.form)
        self.make()
        foot = QHBoxLayout()
        self.save_button = Button("Save", "primary", hint="Ctrl+Enter", clicked=self.save)
        self.back_button = Button("Put back", clicked=self.put_back)
        for button in (self.save_button, self.back_button):
            foot.addWidget(button)
            if not self.writable:
                button.hide()
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.column.addStretch(1)
        self.form.edited.connect(self._edited)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, self.save)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._edited()

    # what a section says

    def make(self) -> None:
        """Makes the rows, each with `row`."""
        raise NotImplementedError

    def typed(self, settings: RegionSettings) -> dict[str, Any]:
        """A setting for its field, as a widget's state: text, or the value of a choice."""
        raise NotImplementedError

    def read(self) -> tuple[dict[str, Any], list[Fault]]:
        """The settings as typed, and faults of what cannot be read."""
        raise NotImplementedError

    # what it does

    def row(self, name: str, title: str, widget: QWidget, hint: str = "") -> None:
        """A row for a setting."""
        self._names.append(name)
        if not self.writable:
            if isinstance(widget, QLineEdit | QPlainTextEdit):
                widget.setReadOnly(True)
            else:
                widget.setEnabled(False)
        self.form.add(name, title, widget, hint)

    def text(self, name: str) -> Any:
        """What stands in a field."""
        return state(self.form.field(name))

    def edited(self) -> bool:
        """Whether anything stands otherwise than in force."""
        return bool(self._shown) and any(self.text(name) != self._shown[name] for name in self._names)

    def show_lists(self, lists: Lists) -> None:
        """Shows what is in force, unless something was typed."""
        if not self.edited():
            super().show_lists(lists)
            self.put_back()

    def put_back(self) -> None:
        """Shows what is in force again."""
        assert self.lists is not None
        from app.ui.dialogs.fields import fill

        for name, value in self.typed(self.lists.reference.settings).items():
            fill(self.form.field(name), value)
        self._shown = {name: self.text(name) for name in self._names}
        self.form.clear_faults()
        self._edited()

    def unsaved(self) -> str | None:
        """What was typed and not saved."""
        return f"what you typed under “{self.title}”" if self.edited() else super().unsaved()

    def in_fields(self) -> dict[str, Any]:
        """The fields that differ from what is in force, each with its words and the words in force."""
        if not self.edited():
            return {}
        now = {name: self.text(name) for name in self._names}
        return {name: (now[name], self._shown[name]) for name in now if now[name] != self._shown[name]}

    def type_again(self, fields: dict[str, Any]) -> None:
        """Puts it back, and says beside a field where what is in force has changed since."""
        from app.ui.dialogs.fields import fill

        moved = []
        for name, (typed, stood) in fields.items():
            now = self._shown[name]
            fill(self.form.field(name), typed)
            if now not in (stood, typed):
                moved.append(Fault(name, "draft.setting_moved", severity=Severity.WARN))
        self.form.show_faults(moved, focus=False)
        self._edited()

    def save(self) -> None:
        """Saves the settings that differ."""
        if self.lists is None or not self.edited() or not self.writable:
            return
        values, found = self.read()
        was = self.lists.reference.settings
        values = {name: value for name, value in values.items() if value != getattr(was, name)}
        found += stops(faults(values))
        if found:
            self.form.show_faults(found)
            return
        self.save_button.setEnabled(False)
        self.runner.do(region.change_settings, values, was, then=self._saved, failed=self._refused)

    def _saved(self, done: object) -> None:
        self._shown = {name: self.text(name) for name in self._names}
        self.form.clear_faults()
        self._edited()

    def _refused(self, refusal: Refusal) -> None:
        self._edited()
        if isinstance(refusal, Faulty):
            self.form.show_faults(refusal.faults)
        else:
            self.form.summary.show_lines([], heading=words.refusal(refusal))
            self.form.summary.setFocus()

    def _edited(self) -> None:
        on = self.edited()
        self.runner.typing.emit()
        self.save_button.setEnabled(on)
        self.back_button.setEnabled(on)

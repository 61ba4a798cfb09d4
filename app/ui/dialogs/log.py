"""Dialogs of the log: letting it leave, and holding it against an anchor that was kept on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app import words
from app.errors import Refusal
from app.reads.log import Chosen
from app.register import Register
from app.ui.dialog import Dialog
from app.ui.parts import dress, label
from app.ui.runner import Runner


def export(
    register: Register, chosen: Chosen, folder: Path, recipient: str, reason: str, progress: Any
) -> tuple[str, ...]:
    """The log as a table with its report; the names of the files."""
    from app.jobs import log_export

    made = log_export.export(register, chosen, folder, recipient=recipient, reason=reason, progress=progress)
    return tuple(path.name for path in made.paths)


def print_anchor(register: Register, folder: Path, reason: str, progress: Any) -> tuple[str, ...]:
    """The anchor as a sheet; the name of its file."""
    from app.jobs import log_export

    return (log_export.print_anchor(register, folder, reason=reason).name,)


class _Leaving(Dialog):
    """Asks what the log keeps of what leaves, then for the folder."""

    def __init__(self, runner: Runner, parent: QWidget, title: str, words_: str) -> None:
        super().__init__(runner, parent, title, "Save…")
        self._gone = False
        self.told = label(words_, ink="text2", wrap=True)
        self.body.insertWidget(1, self.told)

    def _line(self, name: str, title: str, hint: str = "") -> QLineEdit:
        made = QLineEdit()
        self.form.add(name, title, made, hint)
        return made

    def save(self) -> None:
        """Asks for the folder, then writes there."""
        dialog = QFileDialog(self, "Save in")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.save_in(Path(folder)))
        dialog.open()

    def save_in(self, folder: Path) -> None:
        """Writes the files into a folder."""
        raise NotImplementedError

    def _saved(self, names: tuple[str, ...]) -> None:
        if not self._gone:
            self.waiting(False)
            self._touched = False
            dress(self.told, ink="g_text")
            self.told.setText(f"Saved and logged: {', '.join(names)}")
            self.cancel.setText("Close")
            self.cancel.setFocus()

    def _failed(self, refusal: Refusal) -> None:
        if self._gone:
            self.runner.refused.emit(refusal)
        else:
            self.refuse(refusal)

    def done(self, result: int) -> None:
        """Ends it; what still runs is told in the window."""
        self._gone = True
        super().done(result)


class ExportLog(_Leaving):
    """The log as a table for somebody, such as the Commissioner, with the verification of the whole."""

    def __init__(self, runner: Runner, parent: QWidget, chosen: Chosen, count: int) -> None:
        noun = "entry" if count == 1 else "entries"
        said = f"{count} {noun} as a table (CSV), and the verification of the whole log (PDF)."
        super().__init__(runner, parent, "Export the log", said)
        self._chosen = chosen
        self.recipient = self._line("recipient", "For", "A name or an office, as the log is to keep it")
        self.reason = self._line("reason", "Reason", "Why it leaves")
        self.focus_on(self.recipient)

    def save_in(self, folder: Path) -> None:
        """Writes table and report into a folder."""
        self.waiting()
        self.runner.job(
            export, self.runner.register, self._chosen, folder, self.recipient.text(), self.reason.text(),
            then=self._saved, failed=self._failed,
        )  # fmt: skip


class PrintAnchor(_Leaving):
    """The newest entry's number and hash on a sheet."""

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        said = (
            "A sheet (PDF) with the number and the hash of the newest entry. Filed where nobody here can "
            "alter it, it shows later whether the log was cut short or written anew."
        )
        super().__init__(runner, parent, "Print the anchor", said)
        self.reason = self._line("reason", "Reason", "Such as: monthly anchor, for the information manager")
        self.focus_on(self.reason)

    def save_in(self, folder: Path) -> None:
        """Writes the sheet into a folder."""
        self.waiting()
        self.runner.job(
            print_anchor, self.runner.register, folder, self.reason.text(), then=self._saved,
            failed=self._failed,
        )  # fmt: skip


class CheckLog(Dialog):
    """Checks the register with all that is known, and with an anchor typed from a sheet."""

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(runner, parent, "Check the log", "Check")
        self._gone = False
        self.anchor = QLineEdit()
        self.anchor.setPlaceholderText("1204:9f3c07aa 51b2e6d4")
        hint = "As it stands on a printed sheet; leave it empty to check with what is kept here"
        self.form.add("anchor", "Anchor", self.anchor, hint)
        self.told = label("", wrap=True)
        self.body.insertWidget(2, self.told)
        self.focus_on(self.anchor)

    def save(self) -> None:
        """Checks."""
        register = self.runner.register
        try:
            typed = self.anchor.text().strip()
            noted = (register.typed_anchor(typed),) if typed else ()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        machine = self.runner.machine
        folder = machine.value.backup_folder if machine else ""
        second = (Path(folder),) if folder else ()
        self.waiting()
        self.form.clear_faults()
        self.told.setText("Checking…")

        def work(progress: Any) -> Any:
            return register.verify(progress, noted=noted, elsewhere=second)

        self.runner.job(work, then=self._show, failed=self._failed)

    def _show(self, found: Any) -> None:
        if self._gone:
            return
        self.waiting(False)
        self._touched = False
        told = [f"{words.say(each.code)} ({each.where})" for each in found.findings]
        dress(self.told, ink="r_text" if told else "g_text")
        looked = f"{found.entries} entries, {found.records} records, {found.anchors} anchors"
        excused = f", {found.excused} excused by a restore" if found.excused else ""
        self.told.setText("\n".join(told) if told else f"All agree: {looked}{excused}.")
        self.told.setAccessibleName(self.told.text())
        self.cancel.setText("Close")
        self.grow()

    def _failed(self, refusal: Refusal) -> None:
        if not self._gone:
            self.told.setText("")
            self.refuse(refusal)

    def done(self, result: int) -> None:
        """Ends it."""
        self._gone = True
        super().done(result)

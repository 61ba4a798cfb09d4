"""The printed form of a submission: seen first, then saved as a PDF where the user says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app import words
from app.domain import leaving
from app.errors import Refusal
from app.register import Register
from app.ui.dialog import Dialog
from app.ui.leaving import ask_again, reason_row
from app.ui.pages.preview_pages import PreviewPages
from app.ui.pages.preview_view import Fit, PageView
from app.ui.palette import px
from app.ui.parts import dress, label
from app.ui.runner import Runner


def preview(register: Register, threat: str, submission: str, progress: Any) -> bytes:
    """The form in memory."""
    from app.jobs import submission_form

    return submission_form.preview(register, threat, submission, progress)


def save(register: Register, threat: str, submission: str, folder: Path, progress: Any) -> Any:
    """The form in a folder, logged as a disclosure."""
    from app.jobs import submission_form

    return submission_form.save(register, threat, submission, folder, progress)


class PrintDialog(Dialog):
    """A preview of the form, and Save PDF."""

    def __init__(self, runner: Runner, parent: QWidget, threat: str, submission: str, reference: str) -> None:
        super().__init__(runner, parent, f"Print submission {reference}", "Save PDF…")
        self._of = (threat, submission)
        self._gone = False
        self.view = PageView()
        self.view.setAccessibleName(f"Form of submission {reference}")
        self.view.setMinimumHeight(px(470))
        self.told = label("The saved file is logged as a disclosure to ROCTA.", ink="text2", wrap=True)
        self.body.insertWidget(1, self.told)
        self.body.insertWidget(2, self.view, 1)
        self.reason = reason_row(self.form, runner)
        self.form.setVisible(not runner.reads_only)
        self.cancel.setText("Close")
        self.cancel.setAccessibleName("Close")
        self.filled.setVisible(not runner.reads_only)
        self.filled.setFocus()
        runner.job(preview, runner.register, *self._of, then=self._show, failed=self._fail)

    def _show(self, data: bytes) -> None:
        if not self._gone:
            self.view.set_fit(Fit.WIDTH)
            self.view.show_pages(PreviewPages(data))

    def touch(self) -> None:
        """A reason without a file is nothing that would be lost."""

    def save(self) -> None:
        """Asks for the folder, then writes the file there."""
        if self.reason.missing:
            ask_again(self)
            return
        self.form.clear_faults()
        machine = self.runner.machine
        dialog = QFileDialog(self, "Save the form in", machine.value.pack_folder if machine else "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_in)
        dialog.open()

    def save_in(self, folder: str) -> None:
        """Writes the file into a folder, which is kept for the next time on this computer."""
        if self.runner.machine is not None:
            self.runner.machine.change(lambda machine: replace(machine, pack_folder=folder))
        self.waiting()
        register = self.runner.register
        work = leaving.giving(self.reason.take(), save)
        self.runner.job(work, register, *self._of, Path(folder), then=self._saved, failed=self._fail)

    def _saved(self, printed: Any) -> None:
        self.runner.told(printed.done)
        if not self._gone:
            self.waiting(False)
            dress(self.told, ink="g_text")
            self.told.setText(f"Saved and logged: {printed.path.name}")
            self.cancel.setFocus()

    def _fail(self, refusal: Refusal) -> None:
        if self._gone:
            self.runner.refused.emit(refusal)
            return
        self.waiting(False)
        if refusal.code == "log.no_reason":
            ask_again(self)
            return
        dress(self.told, ink="r_text")
        self.told.setText(words.refusal(refusal))

    def done(self, result: int) -> None:
        """Lets the pages go."""
        self._gone = True
        self.view.finish()
        super().done(result)

"""The issue of a pack: where it is saved, the step itself, how far it is, what came of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from app import words
from app.errors import Cancelled, Refusal
from app.register import Register
from app.ui.icons import icon
from app.ui.pages.next_meeting import month_words
from app.ui.pages.preview import tool
from app.ui.pages.shortcuts import press
from app.ui.palette import px
from app.ui.parts import Button, dress, label
from app.ui.runner import Job, Runner


def issue(register: Register, month: str, folder: Path, progress: Any) -> Any:
    """Issues the pack of a month into a folder."""
    from app.jobs import issue_month

    return issue_month.issue(register, month, folder, progress=progress)


class IssuePanel(QWidget):
    """Save in, issue, progress with Cancel, and the result with its folder."""

    issued = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job: Job | None = None
        self._month = ""
        self._must = 0
        self.folder = runner.machine.value.pack_folder if runner.machine is not None else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._save_in())
        column.addWidget(
            label("Saves the PDF and the Excel workbook of the whole pack.", "small", ink="text2", wrap=True)
        )
        self.issue = Button("Issue the pack", "primary", hint="Ctrl+Enter", clicked=self.start)
        press(self, "Ctrl+Return", self.issue)
        column.addWidget(self.issue)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress of the issue")
        self.bar.setTextVisible(False)
        self.doing = label("", ink="text2", wrap=True)
        self.cancel = Button("Cancel", clicked=self.stop)
        running = QHBoxLayout()
        running.addWidget(self.doing, 1)
        running.addWidget(self.cancel)
        column.addWidget(self.bar)
        column.addLayout(running)
        told = QHBoxLayout()
        told.setSpacing(8)
        self._mark = QLabel()
        told.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self.told = label("", wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told.addWidget(self.told, 1)
        column.addLayout(told)
        self.open_folder = Button("Open folder", icon="folder-open", clicked=self._open_folder)
        column.addWidget(self.open_folder, 0, Qt.AlignmentFlag.AlignLeft)
        self._idle()
        self.say("")
        self._show_folder()

    def _save_in(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label("Save in", weight=600))
        self.place = QLineEdit()
        self.place.setReadOnly(True)
        self.place.setAccessibleName("Save in")
        self.place.setPlaceholderText("No folder chosen")
        self.choose = tool("folder", "Choose the folder")
        self.choose.clicked.connect(self._choose)
        row.addWidget(self.place, 1)
        row.addWidget(self.choose)
        return row

    # what is known

    @property
    def running(self) -> bool:
        """Whether a pack is on its way."""
        return self._job is not None

    def take_month(self, month: str) -> None:
        """The month that would be issued."""
        if month != self._month:
            self._month = month
            if not self.running:
                self.say("")
        self._idle()

    def take_must(self, must: int) -> None:
        """How many findings must still be put right."""
        self._must = must
        self._idle()

    def set_folder(self, folder: str) -> None:
        """Where the files go, kept for the next time on this computer."""
        self.folder = folder
        if self._runner.machine is not None:
            self._runner.machine.change(lambda machine: replace(machine, pack_folder=folder))
        self._show_folder()
        self._idle()

    def _show_folder(self) -> None:
        self.place.setText(Path(self.folder).name or self.folder if self.folder else "")
        self.place.setToolTip(self.folder)
        self.place.setAccessibleDescription(self.folder)

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Save the pack in", self.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()

    # the issue

    def start(self) -> None:
        """Issues the pack into the folder; asks for a folder first where there is none."""
        if self.running:
            return
        if not self._month:
            self.say("No meeting is planned. Plan one first, then issue its pack.", "circle-alert", "r_text")
            return
        if not self.folder:
            self._choose()
            return
        self.say("")
        self.bar.setRange(0, 0)
        self.doing.setText("Reading the month")
        self._job = self._runner.job(
            issue,
            self._runner.register,
            self._month,
            Path(self.folder),
            progress=self._progress,
            then=self._done,
            failed=self._failed,
        )
        self._idle()
        self.cancel.setFocus()

    def stop(self) -> None:
        """Asks the job to stop; the old files stay as they are."""
        if self._job is not None:
            self._job.cancel()
            self.doing.setText("Stopping")

    def _progress(self, *values: Any) -> None:
        stage, done, whole = values if len(values) == 3 else ("", *values)
        self.bar.setRange(0, int(whole))
        self.bar.setValue(int(done))
        if stage:
            self.doing.setText(str(stage))

    def _done(self, issue: Any) -> None:
        self._job = None
        self._idle()
        names = ", ".join(path.name for path in (issue.pdf, issue.xlsx))
        self.say(f"{month_words(self._month)} pack issued: {names}", "check", "g_text")
        self.open_folder.show()
        self.open_folder.setFocus()
        if issue.done is not None:
            self._runner.told(issue.done)
        self.issued.emit()

    def _failed(self, refusal: Refusal) -> None:
        self._job = None
        self._idle()
        stopped = isinstance(refusal, Cancelled)
        self.say(words.refusal(refusal), "" if stopped else "circle-alert", "text2" if stopped else "r_text")
        self.issue.setFocus()

    def refuse(self, sentence: str) -> None:
        """Shows why there is no draft."""
        self.say(sentence, "circle-alert", "r_text")

    def say(self, sentence: str, mark: str = "", ink: str = "text") -> None:
        """The result, or why there is none, in words."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        dress(self.told, ink=ink)
        self._mark.setVisible(bool(mark and sentence))
        if mark:
            self._mark.setPixmap(icon(mark, ink).pixmap(px(16), px(16)))
        self.open_folder.hide()

    def _idle(self) -> None:
        busy = self.running
        for part in (self.bar, self.doing, self.cancel):
            part.setVisible(busy)
        self.issue.setEnabled(not busy)
        self.choose.setEnabled(not busy)
        named = f"Issue the {month_words(self._month)} pack" if self._month else "Issue the pack"
        self.issue.setAccessibleName(named)
        note = f"{self._must} still to put right; the pack shows each as an exception" if self._must else ""
        self.issue.setAccessibleDescription(note)
        if self._must and not busy and not self.told.text():
            self.say(note, "triangle-alert", "a_text")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder))

"""Work that writes into a folder: where it is saved, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from app import words
from app.errors import Cancelled, Refusal
from app.ui.icons import icon
from app.ui.leaving import ReasonRow
from app.ui.pages.preview import tool
from app.ui.palette import px
from app.ui.parts import Button, dress, label
from app.ui.runner import Job, Runner


class WorkPanel(QWidget):
    """Save in, progress with Cancel, and the result with its folder."""

    ended = Signal()

    own_reason: ClassVar[bool] = False
    """Whether what leaves here is its own reason."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._job: Job | None = None
        self._then: Callable[[], object] | None = None
        self.folder = runner.machine.value.pack_folder if runner.machine is not None else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(self._save_in())
        self.reason = ReasonRow(runner, own=self.own_reason)
        self._caption.setMinimumWidth(self.reason.across)
        column.addWidget(self.reason)
        # only once it has its place: shown before, it would be a window of its own
        self.reason.setHidden(runner.reads_only)
        self.more(column)
        self._running(column)
        self._result(column)
        self.idle()
        self.say("")
        self._show_folder()

    def _save_in(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._caption = label("Save in", weight=600)
        row.addWidget(self._caption)
        self.place = QLineEdit()
        self.place.setReadOnly(True)
        self.place.setAccessibleName("Save in")
        self.place.setPlaceholderText("No folder chosen")
        self.choose = tool("folder", "Choose the folder")
        self.choose.clicked.connect(self._choose)
        row.addWidget(self.place, 1)
        row.addWidget(self.choose)
        return row

    def more(self, column: QVBoxLayout) -> None:
        """Adds what stands between the folder and the progress."""

    def _running(self, column: QVBoxLayout) -> None:
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress")
        self.bar.setTextVisible(False)
        self.doing = label("", ink="text2", wrap=True)
        self.cancel = Button("Cancel", clicked=self.stop)
        running = QHBoxLayout()
        running.addWidget(self.doing, 1)
        running.addWidget(self.cancel)
        column.addWidget(self.bar)
        column.addLayout(running)

    def _result(self, column: QVBoxLayout) -> None:
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

    # what is known

    @property
    def running(self) -> bool:
        """Whether files are on their way."""
        return self._job is not None

    def set_folder(self, folder: str) -> None:
        """Where the files go, kept for the next time on this computer."""
        self.folder = folder
        if self._runner.machine is not None:
            self._runner.machine.change(lambda machine: replace(machine, pack_folder=folder))
        self._show_folder()
        if self._then is not None:
            then, self._then = self._then, None
            then()

    def showEvent(self, event: QShowEvent) -> None:
        """The folder may have been chosen on another page meanwhile."""
        super().showEvent(event)
        machine = self._runner.machine
        if machine is not None and not self.running and machine.value.pack_folder:
            self.folder = machine.value.pack_folder
            self._show_folder()

    def _show_folder(self) -> None:
        self.place.setText(Path(self.folder).name or self.folder if self.folder else "")
        self.place.setToolTip(self.folder)
        self.place.setAccessibleDescription(self.folder)

    def _choose(self) -> None:
        self.choose_folder()

    def choose_folder(self, then: Callable[[], object] | None = None) -> None:
        """Asks where the files go; `then` follows once it is known."""
        self._then = then
        dialog = QFileDialog(self, "Save in", self.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()

    # the work

    def run(self, work: Callable[..., Any], *args: Any, said: Callable[[Any], str], **kw: Any) -> None:
        """Runs a job that writes into the folder; `said` words its answer."""
        if self.running:
            return
        self.say("")
        self.bar.setRange(0, 0)
        self.doing.setText("Beginning")
        self._job = self._runner.job(
            self.reason.giving(work),
            *args,
            progress=self._progress,
            then=lambda answer: self._done(answer, said),
            failed=self.failed,
            **kw,
        )
        self.idle()
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

    def _done(self, answer: Any, said: Callable[[Any], str]) -> None:
        self._job = None
        self.idle()
        self.say(said(answer), "check", "g_text")
        self.open_folder.show()
        self.open_folder.setFocus()
        done = getattr(answer, "done", None)
        if done is not None:
            self._runner.told(done)
        self.ended.emit()

    def failed(self, refusal: Refusal) -> None:
        """Shows why nothing was written, or that it was stopped."""
        self._job = None
        self.idle()
        stopped = isinstance(refusal, Cancelled)
        self.say(words.refusal(refusal), "" if stopped else "circle-alert", "text2" if stopped else "r_text")
        if refusal.code == "log.no_reason":
            self.reason.field.refused()
        else:
            self.choose.setFocus()

    def refuse(self, sentence: str) -> None:
        """Shows why something cannot be done."""
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

    def idle(self) -> None:
        """Shows what can be done now: only cancelling while work runs."""
        busy = self.running
        for part in (self.bar, self.doing, self.cancel):
            part.setVisible(busy)
        self.choose.setEnabled(not busy)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder))

"""The first step of an import: the file, by a button or dropped here, and how far its reading is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.ui.icons import icon
from app.ui.palette import px
from app.ui.parts import Button, card, dress, label

KINDS = "Trackers (*.xlsx *.xlsm *.csv *.tsv *.txt);;All files (*)"


class ImportStart(QFrame):
    """Where a file is chosen; while one is read, progress with Cancel in the same place."""

    chosen = Signal(Path)
    stopped = Signal()
    resumed = Signal()
    forgotten = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = ""
        self.setAcceptDrops(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.drop = card()
        outer.addWidget(self.drop)
        column = QVBoxLayout(self.drop)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(8)
        picture = QLabel()
        picture.setPixmap(icon("file-input").pixmap(px(28), px(28)))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(picture)
        for text, type_, ink in (
            ("Drop a tracker here, or choose one", "heading", "text"),
            ("An Excel workbook (.xlsx) or a CSV file. It is read, never changed.", "body", "text2"),
        ):
            made = label(text, type_, ink=ink, wrap=True)
            made.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(made)
        column.addSpacing(4)
        self.choose = Button("Choose a file", "primary", clicked=self._choose)
        self.resume = Button("", clicked=self.resumed.emit)
        self.resume.hide()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.resume)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.doing = label("", ink="text2")
        self.doing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the reading")
        self.bar.setFixedWidth(px(280))
        self.cancel = Button("Cancel", clicked=self.stopped.emit)
        column.addWidget(self.doing)
        reading = QHBoxLayout()
        reading.addStretch(1)
        reading.addWidget(self.bar)
        reading.addWidget(self.cancel)
        reading.addStretch(1)
        column.addLayout(reading)
        self.fault = label("", ink="r_text", wrap=True)
        self.fault.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.fault)
        self._kept(column)
        self.setFocusProxy(self.choose)
        self.show_idle()

    def _kept(self, column: QVBoxLayout) -> None:
        self.kept = label("", ink="text2", wrap=True)
        self.kept.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.forget = Button("Throw the choices away", "text", clicked=self.forgotten.emit)
        column.addWidget(self.kept)
        column.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignHCenter)
        self.tell_kept("")

    def show_reading(self, file: str) -> None:
        """A file is on its way."""
        self.say("")
        self.doing.setText(f"Reading {file}")
        self.bar.setRange(0, 0)
        self._show(reading=True)
        self.cancel.setFocus()

    def show_progress(self, stage: str, done: int, whole: int) -> None:
        """How far it is."""
        self.doing.setText(stage)
        self.bar.setRange(0, whole)
        self.bar.setValue(done)

    def show_idle(self, sentence: str = "", fault: bool = True) -> None:
        """Nothing is on its way; `sentence` says why the last file was not read."""
        self._show(reading=False)
        self.say(sentence, fault)

    def offer_again(self, file: str) -> None:
        """A review that was left for later can be gone on with; "" takes the offer away."""
        self.resume.setText(f"Go on with {file}")
        self.resume.setAccessibleName(self.resume.text())
        self.resume.setVisible(bool(file))

    def tell_kept(self, sentence: str) -> None:
        """Which choices wait for their file; "" for none."""
        self.kept.setText(sentence)
        self.kept.setVisible(bool(sentence))
        self.forget.setVisible(bool(sentence))

    def say(self, sentence: str, fault: bool = True) -> None:
        """One sentence below the button."""
        dress(self.fault, ink="r_text" if fault else "text2")
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def _show(self, reading: bool) -> None:
        for part in (self.doing, self.bar, self.cancel):
            part.setVisible(reading)
        self.choose.setEnabled(not reading)

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Choose a tracker", self._folder, KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._selected)
        dialog.open()

    def _selected(self, file: str) -> None:
        self._folder = str(Path(file).parent)
        self.chosen.emit(Path(file))

    # dropped files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this computer may be dropped."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and self.choose.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes the file."""
        event.acceptProposedAction()
        self._selected(event.mimeData().urls()[0].toLocalFile())

"""What the File and Help menus show: a backup, a check of the register, the keys, the licences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from app import VERSION, words
from app.domain.backup_rules import Reason
from app.errors import Refusal
from app.ui.licences import Licences
from app.ui.notices import Notice
from app.ui.palette import px
from app.ui.parts import Button, label

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

KEYS = (
    ("Ctrl+1 to Ctrl+9", "the pages, in the order of the navigation; Ctrl+I imports, Ctrl+, opens Settings"),
    ("Ctrl+G, Ctrl+P", "the action log, the packs"),
    ("Ctrl+D, Ctrl+M, Ctrl+R", "on an action: re-date, complete, record its result"),
    ("Ctrl+F", "find in this view"),
    ("F6, Shift+F6", "next and previous part of the window"),
    ("Alt+Left, Alt+Right", "back and forward"),
    ("Ctrl+N", "new record of this page"),
    ("Enter", "open the row or the link under the cursor"),
    ("F2, Ctrl+T, Ctrl+Shift+M", "change the row in hand; its next step; its monitoring or moderation"),
    ("Del, Ctrl+O", "take out the row in hand; open its card"),
    ("Alt+Up, Alt+Down", "move the group in hand in the ranked list; on a card, the next card of its list"),
    ("Alt+Shift+Up, Alt+Shift+Down", "move the item in hand of an agenda, or a person expected"),
    ("Space, C, P, A", "on an agenda: switch on or off, consent list, park; accept what is proposed"),
    ("F8, Shift+F8", "next and previous fault in a form"),
    ("Ctrl+Shift+L", "filter row on and off; Alt+Down in a filter cell lists the values; Esc clears it"),
    ("Ctrl+Shift+O, Ctrl+Alt+O", "sort by the column in hand, again to turn; add it as the next key"),
    ("Ctrl+C, Ctrl+Shift+C", "copy rows as Excel does; with headers"),
    ("Ctrl+; or t", "today, in a date field; also +14, +2w, +1m"),
    ("Ctrl+Z, Ctrl+Y", "undo and redo, named in the status bar"),
    ("Ctrl+Enter", "the filled button of a dialog"),
    ("Page Up, Page Down", "in a meeting: the item before and after"),
    ("Ctrl+D, Ctrl+Shift+A, F11", "in a meeting: record the decision, add an action, second screen"),
    ("Ctrl+plus, Ctrl+minus, Ctrl+0", "text size"),
    ("Ctrl+L", "lock"),
)


def show_keys(window: QWidget) -> Notice:
    """The keyboard map."""
    made = Notice(window, "Keyboard", "Keyboard", "Every part of the desk can be reached without a mouse.")
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(20)
    grid.setColumnStretch(1, 1)
    for row, (keys, does) in enumerate(KEYS):
        grid.addWidget(label(keys, weight=600), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(does, wrap=True), row, 1)
    made.body.addWidget(table)
    made.button("Close", filled=True).setFocus()
    made.setMinimumWidth(px(640))
    made.open()
    return made


def show_about(window: QWidget) -> Notice:
    """The version, and everything that is shipped with its licence."""
    made = Notice(
        window,
        "About Fourfold",
        f"Fourfold {VERSION}",
        "The regional tasking record and its monthly pack. Works offline: nothing is sent from this "
        "computer. For OFFICIAL and OFFICIAL-SENSITIVE only.",
    )
    shipped = Licences()
    made.body.addWidget(label("Made with these parts, each under its own licence:", ink="text2"))
    made.body.addWidget(shipped, 1)
    made.button("Close", filled=True)
    room = window.screen().availableSize()
    made.resize(min(px(860), room.width() - px(40)), min(px(600), room.height() - px(60)))
    shipped.find_.setFocus()
    made.open()
    return made


class _Progress(Notice):
    """Long work with words, a bar and Cancel."""

    def __init__(self, window: MainWindow, title: str, text: str) -> None:
        super().__init__(window, title, title, text)
        self.words = label("", ink="text2", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.body.addWidget(self.words)
        self.body.addWidget(self.bar)
        self.stop = Button("Cancel", clicked=self.reject)
        self.foot.addWidget(self.stop)

    def step(self, what: str, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.words.setText(what)

    def end(self, text: str) -> None:
        self.bar.hide()
        self.words.setText(text)
        self.stop.setText("Close")
        self.stop.setFocus()


def back_up(window: MainWindow, folder: str) -> Notice:
    """A checked copy of the register in a folder, made in the job lane."""
    made = _Progress(window, "Back up", "The copy is opened and checked before it counts as done.")
    register = window.runner.register

    def work(progress: Any) -> Path:
        return register.backup(Path(folder))

    window.runner.job(
        work,
        then=lambda path: made.end(f"Backed up and checked: {path.name}"),
        failed=lambda refusal: made.end(words.refusal(refusal)),
    )
    made.open()
    return made


def copy_out(window: MainWindow, folder: str, then: Callable[[Path], object]) -> Notice:
    """A checked copy to work on, made in the job lane; `then` gets it once its button is pressed."""
    made = _Progress(window, "Make a copy to work on", words.say("copy.about"))
    register = window.runner.register

    def work(progress: Any) -> Path:
        return register.backup(Path(folder), Reason.ASKED, progress)

    def done(path: Path) -> None:
        made.end(f"Copied and checked: {path.name}. It asks for the same passphrase.")
        made.button("Open the copy", lambda: then(path), filled=True).setFocus()

    job = window.runner.job(
        work, progress=made.step, then=done, failed=lambda refusal: made.end(words.refusal(refusal))
    )
    made.rejected.connect(job.cancel)
    made.open()
    return made


def verify(window: MainWindow) -> Notice:
    """Checks file, records and journal chain in the job lane."""
    made = _Progress(window, "Check this register", "The file, every record and the journal are read.")
    register = window.runner.register

    def work(progress: Any) -> Any:
        return register.verify(progress)

    def said(answer: Any) -> None:
        found = [f"{words.say(finding.code)} ({finding.where})" for finding in answer.findings]
        good = "All is in order: the file, the records and the journal agree."
        made.end(good if answer.ok else "\n".join(found))

    def failed(refusal: Refusal) -> None:
        made.end(words.refusal(refusal))

    job = window.runner.job(work, progress=made.step, then=said, failed=failed)
    made.rejected.connect(job.cancel)
    made.open()
    return made

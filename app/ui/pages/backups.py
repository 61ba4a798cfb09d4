"""The page Backups: which copies there are, a new one, a second folder, and one brought back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QWidget

from app import words
from app.errors import Refusal
from app.ui import backing_up
from app.ui.grid import Grid
from app.ui.notices import Notice, NoticeBar
from app.ui.page import Place, head
from app.ui.pages.backups_rows import COLUMNS, Row, compared, rows
from app.ui.pages.grid_page import GridPage, nothing_there
from app.ui.palette import px
from app.ui.parts import Button, label, line, link
from app.ui.runner import Job, Runner

if TYPE_CHECKING:
    from app.jobs.back_up import BackedUp
    from app.jobs.restore import Comparison, Restored


class BackupsPage(GridPage):
    """Checked copies of this register, and how to bring one back."""

    title = "Backups"
    icon = "folder-lock"
    home = "backups"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self._job: Job | None = None
        self.question: Notice | None = None
        register = runner.register
        column = self.column
        self.now = Button("Back up now", "primary", "plus", "Ctrl+N", self.back_up)
        self.now.bar(register.read_only or not register.may("backup.make"))
        self.look = Button("Compare and restore…", "text", "history", "Enter", self._look)
        self.look.bar(register.read_only or not register.may("backup.restore"))
        column.addWidget(head(self.title, "", self.look, self.now))
        column.addWidget(line())
        column.addLayout(self._second_row())
        self.told = NoticeBar("g")
        self.refused = NoticeBar("r")
        column.addWidget(self.told)
        column.addWidget(self.refused)
        column.addWidget(line())
        self.grids = (Grid("Backups", COLUMNS, lambda: runner.today, "backup"),)
        self.grid.when_empty(self._empty())
        self.grid.model.sort_by((0, True))
        self.grid.opened.connect(lambda _: self._look())
        self.lay_grids()
        column.addWidget(self._working())
        for key, does in (("Ctrl+N", self.back_up), ("Ctrl+Shift+R", self._look)):
            self.on_key(key, does)

    def _second_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(12)
        self.second = label("", ink="text2", wrap=True)
        row.addWidget(self.second, 1)
        self.choose = link("Choose a second folder…", self._choose)
        self.without = link("Use none", self._use_none)
        row.addWidget(self.choose)
        row.addWidget(self.without)
        self._tell_second()
        return row

    def _working(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(12)
        self.doing = label("", "small", ink="text2")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(px(220))
        row.addWidget(self.doing)
        row.addWidget(self.bar)
        self.stop = Button("Stop", clicked=self._stop)
        row.addWidget(self.stop)
        row.addStretch(1)
        self._strip = made
        made.hide()
        return made

    def _empty(self) -> QWidget:
        said = "One is made at each opening after which something changed, and before each import."
        return nothing_there("There is no backup of this register yet.", said)

    # the frame

    def shown(self, place: Place) -> None:
        """Reads the folders at each visit: copies come and go without the register."""
        self._tell_second()
        self.ask()
        self.grid.view.setFocus()

    def parts(self) -> list[QWidget]:
        """The list, and the second folder."""
        return [self.grid.view, self.choose]

    # the list

    def ask(self) -> None:
        """What lies in both folders."""
        from app.jobs import restore

        path, folder = self.runner.register.path, backing_up.second(self.runner)
        self.runner.job(
            lambda progress: rows(restore.found(path, folder)), then=self.load, failed=self._refuse
        )

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """A change of the register makes no backup: the list is read at each visit."""

    # the second folder

    def _tell_second(self) -> None:
        folder = backing_up.second(self.runner)
        said = f"Each backup is also copied to {folder} and read back there." if folder else (
            "No second folder: a backup beside the register is lost with its disk. "
            "Choose one on another medium."
        )  # fmt: skip
        self.second.setText(said)
        self.without.setVisible(folder is not None)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Copy backups to this folder")
        if chosen:
            self._use(chosen)

    def _use_none(self) -> None:
        self._use("")

    def _use(self, folder: str) -> None:
        if self.runner.machine is not None:
            self.runner.machine.change(lambda machine: replace(machine, backup_folder=folder))
        self._tell_second()
        self.ask()

    # a backup now

    def back_up(self) -> None:
        """Makes one now, whether or not anything changed."""
        from app.jobs import back_up

        if self._job is None and not self.now.isHidden():
            self._begin("Backing up…")
            self._job = self.runner.job(
                back_up.back_up, self.runner.register, second=backing_up.second(self.runner),
                progress=self._step, then=self._made, failed=self._refuse,
            )  # fmt: skip

    def _made(self, made: BackedUp) -> None:
        self._end()
        gone = len(made.removed)
        room = f" {gone} older made room." if gone else ""
        self.told.say(f"Backed up, opened again and counted: {made.path.name}.{room}")
        if made.refused is not None:
            self.refused.say(words.refusal(made.refused))
        self.ask()

    # one brought back

    def _look(self) -> None:
        from app.jobs import restore

        row: Row | None = self.in_hand
        if row is None or self._job is not None or self.look.isHidden():
            return
        self._begin("Reading the backup…")
        self._job = self.runner.job(
            restore.compare, self.runner.register, row.found,
            progress=self._step, then=self._compared, failed=self._refuse,
        )  # fmt: skip

    def _compared(self, told: Comparison) -> None:
        self._end()
        made = self.question = Notice(
            self,
            "Bring a backup back",
            f"Bring back the backup of {rows((told.backup,))[0].when}?",
            compared(told),
        )
        made.button("Set aside and bring back", lambda: self._restore(told.backup.path))
        made.button("Leave as it is", filled=True).setFocus()
        made.open()

    def _restore(self, backup: Path) -> None:
        from app.jobs import restore

        self._begin("Bringing the backup back…")
        self._job = self.runner.job(
            restore.restore, self.runner.register, backup,
            progress=self._step, then=self._restored, failed=self._refuse,
        )  # fmt: skip

    def _restored(self, done: Restored) -> None:
        from app.register import Done

        self._end()
        self.told.say(
            f"The register is as in {done.backup}. What it was before lies in {done.aside}, "
            "which can be brought back in the same way."
        )
        changes = frozenset({("restore", done.backup)})
        self.runner.told(Done(None, changes, "backup brought back", "", done.at))
        self.ask()

    # work under way

    def _begin(self, doing: str) -> None:
        self.told.hide()
        self.refused.hide()
        self.doing.setText(doing)
        self.bar.setRange(0, 0)
        self._strip.show()

    def _step(self, doing: str, done: int, total: int) -> None:
        self.doing.setText(f"{doing}…")
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        self._strip.hide()

    def _refuse(self, refusal: Refusal) -> None:
        self._end()
        self.refused.say(words.refusal(refusal))
        self._ask_again(refusal)

    def _ask_again(self, refusal: Refusal) -> None:
        if refusal.code.startswith("restore."):
            self.ask()

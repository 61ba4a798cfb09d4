"""Backups that nobody has to think of: once the window is there, and after hours of work.

They run in the job lane beside saving; nothing waits for them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from app import words
from app.domain.backup_rules import Reason
from app.domain.region_settings import RegionSettings
from app.errors import Refusal

if TYPE_CHECKING:
    from app.jobs.back_up import BackedUp
    from app.ui.runner import Job, Runner
    from app.ui.status import Status

LOOK_EVERY = 10 * 60 * 1000
"""Milliseconds between two looks at whether hours of work have passed."""
SOON = 1500
"""Milliseconds after the window is there: its first page is read before."""


class Keeper(QObject):
    """Backs a register up while its window is open, and tells of it in the status line."""

    def __init__(self, runner: Runner, status: Status, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner, self.status = runner, status
        self._job: Job | None = None
        self.hours = RegionSettings().backup_hours
        # a clock of its own: the machine's may go back
        self._since = QElapsedTimer()
        self._since.start()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        status.stopped.connect(self.stop)

    def begin(self, soon: int = SOON) -> None:
        """Backs up what changed since the last time, and then looks on."""
        if self.runner.register.read_only:
            return
        QTimer.singleShot(soon, self, self.at_opening)
        self._timer.start()

    def at_opening(self) -> None:
        """The backup of an opening."""
        self.back_up(Reason.OPENING)

    def every(self, hours: int) -> None:
        """Takes over the region's setting."""
        self.hours = hours

    def look(self) -> None:
        """The backup after hours of work, when they have passed."""
        if self._since.elapsed() >= self.hours * 3600 * 1000:
            self.back_up(Reason.WORK)

    def back_up(self, reason: Reason) -> None:
        """Backs up where something changed; one at a time."""
        from app.jobs import back_up

        if self._job is not None:
            return
        folder = second(self.runner)
        self._job = self.runner.job(
            back_up.if_wanted, self.runner.register, reason, second=folder,
            progress=self._step, then=self._done, failed=self._failed,
        )  # fmt: skip

    def stop(self) -> None:
        """Asks the backup to stop; nothing is left of it."""
        if self._job is not None:
            self._job.cancel()

    def _step(self, doing: str, done: int, total: int) -> None:
        if self._job is not None:
            part = f" {100 * done // total} %" if total else ""
            self.status.show_backup(f"{doing}{part}", under_way=True)

    def _done(self, made: BackedUp | None) -> None:
        self._job = None
        self._since.restart()
        refused = made.refused if made is not None else None
        self.status.show_backup("Backed up" if made is not None else "", under_way=False)
        if refused is not None:
            self.runner.refused.emit(refused)

    def _failed(self, refusal: Refusal) -> None:
        self._job = None
        stopped = refusal.code == "cancelled"
        self.status.show_backup("Backup stopped" if stopped else "Not backed up", under_way=False)
        if not stopped:
            self.status.backing.setToolTip(words.refusal(refusal))
            self.runner.refused.emit(refusal)


def second(runner: Runner) -> Path | None:
    """The second folder for backups on this computer, None where none was chosen."""
    chosen = runner.machine.value.backup_folder if runner.machine is not None else ""
    return Path(chosen) if chosen else None

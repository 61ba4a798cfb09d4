"""What the dialogs about people and keys have in common: work off the window, nothing kept as a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtWidgets import QProgressBar, QWidget

from app.errors import Refusal
from app.ui.dialog import Dialog
from app.ui.parts import label
from app.ui.runner import Runner


def without_progress(work: Callable[..., Any]) -> Callable[..., Any]:
    """A change of the key file as a job; it is too short to tell how far it is."""

    def job(*args: Any, progress: Any) -> Any:
        return work(*args)

    return job


class SecretDialog(Dialog):
    """A dialog whose filled button derives a key or encrypts, which takes a moment."""

    keeps: ClassVar[bool] = False

    def __init__(self, runner: Runner, parent: QWidget, title: str, verb: str, heading: str = "") -> None:
        super().__init__(runner, parent, title, verb, heading)
        self.doing = label("", "small", ink="text2", wrap=True)
        self.busy = QProgressBar()
        self.busy.setTextVisible(False)
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName("Working")
        for part in (self.doing, self.busy):
            self.body.addWidget(part)
            part.hide()
        self._ended = False

    def begin(self, first: QWidget) -> None:
        """Where the keyboard begins; before what cannot be undone that is Cancel."""
        self.focus_on(first)

    def say(self, text: str) -> None:
        """A sentence above the fields."""
        self.body.insertWidget(1, label(text, ink="text2", wrap=True))

    def work(self, doing: str, job: Callable[..., Any], *args: Any, then: Callable[[Any], object]) -> None:
        """Runs a job, shows that it runs, and says beside the fields why it was refused."""
        self.waiting()
        self.cancel.setEnabled(False)
        self.doing.setText(doing)
        self.doing.show()
        self.busy.show()
        self.grow()

        def answered(answer: Any) -> None:
            self._rest()
            if not self._ended:
                then(answer)

        def refused(refusal: Refusal) -> None:
            self._rest()
            (self.runner.refused.emit if self._ended else self.refuse)(refusal)

        self.runner.job(job, *args, then=answered, failed=refused)

    def _rest(self) -> None:
        if not self._ended:
            self.waiting(False)
            self.cancel.setEnabled(True)
            self.doing.hide()
            self.busy.hide()

    def reject(self) -> None:
        """Stays while something runs: what it gives, such as a recovery key, is shown only once."""
        if not self.sending:
            super().reject()

    def done(self, result: int) -> None:
        """Remembers that there is nothing more to show an answer in."""
        self._ended = True
        super().done(result)

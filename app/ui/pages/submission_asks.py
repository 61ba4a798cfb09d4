"""What can be done with a submission, from its page and from the card: each opens its dialog."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.commands import submissions as commands
from app.domain.submission import Submission
from app.reads import submissions
from app.reads.officers import Person
from app.reads.submissions import Dossier
from app.ui.dialog import Dialog
from app.ui.dialogs.submission import SubmissionDialog
from app.ui.dialogs.submission_pick import PickThreat
from app.ui.dialogs.submission_print import PrintDialog
from app.ui.dialogs.submission_step import COMMANDS, Step, StepDialog
from app.ui.runner import Runner


class SubmissionAsks:
    """Opens dialogs over a page; `show` puts one in sight and remembers it."""

    def __init__(self, runner: Runner, over: QWidget, show: Callable[[Dialog], object]) -> None:
        self._runner, self._over, self._show = runner, over, show

    def new(self) -> None:
        """A submission for a threat that is chosen first."""
        if not self._runner.reads_only:
            self._runner.ask(submissions.may_be_submitted, then=self._pick, key="submission.threats")

    def _pick(self, threats: tuple[Person, ...]) -> None:
        self._show(PickThreat(self._runner, self._over, threats, self.open))

    def open(self, threat: str, submission: str | None = None) -> None:
        """The form of a submission, or of a new one."""
        self._ask(threat, submission, self._form)

    def step(self, submission: Submission, step: Step) -> None:
        """The next step of a submission."""
        if self._runner.may(COMMANDS[step.to]):
            self._ask(submission.threat, submission.id, partial(self._step, step))

    def print(self, submission: Submission) -> None:
        """The printed form: preview, then save."""
        made = PrintDialog(self._runner, self._over, submission.threat, submission.id, submission.reference)
        self._show(made)

    def withdraw(self, submission: Submission) -> None:
        """Takes a draft back; it can be undone, so nothing is asked."""
        if not self._runner.reads_only:
            self._runner.do(commands.withdraw, submission)

    def _ask(self, threat: str, submission: str | None, then: Callable[[Dossier], object]) -> None:
        self._runner.ask(submissions.dossier, threat, submission, then=then, key="submission.dossier")

    def _form(self, dossier: Dossier) -> None:
        dialog = SubmissionDialog(self._runner, self._over, dossier)
        if dossier.submission is not None:
            dialog.offer_print(partial(self._print_from, dialog, dossier.submission))
        self._show(dialog)

    def _print_from(self, dialog: SubmissionDialog, submission: Submission) -> None:
        PrintDialog(self._runner, dialog, submission.threat, submission.id, submission.reference).open()

    def _step(self, step: Step, dossier: Dossier) -> None:
        self._show(StepDialog(self._runner, self._over, dossier, step))

"""What is asked wherever something leaves: why, and for whom; what was said last is suggested."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from app.domain import leaving
from app.domain.faults import Fault
from app.domain.region_settings import RegionSettings
from app.reads.reference import settings
from app.ui.dialog import Dialog
from app.ui.form import Form
from app.ui.palette import px
from app.ui.parts import label
from app.ui.runner import Runner

HINT = "Kept in the log with what leaves."


class Said(QObject):
    """What was said last while the register is open, kept nowhere else, and whether a reason is wanted.

    `wants` is None until the register has answered.
    """

    known = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self._runner = runner
        self.last: dict[str, str] = {}
        self.wants: bool | None = None
        runner.changed.connect(self._changed)
        self._ask()

    def _ask(self) -> None:
        self._runner.ask(settings, then=self._take, failed=lambda _: None, key="reason wanted")

    def _take(self, found: RegionSettings) -> None:
        self.wants = found.disclosure_reason != leaving.OPTIONAL
        self.known.emit()

    def _changed(self, changes: frozenset[tuple[str, str]]) -> None:
        if any(kind == "setting" for kind, _ in changes):
            self._ask()


def said(runner: Runner) -> Said:
    """What was said in this session."""
    if "leaving" not in runner.kept:
        runner.kept["leaving"] = Said(runner)
    found: Said = runner.kept["leaving"]
    return found


class SaidField(QLineEdit):
    """One line that offers what was said last."""

    def __init__(self, runner: Runner, name: str) -> None:
        super().__init__()
        self._said = said(runner)
        self._name = name
        self.setAccessibleName(name)
        self.textEdited.connect(lambda _: self._outline(on=False))
        self.editingFinished.connect(self.take)
        self.suggest()

    def suggest(self, *, over: bool = False) -> None:
        """Fills an empty field with what was said last; `over` whatever stands there."""
        if over or not self.text():
            self.setText(self._said.last.get(self._name, self.text()))

    def take(self) -> str:
        """What stands here, remembered as the next suggestion; one that was emptied is suggested no more."""
        text = self.text().strip()
        self._said.last[self._name] = text
        return text

    def refused(self) -> None:
        """Goes to the field, outlined as a fault until something is typed."""
        self._outline(on=True)
        self.setFocus()

    def tell(self, sample: str, whole: str) -> None:
        """Says what is wanted here: short in the empty field, whole to whoever points or listens."""
        self.setPlaceholderText(sample)
        self.setToolTip(whole)
        self.setAccessibleDescription(whole)

    def showEvent(self, event: QShowEvent) -> None:
        """Something may have been said on another page meanwhile."""
        super().showEvent(event)
        self.suggest()

    def _outline(self, *, on: bool) -> None:
        self.setProperty("fault", "true" if on else "false")
        self.style().unpolish(self)
        self.style().polish(self)


class ReasonField(SaidField):
    """Why it leaves; says at once whether it may stay empty. `own`: a pack is its own reason."""

    def __init__(self, runner: Runner, *, own: bool = False) -> None:
        super().__init__(runner, "Reason")
        self._own = own
        self._said.known.connect(self.word)
        self.word()

    @property
    def missing(self) -> bool:
        """Whether the region is known to want one, and none is typed."""
        return bool(self._said.wants) and not self._own and not self.text().strip()

    def word(self) -> None:
        """Says whether it may stay empty."""
        if self._own:
            self.tell("May stay empty", "May stay empty: the monthly pack is its own reason. " + HINT)
        elif self._said.wants is False:
            self.tell("Why it leaves; may stay empty", "Why it leaves; may stay empty. " + HINT)
        else:
            self.tell("Required: why it leaves", "Why it leaves, which this region requires. " + HINT)


class ReasonRow(QWidget):
    """Why and, unless that is known by the nature of what leaves, for whom."""

    def __init__(self, runner: Runner, *, own: bool = False, whom: bool = True) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        self.field = ReasonField(runner, own=own)
        self.whom = SaidField(runner, "For whom") if whom else None
        caption = label("Reason", weight=600)
        grid.addWidget(caption, 0, 0)
        grid.addWidget(self.field, 0, 1)
        if self.whom is not None:
            whole = "Who receives it; may stay empty, and need not repeat whom a numbered copy names. "
            self.whom.tell("May stay empty", whole + HINT)
            below = label("For whom", weight=600)
            grid.addWidget(below, 1, 0)
            grid.addWidget(self.whom, 1, 1)
            caption.setMinimumWidth(below.sizeHint().width())
        self.across = caption.minimumWidth()
        self.setFocusProxy(self.field)

    def giving(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """The work with what stands here, remembered as the next suggestion."""
        return leaving.giving(self.field.take(), work, self.whom.take() if self.whom else "")


def reason_row(form: Form, runner: Runner) -> ReasonField:
    """The row of a dialog that asks why something leaves."""
    made = ReasonField(runner)
    form.add("reason", "Reason", made, HINT)
    made.word()
    return made


def no_reason() -> Fault:
    """What is wrong where the region wants a reason and there is none."""
    return Fault("reason", "log.no_reason")


def ask_again(dialog: Dialog, *others: Fault) -> None:
    """Shows beside its row that the reason is missing, with what else is wrong, and goes there."""
    dialog.form.show_faults([*others, no_reason()], focus=False)
    field = dialog.form.field(others[0].field if others else "reason")
    field.setFocus()
    dialog.grow()
    around = dialog.findChild(QScrollArea)
    if around is not None:
        # once the rows have their places
        QTimer.singleShot(0, field, lambda: around.ensureWidgetVisible(field, 0, px(60)))

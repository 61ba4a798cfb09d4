"""Reviewing whether a record is kept, and holding it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.commands import retention
from app.domain.codes import MopiGroup, RetentionDecision
from app.domain.faults import Fault
from app.domain.region_settings import RegionSettings
from app.domain.retention import Hold, RetentionReview, next_on
from app.errors import Refusal
from app.reads.retention import Kept
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner

GROUPS = {
    MopiGroup.ONE: "Group 1",
    MopiGroup.TWO: "Group 2",
    MopiGroup.THREE: "Group 3",
    MopiGroup.FOUR: "Group 4",
}
DECISIONS = {RetentionDecision.RETAIN: "Retain", RetentionDecision.DISPOSE: "Dispose"}
DISPOSING = (
    "This decision disposes of nothing: one person then proposes the disposal, and another confirms it. "
    "The rationale goes with the record."
)


def titled(row: Kept) -> str:
    """A record as the heading of a dialog names it."""
    return row.reference if row.name == row.reference else f"{row.reference}, {row.name}"


class ReviewDialog(RecordDialog[RetentionReview]):
    """One review: group, decision, why, and when the next one is."""

    def __init__(self, runner: Runner, parent: QWidget, row: Kept, settings: RegionSettings) -> None:
        super().__init__(runner, parent, "Review a record", "Record review", titled(row))
        self._threat, self._settings = row.id, settings
        self._proposed = ""
        before = row.review.mopi_group if row.review else None
        self.row("on", "Date", DateField(self.today, self.today))
        self.group = ChoiceField([(None, "Not chosen"), *GROUPS.items()], before)
        hint = "As the review schedule for police information has it."
        self.row("mopi_group", "MoPI group", self.group, hint)
        self.decision = ChoiceField([(None, "Not chosen"), *DECISIONS.items()])
        self.row("decision", "Decision", self.decision)
        self.told = label(DISPOSING, ink="text2", wrap=True)
        self.told.hide()
        self.body.insertWidget(self.body.count() - 1, self.told)
        self.area("rationale", "Rationale", "", 4, "Why the record is kept, or why it is not.")
        self.reviewer = self.line("reviewer", "Reviewer", runner.register.user)
        self.next = DateField(self.today, None)
        self.row("next_on", "Review again on", self.next, "Proposed from the group by the region’s months.")
        self.begin("mopi_group" if before is None else "decision")

    def draft(self, dates: dict[str, date | None]) -> RetentionReview:
        """The review as typed."""
        words = self.form.field("rationale")
        assert isinstance(words, QPlainTextEdit)
        return RetentionReview(
            id="",
            threat=self._threat,
            on=dates.get("on") or self.today,
            mopi_group=self.group.value() or MopiGroup.ONE,
            decision=self.decision.value() or RetentionDecision.RETAIN,
            reviewer=self.reviewer.text().strip(),
            rationale=words.toPlainText().strip(),
            next_on=None if self._disposes else dates.get("next_on"),
        )

    @property
    def _disposes(self) -> bool:
        return self.decision.value() is RetentionDecision.DISPOSE

    def more_faults(self, record: RetentionReview) -> list[Fault]:
        """A group and a decision are chosen, not left as they stood."""
        chosen = (("mopi_group", self.group), ("decision", self.decision))
        return [Fault(name, "required") for name, field in chosen if field.value() is None]

    def looked(self, record: RetentionReview | None) -> None:
        """The next day follows the group, until somebody types another."""
        self.told.setVisible(self._disposes)
        self.form.show_row("next_on", visible=not self._disposes)
        group = self.group.value()
        if record is None or group is None or self.next.line.text().strip() != self._proposed:
            return
        self.next.set(next_on(record.on, group, self._settings))
        self._proposed = self.next.line.text().strip()

    def send(
        self, record: RetentionReview, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records it."""
        self.runner.do(retention.review, replace(record, id=self.new_id()), then=done, failed=failed)


class HoldDialog(RecordDialog[Hold]):
    """A hold on a record: why, on whose authority, since when."""

    def __init__(self, runner: Runner, parent: QWidget, row: Kept) -> None:
        super().__init__(runner, parent, "Hold a record", "Record hold", titled(row))
        self._threat = row.id
        told = "While it stands, the record cannot be disposed of, whatever a review decides."
        self.body.insertWidget(1, label(told, ink="text2", wrap=True))
        self.area("reason", "Reason", "", 3, "Such as proceedings, an inquiry, a request for disclosure.")
        self.authority = self.line("authority", "Authority", "", sample="Rank, initial and surname")
        self.row("since", "Since", DateField(self.today, self.today))
        self.row("until", "Until", DateField(self.today, None), "Empty: until somebody ends it.")
        self.begin("reason")

    def draft(self, dates: dict[str, date | None]) -> Hold:
        """The hold as typed."""
        words = self.form.field("reason")
        assert isinstance(words, QPlainTextEdit)
        return Hold(
            id="",
            threat=self._threat,
            since=dates.get("since") or self.today,
            until=dates.get("until"),
            reason=words.toPlainText().strip(),
            authority=self.authority.text().strip(),
        )

    def send(self, record: Hold, done: Callable[[Done], object], failed: Callable[[Refusal], object]) -> None:
        """Records it."""
        self.runner.do(retention.hold, replace(record, id=self.new_id()), then=done, failed=failed)


class EndHoldDialog(RecordDialog[Hold]):
    """The last day of a hold that stands."""

    base: Hold

    def __init__(self, runner: Runner, parent: QWidget, row: Kept, hold: Hold) -> None:
        super().__init__(runner, parent, "End a hold", "End hold", titled(row), hold)
        self.body.insertWidget(
            1, label(f"{hold.reason} (authority: {hold.authority})", ink="text2", wrap=True)
        )
        self.row("until", "Last day", DateField(self.today, self.today), "That day still counts.")
        self.begin("until")

    def draft(self, dates: dict[str, date | None]) -> Hold:
        """The hold with its last day."""
        return replace(self.base, until=dates.get("until"))

    def more_faults(self, record: Hold) -> list[Fault]:
        """A hold that is ended has a last day, and none to come."""
        if record.until is None:
            return [Fault("until", "required")]
        return [Fault("until", "date.future")] if record.until > self.today else []

    def send(self, record: Hold, done: Callable[[Done], object], failed: Callable[[Refusal], object]) -> None:
        """Ends it."""
        assert record.until is not None
        self.runner.do(retention.end_hold, self.base, record.until, then=done, failed=failed)

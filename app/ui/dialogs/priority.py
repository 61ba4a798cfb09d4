"""The place of a threat in the month's ranked list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.commands import priorities
from app.domain.faults import Fault
from app.domain.threat import Threat
from app.errors import Refusal
from app.register import Done
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.runner import Runner


class PriorityDialog(RecordDialog[Threat]):
    """A place from 1, or none; each threat of the list has a page in the pack."""

    def __init__(self, runner: Runner, parent: QWidget, threat: Threat) -> None:
        super().__init__(runner, parent, "Place in the ranked list", "Set place", threat.display)
        self._threat = threat
        now = "" if threat.priority is None else str(threat.priority)
        hint = "1 is the first. Empty takes it off the list. Those on the list have a page each in the pack."
        self.place = self.line("priority", "Place", now, hint)
        hint = "Wanted where its score would not put it there. The pack prints it."
        self.reason = self.line("priority_reason", "Reason", threat.priority_reason, hint)
        self.begin("priority")
        self.place.selectAll()

    def draft(self, dates: dict[str, date | None]) -> Threat:
        """The threat at the place typed."""
        typed = self.place.text().strip()
        place = int(typed) if self._sound(typed) and typed else None
        return replace(self._threat, priority=place, priority_reason=self.reason.text().strip())

    def more_faults(self, record: Threat) -> list[Fault]:
        """A whole number from 1, or nothing."""
        return [] if self._sound(self.place.text().strip()) else [Fault("priority", "priority.number")]

    def send(
        self, record: Threat, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Places it among those listed now."""
        said = (record.id, record.priority, record.priority_reason)
        self.runner.do(priorities.place, *said, then=done, failed=failed)

    @staticmethod
    def _sound(typed: str) -> bool:
        return not typed or (typed.isascii() and typed.isdigit() and 0 < int(typed) < 1000)

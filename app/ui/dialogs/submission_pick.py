"""Which threat to submit: any word of its reference or name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.faults import Fault
from app.reads.officers import Person
from app.ui.dialog import Dialog
from app.ui.dialogs.record_dialog import person_field
from app.ui.runner import Runner


class PickThreat(Dialog):
    """Chooses one of the threats that may be submitted; `chosen` gets its id."""

    def __init__(
        self, runner: Runner, parent: QWidget, threats: tuple[Person, ...], chosen: Callable[[str], object]
    ) -> None:
        super().__init__(runner, parent, "New submission", "Go on")
        self._chosen = chosen
        self.threat = person_field(threats, placeholder="Reference or any word of the name")
        hint = "Active threats that are not ratified and have no submission on the way."
        self.form.add("threat", "Threat", self.threat, hint)
        self.threat.setFocus()

    def save(self) -> None:
        """Goes on with the threat chosen."""
        found = self.threat.value()
        if found is None:
            code = "submission.no_threat" if self.threat.text() else "required"
            self.form.show_faults([Fault("threat", code, {"text": self.threat.text()})])
            return
        self.leave()
        self._chosen(found.id)

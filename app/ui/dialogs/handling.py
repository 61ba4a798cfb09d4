"""The handling code of a text and its conditions, as two rows of a form (3x5x2)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.domain.codes import Handling
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog

CODES = ((Handling.P, "P, lawful sharing permitted"), (Handling.C, "C, with conditions"))
HINT = "C stays out of a partner’s edition until that partner has accepted its conditions."


class HandlingRows:
    """Adds the rows to a dialog; the conditions are asked for only where there are any."""

    def __init__(self, dialog: RecordDialog[Any], handling: Handling, conditions: str) -> None:
        self._dialog = dialog
        self.code = ChoiceField(CODES, handling)
        dialog.row("handling", "Handling", self.code, HINT)
        self.conditions: QLineEdit = dialog.line(
            "conditions", "Conditions", conditions, sample="Such as Use for safeguarding duties only"
        )
        self.code.currentIndexChanged.connect(self._show)
        self._show()

    def _show(self, _: int = 0) -> None:
        self._dialog.form.show_row("conditions", visible=self.code.value() is Handling.C)

    def values(self) -> dict[str, Any]:
        """Both fields as typed; a text that may be shared lawfully has no conditions."""
        code = self.code.value()
        conditions = self.conditions.text().strip() if code is Handling.C else ""
        return {"handling": code, "conditions": conditions}

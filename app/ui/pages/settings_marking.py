"""The marking of everything that is printed, and the code of the pack."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.domain.faults import Fault
from app.domain.leaving import OPTIONAL, REQUIRED
from app.domain.region_settings import RegionSettings
from app.domain.visits import ASKED, OFF
from app.ui.dialogs.fields import ChoiceField
from app.ui.pages.settings_section import FormSection

REASONS = [(REQUIRED, "Required"), (OPTIONAL, "Optional")]
LOOKS = [(OFF, "Not asked"), (ASKED, "Asked, may stay empty")]
MARKINGS = ("OFFICIAL", "OFFICIAL-SENSITIVE")


class MarkingSection(FormSection):
    """Marking, handling instruction, descriptor, reasons for the log, pack code."""

    title = "Marking and pack"
    about = (
        "Printed on every page and every row: MARKING - HANDLING INSTRUCTION - DESCRIPTOR "
        "(Government Security Classifications, 2024)."
    )

    def make(self) -> None:
        """A row for each."""
        self.row("marking", "Marking", ChoiceField([(name, name) for name in MARKINGS]))
        self.row("handling", "Handling instruction", QLineEdit(), "Such as RECIPIENTS ONLY.")
        self.row("descriptor", "Descriptor", QLineEdit(), "May be left empty.")
        about = "Asked wherever files leave, and kept in the log. The monthly pack is its own reason."
        self.row("disclosure_reason", "Reason for what leaves", ChoiceField(REASONS), about)
        about = "Asked on the card of a threat, and kept in the log with the visit."
        self.row("consultation_reason", "Reason for looking", ChoiceField(LOOKS), about)
        self.row("pack_code", "Code of the pack", QLineEdit(), "Begins the name of every issue, such as SW.")

    def typed(self, settings: RegionSettings) -> dict[str, Any]:
        """The texts as they are."""
        return {name: getattr(settings, name) for name in self._names}

    def read(self) -> tuple[dict[str, Any], list[Fault]]:
        """The texts without spaces around them."""
        return {name: str(self.text(name) or "").strip() for name in self._names}, []

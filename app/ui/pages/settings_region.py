"""The region itself: its name, its unit and its code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.commands import region as commands
from app.domain.faults import Fault, stops
from app.domain.region_settings import RegionSettings
from app.ui.pages.settings_section import FormSection


class RegionSection(FormSection):
    """Name, unit and code as they are printed."""

    title = "Region"
    about = "Whose register this is. Printed on the cover of the pack and at the head of every page."

    def make(self) -> None:
        """The three rows."""
        self.row("name", "Name", QLineEdit(), "Such as South West.")
        self.row("unit", "Regional unit", QLineEdit(), "Such as SWROCU.")
        self.row(
            "code", "Code", QLineEdit(), "Begins the name of an issue where the pack has no code of its own."
        )

    def typed(self, settings: RegionSettings) -> dict[str, Any]:
        """The texts as they are."""
        region = self.lists.reference.region if self.lists else None
        return {name: getattr(region, name, "") for name in self._names}

    def read(self) -> tuple[dict[str, Any], list[Fault]]:
        """The texts without spaces around them."""
        return {name: str(self.text(name) or "").strip() for name in self._names}, []

    def save(self) -> None:
        """Saves the region where it differs."""
        region = self.lists.reference.region if self.lists else None
        if region is None or not self.edited() or not self.writable:
            return
        values, _ = self.read()
        changed = replace(region, **values)
        found = stops(changed.faults(self.runner.today))
        if found:
            self.form.show_faults(found)
            return
        self.save_button.setEnabled(False)
        self.runner.do(commands.change, changed, then=self._saved, failed=self._refused)

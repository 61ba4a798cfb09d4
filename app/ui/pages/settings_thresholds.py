"""Every number that the rules count with; each is the region's own choice."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app import words
from app.domain.faults import Fault
from app.domain.region_settings import RegionSettings
from app.domain.setting_faults import THRESHOLDS
from app.ui.pages.settings_section import FormSection


class ThresholdsSection(FormSection):
    """The thresholds, with their units and defaults."""

    title = "Thresholds"
    about = (
        "Local: each number is a choice of this region and stands for no national standard. "
        "A change counts at once, on every screen and in the next pack."
    )

    def make(self) -> None:
        """One row for each number of the settings."""
        for name, limits in THRESHOLDS.items():
            usual = f"Local. Default {getattr(RegionSettings(), name)}."
            about = f"{words.say(f'setting.{name}.about')} {usual}"
            title = words.say(f"setting.{name}")
            self.row(name, f"{title}, {limits.unit}" if limits.unit else title, QLineEdit(), about)

    def typed(self, settings: RegionSettings) -> dict[str, Any]:
        """The numbers as digits."""
        return {name: str(getattr(settings, name)) for name in THRESHOLDS}

    def read(self) -> tuple[dict[str, Any], list[Fault]]:
        """The digits as numbers; what is none is a fault of its field."""
        values: dict[str, Any] = {}
        found = []
        for name, limits in THRESHOLDS.items():
            text = str(self.text(name)).strip()
            if text.isascii() and text.isdigit():
                values[name] = int(text)
            else:
                params = {"least": limits.least, "most": limits.most}
                found.append(Fault(name, "setting.out_of_range", params))
        return values, found

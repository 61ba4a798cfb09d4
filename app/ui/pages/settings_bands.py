"""Tiers and score bands: short lists that are typed one to a line."""

from __future__ import annotations

import re
from typing import Any

from app.domain.faults import Fault
from app.domain.region_settings import RegionSettings
from app.ui.form import text_area
from app.ui.pages.settings_section import FormSection

_BAND = re.compile(r"(\d{1,6})\s+(\S.*)", re.ASCII)


class BandsSection(FormSection):
    """The tiers that a threat may stand in, and the bands of a score."""

    title = "Tiers and bands"
    about = "Local: no national tiers or bands are published. A threat keeps a tier that is no longer here."

    def make(self) -> None:
        """Two fields of several lines."""
        self.row("tiers", "Tiers", text_area(5), "One on each line, from the lowest.")
        self.row(
            "bands", "Score bands", text_area(6),
            "One on each line: the score it begins at, then its name, such as 300 High. The lowest first.",
        )  # fmt: skip

    def typed(self, settings: RegionSettings) -> dict[str, Any]:
        """One line for each."""
        bands = [f"{low} {name}" for low, name in settings.bands]
        return {"tiers": "\n".join(settings.tiers), "bands": "\n".join(bands)}

    def read(self) -> tuple[dict[str, Any], list[Fault]]:
        """The lines that are not empty."""
        tiers = tuple(line.strip() for line in str(self.text("tiers")).splitlines() if line.strip())
        bands, found = [], []
        for line in str(self.text("bands")).splitlines():
            read = _BAND.fullmatch(line.strip())
            if read is not None:
                bands.append((int(read[1]), read[2]))
            elif line.strip():
                found.append(Fault("bands", "setting.band_line", {"line": line.strip()}))
        return {"tiers": tiers, "bands": tuple(bands)}, found

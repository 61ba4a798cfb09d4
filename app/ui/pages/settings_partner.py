"""Which fields of a released threat a partner's edition shows."""

from __future__ import annotations

from typing import Any

from app.domain.faults import Fault
from app.domain.region_settings import RegionSettings
from app.ui.dialogs.fields import TicksField
from app.ui.pages.settings_section import FormSection

OFFERED = (
    ("threat.name", "Group: name"), ("threat.reference", "Group: reference"),
    ("threat.operation", "Group: operation"), ("threat.primary_theme", "Group: primary theme"),
    ("threat.secondary_themes", "Group: secondary themes"), ("threat.home_force", "Group: home force"),
    ("threat.other_forces", "Group: other forces"),
    ("lead.LRO", "Lead: LRO"), ("lead.SIO", "Lead: SIO"), ("lead.SRO", "Lead: SRO"),
    ("action.Prevent", "Partners’ actions under Prevent"),
    ("action.Protect", "Partners’ actions under Protect"),
    ("action.Prepare", "Partners’ actions under Prepare"), ("action.title", "Action: what is to be done"),
    ("action.reference", "Action: number"),
    ("action.owner_organisation", "Action: organisation that owns it"),
    ("action.due", "Action: due date"), ("action.state", "Action: state and RAG"),
    ("update.text", "Updates: text"), ("update.on", "Updates: date"),
    ("learning.text", "Learning: text"), ("learning.on", "Learning: date"),
    ("disruption.title", "Disruptions: what happened"), ("disruption.on", "Disruptions: date"),
    ("intelligence_gap.text", "Intelligence gaps: what is not known"),
    ("intelligence_gap.requirement", "Intelligence gaps: requirement"),
)  # fmt: skip
"""Every field that a partner's edition knows how to show; Pursue is not among them."""


class PartnerFieldsSection(FormSection):
    """The fields, each with a box to tick."""

    title = "Partner editions"
    about = (
        "Local. Of a threat that was released to it a partner reads what the release says and the fields "
        "ticked here; whatever is not ticked stays out, and so does every text with handling code C until "
        "its conditions are accepted."
    )

    def make(self) -> None:
        """One list to tick."""
        self.ticks = TicksField(OFFERED, (), lines=len(OFFERED))
        self.row("partner_fields", "Fields", self.ticks, "Space ticks the one in hand.")
        self.ticks.edited.connect(self.form.edited)

    def typed(self, settings: RegionSettings) -> dict[str, Any]:
        """What is ticked now."""
        return {"partner_fields": settings.partner_fields}

    def read(self) -> tuple[dict[str, Any], list[Fault]]:
        """What is ticked, in the order of the list."""
        return {"partner_fields": self.ticks.value()}, []

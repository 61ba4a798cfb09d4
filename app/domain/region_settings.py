"""The region's settings, each declared once; every one is LOCAL and kept as a journalled Setting record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from app.domain.agenda import StandingItem
from app.domain.codes import MopiGroup
from app.domain.leaving import REQUIRED
from app.domain.rag import RagLimits
from app.domain.region import Setting
from app.domain.submission import SubmissionField
from app.domain.visits import OFF

PARTNER_FIELDS = (
    "threat.name", "threat.primary_theme", "threat.secondary_themes", "threat.home_force",
    "threat.other_forces", "lead.LRO", "action.Prevent", "action.Protect", "action.Prepare",
    "action.title", "action.owner_organisation", "action.due", "action.state",
)  # fmt: skip
"""What a partner edition shows of a released threat until the region says otherwise (typography.md §12)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionSettings:
    """Marking, thresholds, tiers and agenda in force; defaults until the region sets its own.

    `bands` are lower bounds with labels, rising; days and months are whole numbers. `disclosure_reason` says
    whether what leaves needs a reason for the log, "required" or "optional", `consultation_reason` whether a
    card asks why somebody looks, "off" or "asked". `priority_cut_off` is
    how many of the ranked list the meeting takes page by page, 0 for all of them. `changed_score` is from
    which move of a score the page of changes names it, `overdue_meetings` at how many meetings an action of
    one is overdue before it is an exception, `stable_score` below which a group may go on the
    consent list (0: none is proposed), `lock_minutes` after how long without a key the desk locks,
    `backup_hours` after how long with the register open a changed one is backed up again,
    `partner_fields` what a partner edition may show of a released threat, as "kind.field";
    whatever is not named stays out.
    """

    marking: str = "OFFICIAL-SENSITIVE"
    handling: str = "RECIPIENTS ONLY"
    descriptor: str = ""
    disclosure_reason: str = REQUIRED
    consultation_reason: str = OFF
    pack_code: str = ""
    due_soon_days: int = 14
    redated_times: int = 2
    score_stale_months: int = 6
    score_step: int = 10
    lro_limit: int = 6
    still_days: int = 42
    submission_limit_days: int = 28
    returned_limit_days: int = 28
    terms_days: int = 14
    order_due_days: int = 28
    release_months: int = 3
    disruption_months: int = 12
    effort_months: int = 3
    priority_cut_off: int = 0
    changed_score: int = 20
    overdue_meetings: int = 2
    stable_score: int = 10
    lock_minutes: int = 10
    backup_hours: int = 2
    review_notice_days: int = 28
    review_first_months: int = 12
    review_group_1_months: int = 12
    review_group_2_months: int = 12
    review_group_3_months: int = 12
    review_group_4_months: int = 12
    tiers: tuple[str, ...] = ("Local", "Force", "Regional", "National")
    bands: tuple[tuple[int, str], ...] = ()
    agenda: tuple[StandingItem, ...] = field(default_factory=tuple)
    capabilities_agenda: tuple[StandingItem, ...] = field(default_factory=tuple)
    performance_agenda: tuple[StandingItem, ...] = field(default_factory=tuple)
    partner_fields: tuple[str, ...] = PARTNER_FIELDS
    submission_fields: tuple[SubmissionField, ...] = field(default_factory=tuple)

    @property
    def rag_limits(self) -> RagLimits:
        """The thresholds of the RAG rule."""
        return RagLimits(self.due_soon_days, self.redated_times)

    @property
    def review_months(self) -> dict[MopiGroup, int]:
        """After how many months a record of each MoPI group is reviewed again."""
        return {group: getattr(self, f"review_{group.value}_months") for group in MopiGroup}

    @property
    def marking_line(self) -> str:
        """The marking as printed: MARKING - HANDLING INSTRUCTION - DESCRIPTOR (GSC 2024)."""
        return " - ".join(part for part in (self.marking, self.handling, self.descriptor) if part)


def _frozen(name: str, value: Any) -> Any:
    if name.endswith("agenda"):
        return tuple(StandingItem(*item) for item in value)
    if name == "submission_fields":
        return tuple(SubmissionField(*item) for item in value)
    if name == "bands":
        return tuple((int(low), str(label)) for low, label in value)
    return tuple(value) if isinstance(value, list) else value


def from_records(settings: Iterable[Setting]) -> RegionSettings:
    """The settings in force; names this version does not know are left alone."""
    known = {f.name for f in fields(RegionSettings)}
    values = {s.id: _frozen(s.id, json.loads(s.value)) for s in settings if s.id in known}
    return replace(RegionSettings(), **values)


def to_record(name: str, value: object, version: int = 0) -> Setting:
    """One setting as the record that keeps it."""
    return Setting(id=name, version=version, value=json.dumps(value, ensure_ascii=False))

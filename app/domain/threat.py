"""SOC threats: organised crime groups, priority individuals and vulnerabilities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.codes import MappingState, ThreatKind, ThreatStatus
from app.domain.faults import Fault, Severity, required


def display(name: str, operation: str, reference: str) -> str:
    """The name, or the operation, or the reference: the first that is known."""
    return name or (f"Op {operation}" if operation else reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat:
    """A threat under management; the masters are the force system (Niche) and APMIS, named by reference.

    `primary_theme`, `home_force` and the members of the tuples are ids of Theme and Force;
    `priority` is its place in the coming month's ranked list, None outside it, `priority_reason` why it
    stands where its score would not put it; `tier` is LOCAL. `live_operation`: police work goes on now.
    `neighbourhood` and `local_profile` name the local policing link and the local profile; `victims` and
    `at_risk` are counts of vulnerable victims and people at risk, None where not known, whose references
    stand beside them: no names.
    """

    id: str
    version: int = 0
    kind: ThreatKind = ThreatKind.OCG
    reference: str
    name: str = ""
    operation: str = ""
    primary_theme: str | None = None
    secondary_themes: tuple[str, ...] = ()
    home_force: str | None = None
    other_forces: tuple[str, ...] = ()
    area: str = ""
    status: ThreatStatus = ThreatStatus.ACTIVE
    tier: str = ""
    priority: int | None = None
    niche_ref: str = ""
    apmis_ref: str = ""
    reconciled_on: date | None = None
    summary: str = ""
    next_review: date | None = None
    mapping: MappingState = MappingState.NOT_SUBMITTED
    mapping_on: date | None = None
    archived_on: date | None = None
    archive_reason: str = ""
    archive_authoriser: str = ""
    closing_report: str = ""
    priority_reason: str = ""
    themes_changed_on: date | None = None
    live_operation: bool = False
    neighbourhood: str = ""
    local_profile: str = ""
    victims: int | None = None
    victims_ref: str = ""
    at_risk: int | None = None
    at_risk_ref: str = ""
    tags: tuple[str, ...] = ()

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: only the reference stops saving, gaps are warnings."""
        found = required(reference=self.reference)
        if not self.name:
            found.append(Fault("name", "threat.no_name", severity=Severity.WARN))
        if not self.primary_theme:
            found.append(Fault("primary_theme", "threat.no_theme", severity=Severity.WARN))
        if not self.home_force:
            found.append(Fault("home_force", "threat.no_force", severity=Severity.WARN))
        if self.primary_theme and self.primary_theme in self.secondary_themes:
            found.append(Fault("secondary_themes", "threat.theme_twice"))
        if self.home_force and self.home_force in self.other_forces:
            found.append(Fault("other_forces", "threat.force_twice"))
        if self.status is ThreatStatus.ARCHIVED and not self.archive_reason:
            found.append(Fault("archive_reason", "threat.archive_no_reason"))
        for name, value in (("victims", self.victims), ("at_risk", self.at_risk)):
            if value is not None and value < 0:
                found.append(Fault(name, "count.negative"))
            if value and not getattr(self, f"{name}_ref"):
                found.append(Fault(f"{name}_ref", "count.no_reference", severity=Severity.WARN))
        return tuple(found)

    @property
    def themes(self) -> frozenset[str]:
        """The primary theme and the secondary ones."""
        return frozenset(theme for theme in (self.primary_theme, *self.secondary_themes) if theme)

    @property
    def display(self) -> str:
        """What it is called on screen."""
        return display(self.name, self.operation, self.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingStep:
    """One step of a threat's mapping with ROCTA; the last one stands on the threat too.

    `submission` is the submission it belongs to, None for a step taken from a tracker; `return_reason` is a
    choice of the region's list, `reason` the words.
    """

    id: str
    version: int = 0
    threat: str
    submission: str | None = None
    state: MappingState
    on: date
    return_reason: str | None = None
    reason: str = ""
    by: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: a return or rejection needs its reason."""
        found: list[Fault] = []
        if self.state in (MappingState.RETURNED, MappingState.REJECTED) and not self.reason:
            found.append(Fault("reason", "mapping.no_reason"))
        if self.on > today:
            found.append(Fault("on", "date.future"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words kept as they came: `heading` says what they are, `source` the file, sheet and row."""

    id: str
    version: int = 0
    threat: str
    heading: str
    text: str
    on: date | None = None
    source: str = ""

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(heading=self.heading, text=self.text))

"""The kinds of record, by the name that the journal, the tables and the packages use."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from app.domain.action import Action, Redating, Update
from app.domain.agenda import AgendaItem, LatePaper
from app.domain.assignment import Assignment
from app.domain.beside import Document, IntelligenceGap, Learning, ThreatLink, Transfer
from app.domain.custom import CustomField, CustomValue
from app.domain.disruption import Disruption, Rerating
from app.domain.faults import Fault
from app.domain.inbox import ColumnLayout, Held
from app.domain.issue import Acceptance, Copy, Issue, Release
from app.domain.meeting import Attendance, Meeting, MeetingSeries, Member
from app.domain.minutes import MeetingDecision, MeetingNote, Minutes
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.officer import Officer
from app.domain.plan import Plan
from app.domain.region import Choice, Force, Region, Setting, Theme
from app.domain.request import Request
from app.domain.retention import Disposal, Hold, RetentionReview
from app.domain.scheme import Scheme
from app.domain.score import Assessment, Score
from app.domain.submission import Submission
from app.domain.threat import MappingStep, Note, Threat


class Record(Protocol):
    """What every record has."""

    @property
    def id(self) -> str:
        """Its identifier."""
        ...

    @property
    def version(self) -> int:
        """0 before it is saved, then rising with every change, across delete and restore too."""
        ...

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        ...


KINDS: dict[str, type[Record]] = {
    "region": Region,
    "force": Force,
    "theme": Theme,
    "choice": Choice,
    "setting": Setting,
    "custom_field": CustomField,
    "custom_value": CustomValue,
    "scheme": Scheme,
    "officer": Officer,
    "threat": Threat,
    "submission": Submission,
    "mapping_step": MappingStep,
    "note": Note,
    "assignment": Assignment,
    "plan": Plan,
    "action": Action,
    "redating": Redating,
    "update": Update,
    "score": Score,
    "assessment": Assessment,
    "disruption": Disruption,
    "rerating": Rerating,
    "meeting": Meeting,
    "meeting_series": MeetingSeries,
    "member": Member,
    "attendance": Attendance,
    "agenda_item": AgendaItem,
    "late_paper": LatePaper,
    "meeting_note": MeetingNote,
    "meeting_decision": MeetingDecision,
    "minutes": Minutes,
    "issue": Issue,
    "copy": Copy,
    "release": Release,
    "acceptance": Acceptance,
    "request": Request,
    "nominal": Nominal,
    "ancillary_order": AncillaryOrder,
    "intelligence_gap": IntelligenceGap,
    "learning": Learning,
    "document": Document,
    "threat_link": ThreatLink,
    "transfer": Transfer,
    "retention_review": RetentionReview,
    "hold": Hold,
    "disposal": Disposal,
    "held": Held,
    "column_layout": ColumnLayout,
}

_NAMES = {cls: name for name, cls in KINDS.items()}


def kind_of(record: Record | type[Record]) -> str:
    """The name of a record's kind."""
    return _NAMES[record if isinstance(record, type) else type(record)]

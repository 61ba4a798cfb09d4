"""The closed lists of the field. Editable lists (themes, forces, tiers) are data, not codes."""

from __future__ import annotations

from enum import StrEnum


class ThreatKind(StrEnum):
    """What is scored and tasked."""

    OCG = "OCG"
    INDIVIDUAL = "priority individual"
    VULNERABILITY = "vulnerability"


class ThreatStatus(StrEnum):
    """Whether a threat is under active management. Archiving is never a delete."""

    ACTIVE = "active"
    ARCHIVED = "archived"


class MappingState(StrEnum):
    """Where the submission stands with ROCTA. The states are LOCAL."""

    NOT_SUBMITTED = "not submitted"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RATIFIED = "ratified"
    REJECTED = "rejected"


class Strand(StrEnum):
    """The four Ps, in their fixed order."""

    PURSUE = "Pursue"
    PREVENT = "Prevent"
    PROTECT = "Protect"
    PREPARE = "Prepare"


class ActionState(StrEnum):
    """Completed is done; resulted is outcome recorded and accepted."""

    OPEN = "open"
    COMPLETED = "completed"
    RESULTED = "resulted"
    CANCELLED = "cancelled"


class LeadRole(StrEnum):
    """The roles that lead a threat."""

    SIO = "SIO"
    LRO = "LRO"
    SRO = "SRO"


class Confidence(StrEnum):
    """How sure the assessor is of a score."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Role(StrEnum):
    """What a person may do in the register."""

    READER = "reader"
    COORDINATOR = "coordinator"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class LogClass(StrEnum):
    """The classes of Data Protection Act 2018 s.62, and those the register adds for itself."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    SYSTEM = "system"

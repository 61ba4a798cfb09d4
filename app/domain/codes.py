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
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
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


class Series(StrEnum):
    """What a meeting is one of."""

    TASKING = "regional tasking"
    CAPABILITIES = "capabilities"
    PERFORMANCE = "performance"


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    UNDER_WAY = "under way"
    HELD = "held"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """Whether an item stands on the agenda, is switched off, or waits on the parking list."""

    LISTED = "listed"
    OFF = "off"
    PARKED = "parked"


class Present(StrEnum):
    """How somebody who was expected attended."""

    PRESENT = "present"
    DEPUTY = "sent a deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class Outcome(StrEnum):
    """What a meeting did with what was asked of it."""

    AGREED = "agreed"
    AMENDED = "agreed with a change"
    NOT_AGREED = "not agreed"
    LATER = "put off"


class EditionKind(StrEnum):
    """For whom an edition is made: the chair with the private items, the ROCU, one force, one partner."""

    CHAIR = "chair"
    FULL = "full"
    FORCE = "force"
    PARTNER = "partner"


class Paper(StrEnum):
    """What was issued."""

    PACK = "pack"
    ADDENDUM = "addendum"
    MINUTES = "minutes"


class IssueState(StrEnum):
    """Whether an issue holds."""

    ISSUED = "issued"
    SUPERSEDED = "superseded"
    RECALLED = "recalled"


class MinutesState(StrEnum):
    """Minutes are a draft until the next meeting confirms them; then they are locked."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"


class Handling(StrEnum):
    """The handling code of 3x5x2: lawful sharing permitted, or with conditions (College of Policing APP)."""

    P = "P"
    C = "C"


class SchemeState(StrEnum):
    """A scheme is drafted, used for new scores, then retired; what it scored keeps it."""

    DRAFT = "draft"
    IN_USE = "in use"
    RETIRED = "retired"


class Rating(StrEnum):
    """The recorded effect of a disruption; the three top levels have no published definition."""

    MAJOR = "major"
    MODERATE = "moderate"
    MINOR = "minor"
    NONE = "none"
    NEGATIVE = "negative"


class RequestState(StrEnum):
    """Where a request for regional support stands on its way; the route is domain.md's."""

    BID = "bid"
    TRIAGED = "triaged"
    WITH_MANAGER = "with the capability manager"
    LISTED = "listed for the meeting"
    DECIDED = "decided"
    UNDER_WAY = "under way"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Decision(StrEnum):
    """What the capabilities meeting decided."""

    GRANTED = "granted"
    PART = "part granted"
    REFUSED = "refused"
    DEFERRED = "deferred"


class Met(StrEnum):
    """Whether the conditions of a grant were met."""

    NOT_YET = "not yet known"
    MET = "met"
    NOT_MET = "not met"


class OrderState(StrEnum):
    """Where an ancillary order stands; granted and in force differ, since one may begin on release."""

    CONSIDERED = "considered"
    NOT_SOUGHT = "not sought"
    APPLIED = "applied for"
    GRANTED = "granted"
    REFUSED = "refused"
    IN_FORCE = "in force"
    EXPIRED = "expired"
    DISCHARGED = "discharged"


class NominalRole(StrEnum):
    """A person's part in a group."""

    PRINCIPAL = "principal"
    SIGNIFICANT = "significant"
    PERIPHERAL = "peripheral"


class Relation(StrEnum):
    """How one threat stands to another, read from the first."""

    WORKS_WITH = "works with"
    SPLIT_FROM = "split from"
    MERGED_INTO = "merged into"


class TransferState(StrEnum):
    """Where the transfer of a threat stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ChoiceList(StrEnum):
    """The short lists of names that a region edits."""

    CAPABILITY = "capability"
    ORDER_TYPE = "order type"
    RETURN_REASON = "return reason"
    ARCHIVE_REASON = "archive reason"
    DECISION_REASON = "decision reason"
    TRANSFER_REASON = "transfer reason"
    PARTNER = "partner organisation"


class FieldType(StrEnum):
    """What a custom field holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


class Role(StrEnum):
    """What a person may do in the register."""

    READER = "reader"
    COORDINATOR = "coordinator"
    LEAD = "lead_officer"
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


class LogOutcome(StrEnum):
    """Whether what a journal entry tells was done or refused."""

    DONE = "done"
    REFUSED = "refused"


class MopiGroup(StrEnum):
    """The groups of the review schedule for police information (MoPI, College of Policing APP)."""

    ONE = "group_1"
    TWO = "group_2"
    THREE = "group_3"
    FOUR = "group_4"


class RetentionDecision(StrEnum):
    """What a reviewer decided about keeping a threat's record."""

    RETAIN = "retain"
    DISPOSE = "dispose"


class DisposalState(StrEnum):
    """How far a disposal by two people has gone."""

    PROPOSED = "proposed"
    DONE = "done"
    WITHDRAWN = "withdrawn"

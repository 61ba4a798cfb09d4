"""What becomes of each row when a file is taken in: one rule, with a reviewer and without.

A row is taken, skipped, held or the same already. What is neither taken nor skipped waits in the inbox.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.codes import Strand
from app.intake.action_cells import vague
from app.intake.compare import ComparedAction, ComparedThreat
from app.intake.differences import Change
from app.intake.ledger_compare import ComparedLedger


class Check(StrEnum):
    """What the check column of a row says."""

    NEW = "new"
    DATE = "date"
    STRAND = "strand"
    FAULT = "fault"
    CHANGES = "changes"
    SAME = "same"
    SKIPPED = "skipped"
    HELD = "held"


class Verdict(StrEnum):
    """What becomes of a row when the file is taken in."""

    TAKE = "take"
    HOLD = "hold"
    SKIP = "skip"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person says of one row; None leaves it open, `alike` answers for all rows that say the same.

    `take` True accepts, False skips. `fields` are those taken from the file where it
    differs; `same` False makes a new action of one that resembles another.
    """

    key: str
    take: bool | None = None
    strand: Strand | None = None
    due: date | None = None
    title: str | None = None
    reference: str | None = None
    same: bool | None = None
    fields: frozenset[str] | None = None
    alike: bool = False

    def over(self, earlier: Decision | None) -> Decision:
        """This decision laid over an earlier one of the same row."""
        if earlier is None:
            return self
        names = ("take", "strand", "due", "title", "reference", "same", "fields")
        kept = {name: getattr(earlier, name) for name in names if getattr(self, name) is None}
        return replace(self, **kept)


def chosen_fields(changes: tuple[Change, ...], decision: Decision | None) -> frozenset[str]:
    """The fields taken from the file: those decided, else those that the register has empty."""
    if decision is not None and decision.fields is not None:
        return decision.fields
    return frozenset(change.field for change in changes if change.safe)


def undecided(changes: tuple[Change, ...], decision: Decision | None) -> bool:
    """Whether a person must still choose between file and register."""
    if decision is not None and (decision.fields is not None or decision.take):
        return False
    return any(not change.safe for change in changes)


def is_match(compared: ComparedAction, decision: Decision | None) -> bool:
    """Whether the action is the register's: a person's word, else the same title in the same strand."""
    if compared.match is None:
        return False
    if decision is not None and decision.same is not None:
        return decision.same
    strand = compared.candidate.strand or (decision.strand if decision else None)
    return strand in (None, compared.match.strand)


def settle_action(
    threat: ComparedThreat, compared: ComparedAction, decisions: Mapping[str, Decision], accept: bool
) -> tuple[Verdict, Check]:
    """What becomes of an action, and what its check says; `accept` takes also what lacks only its date."""
    action, decision = compared.candidate, decisions.get(compared.candidate.key)
    if decision is not None and decision.take is False:
        return Verdict.SKIP, Check.SKIPPED
    if compared.again == "left_out" and (decision is None or not decision.take):
        return Verdict.SAME, Check.SKIPPED
    if compared.again == "same":
        return Verdict.SAME, Check.SAME
    if compared.again == "held":
        return Verdict.SAME, Check.HELD
    chosen = decision is not None and (decision.strand or (decision.same and compared.match))
    if action.strand is None and not chosen:
        return Verdict.HOLD, Check.STRAND
    title = decision.title if decision and decision.title else action.title
    if not title or vague(title) or lacks_reference(threat, decisions):
        return Verdict.HOLD, Check.FAULT
    if is_match(compared, decision):
        # the register has the action: a target date that is still none changes nothing there
        if undecided(compared.changes, decision):
            return Verdict.HOLD, Check.CHANGES
        return Verdict.TAKE, Check.CHANGES
    dated = action.due or (decision and (decision.due or decision.take))
    if not dated and any(found.code in DATE_CODES for found in action.findings):
        return (Verdict.TAKE if accept else Verdict.HOLD), Check.DATE
    return Verdict.TAKE, Check.NEW


def settle_ledger(compared: ComparedLedger, decisions: Mapping[str, Decision]) -> tuple[Verdict, Check]:
    """What becomes of a row of a ledger: what the register has already stays as it is there."""
    decision = decisions.get(compared.row.key)
    if compared.again:
        return Verdict.SAME, Check.SAME if compared.again == "same" else Check.HELD
    if decision is not None and decision.take is False:
        return Verdict.SKIP, Check.SKIPPED
    return (Verdict.HOLD, Check.FAULT) if compared.row.holding else (Verdict.TAKE, Check.NEW)


DATE_CODES = frozenset({"import.due.blank", "import.due.no_date", "import.due.no_year"})


def lacks_reference(threat: ComparedThreat, decisions: Mapping[str, Decision]) -> bool:
    """Whether a threat has no reference yet, in the file or by decision."""
    decision = decisions.get(threat.candidate.key)
    return not threat.candidate.fields.reference and not (decision and decision.reference)


def settle_threat(threat: ComparedThreat, decisions: Mapping[str, Decision]) -> tuple[Verdict, Check]:
    """What becomes of a threat itself; its actions are settled one by one."""
    decision = decisions.get(threat.candidate.key)
    if threat.again:
        return Verdict.SAME, Check.SAME if threat.again == "same" else Check.HELD
    if decision is not None and decision.take is False:
        return Verdict.SKIP, Check.SKIPPED
    if lacks_reference(threat, decisions):
        return Verdict.HOLD, Check.FAULT
    if undecided(threat.changes, decision):
        return Verdict.HOLD, Check.CHANGES
    return Verdict.TAKE, Check.CHANGES if threat.changes else Check.NEW

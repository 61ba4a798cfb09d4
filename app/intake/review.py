"""The review: what a file would do to the register, row by row, with what a person decides; all values.

A row is taken, skipped, held or the same already: `settle_action` and `settle_threat` are the one rule for
it. Undecided rows are never lost: what is neither taken nor skipped is held in the import inbox.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from app.domain.codes import Strand
from app.domain.dates import shown
from app.domain.intake import Known
from app.domain.region import Force
from app.intake.candidates import Candidates, joined, normal
from app.intake.compare import ComparedAction, ComparedRow, ComparedThreat, Comparison, compare
from app.intake.differences import Change
from app.intake.findings import Finding, Level
from app.intake.layouts import Heading
from app.intake.layouts import Mapping as Columns
from app.intake.ledger_compare import ComparedLedger
from app.intake.settling import (
    DATE_CODES,
    Check,
    Decision,
    Verdict,
    chosen_fields,
    is_match,
    settle_action,
    settle_ledger,
    settle_threat,
)

__all__ = [
    "DATE_CODES",
    "Change",
    "Check",
    "Counts",
    "Decision",
    "Review",
    "ReviewRow",
    "apply",
    "build",
    "references",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One row of the review: an action, a threat that needs a decision, or a loose row."""

    key: str
    kind: str
    sheet: str
    row: int
    reference: str
    name: str
    strand: Strand | None = None
    strand_text: str = ""
    action: str = ""
    owner: str = ""
    target: str = ""
    due: date | None = None
    state: str = ""
    check: Check
    take: bool
    skipped: bool = False
    changes: tuple[Change, ...] = ()
    chosen: frozenset[str] = frozenset()
    register_id: str = ""
    register_reference: str = ""
    register_says: str = ""
    same: bool | None = None
    as_written: str = ""
    findings: tuple[Finding, ...] = ()
    alike: int = 1

    @property
    def fault(self) -> Finding | None:
        """The finding to put right first: one that holds the row, else a warning."""
        for level in (Level.HOLD, Level.WARN):
            for finding in self.findings:
                if finding.level is level:
                    return finding
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How the rows stand."""

    all: int
    ready: int
    dates: int
    strands: int
    faults: int
    changes: int
    same: int
    skipped: int

    @property
    def taken(self) -> int:
        """Rows that would be taken now."""
        return self.ready

    @property
    def to_look_at(self) -> int:
        """Rows that wait for a person."""
        return self.all - self.ready - self.same - self.skipped


@dataclass(frozen=True, kw_only=True)
class Review:
    """A file under review: pure, so that every decision gives a new one in a moment."""

    candidates: Candidates
    known: Known
    comparison: Comparison
    decisions: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file's name."""
        return self.candidates.file

    @property
    def sha256(self) -> str:
        """The digest of the file's bytes."""
        return self.candidates.sha256

    @property
    def force(self) -> str | None:
        """The id of the sending force, None where it must be asked."""
        return self.candidates.force

    @property
    def forces(self) -> tuple[Force, ...]:
        """The forces one may choose from."""
        return self.known.forces

    @property
    def force_name(self) -> str:
        """The sending force's name, or ""."""
        return next((force.name for force in self.known.forces if force.id == self.force), "")

    @property
    def layout(self) -> str:
        """The layout in words, "" where none was recognised."""
        shape = self.candidates.layout.shape
        return shape.words if shape else ""

    @property
    def understood(self) -> bool:
        """Whether anything in the file was recognised as a record."""
        return bool(self.candidates.threats or self.candidates.loose or self.candidates.ledger)

    @property
    def mapping(self) -> Columns:
        """What each heading of the file means now, to be changed or remembered."""
        said = dict(self.candidates.layout.mapping.columns)
        read = {heading.heading: heading.field for heading in self.headings if heading.field}
        return Columns(shape=self.candidates.layout.shape, columns={**read, **said})

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Every heading once, with the field it means and an example."""
        return tuple({heading.heading: heading for heading in reversed(self.candidates.headings)}.values())[
            ::-1
        ]

    @property
    def unrecognised(self) -> tuple[Heading, ...]:
        """Headings that mean no field, formulas aside."""
        return tuple(heading for heading in self.headings if not heading.field and not heading.formula)

    @property
    def groups(self) -> int:
        """How many threats the file holds."""
        return len(self.candidates.threats)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found, about the file first, then record by record."""
        found = list(self.candidates.findings)
        for threat in self.comparison.threats:
            found += threat.candidate.findings
            found += [finding for action in threat.actions for finding in action.candidate.findings]
            found += [_similar(threat, name) for name in threat.similar]
            if any(not change.safe for change in threat.changes):
                found.append(_differs(threat))
        found += [finding for one in self.comparison.ledger for finding in one.row.findings]
        return tuple(found + [row.candidate.finding for row in self.comparison.loose])

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What should be put right: everything found but what need only be known."""
        return tuple(found for found in self.findings if found.level is not Level.INFO)

    @property
    def noticed(self) -> tuple[Finding, ...]:
        """What need only be known."""
        return tuple(found for found in self.findings if found.level is Level.INFO)

    @property
    def comments(self) -> tuple[Finding, ...]:
        """The comments that cells carry."""
        return tuple(found for found in self.findings if found.code == "import.comment")

    @property
    def hidden(self) -> tuple[Finding, ...]:
        """What is hidden in the file and was read all the same."""
        return tuple(found for found in self.findings if found.code.startswith("import.hidden."))

    @cached_property
    def rows(self) -> tuple[ReviewRow, ...]:
        """The rows in the file's order: threats that need a decision, actions, loose rows."""
        rows: list[ReviewRow] = []
        for threat in self.comparison.threats:
            verdict, check = settle_threat(threat, self.decisions)
            if check in (Check.FAULT, Check.SKIPPED) or threat.changes:
                rows.append(self._threat_row(threat, verdict, check))
            rows += [self._action_row(threat, action) for action in threat.actions]
        rows += [self._ledger_row(row) for row in self.comparison.ledger]
        rows += [self._loose_row(row) for row in self.comparison.loose]
        alike = Counter(_said(row) for row in rows if row.fault)
        return tuple(replace(row, alike=alike[_said(row)]) if row.fault else row for row in rows)

    @cached_property
    def counts(self) -> Counts:
        """How the rows stand."""
        checks = Counter(row.check for row in self.rows if not row.take)
        return Counts(
            all=len(self.rows),
            ready=sum(row.take for row in self.rows),
            dates=checks[Check.DATE],
            strands=checks[Check.STRAND],
            faults=checks[Check.FAULT],
            changes=checks[Check.CHANGES],
            same=checks[Check.SAME] + checks[Check.HELD],
            skipped=checks[Check.SKIPPED],
        )

    def without(self, key: str) -> Review:
        """The review with nothing decided of one row."""
        kept = {name: decision for name, decision in self.decisions.items() if name != key}
        return replace(self, decisions=kept)

    def _threat_row(self, threat: ComparedThreat, verdict: Verdict, check: Check) -> ReviewRow:
        candidate, decision = threat.candidate, self.decisions.get(threat.candidate.key)
        findings = (*candidate.findings, *((_differs(threat),) if check is Check.CHANGES else ()))
        return ReviewRow(
            key=candidate.key,
            kind="threat",
            sheet=candidate.place.sheet,
            row=candidate.place.row,
            reference=(decision.reference if decision else None) or candidate.fields.reference,
            name=candidate.fields.name or candidate.fields.operation,
            action=candidate.fields.display,
            check=check,
            take=verdict is Verdict.TAKE,
            skipped=verdict is Verdict.SKIP,
            changes=threat.changes,
            chosen=chosen_fields(threat.changes, decision),
            register_id=threat.match.id if threat.match else "",
            register_reference=threat.match.reference if threat.match else "",
            register_says=threat.match.display if threat.match else "",
            as_written=candidate.as_written,
            findings=findings,
        )

    def _action_row(self, threat: ComparedThreat, compared: ComparedAction) -> ReviewRow:
        action, decision = compared.candidate, self.decisions.get(compared.candidate.key)
        verdict, check = settle_action(threat, compared, self.decisions, accept=False)
        due = (decision.due if decision else None) or action.due
        match = compared.match
        return ReviewRow(
            key=action.key,
            kind="action",
            sheet=action.place.sheet,
            row=action.place.row,
            reference=threat.candidate.fields.reference,
            name=threat.candidate.fields.name or threat.candidate.fields.operation,
            strand=(decision.strand if decision else None) or action.strand,
            strand_text=action.strand_text,
            action=(decision.title if decision else None) or action.title,
            owner=action.owner.text if action.owner else "",
            target=shown(due) if due else action.due_text,
            due=due,
            state=action.state.value,
            check=check,
            take=verdict is Verdict.TAKE,
            skipped=check is Check.SKIPPED,
            changes=compared.changes,
            chosen=chosen_fields(compared.changes, decision),
            register_id=match.id if match else "",
            register_reference=match.reference if match else "",
            register_says=match.title if match else "",
            same=None if match is None else is_match(compared, decision),
            as_written=action.as_written,
            findings=action.findings,
        )

    def _ledger_row(self, compared: ComparedLedger) -> ReviewRow:
        row = compared.row
        verdict, check = settle_ledger(compared, self.decisions)
        return ReviewRow(
            key=row.key,
            # the reviewer can leave it out or mend the file; there is nothing to choose in it
            kind="row" if check is Check.FAULT else row.ledger.name,
            sheet=row.place.sheet,
            row=row.place.row,
            reference=row.threat,
            name="",
            strand_text=row.ledger.name.capitalize(),
            action=row.said or row.as_written,
            check=check,
            take=verdict is Verdict.TAKE,
            skipped=verdict is Verdict.SKIP,
            as_written=row.as_written,
            findings=row.findings,
        )

    def _loose_row(self, row: ComparedRow) -> ReviewRow:
        decision = self.decisions.get(row.candidate.key)
        skipped = decision is not None and decision.take is False
        check = Check.HELD if row.again else Check.SKIPPED if skipped else Check.FAULT
        return ReviewRow(
            key=row.candidate.key,
            kind="row",
            sheet=row.candidate.place.sheet,
            row=row.candidate.place.row,
            reference="",
            name="",
            action=row.candidate.as_written,
            check=check,
            take=False,
            skipped=skipped,
            as_written=row.candidate.as_written,
            findings=(row.candidate.finding,),
        )


def _said(row: ReviewRow) -> tuple[str, str, str]:
    fault = row.fault
    return (row.kind, fault.code if fault else "", fault.found.casefold() if fault else "")


def _similar(threat: ComparedThreat, name: str) -> Finding:
    fields = threat.candidate.fields
    found = " ".join(part for part in (fields.reference, fields.name, fields.operation) if part)
    place = threat.candidate.place
    return Finding(code="import.similar", level=Level.INFO, place=place, found=found, reading=name)


def _differs(threat: ComparedThreat) -> Finding:
    names = ", ".join(change.field.replace("_", " ") for change in threat.changes if not change.safe)
    found, place = threat.candidate.fields.reference, threat.candidate.place
    return Finding(code="import.differs", level=Level.HOLD, place=place, found=found, reading=names)


def build(candidates: Candidates, known: Known, decisions: Mapping[str, Decision] | None = None) -> Review:
    """The review of a file against a snapshot of the register."""
    entered = _with_references(candidates, decisions or {})
    return Review(
        candidates=entered, known=known, comparison=compare(entered, known), decisions=decisions or {}
    )


def _with_references(candidates: Candidates, decisions: Mapping[str, Decision]) -> Candidates:
    """The candidates with the references that a person entered, so that they are compared by them."""
    threats = []
    for threat in candidates.threats:
        decision = decisions.get(threat.key)
        if decision and decision.reference and not threat.fields.reference:
            fields = replace(threat.fields, reference=decision.reference.strip())
            findings = tuple(f for f in threat.findings if f.code != "import.reference.missing")
            threats.append(replace(threat, fields=fields, findings=findings))
        else:
            threats.append(threat)
    return replace(candidates, threats=joined(threats))


def apply(review: Review, decisions: Iterable[Decision]) -> Review:
    """The review with these decisions laid over the earlier ones; the comparison is not done again."""
    laid = dict(review.decisions)
    for decision in decisions:
        rows = [row for row in review.rows if row.key == decision.key]
        if decision.alike and rows:
            rows = [row for row in review.rows if row.fault and _said(row) == _said(rows[0])] or rows
        for row in rows:
            # what is said of all rows alike is what they share, never one row's own match
            own = replace(decision, key=row.key, alike=False)
            laid[row.key] = own.over(laid.get(row.key))
    return replace(review, decisions=laid)


def references(candidates: Candidates, decisions: Mapping[str, Decision]) -> frozenset[str]:
    """Every reference that the snapshot must cover: the file's, and those that a person entered."""
    entered = {decision.reference for decision in decisions.values() if decision.reference}
    found = {threat.fields.reference for threat in candidates.threats} | entered
    found |= {row.threat for row in candidates.ledger}
    return frozenset(reference for reference in found if normal(reference))

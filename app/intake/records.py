"""From a settled review to records: what is new, what changes, what is held; written by one command.

Counts are of what is made: threats, officers, actions and scores that are new, rows held, rows unchanged.
`faults` counts what should be put right in the file, taken in or not.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from app import words
from app.domain import codec
from app.domain.action import Action
from app.domain.assignment import Assignment
from app.domain.codes import LeadRole, MappingState
from app.domain.custom import CustomValue
from app.domain.custom_value import PREFIX
from app.domain.faults import stops
from app.domain.inbox import Held
from app.domain.intake import AS_WRITTEN, LEFT_OUT, Amendment, Taking
from app.domain.kinds import Record
from app.domain.nominal import Nominal
from app.domain.request import Request
from app.domain.score import Score
from app.domain.threat import MappingStep, Note, Threat
from app.intake import ledger_records
from app.intake.candidates import ActionCandidate, ThreatCandidate, normal
from app.intake.compare import ComparedAction, ComparedRow, ComparedThreat
from app.intake.differences import Change, as_person
from app.intake.findings import Finding, Level, Place
from app.intake.ledger_rows import LedgerRow
from app.intake.officers import Officers
from app.intake.people import Party
from app.intake.review import Review
from app.intake.settling import (
    Check,
    Decision,
    Verdict,
    chosen_fields,
    is_match,
    settle_action,
    settle_ledger,
    settle_threat,
)


def as_json(value: dict[str, Any]) -> str:
    """The one text of a held candidate."""
    return codec.canonical(value)


class _Maker:
    """One review being turned into records."""

    def __init__(
        self, review: Review, accept: bool, now: datetime, today: date, new_id: Callable[[], str]
    ) -> None:
        self.review = review
        self.accept = accept
        self.now = now
        self.today = today
        self.new_id = new_id
        self.officers = Officers(review.known, review.force, new_id)
        self.threats: list[Record] = []
        self.others: list[Record] = []
        self.held: list[Held] = []
        self.amendments: list[Amendment] = []
        self.left_out: list[str] = []
        self.unchanged = 0

    def run(self) -> Taking:
        """Everything that the file comes to."""
        for threat in self.review.comparison.threats:
            self._threat(threat)
        for row in self.review.comparison.loose:
            self._loose(row)
        ledger = self._ledger()
        made = self.officers.records()
        counts = {
            "threats": len(self.threats),
            "officers": len(made),
            "actions": sum(isinstance(record, Action) for record in self.others),
            "scores": sum(isinstance(record, Score) for record in self.others),
            "held": len(self.held),
            "faults": len(self.review.faults),
            "ledger": len(ledger),
            "unchanged": self.unchanged,
            "changed": sum(bool(amendment.fields) for amendment in self.amendments),
        }
        values = {**counts, "file": self.review.file, "sha256": self.review.sha256}
        return Taking(
            file=self.review.file,
            sha256=self.review.sha256,
            new=(*made, *self.threats, *self.others, *ledger, *self.held),
            amendments=(*self.amendments, *self.officers.amendments()),
            left_out=tuple(self.left_out),
            counts=counts,
            reason=words.say("import.reason", values),
        )

    def _decision(self, key: str) -> Decision | None:
        return self.review.decisions.get(key)

    def _hold(
        self, kind: str, finding: Finding, found_by: str, candidate: dict[str, Any], threat: str | None
    ) -> None:
        place = finding.place
        self.held.append(
            Held(
                id=self.new_id(),
                file=place.file,
                sheet=place.sheet,
                row=place.row,
                column=place.column,
                code=finding.code,
                found=finding.found,
                kind=kind,
                threat=threat,
                candidate=as_json({**candidate, "reading": finding.reading, "cell": place.cell}),
                fingerprint=found_by,
                held_at=self.now,
            )
        )

    def _note(self, threat: str, heading: str, text: str, place: Place) -> None:
        source = place.words
        self.others.append(Note(id=self.new_id(), threat=threat, heading=heading, text=text, source=source))

    def _loose(self, row: ComparedRow) -> None:
        decision = self._decision(row.candidate.key)
        if row.again:
            self.unchanged += 1
        elif decision is not None and decision.take is False:
            self.left_out.append(f"{row.candidate.place.words}: {row.candidate.as_written}")
        else:
            written = {"as_written": row.candidate.as_written}
            self._hold("row", row.candidate.finding, row.fingerprint, written, None)

    def _ledger(self) -> list[Record]:
        taken: list[LedgerRow] = []
        ids = self.ids()
        for compared in self.review.comparison.ledger:
            row = compared.row
            verdict, _ = settle_ledger(compared, self.review.decisions)
            if verdict is Verdict.TAKE and normal(row.threat) in ids:
                taken.append(row)
            elif verdict is Verdict.SAME:
                self.unchanged += 1
            elif verdict is Verdict.SKIP:
                self.left_out.append(f"{row.place.words}: {row.as_written}")
            else:
                # a threat of the same file that was itself held or skipped takes its rows with it
                finding = row.holding or Finding(
                    code="import.ledger.no_threat", level=Level.HOLD, place=row.place, found=row.threat
                )
                self._hold("row", finding, compared.fingerprint, {"as_written": row.as_written}, None)
        nominals = {
            (record.threat, normal(record.reference)): record.id
            for record in self.review.known.ledger
            if isinstance(record, Nominal)
        }
        return ledger_records.made(taken, ids, nominals, self.new_id)

    def ids(self) -> dict[str, str]:
        """Every threat that stands in the register after this, by its reference as compared."""
        new = (record for record in self.threats if isinstance(record, Threat))
        return {normal(threat.reference): threat.id for threat in (*self.review.known.threats, *new)}

    def _threat(self, threat: ComparedThreat) -> None:
        candidate, decision = threat.candidate, self._decision(threat.candidate.key)
        verdict, _ = settle_threat(threat, self.review.decisions)
        if threat.again:
            self.unchanged += 1
        if threat.match is None:
            if verdict is Verdict.SAME:
                self.unchanged += len(threat.actions)
                return
            if verdict is Verdict.SKIP:
                texts = (candidate.as_written, *(action.candidate.as_written for action in threat.actions))
                self.left_out += [f"{candidate.place.words}: {text}" for text in texts]
                return
            if verdict is Verdict.HOLD:
                self._hold_threat(threat)
                return
            id = self._new_threat(threat, decision)
        else:
            id = threat.match.id
            if not threat.again:
                self._known_threat(threat, verdict, decision)
        for action in threat.actions:
            self._action(id, threat, action)

    def _hold_threat(self, threat: ComparedThreat) -> None:
        candidate = threat.candidate
        finding = candidate.holding
        assert finding is not None, "only a threat without a reference is held whole"
        said = words.say("import.note.support")
        value = {
            "threat": codec.flatten(candidate.fields),
            "as_written": candidate.as_written,
            "notes": [
                *([note.heading, note.text, note.place.words] for note in candidate.notes),
                *([said, line.asked, line.place.words] for line in candidate.support),
            ],
            "leads": {role.value: as_person(party) for role, party in candidate.leads},
            "actions": [self._plain(action.candidate) for action in threat.actions],
            "custom": dict(candidate.custom),
            "force": self.review.force,
        }
        self._hold("threat", finding, threat.fingerprint, value, None)

    def _new_threat(self, threat: ComparedThreat, decision: Decision | None) -> str:
        candidate = threat.candidate
        reference = (decision.reference if decision else None) or candidate.fields.reference
        record = replace(candidate.fields, id=self.new_id(), reference=reference)
        self.threats.append(record)
        for role, party in candidate.leads:
            self._lead(record.id, role, party, candidate)
        if candidate.mapping not in (None, MappingState.NOT_SUBMITTED):
            self._mapping_step(record.id, candidate)
        self._beside(record.id, threat)
        said = dict(candidate.custom)
        for field in self.review.known.custom_fields:
            if field.name in said:
                made = CustomValue(id=self.new_id(), field=field.id, object=record.id, text=said[field.name])
                self.others.append(made)
        self._note(record.id, AS_WRITTEN, candidate.as_written, candidate.place)
        return record.id

    def _lead(self, threat: str, role: LeadRole, party: Party, candidate: ThreatCandidate) -> None:
        officer = self.officers.id_of(party)
        if role is LeadRole.LRO and candidate.lro_trained_on:
            self.officers.train(party, candidate.lro_trained_on)
        self.others.append(Assignment(id=self.new_id(), threat=threat, role=role, officer=officer))

    def _mapping_step(self, threat: str, candidate: ThreatCandidate) -> None:
        # the file states no day for the answer: the step carries the day on which the file said so
        on = candidate.as_at if candidate.as_at and candidate.as_at <= self.today else self.today
        said = words.say("import.mapping.as_at", {"found": candidate.mapping_text})
        assert candidate.mapping is not None, "only a stated answer makes a step"
        reason = f"{candidate.mapping_reason}. {said}" if candidate.mapping_reason else said
        step = MappingStep(id=self.new_id(), threat=threat, state=candidate.mapping, on=on, reason=reason)
        self.others.append(step)

    def _beside(self, threat: str, compared: ComparedThreat) -> None:
        """Score, notes and requests for support that are new."""
        candidate = compared.candidate
        if compared.scored and candidate.score is not None:
            line = candidate.score
            self.others.append(
                Score(
                    id=self.new_id(),
                    threat=threat,
                    total=line.total,
                    scheme=line.scheme,
                    scheme_version=line.scheme_version,
                    assessed_on=line.assessed_on,
                    remark=line.remark,
                )
            )
        for note in compared.notes:
            self._note(threat, note.heading, note.text, note.place)
        for wanted in compared.support:
            # numbered when it is written, as actions are
            self.others.append(
                Request(
                    id=self.new_id(),
                    threat=threat,
                    asked=wanted.asked,
                    capability=wanted.capability,
                    bid_on=wanted.bid_on,
                )
            )

    def _known_threat(self, threat: ComparedThreat, verdict: Verdict, decision: Decision | None) -> None:
        match, candidate = threat.match, threat.candidate
        assert match is not None, "a known threat has its match"
        self._beside(match.id, threat)
        if verdict is Verdict.SKIP:
            self._note(match.id, AS_WRITTEN, candidate.as_written, candidate.place)
            return
        chosen = chosen_fields(threat.changes, decision)
        taken = {change.field: change.value for change in threat.changes if change.field in chosen}
        if verdict is Verdict.HOLD:
            # what fills a gap needs no decision; the rest waits, and brings the row as written when decided
            waiting = [change for change in threat.changes if not change.safe]
            self._hold_changes("threat", match.id, waiting, threat, candidate)
        else:
            self._note(match.id, AS_WRITTEN, candidate.as_written, candidate.place)
        if taken:
            self._amend("threat", match, taken, "", candidate.place)

    def _hold_changes(
        self,
        kind: str,
        id: str,
        waiting: list[Change],
        compared: ComparedThreat | ComparedAction,
        candidate: ThreatCandidate | ActionCandidate,
        threat: str | None = None,
    ) -> None:
        names = ", ".join(c.field.removeprefix(PREFIX).replace("_", " ") for c in waiting)
        title = candidate.title if isinstance(candidate, ActionCandidate) else candidate.fields.reference
        finding = Finding(
            code="import.differs", level=Level.HOLD, place=candidate.place, found=title, reading=names
        )
        value = {
            "id": id,
            "fields": {change.field: change.value for change in waiting},
            "in_file": {change.field: change.in_file for change in waiting},
            "in_register": {change.field: change.in_register for change in waiting},
            "as_written": candidate.as_written,
            "force": self.review.force,
        }
        self._hold(f"{kind}_change", finding, compared.fingerprint, value, threat or id)

    def _amend(
        self, kind: str, record: Threat | Action, fields: dict[str, Any], written: str, place: Place
    ) -> None:
        named = {name: self._person(value) if name in _PEOPLE else value for name, value in fields.items()}
        self.amendments.append(
            Amendment(
                kind=kind,
                id=record.id,
                version=record.version,
                fields=named,
                as_written=written,
                source=place.words,
            )
        )

    def _person(self, value: dict[str, str]) -> dict[str, str]:
        """A person as an officer's id, made in this batch where unknown; an organisation as its name."""
        if not value["name"]:
            return {"organisation": value["organisation"]}
        party = Party(text=value["name"], rank=value["rank"], name=value["name"])
        return {"officer": self.officers.id_of(party)}

    def _action(self, id: str, threat: ComparedThreat, compared: ComparedAction) -> None:
        action, decision = compared.candidate, self._decision(compared.candidate.key)
        verdict, check = settle_action(threat, compared, self.review.decisions, self.accept)
        if verdict is Verdict.SAME:
            self.unchanged += 1
        elif verdict is Verdict.SKIP:
            self._note(id, LEFT_OUT, action.as_written, action.place)
        elif is_match(compared, decision) and check not in (Check.STRAND, Check.FAULT):
            self._known_action(id, compared, verdict, decision)
        elif verdict is Verdict.HOLD:
            finding = action.holding or next(found for found in action.findings if found.level is Level.WARN)
            self._hold_action(id, compared, finding)
        else:
            self._new_action(id, compared, decision)

    def _hold_action(self, threat: str, compared: ComparedAction, finding: Finding) -> None:
        same_as = compared.match.id if compared.match else None
        value = {**self._plain(compared.candidate), "same_as": same_as}
        self._hold("action", finding, compared.fingerprint, value, threat)

    def _known_action(
        self, threat: str, compared: ComparedAction, verdict: Verdict, decision: Decision | None
    ) -> None:
        match, action = compared.match, compared.candidate
        assert match is not None, "a known action has its match"
        chosen = chosen_fields(compared.changes, decision)
        taken = {change.field: change.value for change in compared.changes if change.field in chosen}
        if decision is not None and decision.due is not None:
            taken["due"] = decision.due.isoformat()
        written = action.as_written
        if verdict is Verdict.HOLD:
            waiting = [change for change in compared.changes if not change.safe]
            self._hold_changes("action", match.id, waiting, compared, action, threat)
            written = ""
        if taken or written:
            self._amend("action", match, taken, written, action.place)

    def _new_action(self, id: str, compared: ComparedAction, decision: Decision | None) -> None:
        action = compared.candidate
        strand = (decision.strand if decision else None) or action.strand
        assert strand is not None, "an action without its strand is held"
        due = (decision.due if decision else None) or action.due
        record = Action(
            id=self.new_id(),
            threat=id,
            strand=strand,
            title=(decision.title if decision else None) or action.title,
            detail=action.detail,
            owner=self.officers.id_of(action.owner) if action.owner and action.owner.name else None,
            owner_organisation=action.owner.organisation if action.owner else "",
            set_on=action.set_on,
            due=due,
            due_text="" if due else action.due_text,
            state=action.state,
            outcome=action.outcome,
            as_written=action.as_written,
        )
        found = stops(record.faults(self.today))
        if found:
            finding = Finding(
                code="import.title.vague", level=Level.HOLD, place=action.place, found=action.as_written
            )
            self._hold_action(id, compared, finding)
            return
        self.others.append(record)

    def _plain(self, action: ActionCandidate) -> dict[str, Any]:
        """An action candidate as plain values, for the inbox."""
        return {
            "strand": action.strand.value if action.strand else None,
            "strand_text": action.strand_text,
            "title": action.title,
            "detail": action.detail,
            "owner": as_person(action.owner),
            "set_on": action.set_on.isoformat() if action.set_on else None,
            "due": action.due.isoformat() if action.due else None,
            "due_text": action.due_text,
            "state": action.state.value,
            "outcome": action.outcome,
            "as_written": action.as_written,
            "source": action.place.words,
            "force": self.review.force,
        }


_PEOPLE = frozenset({"owner", "lead.SIO", "lead.LRO", "lead.SRO"})


def taking(review: Review, *, accept: bool, now: datetime, today: date, new_id: Callable[[], str]) -> Taking:
    """What the review comes to as records; with `accept`, also what lacks only a date."""
    return _Maker(review, accept, now, today, new_id).run()


def held_finding(held: Held) -> Finding:
    """What a held row was held for, with its place, to be put in words."""
    value = json.loads(held.candidate)
    place = Place(
        file=held.file, sheet=held.sheet, row=held.row, column=held.column, cell=str(value.get("cell", ""))
    )
    reading = str(value.get("reading", ""))
    return Finding(code=held.code, level=Level.HOLD, place=place, found=held.found, reading=reading)

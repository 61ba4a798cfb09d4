"""Candidates against the register: new, the same, or different, field by field.

A file is compared with what it said last time before it is compared with the register: an action keeps
the row it came from (`as_written`), a threat keeps it as a note. Words that have not changed since say
nothing new, so the same file again changes nothing, also where somebody has edited the record in between.
Words that did change are matched by reference, strand and title. A field that the register has empty, or
still has as the file said it last time, takes the file's new value; one that somebody has edited waits
for a decision. What a file leaves blank never empties a field.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz, process

from app.domain.action import Action
from app.domain.intake import AS_WRITTEN, LEFT_OUT, Known
from app.domain.request import Request
from app.domain.threat import Threat
from app.intake.candidates import (
    ActionCandidate,
    Candidates,
    LooseRow,
    NoteLine,
    SupportLine,
    ThreatCandidate,
    fingerprint,
    normal,
)
from app.intake.differences import Change, Differences
from app.intake.earlier import Earlier
from app.intake.headings import plain
from app.intake.ledger_compare import ComparedLedger, LedgerComparer

SIMILAR = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedAction:
    """An action of the file beside the one of the register; `again` says why there is nothing new in it."""

    candidate: ActionCandidate
    fingerprint: str
    match: Action | None = None
    again: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedThreat:
    """A threat of the file beside the one of the register, with what would be new for it."""

    candidate: ThreatCandidate
    fingerprint: str
    match: Threat | None = None
    again: str = ""
    changes: tuple[Change, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    support: tuple[SupportLine, ...] = ()
    scored: bool = False
    similar: tuple[str, ...] = ()
    actions: tuple[ComparedAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """A loose row, and whether it waits in the inbox already."""

    candidate: LooseRow
    fingerprint: str
    again: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A whole file beside the register."""

    threats: tuple[ComparedThreat, ...]
    loose: tuple[ComparedRow, ...]
    ledger: tuple[ComparedLedger, ...] = ()


class _Pool:
    """The actions of one threat that no candidate has claimed yet."""

    def __init__(self, actions: list[Action]) -> None:
        self.claimed: set[str] = set()
        self.words: dict[str, list[Action]] = {}
        self.titles: dict[str, list[Action]] = {}
        for action in actions:
            self.words.setdefault(action.as_written, []).append(action)
            self.titles.setdefault(plain(action.title), []).append(action)

    def by_words(self, candidate: ActionCandidate) -> Action | None:
        """Claims the action that came from the same words."""
        return self._claim(candidate, self.words.get(candidate.as_written, []))

    def by_title(self, candidate: ActionCandidate) -> Action | None:
        """Claims the action of the same title; a strand that could be several fits each."""
        return self._claim(candidate, self.titles.get(plain(candidate.title), []))

    def _claim(self, candidate: ActionCandidate, actions: list[Action]) -> Action | None:
        for action in actions:
            if action.id not in self.claimed and candidate.strand in (None, action.strand):
                self.claimed.add(action.id)
                return action
        return None


class Comparer:
    """One file against one snapshot."""

    def __init__(self, candidates: Candidates, known: Known) -> None:
        self.candidates = candidates
        self.known = known
        self.differences = Differences(known)
        self.earlier = Earlier(known, candidates.layout.mapping, candidates.headings)
        self.threats = {normal(threat.reference): threat for threat in known.threats}
        self.actions: dict[str, list[Action]] = {}
        for action in known.actions:
            if action.threat is not None:
                self.actions.setdefault(action.threat, []).append(action)
        self.notes: dict[str, set[tuple[str, str]]] = {}
        for note in known.notes:
            self.notes.setdefault(note.threat, set()).add((note.heading, note.text))
        ours = {normal(threat.fields.reference) for threat in candidates.threats}
        self.others = [name for name in known.names if normal(name.reference) not in ours]
        self.other_names = [plain(name.name) for name in self.others]
        self.other_operations = [plain(name.operation) for name in self.others]
        self.seen: dict[str, int] = {}

    def run(self) -> Comparison:
        """The whole comparison."""
        return Comparison(
            threats=tuple(self.threat(threat) for threat in self.candidates.threats),
            loose=tuple(self._loose(row) for row in self.candidates.loose),
            ledger=self._ledger(),
        )

    def _ledger(self) -> tuple[ComparedLedger, ...]:
        coming = frozenset(normal(threat.fields.reference) for threat in self.candidates.threats)
        comparer = LedgerComparer(self.known, coming - {""})
        return tuple(
            comparer.compare(row, self._print(row.ledger.name, row.place.sheet, row.as_written))
            for row in self.candidates.ledger
        )

    def _print(self, *parts: str) -> str:
        """A fingerprint; the second row that says the same gets another one."""
        found = fingerprint(*parts)
        self.seen[found] = self.seen.get(found, 0) + 1
        return found if self.seen[found] == 1 else fingerprint(*parts, str(self.seen[found]))

    def _loose(self, row: LooseRow) -> ComparedRow:
        found = self._print("row", row.place.sheet, row.as_written)
        return ComparedRow(candidate=row, fingerprint=found, again="held" if found in self.known.held else "")

    def threat(self, candidate: ThreatCandidate) -> ComparedThreat:
        """One threat and its actions."""
        match = self.threats.get(normal(candidate.fields.reference)) if candidate.fields.reference else None
        found = self._print("threat", candidate.fields.reference, candidate.as_written)
        actions = self._actions(candidate, match)
        if match is None:
            again = "held" if found in self.known.held else ""
            similar = () if again else self._similar(candidate)
            return ComparedThreat(
                candidate=candidate,
                fingerprint=found,
                again=again,
                notes=candidate.notes,
                support=candidate.support,
                scored=candidate.score is not None,
                similar=similar,
                actions=actions,
            )
        notes = self.notes.get(match.id, set())
        if (AS_WRITTEN, candidate.as_written) in notes or found in self.known.held:
            again = "same" if (AS_WRITTEN, candidate.as_written) in notes else "held"
            return ComparedThreat(
                candidate=candidate, fingerprint=found, match=match, again=again, actions=actions
            )
        return ComparedThreat(
            candidate=candidate,
            fingerprint=found,
            match=match,
            changes=self._threat_changes(candidate, match),
            notes=tuple(note for note in candidate.notes if (note.heading, note.text) not in notes),
            support=self._new_support(candidate, match),
            scored=self._new_score(candidate, match),
            actions=actions,
        )

    def _threat_changes(self, candidate: ThreatCandidate, match: Threat) -> tuple[Change, ...]:
        changes = self.differences.of_threat(candidate, match)
        written = [n.text for n in self.known.notes if (n.threat, n.heading) == (match.id, AS_WRITTEN)]
        if not changes or not written:
            return tuple(changes)
        unedited = self.earlier.unedited_of_threat(written[-1], match, candidate.as_at)
        return tuple(replace(change, unedited=change.field in unedited) for change in changes)

    def _action_changes(
        self, action: ActionCandidate, known: Action, as_at: date | None
    ) -> tuple[Change, ...]:
        changes = self.differences.of_action(action, known)
        unedited = self.earlier.unedited_of_action(known, as_at) if changes else frozenset()
        return tuple(replace(change, unedited=change.field in unedited) for change in changes)

    def _similar(self, candidate: ThreatCandidate) -> tuple[str, ...]:
        found: dict[int, None] = {}
        for text, choices in (
            (candidate.fields.name, self.other_names),
            (candidate.fields.operation, self.other_operations),
        ):
            if plain(text):
                best = process.extract(
                    plain(text), choices, scorer=fuzz.token_sort_ratio, score_cutoff=SIMILAR, limit=3
                )
                found.update({index: None for _, _, index in best})
        return tuple(
            " ".join(part for part in (other.reference, other.name, other.operation) if part)
            for other in (self.others[index] for index in found)
        )

    def _new_support(self, candidate: ThreatCandidate, match: Threat) -> tuple[SupportLine, ...]:
        """What is asked for in words that no request of the threat has, nor a note that kept them before."""
        asked = {
            plain(record.asked)
            for record in self.known.ledger
            if isinstance(record, Request) and record.threat == match.id
        }
        asked |= {plain(text) for _, text in self.notes.get(match.id, set())}
        return tuple(line for line in candidate.support if plain(line.asked) not in asked)

    def _new_score(self, candidate: ThreatCandidate, match: Threat) -> bool:
        line = candidate.score
        return line is not None and not any(
            (score.total, score.assessed_on) == (line.total, line.assessed_on)
            for score in self.known.scores
            if score.threat == match.id
        )

    def _actions(self, candidate: ThreatCandidate, match: Threat | None) -> tuple[ComparedAction, ...]:
        left_out: set[str] = set()
        pool = _Pool([])
        if match is not None:
            left_out = {text for heading, text in self.notes.get(match.id, ()) if heading == LEFT_OUT}
            pool = _Pool(self.actions.get(match.id, []))
        # first those whose words are the same, so that a doubled title cannot take another's place
        same = {action.key: pool.by_words(action) for action in candidate.actions}
        found = []
        for action in candidate.actions:
            strand = action.strand or action.strand_text
            printed = self._print("action", candidate.fields.reference, strand, action.as_written)
            known, again = same[action.key], ""
            changes: tuple[Change, ...] = ()
            if known is not None:
                again = "same"
            elif printed in self.known.held:
                again = "held"
            elif action.as_written in left_out:
                again = "left_out"
            elif (known := pool.by_title(action)) is not None:
                changes = self._action_changes(action, known, candidate.as_at)
                again = "" if changes or action.strand is None else "same"
            found.append(
                ComparedAction(
                    candidate=action, fingerprint=printed, match=known, again=again, changes=changes
                )
            )
        return tuple(found)


def compare(candidates: Candidates, known: Known) -> Comparison:
    """What each candidate means to the register."""
    return Comparer(candidates, known).run()

"""Candidates against the register: new, the same, or different, field by field.

A file is compared with what it said last time before it is compared with the register: an action keeps the row
it came from (`as_written`), a threat keeps it as a note. Words that have not changed since say nothing new, so
the same file again changes nothing, also where somebody has edited the record in between. Words that did change
are matched by reference, strand and title; a field the register has empty is filled, one that it has otherwise
waits for a decision. What a file leaves blank never empties a field.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from app import words
from app.domain.action import Action
from app.domain.codes import ActionState, ThreatStatus
from app.domain.dates import shown
from app.domain.intake import Known
from app.domain.officer import Officer
from app.domain.threat import Threat
from app.intake.candidates import (
    ActionCandidate,
    Candidates,
    LooseRow,
    NoteLine,
    ThreatCandidate,
    fingerprint,
    normal,
)
from app.intake.headings import plain
from app.intake.people import Party, person_key

SIMILAR = 90
AS_WRITTEN = words.say("import.note.as_written")
LEFT_OUT = words.say("import.note.left_out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field on which the file and the register differ; `fills` where the register has nothing."""

    field: str
    in_file: str
    in_register: str
    fills: bool
    value: Any


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


def as_person(party: Party | None) -> dict[str, str] | None:
    """A party as the plain value that amendments and held rows carry."""
    if party is None:
        return None
    return {"rank": party.rank, "name": party.name, "organisation": party.organisation}


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
        self.officers: dict[str, Officer] = {officer.id: officer for officer in known.officers}
        self.themes = {theme.id: theme.name for theme in known.themes}
        self.forces = {force.id: force.name for force in known.forces}
        self.threats = {normal(threat.reference): threat for threat in known.threats}
        self.actions: dict[str, list[Action]] = {}
        for action in known.actions:
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
            changes=tuple(self._threat_changes(candidate, match)),
            notes=tuple(note for note in candidate.notes if (note.heading, note.text) not in notes),
            scored=self._new_score(candidate, match),
            actions=actions,
        )

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

    def _new_score(self, candidate: ThreatCandidate, match: Threat) -> bool:
        line = candidate.score
        return line is not None and not any(
            (score.total, score.assessed_on) == (line.total, line.assessed_on)
            for score in self.known.scores
            if score.threat == match.id
        )

    def _threat_changes(self, candidate: ThreatCandidate, match: Threat) -> list[Change]:
        fields, found = candidate.fields, []
        for name in ("name", "operation", "area", "tier", "niche_ref", "apmis_ref", "summary"):
            mine, theirs = getattr(fields, name), getattr(match, name)
            if mine and plain(mine) != plain(theirs):
                found.append(
                    Change(field=name, in_file=mine, in_register=theirs, fills=not theirs, value=mine)
                )
        for name, called in (("primary_theme", self.themes), ("home_force", self.forces)):
            mine, theirs = getattr(fields, name), getattr(match, name)
            if mine and mine != theirs:
                texts = called.get(mine, mine), called.get(theirs or "", "")
                found.append(
                    Change(field=name, in_file=texts[0], in_register=texts[1], fills=not theirs, value=mine)
                )
        more = [theme for theme in fields.secondary_themes if theme not in match.secondary_themes]
        if more and fields.primary_theme == match.primary_theme:
            found.append(
                Change(
                    field="secondary_themes",
                    in_file=self._theme_names(fields.secondary_themes),
                    in_register=self._theme_names(match.secondary_themes),
                    fills=not match.secondary_themes,
                    value=list(fields.secondary_themes),
                )
            )
        found += self._status_changes(candidate, match)
        found += self._lead_changes(candidate, match)
        return found

    def _theme_names(self, themes: tuple[str, ...]) -> str:
        return ", ".join(self.themes.get(theme, theme) for theme in themes)

    def _status_changes(self, candidate: ThreatCandidate, match: Threat) -> list[Change]:
        fields, found = candidate.fields, []
        if fields.status is not match.status:
            value: dict[str, Any] = {"status": fields.status.value}
            if fields.status is ThreatStatus.ARCHIVED:
                value["on"] = fields.archived_on.isoformat() if fields.archived_on else None
                value["reason"], value["authoriser"] = fields.archive_reason, fields.archive_authoriser
            texts = fields.status.value, match.status.value
            found.append(
                Change(field="status", in_file=texts[0], in_register=texts[1], fills=False, value=value)
            )
        if candidate.mapping is not None and candidate.mapping is not match.mapping:
            on = candidate.as_at.isoformat() if candidate.as_at else None
            mapping = {"state": candidate.mapping.value, "on": on, "text": candidate.mapping_text}
            mapping["reason"] = candidate.mapping_reason
            found.append(
                Change(
                    field="mapping",
                    in_file=candidate.mapping_text,
                    in_register=match.mapping.value,
                    fills=match.mapping_on is None and match.mapping.value == "not submitted",
                    value=mapping,
                )
            )
        if fields.next_review and fields.next_review != match.next_review:
            theirs = shown(match.next_review) if match.next_review else ""
            found.append(
                Change(
                    field="next_review",
                    in_file=shown(fields.next_review),
                    in_register=theirs,
                    fills=not theirs,
                    value=fields.next_review.isoformat(),
                )
            )
        return found

    def _lead_changes(self, candidate: ThreatCandidate, match: Threat) -> list[Change]:
        found = []
        for role, named in candidate.leads:
            held = [a.officer for a in self.known.assignments if (a.threat, a.role) == (match.id, role)]
            theirs = self.officers[held[-1]] if held else None
            if theirs is None or person_key(theirs.rank, theirs.name) != named.key:
                found.append(
                    Change(
                        field=f"lead.{role.value}",
                        in_file=named.text,
                        in_register=theirs.display if theirs else "",
                        fills=theirs is None,
                        value=as_person(named),
                    )
                )
        return found

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
                changes = tuple(self._action_changes(action, known))
                again = "" if changes or action.strand is None else "same"
            found.append(
                ComparedAction(
                    candidate=action, fingerprint=printed, match=known, again=again, changes=changes
                )
            )
        return tuple(found)

    def _action_changes(self, action: ActionCandidate, known: Action) -> list[Change]:
        found = []
        if action.owner is not None:
            officer = self.officers.get(known.owner or "")
            theirs = officer.display if officer else known.owner_organisation
            same = (
                person_key(officer.rank, officer.name) == action.owner.key
                if officer
                else plain(theirs) == plain(action.owner.organisation or action.owner.text)
            )
            if not same:
                found.append(
                    Change(
                        field="owner",
                        in_file=action.owner.text,
                        in_register=theirs,
                        fills=not theirs,
                        value=as_person(action.owner),
                    )
                )
        for name in ("set_on", "due"):
            mine, saved = getattr(action, name), getattr(known, name)
            if mine and mine != saved:
                found.append(
                    Change(
                        field=name,
                        in_file=shown(mine),
                        in_register=shown(saved) if saved else "",
                        fills=saved is None,
                        value=mine.isoformat(),
                    )
                )
        texts = ["detail", "outcome"] + ([] if action.due or known.due else ["due_text"])
        for name in texts:
            mine, saved = getattr(action, name), getattr(known, name)
            if mine and plain(mine) != plain(saved):
                found.append(Change(field=name, in_file=mine, in_register=saved, fills=not saved, value=mine))
        ended = {action.state, known.state} <= {ActionState.COMPLETED, ActionState.RESULTED}
        if action.state_stated and action.state is not known.state and not ended:
            texts_of = action.state.value, known.state.value
            found.append(
                Change(
                    field="state",
                    in_file=texts_of[0],
                    in_register=texts_of[1],
                    fills=False,
                    value=action.state.value,
                )
            )
        return found


def compare(candidates: Candidates, known: Known) -> Comparison:
    """What each candidate means to the register."""
    return Comparer(candidates, known).run()

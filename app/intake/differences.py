"""Field by field: where the file and the register differ, in words and as a value to be taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.action import Action
from app.domain.codes import ActionState, ThreatStatus
from app.domain.custom_value import PREFIX, display
from app.domain.dates import shown
from app.domain.intake import Known
from app.domain.tags import normalised
from app.domain.threat import Threat
from app.intake.candidates import ActionCandidate, ThreatCandidate
from app.intake.headings import plain
from app.intake.people import Party, person_key

OWN_WORDS = (
    "name", "operation", "area", "tier", "niche_ref", "apmis_ref", "summary", "neighbourhood",
    "local_profile", "victims_ref", "at_risk_ref",
)  # fmt: skip
OWN_COUNTS = ("victims", "at_risk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field on which the file and the register differ; `fills` where the register has nothing.

    `unedited` where the register still holds what the file said last time: the force's own news.
    """

    field: str
    in_file: str
    in_register: str
    fills: bool
    value: Any
    unedited: bool = False

    @property
    def safe(self) -> bool:
        """Whether the file's value may be taken without a decision."""
        return self.fills or self.unedited


def as_person(party: Party | None) -> dict[str, str] | None:
    """A party as the plain value that amendments and held rows carry."""
    if party is None:
        return None
    return {"rank": party.rank, "name": party.name, "organisation": party.organisation}


class Differences:
    """The comparison of fields, with the register's names for ids."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.officers = {officer.id: officer for officer in known.officers}
        self.themes = {theme.id: theme.name for theme in known.themes}
        self.forces = {force.id: force.name for force in known.forces}

    def of_threat(self, candidate: ThreatCandidate, match: Threat) -> list[Change]:
        """Where a threat of the file differs from the register's."""
        fields, found = candidate.fields, []
        for name in OWN_WORDS:
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
        for name in OWN_COUNTS:
            mine, theirs = getattr(fields, name), getattr(match, name)
            if mine is not None and mine != theirs:
                none = theirs is None
                known = "" if none else str(theirs)
                found.append(Change(field=name, in_file=str(mine), in_register=known, fills=none, value=mine))
        tags = normalised((*match.tags, *fields.tags))
        if tags != match.tags:
            texts = ", ".join(fields.tags), ", ".join(match.tags)
            # those of the register stay: a tracker's tags come beside them
            found.append(
                Change(field="tags", in_file=texts[0], in_register=texts[1], fills=True, value=list(tags))
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
        found += self._custom_changes(candidate, match)
        return found

    def _custom_changes(self, candidate: ThreatCandidate, match: Threat) -> list[Change]:
        held = {value.field: value.text for value in self.known.custom_values if value.object == match.id}
        said, found = dict(candidate.custom), []
        for field in self.known.custom_fields:
            mine, theirs = said.get(field.name, ""), held.get(field.id, "")
            if mine and mine != theirs:
                texts = display(field, mine), display(field, theirs)
                name = f"{PREFIX}{field.name}"
                found.append(
                    Change(field=name, in_file=texts[0], in_register=texts[1], fills=not theirs, value=mine)
                )
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

    def of_action(self, action: ActionCandidate, known: Action) -> list[Change]:
        """Where an action of the file differs from the register's."""
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

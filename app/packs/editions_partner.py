"""A partner's edition: released threats alone, of them only the fields that the region's setting names.

A C-coded text (3x5x2) is in it only where this organisation accepted its conditions.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from app.domain.agenda import AgendaItem
from app.domain.codes import ActionState, ChoiceList, Handling, LeadRole, Strand, ThreatStatus
from app.domain.issue import Release
from app.domain.meeting import Meeting
from app.domain.month import ActionRow, Month, OfficerRow
from app.domain.region_settings import RegionSettings
from app.packs.editions_full import private_items
from app.packs.editions_sieve import CONDITIONS, NOT_RELEASED, PRIVATE, STANDING, Held, Rule, only, whole

STRANDS = (Strand.PREVENT, Strand.PROTECT, Strand.PREPARE)
"""The Ps in which partners have actions; Pursue is never in their edition."""

TEXTS = {"updates": "update", "disruptions": "disruption", "gaps": "intelligence_gap", "learning": "learning"}
"""The lists of a month whose texts have a handling code, with the kind of record in each."""

SETTINGS = (
    "marking", "handling", "descriptor", "pack_code", "due_soon_days", "redated_times", "partner_fields",
)  # fmt: skip
"""The settings that a partner's pages need."""

NOBODY = Held(NOT_RELEASED)


class PartnerRules:
    """What one partner organisation may see of a month; a field that is not named here is not released."""

    def __init__(self, month: Month, organisation: str) -> None:
        self._month, self._organisation = month, organisation
        self._fields = frozenset(month.settings.partner_fields)
        self._private = private_items(month)
        self._known = any(row.id == organisation and row.list is ChoiceList.PARTNER for row in month.choices)

    @cached_property
    def releases(self) -> dict[str, Release]:
        """The releases to this organisation, or to all, of active threats, by threat."""
        active = {row.id for row in self._month.threats if row.status is ThreatStatus.ACTIVE}
        found: dict[str, Release] = {}
        # one that names the organisation says more than one to all, so it comes last and holds
        for row in sorted(self._month.releases, key=lambda row: (bool(row.organisations), row.id)):
            named = not row.organisations or self._organisation in row.organisations
            if self._known and named and row.threat in active:
                found[row.threat] = row
        return found

    @cached_property
    def accepted(self) -> frozenset[tuple[str, str, str]]:
        """Kind, id and conditions that this organisation accepted; other conditions are not those."""
        own = (row for row in self._month.acceptances if row.organisation == self._organisation)
        return frozenset((row.kind, row.object, row.conditions.strip()) for row in own)

    def named(self, kind: str, row: Any) -> tuple[str, ...]:
        """The fields of a row that the region's setting names."""
        return tuple(name for name in row._fields if f"{kind}.{name}" in self._fields)

    def _shut(self, kind: str, row: Any) -> Held | None:
        if row.threat not in self.releases:
            return NOBODY
        if row.handling is Handling.C and (kind, row.id, row.conditions.strip()) not in self.accepted:
            return Held(CONDITIONS)
        return None

    @cached_property
    def _officers(self) -> dict[str, OfficerRow]:
        return {row.id: row for row in self._month.officers}

    def owner(self, row: ActionRow) -> str:
        """The partner that owns an action, "" where the police own it or nobody does."""
        officer = self._officers.get(row.owner or "")
        if officer is not None:
            return "" if officer.force else officer.organisation
        police = {name for force in self._month.forces for name in (force.name, force.short) if name}
        return "" if row.owner_organisation in police else row.owner_organisation

    @cached_property
    def leads(self) -> frozenset[str]:
        """The ids of the officers who lead a released threat in a role that is released."""
        return frozenset(row.officer for row in self._month.assignments if self._leads(row))

    def _leads(self, row: Any) -> bool:
        role: LeadRole = row.role
        return row.threat in self.releases and row.until is None and f"lead.{role.value}" in self._fields

    # the rules of single fields

    def threat(self, row: Any) -> Any:
        """A released threat, with the fields that are named."""
        if row.id not in self.releases:
            return NOBODY
        return only(row, "id", *self.named("threat", row), status=row.status)

    def action(self, row: ActionRow) -> Any:
        """A partner's own action outside Pursue, with the fields that are named."""
        owner, strand = self.owner(row), row.strand
        if not owner or strand not in STRANDS or f"action.{strand.value}" not in self._fields:
            return NOBODY
        if row.state is ActionState.CANCELLED:
            return NOBODY
        if row.item in self._private:
            return Held(PRIVATE)
        if (shut := self._shut("action", row)) is not None:
            return shut
        names = set(self.named("action", row)) - {"owner", "owner_organisation"}
        said = owner if "action.owner_organisation" in self._fields else ""
        return only(row, "id", "threat", "strand", "handling", *names, owner_organisation=said)

    def text(self, kind: str) -> Rule:
        """The rule of a list of texts: those of released threats, with the fields that are named."""

        def rule(row: Any) -> Any:
            names = self.named(kind, row)
            if not names:
                return NOBODY
            shut = self._shut(kind, row)
            return shut if shut is not None else only(row, "id", "threat", "handling", *names)

        return rule

    @cached_property
    def released(self) -> dict[tuple[str, str], str]:
        """The conditions of every text of this edition that has a handling code, by kind and id."""
        lists = (("actions", "action", self.action), *((n, k, self.text(k)) for n, k in TEXTS.items()))
        return {
            (kind, row.id): row.conditions.strip() if row.handling is Handling.C else ""
            for name, kind, rule in lists
            for row in getattr(self._month, name)
            if not isinstance(rule(row), Held)
        }

    @cached_property
    def _places(self) -> tuple[frozenset[str], frozenset[str]]:
        """The ids of the forces and of the themes that something released names."""
        forces, themes = set[str](), set[str]()
        for row in self._month.threats:
            shown = self.threat(row)
            if not isinstance(shown, Held):
                forces |= {shown.home_force or "", *shown.other_forces}
                themes |= {shown.primary_theme or "", *shown.secondary_themes}
        forces |= {self._officers[id].force or "" for id in self.leads}
        return frozenset(forces), frozenset(themes)

    def rules(self) -> dict[str, Rule]:
        """The rule of each field of a month that a partner may see anything of."""
        forces, themes = self._places
        moves = "action.due" in self._fields

        def release(row: Release) -> Any:
            known = self.releases.get(row.threat)
            return replace(row, organisations=(), released_by="") if known is row else NOBODY

        def acceptance(row: Any) -> Any:
            now = self.released.get((row.kind, row.object), "")
            own = row.organisation == self._organisation and now == row.conditions.strip() != ""
            return row if own else NOBODY

        def item(row: AgendaItem) -> Any:
            if row.id in self._private:
                return Held(PRIVATE)
            return NOBODY if row.threat or row.request or row.submission or not row.key else Held(STANDING)

        def move(row: Any) -> Any:
            known = moves and ("action", row.action) in self.released
            return only(row, "action", "was", "now", "on") if known else NOBODY

        def lead(row: Any) -> Any:
            return row if self._leads(row) else NOBODY

        def officer(row: OfficerRow) -> Any:
            if row.id not in self.leads:
                return NOBODY
            return only(row, "id", "name", "rank", "force", "organisation")

        return {
            "region": whole,
            "settings": lambda row: RegionSettings(**{name: getattr(row, name) for name in SETTINGS}),
            "meeting": lambda row: Meeting(
                id=row.id, month=row.month, on=row.on, starts=row.starts, ends=row.ends, venue=row.venue
            ),
            "previous": lambda row: Meeting(id=row.id, month=row.month, on=row.on),
            "meetings": whole,
            "forces": lambda row: row if row.id in forces else NOBODY,
            "themes": lambda row: row if row.id in themes else NOBODY,
            "choices": lambda row: row if self._known and row.id == self._organisation else NOBODY,
            "threats": self.threat,
            "assignments": lead,
            "officers": officer,
            "actions": self.action,
            "agenda": item,
            "redatings": move,
            **{name: self.text(kind) for name, kind in TEXTS.items()},
            "releases": release,
            "acceptances": acceptance,
        }


def rules(month: Month, organisation: str) -> dict[str, Rule]:
    """The rules of one partner organisation's edition; one that the region does not list sees nothing."""
    return PartnerRules(month, organisation).rules()

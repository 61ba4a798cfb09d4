"""What a partner edition says of a group, its lead, its conditions: each only where its field is released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from app import words
from app.domain.codes import LeadRole, Strand
from app.domain.issue import Acceptance, Release
from app.domain.month import ThreatRow
from app.packs.editions_partner import STRANDS
from app.packs.facts import Facts
from app.packs.model import Fact
from app.packs.phrases import day, listed, within

LABELS = {
    "update": "Update",
    "disruption": "Disruption",
    "intelligence_gap": "Not known yet",
    "learning": "Learning",
}
SAID = {
    "update": ("text",),
    "disruption": ("title", "rationale"),
    "intelligence_gap": ("text", "requirement", "answer"),
    "learning": ("text",),
}
WHEN = {"update": "on", "disruption": "on", "intelligence_gap": "raised_on", "learning": "on"}


def asked(line: str) -> tuple[str, str]:
    """An ask as its verb and its words: "Housing: agree a joint visit" is said of Housing."""
    before, colon, after = line.partition(":")
    return (f"{before.strip()}:", after.strip()) if colon and after.strip() else ("", line.strip())


def contacts(line: str) -> Fact:
    """A contact with its label, "" where the line has none."""
    before, colon, after = line.partition(":")
    return Fact(before.strip(), after.strip()) if colon and after.strip() else Fact("", line.strip())


def about(confirmed_by: str, made_on: date) -> str:
    """What a partner edition is, and who checked it."""
    checked = f" Checked and confirmed by {confirmed_by}, {day(made_on)}." if confirmed_by else ""
    return (
        "It holds what has been released to the organisation named on the cover, and is complete in itself: "
        f"its items and pages have their own numbers.{checked}"
    )


@dataclass(frozen=True)
class PartnerWords:
    """The words of one partner's edition; `holder` is the organisation's name."""

    facts: Facts
    holder: str

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields that are released, as "kind.field"."""
        return frozenset(self.facts.month.settings.partner_fields)

    @property
    def states(self) -> bool:
        """Whether the state of an action may be told: it needs its due date and what was recorded."""
        return {"action.due", "action.state"} <= self.fields

    @property
    def strands(self) -> tuple[Strand, ...]:
        """The Ps that are released."""
        return tuple(strand for strand in STRANDS if f"action.{strand.value}" in self.fields)

    @cached_property
    def releases(self) -> dict[str, Release]:
        """The releases by threat."""
        return {row.threat: row for row in self.facts.month.releases}

    @property
    def rag_rule(self) -> str:
        """The RAG rule with the thresholds in force."""
        in_force = self.facts.month.settings
        return words.say(
            "rag.rule",
            {"due_soon_days": in_force.due_soon_days, "times": words.times(in_force.redated_times)},
        )

    def title(self, row: ThreatRow) -> str:
        """What a group is called: the first of its names that is released."""
        return row.name or (f"Op {row.operation.upper()}" if row.operation else "") or row.reference

    def under(self, row: ThreatRow) -> str:
        """The line under its title: reference, operation, themes and forces, as far as released."""
        theme = self.facts.theme(row)
        others = [within(self.facts.theme_names.get(id, "")) for id in row.secondary_themes]
        themes = f"{theme}, with {listed(others)}" if theme and any(others) else theme or listed(others)
        force = self.facts.force(row)
        shared = listed(self.facts.force_names.get(id, "") for id in row.other_forces)
        forces = f"{force}; also {shared}" if force and shared else force or shared
        reference = row.reference if row.reference != self.title(row) else ""
        return " · ".join(part for part in (reference, themes, forces) if part)

    def lead_facts(self, threat: str) -> tuple[Fact, ...]:
        """Who leads, in the roles that are released."""
        found = []
        for role in LeadRole:
            held = self.facts.lead(threat, role)
            if held is None:
                continue
            place = self.facts.place(held.officer)
            said = f"{self.facts.officer(held.officer)}{f', {place}' if place else ''}"
            new = f"\nnew since {day(held.since)}" if self.facts.is_new(held.since) else ""
            found.append(Fact(f"Lead ({role.value})", said + new, True))
        return tuple(found)

    @cached_property
    def _threat_of(self) -> dict[tuple[str, str], str]:
        month = self.facts.month
        lists: tuple[tuple[str, tuple[Any, ...]], ...] = (
            ("action", month.actions), ("update", month.updates), ("disruption", month.disruptions),
            ("intelligence_gap", month.gaps), ("learning", month.learning),
        )  # fmt: skip
        return {(kind, row.id): row.threat for kind, rows in lists for row in rows}

    @cached_property
    def conditions(self) -> tuple[tuple[str, Acceptance], ...]:
        """Each condition that the partner accepted, once, under its code: C1, C2 and on."""
        seen: dict[tuple[str, str, date], Acceptance] = {}
        for row in self.facts.month.acceptances:
            seen.setdefault((row.conditions, row.accepted_by, row.on), row)
        return tuple((f"C{place}", row) for place, row in enumerate(seen.values(), 1))

    def code(self, kind: str, id: str) -> str:
        """The codes of the conditions that hang on a record, "" for none."""
        own = {
            (row.conditions, row.accepted_by, row.on)
            for row in self.facts.month.acceptances
            if (row.kind, row.object) == (kind, id)
        }
        found = (code for code, row in self.conditions if (row.conditions, row.accepted_by, row.on) in own)
        return ", ".join(found)

    def codes(self, threat: str) -> tuple[tuple[str, Acceptance], ...]:
        """The conditions that hang on anything of one group."""
        own = {
            (row.conditions, row.accepted_by, row.on)
            for row in self.facts.month.acceptances
            if self._threat_of.get((row.kind, row.object)) == threat
        }
        return tuple(
            (code, row) for code, row in self.conditions if (row.conditions, row.accepted_by, row.on) in own
        )

    def conditions_words(self, threat: str) -> str:
        """The conditions of one group in a paragraph, with who accepted them."""
        found = self.codes(threat)
        if not found:
            return ""
        told = [f"{code} {row.conditions.strip().rstrip('.')}." for code, row in found]
        by = listed(dict.fromkeys(row.accepted_by for _, row in found))
        return f"{' '.join(told)} Accepted for {self.holder} by {by}."

    def text(self, kind: str, row: Any) -> Fact | None:
        """A released text with what it is and its day as the label; None where no words are released."""
        said = [getattr(row, name).strip().rstrip(".") for name in SAID[kind]]
        told = ". ".join(part for part in said if part)
        if not told:
            return None
        on = getattr(row, WHEN[kind]) if f"{kind}.{WHEN[kind]}" in self.fields else None
        code = self.code(kind, row.id)
        label = ", ".join(part for part in (LABELS[kind], day(on, ""), code) if part)
        return Fact(label, f"{told}.")

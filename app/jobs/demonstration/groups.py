"""The threats themselves: names, mapping with ROCTA, leads and plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from app import resources
from app.domain.assignment import Assignment
from app.domain.codes import LeadRole, MappingState, ThreatKind, ThreatStatus
from app.domain.kinds import Record
from app.domain.officer import Officer
from app.domain.plan import Plan
from app.domain.threat import MappingStep, Threat
from app.jobs.demonstration.briefs import Brief
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.happenings import Diary
from app.jobs.demonstration.lexicon import Lexicon, words
from app.jobs.demonstration.people import UNIT, People
from app.jobs.demonstration.scale import FORCES, THEMES

DAY = timedelta(days=1)
FIRST_NUMBER = 201
"""References begin here, clear of those in the fictional trackers that are taken in beside them."""


def _codes() -> dict[str, str]:
    regions = {region["id"]: region for region in resources.reference("regions")}
    return {force["id"]: force["code"] for force in regions["south-west"]["forces"]}


@dataclass(slots=True)
class Leads:
    """Who leads a threat now; None where nobody does."""

    sio: Officer | None
    lro: Officer | None


@dataclass(slots=True)
class Groups:
    """Makes threats with their mapping, leads and plans."""

    dice: Dice
    lexicon: Lexicon
    people: People
    diary: Diary
    lros: list[Officer]
    new_id: Callable[[], str]
    codes: dict[str, str] = field(default_factory=_codes)
    numbers: dict[str, int] = field(default_factory=dict)
    departed: int = 0

    def threat(self, brief: Brief) -> tuple[Threat, date, date]:
        """A threat with the day on which it began and the last one on which something was done."""
        dice, filled = self.dice, self.diary.filled
        waiting = bool(brief.flags & {"submitted", "returned"})
        archived_on = None
        if waiting:
            begun, ended = dice.workday(filled - 75 * DAY, filled - 8 * DAY), filled
        elif brief.active:
            begun, ended = dice.workday(filled - 2100 * DAY, filled - 90 * DAY), filled
        else:
            archived_on = ended = dice.workday(filled - 545 * DAY, filled - DAY)
            begun = dice.workday(ended - 1500 * DAY, ended - 150 * DAY)
        lists = words("groups")
        made = Threat(
            id=self.new_id(),
            kind=brief.kind,
            reference=self._reference(brief.force, begun),
            name=self._name(brief),
            operation=self._operation(brief, begun, filled),
            primary_theme=brief.theme,
            secondary_themes=self._secondary(brief),
            home_force=brief.force,
            other_forces=self._others(brief),
            area=dice.pick(self.lexicon.places),
            status=ThreatStatus.ACTIVE if brief.active else ThreatStatus.ARCHIVED,
            tier=self._tier(brief),
            priority=brief.rank,
            niche_ref="" if waiting and dice.chance(0.5) else f"N{begun:%y}/{dice.below(900_000) + 100_000}",
            apmis_ref="" if waiting or dice.chance(0.1) else f"APM-{dice.below(90_000) + 10_000}",
            reconciled_on=None if waiting else dice.workday(max(begun, ended - 180 * DAY), ended),
            summary="",
            next_review=self._review(brief) if brief.active else None,
            archived_on=archived_on,
            archive_reason="" if brief.active else dice.pick(lists["archive_reasons"]),
            archive_authoriser="" if brief.active else dice.pick(lists["approvers"]),
        )
        return replace(made, summary=self._summary(brief, made.name)), begun, ended

    def _reference(self, force: str, begun: date) -> str:
        number = self.numbers[force] = self.numbers.get(force, FIRST_NUMBER - 1) + 1
        return f"{self.codes[force]}/{begun.year}/{number:04d}"

    def _name(self, brief: Brief) -> str:
        lists, given = words("groups"), brief.given
        if given:
            return self.lexicon.take(given["name"])
        if brief.kind is ThreatKind.INDIVIDUAL:
            number = self.numbers["P"] = self.numbers.get("P", 310) + self.dice.between(1, 9)
            return f"Individual P-{number:04d}"
        if brief.kind is ThreatKind.VULNERABILITY:
            return self.lexicon.name(lists["line" if brief.theme == "illegal-drugs" else "vulnerability"])
        return self.lexicon.name(lists["names"][brief.theme])

    def _operation(self, brief: Brief, begun: date, filled: date) -> str:
        if brief.given:
            return str(brief.given["operation"])
        if brief.kind is not ThreatKind.OCG or (not brief.rank and self.dice.chance(0.12)):
            return ""
        return self.lexicon.operation()

    def _secondary(self, brief: Brief) -> tuple[str, ...]:
        if brief.given:
            return tuple(brief.given["secondary"])
        if not brief.multi:
            return ()
        others = self.dice.shuffled([theme for theme in THEMES if theme != brief.theme])
        likely = "money-laundering"
        first = [likely] if brief.theme != likely and self.dice.chance(0.5) else []
        rest = [theme for theme in others if theme not in first]
        return tuple((first + rest)[: self.dice.between(1, 3)])

    def _others(self, brief: Brief) -> tuple[str, ...]:
        if brief.given:
            return tuple(brief.given["also"])
        others = self.dice.shuffled([force for force in FORCES if force != brief.force])
        return tuple(sorted(others[: max(0, self.dice.between(-3, 2))]))

    def _tier(self, brief: Brief) -> str:
        if brief.given:
            return str(brief.given["tier"])
        if brief.rank:
            return self.dice.pick(("Force", "Regional", "Regional", "National"))
        return self.dice.pick(("Local", "Local", "Local", "Force", "Force", "Force", "Regional", ""))

    def _summary(self, brief: Brief, name: str) -> str:
        lists, dice = words("groups"), self.dice
        if brief.given.get("summary"):
            return str(brief.given["summary"])
        if brief.kind is ThreatKind.INDIVIDUAL:
            return self.lexicon.fill(lists["individual"])
        known: list[dict[str, Any]] = lists["summaries"][brief.theme]
        fitting = [entry for entry in known if any(word in name for word in entry["when"])]
        chosen = dice.pick(fitting or [entry for entry in known if not entry["when"]] or known)
        first = self.lexicon.fill(chosen["text"])
        return f"{first} {dice.pick(lists['tail'])}".strip()

    def _review(self, brief: Brief) -> date | None:
        dice, today = self.dice, self.diary.today
        if "review overdue" in brief.flags:
            return dice.workday(today - 60 * DAY, today - 3 * DAY)
        if "submitted" in brief.flags:
            return None
        return dice.workday(today + 3 * DAY, today + 120 * DAY)

    def mapping(
        self, brief: Brief, threat: Threat, begun: date, ended: date
    ) -> tuple[Threat, list[MappingStep]]:
        """The steps of mapping and the threat as the last of them leaves it."""
        dice, steps = self.dice, list[MappingStep]()
        on = min(begun + dice.between(2, 14) * DAY, ended)
        reasons = words("groups")["returned"]

        def step(state: MappingState, on: date, reason: str = "", by: str = "ROCTA") -> None:
            steps.append(
                MappingStep(id=self.new_id(), threat=threat.id, state=state, on=on, reason=reason, by=by)
            )

        step(MappingState.SUBMITTED, on, by="Force coordinator")
        if "returned" in brief.flags:
            on = min(on + dice.between(10, 25) * DAY, ended)
            if brief.lively:
                late = self.diary.day()
                self._map_late(threat, MappingState.RETURNED, late, dice.pick(reasons))
            else:
                step(MappingState.RETURNED, on, dice.pick(reasons))
        elif "submitted" not in brief.flags:
            if dice.chance(0.08):
                on = min(on + dice.between(10, 25) * DAY, ended)
                step(MappingState.RETURNED, on, dice.pick(reasons))
                on = min(on + dice.between(5, 30) * DAY, ended)
                step(MappingState.RESUBMITTED, on, by="Force coordinator")
            if brief.lively and not brief.given and dice.chance(0.12):
                steps[-1] = replace(steps[-1], on=ended - 20 * DAY)
                self._map_late(threat, MappingState.RATIFIED, self.diary.day(), "")
            else:
                step(MappingState.RATIFIED, min(on + dice.between(7, 35) * DAY, ended))
        return replace(threat, mapping=steps[-1].state, mapping_on=steps[-1].on), steps

    def _map_late(self, threat: Threat, state: MappingState, on: date, reason: str) -> None:
        self.diary.note(on, "threat.map", threat.id, state=state, on=on, reason=reason, by="ROCTA")

    def leads(self, brief: Brief, threat: Threat, begun: date, ended: date) -> tuple[Leads, list[Record]]:
        """The leads of a threat, with those who led it before."""
        dice, people, found = self.dice, self.people, list[Record]()
        force = UNIT if threat.tier in ("Regional", "National") and dice.chance(0.5) else brief.force
        sio = None if "no sio" in brief.flags else dice.pick(people.sios[force] or people.sios[UNIT])
        lro = None if "no lro" in brief.flags else self._lro(brief)
        if "lead left" in brief.flags and people.left:
            sio = people.left[self.departed % 2]
            self.departed += 1
        given = {role: people.named.get(brief.given.get(role, "")) for role in ("sio", "lro", "sro")}
        sio, lro = given["sio"] or sio, given["lro"] or lro
        closed = None if brief.active else ended
        self._lead(found, threat, LeadRole.SIO, sio, begun, ended, closed)
        moved = brief.lively and lro is not None and not given["lro"] and dice.chance(0.18)
        if moved and lro is not None:
            before = dice.pick(people.lros)
            if before.id != lro.id:
                on = self.diary.day()
                self.diary.note(on, "lead.assign", threat.id, role=LeadRole.LRO, officer=lro.id, since=on)
                lro = before
        self._lead(found, threat, LeadRole.LRO, lro, begun, ended, closed)
        if given["sro"] or (people.sros and dice.chance(0.6)):
            sro = given["sro"] or dice.pick(people.sros)
            self._lead(found, threat, LeadRole.SRO, sro, begun, ended, closed, changes=0.0)
        return Leads(sio, lro), found

    def _lro(self, brief: Brief) -> Officer:
        # only active threats count towards a lead's load
        if brief.active and self.lros:
            return self.lros.pop()
        return self.dice.pick(self.people.lros)

    def _lead(
        self,
        found: list[Record],
        threat: Threat,
        role: LeadRole,
        officer: Officer | None,
        begun: date,
        ended: date,
        closed: date | None,
        changes: float = 0.3,
    ) -> None:
        dice = self.dice
        since = dice.workday(begun, min(begun + 30 * DAY, ended))
        if officer is None or dice.chance(changes):
            before = dice.pick(self.people.sios[UNIT] if role is LeadRole.SIO else self.people.lros)
            if officer is None or before.id != officer.id:
                until = dice.workday(since, ended)
                found.append(
                    Assignment(
                        id=self.new_id(),
                        threat=threat.id,
                        role=role,
                        officer=before.id,
                        since=since,
                        until=until,
                    )
                )
                since = min(until + DAY, ended)
        if officer is not None:
            found.append(
                Assignment(
                    id=self.new_id(),
                    threat=threat.id,
                    role=role,
                    officer=officer.id,
                    since=since,
                    until=closed,
                )
            )

    def plan(
        self, brief: Brief, threat: Threat, leads: Leads, begun: date, ended: date, used: set[str]
    ) -> list[Plan]:
        """The 4P plan, with reasons for some of the Ps that have no action; none where there is no plan."""
        if "no plan" in brief.flags:
            return []
        dice, today, lists = self.dice, self.diary.today, words("groups")
        owner = leads.lro or leads.sio
        approved = "not approved" not in brief.flags
        review = dice.workday(today + 5 * DAY, today + 120 * DAY)
        if "plan review overdue" in brief.flags:
            review = dice.workday(today - 70 * DAY, today - 2 * DAY)
        reasons = {
            f"{strand}_not_needed": reason
            for strand, reason in lists["not_needed"].items()
            if strand not in used and dice.chance(0.4)
        }
        return [
            Plan(
                id=self.new_id(),
                threat=threat.id,
                owner=owner.id if owner else None,
                approved_by=dice.pick(lists["approvers"]) if approved else "",
                approved_on=dice.workday(begun, ended) if approved else None,
                next_review=review if brief.active else None,
                **reasons,
            )
        ]

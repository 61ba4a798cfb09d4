"""The nominals of the demonstration by reference, their orders and releases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.codes import NominalRole, OrderState, ThreatKind
from app.domain.dates import add_months
from app.domain.kinds import Record
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.threat import Threat
from app.jobs.demonstration.briefs import Brief
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.groups import Leads

DAY = timedelta(days=1)
ORDER_TYPES = ("scpo", "scpo", "tro", "fro", "stpo")
IDS = {
    "scpo": "order-type-serious-crime-prevention-order",
    "tro": "order-type-travel-restriction-order",
    "fro": "order-type-financial-reporting-order",
    "stpo": "order-type-slavery-and-trafficking-prevention-order",
}


@dataclass(slots=True)
class Members:
    """Makes nominals and orders."""

    dice: Dice
    today: date
    new_id: Callable[[], str]
    made: int = 0

    def members(self, brief: Brief, threat: Threat, leads: Leads, begun: date, ended: date) -> list[Record]:
        """Six to twelve nominals a group, fewer beside other threats; orders on some of the convicted."""
        dice = self.dice
        if brief.given and not brief.given["name"]:
            return []
        count = {ThreatKind.OCG: dice.between(6, 12), ThreatKind.INDIVIDUAL: 1}.get(
            brief.kind, dice.between(3, 6)
        )
        found: list[Record] = []
        for place in range(count):
            nominal = self._nominal(threat, place, begun, ended)
            if nominal.release_on and brief.active and dice.chance(0.65) and leads.lro:
                plan = f"RP-{dice.below(9_000) + 1_000}, agreed with probation"
                nominal = replace(nominal, release_plan=plan, owner=leads.lro.id)
            found.append(nominal)
            if nominal.convicted_on and dice.chance(0.55):
                found.append(self._order(threat, nominal, leads, ended, active=brief.active))
        return found

    def _nominal(self, threat: Threat, place: int, begun: date, ended: date) -> Nominal:
        dice, role = self.dice, NominalRole.PERIPHERAL
        if place < 2:
            role = NominalRole.PRINCIPAL
        elif place < 5:
            role = NominalRole.SIGNIFICANT
        self.made += 1
        charged = dice.chance(0.16)
        charged_on = dice.workday(begun, ended) if charged else None
        convicted_on = None
        if charged_on and dice.chance(0.6) and charged_on < ended - 60 * DAY:
            convicted_on = dice.workday(charged_on + 30 * DAY, ended)
        custody = bool(convicted_on) and dice.chance(0.8)
        release = None
        if custody:
            near = dice.chance(0.1)
            release = dice.workday(self.today + 4 * DAY, self.today + (90 if near else 1800) * DAY)
        return Nominal(
            id=self.new_id(),
            threat=threat.id,
            reference=f"NOM-{100_000 + self.made * 7:06d}",
            role=role,
            since=dice.workday(begun, ended) if dice.chance(0.3) else begun,
            in_custody=custody,
            charged_on=charged_on,
            convicted_on=convicted_on,
            release_on=release,
        )

    def _order(
        self, threat: Threat, nominal: Nominal, leads: Leads, ended: date, *, active: bool
    ) -> AncillaryOrder:
        dice = self.dice
        considered = nominal.convicted_on or ended
        made = AncillaryOrder(
            id=self.new_id(),
            threat=threat.id,
            nominal=nominal.id,
            order_type=IDS[dice.pick(ORDER_TYPES)],
            state=OrderState.CONSIDERED,
            considered_on=considered,
        )
        roll = dice.roll()
        if roll < 0.15:
            return replace(made, state=OrderState.NOT_SOUGHT, note="Not proportionate, CPS agrees.")
        if roll < 0.3:
            return made
        applied = min(considered + dice.between(1, 20) * DAY, ended)
        made = replace(made, state=OrderState.APPLIED, applied_on=applied)
        if roll < 0.42:
            return made
        granted = min(applied + dice.between(5, 60) * DAY, ended)
        made = replace(
            made,
            state=OrderState.GRANTED,
            granted_on=granted,
            reference=f"T{granted:%Y}{dice.below(9_000) + 1_000}",
        )
        if nominal.release_on:
            in_force = nominal.release_on
        else:
            in_force = granted
            made = replace(made, state=OrderState.IN_FORCE)
        expires = add_months(in_force, 12 * dice.between(2, 5))
        if dice.chance(0.1) and in_force < self.today - 300 * DAY:
            expires = self.today + dice.between(8, 80) * DAY
        owner = leads.sio.id if leads.sio and dice.chance(0.8) else None
        made = replace(made, in_force_on=in_force, expires_on=expires, owner=owner)
        if active and dice.chance(0.6):
            due = dice.workday(self.today - 12 * DAY, self.today + 120 * DAY)
            what = dice.pick(("Visit and check conditions", "Financial report due", "Review of the order"))
            made = replace(made, due=due, due_what=what)
        return made

"""What stands beside the threats of the demonstration: gaps, learning, documents, links, people at risk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.domain.beside import Document, IntelligenceGap, Learning, ThreatLink, Transfer
from app.domain.codes import Relation, ThreatKind, TransferState
from app.domain.kinds import Record
from app.domain.threat import Threat
from app.jobs.demonstration.briefs import Brief
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.groups import Leads
from app.jobs.demonstration.lexicon import Lexicon, words

DAY = timedelta(days=1)
BY_HAND = (5, 10, 13, 19)
"""Places of the ranked list at which a group stands though its score would not put it there."""


@dataclass(slots=True)
class Surroundings:
    """Fills in what is known around a threat."""

    dice: Dice
    lexicon: Lexicon
    filled: date
    new_id: Callable[[], str]
    earlier: list[Threat] = field(default_factory=list)

    def known(self, brief: Brief, threat: Threat) -> Threat:
        """The threat with its local links, people at risk, tags and closing report."""
        dice, lists = self.dice, words("beside")
        victims = dice.between(1, 14) if dice.chance(0.35) else None
        at_risk = dice.between(1, 9) if dice.chance(0.3) else None
        closing = not brief.active and dice.chance(0.85)
        return replace(
            threat,
            live_operation=brief.active and bool(threat.operation) and dice.chance(0.25),
            neighbourhood=dice.pick(lists["teams"]).format(place=threat.area) if dice.chance(0.85) else "",
            local_profile=dice.pick(lists["profiles"]) if dice.chance(0.7) else "",
            victims=victims,
            victims_ref=f"VIC-{dice.below(9_000) + 1_000}" if victims else "",
            at_risk=at_risk,
            at_risk_ref=f"SAFE-{dice.below(9_000) + 1_000}" if at_risk else "",
            tags=tuple(sorted(dice.shuffled(lists["tags"])[: dice.between(0, 3)])),
            priority_reason=lists["reasons"][BY_HAND.index(brief.rank)] if brief.rank in BY_HAND else "",
            closing_report=f"CR/{threat.archived_on:%Y}/{dice.below(900) + 100}"
            if closing and threat.archived_on
            else "",
        )

    def beside(self, brief: Brief, threat: Threat, leads: Leads, begun: date, ended: date) -> list[Record]:
        """Gaps, learning, documents, a link, now and then a transfer."""
        dice, lists = self.dice, words("beside")
        found: list[Record] = []
        for _ in range(dice.between(0, 3) if brief.active else dice.between(0, 1)):
            found.append(self._gap(threat, leads, max(begun, ended - 400 * DAY), ended))
        if dice.chance(0.85 if not brief.active else 0.15):
            found.append(
                Learning(
                    id=self.new_id(),
                    threat=threat.id,
                    text=self.lexicon.fill(dice.pick(lists["learning"])),
                    by=leads.lro.display if leads.lro else "Force SOC coordinator",
                    on=ended if not brief.active else dice.workday(max(begun, ended - 200 * DAY), ended),
                    shared_with=dice.pick(lists["shared"]),
                )
            )
        for title, held_in in dice.shuffled(lists["documents"])[: dice.between(0, 2)]:
            number = dice.below(90_000) + 10_000
            found.append(
                Document(
                    id=self.new_id(),
                    threat=threat.id,
                    title=title,
                    reference=f"DOC-{number}",
                    held_in=held_in,
                    on=dice.workday(begun, ended),
                )
            )
        found += self._link(threat, begun, ended)
        if brief.active and brief.kind is ThreatKind.OCG and dice.chance(0.03):
            found.append(self._transfer(threat, ended))
        return found

    def _gap(self, threat: Threat, leads: Leads, begun: date, ended: date) -> IntelligenceGap:
        dice, lists = self.dice, words("beside")
        raised = dice.workday(begun, ended)
        closed = dice.workday(raised, ended) if dice.chance(0.35) else None
        owner = leads.sio if dice.chance(0.75) else None
        return IntelligenceGap(
            id=self.new_id(),
            threat=threat.id,
            text=self.lexicon.fill(dice.pick(lists["gaps"])),
            requirement=dice.pick(lists["requirements"]),
            owner=owner.id if owner else None,
            raised_on=raised,
            closed_on=closed,
            answer=self.lexicon.fill(dice.pick(lists["answers"])) if closed else "",
        )

    def _link(self, threat: Threat, begun: date, ended: date) -> list[Record]:
        dice, earlier = self.dice, self.earlier
        found: list[Record] = []
        if earlier and dice.chance(0.18):
            relation = dice.pick((Relation.WORKS_WITH, Relation.WORKS_WITH, Relation.SPLIT_FROM))
            found.append(
                ThreatLink(
                    id=self.new_id(),
                    threat=threat.id,
                    other=dice.pick(earlier).id,
                    relation=relation,
                    on=dice.workday(begun, ended),
                    note=self.lexicon.fill(dice.pick(words("beside")["notes"])),
                )
            )
        if len(earlier) < 400:
            earlier.append(threat)
        return found

    def _transfer(self, threat: Threat, ended: date) -> Transfer:
        dice = self.dice
        to = next(force for force in ("swrocu", *threat.other_forces) if force != threat.home_force)
        return Transfer(
            id=self.new_id(),
            threat=threat.id,
            from_force=threat.home_force,
            to_force=to,
            reason=dice.pick(words("beside")["transfer"]),
            state=TransferState.PROPOSED,
            proposed_by="Force SOC coordinator",
            proposed_on=dice.workday(ended - 20 * DAY, ended),
        )

"""The custom fields of the demonstration's region, and what its threats say in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.codes import FieldType
from app.domain.custom import CustomField, CustomValue
from app.domain.kinds import Record
from app.domain.threat import Threat
from app.jobs.demonstration.dice import Dice


@dataclass(slots=True)
class AskedBeside:
    """Makes custom fields and their values."""

    dice: Dice
    new_id: Callable[[], str]
    fields: list[CustomField] = field(default_factory=list)

    def custom_fields(self) -> list[CustomField]:
        """What this region wants to know beside what every region does."""
        panel = ("Partnership panel", FieldType.CHOICE, ("Monthly", "Quarterly", "Not held"))
        cash = ("Cash seized to date, £", FieldType.NUMBER, ())
        for place, (name, type_, choices) in enumerate((panel, cash)):
            made = CustomField(
                id=self.new_id(), of="threat", name=name, type=type_, choices=choices, place=place
            )
            self.fields.append(made)
        return self.fields

    def custom(self, threat: Threat) -> list[Record]:
        """What a threat says in them; some say nothing."""
        dice, found = self.dice, list[Record]()
        for one in self.fields:
            if dice.chance(0.4):
                continue
            text = dice.pick(one.choices) if one.choices else str(dice.between(1, 180) * 500)
            found.append(CustomValue(id=self.new_id(), field=one.id, object=threat.id, text=text))
        return found

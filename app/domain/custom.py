"""Custom fields: what a region wants to know beside what every region does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.codes import FieldType
from app.domain.faults import Fault, required


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomField:
    """One field that the region added to a kind of record; `of` is the kind, such as "threat"."""

    id: str
    version: int = 0
    of: str
    name: str
    type: FieldType = FieldType.TEXT
    choices: tuple[str, ...] = ()
    help: str = ""
    place: int = 0
    retired: bool = False

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it: a choice has something to choose from."""
        found = required(name=self.name)
        if self.type is FieldType.CHOICE and not self.choices:
            found.append(Fault("choices", "custom.no_choices"))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomValue:
    """What a record says in a custom field: `object` is the record's id, `text` the value.

    A number stands as Python writes it, a date in ISO form, so that every type sorts and reads back.
    """

    id: str
    version: int = 0
    field: str
    object: str
    text: str

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(text=self.text))

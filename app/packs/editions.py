"""An edition's month: the data cut down to what is released, before anything is counted or worded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from app.domain.codes import EditionKind
from app.domain.edition import Edition
from app.domain.month import Month


class WithheldText(NamedTuple):
    """One thing held back: the kind of record, the field, what it says, and the rule that held it back."""

    kind: str
    field: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Reduced:
    """The month of an edition, and what was held back from it, for the coordinator alone."""

    month: Month
    withheld: tuple[WithheldText, ...] = ()


def reduced(month: Month, edition: Edition) -> Reduced:
    """What of a month an edition may hold; whatever no rule releases stays out."""
    if edition.kind is EditionKind.CHAIR:
        return Reduced(month)
    private = tuple(item for item in month.agenda if item.private)
    held = tuple(WithheldText("agenda_item", "title", item.title, "private") for item in private)
    return Reduced(replace(month, agenda=tuple(i for i in month.agenda if not i.private)), held)

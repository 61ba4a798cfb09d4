"""A reason of the region's list together with words: one text in the record, whatever becomes of the list."""

from __future__ import annotations

from app.domain.codes import ChoiceList
from app.reads.reference import Reference
from app.ui.dialogs.fields import ChoiceField


def reason_field(reference: Reference, list: ChoiceList) -> ChoiceField:
    """A choice of the reasons of a list; the value is the name."""
    names = [choice.name for choice in reference.offered(list)]
    return ChoiceField([("", "Not chosen"), *((name, name) for name in names)])


def reason_of(chosen: str, words: str) -> str:
    """The reason as recorded: the name of the list, then the words."""
    return ": ".join(part for part in (chosen, words.strip()) if part)

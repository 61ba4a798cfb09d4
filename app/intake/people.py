"""Who a cell names: an officer by rank and name, a partner organisation, or nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass

NOBODY = frozenset(
    {"", "tbc", "tba", "tbd", "vacant", "vacancy", "none", "n/a", "na", "nil", "nobody", "unallocated",
     "not allocated", "unknown", "to be confirmed", "to be appointed", "-", "–", "?", "x"}
)  # fmt: skip
"""What people write where there is nobody."""

_PREFIX = r"(?:T/|A/|Acting |Temp(?:orary)? |D/|Det\.? )?"
_RANKS = (
    r"PCSO|PC|DC|TDC|PS|DS|Sgt|DSgt|DI|TDI|ADI|PI|Insp(?:ector)?|C/Insp|Ch(?:ief)? Insp(?:ector)?|CI|DCI|"
    r"Supt|Det Supt|DSU|DSupt|D/Supt|C/Supt|Ch(?:ief)? Supt|DCS|ACC|DCC|CC|Cdr|Superintendent|"
    r"Sergeant|Constable|SCO|SIO|FI|IO|Officer|Mr|Mrs|Ms|Miss|Dr"
)
_OFFICER = re.compile(rf"({_PREFIX}(?:{_RANKS}))\.?\s+(.+)", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(?:\s+[^\W\d_][\w'’.\-]*){0,3}")
_ORGANISATION = re.compile(
    r"\b(council|police|constabulary|hmrc|cps|nca|hmpps|dwp|agency|trust|service|services|team|unit|nhs|school|"
    r"authority|force|department|office|housing|probation|partnership|charity|academy|rocu|ltd|gain|rart|yot)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An officer (rank and name) or an organisation; `text` is what the cell said."""

    text: str
    rank: str = ""
    name: str = ""
    organisation: str = ""

    @property
    def key(self) -> str:
        """Rank and name as compared: two texts alike but for spaces, dots and case are one person."""
        return person_key(self.rank, self.name)


def person_key(rank: str, name: str) -> str:
    """Rank and name without case, dots and doubled spaces."""
    return " ".join(f"{rank} {name}".replace(".", " ").casefold().split())


def nobody(text: str) -> bool:
    """Whether the text says that there is nobody."""
    return text.strip(" .").casefold() in NOBODY


def officer(text: str) -> Party | None:
    """The officer that the text names with a rank, whole; None for anything else."""
    text = " ".join(text.split())
    found = _OFFICER.fullmatch(text)
    if not found or not _NAME.fullmatch(found[2]):
        return None
    return Party(text=text, rank=found[1], name=found[2])


def stated(text: str) -> Party | None:
    """Who a part of a line names: an officer with a rank, or an organisation; None where unsure."""
    text = " ".join(text.split())
    if nobody(text):
        return None
    named = officer(text)
    if named is None and len(text.split()) <= 6 and _ORGANISATION.search(text):
        named = Party(text=text, organisation=text)
    return named


def party(text: str) -> Party | None:
    """Who a cell that should name somebody names; words that are no person are an organisation."""
    text = " ".join(text.split())
    if nobody(text):
        return None
    return officer(text) or Party(text=text, organisation=text)


def lead(text: str) -> Party | None:
    """Who leads: an officer, with or without a rank; None for "TBC", "vacant" and blanks."""
    text = " ".join(text.split())
    if nobody(text):
        return None
    return officer(text) or Party(text=text, name=text)

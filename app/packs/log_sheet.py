"""A printed sheet about the log: the report that goes with an export, or the anchor that is filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.clock import LONDON
from app.domain.dates import shown
from app.packs.phrases import count

ANCHOR = "Anchor of the log"
REPORT = "Verification of the log"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSheet:
    """One sheet: `strong` and `words` open it, `facts` are label and text, `findings` what is wrong."""

    title: str
    name: str
    region: str
    unit: str
    fictional: bool
    marking: str
    made_at: datetime
    strong: str
    words: str
    facts: tuple[tuple[str, str], ...]
    findings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        """The name of its file without the ending; the marking is part of it."""
        tail = f"{self.marking.split(' - ')[0]}{' FICTIONAL' if self.fictional else ''}"
        return f"{self.name} {tail}"


def spaced(hash_: str) -> str:
    """A hash in groups of eight, as a person reads and types it."""
    return " ".join(hash_[at : at + 8] for at in range(0, len(hash_), 8))


def moment(at: datetime) -> str:
    """A moment as a sheet says it, in London's time."""
    here = at.astimezone(LONDON)
    return f"{shown(here.date())}, {here:%H:%M}"


def answer(findings: Sequence[str], entries: int, records: int, anchors: int) -> tuple[str, str]:
    """What a verification comes to, as the sentence that opens a sheet."""
    looked = (
        f"{count(entries, 'entry', 'entries')}, {count(records, 'record')} and {count(anchors, 'anchor')}"
    )
    if findings:
        return (
            f"{count(len(findings), 'finding')}.",
            f"{looked} were looked at; what does not agree is below.",
        )
    return "Nothing was found.", f"{looked} were looked at, and all agree."

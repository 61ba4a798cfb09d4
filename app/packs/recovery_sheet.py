"""The recovery key as a sheet for a second custodian: a value, and its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from app.domain.clock import local
from app.domain.dates import shown
from app.packs import pdf_paper, pdf_section
from app.packs.model import Answer, Block, Section
from app.packs.pdf_page import Place
from app.packs.pdf_paper import Paper

TITLE = "Recovery key"
_HOW = (
    "This key opens the register when a passphrase is forgotten. Whoever has it and a copy of the register's "
    "folder can read everything in it. It does not expire; issuing another revokes it.",
    "Keep it sealed in an envelope, in a safe, with a second custodian: somebody who does not open this "
    "register every day. Sign across the flap. Delete the file that this was printed from; empty the bin.",
    "To use it, two people sit together: the one whose passphrase is forgotten, and the custodian. On the "
    "unlock window choose “Use the recovery key”, the person, and enter the custodian's name, the key and a "
    "new passphrase. Capitals, spaces and hyphens do not matter; a slip is found, and its group named. The "
    "register's log has both names. Issue a new key afterwards, on the page People and keys.",
    "Try it once a year on a copy of a backup, and note the day here.",
    "Custodian: ________________________    Sealed on: ______________    Tried on: ______________",
)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on the sheet: the printed key, the register's name, who issued it and when (UTC)."""

    register: str
    printed: str
    issued_by: str
    issued_at: datetime
    fictional: bool
    marking: str

    @property
    def file_name(self) -> str:
        """The name of its file; the marking is part of it."""
        tail = f"{self.marking.split(' - ')[0]}{' FICTIONAL' if self.fictional else ''}"
        return f"{self.register} recovery sheet {tail}.pdf"


def write(made: RecoverySheet, target: BinaryIO) -> int:
    """Write the sheet to `target` as a PDF; the number of pages."""
    title = f"{TITLE} of {made.register}"
    at = local(made.issued_at)
    paper = Paper(
        id=title,
        head=f"{made.register} · recovery key",
        title=title,
        subject=title,
        region=made.register,
        unit="",
        fictional=made.fictional,
        marking=made.marking,
        made_at=made.issued_at,
    )
    issued = f"Issued by {made.issued_by} on {shown(at.date())}, {at:%H:%M}."
    blocks = (Block(words=issued), *(Block(words=each) for each in _HOW))
    section = Section("recovery", title, Answer(made.printed, ""), blocks)
    place = Place("", title, "", title)
    return pdf_paper.write(paper, lambda book: pdf_section.section(book, section, place), target)

"""The draft of one edition in memory, with what the preflight finds in it and what was held back from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from app.domain.edition import FULL, Edition
from app.domain.preflight import Found
from app.jobs import issue_month
from app.jobs.preflight import findings
from app.packs import pdf
from app.packs.editions import Reduced, WithheldText
from app.packs.model import Pack
from app.packs.read_back import hits, ways
from app.packs.read_back_search import Way
from app.register import Register

Progress = Callable[[str, int, int], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Draft:
    """One edition as it would be issued now: its PDF, its Pack, the findings, and what was held back.

    `ways` say of each thing held back how the files are searched for it.
    """

    pdf: bytes
    pack: Pack
    found: tuple[Found, ...]
    withheld: tuple[WithheldText, ...]
    ways: tuple[Way, ...] = ()


def draft(
    register: Register,
    month: str,
    edition: Edition = FULL,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Draft:
    """The draft of "2026-12" for an edition; reading is enough for it.

    Its pages are searched for what was held back, so that a hit is known before anything is issued. Raises
    Refusal("export.no_meeting") where no meeting is planned, and Cancelled.
    """
    tell = issue_month.teller(progress, cancelled)
    pack, cut = issue_month.drafted(register, month, edition, tell)
    target = BytesIO()
    pdf.write(pack, target, lambda done, whole: tell("Writing the PDF", done, whole))
    made = target.getvalue()
    leaked = _leaked(made, cut)
    said = {"month": month, "edition": edition.kind.value, "holder": edition.holder}
    register.consulted("pack.previewed", pack.id, said)
    looked = tuple(one.way for one in ways(cut))
    return Draft(made, pack, findings(register, cut, pack, edition, leaked), cut.withheld, looked)


def _leaked(made: bytes, cut: Reduced) -> tuple[str, ...]:
    found = hits({"draft.pdf": made}, cut.withheld, cut.month, cut.known)
    return tuple(dict.fromkeys(hit.words for hit in found))

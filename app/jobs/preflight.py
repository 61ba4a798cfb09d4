"""The draft of one edition in memory, with what the preflight finds in it and what was held back from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from app.domain.clock import today
from app.domain.codes import EditionKind
from app.domain.edition import FULL, Edition
from app.domain.month import Month
from app.domain.preflight import Found, by_weight, of_pack
from app.errors import Cancelled
from app.packs import editions, monthly, pdf
from app.packs.editions import Reduced, WithheldText
from app.packs.model import Pack
from app.packs.monthly import Issuing
from app.packs.preflight import seen
from app.reads import months, preflight
from app.register import Register

Progress = Callable[[str, int, int], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Draft:
    """One edition as it would be issued now: its PDF, its Pack, the findings, and what was held back."""

    pdf: bytes
    pack: Pack
    found: tuple[Found, ...]
    withheld: tuple[WithheldText, ...]


def draft(
    register: Register,
    month: str,
    edition: Edition = FULL,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Draft:
    """The draft of "2026-12" for an edition; reading is enough for it.

    Raises Refusal("export.no_meeting") where no meeting is planned, and Cancelled.
    """

    def tell(stage: str, done: int, whole: int) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(stage, done, whole)

    tell("Reading the month", 0, 1)
    rows = register.ask(months.everything, month)
    cut = editions.reduced(rows, edition)
    tell("Reading the month", 1, 1)
    pack = monthly.build(
        cut.month, register.clock.now(), edition=edition, issuing=Issuing(version="1.0", draft=True)
    )
    target = BytesIO()
    pdf.write(pack, target, lambda done, whole: tell("Writing the PDF", done, whole))
    return Draft(target.getvalue(), pack, findings(register, cut, pack, edition), cut.withheld)


def findings(
    register: Register, cut: Reduced, pack: Pack, edition: Edition, leaked: tuple[str, ...] = ()
) -> tuple[Found, ...]:
    """Everything that the preflight finds for one pack, in order of weight; `leaked` from its read-back."""
    day = today(register.clock)
    if edition.kind in (EditionKind.CHAIR, EditionKind.FULL):
        counted = register.ask(preflight.whole, day)
    else:
        counted = register.ask(preflight.among, day, _ids(cut.month))
    return by_weight((*of_pack(seen(cut.month, pack, edition, cut.withheld, leaked)), *counted))


def _ids(month: Month) -> frozenset[str]:
    return frozenset(row.id for row in month.threats)

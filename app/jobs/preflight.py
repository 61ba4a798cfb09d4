"""Everything that the preflight finds for one pack: counted in the register, and seen in the pack itself."""

from __future__ import annotations

from app.domain.clock import today
from app.domain.codes import EditionKind
from app.domain.edition import Edition
from app.domain.month import Month
from app.domain.preflight import Found, by_weight, of_pack
from app.packs.editions import Reduced
from app.packs.model import Pack
from app.packs.preflight import seen
from app.reads import preflight
from app.register import Register


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

"""An edition's month: the data cut down to what is released, before anything is counted or worded."""

from __future__ import annotations

from app.domain.codes import EditionKind
from app.domain.edition import Edition
from app.domain.month import Month
from app.packs import editions_full, editions_partner
from app.packs.editions_force import ForceRules
from app.packs.editions_sieve import (
    NOT_RELEASED,
    OTHER_FORCE,
    Reduced,
    WithheldText,
    held,
    sieve,
    whole,
)

__all__ = ["Reduced", "WithheldText", "reduced"]


def reduced(month: Month, edition: Edition) -> Reduced:
    """What of a month an edition may hold; whatever no rule releases stays out.

    The chair's has everything, the full one all but the private items. A force's and a partner's are made
    of nothing by what their rules release, so that a field added later is in neither until a rule says so.
    """
    if edition.kind is EditionKind.CHAIR:
        return Reduced(month)
    if edition.kind is EditionKind.FULL:
        return sieve(month, editions_full.rules(month), whole)
    if edition.kind is EditionKind.FORCE:
        return sieve(month, ForceRules(month, edition.holder).rules(), held(OTHER_FORCE))
    return sieve(month, editions_partner.rules(month, edition.holder), held(NOT_RELEASED))

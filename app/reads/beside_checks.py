"""What stands beside a threat, as conditions on threats: checks 21 and 40 to 44 of domain.md §5."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists

from app.domain.action import Action
from app.domain.beside import IntelligenceGap, Transfer
from app.domain.codes import ActionState, Strand, TransferState
from app.domain.threat import Threat
from app.store.tables import table


def _without(strand: Strand) -> ColumnElement[bool]:
    threats, actions = table(Threat), table(Action)
    return ~exists().where(
        actions.c.threat == threats.c.id,
        actions.c.strand == strand,
        actions.c.state != ActionState.CANCELLED,
    )


def beside_checks() -> dict[str, ColumnElement[bool]]:
    """The conditions by code; a transfer that waits is a list of its own, not a fault of the threat."""
    threats, gaps, transfers = (table(cls) for cls in (Threat, IntelligenceGap, Transfer))
    t, g = threats.c, gaps.c
    unowned = and_(g.closed_on.is_(None), g.owner.is_(None), g.owner_organisation == "")
    return {
        "no_master": and_(t.niche_ref == "", t.apmis_ref == ""),
        "gap_unowned": exists().where(g.threat == t.id, unowned),
        "no_neighbourhood": t.neighbourhood == "",
        "no_local_profile": t.local_profile == "",
        "at_risk_no_prevent": and_(t.at_risk > 0, _without(Strand.PREVENT)),
        "victims_no_protect": and_(t.victims > 0, _without(Strand.PROTECT)),
        "transfer_waiting": exists().where(
            transfers.c.threat == t.id, transfers.c.state == TransferState.PROPOSED
        ),
    }

"""Rows of a ledger that are taken, as records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.domain import codec
from app.domain.kinds import Record, kind_of
from app.domain.nominal import AncillaryOrder, Nominal
from app.intake.candidates import normal
from app.intake.ledger_rows import LedgerRow


def made(
    rows: list[LedgerRow],
    threats: Mapping[str, str],
    nominals: Mapping[tuple[str, str], str],
    new_id: Callable[[], str],
) -> list[Record]:
    """The records of the rows; `threats` are ids by normal reference, `nominals` by threat and reference.

    Nominals come before the orders that name them; an order on one that is nowhere keeps the reference as its
    note.
    """
    known = dict(nominals)
    found: list[Record] = []
    for row in sorted(rows, key=lambda row: row.ledger.cls is not Nominal):
        threat = threats[normal(row.threat)]
        values = {**row.values, "id": new_id(), "threat": threat}
        record = codec.build(row.ledger.cls, values)
        if isinstance(record, Nominal):
            known[(threat, normal(record.reference))] = record.id
        if isinstance(record, AncillaryOrder) and row.nominal:
            nominal = known.get((threat, normal(row.nominal)))
            note = "" if nominal else f"Nominal {row.nominal}"
            record = replace(record, nominal=nominal, note=note)
        found.append(record)
    return found


KINDS = frozenset({"disruption", "request", "ancillary_order", "nominal", "intelligence_gap"})


def is_ledger(record: Record) -> bool:
    """Whether a record is one that ledgers bring."""
    return kind_of(record) in KINDS

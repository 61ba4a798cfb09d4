"""Rows of a ledger against the register: new, there already, or there with other values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app import words
from app.domain import codec
from app.domain.intake import Known
from app.domain.kinds import Record, kind_of
from app.intake.candidates import normal
from app.intake.findings import Finding, Level
from app.intake.headings import plain
from app.intake.ledger_rows import LedgerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedLedger:
    """A row with the threat it hangs on; `again` says why there is nothing to take in it."""

    row: LedgerRow
    fingerprint: str
    again: str = ""


def _key(flat: Mapping[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(plain(str(flat.get(name) or "")) for name in names)


class LedgerComparer:
    """The ledgers of one file against one snapshot; `coming` are references that the file itself brings."""

    def __init__(self, known: Known, coming: frozenset[str]) -> None:
        self.known = known
        self.coming = coming
        self.ids = {normal(threat.reference): threat.id for threat in known.threats}
        self.nominals = {
            (record.threat, normal(record.reference)): record.id  # type: ignore[attr-defined]
            for record in known.ledger
            if kind_of(record) == "nominal"
        }
        self.records: dict[tuple[str, str], list[Record]] = {}
        for record in known.ledger:
            place = (kind_of(record), record.threat)  # type: ignore[attr-defined]
            self.records.setdefault(place, []).append(record)

    def compare(self, row: LedgerRow, fingerprint: str) -> ComparedLedger:
        """One row beside the register."""
        if fingerprint in self.known.held:
            return ComparedLedger(row=row, fingerprint=fingerprint, again="held")
        threat = self.ids.get(normal(row.threat))
        if threat is None:
            if not normal(row.threat) or normal(row.threat) not in self.coming:
                row = _with(row, "import.ledger.no_threat", Level.HOLD, row.threat)
            return ComparedLedger(row=row, fingerprint=fingerprint)
        match = self._match(row, threat)
        if match is None:
            return ComparedLedger(row=row, fingerprint=fingerprint)
        return ComparedLedger(row=_told(row, match), fingerprint=fingerprint, again="same")

    def _match(self, row: LedgerRow, threat: str) -> Record | None:
        nominal = self.nominals.get((threat, normal(row.nominal))) if row.nominal else None
        wanted = _key({**row.values, "nominal": nominal}, row.ledger.same)
        for record in self.records.get((kind_of(row.ledger.cls), threat), []):
            if _key(codec.flatten(record), row.ledger.same) == wanted:
                return record
        return None


def _with(row: LedgerRow, code: str, level: Level, found: str, reading: str = "") -> LedgerRow:
    finding = Finding(code=code, level=level, place=row.place, found=found, reading=reading)
    return replace(row, findings=(*row.findings, finding))


_WORKED_OUT = frozenset({"state", "bid_on", "raised_on", "decided_by"})
"""Values that the reading adds where the file has none: they say nothing against the register's."""


def _told(row: LedgerRow, match: Record) -> LedgerRow:
    """The row, with what it says otherwise than the register; what the register has stays."""
    flat = codec.flatten(match)
    differ = [
        words.FIELD_WORDS.get(name, name)
        for name, value in row.values.items()
        if name not in _WORKED_OUT and value not in ("", None, []) and value != flat[name]
    ]
    if not differ:
        return row
    return _with(row, "import.ledger.differs", Level.INFO, row.said, ", ".join(differ))

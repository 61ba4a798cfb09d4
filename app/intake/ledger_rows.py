"""One row of a ledger read as the record it means, with what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app import words
from app.domain import codec
from app.domain.codes import ChoiceList, Decision, OrderState, Rating, RequestState, Strand
from app.domain.faults import Fault, stops
from app.domain.region import Choice
from app.domain.request_rules import UNDECIDED
from app.intake.action_cells import strands_of
from app.intake.candidates import Source
from app.intake.cells import Cell
from app.intake.findings import Finding, Level, Place
from app.intake.headings import plain
from app.intake.ledger_fields import THREAT, Ledger

_YES = frozenset({"yes", "y", "true", "x", "1"})
_UNDECIDED = frozenset(plain(state.value) for state in UNDECIDED)
"""What a list of requests says of a decision where there is none yet: where the request stands."""
_LISTS = {"capability": ChoiceList.CAPABILITY, "order_type": ChoiceList.ORDER_TYPE}


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One record of a ledger as plain values of its fields, without id and threat.

    `threat` is the reference as written; `nominal` that of the nominal of an order.
    """

    key: str
    place: Place
    ledger: Ledger
    threat: str
    values: Mapping[str, Any]
    nominal: str = ""
    said: str = ""
    as_written: str
    findings: tuple[Finding, ...] = ()

    @property
    def holding(self) -> Finding | None:
        """The first finding that a person must decide."""
        return next((found for found in self.findings if found.level is Level.HOLD), None)


class _Reading:
    """One row being read."""

    def __init__(self, source: Source, ledger: Ledger, choices: tuple[Choice, ...], row: int) -> None:
        self.source = source
        self.ledger = ledger
        self.choices = choices
        self.row = row
        self.specs = {spec.name: spec for spec in codec.specs(ledger.cls)}
        self.values: dict[str, Any] = {}
        self.findings: list[Finding] = []
        self.threat = self.nominal = ""

    def tell(self, code: str, heading: str, cell: Cell, level: Level, reading: str = "") -> None:
        place = self.source.place(self.row, heading, cell)
        self.findings.append(
            Finding(code=code, level=level, place=place, found=cell.text[:200], reading=reading)
        )

    def take(self, name: str, heading: str, cell: Cell) -> None:
        if name == THREAT:
            self.threat = cell.text
        elif name == "nominal":
            self.nominal = cell.text
        elif name == "theme":
            self._theme(heading, cell)
        elif name in _LISTS:
            self._choice(name, heading, cell)
        else:
            self._plain(name, heading, cell)

    def _theme(self, heading: str, cell: Cell) -> None:
        found = self.source.theme(cell.text)
        if found is None:
            self.tell("import.theme.unknown", heading, cell, Level.WARN)
        else:
            self.values["theme"] = found

    def _choice(self, name: str, heading: str, cell: Cell) -> None:
        word = plain(cell.text)
        for choice in self.choices:
            if choice.list is _LISTS[name] and word in {plain(choice.name), plain(choice.short)} - {""}:
                self.values[name] = choice.id
                return
        if name == "order_type" and self._type_and_reference(cell.text):
            return
        level = Level.HOLD if name == "order_type" else Level.WARN
        self.tell("import.ledger.unknown", heading, cell, level, words.FIELD_WORDS.get(name, name))

    def _type_and_reference(self, text: str) -> bool:
        """Reads "SCPO T2025/118", as the pack's own sheet has it: the type, then the court's reference."""
        for choice in self.choices:
            for said in (choice.name, choice.short):
                first, rest = text[: len(said)], text[len(said) :]
                if (
                    choice.list is ChoiceList.ORDER_TYPE
                    and said
                    and plain(first) == plain(said)
                    and rest[:1] == " "
                ):
                    self.values["order_type"] = choice.id
                    self.values.setdefault("reference", rest.strip())
                    return True
        return False

    def _plain(self, name: str, heading: str, cell: Cell) -> None:
        spec = self.specs[name]
        if spec.type is date:
            if cell.date is None:
                self.tell("import.ledger.no_date", heading, cell, Level.HOLD)
            else:
                self.values[name] = cell.date.isoformat()
        elif spec.type is bool:
            self.values[name] = plain(cell.text) in _YES
        elif spec.type is tuple:
            parts = cell.text.replace("\n", ";").split(";")
            self.values[name] = [part.strip() for part in parts if part.strip()]
        elif issubclass(spec.type, StrEnum):
            self._code(name, spec.type, heading, cell)
        else:
            self.values[name] = cell.text

    def _code(self, name: str, codes: type[StrEnum], heading: str, cell: Cell) -> None:
        word = plain(cell.text)
        if codes is Decision and word in _UNDECIDED:
            return
        found: list[StrEnum] = [code for code in codes if plain(code.value) == word]
        if not found and codes is Strand:
            found = list(strands_of(cell.text))
        if not found and codes is Rating and word in ("negative impact", "no impact"):
            found = [Rating.NEGATIVE if word.startswith("negative") else Rating.NONE]
        if len(found) == 1:
            self.values[name] = found[0].value
        else:
            self.tell("import.ledger.unknown", heading, cell, Level.HOLD, words.FIELD_WORDS.get(name, name))


def _completed(values: dict[str, Any], source: Source) -> None:
    """What a ledger leaves unsaid because its columns imply it."""
    today = (source.as_at if source.as_at and source.as_at <= source.today else source.today).isoformat()
    if "rating" in values:
        values.setdefault("title", values.get("rationale", "").split(". ")[0])
    if "asked" in values:
        values.setdefault("bid_on", min(values.get("decided_on", today), today))
        if "decision" in values:
            values.setdefault("decided_by", f"According to {source.file}")
        values["state"] = _request_state(values).value
    if "order_type" in values:
        values["state"] = _order_state(values, today).value
        if values.get("due") and values["due"] == values.get("expires_on"):
            # a list of orders names its expiry as what is due next; the register works that out
            values.pop("due")
            values.pop("due_what", None)
    if "text" in values:
        values.setdefault("raised_on", today)


def _request_state(values: dict[str, Any]) -> RequestState:
    """As far along the route as everything that the state needs is there."""
    granted = values.get("decision") in (Decision.GRANTED.value, Decision.PART.value)
    agreed = granted and all(
        values.get(name) for name in ("terms", "product", "terms_agreed_on", "starts", "ends")
    )
    if granted and values.get("outcome") and values.get("outcome_on"):
        return RequestState.ENDED
    if agreed:
        return RequestState.UNDER_WAY
    return RequestState.DECIDED if values.get("decision") else RequestState.BID


def _order_state(values: dict[str, Any], today: str) -> OrderState:
    # one that begins later, such as on release, is granted until its day
    if values.get("in_force_on") and values["in_force_on"] <= today:
        return OrderState.IN_FORCE
    for name, state in (
        ("granted_on", OrderState.GRANTED),
        ("applied_on", OrderState.APPLIED),
    ):
        if values.get(name):
            return state
    return OrderState.CONSIDERED


def read(
    key: str,
    source: Source,
    ledger: Ledger,
    choices: tuple[Choice, ...],
    row: int,
    cells: list[tuple[str, str, Cell]],
) -> LedgerRow:
    """The record of a row; `cells` are field, heading and cell of those that hold something."""
    reading = _Reading(source, ledger, choices, row)
    for name, heading, cell in cells:
        if name:
            reading.take(name, heading, cell)
    _completed(reading.values, source)
    written = "\n".join(f"{heading}: {cell.text}" for _, heading, cell in cells)
    findings = reading.findings
    if not any(found.level is Level.HOLD for found in findings):
        findings += _faults(reading, source, written)
    return LedgerRow(
        key=key,
        place=source.place(row),
        ledger=ledger,
        threat=reading.threat,
        values=reading.values,
        nominal=reading.nominal,
        said=_said(reading.values),
        as_written=written,
        findings=tuple(findings),
    )


def _faults(reading: _Reading, source: Source, written: str) -> list[Finding]:
    """What the record itself would refuse, as findings of the row."""
    ledger, place = reading.ledger, source.place(reading.row)
    try:
        record = codec.build(ledger.cls, {**reading.values, "id": "", "threat": ""})
    except TypeError:
        return [Finding(code="import.ledger.incomplete", level=Level.HOLD, place=place, found=written[:200])]
    return [
        Finding(code="import.ledger.fault", level=Level.HOLD, place=place, reading=_worded(fault))
        for fault in stops(record.faults(source.today))
    ]


def _worded(fault: Fault) -> str:
    return f"{words.FIELD_WORDS.get(fault.field, fault.field)}: {words.fault(fault)}"


def _said(values: Mapping[str, Any]) -> str:
    """What the row is about, in a few words."""
    for name in ("title", "asked", "text", "reference"):
        if values.get(name):
            return str(values[name])
    return ""

"""The cells that describe a threat, in a row or a form, read field by field; what fits nowhere is a note."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from app.domain.codes import LeadRole, MappingState, ThreatKind, ThreatStatus
from app.domain.custom_value import PREFIX
from app.domain.tags import of_text
from app.domain.threat import Threat
from app.intake import custom_cells
from app.intake.candidates import (
    ActionCandidate,
    NoteLine,
    ScoreLine,
    Source,
    SupportLine,
    ThreatCandidate,
)
from app.intake.cells import Cell
from app.intake.findings import Finding, Level
from app.intake.headings import plain
from app.intake.people import Party, lead, nobody

_OPERATION = re.compile(r"(?:op|operation)\b\.?\s+(?=\S)", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?!\d)\s*(.*)", re.DOTALL)
_MAPPING = (
    (MappingState.NOT_SUBMITTED, ("not submitted", "not yet submitted", "not mapped", "to be submitted")),
    (MappingState.RETURNED, ("returned", "sent back", "more info")),
    (MappingState.REJECTED, ("rejected", "refused", "not ratified", "declined")),
    (MappingState.RATIFIED, ("ratified", "mapped", "accepted")),
    (MappingState.SUBMITTED, ("submitted", "awaiting", "pending")),
)
"""Words by which ROCTA's answers begin; the longer denials stand before what they deny."""

_LEADS = {"sio": LeadRole.SIO, "lro": LeadRole.LRO, "sro": LeadRole.SRO}
_TEXTS = frozenset(
    {"area", "tier", "niche_ref", "apmis_ref", "summary", "archive_reason", "archive_authoriser",
     "neighbourhood", "local_profile", "victims_ref", "at_risk_ref"}
)  # fmt: skip


class ThreatCells:
    """Gathers one threat from its cells; `done` gives the candidate."""

    def __init__(self, source: Source, row: int) -> None:
        self.source = source
        self.row = row
        self.values: dict[str, Any] = {"home_force": source.force}
        self.notes: list[NoteLine] = []
        self.support: list[SupportLine] = []
        self.findings: list[Finding] = []
        self.leads: list[tuple[LeadRole, Party]] = []
        self.written: list[str] = []
        self.mapping: MappingState | None = None
        self.mapping_text = self.mapping_reason = ""
        self.trained: date | None = None
        self._seen: dict[str, str] = {}
        self.custom: dict[str, str] = {}
        self._others: list[tuple[str, Cell]] = []
        self._score: tuple[Cell, str] | None = None
        self._score_date: tuple[Cell, str] | None = None
        self._takers: dict[str, Callable[[str, Cell], None]] = {
            "reference": lambda _, cell: self.values.update(reference=cell.text),
            "name": lambda _, cell: self.values.update(name=cell.text),
            "operation": lambda _, cell: self.values.update(operation=_OPERATION.sub("", cell.text, count=1)),
            "kind": self._kind,
            "primary_theme": self._primary,
            "secondary_themes": lambda heading, cell: self._others.append((heading, cell)),
            "force": self._force,
            "mapping": self._mapping,
            "lro_trained": self._trained,
            "victims": lambda heading, cell: self._count("victims", heading, cell),
            "at_risk": lambda heading, cell: self._count("at_risk", heading, cell),
            "tags": lambda _, cell: self.values.update(tags=of_text(cell.text)),
            "next_review": lambda heading, cell: self._date("next_review", heading, cell),
            "archived_on": self._archived,
            "request": self._request,
            "status": self._status,
        }

    def warn(self, code: str, heading: str, cell: Cell, found: str = "", level: Level = Level.WARN) -> None:
        """A finding at a cell."""
        place = self.source.place(cell.row, heading, cell)
        self.findings.append(Finding(code=code, level=level, place=place, found=found or cell.text))

    def note(self, heading: str, cell: Cell) -> None:
        """The cell's words kept verbatim under its heading."""
        place = self.source.place(cell.row, heading, cell)
        self.notes.append(NoteLine(heading=heading or cell.address, text=cell.text, place=place))

    def comment(self, heading: str, cell: Cell) -> None:
        """Shows and keeps a cell's comment."""
        if cell.comment:
            place = self.source.place(cell.row, heading, cell)
            said = f"Comment on {heading or cell.address}"
            self.notes.append(NoteLine(heading=said, text=cell.comment, place=place))
            self.warn("import.comment", heading, cell, cell.comment, Level.INFO)

    def take(self, meaning: str, heading: str, cell: Cell) -> None:
        """Reads one cell as its field; the first that says something holds, another is kept as a note."""
        self.comment(heading, cell)
        if cell.formula:
            code = "import.formula.empty" if cell.value is None else "import.formula.cell"
            self.warn(code, heading, cell, cell.text or "=")
        text = cell.text
        if not text:
            return
        key = meaning or heading
        if key in self._seen:
            self._again(key, heading, cell)
            return
        self._seen[key] = text
        self.written.append(f"{heading}: {text}")
        if meaning in _LEADS:
            self._lead(_LEADS[meaning], heading, cell)
        elif meaning in _TEXTS:
            self.values[meaning] = text
        elif meaning == "score":
            self._score = (cell, heading)
        elif meaning == "score_date":
            self._score_date = (cell, heading)
        elif meaning.startswith(PREFIX):
            self._custom(meaning, heading, cell)
        elif meaning in self._takers:
            self._takers[meaning](heading, cell)
        else:
            self.note(heading, cell)

    def _again(self, key: str, heading: str, cell: Cell) -> None:
        if plain(self._seen[key]) == plain(cell.text):
            return
        self.note(heading, cell)
        if key == "name":
            code, place = "import.name.differs", self.source.place(cell.row, heading, cell)
            reading = str(self.values.get("reference", ""))
            self.findings.append(
                Finding(code=code, level=Level.WARN, place=place, found=cell.text, reading=reading)
            )

    def done(self, key: str, actions: tuple[ActionCandidate, ...] = ()) -> ThreatCandidate:
        """The candidate, with what its fields say of each other."""
        place = self.source.place(self.row)
        for heading, cell in self._others:
            # read last: the primary theme may stand in a column to the right
            self._secondary(heading, cell)
        fields = self._fields()
        if not fields.reference:
            found = "; ".join(self.written)[:200]
            code = "import.reference.missing"
            self.findings.append(Finding(code=code, level=Level.HOLD, place=place, found=found))
        elif not fields.name and not fields.operation:
            code = "import.name.missing"
            self.findings.append(Finding(code=code, level=Level.INFO, place=place, found=fields.reference))
        return ThreatCandidate(
            key=key,
            place=place,
            fields=fields,
            as_written="\n".join(self.written),
            mapping=self.mapping,
            mapping_text=self.mapping_text,
            mapping_reason=self.mapping_reason,
            as_at=self.source.as_at,
            leads=tuple(self.leads),
            lro_trained_on=self.trained,
            score=self._scored(),
            custom=tuple(self.custom.items()),
            notes=tuple(self.notes),
            support=tuple(self.support),
            actions=actions,
            findings=tuple(self.findings),
        )

    def _fields(self) -> Threat:
        values = dict(self.values)
        values.setdefault("reference", "")
        if values.get("status") is ThreatStatus.ARCHIVED and not values.get("archive_reason"):
            # an archived record without a reason is refused by its own rules: the file's silence is said
            place, found = self.source.place(self.row), str(values["reference"])
            code = "import.archive.no_reason"
            self.findings.append(Finding(code=code, level=Level.WARN, place=place, found=found))
            values["archive_reason"] = "Not stated in the file"
        if self.mapping is not None:
            values["mapping"] = self.mapping
        return Threat(id="", **values)

    def _custom(self, meaning: str, heading: str, cell: Cell) -> None:
        field = custom_cells.named(meaning, self.source.custom)
        text = custom_cells.read(field, cell, self.source.today) if field else None
        if field is None:
            self.note(heading, cell)
        elif text is None:
            self.warn("import.custom.unfit", heading, cell)
            self.note(heading, cell)
        else:
            self.custom[field.name] = text

    def _kind(self, heading: str, cell: Cell) -> None:
        for kind in ThreatKind:
            if plain(kind.value) == plain(cell.text):
                self.values["kind"] = kind
                return
        self.note(heading, cell)

    def _primary(self, heading: str, cell: Cell) -> None:
        theme = self.source.theme(cell.text)
        if theme is None:
            self.warn("import.theme.unknown", heading, cell)
            self.note(heading, cell)
        self.values["primary_theme"] = theme

    def _secondary(self, heading: str, cell: Cell) -> None:
        whole = self.source.theme(cell.text)
        parts = [cell.text] if whole else [part for part in re.split(r"[,;/&+\n]", cell.text) if part.strip()]
        themes: list[str] = []
        for part in parts:
            theme = self.source.theme(part)
            if theme is None:
                if not nobody(part):
                    self.warn("import.theme.unknown", heading, cell, part.strip())
                    self.note(heading, cell)
            elif theme == self.values.get("primary_theme"):
                self.warn("import.theme.twice", heading, cell, part.strip(), Level.INFO)
            elif theme not in themes:
                themes.append(theme)
        self.values["secondary_themes"] = tuple(themes)

    def _force(self, heading: str, cell: Cell) -> None:
        for force in self.source.forces:
            if plain(cell.text) in (plain(force.name), plain(force.short), plain(force.code)):
                self.values["home_force"] = force.id
                return
        self.note(heading, cell)

    def _lead(self, role: LeadRole, heading: str, cell: Cell) -> None:
        named = lead(cell.text)
        if named is None:
            self.warn("import.lead.none", heading, cell, level=Level.INFO)
        else:
            self.leads.append((role, named))

    def _trained(self, heading: str, cell: Cell) -> None:
        day = cell.date
        if day is not None and day <= self.source.today:
            self.trained = day
        else:
            self.note(heading, cell)

    def _mapping(self, heading: str, cell: Cell) -> None:
        self.mapping_text = cell.text
        word = plain(cell.text)
        for state, beginnings in _MAPPING:
            for beginning in beginnings:
                if word == beginning or word.startswith(f"{beginning} "):
                    self.mapping = state
                    rest = re.sub(r"^[\s\-–:,.(]+|[\s)]+$", "", cell.text[len(beginning) :])
                    self.mapping_reason = rest
                    if rest:
                        self.note(heading, cell)
                    return
        self.warn("import.mapping.unknown", heading, cell)
        self.note(heading, cell)

    def _date(self, name: str, heading: str, cell: Cell) -> None:
        day = cell.date
        if day is None:
            self.warn("import.date.no_date", heading, cell)
            self.note(heading, cell)
        else:
            self.values[name] = day

    def _count(self, name: str, heading: str, cell: Cell) -> None:
        if cell.text.isascii() and cell.text.isdigit() and len(cell.text) < 7:
            self.values[name] = int(cell.text)
            return
        if not nobody(cell.text):
            self.warn("import.count.no_number", heading, cell)
        self.note(heading, cell)

    def _archived(self, heading: str, cell: Cell) -> None:
        day = cell.date
        if day is not None and day > self.source.today:
            self.warn("import.archive.future", heading, cell)
            self.note(heading, cell)
        else:
            self._date("archived_on", heading, cell)
        self.values["status"] = ThreatStatus.ARCHIVED

    def _status(self, heading: str, cell: Cell) -> None:
        if plain(cell.text) in ("archived", "closed"):
            self.values["status"] = ThreatStatus.ARCHIVED
        elif plain(cell.text) not in ("active", "live", "open", "current"):
            self.note(heading, cell)

    def _request(self, heading: str, cell: Cell) -> None:
        """Support that is asked for: a request of its own, with the form's day as that of the bid."""
        if nobody(cell.text):
            return
        day = self.source.as_at
        if day is None or day > self.source.today:
            day = self.source.today
            self.warn("import.support.no_day", heading, cell, level=Level.INFO)
        capability = self.source.capability(cell.text)
        if capability is None:
            self.warn("import.support.no_capability", heading, cell, level=Level.INFO)
        else:
            self.warn("import.support.taken", heading, cell, level=Level.INFO)
        place = self.source.place(cell.row, heading, cell)
        self.support.append(SupportLine(asked=cell.text, capability=capability, bid_on=day, place=place))

    def _scored(self) -> ScoreLine | None:
        if self._score is None:
            if self._score_date:
                cell, heading = self._score_date
                self.warn("import.score_date.alone", heading, cell, level=Level.INFO)
                self.note(heading, cell)
            return None
        cell, heading = self._score
        found = _NUMBER.fullmatch(cell.text)
        if found is None:
            if not nobody(cell.text):
                self.warn("import.score.no_number", heading, cell)
            self.note(heading, cell)
            if self._score_date:
                self.note(self._score_date[1], self._score_date[0])
            return None
        remarks = [found[2].strip()]
        day = self._score_day(remarks)
        scheme = re.fullmatch(r"(.*?)\s*(\d{4})?", "MoRiLE" if "morile" in plain(heading) else heading)
        version = re.search(r"\b(20\d\d)\b", heading)
        return ScoreLine(
            total=float(found[1]),
            scheme=scheme[1] if scheme and "morile" in plain(heading) else "",
            scheme_version=version[1] if version else "",
            assessed_on=day,
            remark="; ".join(remark for remark in remarks if remark),
        )

    def _score_day(self, remarks: list[str]) -> date | None:
        if self._score_date is None:
            return None
        cell, heading = self._score_date
        day = cell.date
        if day is not None and day <= self.source.today:
            return day
        remarks.append(f"{heading}: {cell.text}")
        self.warn("import.score_date.future" if day else "import.score_date.no_date", heading, cell)
        return None

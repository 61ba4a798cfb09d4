"""From a book and its layout to candidates: each shape walked once, in the file's own order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app import words
from app.domain.codes import Strand, ThreatStatus
from app.domain.dates import parse
from app.domain.region import Choice, Force, Theme
from app.intake import action_cells, ledger_rows, lines
from app.intake.candidates import (
    ActionCandidate,
    Candidates,
    LooseRow,
    Source,
    ThreatCandidate,
    joined,
    normal,
)
from app.intake.cells import Book, Cell, Sheet, column_letters
from app.intake.findings import Finding, Level, Place
from app.intake.headings import ACTION_FIELDS, FOUR_PS, IDENTITY, plain
from app.intake.layouts import BookLayout, Heading, LedgerLayout, Shape, SheetLayout, guessed_headings
from app.intake.ledger_rows import LedgerRow
from app.intake.threat_cells import ThreatCells

_AS_AT = re.compile(
    r"\b(?:updated|as at|as of|correct at|correct as at|version of|dated)\b[:\s]*(?:on\s+)?"
    r"(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\s+\d{2,4})",
    re.IGNORECASE,
)


def as_at(sheet: Sheet, before: int) -> date | None:
    """The day that the rows above the headings say the sheet was updated."""
    for row, cells in sheet.rows.items():
        if row >= before:
            return None
        for cell in cells.values():
            found = _AS_AT.search(cell.text)
            if found and (day := parse(found[1])):
                return day
    return None


def force_of(book: Book, forces: tuple[Force, ...]) -> str | None:
    """The one force that the file's name, or else its first rows, name; None where it is none or several."""
    openings = [" ".join(cell.text for cell in cells.values()) for s in book.sheets[:3] for cells in _top(s)]
    for text in (book.file, *openings):
        named = {force.id for force in forces if f" {plain(force.name)} " in f" {plain(text)} "}
        if len(named) == 1:
            return named.pop()
    return None


def _top(sheet: Sheet) -> list[dict[int, Cell]]:
    return [cells for row, cells in sheet.rows.items() if row <= 4]


def read(
    book: Book,
    layout: BookLayout,
    *,
    forces: tuple[Force, ...],
    themes: tuple[Theme, ...],
    today: date,
    force: str | None = None,
    choices: tuple[Choice, ...] = (),
) -> Candidates:
    """The candidates of a book; what concerns no single record is a finding of the file."""
    force = force or force_of(book, forces)
    threats: list[ThreatCandidate] = []
    loose: list[LooseRow] = []
    findings: list[Finding] = []
    if force is None and layout.sheets:
        place = Place(file=book.file)
        findings.append(Finding(code="import.force.unknown", level=Level.WARN, place=place))
    for sheet_layout in layout.sheets:
        sheet = sheet_layout.sheet
        source = Source(
            file=book.file,
            sheet=sheet.name,
            forces=forces,
            themes=themes,
            force=force,
            today=today,
            as_at=as_at(sheet, sheet_layout.header or 3),
            choices=choices,
            custom=layout.mapping.custom,
        )
        walk = _Walk(source, sheet_layout)
        walk.run()
        threats += walk.threats
        loose += walk.loose
        findings += walk.about_sheet() + walk.findings
    findings += [_aside(book, sheet) for sheet in layout.aside]
    ledger = [row for one in layout.ledgers for row in _ledger(book, one, forces, themes, choices, today)]
    headings = tuple(h for s in layout.sheets for h in (*s.labels, *s.headings) if h.heading)
    headings += tuple(h for sheet in layout.aside for h in guessed_headings(sheet))
    return Candidates(
        file=book.file,
        sha256=book.sha256,
        force=force,
        layout=layout,
        headings=headings,
        threats=joined(threats),
        loose=tuple(loose),
        findings=tuple(findings),
        ledger=tuple(ledger),
    )


def _ledger(
    book: Book,
    layout: LedgerLayout,
    forces: tuple[Force, ...],
    themes: tuple[Theme, ...],
    choices: tuple[Choice, ...],
    today: date,
) -> Iterator[LedgerRow]:
    sheet = layout.sheet
    source = Source(
        file=book.file,
        sheet=sheet.name,
        forces=forces,
        themes=themes,
        force=None,
        today=today,
        as_at=as_at(sheet, layout.header),
    )
    for row, cells in sheet.rows.items():
        filled = [
            (*layout.columns.get(column, ("", "")), cell) for column, cell in cells.items() if cell.text
        ]
        if row > layout.header and any(name for name, _, _ in filled):
            yield ledger_rows.read(f"{sheet.name}!{row}", source, layout.ledger, choices, row, filled)


def _aside(book: Book, sheet: Sheet) -> Finding:
    first = next(sheet.cells(), Cell(1, 1, None))
    place = Place(file=book.file, sheet=sheet.name)
    return Finding(code="import.sheet.not_data", level=Level.INFO, place=place, found=first.text[:80])


class _Walk:
    """One sheet being read."""

    def __init__(self, source: Source, layout: SheetLayout) -> None:
        self.source = source
        self.layout = layout
        self.sheet = layout.sheet
        self.threats: list[ThreatCandidate] = []
        self.loose: list[LooseRow] = []
        self.findings: list[Finding] = []

    def run(self) -> None:
        """Reads the sheet by its shape."""
        if self.layout.shape is Shape.WIDE:
            self._wide()
        elif self.layout.shape is Shape.ACTIONS:
            self._actions()
        else:
            self._form()

    def about_sheet(self) -> list[Finding]:
        """What to know of the sheet: hidden parts, formulas, headings that were not recognised."""
        found: list[Finding] = []

        def tell(
            code: str, place: Place, text: str = "", reading: str = "", level: Level = Level.INFO
        ) -> None:
            found.append(Finding(code=code, level=level, place=place, found=text, reading=reading))

        sheet, header = self.sheet, self.layout.header
        if sheet.hidden:
            tell("import.hidden.sheet", self.source.place(0), level=Level.WARN)
        for row in sorted(sheet.hidden_rows):
            cells = sheet.rows.get(row)
            if cells and row > header:
                tell("import.hidden.row", self.source.place(row), next(iter(cells.values())).text[:80])
        for heading in (*self.layout.labels, *self.layout.headings):
            place = self.source.place(header, heading.heading)
            if heading.formula:
                tell("import.formula.column", place)
            elif not heading.field and heading.heading:
                reading = ""
                if heading.suggestion:
                    field = heading.suggestion.replace("_", " ")
                    reading = words.say("import.suggestion", {"field": field})
                tell("import.column.unknown", place, reading=reading)
            if heading.column in sheet.hidden_columns:
                tell("import.hidden.column", place)
        if any(heading.field == "rag" for heading in self.layout.headings):
            tell("import.rag.kept", self.source.place(0))
        for far in sheet.beyond:
            tell("import.cell.beyond", self.source.place(0), far, level=Level.WARN)
        return found

    def _rows(self) -> list[tuple[int, dict[int, Cell]]]:
        return [(row, cells) for row, cells in self.sheet.rows.items() if row > self.layout.header]

    def _cells(self, row: int) -> list[tuple[Heading, Cell]]:
        return [(h, self.sheet.cell(row, h.column)) for h in self.layout.headings if not h.formula]

    def _set_aside(self, row: int) -> None:
        """A row that is no record: one remark alone is only told, more is kept for a person."""
        filled = [cell for cell in self.sheet.rows[row].values() if cell.text and not cell.formula]
        if not filled:
            return
        text = "; ".join(cell.text for cell in filled)
        place = self.source.place(row)
        if len(filled) == 1:
            finding = Finding(code="import.row.remark", level=Level.INFO, place=place, found=text[:300])
            self.findings.append(finding)
            return
        finding = Finding(code="import.row.loose", level=Level.HOLD, place=place, found=text[:300])
        key = f"{self.sheet.name}!{row}"
        self.loose.append(LooseRow(key=key, place=place, as_written=text, finding=finding))

    def _wide(self) -> None:
        for row, cells in self._rows():
            named = [(h, cell) for h, cell in self._cells(row)]
            if not any(cell.text for h, cell in named if h.field in IDENTITY):
                self._set_aside(row)
                continue
            threat = ThreatCells(self.source, row)
            if "archiv" in self.sheet.name.casefold():
                threat.values["status"] = ThreatStatus.ARCHIVED
            actions: list[ActionCandidate] = []
            for heading, cell in named:
                if heading.field in FOUR_PS:
                    threat.comment(heading.heading, cell)
                    actions += self._lines(heading, cell)
                elif cell.text or cell.comment or cell.formula:
                    threat.take(heading.field, heading.heading, cell)
            for heading in self.layout.headings:
                if heading.formula and heading.column in cells:
                    threat.comment(heading.heading, cells[heading.column])
            self.threats.append(threat.done(f"{self.sheet.name}!{row}", tuple(actions)))

    def _lines(self, heading: Heading, cell: Cell) -> list[ActionCandidate]:
        strand = Strand(heading.field.title())
        found = []
        for number, text in enumerate(lines.split(cell.text), 1):
            line = lines.read(text, self.source.as_at)
            place = self.source.place(cell.row, heading.heading, cell)
            said: list[Finding] = []
            if line.year_taken:
                code, reading = "import.due.year_taken", lines.year_words(line)
                said.append(
                    Finding(code=code, level=Level.INFO, place=place, found=line.due_text, reading=reading)
                )
            elif line.due_text:
                code = "import.due.no_year" if lines.lacks_year(line.due_text) else "import.due.no_date"
                said.append(Finding(code=code, level=Level.WARN, place=place, found=line.due_text))
            if action_cells.vague(line.title):
                code = "import.title.vague"
                said.append(Finding(code=code, level=Level.HOLD, place=place, found=line.as_written))
            found.append(
                ActionCandidate(
                    key=f"{self.sheet.name}!{cell.address}/{number}",
                    place=place,
                    strand=strand,
                    strand_text=heading.heading,
                    title=line.title,
                    owner=line.owner,
                    due=line.due,
                    due_text="" if line.due else line.due_text,
                    state=line.state,
                    state_stated=line.state_stated,
                    as_written=line.as_written,
                    findings=tuple(said),
                )
            )
        return found

    def _actions(self) -> None:
        groups: dict[str, ThreatCells] = {}
        actions: dict[str, list[ActionCandidate]] = {}
        for row, _ in self._rows():
            named = self._cells(row)
            filled = [(h, cell) for h, cell in named if cell.text]
            if not any(h.field == "action" or h.field in IDENTITY for h, _ in filled):
                self._set_aside(row)
                continue
            reference = next((cell.text for h, cell in filled if h.field == "reference"), "")
            identity = " ".join(cell.text for h, cell in filled if h.field in IDENTITY)
            key = normal(reference) or f"{self.sheet.name}!{plain(identity) or row}"
            threat = groups.setdefault(key, ThreatCells(self.source, row))
            columns: dict[str, list[tuple[Heading, Cell]]] = {}
            for heading, cell in named:
                if heading.field in ACTION_FIELDS:
                    threat.comment(heading.heading, cell)
                    columns.setdefault(heading.field, []).append((heading, cell))
                elif cell.text or cell.comment:
                    threat.take(heading.field, heading.heading, cell)
            if any(cell.text for pairs in columns.values() for _, cell in pairs):
                action = action_cells.read(f"{self.sheet.name}!{row}", self.source, row, columns)
                whole = "\n".join(f"{h.heading}: {cell.text}" for h, cell in filled)
                actions.setdefault(key, []).append(replace(action, as_written=whole))
        for key, threat in groups.items():
            self.threats.append(threat.done(f"{self.sheet.name}!{threat.row}", tuple(actions.get(key, ()))))

    def _form(self) -> None:
        labels = {int("".join(filter(str.isdigit, label.cell))): label for label in self.layout.labels}
        threat = ThreatCells(self.source, next(iter(labels)))
        for row, label in labels.items():
            beside = [
                cell for cell in self.sheet.rows[row].values() if cell.column > self.layout.label_column
            ]
            threat.comment(label.heading, self.sheet.cell(row, self.layout.label_column))
            for cell in beside:
                threat.take(label.field, label.heading, cell)
        actions: list[ActionCandidate] = []
        if self.layout.header:
            for row, _ in self._rows():
                actions += self._form_row(threat, row)
        self.threats.append(threat.done(f"{self.sheet.name}!", tuple(actions)))

    def _form_row(self, threat: ThreatCells, row: int) -> list[ActionCandidate]:
        columns: dict[str, list[tuple[Heading, Cell]]] = {}
        mapped = set()
        for heading, cell in self._cells(row):
            threat.comment(heading.heading, cell)
            if heading.field in ACTION_FIELDS:
                columns.setdefault(heading.field, []).append((heading, cell))
                mapped.add(heading.column)
        action = any(cell.text for pair in ("action", "strand") for _, cell in columns.get(pair, []))
        for column, cell in self.sheet.rows[row].items():
            if cell.text and (column not in mapped or not action):
                heading_text = next((h.heading for h in self.layout.headings if h.column == column), "")
                threat.note(heading_text or f"Cell {column_letters(column)}{row}", cell)
        if not action:
            return []
        return [action_cells.read(f"{self.sheet.name}!{row}", self.source, row, columns)]

"""The three shapes that trackers have, and how a sheet is recognised as one of them.

wide: one row for each group, with free-text 4P cells; also the list of archived groups.
actions: one row for each action. forms: one form on each sheet, labels left of values, then a table of
actions.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from enum import StrEnum

from app import words
from app.domain.custom import CustomField
from app.domain.custom_value import PREFIX
from app.domain.inbox import ColumnLayout
from app.errors import Refusal
from app.intake.cells import Book, Cell, Sheet
from app.intake.custom_cells import meaning
from app.intake.headings import ACTION_FIELDS, FIELDS, FOUR_PS, IDENTITY, field_of, plain, suggestion
from app.intake.ledger_fields import Ledger, ledger_of
from app.intake.ledger_fields import field_of as ledger_field

PREAMBLE = 40
"""Rows in which headings are looked for."""


class Shape(StrEnum):
    """How a sheet keeps its records."""

    WIDE = "wide"
    ACTIONS = "actions"
    FORMS = "forms"

    @property
    def words(self) -> str:
        """The shape in words."""
        return words.say(f"import.shape.{self.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What a user said of a file's headings: heading to field, "" for no data; shape None: as recognised.

    `custom` are the fields that the region added to threats.
    """

    shape: Shape | None = None
    columns: MappingOf[str, str] = field(default_factory=dict)
    custom: tuple[CustomField, ...] = ()

    def field_of(self, heading: str) -> str:
        """The field of a heading: the user's word first, then the region's own fields, then the synonyms."""
        said = {plain(name): meaning for name, meaning in self.columns.items()}
        if plain(heading) in said:
            return said[plain(heading)]
        return meaning(heading, self.custom) or field_of(heading)

    def record(self, id: str, name: str, version: int = 0) -> ColumnLayout:
        """The mapping as the record that remembers it by name."""
        text = json.dumps(dict(self.columns), ensure_ascii=False, sort_keys=True)
        return ColumnLayout(id=id, version=version, name=name, shape=self.shape or "", mapping=text)


def remembered(layout: ColumnLayout) -> Mapping:
    """The mapping that a record remembers; fields that this version does not know are left out."""
    columns = {
        name: meaning
        for name, meaning in json.loads(layout.mapping).items()
        if meaning in ("", *FIELDS) or meaning.startswith(PREFIX)
    }
    return Mapping(shape=Shape(layout.shape) if layout.shape else None, columns=columns)


def named(name: str, known: tuple[ColumnLayout, ...]) -> Mapping:
    """The layout of that name: one of the shapes, or one that a user remembered."""
    for layout in known:
        if layout.name.casefold() == name.casefold():
            return remembered(layout)
    for shape in Shape:
        if name.casefold() in (shape.value, shape.words.casefold()):
            return Mapping(shape=shape)
    names = ", ".join([*(shape.value for shape in Shape), *(layout.name for layout in known)])
    raise Refusal("import.no_layout", name=name, known=names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One heading (or label of a form): the field it means or may mean, with a value from below."""

    sheet: str
    heading: str
    cell: str
    column: int
    field: str = ""
    suggestion: str = ""
    example: str = ""
    formula: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """How one sheet is read; `header` is the row of the headings; in a form, of the actions' table, or 0."""

    sheet: Sheet
    shape: Shape
    header: int
    headings: tuple[Heading, ...]
    label_column: int = 0
    labels: tuple[Heading, ...] = ()

    def columns(self) -> dict[str, list[Heading]]:
        """The headings of each field; several columns may mean one."""
        found: dict[str, list[Heading]] = {}
        for heading in self.headings:
            if heading.field:
                found.setdefault(heading.field, []).append(heading)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLayout:
    """How a sheet that is a ledger is read; `columns` are field and heading by column."""

    sheet: Sheet
    ledger: Ledger
    header: int
    columns: MappingOf[int, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLayout:
    """How a file is read; `aside` are the sheets in which no headings of a tracker were recognised."""

    sheets: tuple[SheetLayout, ...]
    aside: tuple[Sheet, ...]
    mapping: Mapping
    ledgers: tuple[LedgerLayout, ...] = ()

    @property
    def shape(self) -> Shape | None:
        """The shape of most of its sheets, None where none was recognised."""
        counted = Counter(layout.shape for layout in self.sheets)
        return counted.most_common(1)[0][0] if counted else None


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell.value, str) and not cell.formula and len(cell.text) <= 80 else ""


def _fields_in(sheet: Sheet, row: int, mapping: Mapping) -> dict[str, int]:
    fields: dict[str, int] = {}
    for column, cell in sheet.rows.get(row, {}).items():
        meaning = mapping.field_of(_text(cell)) if _text(cell) else ""
        if meaning:
            fields.setdefault(meaning, column)
    return fields


def _looked_at(sheet: Sheet) -> list[int]:
    return [row for row in sheet.rows if row <= PREAMBLE or len(sheet.rows) <= PREAMBLE][:PREAMBLE]


def _header(sheet: Sheet, mapping: Mapping) -> tuple[int, dict[str, int]]:
    best: tuple[int, dict[str, int]] = (0, {})
    for row in _looked_at(sheet):
        fields = _fields_in(sheet, row, mapping)
        if len(fields) > len(best[1]):
            best = (row, fields)
    return best


def _label_column(sheet: Sheet, mapping: Mapping, before: int) -> int:
    """The column with the most labels of a form, or 0 where the sheet does not read like one."""
    counted: Counter[int] = Counter()
    with_reference: set[int] = set()
    for row in _looked_at(sheet):
        if before and row >= before:
            break
        cells = sheet.rows[row]
        first = next(iter(cells.values()))
        meaning = mapping.field_of(_text(first)) if _text(first) else ""
        if meaning and meaning not in ACTION_FIELDS and len(cells) <= 3:
            counted[first.column] += 1
            if meaning == "reference":
                with_reference.add(first.column)
    column, times = counted.most_common(1)[0] if counted else (0, 0)
    return column if times >= 3 and column in with_reference else 0


def _shape_of(sheet: Sheet, fields: dict[str, int], form: bool) -> Shape | None:
    if form:
        return Shape.FORMS
    if "action" in fields and ("strand" in fields or "due" in fields or "owner" in fields):
        return Shape.ACTIONS
    identified = any(name in fields for name in IDENTITY)
    if identified and (len(fields) >= 2 or any(name in fields for name in FOUR_PS)):
        return Shape.WIDE
    return None


def _heading(sheet: Sheet, cell: Cell, mapping: Mapping, below: list[Cell]) -> Heading:
    filled = [found for found in below if found.value is not None or found.formula]
    formula = bool(filled) and all(found.formula for found in filled)
    meaning = "" if formula else mapping.field_of(cell.text)
    said = plain(cell.text) in {plain(name) for name in mapping.columns}
    return Heading(
        sheet=sheet.name,
        heading=" ".join(cell.text.split())[:80],
        cell=cell.address,
        column=cell.column,
        field=meaning,
        suggestion="" if meaning or said or formula else suggestion(cell.text),
        example=next((found.text[:80] for found in filled if found.text), ""),
        formula=formula,
    )


def _headings(sheet: Sheet, row: int, mapping: Mapping) -> tuple[Heading, ...]:
    if not row:
        return ()
    below: dict[int, list[Cell]] = {}
    for number, cells in sheet.rows.items():
        if number > row:
            for column, cell in cells.items():
                below.setdefault(column, []).append(cell)
    named_cells = sheet.rows[row]
    columns = sorted(named_cells.keys() | below.keys())
    return tuple(
        _heading(sheet, named_cells.get(column) or Cell(row, column, None), mapping, below.get(column, []))
        for column in columns
    )


def _labels(sheet: Sheet, column: int, until: int, mapping: Mapping) -> tuple[Heading, ...]:
    found = []
    for row, cells in sheet.rows.items():
        if until and row >= until:
            break
        label = cells.get(column)
        if label is None or not _text(label):
            continue
        values = [cell for at, cell in cells.items() if at > column]
        if values or mapping.field_of(label.text):
            found.append(_heading(sheet, label, mapping, values))
    return tuple(found)


def _sheet_layout(sheet: Sheet, mapping: Mapping) -> SheetLayout | None:
    row, fields = _header(sheet, mapping)
    table = row if "action" in fields else 0
    column = _label_column(sheet, mapping, table)
    shape = _shape_of(sheet, fields, form=bool(column))
    if mapping.shape is Shape.FORMS and not column:
        return None
    if mapping.shape in (Shape.WIDE, Shape.ACTIONS):
        # the user's word: a wide tracker's archive sheet stays wide, and a list needs its actions
        shape = mapping.shape if fields else None
        if shape is Shape.ACTIONS and "action" not in fields:
            shape = None
    if shape is None:
        return None
    if shape is Shape.FORMS:
        labels = _labels(sheet, column, table, mapping)
        if not labels:
            return None
        headings = _headings(sheet, table, mapping)
        return SheetLayout(
            sheet=sheet, shape=shape, header=table, headings=headings, label_column=column, labels=labels
        )
    return SheetLayout(sheet=sheet, shape=shape, header=row, headings=_headings(sheet, row, mapping))


def _ledger_layout(sheet: Sheet, mapping: Mapping) -> LedgerLayout | None:
    """The sheet as a ledger; never where it holds a plan, or where the user said what it is."""
    if mapping.shape is not None:
        return None
    for row in _looked_at(sheet):
        cells = {column: cell for column, cell in sheet.rows[row].items() if _text(cell)}
        ledger = ledger_of([_text(cell) for cell in cells.values()])
        if ledger is None or {*FOUR_PS, "action"} & _fields_in(sheet, row, mapping).keys():
            continue
        columns = {column: (ledger_field(ledger, _text(cell)), _text(cell)) for column, cell in cells.items()}
        return LedgerLayout(sheet=sheet, ledger=ledger, header=row, columns=columns)
    return None


def recognise(book: Book, mapping: Mapping | None = None) -> BookLayout:
    """How each sheet of the book is read, as far as its headings allow."""
    mapping = mapping or Mapping()
    layouts, aside, ledgers = [], [], []
    for sheet in book.sheets:
        if not sheet.rows:
            continue
        ledger = _ledger_layout(sheet, mapping)
        if ledger is not None:
            ledgers.append(ledger)
            continue
        layout = _sheet_layout(sheet, mapping)
        if layout is None:
            aside.append(sheet)
        else:
            layouts.append(layout)
    return BookLayout(sheets=tuple(layouts), aside=tuple(aside), mapping=mapping, ledgers=tuple(ledgers))


def guessed_headings(sheet: Sheet) -> tuple[Heading, ...]:
    """The likely headings of a sheet that was not recognised, for the user to say what they mean."""
    for row in _looked_at(sheet):
        cells = [cell for cell in sheet.rows[row].values() if _text(cell)]
        if len(cells) >= 2:
            return _headings(sheet, row, Mapping())
    return ()

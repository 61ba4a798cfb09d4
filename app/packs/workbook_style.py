"""The look of a cell by its column's kind (excel.md §1–3), prepared once for each column."""

from __future__ import annotations

from copy import copy
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from app.packs.model import Column, ColumnKind

FACE = "Arial"
BODY = Font(name=FACE, size=9)
BOLD = Font(name=FACE, size=9, bold=True)
HAIR = Border(bottom=Side("hair", "FF000000"))
HEAD = Border(top=Side("medium", "FF000000"), bottom=Side("thin", "FF000000"))

FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.RAG: "@",
    ColumnKind.DATE: "dd mmm yyyy",
    ColumnKind.DAYS: "0",
    ColumnKind.NUMBER: "#,##0",
    ColumnKind.SCORE: "0",
    ColumnKind.CHANGE: "+0;\u22120;0",
    ColumnKind.TIME: "hh:mm",
}
LEFT = (ColumnKind.TEXT, ColumnKind.RAG)


def prepared(sheet: Any, font: Font, border: Border, alignment: Alignment, number_format: str) -> Any:
    """A cell of a write-only sheet with its style; give it a value and append it, row after row."""
    cell = WriteOnlyCell(sheet)
    cell.font, cell.border, cell.alignment, cell.number_format = font, border, alignment, number_format
    return cell


def head(sheet: Any, column: Column) -> Any:
    """The head of a column."""
    side = "left" if column.kind in LEFT else "right"
    cell = prepared(sheet, BOLD, HEAD, Alignment(horizontal=side, vertical="bottom", wrap_text=True), "@")
    cell.value = column.title
    return cell


def body(sheet: Any, column: Column) -> Any:
    """The cells of a column."""
    side = "left" if column.kind in LEFT else "right"
    alignment = Alignment(horizontal=side, vertical="top", wrap_text=column.wrap or None)
    return prepared(sheet, BODY, HAIR, alignment, FORMATS[column.kind])


def as_text(cell: Any) -> Any:
    """The same cell with the quote prefix, for text that could be taken for a formula."""
    quoted = WriteOnlyCell(cell.parent)
    quoted._style = copy(cell._style)
    quoted._style.quotePrefix = 1
    return quoted


def with_decimal(cell: Any) -> Any:
    """The same cell for a score that has a decimal."""
    other = WriteOnlyCell(cell.parent)
    other._style = copy(cell._style)
    other.number_format = "0.0"
    return other


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour, bgColor=colour)


def _frame(colour: str) -> Border:
    side = Side("thin", colour)
    return Border(left=side, right=side, top=side, bottom=side)


def rules(title: str) -> list[tuple[str, CellIsRule]]:
    """The conditional formats of a column by its title: the cell equals a word."""
    if title == "RAG":
        return [
            (
                "Red",
                CellIsRule(
                    "equal", ['"Red"'], font=Font(bold=True, color="FFFFFFFF"), fill=_fill("FFA81C1C")
                ),
            ),
            ("Amber", CellIsRule("equal", ['"Amber"'], font=Font(color="FF000000"), fill=_fill("FFF2B632"))),
            (
                "Green",
                CellIsRule("equal", ['"Green"'], font=Font(color="FF1B7342"), border=_frame("FF1B7342")),
            ),
            ("Blue", CellIsRule("equal", ['"Blue"'], font=Font(color="FF1F5A9E"), border=_frame("FF1F5A9E"))),
        ]
    bold = {"Weight": ("High",), "Change": ("new", "slipped")}.get(title, ())
    return [(word, CellIsRule("equal", [f'"{word}"'], font=Font(bold=True))) for word in bold]

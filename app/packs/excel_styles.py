"""The look of the workbook (excel.md §1 to §3): Arial, black rules, and RAG by rules on the word itself."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import CellIsRule, Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList

from app.packs.model import Column, ColumnKind, Sheet

BLACK = "FF000000"
FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.RAG: "@",
    ColumnKind.DATE: "dd mmm yyyy",
    ColumnKind.DAYS: "0",
    ColumnKind.NUMBER: "0",
    ColumnKind.SCORE: "0",
    ColumnKind.CHANGE: "+0;\u22120;0",
    ColumnKind.TIME: "hh:mm",
    ColumnKind.SHARE: "0%",
}
LEFT = (ColumnKind.TEXT, ColumnKind.RAG)
_HEAD = Border(top=Side("medium", BLACK), bottom=Side("thin", BLACK))
_ROW = Border(bottom=Side("hair", BLACK))


def arial(size: int = 9, *, bold: bool = False, colour: str = BLACK) -> Font:
    """The one face of the workbook."""
    return Font(name="Arial", size=size, bold=bold, color=colour, family=2)


def new_book() -> Any:
    """A write-only workbook whose normal style is ours: column widths are counted in its characters."""
    book: Any = Workbook(write_only=True)
    book._fonts = IndexedList([arial()])
    book._named_styles["Normal"].font = arial()
    return book


def style(
    book: Workbook, font: Font, alignment: Alignment, border: Border, form: str = "@", *, quoted: bool = False
) -> int:
    """The number of a cell style in the workbook."""
    cell: Any = WriteOnlyCell(book.worksheets[0])
    cell.font, cell.alignment, cell.border, cell.number_format = font, alignment, border, form
    if quoted:
        cell._style.quotePrefix = 1
    return int(cell.style_id)


def _look(column: Column, before: Column | None, **more: Any) -> Alignment:
    """Words left, numbers right; words after a number stand a little off it."""
    if column.kind not in LEFT:
        return Alignment(horizontal="right", **more)
    return Alignment(horizontal="left", indent=int(before is not None and before.kind not in LEFT), **more)


def head_style(book: Workbook, column: Column, before: Column | None = None) -> int:
    """The head of a column: bold, at the bottom, aligned as its cells; `before` stands at its left."""
    look = _look(column, before, vertical="bottom", wrap_text=True)
    return style(book, arial(bold=True), look, _HEAD)


def body_style(
    book: Workbook, column: Column, form: str, before: Column | None = None, *, quoted: bool = False
) -> int:
    """The cells of a column; `before` stands at its left."""
    look = _look(column, before, vertical="top", wrap_text=column.wrap or None)
    return style(book, arial(), look, _ROW, form, quoted=quoted)


def plain_style(book: Workbook, size: int = 9, *, bold: bool = False, wrap: bool = False) -> int:
    """A cell without rules, as on About."""
    look = Alignment(horizontal="left", vertical="top", wrap_text=wrap or None)
    return style(book, arial(size, bold=bold), look, Border())


def form_of(sheet: Sheet, place: int) -> str:
    """The number format of a column; scores show a decimal where the scheme gives one."""
    kind = sheet.columns[place].kind
    if kind is ColumnKind.SCORE:
        scores = (row[place] for row in sheet.rows)
        if any(isinstance(score, float) and not score.is_integer() for score in scores):
            return "0.0"
    return FORMATS[kind]


def _is(word: str, **look: object) -> Rule:
    make: Any = CellIsRule
    rule: Rule = make(operator="equal", formula=[f'"{word}"'], **look)
    return rule


def _frame(colour: str) -> Border:
    side = Side("thin", colour)
    return Border(left=side, right=side, top=side, bottom=side)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", bgColor=colour, fgColor=colour)


def rules(column: Column) -> tuple[Rule, ...]:
    """The conditional formats of a column: each only asks whether the cell equals a word (excel.md §3)."""
    if column.kind is ColumnKind.RAG:
        return (
            _is("Red", fill=_fill("FFA81C1C"), font=Font(bold=True, color="FFFFFFFF")),
            _is("Amber", fill=_fill("FFF2B632"), font=Font(color=BLACK)),
            _is("Green", font=Font(color="FF1B7342"), border=_frame("FF1B7342")),
            _is("Blue", font=Font(color="FF1F5A9E"), border=_frame("FF1F5A9E")),
        )
    if column.title == "Live":
        return (_is("Yes", font=Font(bold=True), border=_frame(BLACK)),)
    if column.title == "Weight":
        return (_is("High", font=Font(bold=True)),)
    if column.title == "Change" and column.kind is ColumnKind.TEXT:
        return tuple(_is(word, font=Font(bold=True)) for word in ("new", "slipped", "deleted"))
    return ()

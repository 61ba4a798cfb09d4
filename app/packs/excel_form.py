"""A sheet to be filled in: framed cells open, all others locked, choices and dates checked by the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from app.packs.excel_styles import BLACK, LEFT, arial
from app.packs.model import Column, ColumnKind, Sheet

_SIDE = Side("thin", BLACK)
_FRAME = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_TOO_LATE = 73_050
"""The last day of 2099, as Excel counts days."""


@dataclass(frozen=True, slots=True)
class Form:
    """The columns of a sheet that are filled in, by title, and the choices of those that are chosen."""

    filled: frozenset[str]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def open_style(book: Any, column: Column, form: str, *, quoted: bool = False) -> int:
    """The number of the style of a cell to be filled in: a thin border on all sides, not locked."""
    cell: Any = WriteOnlyCell(book.worksheets[0])
    cell.font, cell.border, cell.number_format = arial(), _FRAME, form
    side = "left" if column.kind in LEFT else "right"
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=column.wrap or None)
    cell.protection = Protection(locked=False)
    if quoted:
        cell._style.quotePrefix = 1
    return int(cell.style_id)


def protect(made: Any, sheet: Sheet, form: Form, last: int) -> None:
    """Protects a sheet without a password, and checks what is typed in its open cells."""
    made.protection.sheet = True
    made.protection.formatRows = made.protection.formatColumns = False
    made.protection.sort = made.protection.autoFilter = False
    for place, column in enumerate(sheet.columns, 1):
        checked = _check(column, form)
        if checked is not None:
            letters = get_column_letter(place)
            checked.add(f"{letters}2:{letters}{last}")
            made.data_validations.append(checked)


def _check(column: Column, form: Form) -> Any:
    if column.title in form.choices:
        words = ", ".join(form.choices[column.title])
        return DataValidation(
            type="list",
            formula1=f'"{",".join(form.choices[column.title])}"',
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=column.title,
            error=f"Choose one of: {words}.",
        )
    if column.title in form.filled and column.kind is ColumnKind.DATE:
        return DataValidation(
            type="date",
            operator="between",
            formula1="36526",
            formula2=str(_TOO_LATE),
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=column.title,
            error="Enter a date, such as 18 Dec 2026.",
        )
    return None

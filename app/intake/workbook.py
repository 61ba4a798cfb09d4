"""Workbooks: looked over as a zip before parsing, then read for values, hidden parts, comments and formulas.

Runs in the child process. openpyxl is told to leave lxml alone, which would silently switch its parser, and
parses with defusedxml.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.errors import Refusal
from app.intake.cells import column_letters, packed

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_ENTRIES = 2_000
MAX_INFLATED = 96 * 1024 * 1024
MAX_RATIO = 200
"""Inflated to packed bytes of one entry over a megabyte: trackers reach 30, bombs 1,000."""
MAX_SHEETS = 300
MAX_ROW = 60_000
MAX_COLUMN = 300
MAX_CELLS = 600_000
MAX_TEXT = 100_000
"""Characters of one cell: Excel itself keeps 32,767."""
MAX_AREA = 100_000
"""Cells of one merged or linked range: openpyxl makes an object for each."""

_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_RANGE = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^<>]*?\bref\s*=\s*[\"']\$?([A-Za-z]{1,4})\$?(\d{1,9}):\$?([A-Za-z]{1,4})\$?(\d{1,9})"
)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def check_zip(data: bytes) -> None:
    """Refuses what must not be parsed: too many entries, too many bytes, a bomb's ratio, doubled names."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            cells, infos = 0, archive.infolist()
            names = {info.filename for info in infos}
            if any(info.flag_bits & 1 for info in infos):
                raise Refusal("import.password")
            if "xl/workbook.bin" in names or "content.xml" in names or "word/document.xml" in names:
                raise Refusal("import.format")
            if not any(name.endswith("workbook.xml") for name in names):
                raise Refusal("import.format")
            if len(names) != len(infos):
                raise Refusal("import.unreadable")
            if len(infos) > MAX_ENTRIES or sum(info.file_size for info in infos) > MAX_INFLATED:
                raise Refusal("import.too_large")
            for info in infos:
                if info.file_size > 1024 * 1024 and info.file_size > MAX_RATIO * max(info.compress_size, 1):
                    raise Refusal("import.too_large")
            for info in infos:
                if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml"):
                    xml = archive.read(info)
                    _check_ranges(xml)
                    cells += len(_CELL.findall(xml))
            if cells > MAX_CELLS:
                raise Refusal("import.too_large")
    except Refusal:
        raise
    except Exception:
        # zipfile meets damage in many ways: BadZipFile, zlib.error, struct.error, NotImplementedError
        raise Refusal("import.unreadable") from None


def _check_ranges(xml: bytes) -> None:
    for left, top, right, bottom in _RANGE.findall(xml):
        width = abs(_number(right) - _number(left)) + 1
        if width * (abs(int(bottom) - int(top)) + 1) > MAX_AREA:
            raise Refusal("import.too_large")


def _load(data: bytes, data_only: bool) -> Workbook:
    os.environ["OPENPYXL_LXML"] = "False"
    import openpyxl

    # read once, at the import: a process begun from here writes workbooks as ever
    del os.environ["OPENPYXL_LXML"]
    return openpyxl.load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False, keep_vba=False)


def read(data: bytes) -> list[dict[str, Any]]:
    """The sheets of a workbook as plain values; Refusal for what it cannot or must not read."""
    check_zip(data)
    book = _load(data, data_only=False)
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "_cells")]
    if len(sheets) > MAX_SHEETS:
        raise Refusal("import.too_large")
    formulas = any(cell.data_type == "f" for sheet in sheets for cell in _cells(sheet))
    # a second reading for the values that the file's own program last worked out; nothing is evaluated here
    worked_out = _load(data, data_only=True) if formulas else None
    return [_sheet(sheet, worked_out[sheet.title] if worked_out else None) for sheet in sheets]


def _cells(sheet: Worksheet) -> Iterator[Any]:
    # only cells that exist: one at XFD1048576 would make iter_rows walk a million rows
    cells: dict[tuple[int, int], Any] = sheet._cells
    for key in sorted(cells):
        yield cells[key]


def _plain(value: object) -> tuple[str, Any]:
    if isinstance(value, datetime):
        if value.hour or value.minute or value.second:
            return "s", f"{value:%d/%m/%Y %H:%M}"
        return packed(date(value.year, value.month, value.day))
    return packed(value)


def _sheet(sheet: Worksheet, worked_out: Worksheet | None) -> dict[str, Any]:
    cells: list[list[Any]] = []
    beyond: list[str] = []
    for cell in _cells(sheet):
        comment = (cell.comment.text or "").strip() if cell.comment else ""
        if cell.value is None and not comment:
            continue
        if cell.row > MAX_ROW or cell.column > MAX_COLUMN:
            beyond.append(f"{column_letters(cell.column)}{cell.row}: {str(cell.value)[:200]}")
            continue
        formula = cell.data_type == "f"
        value = cell.value
        if formula:
            value = worked_out.cell(cell.row, cell.column).value if worked_out else None
        kind, plain = _plain(value)
        if kind == "s" and len(plain) > MAX_TEXT:
            raise Refusal("import.too_large")
        cells.append([cell.row, cell.column, kind, plain, formula, comment])
    columns: set[int] = set()
    for letters, width in sheet.column_dimensions.items():
        if width.hidden:
            first = width.min or _number(letters.encode())
            columns.update(range(first, min(width.max or first, MAX_COLUMN) + 1))
    hidden_rows = [row for row, height in sheet.row_dimensions.items() if height.hidden and row <= MAX_ROW]
    return {
        "name": sheet.title,
        "hidden": sheet.sheet_state != "visible",
        "cells": cells,
        "hidden_rows": hidden_rows,
        "hidden_columns": sorted(columns),
        "beyond": beyond[:50] + ([f"and {len(beyond) - 50} more"] if len(beyond) > 50 else []),
    }

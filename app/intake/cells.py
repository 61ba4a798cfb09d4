"""A file as plain cells, and the JSON in which the child process hands them over; validated on arrival."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.dates import parse
from app.errors import Refusal

Value = str | int | float | bool | date | None


def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something; `formula`: the value is what the file last worked out, or None."""

    row: int
    column: int
    value: Value
    formula: bool = False
    comment: str = ""

    @property
    def text(self) -> str:
        """The value as text: a date as 26/11/2026, a whole number without a point; trimmed."""
        value = self.value
        if value is None:
            return ""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() else str(value)
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return str(value).strip()

    @property
    def date(self) -> date | None:
        """The date it holds or states whole, else None."""
        return self.value if isinstance(self.value, date) else parse(self.text)

    @property
    def address(self) -> str:
        """The cell's address: "J6"."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its cells by row, and what was hidden in it or lay too far out to be read."""

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    beyond: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell, empty where there is none."""
        return self.rows.get(row, {}).get(column) or Cell(row, column, None)

    def cells(self) -> Iterator[Cell]:
        """Every cell that holds something, row by row."""
        for row in self.rows.values():
            yield from row.values()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A whole file; a CSV file is a book of one sheet without a name."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]


def to_json(sheets: list[dict[str, Any]]) -> bytes:
    """The sheets that a reader built, as the bytes that cross from the child."""
    return json.dumps({"sheets": sheets}, ensure_ascii=False).encode("utf-8", "replace")


def packed(value: object) -> tuple[str, Any]:
    """A value as its kind and its plain form: dates as ISO text, anything unknown as text."""
    if isinstance(value, bool):
        return "b", value
    if isinstance(value, int):
        # a number that no sheet can hold is kept by its digits
        return ("i", value) if abs(value) < 10**15 else ("s", str(value))
    if isinstance(value, float):
        return ("f", value) if math.isfinite(value) else ("s", str(value))
    if isinstance(value, date):
        return "d", f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
    return "s", "" if value is None else str(value)


_KINDS: dict[str, type | tuple[type, ...]] = {"b": bool, "i": int, "f": (int, float), "d": str, "s": str}


def _cell(raw: Any) -> Cell:
    row, column, kind, value, formula, comment = raw
    plain: Any = value
    if not (_whole(row) and _whole(column) and isinstance(formula, bool) and isinstance(comment, str)):
        raise ValueError("a cell is not as agreed")
    if not isinstance(plain, _KINDS[kind]):
        raise ValueError("a value is not of its kind")
    if kind == "d":
        plain = date.fromisoformat(value)
    elif kind == "f":
        plain = float(value)
    elif kind == "s" and formula and not value:
        plain = None
    return Cell(row, column, plain, formula, comment)


def _whole(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number > 0


def _sheet(raw: Any) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    for item in raw["cells"]:
        cell = _cell(item)
        rows.setdefault(cell.row, {})[cell.column] = cell
    name, hidden, beyond = raw["name"], raw["hidden"], raw["beyond"]
    if (
        not isinstance(name, str)
        or not isinstance(hidden, bool)
        or not all(isinstance(b, str) for b in beyond)
    ):
        raise ValueError("a sheet is not as agreed")
    numbers = (*raw["hidden_rows"], *raw["hidden_columns"])
    if not all(_whole(number) for number in numbers):
        raise ValueError("hidden rows are not numbers")
    return Sheet(
        name=name,
        hidden=hidden,
        rows=dict(sorted((row, dict(sorted(cells.items()))) for row, cells in rows.items())),
        hidden_rows=frozenset(raw["hidden_rows"]),
        hidden_columns=frozenset(raw["hidden_columns"]),
        beyond=tuple(beyond),
    )


def from_json(data: bytes, file: str, sha256: str) -> Book:
    """The book that the child handed over; Refusal("import.unreadable") for anything not as agreed."""
    try:
        sheets = tuple(_sheet(raw) for raw in json.loads(data)["sheets"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refusal("import.unreadable", file=file) from None
    return Book(file=file, sha256=sha256, sheets=sheets)

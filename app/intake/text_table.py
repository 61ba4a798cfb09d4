"""CSV files: encoding and delimiter found out, rows counted as the file's own program counts them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any

from app.errors import Refusal

MAX_ROW = 60_000
MAX_COLUMN = 300
MAX_FIELD = 100_000
MAX_CELLS = 600_000
DELIMITERS = ";,\t|"


def decode(data: bytes) -> str:
    """The text: UTF-8 or UTF-16 where marked or sound, else cp1252 as Excel writes it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refusal("import.unreadable")


def _rows(text: str, delimiter: str, most: int) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if len(rows) >= most:
            raise Refusal("import.too_large")
        rows.append(row)
    return rows


def delimiter_of(text: str) -> str:
    """The delimiter that gives the most columns to the most rows; a comma where there is only one column."""
    best, best_score = ",", 0
    sample = text[:200_000]
    for delimiter in DELIMITERS:
        widths: Counter[int] = Counter()
        try:
            for number, row in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
                widths[len(row)] += 1
                if number >= 200:
                    break
        except csv.Error:
            continue
        width, times = widths.most_common(1)[0] if widths else (1, 0)
        if width > 1 and width * times > best_score:
            best, best_score = delimiter, width * times
    return best


def read(data: bytes) -> list[dict[str, Any]]:
    """The one table of a CSV file as plain cells; Refusal for what is no text."""
    csv.field_size_limit(MAX_FIELD)
    text = decode(data)
    try:
        rows = _rows(text, delimiter_of(text), MAX_ROW)
    except csv.Error:
        raise Refusal("import.unreadable") from None
    cells: list[list[Any]] = []
    for number, row in enumerate(rows, 1):
        if len(row) > MAX_COLUMN:
            raise Refusal("import.too_large")
        for column, value in enumerate(row, 1):
            if value.strip():
                cells.append([number, column, "s", value, False, ""])
        if len(cells) > MAX_CELLS:
            raise Refusal("import.too_large")
    return [
        {"name": "", "hidden": False, "cells": cells, "hidden_rows": [], "hidden_columns": [], "beyond": []}
    ]

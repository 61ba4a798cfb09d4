"""The recovery sheet: one page that holds the key whole, marked, the same bytes for the same sheet."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfReader

from app.packs import recovery_sheet
from app.packs.recovery_sheet import RecoverySheet
from app.store import recovery_key

PRINTED = recovery_key.new_recovery_key()
SHEET = RecoverySheet(
    "South West",
    PRINTED,
    "Drew Quill",
    datetime(2026, 11, 26, 14, 2, tzinfo=UTC),
    True,
    "OFFICIAL-SENSITIVE - RECIPIENTS ONLY",
)


def written(sheet: RecoverySheet) -> bytes:
    target = BytesIO()
    assert recovery_sheet.write(sheet, target) == 1
    return target.getvalue()


def test_the_sheet_holds_the_key_and_says_how_it_is_kept_and_used() -> None:
    (page,) = PdfReader(BytesIO(written(SHEET))).pages
    text = re.sub(r"\s+", " ", page.extract_text())
    assert PRINTED in text
    assert recovery_key.read_recovery_key(PRINTED) == PRINTED
    for said in (
        "OFFICIAL-SENSITIVE",
        "FICTIONAL",
        "Issued by Drew Quill on 26 Nov 2026",
        "two people",
        "seal",
    ):
        assert said in text
    assert SHEET.file_name == "South West recovery sheet OFFICIAL-SENSITIVE FICTIONAL.pdf"


def test_the_same_sheet_is_the_same_file() -> None:
    assert written(SHEET) == written(SHEET)

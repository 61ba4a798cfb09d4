"""Reading files: what a file holds comes out as it stands, and what cannot be read is one clear refusal."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from app import words
from app.errors import Refusal
from app.intake import child, sheet
from tests.intake.files import (
    AVON,
    DEVON,
    DORSET,
    HEADINGS,
    book_of,
    candidates_of,
    csv_of,
    saved,
    taking_of,
    workbook,
)


def refused(path: Path) -> Refusal:
    with pytest.raises(Refusal) as found:
        sheet.read(path)
    assert path.name in words.refusal(found.value)
    return found.value


def test_the_samples_are_read_in_a_child_process_and_left_as_they_were() -> None:
    for path in (AVON, DEVON, DORSET):
        before = path.read_bytes(), path.stat().st_mtime_ns
        book = sheet.read(path)
        assert book.sheets
        assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_workbook_tells_values_formulas_comments_and_what_is_hidden(tmp_path: Path) -> None:
    made = workbook(("Ref", "Number", "Day"), ("A1", 12.0, date(2026, 11, 26)))
    page = made["LIVE"]
    page["B3"] = "=B2*2"
    page["A3"] = "hidden"
    page["A2"].comment = Comment("look here", "someone")
    page.row_dimensions[3].hidden = True
    page.column_dimensions["C"].hidden = True
    made.create_sheet("lists").sheet_state = "hidden"
    path = tmp_path / "made.xlsx"
    made.save(path)
    first, second = sheet.read(path).sheets
    assert [first.cell(2, column).text for column in (1, 2, 3)] == ["A1", "12", "26/11/2026"]
    assert first.cell(2, 3).date == date(2026, 11, 26)
    assert first.cell(3, 2).formula
    assert first.cell(3, 2).value is None
    assert first.cell(2, 1).comment == "look here"
    assert (first.hidden_rows, first.hidden_columns, second.hidden) == ({3}, {3}, True)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("old.xls", child.OLE + b"\x00" * 600, "import.format"),
        (
            "locked.xlsx",
            child.OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600,
            "import.password",
        ),
        ("open.ods", b"PK\x03\x04nothing", "import.unreadable"),
        ("letter.pdf", b"%PDF-1.7 ...", "import.format"),
        ("letter.csv", b"%PDF-1.7 ...", "import.format"),
        ("renamed.xlsx", b"Ref;Name\r\n", "import.unreadable"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "import.unreadable"),
        ("nothing.csv", b"", "import.empty"),
        ("blank.csv", b";;;\r\n;;;\r\n", "import.empty"),
    ],
)
def test_what_cannot_be_read_is_one_refusal(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(path).code == code


def test_an_encrypted_workbook_is_password_protected_not_corrupt(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(child.OLE + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le"))
    assert "password-protected" in words.refusal(refused(path))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.xlsx").code == "import.missing"
    assert refused(tmp_path).code == "import.missing"


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "open.csv"
    path.write_bytes(DEVON.read_bytes())
    read = Path.read_bytes

    def read_and_change(self: Path) -> bytes:
        data = read(self)
        os.utime(self, ns=(1, 1))
        return data

    monkeypatch.setattr(Path, "read_bytes", read_and_change)
    assert refused(path).code == "import.in_use"


def test_a_child_that_dies_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "open.csv"
    path.write_bytes(DEVON.read_bytes())
    monkeypatch.setattr(child, "run", os.abort)
    assert refused(path).code == "import.too_large"


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "open.csv"
    path.write_bytes(DEVON.read_bytes())
    monkeypatch.setattr(sheet, "PATIENCE", 0.0)
    assert refused(path).code == "import.too_large"


def test_one_cell_at_the_far_corner_is_told_and_does_not_swell() -> None:
    made = workbook(HEADINGS, ("AS/1", "Op KITE"))
    made["LIVE"]["XFD1048576"] = "stray"
    found = candidates_of(saved(made), "avon-and-somerset.xlsx")
    assert len(found.threats) == 1
    (far,) = (finding for finding in found.findings if finding.code == "import.cell.beyond")
    assert "XFD1048576: stray" in far.words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_csv_files_tell_their_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    text = f"Ref{delimiter}Name\r\nA1{delimiter}Café – “quay”\r\n"
    book = book_of(text.encode(encoding), "list.csv")
    assert book.sheets[0].cell(2, 2).text == "Café – “quay”"


def test_rows_of_a_csv_are_counted_as_a_spreadsheet_counts_them() -> None:
    book = book_of(b'Ref;Text\r\nA1;"two\nlines"\r\nA2;x\r\n', "list.csv")
    assert book.sheets[0].cell(3, 1).text == "A2"


@pytest.mark.parametrize("text", ["=1+1", "+44 1392", "-5 items", "@SUM(A1)", '=HYPERLINK("x")'])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    for column, heading in enumerate(("Reference", "4P", "Action", "Owner", "Due"), 1):
        page.cell(1, column, heading)
    for column, value in enumerate(("AS1", "Pursue", text, text, "01/12/2026"), 1):
        cell = page.cell(2, column, value)
        cell.data_type = "s"
    for data, name in (
        (saved(made), "avon-and-somerset.xlsx"),
        (
            csv_of(["Reference", "4P", "Action", "Owner", "Due"], ["AS1", "Pursue", text, text, ""]),
            "list.csv",
        ),
    ):
        (action,) = candidates_of(data, name).threats[0].actions
        assert action.title == text
        assert action.owner is not None
        assert action.owner.organisation == text
        assert text in action.as_written
        assert text in {getattr(record, "title", "") for record in taking_of(candidates_of(data, name)).new}


def test_a_formula_is_never_worked_out_and_its_last_value_is_pointed_out() -> None:
    made = workbook(HEADINGS, ("AS/1", "Op KITE", "Quay", "Drugs"), ("AS/2", "Op WREN", "Moor", "Drugs"))
    made["LIVE"]["G2"] = "=200+60"
    made["LIVE"]["G3"] = 250
    found = candidates_of(saved(made), "avon-and-somerset.xlsx")
    assert found.threats[0].score is None
    assert [finding.code for finding in found.threats[0].findings] == ["import.formula.empty"]
    assert found.threats[1].score is not None

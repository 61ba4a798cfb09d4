"""Conditions of the files that come in and go out: held by Excel, changing, hostile, or too long."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest

from app import words
from app.errors import Refusal
from app.intake import sheet
from app.jobs import issue_month, put_in_place
from app.register import Register
from tests.builders import add_threat
from tests.faults.interposer import ROOT
from tests.intake.files import DEVON
from tests.jobs.issuing import MONTH, fill

LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")


def test_19_the_program_is_a_folder_that_unpacks_nothing_when_it_starts() -> None:
    spec = (ROOT / "build.spec").read_text(encoding="utf-8")
    assert "COLLECT(" in spec
    assert "exclude_binaries=True" in spec


class Excel:
    """Somebody who has the target open: no rename over it succeeds. Time passes only here."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tries: int) -> None:
        self.left, self.now = tries, 0.0
        replace = Path.replace

        def refuses(path: Path, target: Path) -> Path:
            if self.left and path.name.endswith(".part"):
                self.left -= 1
                raise PermissionError(13, "WinError 5: access denied")
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", refuses)
        monkeypatch.setattr(put_in_place.time, "sleep", self._sleep)
        monkeypatch.setattr(put_in_place.time, "monotonic", lambda: self.now)

    def _sleep(self, seconds: float) -> None:
        self.now += seconds


def test_18_a_scanner_on_the_pack_is_waited_for(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(register)
    excel = Excel(monkeypatch, 10)
    made = issue_month.export(register, MONTH, tmp_path / "out")
    assert 0 < excel.now < put_in_place.PATIENCE
    assert all(path.is_file() for path in made.paths)


def test_49_a_pack_that_is_open_in_excel_is_named_and_stays_whole(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(register)
    out = tmp_path / "out"
    issue_month.export(register, MONTH, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    add_threat(register, "AS/2026/0300", name="Added since")
    with monkeypatch.context() as patched:
        Excel(patched, 10_000)
        with pytest.raises(Refusal, match=r"export\.target_open") as refused:
            issue_month.export(register, MONTH, out)
    assert str(refused.value.fields["name"]) in words.refusal(refused.value)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    issue_month.export(register, MONTH, out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} != before


def test_48_a_file_that_excel_holds_or_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / DEVON.name
    path.write_bytes(DEVON.read_bytes())
    read = Path.read_bytes

    def changing(self: Path) -> bytes:
        data = read(self)
        with self.open("ab") as file:
            file.write(b"\n")
        os.utime(self, ns=(1, 1))
        return data

    def held(self: Path) -> bytes:
        raise PermissionError(13, "WinError 32")

    for meets in (changing, held):
        with monkeypatch.context() as patched:
            patched.setattr(Path, "read_bytes", meets)
            with pytest.raises(Refusal, match=r"import\.in_use") as refused:
                sheet.bytes_of(path)
        assert words.refusal(refused.value)


def test_50_a_text_longer_than_a_cell_is_split_and_nothing_of_it_is_dropped(
    register: Register, tmp_path: Path
) -> None:
    fill(register)
    long = "".join(f"word{number} " for number in range(5_000))
    assert len(long) > 32_767
    add_threat(register, "AS/2026/0300", name="Long", priority=2, summary=f"odd \x07 {long}")
    made = issue_month.export(register, MONTH, tmp_path / "out")
    book = openpyxl.load_workbook(made.xlsx, read_only=True)
    cells = [str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell]
    book.close()
    assert max(len(cell) for cell in cells) <= 32_767
    first = next(cell for cell in cells if "word0 " in cell)
    rest = [cell.split(") ", 1)[1] for cell in cells if cell.startswith("(2 of ")]
    assert long.strip() in first + rest[0]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bomb.xlsx", b"PK\x03\x04" + b"\0" * 200, "import.unreadable"),
        ("macro.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "import.format"),
        (
            "locked.xlsx",
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "import.password",
        ),
        ("empty.csv", b"", "import.empty"),
    ],
)
def test_51_52_a_hostile_or_locked_file_is_one_refusal_in_words(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Refusal) as refused:
        sheet.read(path)
    assert refused.value.code == code
    assert words.refusal(refused.value)
    assert path.read_bytes() == data

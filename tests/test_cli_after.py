"""What follows a meeting from the command line: minutes, chase sheets, and a sheet that comes back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from app.domain.clock import FixedClock
from app.register import Register
from app.store.tables import JOURNAL
from tests.builders import PASSPHRASE, new_register
from tests.held_meetings import hold
from tests.test_cli import fourfold

WHY = ("--reason", "For a test")

NOON = str(int(datetime(2026, 12, 11, 12, 0, tzinfo=UTC).timestamp()))


@pytest.fixture
def path(tmp_path: Path, clock: FixedClock) -> Path:
    """A register after its December meeting, closed."""
    register = new_register(tmp_path, clock)
    hold(register, clock)
    register.close()
    return register.path


def test_minutes_are_issued_and_a_chase_sheet_goes_out_and_comes_back(path: Path, tmp_path: Path) -> None:
    said = fourfold(
        "minutes",
        path,
        "--month",
        "2026-12",
        "--reason",
        "For the room",
        "--to",
        tmp_path / "m",
        "--json",
        SOURCE_DATE_EPOCH=NOON,
    )
    assert said.code == 0, said.err
    assert [Path(name).suffix for name in said.json["paths"]] == [".xlsx", ".pdf"]
    said = fourfold(
        "chase",
        path,
        "--month",
        "2026-12",
        "--reason",
        "For the leads",
        "--to",
        tmp_path / "c",
        "--json",
        SOURCE_DATE_EPOCH=NOON,
    )
    assert said.code == 0, said.err
    (sheet,) = said.json["paths"]
    book = openpyxl.load_workbook(sheet)
    book["My actions"]["G2"].value = "The note is written."
    book.save(sheet)
    dry = fourfold("import", path, sheet, "--dry-run", "--json", SOURCE_DATE_EPOCH=NOON)
    assert dry.json == {"same": 0, "take": 1, "moved": 0, "fault": 0}
    assert fourfold("import", path, sheet, "--json", SOURCE_DATE_EPOCH=NOON).json == dry.json
    again = fourfold("import", path, sheet, "--json", SOURCE_DATE_EPOCH=NOON)
    assert again.json == {"same": 1, "take": 0, "moved": 0, "fault": 0}


def test_a_tampered_sheet_ends_with_its_sentence(path: Path, tmp_path: Path) -> None:
    fourfold(
        "chase",
        path,
        "--month",
        "2026-12",
        "--reason",
        "For the leads",
        "--to",
        tmp_path / "c",
        SOURCE_DATE_EPOCH=NOON,
    )
    (sheet,) = (tmp_path / "c").iterdir()
    book = openpyxl.load_workbook(sheet)
    book["My actions"]["A2"].value = "26/999"
    book.save(sheet)
    said = fourfold("import", path, sheet, SOURCE_DATE_EPOCH=NOON)
    assert said.code == 2
    assert "row 2, Action and Threat. Nothing was changed." in said.err


def test_the_log_keeps_why_and_for_whom_minutes_left(path: Path, tmp_path: Path) -> None:
    said = fourfold(
        "minutes", path, "--month", "2026-12", "--reason", "Asked by the chair", "--recipient", "J Penhale",
        "--to", tmp_path / "m", SOURCE_DATE_EPOCH=NOON,
    )  # fmt: skip
    assert said.code == 0, said.err
    with Register.open(path, passphrase=PASSPHRASE) as register:
        query = select(JOURNAL.c.reason, JOURNAL.c.after).where(JOURNAL.c.command == "minutes.issue")
        found = register.ask(lambda connection: connection.execute(query.order_by(JOURNAL.c.seq)).all())
    told = [(reason, json.loads(after)["recipients"]) for reason, after in found if "recipients" in after]
    assert told == [("Asked by the chair", "J Penhale")]

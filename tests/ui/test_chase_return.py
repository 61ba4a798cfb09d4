"""A chase sheet dropped on Import: shown as what it changes, taken in at once, undone at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from app.commands import actions, meetings
from app.domain.action import Action
from app.domain.codes import ActionState
from app.domain.meeting import Meeting
from app.jobs import chase
from app.reads.record import record
from app.register import Register
from app.ui.dialogs.chase_return import ChaseReturnDialog
from app.ui.page import Place
from app.ui.pages.importing import START, ImportPage
from tests.builders import add_action, add_officer, add_threat
from tests.ui.page_desk import PageDesk, desk, nameless


@pytest.fixture
def wizard(register: Register, qtbot: QtBot) -> Iterator[PageDesk[ImportPage]]:
    with desk(register, qtbot, ImportPage) as made:
        made.visit(Place("import"))
        yield made


@pytest.fixture
def sent(register: Register, tmp_path: Path) -> Path:
    """A sheet that came back with an update, a fault, and a date that moved here too."""
    register.do(meetings.plan, Meeting(id="m12", month="2026-12", on=date(2026, 12, 10)))
    threat = add_threat(register)
    add_officer(register, "Morgan Hale")
    own = {"owner": "o-Morgan Hale", "owner_organisation": ""}
    for title in ("Visit", "Seize", "Brief", "Wait"):
        add_action(register, threat, title, **own)
    (path,) = chase.write(register, "2026-12", tmp_path / "out").paths
    moved = register.ask(record, Action, "a-Brief")
    register.do(actions.redate, moved, date(2027, 3, 5), "agreed by telephone")
    fill(path, "Visit", {7: "Two premises visited.", 8: "completed"})
    fill(path, "Seize", {8: "resulted"})
    fill(path, "Brief", {9: date(2027, 1, 8), 10: "the council asked"})
    return path


def fill(path: Path, title: str, cells: dict[int, Any]) -> None:
    book = openpyxl.load_workbook(path)
    page = book["My actions"]
    row = next(line[0].row for line in page.iter_rows(min_row=2) if line[3].value == title)
    for column, value in cells.items():
        page.cell(row, column).value = value
    book.save(path)


def read(wizard: PageDesk[ImportPage], path: Path) -> ChaseReturnDialog:
    wizard.page.read(path)
    wizard.until(lambda: wizard.page.chase is not None)
    wizard.settle()
    assert wizard.page.chase is not None
    return wizard.page.chase


def cells(dialog: ChaseReturnDialog) -> list[tuple[str, str]]:
    model = dialog.table.words
    return [(model.index(row, 1).data(), model.index(row, 2).data()) for row in range(model.rowCount())]


def test_it_shows_what_a_sheet_changes_and_takes_it_in_one_step(
    wizard: PageDesk[ImportPage], sent: Path, register: Register
) -> None:
    dialog = read(wizard, sent)
    assert cells(dialog) == [
        ("Seize", "Not taken: Resulted needs its outcome."),
        (
            "Brief",
            "Changed here too since the sheet left.\nDue: 5 Mar 2027 → 8 Jan 2027\nReason: the council asked",
        ),
        ("Visit", "Update: Two premises visited.\nState: open → completed"),
        ("Wait", "Nothing new"),
    ]
    assert dialog.filled.text() == "Take in 1 action"
    assert not nameless(dialog)
    dialog.save()
    wizard.settle()
    assert wizard.page.steps.at == START
    assert wizard.page.start.fault.text().startswith("1 action of DI Morgan Hale changed.")
    assert register.ask(record, Action, "a-Visit").state is ActionState.COMPLETED
    assert register.ask(record, Action, "a-Brief").due == date(2027, 3, 5)
    register.undo()
    assert register.ask(record, Action, "a-Visit").state is ActionState.OPEN


def test_what_moved_here_too_is_taken_when_it_is_ticked(
    wizard: PageDesk[ImportPage], sent: Path, register: Register
) -> None:
    dialog = read(wizard, sent)
    reference = register.ask(record, Action, "a-Brief").reference
    dialog.moved.choose([reference])
    dialog.moved.edited.emit()
    assert dialog.filled.text() == "Take in 2 actions"
    dialog.save()
    wizard.settle()
    assert register.ask(record, Action, "a-Brief").due == date(2027, 1, 8)


def test_the_second_time_there_is_nothing_to_take_in(
    wizard: PageDesk[ImportPage], sent: Path, register: Register
) -> None:
    read(wizard, sent).save()
    wizard.settle()
    wizard.page.chase = None
    dialog = read(wizard, sent)
    assert dialog.filled.text() == "Nothing to take in"
    assert not dialog.filled.isEnabled()
    assert dialog.cancel.text() == "Close"


def test_a_tampered_sheet_is_refused_in_words(wizard: PageDesk[ImportPage], sent: Path) -> None:
    fill(sent, "Wait", {5: date(2027, 9, 9)})
    wizard.page.read(sent)
    wizard.until(wizard.page.start.fault.isVisible)
    assert wizard.page.chase is None
    assert "Locked cells of" in wizard.page.start.fault.text()
    assert "Nothing was changed." in wizard.page.start.fault.text()

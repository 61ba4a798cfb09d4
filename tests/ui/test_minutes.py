"""The page of minutes: what was recorded, its pages, put right, confirmed, issued, chased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.commands import minutes as commands
from app.domain.clock import FixedClock
from app.domain.codes import MinutesState
from app.domain.edition import CHAIR
from app.reads import minutes as reads
from app.register import Register
from app.ui import palette
from app.ui.dialogs.meeting_correct import CorrectDecisionDialog, CorrectNoteDialog
from app.ui.dialogs.minutes_confirm import ConfirmDialog
from app.ui.dialogs.minutes_entry import AddDecisionDialog, AddNoteDialog
from app.ui.dialogs.minutes_issue import MinutesIssueDialog
from app.ui.page import Place
from app.ui.pages.minutes import MinutesPage
from tests.held_meetings import SECRET, hold
from tests.ui.page_desk import PageDesk, desk, nameless


@pytest.fixture
def opened(register: Register, clock: FixedClock, qtbot: QtBot) -> Iterator[PageDesk[MinutesPage]]:
    """The page on the December meeting, a day after it."""
    hold(register, clock)
    with desk(register, qtbot, MinutesPage) as made:
        made.visit(Place("minutes", "m12"))
        made.until(lambda: made.page.preview.view.count > 0)
        yield made


def rows(page: MinutesPage) -> list[tuple[str, str]]:
    return [(line.item, line.what) for line in page.record.lines]


def test_it_shows_what_was_recorded_in_the_order_of_the_agenda(opened: PageDesk[MinutesPage]) -> None:
    page = opened.page
    assert rows(page) == [
        ("2.1", "Note"), ("2.1", "Decision 26/001"), ("2.1", "Action 26/001"),
        ("2.2", "Decision 26/003"),
    ]  # fmt: skip
    assert page.what.text() == "Regional tasking meeting, 10 Dec 2026, Longcross House, held"
    assert page.side.state.text() == "Draft 1"
    assert page.side.said.text() == "To be confirmed at the meeting of 14 Jan 2027."
    assert page.side.leaving.issue.text() == "Issue draft 1…"
    assert not nameless(page)


def test_the_chairs_edition_shows_the_private_items(opened: PageDesk[MinutesPage]) -> None:
    page = opened.page

    def said() -> str:
        assert page.preview.view.pages is not None
        return page.preview.view.pages.text(0)

    assert SECRET not in said()
    assert not [line for line in page.record.lines if SECRET in line.words]
    page.choice.choose(CHAIR)
    opened.until(lambda: page.preview.view.count > 0 and SECRET in said())
    private = [(line.item, line.what) for line in page.record.lines if SECRET in line.words]
    assert private == [("2.P1", "Note"), ("2.P1", "Decision 26/002"), ("2.P1", "Action A-0001")]


def test_a_note_is_put_right_by_the_keyboard(opened: PageDesk[MinutesPage]) -> None:
    page = opened.page
    page.record.table.selectRow(0)
    opened.key(page.record.table, Qt.Key.Key_Return)
    dialog = page.dialog
    assert isinstance(dialog, CorrectNoteDialog)
    dialog.form.field("text").setPlainText("The lead set out the risk of a fourth line.")  # type: ignore[attr-defined]
    dialog.save()
    opened.settle()
    assert "fourth line" in page.record.lines[0].words


def test_a_decision_is_put_right_and_an_action_leads_to_the_action_log(
    opened: PageDesk[MinutesPage],
) -> None:
    page = opened.page
    page.record.table.selectRow(1)
    opened.key(page.record.table, Qt.Key.Key_Return)
    assert isinstance(page.dialog, CorrectDecisionDialog)
    page.dialog.leave()
    page.record.table.selectRow(2)
    assert page.record.correct.text() == "Open the action log"
    page.record.correct.click()
    assert opened.places[-1] == Place("actions", "ma1")


def test_a_note_and_a_decision_are_added_on_an_item(opened: PageDesk[MinutesPage]) -> None:
    page = opened.page
    opened.key(page.record.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    note = page.dialog
    assert isinstance(note, AddNoteDialog)
    note.form.field("item").choose("i1")  # type: ignore[attr-defined]
    note.form.field("text").setPlainText("No conflicts.")  # type: ignore[attr-defined]
    note.save()
    opened.settle()
    page.record.decision.click()
    decision = page.dialog
    assert isinstance(decision, AddDecisionDialog)
    decision.form.field("item").choose("i1")  # type: ignore[attr-defined]
    decision.form.field("text").setPlainText("Copies are numbered.")  # type: ignore[attr-defined]
    decision.save()
    opened.settle()
    assert decision.isVisible()  # it lacks its rationale
    decision.form.field("rationale").setPlainText("They lie on desks.")  # type: ignore[attr-defined]
    decision.save()
    opened.settle()
    assert rows(page)[:2] == [("1", "Note"), ("1", "Decision 26/004")]
    assert page.record.lines[1].words == "Copies are numbered. Because: They lie on desks."


def test_minutes_are_confirmed_with_corrections_and_locked(
    opened: PageDesk[MinutesPage], clock: FixedClock
) -> None:
    page = opened.page
    assert not page.side.confirm.isEnabled()
    clock.moment = datetime(2027, 1, 14, 12, 0, tzinfo=UTC)
    page.changed(frozenset({("minutes", "x")}))
    opened.settle()
    assert page.side.confirm.isEnabled()
    page.side.confirm.click()
    dialog = page.dialog
    assert isinstance(dialog, ConfirmDialog)
    dialog.corrections.setPlainText("Item 2.1: until March.")
    dialog.save()
    opened.settle()
    assert page.side.state.text() == "Confirmed"
    assert "Item 2.1: until March." in page.side.said.text()
    assert not page.side.confirm.isVisible()
    for button in (page.record.correct, page.record.note, page.record.decision):
        assert not button.isVisible()
    assert page.side.leaving.issue.text() == "Issue the minutes…"
    minutes = opened.register.ask(reads.held, "m12").minutes
    assert minutes is not None
    assert minutes.state is MinutesState.CONFIRMED


def test_minutes_are_issued_to_those_chosen_and_listed(opened: PageDesk[MinutesPage], tmp_path: Path) -> None:
    page = opened.page
    page.side.leaving.reason.field.setText("For the board")
    page.side.leaving.set_folder(str(tmp_path / "out"))
    page.side.leaving.issue.click()
    dialog = page.dialog
    assert isinstance(dialog, MinutesIssueDialog)
    dialog.others.setPlainText("D/Supt J Penhale, SWROCU\nK Ashdown")
    dialog.save()
    opened.until(lambda: not page.side.leaving.running)
    opened.settle()
    assert len(list((tmp_path / "out").iterdir())) == 4
    assert page.side.leaving.told.text().startswith("Minutes issued: ")
    assert [page.side.list.words.index(0, 0).data()] == ["Draft 1, full"]
    page.side.leaving.again.click()
    opened.until(lambda: not page.side.leaving.running)
    assert page.side.leaving.told.text().startswith("Printed again")


def test_chase_sheets_and_calendar_are_written_from_here(
    opened: PageDesk[MinutesPage], tmp_path: Path
) -> None:
    page = opened.page
    page.side.leaving.reason.field.setText("For the board")
    page.side.leaving.set_folder(str(tmp_path / "out"))
    page.side.leaving.chase.click()
    opened.until(lambda: not page.side.leaving.running)
    assert page.side.leaving.told.text() == "1 chase sheet written; 1 of private items left out"
    page.side.leaving.calendar.click()
    opened.until(lambda: not page.side.leaving.running)
    assert page.side.leaving.told.text().startswith("Calendar written: SW calendar 2026-12-11")
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".xlsx", ".ics"}


def test_a_meeting_that_has_not_begun_says_so_and_offers_nothing(opened: PageDesk[MinutesPage]) -> None:
    page = opened.page
    opened.visit(Place("minutes", "m01"))
    assert page.record.empty.isVisible()
    assert page.side.said.text() == "The meeting has not begun, so there is nothing to minute yet."
    for button in (page.record.note, page.side.confirm, page.side.leaving.issue):
        assert not button.isVisible()


def test_nothing_can_be_changed_in_a_window_that_only_reads(
    register: Register, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    hold(register, clock)
    register.do(commands.draft, "m12")
    second = Register.open(register.path, passphrase="three random words", clock=clock)
    assert second.read_only
    with desk(second, qtbot, MinutesPage) as made:
        made.visit(Place("minutes", "m12"))
        made.until(lambda: made.page.preview.view.count > 0)
        for button in (
            made.page.record.note, made.page.record.correct, made.page.side.confirm,
            *made.page.side.leaving.buttons,
        ):  # fmt: skip
            assert not button.isVisible()
    second.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_stands_in_a_small_window(opened: PageDesk[MinutesPage], qapp: QApplication, scale: float) -> None:
    palette.apply(qapp, palette.DARK, scale)
    opened.page.resize(900, 640)
    opened.settle()
    assert not opened.page.record.isVisible()
    opened.page.preview.fold.click()
    assert opened.page.record.isVisible()
    palette.apply(qapp, palette.LIGHT)


def test_every_dialog_of_the_page_is_named_and_stands_on_a_small_screen(
    opened: PageDesk[MinutesPage], clock: FixedClock, qapp: QApplication, tmp_path: Path
) -> None:
    page = opened.page
    clock.moment = datetime(2027, 1, 14, 12, 0, tzinfo=UTC)
    page.changed(frozenset({("minutes", "x")}))
    opened.settle()
    page.side.leaving.reason.field.setText("For the board")
    page.side.leaving.set_folder(str(tmp_path))
    palette.apply(qapp, palette.DARK, 2.0)
    room = page.screen().availableGeometry()
    for opens in (
        page.record.note.click,
        page.record.decision.click,
        page.side.confirm.click,
        page.side.leaving.issue.click,
    ):
        opens()
        dialog = page.dialog
        assert dialog is not None
        assert dialog.isVisible()
        assert not dialog.touched()
        assert nameless(dialog) == []
        assert dialog.height() <= room.height()
        assert dialog.filled.visibleRegion().boundingRect().size() == dialog.filled.size()
        dialog.leave()
        opened.settle()
    palette.apply(qapp, palette.LIGHT)


def test_without_a_meeting_the_newest_that_has_begun_is_shown(
    register: Register, clock: FixedClock, qtbot: QtBot
) -> None:
    with desk(register, qtbot, MinutesPage) as made:
        made.visit(Place("minutes"))
        assert made.page.what.text().startswith("No meeting has been held yet.")
        hold(register, clock)
        made.visit(Place("minutes"))
        made.until(lambda: made.page.preview.view.count > 0)
        assert made.page.what.text().startswith("Regional tasking meeting, 10 Dec 2026")

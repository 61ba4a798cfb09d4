"""After the meeting: minutes, chase sheets out and in, the next meeting, what changed, and as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from sqlalchemy import Connection, select

from app.domain.action import Action, Redating
from app.domain.codes import MeetingState, MinutesState, Paper, RequestState
from app.domain.minutes import MeetingNote
from app.domain.request import Request
from app.errors import Refusal
from app.reads.record import record
from app.register import Register
from app.store.tables import table
from app.ui.dialogs.chase_return import ChaseReturnDialog
from app.ui.dialogs.issue import IssueDialog
from app.ui.dialogs.meeting_correct import CorrectNoteDialog
from app.ui.dialogs.minutes_confirm import ConfirmDialog
from app.ui.dialogs.minutes_issue import MinutesIssueDialog
from app.ui.main_window import MainWindow
from app.ui.page import Place
from app.ui.pages.action_log import ActionLogPage
from app.ui.pages.compare import ComparePage
from app.ui.pages.importing import ImportPage
from app.ui.pages.meetings import AGENDA
from tests.real_window.month_desk import JANUARY, PLAIN, MonthDesk
from tests.real_window.month_meeting import ACTION, NOTE, OWNER

CORRECTED = "The chair asked for the log to be read by owner, and by date within each."
UPDATE = "Two of four councils were briefed."
REASON = "The other two meet in February."
CORRECTIONS = "Item 8: the team is that of Dorset."


def are_drafted(desk: MonthDesk) -> None:
    """The minutes are there the day after; a note is put right, and the draft leaves."""
    desk.on(date(2026, 12, 9))
    page = desk.meetings_page()
    desk.click(page, "Minutes")
    made = desk.minutes_page()
    desk.sees(NOTE, ACTION, within=made.record)
    desk.picture("minutes")
    row = next(n for n, line in enumerate(made.record.lines) if line.words == NOTE)
    made.record.table.selectRow(row)
    desk.press(made.record.table, Qt.Key.Key_Return, PLAIN)
    desk.asked(CorrectNoteDialog)
    desk.fill(text=CORRECTED)
    desk.picture("correcting-a-note")
    desk.save()
    notes = [each for each in desk.minutes().held.notes if isinstance(each, MeetingNote)]
    desk.holds([each.text for each in notes] == [CORRECTED], "the note is put right")
    desk.until(lambda: not made.settle.isActive(), "the minutes made anew")
    desk.press(made.side.leaving, Qt.Key.Key_Return)
    desk.asked(MinutesIssueDialog)
    desk.fill(how="by secure e-mail")
    desk.picture("issuing-the-minutes")
    desk.save()
    desk.until(lambda: not made.side.leaving.running, "the minutes")
    (issue,) = desk.issues(paper=Paper.MINUTES)
    desk.holds(issue.number == "0.1", f"draft 1: {issue.number}")
    desk.holds(all((desk.folder / name).exists() for name in issue.hashes), "their files")
    desk.picture("minutes-issued")


def are_chased(desk: MonthDesk) -> None:
    """A sheet for each lead, one filled in as a lead fills it, taken in as a difference, and only once."""
    page = desk.minutes_page()
    desk.click(page.side.leaving, "Chase sheets")
    desk.until(lambda: not page.side.leaving.running, "the chase sheets")
    desk.picture("chase-sheets")
    (sheet,) = [path for path in desk.files(".xlsx") if "chase" in path.name and OWNER in path.name]
    _fill_in(sheet)
    desk.on(date(2027, 1, 4))
    importing = desk.go(ImportPage, "import")
    importing.read(sheet)
    desk.until(lambda: desk.opened(ChaseReturnDialog), "the difference")
    dialog = desk.asked(ChaseReturnDialog)
    desk.sees(UPDATE, "29 Jan 2027", REASON, within=dialog)
    desk.holds(not _moves(desk), "nothing is taken before it was looked at")
    desk.picture("chase-difference")
    desk.save()
    (move,) = _moves(desk)
    desk.holds((move.now, move.reason) == (date(2027, 1, 29), REASON), "re-dated with its reason")
    desk.picture("chase-taken-in")
    importing.read(sheet)
    desk.until(lambda: desk.opened(ChaseReturnDialog), "the sheet again")
    desk.sees("Nothing to take in", within=desk.asked(ChaseReturnDialog))
    desk.picture("chase-twice")
    desk.dialog.leave()
    desk.settle()


def _fill_in(path: Path) -> None:
    """As a lead does it: in the framed cells of the row."""
    book = openpyxl.load_workbook(path)
    sheet = book["My actions"]
    heads = next(n for n in range(1, 12) if sheet.cell(n, 1).value == "Action")
    columns = {cell.value: cell.column for cell in sheet[heads]}
    row = next(
        n for n in range(heads + 1, sheet.max_row + 1) if sheet.cell(n, columns["Title"]).value == ACTION
    )
    for head, value in (("Update", UPDATE), ("New due", date(2027, 1, 29)), ("Reason", REASON)):
        sheet.cell(row, columns[head]).value = value
    book.save(path)


def _moves(desk: MonthDesk) -> list[Redating]:
    moves = table(Redating)

    def read(connection: Connection) -> list[Redating]:
        found = connection.execute(select(moves).where(moves.c.action == desk.action))
        return [Redating(**row._mapping) for row in found]

    return desk.register._ask(read)


def are_confirmed(desk: MonthDesk) -> None:
    """January's pack is issued, its meeting confirms the minutes, and they are locked."""
    desk.on(date(2027, 1, 6))
    page = desk.meetings_page(JANUARY)
    page.views.setCurrentIndex(AGENDA)
    desk.picture("no-agenda-yet")
    desk.click(page.agenda, "Begin the agenda")
    desk.holds(len(desk.agenda(JANUARY).every) > 12, "the template is laid")
    desk.picture("agenda-begun")
    packs = desk.packs(JANUARY)
    desk.press(packs.issuing, Qt.Key.Key_Return)
    dialog = desk.asked(IssueDialog)
    if dialog.gaps:
        desk.fill(gaps_reason="The scores come with the returns of January.")
    desk.save()
    desk.until(lambda: not packs.issuing.running, "the January pack")
    desk.holds(desk.issues(JANUARY), "January is issued")
    desk.on(date(2027, 1, 12))
    desk.click(desk.meetings_page(JANUARY), "Start the meeting")
    mode = desk.meeting_page()
    desk.until(lambda: mode.mode is not None and mode.mode.meeting.month == JANUARY, "January")
    desk.click(mode.head, "Start the meeting")
    desk.holds(desk.meeting(JANUARY).meeting.state is MeetingState.UNDER_WAY, "January is under way")
    minutes = desk.minutes_page()
    desk.click(minutes.side, "Confirm")
    desk.asked(ConfirmDialog)
    desk.fill(corrections=CORRECTIONS)
    desk.picture("confirming")
    desk.save()
    held = desk.minutes().held.minutes
    desk.holds(held is not None and held.state is MinutesState.CONFIRMED, "confirmed")
    desk.sees("Confirmed at the meeting of 12 Jan 2027", CORRECTIONS, within=minutes.side)
    desk.holds(not minutes.record.note.isVisible() and not minutes.record.correct.isVisible(), "and locked")
    desk.picture("locked")
    desk.click(desk.meetings_page(JANUARY), "Go on with the meeting")
    desk.until(mode.head.end_button.isVisible, "January again")
    desk.later(90)
    desk.click(mode.head, "End the meeting")
    desk.holds(desk.meeting(JANUARY).meeting.state is MeetingState.HELD, "January is held")


def is_compared(desk: MonthDesk) -> None:
    """What changed between the two issues: the request decided, the action set."""
    page = desk.packs(JANUARY)
    desk.click(page, "Changes since December")
    found = desk.window.page()
    assert isinstance(found, ComparePage)
    desk.until(lambda: found.changes is not None, "the comparison")
    request = desk.register.ask(record, Request, desk.request)
    assert request is not None
    desk.sees("December", "January", request.reference, within=found)
    desk.picture("compared")


def as_it_was(desk: MonthDesk) -> None:
    """A second window on December as tabled: the request is undecided there, and nothing can be changed."""
    opened: list[Register] = []
    desk.window.past_opened.connect(opened.append)
    desk.click(desk.meetings_page(), "As it was")
    desk.until(lambda: opened, "the record as it was")
    past = opened[0]
    # the desk of the program shows it so
    window = MainWindow(past, desk.round.window.machine)
    window.show()
    desk.until(lambda: not window.runner.working, "the window on the past")
    window.go(Place("requests", id=desk.request))
    desk.until(lambda: not window.runner.working, "its requests")
    was = past.ask(record, Request, desk.request)
    now = desk.register.ask(record, Request, desk.request)
    assert was is not None
    assert now is not None
    desk.holds(was.state is not RequestState.DECIDED and now.state is RequestState.DECIDED, "undecided then")
    desk.holds(_refused(lambda: past.ask(record, Action, desk.action)) == "gone", "no action was set yet")
    desk.sees("as issued on 4 Dec 2026", within=window)
    desk.picture("as-it-was")
    desk.holds(_refused(lambda: past.do(None)) == "past.only_read", "only to be read")
    window.runner.close()
    window.hide()
    past.close()
    window.deleteLater()


def _refused(does: Callable[[], object]) -> str:
    """The code of the refusal that something meets, "" where it meets none."""
    try:
        does()
    except Refusal as refusal:
        return refusal.code
    return ""


def has_its_lineage(desk: MonthDesk) -> None:
    """The action log: where it was set, first and present date, why it moved, how often it was carried."""
    desk.on(date(2027, 1, 13))
    page = desk.go(ActionLogPage, "actions", id=desk.action)
    row = next(row for row in page.grid.model.all_rows if row.id == desk.action)
    desk.holds((row.first_due, row.due) == (date(2027, 1, 4), date(2027, 1, 29)), "first and present date")
    desk.holds((row.set_on, row.redated, row.reason) == (date(2026, 12, 8), 1, REASON), "set, and moved once")
    desk.holds(row.carried == 1, f"carried over one meeting: {row.carried}")
    desk.sees(ACTION, "12", within=page)
    desk.picture("action-log")

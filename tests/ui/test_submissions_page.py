"""The page of submissions: counts on top, the rows, steps by keys, the form while typing and printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.commands import submissions, threats
from app.domain.clock import FixedClock
from app.domain.codes import MappingState as State
from app.domain.submission import Submission
from app.domain.threat import Threat
from app.reads.record import record
from app.register import Register
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.submission import SubmissionDialog
from app.ui.dialogs.submission_pick import PickThreat
from app.ui.dialogs.submission_print import PrintDialog
from app.ui.dialogs.submission_step import StepDialog
from app.ui.page import Place
from app.ui.pages.submissions import SubmissionsPage
from tests.builders import PASSPHRASE, add_threat
from tests.submission_desk import asks, met, reason, submitted
from tests.ui.page_desk import PageDesk, desk, nameless

CTRL = Qt.KeyboardModifier.ControlModifier


def on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[SubmissionsPage]]:
    asks(register)
    met(register)
    submitted(register, State.RETURNED, on(1, 9), on(2, 9), on(12, 9), live_operation=True)
    nameless_one = submitted(register, State.SUBMITTED, on(20), on(25), number="0132")
    threat = register.ask(record, Threat, nameless_one.threat)
    register.do(threats.change, replace(threat, name=""))
    submitted(register, State.RATIFIED, on(1), on(3), on(14), number="0133")
    submitted(register, State.DRAFT, on(20), number="0134", harm="")
    add_threat(register, "AS/2024/0135", name="Mill Leat group")
    with desk(register, qtbot, SubmissionsPage) as made:
        made.visit(Place("submissions"))
        yield made


def cells(page: SubmissionsPage, row: int) -> dict[str, str]:
    model = page.grid.model
    return {column.key: model.index(row, n).data() for n, column in enumerate(model.columns)}


def tabs(page: SubmissionsPage) -> list[str]:
    return [page.tabs.tabText(n) for n in range(page.tabs.count())]


def show(opened: PageDesk[SubmissionsPage], code: str) -> None:
    codes = [view.code for view in opened.page.views]
    opened.page.tabs.setCurrentIndex(codes.index(code))
    opened.settle()


def choose(opened: PageDesk[SubmissionsPage], code: str, number: str) -> None:
    show(opened, code)
    opened.page.grid.view.choose(f"s-{number}")
    opened.page.grid.view.setFocus()
    opened.settle()


def dialog(opened: PageDesk[SubmissionsPage]) -> Any:
    opened.settle()
    assert opened.page.dialog is not None
    return opened.page.dialog


def write(opened: PageDesk[SubmissionsPage], name: str, text: str) -> None:
    field = dialog(opened).form.field(name)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.setFocus()
    field.selectAll()
    opened.qtbot.keyClicks(field, text)
    opened.settle()


def save(opened: PageDesk[SubmissionsPage]) -> None:
    opened.key(dialog(opened), Qt.Key.Key_Return, CTRL)


def now(register: Register, number: str) -> Submission:
    return register.ask(record, Submission, f"s-{number}")


def test_counts_stand_on_top_and_lead_to_their_rows(opened: PageDesk[SubmissionsPage]) -> None:
    assert tabs(opened.page) == [
        "Waiting  2",
        "Draft  1",
        "Submitted  1",
        "Returned  1",
        "Resubmitted  0",
        "Ratified since 12 Nov 2026  1",
        "Rejected since 12 Nov 2026  0",
        "Over the limit  1",
        "LIVE, not ratified  1",
        "All  4",
    ]
    for code, references in (
        ("waiting", ["AS/2024/0131", "AS/2024/0132"]),
        ("ratified", ["AS/2024/0133"]),
        ("live", ["AS/2024/0131"]),
        ("resubmitted", []),
    ):
        show(opened, code)
        assert [
            cells(opened.page, n)["reference"] for n in range(opened.page.grid.model.rowCount())
        ] == references


def test_a_row_says_how_long_and_what_is_missing(opened: PageDesk[SubmissionsPage]) -> None:
    first = cells(opened.page, 0)
    assert (first["state"], first["days"], first["over"], first["live"]) == (
        "Returned",
        "75",
        "47 days over",
        "LIVE",
    )
    assert (first["complete"], first["missing"]) == ("3 of 3", "")
    second = cells(opened.page, 1)
    assert (second["complete"], second["missing"], second["over"]) == ("2 of 3", "Name of the group", "")


def test_the_clock_follows_what_is_shown(opened: PageDesk[SubmissionsPage]) -> None:
    said = opened.page.grid.extra.text
    assert said() == "Median days: 5.5 with ROCTA, 37.5 with the force"
    show(opened, "ratified")
    assert said() == "Median days: 11 with ROCTA, 0 with the force, 11 to a decision"
    show(opened, "draft")
    assert said() == ""


def test_the_steps_offered_are_those_that_may_follow(opened: PageDesk[SubmissionsPage]) -> None:
    strip = opened.page.strip

    def offered() -> list[str]:
        buttons = (strip.open_button, *strip.steps.values(), strip.withdraw_button, strip.print_button)
        return [button.text() for button in buttons if button.isVisible()]

    choose(opened, "waiting", "0131")
    assert offered() == ["Open", "Submit again", "Reject", "Print form…"]
    choose(opened, "draft", "0134")
    assert offered() == ["Open", "Submit to ROCTA", "Withdraw draft", "Print form…"]
    choose(opened, "ratified", "0133")
    assert offered() == ["Open", "Print form…"]


def test_a_group_is_ratified_from_the_keyboard_by_another_person(
    opened: PageDesk[SubmissionsPage], register: Register
) -> None:
    choose(opened, "waiting", "0132")
    opened.key(opened.page.grid.view, Qt.Key.Key_R, CTRL)
    assert isinstance(dialog(opened), StepDialog)
    write(opened, "ratified_by", "di m hale")
    save(opened)
    assert "somebody other than the person who proposed it" in dialog(opened).form.summary.accessibleName()
    write(opened, "ratified_by", "P Vosper")
    save(opened)
    assert now(register, "0132").state is State.RATIFIED
    assert "Ratified since 12 Nov 2026  2" in tabs(opened.page)
    opened.runner.undo()
    opened.settle()
    assert now(register, "0132").state is State.SUBMITTED


def test_a_return_needs_code_and_words(opened: PageDesk[SubmissionsPage], register: Register) -> None:
    choose(opened, "waiting", "0132")
    opened.key(opened.page.grid.view, Qt.Key.Key_B, CTRL)
    save(opened)
    assert dialog(opened).form.summary.accessibleName().startswith("2 things to put right")
    field = dialog(opened).form.field("return_reason")
    assert isinstance(field, ChoiceField)
    field.choose(reason(register))
    write(opened, "reason", "Give the logs.")
    save(opened)
    assert now(register, "0132").state is State.RETURNED
    assert opened.page.dialog is None


def test_a_day_before_the_last_step_is_told_at_the_date(opened: PageDesk[SubmissionsPage]) -> None:
    choose(opened, "waiting", "0132")
    opened.key(opened.page.grid.view, Qt.Key.Key_J, CTRL)
    write(opened, "reason", "No group.")
    dialog(opened).form.field("on").line.setText("24/11/2026")
    save(opened)
    told = [label.text() for label in dialog(opened).findChildren(QLabel) if label.isVisible()]
    assert "It was submitted on 25 Nov 2026. Enter that day or a later one." in told


def test_an_incomplete_draft_is_refused_with_what_is_missing(
    opened: PageDesk[SubmissionsPage], register: Register
) -> None:
    choose(opened, "draft", "0134")
    opened.key(opened.page.grid.view, Qt.Key.Key_M, CTRL)
    save(opened)
    assert "Fill in: Evidence of harm." in dialog(opened).form.summary.accessibleName()
    assert now(register, "0134").state is State.DRAFT
    dialog(opened).leave()


def test_completeness_follows_what_is_typed_and_the_draft_is_saved(
    opened: PageDesk[SubmissionsPage], register: Register
) -> None:
    choose(opened, "draft", "0134")
    opened.key(opened.page.grid.view, Qt.Key.Key_Return)
    form = dialog(opened)
    assert isinstance(form, SubmissionDialog)
    assert form.complete.text() == "2 of 3; missing: evidence of harm"
    write(opened, "field.harm", "Log 14")
    assert form.complete.text() == "3 of 3; nothing is missing"
    assert opened.page.unsaved() == "what you typed under “Submission S-0004”"
    save(opened)
    assert now(register, "0134").answers == '{"harm":"Log 14"}'
    opened.key(opened.page.grid.view, Qt.Key.Key_M, CTRL)
    save(opened)
    assert now(register, "0134").state is State.SUBMITTED


def test_what_the_threat_says_is_shown_and_what_it_lacks_is_saved_on_it(
    opened: PageDesk[SubmissionsPage], register: Register
) -> None:
    choose(opened, "waiting", "0132")
    opened.key(opened.page.grid.view, Qt.Key.Key_Return)
    shown = dialog(opened).form.field("field.area")
    assert isinstance(shown, QLabel)
    assert shown.text() == "Avonmere"
    write(opened, "field.name", "Ferry Steps group")
    assert dialog(opened).complete.text() == "3 of 3; nothing is missing"
    save(opened)
    assert register.ask(record, Threat, "t-AS/2024/0132").name == "Ferry Steps group"


def test_two_who_change_one_form_keep_each_the_answers_of_the_other(
    opened: PageDesk[SubmissionsPage], register: Register
) -> None:
    choose(opened, "draft", "0134")
    opened.key(opened.page.grid.view, Qt.Key.Key_Return)
    write(opened, "field.harm", "Log 14")
    register.do(submissions.save, replace(now(register, "0134"), answers='{"score":"312"}'))
    save(opened)
    assert dialog(opened).conflict.isVisible()
    save(opened)
    assert now(register, "0134").answers == '{"harm":"Log 14","score":"312"}'


def test_a_new_submission_begins_with_its_threat(
    opened: PageDesk[SubmissionsPage], register: Register
) -> None:
    opened.key(opened.page.grid.view, Qt.Key.Key_N, CTRL)
    pick = dialog(opened)
    assert isinstance(pick, PickThreat)
    save(opened)
    assert "This is needed" in pick.form.summary.accessibleName()
    pick.threat.setEditText("nobody at all")
    save(opened)
    assert "“nobody at all” is no threat that may be submitted now." in pick.form.summary.accessibleName()
    pick.threat.choose("t-AS/2024/0135")
    save(opened)
    form = dialog(opened)
    assert isinstance(form, SubmissionDialog)
    write(opened, "proposer", "DC A Roe")
    write(opened, "field.area", "Saltmouth")
    save(opened)
    assert "Draft  2" in tabs(opened.page)
    assert register.ask(record, Threat, "t-AS/2024/0135").area == "Saltmouth"
    in_hand = opened.page.grid.view.current_id()
    assert in_hand is not None
    assert register.ask(record, Submission, in_hand).reference == "S-0005"


def test_a_decided_one_is_read_and_not_changed(opened: PageDesk[SubmissionsPage]) -> None:
    choose(opened, "ratified", "0133")
    opened.key(opened.page.grid.view, Qt.Key.Key_Return)
    form = dialog(opened)
    assert not form.filled.isVisible()
    assert form.cancel.text() == "Close"
    assert form.form.field("proposer").isReadOnly()
    opened.key(form, Qt.Key.Key_Escape)
    assert opened.page.dialog is None


def test_a_draft_is_withdrawn_and_brought_back(opened: PageDesk[SubmissionsPage], register: Register) -> None:
    choose(opened, "draft", "0134")
    opened.page.strip.withdraw_button.click()
    opened.settle()
    assert "Draft  0" in tabs(opened.page)
    assert register.undo_label == "draft submission withdrawn"
    opened.runner.undo()
    opened.settle()
    assert "Draft  1" in tabs(opened.page)


def test_the_form_is_seen_and_saved(opened: PageDesk[SubmissionsPage], tmp_path: Path) -> None:
    choose(opened, "waiting", "0131")
    opened.page.strip.print_button.click()
    made = dialog(opened)
    assert isinstance(made, PrintDialog)
    opened.until(lambda: made.view.count >= 1)
    made.reason.setText("For ROCTA")
    made.save_in(str(tmp_path / "forms"))
    opened.until(lambda: "Saved and logged" in made.told.text())
    assert [path.suffix for path in (tmp_path / "forms").iterdir()] == [".pdf"]
    blocked = tmp_path / "blocked"
    blocked.write_text("x")
    made.save_in(str(blocked))
    opened.until(lambda: "is not a folder that can be written to" in made.told.text())
    made.leave()
    opened.settle()


def test_a_place_opens_a_view_or_a_row(opened: PageDesk[SubmissionsPage]) -> None:
    opened.visit(Place("submissions", filter={"view": "over"}))
    assert opened.page.grid.model.rowCount() == 1
    opened.visit(Place("submissions", id="s-0133"))
    assert opened.page.grid.view.current_id() == "s-0133"


def test_what_a_tracker_told_opens_the_card(opened: PageDesk[SubmissionsPage], register: Register) -> None:
    threat = register.ask(record, Threat, "t-AS/2024/0135")
    opened.runner.do(threats.map_step, threat, State.SUBMITTED, on(1))
    opened.settle()
    row = next(row for row in opened.page.grid.model.all_rows if row.threat == threat.id)
    opened.page.open(row.id)
    assert opened.places[-1] == Place("card", id=threat.id)


def test_every_control_has_a_name(opened: PageDesk[SubmissionsPage]) -> None:
    assert nameless(opened.page) == []


def test_an_empty_register_says_what_to_do(register: Register, qtbot: QtBot) -> None:
    with desk(register, qtbot, SubmissionsPage) as made:
        made.visit(Place("submissions"))
        said = [label.text() for label in made.page.findChildren(QLabel) if label.isVisible()]
        assert "Nothing has been submitted to ROCTA yet." in said


def test_a_reader_sees_and_changes_nothing(register: Register, clock: FixedClock, qtbot: QtBot) -> None:
    asks(register)
    submitted(register, State.SUBMITTED, on(1), on(2))
    with (
        Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as other,
        desk(other, qtbot, SubmissionsPage) as made,
    ):
        assert other.read_only
        made.visit(Place("submissions"))
        assert not made.page.new_button.isVisible()
        assert not any(button.isVisible() for button in made.page.strip.steps.values())
        made.key(made.page.grid.view, Qt.Key.Key_R, CTRL)
        assert made.page.dialog is None


def test_the_dialogs_of_the_page_are_records_dialogs_where_they_save_one() -> None:
    assert issubclass(SubmissionDialog, RecordDialog)
    assert issubclass(StepDialog, RecordDialog)

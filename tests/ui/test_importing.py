"""The wizard on the three trackers that forces really send, driven by its keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, func, select

from app.commands import actions
from app.domain.action import Action
from app.domain.codes import Strand
from app.domain.threat import Threat
from app.intake.review import Check
from app.reads.intake import inbox, layouts
from app.register import Register
from app.store.tables import table
from app.ui.page import Place
from app.ui.pages.import_model import FAULTY, HIDDEN, Column, Part
from app.ui.pages.importing import DONE, LAYOUT, REVIEW, START, ImportPage
from tests.builders import PASSPHRASE
from tests.ui.page_desk import PageDesk, desk, nameless

SAMPLES = Path(__file__).parent.parent / "samples"
DEVON = SAMPLES / "devon-and-cornwall-actions.csv"
AVON = SAMPLES / "avon-and-somerset-tracker.xlsx"
DORSET = SAMPLES / "dorset-returns.xlsx"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def wizard(register: Register, qtbot: QtBot) -> Iterator[PageDesk[ImportPage]]:
    with desk(register, qtbot, ImportPage) as made:
        made.visit(Place("import"))
        yield made


def count(register: Register, kind: type[Action] | type[Threat]) -> int:
    def read(connection: Connection) -> int:
        return int(connection.execute(select(func.count()).select_from(table(kind))).scalar_one())

    return register.ask(read)


def everything(connection: Connection, kind: type[Action]) -> list[Action]:
    return [kind(**row._mapping) for row in connection.execute(select(table(kind)))]


def to_layout(wizard: PageDesk[ImportPage], path: Path) -> None:
    wizard.page.read(path)
    wizard.until(lambda: wizard.page.steps.at == LAYOUT)


def to_review(wizard: PageDesk[ImportPage], path: Path) -> None:
    to_layout(wizard, path)
    wizard.key(wizard.page.layout_step.go_on, Qt.Key.Key_Space)
    wizard.until(lambda: wizard.page.steps.at == REVIEW)


def take_in(wizard: PageDesk[ImportPage]) -> None:
    wizard.key(wizard.page.review.take_in, Qt.Key.Key_Space)
    assert wizard.page.steps.at == DONE


def test_the_devon_file_shows_what_is_ready_and_what_waits(wizard: PageDesk[ImportPage]) -> None:
    to_review(wizard, DEVON)
    review = wizard.page.review
    shown = {part.value: int(button.text().split()[0]) for part, button in review.toggles.items()}
    assert shown["all rows"] == 186
    assert shown["ready"] == 143
    assert shown["dates to put right"] == 38
    assert shown["strands to choose"] == 5
    assert review.take_in.text() == "Take in 143 actions"
    assert review.stands.text().split("   ") == ["143 accepted", "43 to look at", "0 skipped"]
    assert "2 groups without a name" in review.also.text()


def test_one_answer_serves_all_rows_that_say_pre(wizard: PageDesk[ImportPage]) -> None:
    to_review(wizard, DEVON)
    review = wizard.page.review
    wizard.key(review.toggles[Part.STRANDS], Qt.Key.Key_Space)
    assert review.grid.review.rowCount() == 5
    assert "choose the strand" in review.panel.heading.text()
    assert "could be Prevent or Prepare" in review.panel.sentence.text()
    review.panel.focus_first()
    review.panel.strands.choose(Strand.PREPARE.value)
    assert review.panel.alike.text() == "Use this for all 5 rows that say “Pre”"
    wizard.key(review.panel.alike, Qt.Key.Key_Space)
    wizard.key(review.panel, Qt.Key.Key_Return, CONTROL)
    assert review.review is not None
    assert review.review.counts.strands == 0
    assert review.review.counts.ready == 148
    assert {row.strand for row in review.review.rows if row.strand_text == "Pre"} == {Strand.PREPARE}


def test_a_strand_is_never_guessed_by_a_tick(wizard: PageDesk[ImportPage]) -> None:
    to_review(wizard, DEVON)
    review = wizard.page.review
    review.show_part(Part.STRANDS)
    wizard.key(review.grid, Qt.Key.Key_Space)
    wizard.key(review.panel, Qt.Key.Key_Return, CONTROL)
    assert review.review is not None
    assert review.review.counts.strands == 5
    assert review.panel.fault.text() == "Choose a strand, or leave the row for later."


def test_f8_goes_from_fault_to_fault_and_round_again(wizard: PageDesk[ImportPage]) -> None:
    to_review(wizard, DEVON)
    review = wizard.page.review
    assert review.panel.place.text() == "fault 1 of 43"
    first = review.grid.currentIndex().row()
    wizard.key(review.grid, Qt.Key.Key_F8)
    assert review.panel.place.text() == "fault 2 of 43"
    wizard.key(review.grid, Qt.Key.Key_F8, SHIFT)
    wizard.key(review.grid, Qt.Key.Key_F8, SHIFT)
    assert review.panel.place.text() == "fault 43 of 43"
    wizard.key(review.grid, Qt.Key.Key_F8)
    assert review.grid.currentIndex().row() == first


def test_a_date_is_put_right_where_its_fault_is_shown(wizard: PageDesk[ImportPage], qtbot: QtBot) -> None:
    to_review(wizard, DEVON)
    review = wizard.page.review
    row = review.grid.current_row()
    assert row is not None
    assert row.check is Check.DATE
    assert review.grid.currentIndex().data(FAULTY)
    wizard.key(review.grid, Qt.Key.Key_Return)
    qtbot.keyClicks(review.panel.date.line, "18/12/2026")
    wizard.key(review.panel.date.line, Qt.Key.Key_Return, CONTROL)
    assert review.review is not None
    settled = next(other for other in review.review.rows if other.key == row.key)
    assert (settled.due, settled.take) == (date(2026, 12, 18), True)
    assert review.panel.place.text().endswith("of 42")


def test_what_is_no_date_is_said_beside_the_field(wizard: PageDesk[ImportPage], qtbot: QtBot) -> None:
    to_review(wizard, DEVON)
    panel = wizard.page.review.panel
    qtbot.keyClicks(panel.date.line, "31/11/2026")
    wizard.key(panel.date.line, Qt.Key.Key_Return, CONTROL)
    assert "31/11/2026 is not a date" in panel.fault.text()
    assert wizard.page.review.review is not None
    assert wizard.page.review.review.counts.ready == 143


def test_a_row_may_be_taken_with_its_text_kept_or_skipped(wizard: PageDesk[ImportPage]) -> None:
    to_review(wizard, DEVON)
    review = wizard.page.review
    wizard.key(review.panel.accept, Qt.Key.Key_Space)
    wizard.key(review.panel.skip, Qt.Key.Key_Space)
    assert review.review is not None
    counts = review.review.counts
    assert (counts.ready, counts.to_look_at, counts.skipped) == (144, 41, 1)


def test_space_skips_a_row_and_takes_it_back(wizard: PageDesk[ImportPage]) -> None:
    to_review(wizard, DEVON)
    review = wizard.page.review
    review.grid.stand_on(1)
    row = review.grid.current_row()
    assert row is not None
    assert row.take
    wizard.key(review.grid, Qt.Key.Key_Space)
    assert review.review is not None
    assert (review.review.counts.ready, review.review.counts.skipped) == (142, 1)
    wizard.key(review.grid, Qt.Key.Key_Space)
    assert (review.review.counts.ready, review.review.counts.skipped) == (143, 0)


def test_what_is_ready_comes_in_and_the_rest_waits_in_the_inbox(
    wizard: PageDesk[ImportPage], register: Register
) -> None:
    to_review(wizard, DEVON)
    take_in(wizard)
    done = wizard.page.done
    assert done.heading.text().startswith("31 threats, ")
    assert "143 actions taken in from devon-and-cornwall-actions.csv" in done.heading.text()
    assert "43 rows wait in the import inbox" in done.sentences.text()
    assert (count(register, Threat), count(register, Action)) == (31, 143)
    assert len(register.ask(inbox)) == 43


def test_taking_in_is_undone_in_one_step(wizard: PageDesk[ImportPage], register: Register) -> None:
    to_review(wizard, DEVON)
    take_in(wizard)
    assert wizard.page.done.undo.text() == "Undo: file taken in"
    wizard.key(wizard.page.done.undo, Qt.Key.Key_Space)
    assert (count(register, Threat), count(register, Action)) == (0, 0)
    assert register.ask(inbox) == ()
    assert "Taken back" in wizard.page.done.heading.text()


def test_the_same_file_again_brings_nothing(wizard: PageDesk[ImportPage], register: Register) -> None:
    to_review(wizard, DEVON)
    take_in(wizard)
    to_review(wizard, DEVON)
    review = wizard.page.review.review
    assert review is not None
    assert (review.counts.ready, review.counts.to_look_at) == (0, 0)
    assert wizard.page.review.take_in.text() == "Finish"
    take_in(wizard)
    assert "held nothing new" in wizard.page.done.heading.text()
    assert count(register, Action) == 143


def test_a_held_row_is_decided_in_the_inbox(wizard: PageDesk[ImportPage], register: Register) -> None:
    to_review(wizard, DEVON)
    take_in(wizard)
    wizard.key(wizard.page.done.to_inbox, Qt.Key.Key_Space)
    box = wizard.page.inbox
    assert wizard.page.steps.at == START
    assert box.heading.text() == "Import inbox: 43 rows wait for a decision"
    place = next(n for n, held in enumerate(box.model.held) if held.code.startswith("import.strand."))
    box.rows.setCurrentIndex(box.model.index(place))
    wizard.key(box.rows, Qt.Key.Key_Return)
    box.panel.strands.choose(Strand.PREVENT.value)
    wizard.key(box.panel, Qt.Key.Key_Return, CONTROL)
    assert box.heading.text() == "Import inbox: 42 rows wait for a decision"
    assert count(register, Action) == 144


def test_one_inbox_answer_serves_all_rows_alike(wizard: PageDesk[ImportPage], register: Register) -> None:
    to_review(wizard, DEVON)
    take_in(wizard)
    box = wizard.page.inbox
    wizard.key(wizard.page.done.to_inbox, Qt.Key.Key_Space)
    place = next(n for n, held in enumerate(box.model.held) if held.code.startswith("import.strand."))
    box.rows.setCurrentIndex(box.model.index(place))
    box.panel.strands.choose(Strand.PREVENT.value)
    box.panel.alike.setChecked(True)
    wizard.key(box.panel, Qt.Key.Key_Return, CONTROL)
    assert len(register.ask(inbox)) == 38


def test_the_avon_file_points_out_its_hidden_rows_and_its_comment(wizard: PageDesk[ImportPage]) -> None:
    to_review(wizard, AVON)
    review = wizard.page.review
    assert "274 actions in 51 groups" in [fact.text() for fact in review._fact.values()]
    assert "2 hidden rows" in review.also.text()
    wizard.key(review.also, Qt.Key.Key_Space)
    said = "\n".join(review.noticed.sentences.model().stringList())
    assert "a comment says" in said
    assert "worked out by a formula" in said
    model = review.grid.review
    hidden = {
        model.rows[place].row for place in range(model.rowCount()) if model.index(place, 0).data(HIDDEN)
    }
    assert len(hidden) == 2


def test_the_dorset_file_names_its_sheets(wizard: PageDesk[ImportPage]) -> None:
    to_review(wizard, DORSET)
    model = wizard.page.review.grid.review
    assert Column.SHEET in model.columns
    assert len({row.sheet for row in model.rows}) == 12


def test_what_differs_from_the_register_is_chosen_field_by_field(
    wizard: PageDesk[ImportPage], register: Register, tmp_path: Path
) -> None:
    head = "Reference,Group,4P,Action,Owner,Target date\n"
    line = "DC1,Estate group,Pursue,Visit the premises,DS Kit Rudge,{}\n"
    first, second = tmp_path / "devon-1.csv", tmp_path / "devon-2.csv"
    first.write_text(head + line.format("18/12/2026"), encoding="utf-8")
    second.write_text(head + line.format("04/01/2027"), encoding="utf-8")
    for path in (first, second):
        to_layout(wizard, path)
        force = wizard.page.layout_step.force
        force.setCurrentIndex(force.findData("devon-and-cornwall"))
        wizard.key(wizard.page.layout_step.go_on, Qt.Key.Key_Space)
        wizard.until(lambda: wizard.page.steps.at == REVIEW)
        if path == first:
            take_in(wizard)
            (action,) = register.ask(everything, Action)
            register.do(actions.change, replace(action, due=date(2026, 12, 30)), "Moved by the force")
    panel = wizard.page.review.panel
    assert "differs from the register" in panel.heading.text()
    assert panel.compare.isVisible()
    assert wizard.page.review.take_in.text() == "Keep 1 row in the inbox"
    button = panel.compare._pairs["due"].button(1)
    assert button is not None
    assert button.accessibleName() == "Due in the file: 4 Jan 2027"
    assert panel.compare.chosen() == frozenset()
    wizard.key(button, Qt.Key.Key_Space)
    wizard.key(panel, Qt.Key.Key_Return, CONTROL)
    take_in(wizard)
    (action,) = register.ask(everything, Action)
    assert action.due == date(2027, 1, 4)


def test_an_unknown_heading_is_mapped_and_remembered_by_name(
    wizard: PageDesk[ImportPage], register: Register, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(
        "Ref,Group,4P,Wot to do,Owner,Due\nDC9,Estate group,Pursue,Visit the shop,DS Kit Rudge,18/12/2026\n",
        encoding="utf-8",
    )
    to_layout(wizard, path)
    step = wizard.page.layout_step
    step.force.setCurrentIndex(step.force.findData("dorset"))
    meaning = step.meaning("Wot to do")
    assert meaning.currentText() == "Kept as a note"
    meaning.setCurrentIndex(meaning.findData("action"))
    qtbot.keyClicks(step.name, "Dorset odd")
    wizard.key(step.keep, Qt.Key.Key_Space)
    assert step.kept.text() == "Remembered as “Dorset odd”."
    assert [layout.name for layout in register.ask(layouts)] == ["Dorset odd"]
    wizard.key(step.go_on, Qt.Key.Key_Space)
    wizard.until(lambda: wizard.page.steps.at == REVIEW)
    review = wizard.page.review.review
    assert review is not None
    assert [row.action for row in review.rows] == ["Visit the shop"]


def test_a_file_of_no_known_force_asks_for_it_first(wizard: PageDesk[ImportPage], tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Reference,4P,Action\nX1,Pursue,Visit the shop\n", encoding="utf-8")
    to_layout(wizard, path)
    step = wizard.page.layout_step
    step.force.setCurrentIndex(0)
    wizard.key(step.go_on, Qt.Key.Key_Space)
    assert wizard.page.steps.at == LAYOUT
    assert step.kept.text() == "Choose the force that sent it."


def test_a_file_that_cannot_be_read_gives_one_sentence_and_changes_nothing(
    wizard: PageDesk[ImportPage], register: Register, tmp_path: Path
) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing else")
    wizard.page.read(path)
    wizard.settle()
    assert wizard.page.steps.at == START
    assert "broken.xlsx" in wizard.page.start.fault.text()
    assert count(register, Threat) == 0


def test_reading_can_be_stopped(wizard: PageDesk[ImportPage]) -> None:
    wizard.page.read(AVON)
    start = wizard.page.start
    assert start.bar.isVisible()
    assert start.cancel.isVisible()
    wizard.qtbot.keyClick(start.cancel, Qt.Key.Key_Space)
    wizard.settle()
    assert wizard.page.steps.at == START
    assert "Stopped as you asked" in start.fault.text()
    assert not start.bar.isVisible()


def test_a_file_may_be_dropped_on_the_page(wizard: PageDesk[ImportPage]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(DEVON))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    wizard.page.start.dropEvent(drop)
    wizard.until(lambda: wizard.page.steps.at == LAYOUT)
    assert wizard.page.layout_step.file.text() == "devon-and-cornwall-actions.csv"


def test_finish_later_keeps_the_decisions_and_takes_nothing_in(
    wizard: PageDesk[ImportPage], register: Register
) -> None:
    to_review(wizard, DEVON)
    review = wizard.page.review
    wizard.key(review.panel.accept, Qt.Key.Key_Space)
    wizard.key(review.later, Qt.Key.Key_Space)
    assert wizard.page.steps.at == START
    assert count(register, Action) == 0
    assert wizard.page.unsaved() == "the review of devon-and-cornwall-actions.csv"
    wizard.key(wizard.page.start.resume, Qt.Key.Key_Space)
    assert wizard.page.steps.at == REVIEW
    assert review.review is not None
    assert review.review.counts.ready == 144


def test_a_register_open_elsewhere_takes_nothing_in_and_says_why(
    wizard: PageDesk[ImportPage], register: Register, qtbot: QtBot
) -> None:
    with (
        Register.open(register.path, passphrase=PASSPHRASE, clock=register.clock) as second,
        desk(second, qtbot, ImportPage) as reader,
    ):
        reader.visit(Place("import"))
        to_review(reader, DORSET)
        take_in(reader)
        assert reader.page.done.heading.text() == "Nothing was taken in"
        assert "Drew Quill" in reader.page.done.sentences.text()


def test_every_control_of_every_step_has_a_name(wizard: PageDesk[ImportPage]) -> None:
    assert nameless(wizard.page) == []
    to_layout(wizard, DEVON)
    assert nameless(wizard.page) == []
    assert wizard.page.steps.accessibleName() == "Step 2 of 4: Layout"
    wizard.key(wizard.page.layout_step.go_on, Qt.Key.Key_Space)
    assert nameless(wizard.page) == []
    model = wizard.page.review.grid.review
    place = model.columns.index(Column.TARGET)
    assert model.index(0, place).data(Qt.ItemDataRole.AccessibleTextRole) == "Target date: ASAP"
    take_in(wizard)
    assert nameless(wizard.page) == []


def test_the_models_of_the_wizard_hold_under_qts_tester(wizard: PageDesk[ImportPage]) -> None:
    page = wizard.page
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (page.review.grid.review, page.inbox.model)
    ]
    to_review(wizard, DEVON)
    page.review.show_part(Part.DATES)
    wizard.key(page.review.panel.accept, Qt.Key.Key_Space)
    page.review.show_part(Part.ALL)
    take_in(wizard)
    assert len(testers) == 2
    assert page.inbox.model.rowCount() == 42


def test_the_check_box_of_all_alike_is_there_only_where_several_are(wizard: PageDesk[ImportPage]) -> None:
    to_review(wizard, DORSET)
    panel = wizard.page.review.panel
    assert isinstance(panel.alike, QCheckBox)
    QApplication.processEvents()
    row = wizard.page.review.grid.current_row()
    assert panel.alike.isVisible() == (row is not None and row.fault is not None and row.alike > 1)

"""The threat card, driven by its keys on a real register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.commands import actions, threats
from app.domain.codes import ActionState, LeadRole, MappingState, Strand
from app.register import Register
from app.ui.page import Place
from app.ui.pages.card import BOARD, HISTORY, LEADS, TABS
from app.ui.pages.card_board_model import ActionCard, ColumnModel
from app.ui.pages.card_mapping import MappingPart
from app.ui.pages.card_scores import ScoresPart
from tests.builders import add_action, add_threat
from tests.ui.card_desk import CardDesk, desk

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def bare(group: Register, qtbot: QtBot) -> Iterator[CardDesk]:
    with desk(group, qtbot, add_threat(group, "AS/2026/0500")) as made:
        yield made


def test_new_action_appears_on_the_board(card: CardDesk) -> None:
    prevent = card.page.board.columns[1].view
    prevent.setFocus()
    card.key(prevent, Qt.Key.Key_A, CONTROL | SHIFT)
    card.type("title", "Visit the two schools")
    card.type("owner", "Jo Penrose")
    card.type("due", "+14")
    card.save()
    assert card.page.dialog is None
    made = card.action("Visit the two schools").action
    assert (made.strand, made.due, made.reference) == (Strand.PREVENT, date(2026, 12, 10), "A-0012")
    assert any(said.startswith("Visit the two schools. Prevent.") for said in card.titles(1))
    current = card.page.board.current
    assert current is not None
    assert current.action.id == made.id


def test_a_card_reads_as_one_sentence(card: CardDesk) -> None:
    assert card.titles(0)[0] == (
        "Restraint order application for two linked properties. Pursue. DI Morgan Hale. "
        "Red, overdue 14 days. Due 12 November 2026. Re-dated twice."
    )


def test_arrow_keys_cross_the_columns_and_enter_opens_the_action(card: CardDesk) -> None:
    columns = card.page.board.columns
    columns[0].view.setFocus()
    card.key(columns[0].view, Qt.Key.Key_Down)
    card.key(columns[0].view, Qt.Key.Key_Right)
    assert columns[1].view.hasFocus()
    card.key(columns[1].view, Qt.Key.Key_Left)
    card.key(columns[0].view, Qt.Key.Key_Return)
    assert card.dialog.windowTitle() == "Edit action A-0002"


def test_redating_by_key_keeps_the_earlier_date(card: CardDesk) -> None:
    card.open(card.threat, action=card.action("NRM referrals for three adults found on 9 October").action.id)
    card.key(card.page.board.last_view, Qt.Key.Key_D, CONTROL)
    card.type("due", "17/12/2026")
    card.type("reason", "The interpreter is away")
    card.save()
    moved = card.action("NRM referrals for three adults found on 9 October")
    assert moved.action.due == date(2026, 12, 17)
    assert [(m.was, m.reason) for m in moved.moves] == [(date(2026, 12, 3), "The interpreter is away")]
    assert any("Re-dated once" in said for said in card.titles(2))


def test_completed_then_resulted_actions_leave_the_board_and_can_be_shown(card: CardDesk) -> None:
    title = "Cuckooed addresses visited with housing officers"
    card.open(card.threat, action=card.action(title).action.id)
    card.key(card.page.board.last_view, Qt.Key.Key_M, CONTROL)
    card.save()
    assert card.action(title).action.state is ActionState.COMPLETED
    card.key(card.page.board.last_view, Qt.Key.Key_R, CONTROL)
    card.type("outcome", "Four of five are safe")
    card.save()
    done = card.action(title).action
    assert (done.state, done.outcome) == (ActionState.RESULTED, "Four of five are safe")
    assert card.titles(2)[-1] == "2 resulted"
    card.key(card.page.finished, Qt.Key.Key_Space)
    assert any(said.startswith(title) for said in card.titles(2))


def test_a_removed_action_comes_back_with_undo(card: CardDesk) -> None:
    view = card.page.board.columns[3].view
    view.setFocus()
    card.key(view, Qt.Key.Key_Delete)
    assert card.page.board.columns[3].model.open == 0
    card.runner.undo()
    card.settle()
    assert card.titles(3)[0].startswith("Community impact assessment")


def test_the_card_that_had_the_focus_keeps_it_when_another_changes(card: CardDesk) -> None:
    view = card.page.board.columns[0].view
    view.setFocus()
    card.key(view, Qt.Key.Key_End)
    card.key(view, Qt.Key.Key_Up)
    kept = card.page.board.current
    assert kept is not None
    first = card.action("Restraint order application for two linked properties").action
    card.runner.do(actions.cancel, first, "Not needed now", date(2026, 11, 26))
    card.settle()
    assert card.page.board.current is not None
    assert card.page.board.current.action.id == kept.action.id


def test_an_empty_p_says_so_and_enter_asks_why_none_is_needed(bare: CardDesk) -> None:
    view = bare.page.board.columns[3].view
    assert bare.titles(3) == ["No Prepare actions yet. Add one, or say why none is needed."]
    view.setFocus()
    bare.key(view, Qt.Key.Key_Return)
    bare.qtbot.waitUntil(lambda: bare.dialog.form.field("prepare_not_needed").hasFocus())
    bare.type("prepare_not_needed", "No victim or place is known")
    bare.save()
    assert bare.titles(3) == ["None needed: No victim or place is known"]


def test_alt_down_goes_to_the_next_threat_of_the_list(card: CardDesk, group: Register) -> None:
    other = add_threat(group, "AS/2026/0007", name="Lantern Street")
    card.open(card.threat, ids=(card.threat.id, other.id))
    assert card.page.head.place.text() == "1 of 2"
    assert not card.page.head.previous_button.isEnabled()
    card.key(card.page, Qt.Key.Key_Down, ALT)
    assert card.page.head.title.text == "Lantern Street"
    assert card.page.head.place.text() == "2 of 2"


def test_another_threat_begins_with_its_first_action_and_the_board_has_the_focus(
    card: CardDesk, group: Register
) -> None:
    other = add_threat(group, "AS/2026/0007", name="Lantern Street")
    for title in ("Visit the harbour", "Visit the market", "Visit the station"):
        add_action(group, other, title)
    view = card.page.board.columns[0].view
    card.key(view, Qt.Key.Key_Down)
    card.key(view, Qt.Key.Key_Down)
    card.page.tabs.setFocus()
    card.open(other)
    assert view.hasFocus()
    assert card.page.board.current is not None
    assert card.page.board.current.action.title == "Visit the harbour"


def test_back_goes_to_the_list(card: CardDesk) -> None:
    with card.qtbot.waitSignal(card.page.go) as went:
        card.key(card.page.head.back_button, Qt.Key.Key_Space)
    assert went.args == [Place("threats")]


def test_a_threat_that_is_gone_says_so_and_leads_back(group: Register, bare: CardDesk) -> None:
    with bare.qtbot.waitSignal(bare.page.go):
        group.undo()
        bare.page.changed(frozenset({("threat", bare.threat.id)}))
        bare.settle()
    assert [r.code for r in bare.refusals] == ["gone"]


def test_every_tab_shows_its_rows(card: CardDesk) -> None:
    page = card.page
    assert [page.tabs.tabText(n) for n in range(len(TABS))] == [
        "4P plan  9", "Leads  3", "Scores  5", "Mapping", "Disruptions", "Requests", "Nominals", "Beside",
        "Partners",
        "Updates  5", "Notes", "History",
    ]  # fmt: skip
    page.tabs.setFocus()
    card.key(page.tabs, Qt.Key.Key_Right)
    assert page.tabs.currentIndex() == LEADS
    rows = [page.leads.words.index(row, 1).data() for row in range(page.leads.words.rowCount())]
    assert "Insp Kit Okafor" in rows
    assert page.part(ScoresPart).table.words.index(0, 2).data() == "36 more than in June"
    steps = page.part(MappingPart).table.words
    assert [steps.index(0, n).data() for n in (1, 2)] == ["from a tracker", MappingState.RATIFIED.value]


def test_the_history_says_who_changed_what_from_what_to_what(card: CardDesk) -> None:
    action = card.action("Phone downloads examined and returned to the SIO").action
    card.register.do(actions.redate, action, date(2027, 1, 15), "Queue at the laboratory")
    card.page.tabs.setCurrentIndex(HISTORY)
    card.settle()
    said = [card.page.history.moments.moment(row) for row in range(3)]
    assert said[0].when == "26 Nov 2026, 14:02"
    assert said[0].by == "Drew Quill"
    assert said[0].text == (
        "Action “Phone downloads examined and returned to the SIO”: "
        "due date from 18 Dec 2026 to 15 Jan 2027. "
        "Reason: Queue at the laboratory"
    )


def test_the_history_is_asked_again_after_a_change(card: CardDesk) -> None:
    card.page.tabs.setCurrentIndex(HISTORY)
    card.settle()
    before = card.page.history.moments.rowCount()
    card.runner.do(
        threats.map_step, card.card.threat, MappingState.RETURNED, date(2026, 11, 26), "Thin", "ROCTA"
    )
    card.settle()
    assert card.page.history.moments.rowCount() == before + 2


def test_leads_score_and_updates_stand_beside_the_board(card: CardDesk) -> None:
    said = " ".join(label.text() for label in card.page.side.findChildren(QLabel))
    for words in ("Ch Insp Frances Tremayne", "Insp Kit Okafor until", "5 scores, confidence high"):
        assert words in said
    assert card.page.side.score.chart.accessibleDescription().startswith("5 scores: 288 on 20 Mar 2025")
    assert card.page.side.list.moments.rowCount() == 5


def test_a_role_that_nobody_has_is_said(bare: CardDesk) -> None:
    said = [label.text() for label in bare.page.side.leads.findChildren(QLabel)]
    assert [f"No {role.value}" in said for role in LeadRole] == [True, True, True]


def test_a_narrow_window_folds_the_side_panel(card: CardDesk) -> None:
    card.page.resize(800, 700)
    card.settle()
    assert not card.page.side.isVisible()
    card.page.resize(1244, 800)
    card.settle()
    assert card.page.side.isVisible()


def test_every_control_of_the_card_has_a_name(card: CardDesk) -> None:
    for place in range(len(TABS)):
        card.page.tabs.setCurrentIndex(place)
        card.settle()
        for widget in card.page.findChildren(QWidget):
            if isinstance(widget, QPushButton | QToolButton | QAbstractItemView) and widget.isVisible():
                name = widget.accessibleName() or getattr(widget, "text", str)()
                assert name, f"{widget} under {TABS[place]} has no name"


def test_the_models_keep_qts_rules(card: CardDesk) -> None:
    models = [column.model for column in card.page.board.columns]
    lists = (card.page.leads, card.page.part(ScoresPart).table, card.page.part(MappingPart).table)
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
        for model in (*models, *(view.words for view in lists), card.page.updates.moments)
    ]
    card.page.finished.setChecked(True)
    add_action(card.register, card.threat, "Serve the closure order")
    card.page.changed(frozenset())
    card.settle()
    assert all(tester.model().rowCount() for tester in testers)


def test_forty_actions_and_long_names_are_not_cut(bare: CardDesk, group: Register) -> None:
    title = "Agree with the harbour authority who checks the containers that come in at night " * 3
    for number in range(40):
        add_action(group, bare.threat, f"{number} {title}", owner_organisation="A" * 120)
    bare.page.changed(frozenset())
    bare.settle()
    view, model = bare.page.board.columns[0].view, bare.page.board.columns[0].model
    assert model.open == 40
    for row in range(model.rowCount()):
        shown = model.row_at(row)
        if isinstance(shown, ActionCard):
            assert view.visualRect(model.index(row, 0)).height() > view.fontMetrics().height() * 8
    heights = sum(view.visualRect(model.index(row, 0)).height() for row in range(model.rowCount()))
    assert view.verticalScrollBar().maximum() >= heights - view.viewport().height()
    assert view.horizontalScrollBar().maximum() == 0


def test_a_column_counts_only_what_is_live(bare: CardDesk, group: Register) -> None:
    action = add_action(group, bare.threat, "Visit the harbour")
    group.do(actions.result, action, "Visited", date(2026, 11, 20))
    bare.page.changed(frozenset())
    bare.settle()
    model: ColumnModel = bare.page.board.columns[0].model
    assert model.open == 0
    assert bare.titles(0) == ["1 resulted"]
    view = bare.page.board.columns[0].view
    view.setFocus()
    bare.key(view, Qt.Key.Key_Return)
    assert len(bare.titles(0)) == 2
    assert bare.page.tabs.currentIndex() == BOARD

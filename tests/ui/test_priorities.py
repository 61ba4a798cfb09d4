"""The page of priorities: put in order by keys, cut off, with reasons, saved in one step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.commands import priorities, scores
from app.domain.score import Score
from app.reads.priorities import ranking
from app.register import Register
from app.ui.dialogs.priority_reasons import PriorityReasonsDialog
from app.ui.page import Place
from app.ui.pages.priorities import PrioritiesPage
from tests.builders import add_action, add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 26)


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[PrioritiesPage]]:
    """Groups 1 to 4 with scores 400, 300, 200, 100, the first three ranked; and one without a score."""
    for place in range(1, 5):
        threat = add_threat(register, f"DC{place}", name=f"Group {place}")
        total = 500 - place * 100
        register.do(scores.record, Score(id=f"s{place}", threat=threat.id, total=total, assessed_on=TODAY))
        add_action(register, threat, f"Step {place}")
    add_threat(register, "DC5", name="Group 5")
    register.do(priorities.put_in_order, ("t-DC1", "t-DC2", "t-DC3"), {}, was=())
    with desk(register, qtbot, PrioritiesPage) as made:
        made.visit(Place("priorities"))
        yield made


def order(page: PrioritiesPage) -> list[str]:
    return [shown.row.reference for shown in page.list.rows]


def saved(register: Register) -> list[str]:
    return [row.reference for row in register.ask(ranking, TODAY).listed]


def cell(page: PrioritiesPage, row: int, title: str) -> str:
    place = next(n for n, head in enumerate(page.list.heads) if head.title == title)
    return str(page.list.index(row, place).data())


def test_the_list_says_rank_score_leads_and_what_is_open(opened: PageDesk[PrioritiesPage]) -> None:
    page = opened.page
    assert order(page) == ["DC1", "DC2", "DC3"]
    assert [cell(page, 0, title) for title in ("Rank", "Score", "SIO", "Open")] == ["1", "400", "none", "1"]
    assert [shown.row.reference for shown in page.others.rows] == ["DC4", "DC5"]
    assert page.state.text() == "3 groups"
    assert page.figure.figure is not None
    assert len(page.figure.figure.points) == 4


def test_keys_move_a_group_and_the_reason_is_asked_on_saving(
    opened: PageDesk[PrioritiesPage], register: Register, qtbot: QtBot
) -> None:
    page = opened.page
    page.view.choose(2)
    opened.key(page.view, Qt.Key.Key_Up, ALT)
    opened.key(page.view, Qt.Key.Key_Up, CTRL)
    assert order(page) == ["DC3", "DC1", "DC2"]
    assert page.view.id == "t-DC3"
    assert cell(page, 0, "Reason") == "Reason wanted: F2"
    assert page.unsaved() == "the new order of the ranked list"
    opened.key(page.view, Qt.Key.Key_S, CTRL)
    dialog = page.findChild(PriorityReasonsDialog)
    assert dialog is not None
    dialog.save()
    assert dialog.form.summary.accessibleName().startswith("1 thing to put right")
    dialog.lines["t-DC3"].setText("Threat to life warning")
    dialog.save()
    opened.settle()
    opened.until(lambda: saved(register) == ["DC3", "DC1", "DC2"])
    opened.until(lambda: page.unsaved() is None)
    assert cell(page, 0, "Reason") == "Threat to life warning"
    opened.runner.undo()
    opened.settle()
    opened.until(lambda: order(page) == ["DC1", "DC2", "DC3"])


def test_a_place_is_typed_and_a_reason_too(opened: PageDesk[PrioritiesPage], qtbot: QtBot) -> None:
    page = opened.page
    page.view.choose(2)
    qtbot.keyClick(page.view, Qt.Key.Key_1)
    editor = page.view.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "1"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    opened.until(lambda: order(page) == ["DC3", "DC1", "DC2"])
    qtbot.keyClick(page.view, Qt.Key.Key_F2)
    editor = next(each for each in page.view.viewport().findChildren(QLineEdit) if each.isVisible())
    qtbot.keyClicks(editor, "Trial in March")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    opened.until(lambda: cell(page, 0, "Reason") == "Trial in March")
    assert page.draft is not None
    assert page.draft.wanting() == ()


def test_a_group_is_dragged_to_its_place(opened: PageDesk[PrioritiesPage]) -> None:
    page, view = opened.page, opened.page.view
    view.choose(0)
    mime = page.list.mimeData([page.list.index(0, 0)])
    below = QPointF(40, view.rowViewportPosition(2) + view.rowHeight(2) - 2)
    view.dropEvent(
        QDropEvent(below, Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    )
    assert order(page) == ["DC2", "DC3", "DC1"]


def test_one_is_taken_off_and_another_joins_where_its_score_puts_it(
    opened: PageDesk[PrioritiesPage], register: Register
) -> None:
    page = opened.page
    page.view.choose(1)
    opened.key(page.view, Qt.Key.Key_Delete)
    assert order(page) == ["DC1", "DC3"]
    assert [shown.row.reference for shown in page.others.rows] == ["DC2", "DC4", "DC5"]
    page.beside.choose(1)
    opened.key(page.beside, Qt.Key.Key_Insert)
    assert order(page) == ["DC1", "DC3", "DC4"]
    page.save()
    opened.settle()
    opened.until(lambda: saved(register) == ["DC1", "DC3", "DC4"])


def test_the_line_is_drawn_below_the_group_in_hand_and_taken_away(
    opened: PageDesk[PrioritiesPage], register: Register
) -> None:
    page = opened.page
    page.view.choose(1)
    opened.key(page.view, Qt.Key.Key_B, CTRL)
    assert page.state.text() == "3 groups; 1 below the local line, without a page; not saved"
    page.save()
    opened.settle()
    opened.until(lambda: register.ask(ranking, TODAY).cut_off == 2)
    page.view.choose(1)
    opened.key(page.view, Qt.Key.Key_B, CTRL)
    assert page.draft is not None
    assert page.draft.cut_off == 0


def test_the_proposal_puts_the_list_in_the_order_of_new_scores(
    opened: PageDesk[PrioritiesPage], register: Register
) -> None:
    register.do(scores.record, Score(id="s9", threat="t-DC3", total=450, assessed_on=TODAY))
    opened.page.propose()
    opened.settle()
    opened.until(lambda: order(opened.page) == ["DC3", "DC1", "DC2"])
    assert saved(register) == ["DC3", "DC1", "DC2"]


def test_what_another_changed_meanwhile_is_not_overwritten(
    opened: PageDesk[PrioritiesPage], register: Register
) -> None:
    page = opened.page
    opened.page.take_off("t-DC3")
    register.do(priorities.place, "t-DC2", None)
    page.save()
    opened.settle()
    opened.until(lambda: [refusal.code for refusal in opened.refusals] == ["priority.changed_since"])
    opened.until(lambda: order(page) == ["DC1", "DC3"])


def test_enter_opens_the_card_and_the_filter_finds_a_candidate(
    opened: PageDesk[PrioritiesPage], qtbot: QtBot
) -> None:
    page = opened.page
    opened.key(page.view, Qt.Key.Key_Return)
    assert opened.places == [Place("card", "t-DC1")]
    page.seek()
    qtbot.keyClicks(page.filter, "group 5")
    assert [shown.row.reference for shown in page.others.rows] == ["DC5"]


def test_an_empty_list_says_what_to_do_and_every_control_has_a_name(
    opened: PageDesk[PrioritiesPage],
) -> None:
    page = opened.page
    assert nameless(page) == []
    for id in ("t-DC1", "t-DC2", "t-DC3"):
        page.take_off(id)
    assert page.empty.isVisible()
    assert "press Insert" in page.empty.text()

"""OCGs and threats: the views count what they show, links arrive at their list, and rows lead to cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.commands import leads, scores
from app.domain.codes import LeadRole, MappingState
from app.domain.score import Score
from app.reads import threats as threat_reads
from app.register import Register
from app.ui.dialogs.action import ActionDialog
from app.ui.dialogs.threat import ThreatDialog
from app.ui.page import Place
from app.ui.pages.threats import AT, COLUMNS, ThreatsPage
from tests.builders import add_action, add_officer, add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[ThreatsPage]]:
    tidemoor = add_threat(register, "AS/2024/0131", priority=1, mapping=MappingState.RATIFIED)
    add_threat(
        register, "DO/2023/0008", name="Port Merrow importers", home_force="dorset", operation="Turnstone"
    )
    add_threat(register, "WI/2026/0044", name="", primary_theme="fraud", home_force="wiltshire")
    hale = add_officer(register)
    register.do(leads.assign, tidemoor.id, LeadRole.LRO, hale.id, date(2026, 1, 5))
    for number, (total, on) in enumerate(((376, date(2026, 6, 2)), (412, date(2026, 11, 3)))):
        score = Score(id=f"s-{number}", threat=tidemoor.id, total=total, scheme="MoRiLE 2020", assessed_on=on)
        register.do(scores.record, score)
    add_action(register, tidemoor, due=date(2026, 11, 12), owner_organisation="", owner=hale.id)
    with desk(register, qtbot, ThreatsPage) as made:
        made.visit(Place("threats"))
        yield made


def tabs(page: ThreatsPage) -> dict[str, str]:
    return dict(page.tabs.tabText(n).rsplit("  ", 1) for n in range(page.tabs.count()))


def test_each_view_counts_what_it_shows(opened: PageDesk[ThreatsPage]) -> None:
    page = opened.page
    assert tabs(page) == {
        "Active": "3",
        "Priority groups": "1",
        "No LRO": "2",
        "No SIO": "3",
        "Score too old": "0",
        "Not scored": "2",
        "No plan": "3",
        "Not ratified": "2",
        "Archived": "0",
    }
    for number in range(page.tabs.count()):
        page.tabs.setCurrentIndex(number)
        assert f"  {page.grid.model.total}" in page.tabs.tabText(number)


def test_the_highest_score_stands_first_and_unscored_ones_last(opened: PageDesk[ThreatsPage]) -> None:
    assert [opened.page.grid.model.row(n).reference for n in range(3)] == [
        "AS/2024/0131",
        "DO/2023/0008",
        "WI/2026/0044",
    ]


def test_a_link_from_home_arrives_at_its_list(opened: PageDesk[ThreatsPage]) -> None:
    opened.visit(Place("threats", filter={"check": "no_lro"}))
    assert opened.page.tabs.currentIndex() == AT["no_lro"]
    assert opened.page.grid.model.total == 2


def test_a_check_without_a_tab_is_said_in_words_and_can_be_left(
    opened: PageDesk[ThreatsPage], qtbot: QtBot
) -> None:
    opened.visit(Place("threats", filter={"check": "overdue"}))
    grid = opened.page.grid
    assert (grid.model.total, grid.sentence.text()) == (1, "Active, with an overdue action")
    qtbot.mouseClick(grid.clear, Qt.MouseButton.LeftButton)
    assert grid.model.total == 3
    assert grid.bar.isHidden()


def test_enter_opens_the_card_and_takes_the_list_along(opened: PageDesk[ThreatsPage]) -> None:
    opened.page.grid.view.choose("t-DO/2023/0008")
    opened.key(opened.page.grid.view, Qt.Key.Key_Return)
    (place,) = opened.places
    assert (place.page, place.id) == ("card", "t-DO/2023/0008")
    assert place.filter == {"ids": ("t-AS/2024/0131", "t-DO/2023/0008", "t-WI/2026/0044")}


def test_the_preview_tells_the_row_in_hand(opened: PageDesk[ThreatsPage]) -> None:
    page = opened.page
    assert page.preview.isVisible()
    assert page.preview.name.text() == "Tidemoor line"
    assert page.preview.score.text() == "412, 36 more than in June"
    opened.key(page.grid.view, Qt.Key.Key_Down)
    assert page.preview.name.text() == "Port Merrow importers"
    assert page.preview.score.text() == "Not scored"
    opened.key(page.grid.view, Qt.Key.Key_Space)
    assert not page.preview.isVisible()
    opened.key(page.grid.view, Qt.Key.Key_Space)
    assert page.preview.isVisible()


def test_a_new_threat_is_added_from_the_keyboard_and_stands_in_hand(
    opened: PageDesk[ThreatsPage], qtbot: QtBot
) -> None:
    page = opened.page
    opened.key(page.grid.view, Qt.Key.Key_N, CTRL)
    dialog = page.findChild(ThreatDialog)
    assert dialog is not None
    line = dialog.form.field("reference")
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "GL/2026/0007")
    assert page.unsaved() is not None
    opened.key(dialog, Qt.Key.Key_Return, CTRL)
    opened.until(lambda: page.grid.model.total == 4)
    opened.settle()
    row = page.grid.model.row(page.grid.view.currentIndex().row())
    assert row.reference == "GL/2026/0007"
    assert page.unsaved() is None


def test_an_action_is_added_to_the_row_in_hand(opened: PageDesk[ThreatsPage]) -> None:
    opened.page.preview.action_button.click()
    dialog = opened.page.findChild(ActionDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.leave()


def test_a_change_keeps_sort_filter_and_the_row_in_hand(
    opened: PageDesk[ThreatsPage], register: Register
) -> None:
    page = opened.page
    page.grid.model.sort_by((0, True))
    page.grid.view.choose("t-DO/2023/0008")
    add_threat(register, "WI/2026/0099")
    page.changed(frozenset({("threat", "t-WI/2026/0099")}))
    opened.settle()
    assert page.grid.view.current_id() == "t-DO/2023/0008"
    assert page.grid.model.row(0).reference == "WI/2026/0099"


def test_a_threat_without_a_lead_says_so_in_words(opened: PageDesk[ThreatsPage]) -> None:
    model = opened.page.grid.model
    lro = next(n for n, column in enumerate(model.columns) if column.key == "lro")
    assert [model.index(row, lro).data() for row in range(3)] == ["DI Morgan Hale", "No LRO", "No LRO"]
    spoken = model.index(1, lro).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "LRO: No LRO"


def test_every_control_of_the_page_has_a_name(opened: PageDesk[ThreatsPage]) -> None:
    assert nameless(opened.page) == []


def test_an_empty_register_leads_to_the_first_threat(register: Register, qtbot: QtBot) -> None:
    with desk(register, qtbot, ThreatsPage) as made:
        made.visit(Place("threats"))
        assert not made.page.preview.isVisible()
        made.visit(Place("threats", filter={"new": True}))
        made.until(lambda: made.page.findChild(ThreatDialog) is not None)
        dialog = made.page.findChild(ThreatDialog)
        assert dialog is not None
        dialog.leave()


def test_live_is_told_in_capitals_only_before_the_group_is_ratified(register: Register) -> None:
    threat = add_threat(register, live_operation=True, mapping=MappingState.SUBMITTED)
    (row,) = register.ask(threat_reads.grid, date(2026, 11, 26))
    told = next(column.value for column in COLUMNS if column.key == "live")
    assert (row.id, told(row)) == (threat.id, "LIVE")
    assert told(replace(row, mapping=MappingState.RATIFIED)) == "Live"
    assert told(replace(row, live_operation=False)) == ""

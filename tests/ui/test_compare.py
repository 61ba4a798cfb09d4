"""Two issued packs compared on screen: choose them, see the sum, and each change by its kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.commands import deletion, meetings, scores
from app.domain.clock import FixedClock
from app.domain.meeting import Meeting
from app.domain.score import Score
from app.jobs import issue_month
from app.reads.compare import issued_packs
from app.register import Register
from app.ui.page import Place
from app.ui.pages.compare import ComparePage
from tests.builders import add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

WHY = "issued for a test"


@pytest.fixture
def issued(register: Register, clock: FixedClock, tmp_path: Path) -> Register:
    """Two months issued, and a second version of the later one."""
    register.do(meetings.plan, Meeting(id="m11", month="2026-11", on=date(2026, 11, 27)))
    register.do(meetings.plan, Meeting(id="m12", month="2026-12", on=date(2026, 12, 10)))
    kept = add_threat(register)
    twice = add_threat(register, "AS/2026/0158", name="Secret Yard")
    register.do(scores.record, Score(id="s1", threat=kept.id, total=300, assessed_on=date(2026, 11, 2)))
    issue_month.issue(register, "2026-11", tmp_path, gaps_reason=WHY)
    clock.moment = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
    register.do(deletion.delete, twice, "Entered twice", "DI P Ostrow")
    register.do(scores.record, Score(id="s2", threat=kept.id, total=340, assessed_on=date(2026, 12, 1)))
    issue_month.issue(register, "2026-12", tmp_path, gaps_reason=WHY)
    return register


@pytest.fixture
def opened(issued: Register, qtbot: QtBot) -> Iterator[PageDesk[ComparePage]]:
    with desk(issued, qtbot, ComparePage) as made:
        made.visit(Place("compare"))
        made.until(lambda: made.page.changes is not None)
        yield made


def kinds(page: ComparePage) -> list[str]:
    return [page.tabs.tabText(n) for n in range(page.tabs.count())]


def test_the_latest_pack_is_compared_with_the_one_of_the_meeting_before(
    opened: PageDesk[ComparePage],
) -> None:
    page = opened.page
    assert page.after.currentText() == "SW-2026-12 v1.0, full, 10 Dec 2026"
    assert page.before.currentText() == "SW-2026-11 v1.0, full, 27 Nov 2026"
    assert page.told.text().replace("\u00a0", " ").startswith("1 active threat, 1 fewer.")
    assert page.sum.text() == ("2 active, November  + 0 new  − 0 archived  − 1 deleted  = 1 active, December")
    assert kinds(page) == ["All  2", "Deleted  1", "Score moved  1"]


def test_each_kind_has_its_tab(opened: PageDesk[ComparePage]) -> None:
    page = opened.page
    page.tabs.setCurrentIndex(1)
    assert page.grid.model.rowCount() == 1
    row = page.grid.model.row(0).change
    assert (row.reference, row.name, row.reason) == ("AS/2026/0158", "", "Entered twice")


def test_the_other_way_round_is_one_press(opened: PageDesk[ComparePage]) -> None:
    page = opened.page
    page.swap.click()
    opened.until(lambda: page.changes is not None and page.changes.before.id == "SW-2026-12")
    assert kinds(page) == ["All  2", "New  1", "Score moved  1"]


def test_one_issue_on_both_sides_is_said_to_be_the_same(opened: PageDesk[ComparePage]) -> None:
    page = opened.page
    page.before.setCurrentIndex(page.after.currentIndex())
    assert page.nothing.text() == "Both are the same issue."
    assert page.changes is None


def test_a_link_names_the_two(opened: PageDesk[ComparePage], issued: Register) -> None:
    later, earlier = issued.ask(issued_packs)
    opened.visit(Place("compare", earlier.id, {"before": later.id}))
    opened.until(lambda: opened.page.changes is not None)
    assert opened.page.changes is not None
    assert opened.page.changes.after.id == "SW-2026-11"


def test_a_link_of_the_packs_page_names_the_later_one_or_its_month(
    opened: PageDesk[ComparePage], issued: Register
) -> None:
    later, earlier = issued.ask(issued_packs)
    opened.visit(Place("compare", filter={"after": later.id}))
    opened.until(lambda: opened.page.changes is not None)
    assert (opened.page.after.value(), opened.page.before.value()) == (later.id, earlier.id)
    opened.visit(Place("compare", filter={"month": "2026-12"}))
    opened.until(lambda: opened.page.changes is not None)
    assert opened.page.after.value() == later.id


def test_without_two_packs_the_page_says_what_to_do(register: Register, qtbot: QtBot) -> None:
    with desk(register, qtbot, ComparePage) as made:
        made.visit(Place("compare"))
        assert made.page.nothing.text() == "Fewer than two packs are issued, so there is nothing to compare."
        assert not made.page.before.isEnabled()


def test_every_control_of_the_page_has_a_name(opened: PageDesk[ComparePage]) -> None:
    assert nameless(opened.page) == []

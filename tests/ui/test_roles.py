"""Every page for every role: nothing is refused on the way, and what a role may not do is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.domain import permissions
from app.domain.codes import Role
from app.register import Register
from app.ui.menus import Menus
from app.ui.navigation import ENTRIES, NEEDS, PAGES_IN_ORDER
from app.ui.page import Place
from tests.ui import demo_desk
from tests.ui.demo_desk import DemoDesk


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_desk.made(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def open_register(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with demo_desk.opened(demonstration, tmp_path_factory.mktemp("roles")) as found:
        yield found


@contextmanager
def at_work(register: Register, qtbot: QtBot, folder: Path, role: Role) -> Iterator[DemoDesk]:
    register.roles = permissions.effective(frozenset({role}), alone=False)
    with demo_desk.desk(register, qtbot, folder) as desk:
        desk.refusals = []  # type: ignore[attr-defined]
        desk.runner.refused.connect(desk.refusals.append)  # type: ignore[attr-defined]
        yield desk


CHANGES = (
    "New", "Add", "Record", "Enter a", "Moderate", "Withdraw", "Change ", "Edit", "Raise", "Link", "Propose",
    "Remove", "Retire", "Discard", "Ask for", "Plan ", "Submit", "Ratify", "Reject", "Re-date", "Complete",
)  # fmt: skip


def said(desk: DemoDesk) -> set[str]:
    """The words of the buttons in sight."""
    page = desk.window.page()
    return {button.text() for button in page.findChildren(QAbstractButton) if button.isVisible()}


def seen(desk: DemoDesk) -> set[str]:
    """The pages that the navigation shows."""
    navigation = desk.window.navigation
    return {entry.page for row, entry in enumerate(ENTRIES) if entry.page and not navigation.isRowHidden(row)}


@pytest.mark.parametrize("role", Role)
def test_every_page_that_a_role_sees_opens_and_no_other_is_shown(
    open_register: Register, qtbot: QtBot, tmp_path: Path, role: Role
) -> None:
    with at_work(open_register, qtbot, tmp_path, role) as desk:
        allowed = {page for page in PAGES_IN_ORDER if open_register.may(NEEDS[page])}
        assert seen(desk) == allowed
        menus = desk.window.findChild(Menus)
        assert menus is not None
        go = next(action.menu() for action in menus.actions() if action.text() == "&Go")
        titles = {entry.page: entry.title for entry in ENTRIES}
        offered = {action.text() for action in go.actions()}  # type: ignore[union-attr]
        assert {titles[page] for page in allowed} == offered & set(titles.values())
        for page in allowed:
            desk.window.go(Place(page))
            desk.settle()
            assert desk.refusals == [], page  # type: ignore[attr-defined]
            if role is Role.READER:
                assert not {words for words in said(desk) if words.startswith(CHANGES)}, page


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_whoever_sees_no_record_is_shown_none_and_begins_where_they_may(
    open_register: Register, qtbot: QtBot, tmp_path: Path, role: Role
) -> None:
    with at_work(open_register, qtbot, tmp_path, role) as desk:
        first = {Role.ADMINISTRATOR: "people", Role.AUDITOR: "log"}[role]
        assert desk.window.navigation.chosen == first
        assert not desk.window.navigation.lines.counts
        assert desk.window.banners[0].isVisible()
        desk.window.go(Place("threats"))
        desk.settle()
        assert desk.window.navigation.chosen == first
        assert not seen(desk) & {"home", "threats", "packs", "import", "settings"}


def test_a_card_offers_each_role_its_own(open_register: Register, qtbot: QtBot, tmp_path: Path) -> None:
    offered: dict[Role, set[str]] = {}
    for role in (Role.READER, Role.COORDINATOR, Role.LEAD, Role.APPROVER):
        with at_work(open_register, qtbot, tmp_path, role) as desk:
            desk.window.go(Place("card", id=desk.threats()[0]))
            desk.settle()
            card = desk.window.page()
            card._fill_menu()  # type: ignore[attr-defined]
            head = card.head  # type: ignore[attr-defined]
            offered[role] = {action.text() for action in head.menu.actions()} | said(desk)
            assert desk.refusals == []  # type: ignore[attr-defined]
    assert not offered[Role.READER] & {"Add update", "Add action", "Archive threat…", "Edit threat…"}
    assert {"Add update", "Add action", "Edit threat…"} <= offered[Role.COORDINATOR]
    assert "Archive threat…" not in offered[Role.COORDINATOR]
    assert "Add update" in offered[Role.LEAD]
    assert not offered[Role.LEAD] & {"Add action", "Archive threat…", "Edit threat…"}
    assert "Archive threat…" in offered[Role.APPROVER]
    assert not offered[Role.APPROVER] & {"Add update", "Add action", "Edit threat…"}

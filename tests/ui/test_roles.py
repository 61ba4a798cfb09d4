"""Every page for every role: nothing is refused on the way, and what a role may not do is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.domain import permissions
from app.domain.clock import FixedClock
from app.domain.codes import Role
from app.errors import Refusal
from app.register import Register
from app.ui import palette, style
from app.ui.navigation import ENTRIES, NEEDS, PAGES_IN_ORDER
from app.ui.page import Place
from app.ui.pages.card import CardPage
from tests.builders import PASSPHRASE
from tests.ui import card_desk
from tests.ui.demo_desk import DemoDesk


@pytest.fixture(scope="module")
def open_register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    folder = tmp_path_factory.mktemp("roles")
    path = card_desk.filled_register(folder)
    with Register.open(path, passphrase=PASSPHRASE, clock=FixedClock(card_desk.NOON)) as found:
        yield found


@pytest.fixture(scope="module")
def dressed(qapp: QApplication) -> None:
    style.install(qapp)
    palette.apply(qapp, palette.LIGHT)


@pytest.fixture
def at_work(
    open_register: Register, dressed: None, qtbot: QtBot, tmp_path: Path
) -> Iterator[Callable[[Role], DemoDesk]]:
    """Sits somebody down at the register, in a window of their own."""
    made: list[DemoDesk] = []

    def sit(role: Role) -> DemoDesk:
        # an officer who leads the group of the card, so that a lead officer has something of their own
        open_register.session = replace(open_register.session, name="Morgan Hale", roles=frozenset({role}))
        open_register.roles = permissions.effective(frozenset({role}), alone=False)
        made.append(DemoDesk(open_register, qtbot, tmp_path))
        return made[-1]

    yield sit
    for desk in made:
        desk.settle()
        desk.runner.close()
        desk.window._leaving = True
        assert desk.crashes == []


ON_A_CARD = {
    "Add update": {Role.COORDINATOR, Role.LEAD},
    "Add action": {Role.COORDINATOR},
    "Edit threat…": {Role.COORDINATOR},
    "Archive threat…": {Role.APPROVER},
}
"""What a card offers, and to whom of those who see it."""
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


def watched(desk: DemoDesk) -> list[Refusal]:
    """What is refused from now on."""
    found: list[Refusal] = []
    desk.runner.refused.connect(found.append)
    return found


def on_the_card(desk: DemoDesk) -> set[str]:
    """What the card of a group offers, in its menu and in sight."""
    desk.window.go(Place("card", id="t-AS/2024/0131"))
    desk.settle()
    card = desk.window.page()
    assert isinstance(card, CardPage)
    card._fill_menu()
    return {action.text() for action in card.head.menu.actions()} | said(desk)


def go_to(desk: DemoDesk) -> set[str]:
    """The pages that the menu Go names."""
    titles = {entry.title: entry.page for entry in ENTRIES}
    menu = next(action.menu() for action in desk.window.menus.actions() if action.text() == "&Go")
    assert isinstance(menu, QMenu)
    return {titles[action.text()] for action in menu.actions() if action.text() in titles}


@pytest.mark.parametrize("role", Role)
def test_every_page_that_a_role_sees_opens_and_no_other_is_shown(
    open_register: Register, at_work: Callable[[Role], DemoDesk], role: Role
) -> None:
    desk = at_work(role)
    refusals = watched(desk)
    allowed = {page for page in PAGES_IN_ORDER if open_register.may(NEEDS[page])}
    assert seen(desk) == allowed == go_to(desk)
    file = {action.text() for action in desk.window.menus.actions()[0].menu().actions()}  # type: ignore[union-attr]
    assert ("Back up to a folder…" in file) == (role in (Role.COORDINATOR, Role.ADMINISTRATOR))
    assert ("Check this register" in file) == (role in (Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR))
    for page in allowed:
        desk.window.go(Place(page))
        desk.settle()
        assert refusals == [], page
        if role is Role.READER:
            assert not {words for words in said(desk) if words.startswith(CHANGES)}, page
    if open_register.may("reads.card"):
        offered = on_the_card(desk)
        assert offered & set(ON_A_CARD) == {words for words, roles in ON_A_CARD.items() if role in roles}
        assert refusals == []
    else:
        first = {Role.ADMINISTRATOR: "people", Role.AUDITOR: "log"}[role]
        assert not desk.window.navigation.lines.counts
        assert desk.window.banners[0].isVisible()
        desk.window.go(Place("threats"))
        desk.settle()
        assert desk.window.notice.isVisible()
        assert desk.window.navigation.chosen in allowed
        assert not seen(desk) & {"home", "threats", "packs", "import", "settings"}
        assert desk.window._places[0] == Place(first)

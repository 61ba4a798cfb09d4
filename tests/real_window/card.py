"""The visits to the threat card: its tabs and its dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.page import Place
from app.ui.pages.card import TABS, CardPage

if TYPE_CHECKING:
    from tests.real_window.__main__ import Round

DIALOGS = ("add_action", "update", "lead", "plan", "priority", "threat", "archive")
THOROUGH = frozenset({"light", "dark", "light-200"})
"""The looks in which every tab and dialog is visited; in the others the board alone."""

STEPS = ("edit", "redate", "complete", "result", "cancel")


def visit_card(round_: Round, id: str) -> None:
    """Every tab of a card and every dialog that it opens."""
    round_.visit(Place("card", id=id))
    if round_.look.name not in THOROUGH:
        return
    page = round_.window.page()
    assert isinstance(page, CardPage)
    for place, name in enumerate(TABS):
        page.tabs.setCurrentIndex(place)
        if place:
            round_.picture(f"card-{name.lower().replace(' ', '-')}")
    page.tabs.setCurrentIndex(0)
    page.finished.setChecked(True)
    round_.picture("card-resulted")
    page.finished.setChecked(False)
    for name in DIALOGS:
        round_.dialog(f"dialog-{name.replace('_', '-')}", getattr(page.asks, name))
    for part in page.card_parts:
        for place, (_, act) in enumerate(part.entries(), 1):
            round_.dialog(f"dialog-{part.title.lower()}-{place}", act)
    if page.board.choose(_open_action(page)):
        for name in STEPS:
            round_.dialog(f"dialog-{name}", lambda name=name: page.step_asked(name))


def _open_action(page: CardPage) -> str:
    """The first action on which every step is possible."""
    assert page.card is not None
    return next((a.action.id for a in page.card.actions if a.action.state == "open"), "")

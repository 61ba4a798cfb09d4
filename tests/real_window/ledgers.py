"""The ledgers in a real window: each named view, charts, meetings, and each section of Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QTabBar

from app.ui.page import Place
from app.ui.pages.priorities import PrioritiesPage
from app.ui.pages.settings import SettingsPage
from tests.real_window import filling

if TYPE_CHECKING:
    from tests.real_window.__main__ import Round

PAGES = ("priorities", "submissions", "disruptions", "requests", "orders", "settings")
THOROUGH = frozenset({"light", "dark", "light-200"})
"""The looks in which every view is visited; in the others the first of each page."""


def visit_ledgers(round_: Round) -> None:
    """Every page, its views, and the dialog that makes a new record."""
    for name in PAGES:
        round_.visit(Place(name))
        if round_.look.name not in THOROUGH:
            continue
        page = round_.window.page()
        if isinstance(page, SettingsPage):
            _sections(round_, page.names)
        elif isinstance(page, PrioritiesPage):
            _move(round_, page)
        else:
            visit_views(round_, name, page.tabs)  # type: ignore[attr-defined]
        if hasattr(page, "new"):
            round_.dialog(f"new-{name.removesuffix('s')}", page.new)
        elif hasattr(page, "new_button"):
            round_.dialog(f"new-{name.removesuffix('s')}", page.new_button.click)


def visit_views(round_: Round, page: str, tabs: QTabBar) -> None:
    """Each named view of a page but the first."""
    for at in range(1, tabs.count()):
        tabs.setCurrentIndex(at)
        title = tabs.tabText(at).split("  ")[0].lower()
        round_.picture(f"{page}-{at}-{''.join(c if c.isalnum() else '-' for c in title)}")
    tabs.setCurrentIndex(0)


def _sections(round_: Round, names: QListWidget) -> None:
    for at in range(1, names.count()):
        names.setCurrentRow(at)
        round_.picture(f"settings-{at}-{names.item(at).text().lower().replace(' ', '-')}")
    names.setCurrentRow(0)


def _move(round_: Round, page: PrioritiesPage) -> None:
    """The order half made: one group moved up and not saved, the reasons asked, then left as it was."""
    page.view.choose(4)
    filling.press(page.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    round_.picture("priorities-moved")
    if page.draft is not None and page.draft.wanting():
        round_.dialog("priorities-reasons", page.save)
    page.discard()
    round_.settle()

"""The pages of the desk by name; each is imported when it is first visited."""

from __future__ import annotations

from collections.abc import Callable

from app.ui.page import Page


def _home() -> type[Page]:
    from app.ui.pages.home import HomePage

    return HomePage


def _threats() -> type[Page]:
    from app.ui.pages.threats import ThreatsPage

    return ThreatsPage


def _card() -> type[Page]:
    from app.ui.pages.card import CardPage

    return CardPage


def _officers() -> type[Page]:
    from app.ui.pages.officers import OfficersPage

    return OfficersPage


def _packs() -> type[Page]:
    from app.ui.pages.packs import PacksPage

    return PacksPage


def _import() -> type[Page]:
    from app.ui.pages.importing import ImportPage

    return ImportPage


PAGES: dict[str, Callable[[], type[Page]]] = {
    "home": _home,
    "threats": _threats,
    "card": _card,
    "officers": _officers,
    "packs": _packs,
    "import": _import,
}

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


def _actions() -> type[Page]:
    from app.ui.pages.action_log import ActionLogPage

    return ActionLogPage


def _compare() -> type[Page]:
    from app.ui.pages.compare import ComparePage

    return ComparePage


def _packs() -> type[Page]:
    from app.ui.pages.packs import PacksPage

    return PacksPage


def _meetings() -> type[Page]:
    from app.ui.pages.meetings import MeetingsPage

    return MeetingsPage


def _meeting() -> type[Page]:
    from app.ui.pages.meeting import MeetingPage

    return MeetingPage


def _minutes() -> type[Page]:
    from app.ui.pages.minutes import MinutesPage

    return MinutesPage


def _import() -> type[Page]:
    from app.ui.pages.importing import ImportPage

    return ImportPage


def _priorities() -> type[Page]:
    from app.ui.pages.priorities import PrioritiesPage

    return PrioritiesPage


def _submissions() -> type[Page]:
    from app.ui.pages.submissions import SubmissionsPage

    return SubmissionsPage


def _disruptions() -> type[Page]:
    from app.ui.pages.disruptions import DisruptionsPage

    return DisruptionsPage


def _requests() -> type[Page]:
    from app.ui.pages.requests import RequestsPage

    return RequestsPage


def _orders() -> type[Page]:
    from app.ui.pages.orders import OrdersPage

    return OrdersPage


def _settings() -> type[Page]:
    from app.ui.pages.settings import SettingsPage

    return SettingsPage


def _people() -> type[Page]:
    from app.ui.pages.people import PeoplePage

    return PeoplePage


def _log() -> type[Page]:
    from app.ui.pages.log import LogPage

    return LogPage


def _backups() -> type[Page]:
    from app.ui.pages.backups import BackupsPage

    return BackupsPage


def _retention() -> type[Page]:
    from app.ui.pages.retention import RetentionPage

    return RetentionPage


PAGES: dict[str, Callable[[], type[Page]]] = {
    "home": _home,
    "threats": _threats,
    "card": _card,
    "priorities": _priorities,
    "submissions": _submissions,
    "disruptions": _disruptions,
    "requests": _requests,
    "orders": _orders,
    "officers": _officers,
    "meetings": _meetings,
    "meeting": _meeting,
    "minutes": _minutes,
    "actions": _actions,
    "packs": _packs,
    "compare": _compare,
    "import": _import,
    "people": _people,
    "log": _log,
    "backups": _backups,
    "retention": _retention,
    "settings": _settings,
}

"""The pages of the monthly cycle in a real window: each of their tabs, views and dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.codes import MeetingState, Series
from app.reads import issues, meetings
from app.register import Register
from app.ui.main_window import MainWindow
from app.ui.page import Place
from app.ui.pages.action_log import ActionLogPage
from app.ui.pages.card import CardPage
from app.ui.pages.card_release import ReleasePart
from app.ui.pages.compare import ComparePage
from app.ui.pages.meeting import MeetingPage
from app.ui.pages.meetings import AGENDA, PEOPLE, MeetingsPage
from app.ui.pages.minutes import MinutesPage
from tests.real_window.desk_pages import until
from tests.real_window.ledgers import THOROUGH, visit_views

if TYPE_CHECKING:
    from tests.real_window.__main__ import Round

PAGES = ("meetings", "meeting", "minutes", "actions", "compare")
NARROW = "light-1280"


def visit_cycle(round_: Round, register: Register, card: str) -> None:
    """Meetings, meeting mode, minutes, action log, comparison, the release of a group, and as it was."""
    if round_.look.name not in (*THOROUGH, NARROW):
        round_.visit(Place("meetings"))
        round_.visit(Place("meeting"))
        return
    page = register.ask(meetings.series_page, Series.TASKING)
    held = next((each for each in page.meetings if each.meeting.state is MeetingState.HELD), None)
    _visit_meetings(round_)
    _visit_meeting(round_)
    if held is not None:
        _visit_minutes(round_, held.meeting.id)
    _visit_actions(round_)
    round_.visit(Place("compare"))
    found = round_.window.page()
    assert isinstance(found, ComparePage)
    if len(found.packs) > 1:
        until(round_, lambda: found.changes is not None, "the comparison")
        round_.picture("compare")
    if round_.look.name in THOROUGH:
        _visit_release(round_, card)
        _visit_past(round_, register, held.meeting.id if held else "")


def empty_cycle(round_: Round) -> None:
    """Where nothing is planned, each page says what comes first."""
    for name in PAGES:
        round_.visit(Place(name), f"empty-{name}")
    round_.window.go(Place("meetings"))


def _visit_meetings(round_: Round) -> None:
    round_.visit(Place("meetings"))
    page = round_.window.page()
    assert isinstance(page, MeetingsPage)
    page.views.setCurrentIndex(PEOPLE)
    round_.picture("meetings-people")
    round_.dialog("meetings-series", page.people.change_series)
    round_.dialog("meetings-member", page.people.change)
    for at in range(1, page.tabs.count()):
        page.tabs.setCurrentIndex(at)
        round_.picture(f"meetings-{page.tabs.tabText(at).lower()}")
    page.tabs.setCurrentIndex(0)
    round_.settle()
    page.views.setCurrentIndex(AGENDA)
    round_.dialog("meetings-plan", page.plan)
    round_.dialog("meetings-change", page.change)
    round_.dialog("meetings-new-item", page.agenda.new)
    if page.agenda.view.id is not None:
        round_.dialog("meetings-item", lambda: page.agenda.open(page.agenda.view.id or ""))
    for at in range(1, page.agenda.tabs.count() if page.agenda.tabs.isVisible() else 0):
        page.agenda.tabs.setCurrentIndex(at)
        round_.picture(f"meetings-agenda-{at}")
    page.agenda.tabs.setCurrentIndex(0)


def _visit_meeting(round_: Round) -> None:
    """Meeting mode: who comes, a group, a request, the consent list, and its tabs where it is narrow."""
    round_.visit(Place("meeting"))
    page = round_.window.page()
    assert isinstance(page, MeetingPage)
    until(round_, lambda: page.item is not None, "the first item")
    lines = page.mode.lines if page.mode else ()
    wanted = {
        "log": next((line for line in lines if line.section == "log"), None),
        "group": next((line for line in lines if line.item and line.item.threat), None),
        "request": next((line for line in lines if line.item and line.item.request), None),
        "consent": next((line for line in lines if line.consent), None),
    }
    for name, line in wanted.items():
        if line is not None:
            page.take(line.key)
            round_.picture(f"meeting-{name}")
    for at in range(1, page.tabs.count() if page.tabs.isVisible() else 0):
        page.tabs.setCurrentIndex(at)
        round_.picture(f"meeting-tab-{page.tabs.tabText(at).lower()}")
    page.tabs.setCurrentIndex(0)
    if round_.look.name in THOROUGH:
        page.second_screen()
        if page.screen_window is not None:
            round_.picture("meeting-second-screen", page.screen_window)
        page.second_screen()


def _visit_minutes(round_: Round, meeting: str) -> None:
    round_.visit(Place("minutes", id=meeting))
    page = round_.window.page()
    assert isinstance(page, MinutesPage)
    until(round_, lambda: page.preview.view.count > 0, "the minutes")
    round_.picture("minutes")
    if round_.look.name in THOROUGH:
        folder, page.side.leaving.folder = page.side.leaving.folder, "Tasking"
        # where the window is narrow for its text the record folds
        page.preview.fold.setChecked(True)
        for name, opens in (
            ("note", page.record.note.click),
            ("decision", page.record.decision.click),
            ("correct", page.record.correct.click),
            ("issue", page.issue),
        ):
            round_.dialog(f"minutes-{name}", opens)
        page.side.leaving.folder = folder
    page.preview.view.finish()


def _visit_actions(round_: Round) -> None:
    round_.visit(Place("actions"))
    page = round_.window.page()
    assert isinstance(page, ActionLogPage)
    if round_.look.name not in THOROUGH:
        return
    visit_views(round_, "actions", page.tabs)
    round_.dialog("actions-new", page.new)
    for code in ("change", "redate", "complete", "result", "cancel"):
        button = page.strip.buttons[code]
        if button.isVisible():
            round_.dialog(f"actions-{code}", button.click)


def _visit_release(round_: Round, card: str) -> None:
    """What is released of a group to partners."""
    round_.window.go(Place("card", id=card))
    round_.settle()
    page = round_.window.page()
    assert isinstance(page, CardPage)
    part = page.part(ReleasePart)
    page.tabs.setCurrentIndex(page.stack.indexOf(part))
    round_.picture("card-release")
    for place, (_, act) in enumerate(part.entries(), 1):
        round_.dialog(f"dialog-release-{place}", act)


def _visit_past(round_: Round, register: Register, meeting: str) -> None:
    """The second window on an issue as it was tabled."""
    found = register.ask(issues.issues, meeting) if meeting else ()
    if not found:
        return
    opened: list[Register] = []
    round_.window.past_opened.connect(opened.append)
    round_.window.go(Place("past", found[0].id))
    until(round_, lambda: bool(opened), "the record as it was")
    round_.window.past_opened.disconnect()
    if not opened:
        return
    window = MainWindow(opened[0], round_.window.machine)
    window.resize(round_.look.wide, round_.look.high)
    window.show()
    for name in ("home", "meetings", "threats"):
        window.go(Place(name))
        until(round_, lambda: not window.runner.working, "the window on the past")
        round_.picture(f"past-{name}", window)
    window.runner.close()
    window.hide()
    window.deleteLater()
    opened[0].close()

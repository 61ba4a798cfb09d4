"""What the story of a month is told with beside the desk of the first one: meetings, packs, and a folder."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.domain.agenda import AgendaItem
from app.domain.clock import FixedClock
from app.domain.codes import EditionKind, Paper, Series
from app.domain.issue import Issue
from app.reads import agenda, issues, meetings, minutes
from app.reads.agenda import AgendaPage
from app.reads.meetings import MeetingLine
from app.register import Register
from app.ui.dialog import Dialog
from app.ui.pages.meeting import MeetingPage
from app.ui.pages.meetings import MeetingsPage
from app.ui.pages.minutes import MinutesPage
from app.ui.pages.packs import PacksPage
from tests.real_window.story_desk import Broken, StoryDesk

if TYPE_CHECKING:
    from tests.real_window.__main__ import Round

PATIENCE = 90
PLAIN = Qt.KeyboardModifier.NoModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
DECEMBER, JANUARY, FEBRUARY = "2026-12", "2027-01", "2027-02"


class MonthDesk(StoryDesk):
    """The desk on a copy of the demonstration; `folder` takes the files, and stands in for its dialog."""

    called = "month"

    def __init__(self, round_: Round, register: Register, clock: FixedClock, folder: Path) -> None:
        super().__init__(round_, register, clock)
        self.folder = folder
        self.request = ""
        self.action = ""

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Waits until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            self.round.app.processEvents()
            time.sleep(0.01)
            if time.monotonic() > end:
                raise Broken(f"{what} never came")
        self.settle()

    def at(self, moment: datetime) -> None:
        """A later moment."""
        assert moment >= self.clock.moment, "the moments of a story follow each other"
        self.clock.moment = moment

    def later(self, minutes: int) -> None:
        """So many minutes on."""
        self.clock.moment += timedelta(minutes=minutes)

    def opened(self, kind: type[Dialog]) -> bool:
        """Whether a dialog of a kind is in sight."""
        return any(dialog.isVisible() for dialog in self.window.findChildren(kind))

    # meetings

    def meeting(self, month: str) -> MeetingLine:
        """The tasking meeting of a month as the register has it."""
        page = self.register.ask(meetings.series_page, Series.TASKING)
        return next(line for line in page.meetings if line.meeting.month == month)

    def agenda(self, month: str = DECEMBER) -> AgendaPage:
        """Its agenda."""
        id = self.meeting(month).meeting.id
        return self.register.ask(agenda.agenda_page, id, self.clock.moment.date())

    def item(self, title: str, month: str = DECEMBER) -> AgendaItem:
        """An item by how its title begins."""
        found = [item for item in self.agenda(month).every if item.title.startswith(title)]
        self.holds(found, f"an item {title}")
        return found[0]

    def minutes(self, month: str = DECEMBER) -> minutes.MinutesPage:
        """What a meeting recorded, and where its minutes stand."""
        return self.register.ask(minutes.page, self.meeting(month).meeting.id)

    def meetings_page(self, month: str = DECEMBER) -> MeetingsPage:
        """The page Meetings on a meeting."""
        return self.go(MeetingsPage, "meetings", id=self.meeting(month).meeting.id)

    def meeting_page(self) -> MeetingPage:
        """Meeting mode, which is in sight."""
        page = self.window.page()
        if not isinstance(page, MeetingPage):
            raise Broken(f"{type(page).__name__} in place of meeting mode")
        return page

    def minutes_page(self, month: str = DECEMBER) -> MinutesPage:
        """The page of minutes of a meeting, with its pages in sight."""
        page = self.go(MinutesPage, "minutes", id=self.meeting(month).meeting.id)
        page.side.leaving.reason.field.setText("For the meeting")
        page.side.leaving.set_folder(str(self.folder))
        self.until(lambda: not page.settle.isActive() and page.preview.view.count > 0, "the minutes")
        return page

    # packs

    def packs(self, month: str = DECEMBER) -> PacksPage:
        """The page Packs on the draft of a month, once it is made."""
        page = self.go(PacksPage, "packs", filter={"month": month})
        page.issuing.set_folder(str(self.folder))
        self.drafted(page)
        return page

    def drafted(self, page: PacksPage) -> None:
        """Waits for the draft in hand."""
        desk = page.desk
        self.until(
            lambda: desk.drafted is not None and not desk.stale and not desk.settle.isActive(), "the draft"
        )

    def issues(
        self, month: str = DECEMBER, kind: EditionKind = EditionKind.FULL, paper: Paper = Paper.PACK
    ) -> tuple[Issue, ...]:
        """What was issued of a meeting in one edition, in the order of its numbers."""
        every = self.register.ask(issues.issues, self.meeting(month).meeting.id)
        found = (each for each in every if each.edition is kind and each.paper is paper)
        return tuple(sorted(found, key=lambda each: each.number))

    def files(self, ending: str) -> list[Path]:
        """What was written that ends so."""
        return sorted(self.folder.glob(f"*{ending}"))

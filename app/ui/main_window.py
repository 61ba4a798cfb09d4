"""The main window: marking, menus, navigation, pages and status around one open register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.domain.codes import Role
from app.errors import Refusal
from app.reads.frame import Frame, frame
from app.reads.marking import Marking, marking
from app.register import Register
from app.ui import about, palette, theme
from app.ui.capture import screen
from app.ui.dialog import BETWEEN, Dialog
from app.ui.drafts import Keeping
from app.ui.drafts_again import DraftBar
from app.ui.locking import Left, tell_capture
from app.ui.machine import SIZES, Store
from app.ui.marking import MarkingBanner
from app.ui.menus import Menus
from app.ui.navigation import NEEDS, Navigation, first
from app.ui.notices import Notice, NoticeBar, crash
from app.ui.page import Page, Place
from app.ui.page_table import PAGES
from app.ui.palette import px
from app.ui.parts import Button, label, line
from app.ui.runner import Runner
from app.ui.status import Status

if TYPE_CHECKING:
    from app.copies import Around

# the navigation folds to icons below this width, at 100 % text
FOLD_BELOW = 1060


class MainWindow(QWidget):
    """One register on the desk."""

    locked = Signal()
    closed = Signal()
    past_opened = Signal(object)
    copy_opened = Signal(object)
    lock_after = Signal(int)
    backup_after = Signal(int)

    def __init__(self, register: Register, machine: Store, start: Place | None = None) -> None:
        super().__init__()
        self.machine = machine
        self.runner = Runner(register)
        self.runner.machine = machine
        self._frame: Frame | None = None
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, set[tuple[str, str]]] = {}
        self._places: list[Place] = []
        self._at = -1
        self._retired: list[Page] = []
        self.left: Left | None = None
        self._leaving = False
        self._opening_past = False
        self.keeping = Keeping(self.runner, self._here, lambda: self._pages)
        # it goes with the pages it reads from, and not some turns of the loop later
        self.keeping.setParent(self)
        self.runner.keeping = self.keeping
        tabled = getattr(register, "tabled", "")
        self.setWindowTitle(f"{tabled or register.name} - Fourfold")
        self.setMinimumSize(960, 600)
        self._build()
        self._connect()
        if not machine.value.geometry or not self.restoreGeometry(
            QByteArray.fromHex(machine.value.geometry.encode())
        ):
            self.resize(1440, 900)
        self._ask_frame()
        self.go(start if start and register.may(NEEDS[start.page]) else Place(first(register.may)))

    # the parts

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banners = (MarkingBanner("OFFICIAL-SENSITIVE"), MarkingBanner("OFFICIAL-SENSITIVE"))
        between = QWidget()
        between.setObjectName(BETWEEN)
        column.addWidget(self.banners[0])
        column.addWidget(between, 1)
        column.addWidget(self.banners[1])
        inner = QVBoxLayout(between)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self.menus = Menus(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        corner, under = self._corner(), line()
        row.addWidget(self.menus, 1)
        row.addWidget(corner)
        inner.addLayout(row)
        inner.addWidget(under)
        self.notice = NoticeBar("a")
        self.read_only = NoticeBar("a", closable=False)
        # a notice goes at the next page; what stands around the register's folder stays until it is closed
        self.around = NoticeBar("a")
        for bar in (self.notice, self.read_only, self.around):
            bar.setProperty("bar", "true")
            inner.addWidget(bar)
        self.drafts = DraftBar(self)
        inner.addWidget(self.drafts)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.navigation = Navigation()
        self.navigation.offer(self.runner.register.may)
        self.stack = QStackedWidget()
        edge = line(vertical=True)
        middle.addWidget(self.navigation)
        middle.addWidget(edge)
        self._around = (corner, under, self.navigation, edge)
        middle.addWidget(self.stack, 1)
        inner.addLayout(middle, 1)
        inner.addWidget(line())
        register = self.runner.register
        held = sorted(role.value.replace("_", " ") for role in register.roles - {Role.COORDINATOR})
        role = Role.COORDINATOR.value if Role.COORDINATOR in register.roles else ", ".join(held)
        self.status = Status(register.user, role, register.clock.now())
        inner.addWidget(self.status)
        if register.read_only:
            self.read_only.say(_why_read_only(register))
            stuck = register.held_by is None and not hasattr(register, "tabled")
            if stuck and register.may("backup.make"):
                self.read_only.offer("Make a copy to work on…", self.copy_out)

    def _corner(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(12)
        self.name = label(f"{self.runner.register.name} register", weight=600)
        self.lock_button = Button("Lock", "text", "lock", clicked=self.lock)
        self.lock_button.setToolTip("Lock (Ctrl+L)")
        # a window on the past goes with the one that it came from
        self.lock_button.setVisible(not hasattr(self.runner.register, "tabled"))
        row.addWidget(self.name)
        row.addWidget(self.lock_button)
        return made

    def _connect(self) -> None:
        runner = self.runner
        runner.changed.connect(self._changed)
        runner.lock_wanted.connect(self.lock)
        runner.roles_changed.connect(self._offer_again)
        runner.saved.connect(self.status.was_saved)
        runner.undo_changed.connect(self._undo_changed)
        runner.refused.connect(self.refuse)
        runner.crashed.connect(self._crashed)
        runner.busy.connect(self._busy)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        # quick answers need no word
        self._slow.setInterval(400)
        self._slow.timeout.connect(lambda: self.status.show_busy(runner.working))
        self.navigation.wanted.connect(lambda page: self.go(Place(page)))
        self.status.undo.connect(runner.undo)
        self._undo_changed(None, None)

    # going to and fro

    def go(self, place: Place) -> None:
        """Goes to a place and remembers the way back; `past` opens a window on an issue as it was tabled."""
        if place.page == "past":
            self._open_past(place.id or "")
            return
        if not self.runner.register.may(NEEDS[place.page]):
            self.refuse(Refusal("not_allowed"))
            return
        del self._places[self._at + 1 :]
        if not self._places or self._places[-1] != place:
            self._places.append(place)
        self._at = len(self._places) - 1
        self._visit(place)

    def _open_past(self, issue: str) -> None:
        """One window for a press, however often it is pressed; a window on the past opens no other."""
        if self._opening_past:
            return
        if hasattr(self.runner.register, "tabled"):
            self.refuse(Refusal("past.from_past"))
            return
        self._opening_past = True
        self.runner.job(_past, self.runner.register, issue, then=self._past_made, failed=self._no_past)

    def _past_made(self, past: Register) -> None:
        self._opening_past = False
        self.past_opened.emit(past)

    def _no_past(self, refusal: Refusal) -> None:
        self._opening_past = False
        self.refuse(refusal)

    def step(self, by: int) -> None:
        """Back and forward through the places visited."""
        if 0 <= self._at + by < len(self._places):
            self._at += by
            self._visit(self._places[self._at])

    def page(self) -> Page:
        """The page in sight."""
        found = self.stack.currentWidget()
        assert isinstance(found, Page)
        return found

    def page_name(self) -> str:
        """The name of the page in sight."""
        return self._here().page

    def _visit(self, place: Place) -> None:
        name = place.page
        if name not in self._pages:
            made = PAGES[name]()(self.runner)
            made.go.connect(self.go)
            self._pages[name] = made
            self.stack.addWidget(made)
        page = self._pages[name]
        if stale := self._stale.pop(name, None):
            page.changed(frozenset(stale))
        self.stack.setCurrentWidget(page)
        self.navigation.show_page(name)
        self._leave_alone(page.alone)
        self.notice.hide()
        page.shown(place)
        focused = QApplication.focusWidget()
        if focused is None or not page.isAncestorOf(focused):
            page.setFocus()

    def _leave_alone(self, alone: bool) -> None:
        """Shows a page without menu and navigation, or with them; the keys of the menus stay."""
        for part in self._around:
            part.setHidden(alone)
        # a menu bar that is hidden takes no keys
        self.menus.setMaximumHeight(0 if alone else 16_777_215)
        self.menus.setMinimumHeight(0 if alone else px(36))

    def next_part(self, by: int) -> None:
        """F6: the navigation, the parts of the page, the status strip, and round again."""
        parts = [self.navigation, *self.page().parts(), self.status.back]
        parts = [part for part in parts if part.isVisible()]
        focused = QApplication.focusWidget()
        at = next(
            (
                n
                for n in reversed(range(len(parts)))
                if focused and (parts[n] is focused or parts[n].isAncestorOf(focused))
            ),
            -1 if by > 0 else 0,
        )
        target = parts[(at + by) % len(parts)]
        target.setFocus()
        if QApplication.focusWidget() is not target and not target.isAncestorOf(
            QApplication.focusWidget() or self
        ):
            following = target.nextInFocusChain()
            if following is not None:
                following.setFocus()

    def seek(self) -> None:
        """Ctrl+F: what filters the page in sight."""
        self.page().seek()

    # what the register says

    def _changed(self, changes: frozenset[tuple[str, str]]) -> None:
        current = self.page()
        for name, page in self._pages.items():
            if page is current:
                page.changed(changes)
            else:
                self._stale.setdefault(name, set()).update(changes)
        self._ask_frame()

    def _ask_frame(self) -> None:
        if not self.runner.register.may("reads.frame"):
            self.runner.ask(marking, then=self._show_marking, key="marking")
            return
        self.runner.ask(frame, self.runner.today, then=self._show_frame, key="frame")

    def _show_marking(self, answer: Marking) -> None:
        for banner in self.banners:
            banner.show_marking(answer.text, answer.fictional)

    def _show_frame(self, answer: Frame) -> None:
        self._frame = answer
        settings, region = answer.reference.settings, answer.reference.region
        self.lock_after.emit(settings.lock_minutes)
        self.backup_after.emit(settings.backup_hours)
        for banner in self.banners:
            banner.show_marking(settings.marking, region is not None and region.fictional)
        counts = {
            "threats": answer.active,
            "submissions": answer.submissions,
            "requests": answer.requests,
            "orders": answer.orders,
            "actions": answer.actions,
            "import": answer.held,
        }
        self.navigation.lines.count(counts)

    def _undo_changed(self, undo: str | None, redo: str | None) -> None:
        self.menus.name_undo(undo, redo)
        self.status.can_undo(undo)

    def _busy(self, busy: bool) -> None:
        if busy:
            self._slow.start()
        else:
            self._slow.stop()
            self.status.show_busy(False)
            self._drop_retired()

    def refuse(self, refusal: Refusal) -> None:
        """Says what a page did not say itself."""
        self.notice.say(words.refusal(refusal))

    def _crashed(self, error: Exception) -> None:
        self._opening_past = False
        crash(self, error)

    def _offer_again(self) -> None:
        """What this person may do has changed: the pages offered, and what the pages offer."""
        self.navigation.offer(self.runner.register.may)
        current = self.page()
        for name, page in tuple(self._pages.items()):
            if page is not current and page.unsaved() is None:
                self.stack.removeWidget(page)
                page.hide()
                self._retired.append(page)
                del self._pages[name]
                self._stale.pop(name, None)

    # the View and File menus

    def change_theme(self, name: str) -> None:
        """Another palette, kept for this computer."""
        self.machine.change(lambda machine: theme.with_theme(machine, name))
        self._restyle()

    def change_size(self, step: int) -> None:
        """Text one step larger or smaller, or back to usual with 0."""
        at = SIZES.index(self.machine.value.text_size)
        size = SIZES[min(max(at + step, 0), len(SIZES) - 1)] if step else SIZES[0]
        self.machine.change(lambda machine: theme.with_size(machine, size))
        self._restyle()

    def _restyle(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.machine.value)
        self.navigation.restyle()
        self._fold()
        if self._unsaved() is None:
            # pages are cheap to build again, and then every measure is right
            for page in self._pages.values():
                self.stack.removeWidget(page)
                page.hide()
                self._retired.append(page)
            self._pages.clear()
            self._stale.clear()
            self._visit(self._places[self._at])

    def _drop_retired(self) -> None:
        """Pages built for another text size go once no answer can be on its way to them."""
        for page in self._retired:
            page.deleteLater()
        self._retired.clear()

    def back_up(self) -> None:
        """Copies the register to a folder that the user chooses, and checks the copy."""
        chosen = QFileDialog.getExistingDirectory(self, "Back up to this folder")
        if chosen:
            about.back_up(self, chosen)

    def copy_out(self) -> None:
        """A checked copy of what cannot be written, in a folder that the user chooses, to work on."""
        chosen = QFileDialog.getExistingDirectory(self, "Make a copy to work on in this folder")
        if chosen:
            about.copy_out(self, chosen, self._leave_for)

    def _leave_for(self, path: Path) -> None:
        self._go_away(self.copy_opened, path)

    def tell_around(self, around: Around) -> None:
        """Warns of a synchroniser in the register's folder, and of second versions that it made."""
        said = []
        if around.synced:
            said.append(words.say("place.synced", {"synced": around.synced}))
        if around.conflicted:
            said.append(words.say("place.conflicted", {"names": ", ".join(around.conflicted)}))
        if said:
            self.around.say(" ".join(said))

    def verify(self) -> None:
        """Checks file, records and journal."""
        about.verify(self)

    def show_about(self) -> None:
        """Version and licences."""
        about.show_about(self)

    def show_keys(self) -> None:
        """The keyboard map."""
        about.show_keys(self)

    # leaving

    def lock(self, how: str = "asked") -> None:
        """Keeps what is being written, closes the register, drops its key, and asks nothing."""
        if self._leaving:
            return
        self.left = Left(how, self.keeping.hold(), self.runner.saves)
        self._go_away(self.locked)

    def allow_capture(self, on: bool) -> None:
        """Lets screen shots and shared screens show the desk, or keeps it out of them; the log is told."""
        screen().allow(on=on)
        self.runner.work(tell_capture, self.runner.register, on)
        if on:
            self.notice.say(words.say("screen.allowed"))

    def _here(self) -> Place:
        return self._places[self._at] if self._places else Place("home")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks where a draft would be lost."""
        if self._leaving:
            event.accept()
            return
        event.ignore()
        self._leave(self.closed)

    def _unsaved(self) -> str | None:
        for page in self._pages.values():
            if draft := page.unsaved():
                return draft
        for dialog in self.findChildren(Dialog):
            if dialog.isVisible() and dialog.touched():
                return "what was typed"
        return None

    def _leave(self, signal: object) -> None:
        def leave() -> None:
            self.keeping.forget()
            self._go_away(signal)

        draft = self._unsaved()
        if draft is None:
            leave()
            return
        question = Notice(
            self,
            "A draft is not saved",
            "A draft is not saved",
            f"If you leave now, {draft} is lost. Everything saved before stays in the register.",
        )
        question.button("Leave and lose it", leave)
        question.button("Go back", filled=True).setFocus()
        # not every window manager gives the window behind a dialog its focus back
        question.finished.connect(self._come_back)
        question.open()

    def _go_away(self, signal: object, *told: object) -> None:
        self._leaving = True
        geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.machine.change(lambda machine: theme.with_geometry(machine, geometry))
        self.close()
        signal.emit(*told)  # type: ignore[attr-defined]

    def _come_back(self) -> None:
        if not self._leaving:
            self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds the navigation when the window is narrow."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        folded = self.width() < palette.px(FOLD_BELOW)
        if folded != self.navigation.folded:
            self.navigation.fold(folded)
        self.menus.setMinimumHeight(px(36))


def _past(register: Register, issue: str, progress: object) -> Register:
    """The register as it was when something was issued."""
    from app.past import PastRegister
    from app.reads import issues

    return PastRegister(register, register.ask(issues.issue, issue))


def _why_read_only(register: Register) -> str:
    if tabled := getattr(register, "tabled", ""):
        return words.say("past.bar", {"tabled": tabled})
    if register.held_by is None:
        return words.refusal(register._read_only())
    if not register.held_by:
        return "Opened read-only: another window has it. Nothing can be changed here."
    return f"Opened read-only: {register.held_by}, has it. Nothing can be changed here."

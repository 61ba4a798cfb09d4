"""The desk from unlocking to the last window: opening, creating and locking a register."""

from __future__ import annotations

import itertools
import sys
import threading
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.domain.region_settings import RegionSettings
from app.errors import Refusal
from app.ui import machine, style, theme
from app.ui.capture import screen
from app.ui.clipboard import board
from app.ui.garbage import settle
from app.ui.icons import icon
from app.ui.idle import IdleWatch
from app.ui.locking import part, tell_copy
from app.ui.notices import crash
from app.ui.runner import Job, Lanes
from app.ui.scratch import Scratch
from app.ui.shell import Shell
from app.ui.system_lock import SystemLock
from app.ui.unlock import UnlockWindow

if TYPE_CHECKING:
    from app.copies import Around, Found
    from app.domain.people import Person
    from app.register import Register
    from app.ui.main_window import MainWindow
    from app.ui.recovery import RecoverPane


def _load(progress: Any) -> None:
    """Loads what is slow while the user types."""
    import app.commands.officers
    import app.reads.home
    import app.reads.threats
    import app.register

    app.register.load()


def _regions(progress: Any) -> tuple[tuple[str, str], ...]:
    from app.jobs import set_up

    return set_up.regions()


def _whole(register: Register) -> Register:
    """The register, brought the lists that one of an earlier version lacks, and tidied up after a kill."""
    from app.jobs import known_files, set_up

    try:
        set_up.complete(register)
        known_files.tidy(register)
    except BaseException:
        register.close()
        raise
    return register


def _open(path: Path, passphrase: str, person: str, progress: Any) -> Register:
    from app.register import Register

    return _whole(Register.open(path, passphrase=passphrase, person=person or None))


def _backups(path: Path, second: Path | None, progress: Any) -> tuple[tuple[Found, bool], ...]:
    from app.jobs import restore

    return tuple((one, restore.whole(one)) for one in restore.found(path, second))


def _rescue(path: Path, backup: Path, passphrase: str, person: str, progress: Any) -> Register:
    from app.jobs import restore
    from app.register import Register

    restore.rescue(path, backup, passphrase, person=person or None, progress=progress)
    return _whole(Register.open(path, passphrase=passphrase, person=person or None))


def _rescuers(path: Path, backup: Path) -> tuple[Person, ...]:
    """Who can bring a backup back: whoever opens the register, or the backup where its key file is lost."""
    return _people(path) or _people(backup)


def _around(path: Path, progress: Any) -> Around:
    from app import copies

    return copies.around(path)


def _recover(path: Path, key: str, passphrase: str, person: str, holder: str, progress: Any) -> Register:
    from app.register import Register

    return _whole(Register.recover(path, key, passphrase, person=person or None, holder=holder))


def _people(path: Path) -> tuple[Person, ...]:
    from app import custody

    return custody.people_at(path)


def _sheet(register: Register, key: str, folder: Path, progress: Any) -> Path:
    from app.jobs import recovery_sheet

    return recovery_sheet.save(register, key, folder)


def _create(
    path: Path, person: str, region: str, passphrase: str, warned: bool, progress: Any
) -> tuple[Register, str]:
    from app import copies
    from app.jobs import set_up
    from app.register import Register

    if not warned and (synced := copies.around(path.parent).synced):
        raise Refusal("place.synced_new", synced=synced)
    path.parent.mkdir(parents=True, exist_ok=True)
    made, key = Register.create(path, passphrase, user=person)
    with made:
        set_up.set_up(made, region)
    # opened afresh: setting up is nothing to undo
    return Register.open(path, passphrase=passphrase), key


def _demonstrate(folder: Path, progress: Any) -> Register:
    from app.domain.clock import SystemClock
    from app.jobs import demo
    from app.register import Register

    path = folder / demo.NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path = demo.make(folder, size="region", clock=SystemClock(), progress=progress)
    return _whole(Register.open(path, passphrase=demo.PASSPHRASE))


def _limit(watch: IdleWatch, minutes: int) -> None:
    watch.limit = minutes * 60


class Desk(QObject):
    """What lives as long as the program: the machine's settings, and one window after another."""

    _gone = Signal(int)
    _unkept = Signal(object)

    def __init__(self, app: QApplication, store: machine.Store, shell: Shell) -> None:
        super().__init__()
        self.app, self.store, self.shell = app, store, shell
        style.install(app)
        theme.apply(app, store.value)
        app.setWindowIcon(icon("layout-grid", "accent"))
        shell.closed.connect(self._closed)
        self.unlock: UnlockWindow | None = None
        # who worked in each register last: in memory alone, a name stands on no disk in the clear
        self._last: dict[Path, str] = {}
        self.window: MainWindow | None = None
        self.past: list[MainWindow] = []
        self._waiting: Register | None = None
        self._warned: Path | None = None
        self._making: Job | None = None
        self._closing: dict[int, tuple[threading.Thread, MainWindow]] = {}
        self._numbers = itertools.count()
        # queued: the closing thread never touches a window itself
        self._gone.connect(self._forget, Qt.ConnectionType.QueuedConnection)
        self._unkept.connect(self._tell_unkept, Qt.ConnectionType.QueuedConnection)
        self._idle: IdleWatch | None = None
        self._system = SystemLock(self)
        self._system.left.connect(self._lock_now)
        board().copied.connect(self._copied)
        self._listening = True
        self._scratch = Scratch(store.folder)
        self._scratch.use()
        self._hook, sys.excepthook = sys.excepthook, self._bug

    @cached_property
    def lanes(self) -> Lanes:
        """The lanes of the unlock window."""
        made = Lanes(self)
        made.crashed.connect(lambda error: crash(self._front(), error))
        return made

    def ask(self, path: Path | None = None, passphrase: str | None = None) -> None:
        """Shows the unlock window; what is slow is loaded once it has been painted.

        A register and a passphrase given with the start are tried at once.
        """
        recent = self.store.value.recent
        if path is not None:
            recent = (str(path), *(other for other in recent if other != str(path)))
        window = self.unlock = UnlockWindow(recent)
        window.opening.last = self._last
        window.opening_wanted.connect(self._open)
        window.recovery_wanted.connect(self._recover)
        window.creation_wanted.connect(self._create)
        window.demo_wanted.connect(self._demo)
        window.demo_stopped.connect(self._stop_making)
        window.key_kept.connect(self._kept)
        window.people_wanted.connect(self._ask_people)
        window.sheet_wanted.connect(self._save_sheet)
        window.painted.connect(self._load)
        window.closed.connect(self.shell.close)
        self.shell.hold(window)
        self.shell.show()
        window.enter()
        if path is not None and passphrase:
            QTimer.singleShot(0, partial(self._open, path, passphrase))

    def show(self, register: Register) -> None:
        """Shows a register's window."""
        from app import words
        from app.ui.backing_up import Keeper
        from app.ui.main_window import MainWindow

        self.store.change(lambda settings: settings.opened(register.path))
        self._last[register.path] = register.session.person
        window = self.window = MainWindow(register, self.store)
        window.locked.connect(self._lock)
        window.closed.connect(self._end)
        window.past_opened.connect(self._show_past)
        window.copy_opened.connect(self._lock)
        window.show()
        window.runner.job(_around, register.path, then=window.tell_around)
        keeper = Keeper(window.runner, window.status, window)
        window.backup_after.connect(keeper.every)
        keeper.begin()
        if self.store.damaged:
            window.notice.say(words.say("machine.damaged", {"name": self.store.damaged}))
            self.store.damaged = ""
        self._watch(window)
        window.drafts.ask()
        if self.unlock is not None:
            self.unlock.opening.forget()
            self.unlock.creating.forget()
            done, self.unlock = self.unlock, None
            self.shell.hide()
            done.setParent(None)
            done.deleteLater()

    def _watch(self, window: MainWindow) -> None:
        """Locks a window that nobody works at; whatever was captured before, its screen is not."""
        screen().allow(on=False)
        usual = RegionSettings().lock_minutes * 60
        watch = self._idle = IdleWatch(usual, lambda: window.runner.has_jobs, window)
        window.lock_after.connect(partial(_limit, watch))
        watch.expired.connect(partial(self._lock_now, "idle"))
        self._system.listen(int(window.winId()))

    def _lock_now(self, how: str) -> None:
        if self.window is not None:
            self.window.lock(how)

    def _copied(self, facts: dict[str, Any]) -> None:
        if self.window is not None:
            runner = self.window.runner
            runner.work(tell_copy, runner.register, facts)

    def _show_past(self, register: Register) -> None:
        """A window beside the first, on the record as it was tabled."""
        from app.ui.main_window import MainWindow

        if self.window is None:
            register.close()
            return
        window = MainWindow(register, self.store)
        for leaving in (window.closed, window.locked):
            leaving.connect(partial(self._close_past, window))
        self.past.append(window)
        window.show()

    def _close_past(self, window: MainWindow) -> None:
        if window in self.past:
            self.past.remove(window)
            self._close_behind(window)

    def close(self) -> None:
        """Waits until everything is on the disk and every lane has ended."""
        self._part()
        board().clear()
        self._system.close()
        for thread, _ in tuple(self._closing.values()):
            thread.join()
        if self._waiting is not None:
            self._waiting.close()
        self.lanes.close()
        settle()
        self.store.close()
        if self._listening:
            self._listening = False
            board().copied.disconnect(self._copied)
        self._scratch.clear()
        sys.excepthook = self._hook

    # what the unlock window wants

    def _load(self) -> None:
        self.lanes.job(_load, then=lambda _: None)
        self.lanes.job(_regions, then=self._offer_regions)

    def _offer_regions(self, regions: tuple[tuple[str, str], ...]) -> None:
        if self.unlock is not None:
            self.unlock.creating.offer(regions)

    def _stop_making(self) -> None:
        if self._making is not None:
            self._making.cancel()

    def _open(self, path: Path, passphrase: str, person: str = "") -> None:
        self._begin("Opening the register…")
        failed = partial(self._not_opened, path)
        self.lanes.job(_open, path, passphrase, person, then=self.show, failed=failed)

    def _not_opened(self, path: Path, refusal: Refusal) -> None:
        """One that is damaged goes on to the recovery page; anything else is said beside the fields."""
        from app import words
        from app.jobs.restore import MEND
        from app.ui.recovery import RecoverPane

        self._refused(refusal)
        if refusal.code not in MEND or self.unlock is None or not path.is_dir():
            return
        pane = RecoverPane(path, words.refusal(refusal))
        pane.wanted.connect(self._rescue)
        pane.looked.connect(partial(self._find, pane))
        pane.people_wanted.connect(partial(self._ask_rescuers, pane))
        pane.left.connect(self.unlock.show_opening)
        self.unlock.show_recovery(pane)
        second = self.store.value.backup_folder
        self._find(pane, path, Path(second) if second else None)

    def _ask_rescuers(self, pane: RecoverPane, path: Path, backup: Path) -> None:
        self.lanes.work(_rescuers, path, backup, then=pane.offer_people)

    def _find(self, pane: RecoverPane, path: Path, second: Path | None) -> None:
        self.lanes.job(_backups, path, second, then=pane.offer, failed=self._refused)

    def _rescue(self, path: Path, backup: Path, passphrase: str, person: str) -> None:
        self._begin("Bringing the backup back…")
        self.lanes.job(_rescue, path, backup, passphrase, person, then=self.show, failed=self._refused)

    def _recover(self, path: Path, *given: str) -> None:
        self._begin("Opening the register…")
        self.lanes.job(_recover, path, *given, then=self.show, failed=self._refused)

    def _ask_people(self, path: Path) -> None:
        def offer(people: tuple[Person, ...]) -> None:
            if self.unlock is not None:
                self.unlock.opening.offer_people(path, people)

        # not behind what is slow to load: the field is to stand there before anybody types
        self.lanes.work(_people, path, then=offer)

    def _save_sheet(self, key: str, folder: Path) -> None:
        from app import words

        def told(path: Path) -> None:
            if self.unlock is not None:
                self.unlock.recovery.told(words.say("people.sheet", {"name": path.name}))

        self.lanes.job(_sheet, self._waiting, key, folder, then=told, failed=self._refused)

    def _create(self, path: Path, person: str, region: str, passphrase: str) -> None:
        self._begin("Making the register…")
        given = (path, person, region, passphrase, path.parent == self._warned)
        failed = partial(self._not_created, path.parent)
        self.lanes.job(_create, *given, then=self._created, failed=failed)

    def _not_created(self, folder: Path, refusal: Refusal) -> None:
        """A folder that is synchronised is warned of once; whoever wants it all the same has it."""
        if refusal.code == "place.synced_new":
            self._warned = folder
        self._refused(refusal)

    def _created(self, made: tuple[Register, str]) -> None:
        self._waiting, key = made
        if self.unlock is not None:
            self.unlock.pane().work(None)
            self.unlock.creating.forget()
            self.unlock.show_key(key)

    def _kept(self) -> None:
        register, self._waiting = self._waiting, None
        if register is not None:
            self.show(register)

    def _demo(self, folder: Path) -> None:
        self._begin("Making the demonstration…")
        step = self.unlock.demo.step if self.unlock else None
        self._making = self.lanes.job(
            _demonstrate, folder, progress=step, then=self.show, failed=self._refused
        )

    def _begin(self, doing: str) -> None:
        if self.unlock is not None:
            self.unlock.pane().work(doing)

    def _refused(self, refusal: Refusal) -> None:
        from app import words

        if self.unlock is not None:
            self.unlock.pane().refuse(words.refusal(refusal))

    # leaving

    def _lock(self, path: Path | None = None) -> None:
        """Blank at once; everything else follows behind. `path` is what is to be opened next, if another."""
        for top in QApplication.topLevelWidgets():
            if top is not self.shell:
                top.hide()
        board().clear()
        self._part()
        self.ask(path)

    def _tell_unkept(self, refusal: Refusal) -> None:
        from app import words

        if self.unlock is not None:
            self.unlock.pane().refuse(words.say("draft.unkept", {"why": words.refusal(refusal)}))

    def _part(self) -> None:
        """Closes the register behind the window, off the painting thread."""
        window, self.window = self.window, None
        self._idle = None
        self._system.close()
        for past in tuple(self.past):
            self._close_past(past)
        if window is not None:
            self._close_behind(window)

    def _close_behind(self, window: MainWindow) -> None:
        runner, gone, number = window.runner, self._gone, next(self._numbers)
        left, unkept = window.left, self._unkept

        def close() -> None:
            runner.close()
            refused = part(runner.register, left, runner.saves) if left is not None else None
            runner.register.close()
            if refused is not None:
                unkept.emit(refused)
            gone.emit(number)

        thread = threading.Thread(target=close, name="closing")
        self._closing[number] = (thread, window)
        thread.start()
        window.hide()

    def _forget(self, number: int) -> None:
        """Lets go of a closed window, and with it of the register and its key.

        The thread has ended first: whoever drops the last name of a window destroys it, and only this thread
        may.
        """
        thread, window = self._closing.pop(number)
        thread.join()
        window.deleteLater()
        settle()

    def _closed(self) -> None:
        if self.window is None:
            self._end()

    def _end(self) -> None:
        self.app.quit()

    def _front(self) -> Any:
        return self.window or self.unlock

    def _bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self.app.quit()
            return
        crash(self._front(), error)

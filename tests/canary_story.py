"""A month at the desk whose records all hold one word that must never leave the encrypted register.

Run as a program with a folder: what it was given to write stands in `given`, all else is for nobody to read.
Prints as JSON which files were written or removed, what the removed ones held of the word, and every title.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

CANARY = "Zyqharrowmead"
HIDDEN = (CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be"))
PATIENCE = 20_000


class Watch:
    """Every file that Python opens to write, and what it removes, read before it goes."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        self.told: set[str] = set()
        self._inside = threading.local()
        sys.addaudithook(self._hook)

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if event not in ("open", "os.remove", "os.rename") or getattr(self._inside, "on", False):
            return
        self._inside.on = True
        try:
            self._note(event, args)
        finally:
            self._inside.on = False

    def _note(self, event: str, args: tuple[Any, ...]) -> None:
        path = os.fsdecode(args[0]) if isinstance(args[0], str | bytes | os.PathLike) else ""
        if event == "open":
            mode, flags = args[1], args[2]
            if (mode and set(mode) & set("wax+")) or (not mode and flags & (os.O_WRONLY | os.O_RDWR)):
                self.written.add(path)
        elif path and os.path.isfile(path) and holds(Path(path)):
            self.told.add(path)


def holds(path: Path) -> bool:
    """Whether a file holds the word, in any of the ways that a program would write it."""
    data = path.read_bytes()
    return any(hidden in data for hidden in HIDDEN)


def _records(register: Any) -> None:
    from tests.builders import add_action, add_officer, add_threat
    from tests.jobs.issuing import fill, late_paper

    fill(register)
    threat = add_threat(register, "AS/2026/0200", name=f"{CANARY} network", summary=f"{CANARY} runs a line")
    add_officer(register, f"Robin {CANARY}")
    add_action(register, threat, f"Visit the {CANARY} premises")
    late_paper(register, title=f"{CANARY} vacancies")


def _tracker(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Reference", "Name", "Force"])
    book.active.append(["AS/2026/0200", f"{CANARY} network", "Avon and Somerset"])
    book.save(path)


def _broken(connection: object) -> None:
    raise ValueError(f"{CANARY} is no date")


def tell(folder: Path) -> dict[str, Any]:
    """The story, told by the desk itself; what must be looked at afterwards."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from app.domain import leaving
    from app.domain.clock import FixedClock
    from app.intake import sheet
    from app.jobs import calendar, issue_month
    from app.mishap import keep_quiet
    from app.register import Register
    from app.ui import clipboard, machine, palette, style
    from app.ui.desk import Desk
    from app.ui.page import Place
    from app.ui.page_table import PAGES
    from app.ui.shell import Shell
    from tests.builders import PASSPHRASE, new_register
    from tests.jobs.issuing import ANYWAY, MONTH

    given = folder / "given"
    given.mkdir()
    tracker = given / "tracker.xlsx"
    _tracker(tracker)
    watch, titles = Watch(), set()
    keep_quiet()
    app = QApplication([sys.argv[0]])
    style.install(app)
    palette.apply(app, palette.LIGHT)
    clock = FixedClock(datetime(2026, 11, 26, 14, 2, tzinfo=UTC))
    register = new_register(folder, clock)
    _records(register)
    desk = Desk(app, machine.Store(machine.folder()), Shell(palette.LIGHT))

    # spinning would take the interpreter from the lane that is waited for
    beat = QTimer()
    beat.start(50)

    def until(holds: Callable[[], bool]) -> None:
        while not holds():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle() -> None:
        for _ in range(3):
            until(lambda: desk.window is None or not desk.window.runner.working)
            app.processEvents()
        titles.update(top.windowTitle() for top in QApplication.topLevelWidgets())

    def window() -> Any:
        assert desk.window is not None
        return desk.window

    desk.show(register)
    settle()
    for page in PAGES:
        if page != "past":
            window().go(Place(page, "t-AS/2026/0200" if page == "card" else None))
            settle()
    window().go(Place("card", "t-AS/2026/0200"))
    settle()
    page = window().page()
    for opens in (
        page.asks.add_action,
        page.asks.threat,
        page.asks.update,
        page.asks.lead,
        page.asks.archive,
    ):
        opens()
        settle()
        for name in page.dialog.form.names():
            field = page.dialog.form.field(name)
            if hasattr(field, "setText"):
                field.setText(f"{CANARY} typed")
        page.dialog.touch()
        window().keeping.keep()
        settle()
        page.dialog.leave()
        settle()
    # what stands on a page itself is kept too, and stays unsaved up to the lock
    window().go(Place("settings", filter={"section": "marking"}))
    settle()
    window().page().section().form.field("descriptor").setText(f"{CANARY} typed")
    window().keeping.keep()
    settle()
    window().go(Place("card", "t-AS/2026/0200"))
    settle()
    clipboard.copy(f"{CANARY} network", "Threats", ["t-AS/2026/0200"])
    # mistakes of every kind: in a lane, in a thread, in a slot
    window().runner.ask(_broken, then=lambda _: None)
    settle()
    failing = threading.Thread(target=_broken, args=(None,))
    failing.start()
    failing.join()
    window().runner.busy.connect(_broken)
    settle()
    window().runner.busy.disconnect(_broken)
    sheet.read(tracker)
    issue_month.issue(register, MONTH, given, gaps_reason=ANYWAY)
    leaving.giving("For the leads", calendar.write)(register, given)
    page.asks.add_action()
    settle()
    page.dialog.form.field("title").setText(f"{CANARY} once more")
    page.dialog.touch()
    window().lock("idle")
    until(lambda: not desk._closing)
    desk.show(Register.open(register.path, passphrase=PASSPHRASE, clock=clock))
    settle()
    window().drafts.go_on.click()
    settle()
    desk.close()
    return {
        "written": sorted(watch.written),
        "told": sorted(watch.told),
        "titles": sorted(titles),
        "command": Path("/proc/self/cmdline").read_text("utf-8", "replace")
        if sys.platform == "linux"
        else "",
    }


if __name__ == "__main__":
    try:
        answer = tell(Path(sys.argv[1]))
    except BaseException:
        # the story itself went wrong: that is for whoever mends it
        sys.excepthook = sys.__excepthook__
        raise
    sys.stdout.write(json.dumps(answer))

"""What a measured child does: opens an empty window, the desk or Home, or exports under a ticking window."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from pathlib import Path


def _leave() -> None:
    sys.stdout.flush()
    os._exit(0)


def empty() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, _leave)

    app = QApplication([])
    window = Window()
    window.resize(900, 620)
    window.show()
    app.exec()


def desk() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent

    from app.ui import start

    class Watched(start.Shell):
        def paintEvent(self, event: QPaintEvent) -> None:
            # queued first: what follows the first paint is not part of it
            QTimer.singleShot(0, _leave)
            super().paintEvent(event)

    start.Shell = Watched  # type: ignore[misc]
    start.run(["fourfold"])


def home(register: str) -> None:
    import time

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from app.domain.clock import FixedClock
    from app.jobs import demo
    from app.register import Register
    from app.ui import desk, machine, style, theme
    from tests.bench.registers import NOW

    app = QApplication([])
    style.install(app)
    store = machine.Store(machine.folder())
    theme.apply(app, store.value)
    desk._load(None)  # the unlock window has loaded these by the time a passphrase is typed
    began, used = time.perf_counter(), time.process_time()
    opened = Register.open(Path(register), passphrase=demo.PASSPHRASE, clock=FixedClock(NOW))
    from app.ui.main_window import MainWindow

    window = MainWindow(opened, store)
    window.show()

    def look() -> None:
        page = window.page()
        if not window.runner.working and page.left.isVisible():  # type: ignore[attr-defined]
            app.processEvents()
            window.repaint()
            print(time.process_time() - used, time.perf_counter() - began)
            _leave()
        QTimer.singleShot(2, look)

    look()
    app.exec()


def gaps(register: str, folder: str) -> None:
    import time

    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication, QProgressBar

    from app.domain import leaving
    from app.domain.clock import FixedClock
    from app.jobs import demo, issue_month
    from app.register import Register
    from app.ui.runner import Runner
    from tests.bench.registers import MONTH, NOW

    app = QApplication([])
    opened = Register.open(Path(register), passphrase=demo.PASSPHRASE, clock=FixedClock(NOW))
    runner = Runner(opened)
    bar = QProgressBar()
    bar.resize(400, 40)
    bar.show()
    ticks: list[float] = []

    def tick() -> None:
        ticks.append(time.perf_counter())

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(1)
    timer.timeout.connect(tick)

    def progress(_stage: str, done: int, whole: int) -> None:
        bar.setMaximum(whole)
        bar.setValue(done)

    def ended(_issued: object) -> None:
        spans = sorted(later - earlier for earlier, later in pairwise(ticks))
        print(spans[-1], spans[int(len(spans) * 0.95)])
        _leave()

    timer.start()
    app.processEvents()
    runner.job(
        leaving.giving("Bench", issue_month.export),
        opened,
        MONTH,
        Path(folder),
        progress=progress,
        then=ended,
    )
    app.exec()


def export(register: str, folder: str) -> None:
    """The command line's export, then the most memory held at once in MB, to unlock and from then on.

    Unlocking takes what a passphrase costs whoever guesses it: 64 MiB or more, given back at once.
    """
    from app import cli
    from app.register import Register
    from tests.bench.registers import MONTH

    opening, unlocked = Register.open, []

    def open_(*args: object, **kwargs: object) -> Register:
        opened = opening(*args, **kwargs)  # type: ignore[arg-type]
        unlocked.append(_peak())
        # "5" sets the peak back to what is held now (man 5 proc)
        Path("/proc/self/clear_refs").write_text("5")
        return opened

    Register.open = open_  # type: ignore[method-assign, assignment]
    code = cli.run(["export", "--reason", "Bench", register, "--month", MONTH, "--to", folder])
    print(*unlocked, _peak())
    sys.exit(code)


def _peak() -> float:
    # ru_maxrss of a child counts the parent that it was forked from
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024


if __name__ == "__main__":
    {"empty": empty, "desk": desk, "home": home, "gaps": gaps, "export": export}[sys.argv[1]](*sys.argv[2:])

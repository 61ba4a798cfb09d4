"""Opens the demonstration in a real window, visits every page and saves a picture of each.

    python -m tests.real_window FOLDER [REGISTER [PART ...]]

Light and dark, usual and double text, a narrow window, a register with nothing in it, and three stories told
through the widgets alone: one of a group on a fresh register, one of a month on a copy of the demonstration,
one of trust, from the first window on. The parts are `pages`, `story`, `month` and `trust`, all of them where
none is named. Ends with 1 where a page made a mistake or was refused something, or a step of a story had not
its effect.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.clock import FixedClock
from app.jobs import demo, set_up
from app.reads.threats import grid
from app.register import Register
from app.ui import machine, style, theme
from app.ui.dialog import Dialog
from app.ui.main_window import MainWindow
from app.ui.page import Place
from app.ui.unlock import UnlockWindow
from tests.real_window import month, story, trust
from tests.real_window.card import visit_card
from tests.real_window.cycle_pages import empty_cycle, visit_cycle
from tests.real_window.desk_pages import plan_meeting, visit_packs, visit_wizard
from tests.real_window.ledgers import PAGES, visit_ledgers

DEFAULT = Path("out/South West.register")
PATIENCE = 90
PARTS = ("pages", "story", "month", "trust")


@dataclass(frozen=True)
class Look:
    """How the desk is dressed for one round."""

    name: str
    theme: str = "light"
    size: int = 100
    wide: int = 1440
    high: int = 900


LOOKS = (
    Look("light"),
    Look("dark", "dark"),
    Look("contrast", "contrast"),
    Look("light-200", "light", 200),
    Look("dark-200", "dark", 200),
    Look("light-1280", "light", 100, 1280, 720),
)


class Round:
    """One window on one register, and the pictures taken of it."""

    def __init__(self, app: QApplication, register: Register, look: Look, folder: Path, store: machine.Store):
        self.app, self.look, self.folder = app, look, folder
        self.mistakes: list[str] = []
        store.value = machine.Machine(theme=look.theme, text_size=look.size)
        theme.apply(app, store.value)
        self.window = MainWindow(register, store)
        self.window.runner.crashed.connect(lambda error: self.mistakes.append(f"{look.name}: {error!r}"))
        self.window.runner.refused.connect(lambda refusal: self.mistakes.append(f"{look.name}: {refusal!r}"))
        self.window.resize(look.wide, look.high)
        self.window.show()
        self.settle()

    def settle(self, pause: float = 0.1) -> None:
        """Waits until no lane has work for a while and nothing is left to paint."""
        until, quiet = time.monotonic() + PATIENCE, 0.0
        while time.monotonic() < until:
            self.app.processEvents()
            if self.window.runner.working:
                quiet = 0.0
            elif quiet == 0.0:
                quiet = time.monotonic()
            elif time.monotonic() - quiet > pause:
                return
            time.sleep(0.01)
        self.mistakes.append(f"{self.look.name}: still working after {PATIENCE} seconds")

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Saves what is on the screen."""
        self.settle()
        (of or self.window).grab().save(str(self.folder / f"{name}-{self.look.name}.png"))

    def visit(self, place: Place, name: str = "") -> None:
        """Goes to a place and takes its picture."""
        self.window.go(place)
        # the preview of the pack is drawn page by page after the pack was made
        self.settle(1.0 if place.page == "packs" else 0.1)
        self.picture(name or place.page)

    def dialog(self, name: str, opens: Callable[[], object]) -> None:
        """Opens a dialog, takes its picture and leaves it."""
        opens()
        self.settle()
        found = [dialog for dialog in self.window.findChildren(Dialog) if dialog.isVisible()]
        if not found:
            self.mistakes.append(f"{self.look.name}: {name} did not open")
            return
        self.picture(name, found[0])
        found[0].leave()
        self.settle()

    def end(self) -> list[str]:
        """Closes the window, not the register."""
        self.window.runner.close()
        self.window.hide()
        self.window.deleteLater()
        self.app.processEvents()
        return self.mistakes


def first_card(register: Register) -> str:
    """The id of the highest of the ranked list."""
    rows = register.ask(grid, demo.NOW.date())
    return min((row for row in rows if row.priority is not None), key=lambda row: row.priority or 0).id


def all_pages(round_: Round, register: Register) -> None:
    """Every page, and the dialogs that change the record."""
    window, id = round_.window, first_card(register)
    round_.visit(Place("home"))
    round_.visit(Place("threats"))
    window.page().grid.view.titles.fill(1, "a")  # type: ignore[attr-defined]
    round_.picture("threats-filtered")
    round_.visit(Place("threats", filter={"check": "overdue"}), "threats-overdue")
    round_.dialog("new-threat", lambda: window.page().new())  # type: ignore[attr-defined]
    visit_card(round_, id)
    visit_ledgers(round_)
    round_.visit(Place("officers"))
    round_.dialog("new-officer", lambda: window.page().new())  # type: ignore[attr-defined]
    visit_cycle(round_, register, id)
    visit_packs(round_)
    visit_wizard(round_)


def empty_pages(round_: Round) -> None:
    """A register with nothing in it still leads on."""
    for page in ("home", "threats", *PAGES, "officers", "packs", "import"):
        round_.visit(Place(page), f"empty-{page}")
    empty_cycle(round_)
    visit_wizard(round_, take_in=True)
    plan_meeting(round_)


def unlock(app: QApplication, folder: Path, name: str) -> None:
    """The first window."""
    window = UnlockWindow(("/registers/South West.register",))
    window.show()
    for number, choice in enumerate(("open", "create", "demonstration")):
        window.choose(number)
        app.processEvents()
        window.grab().save(str(folder / f"unlock-{choice}-{name}.png"))
    window.hide()
    window.deleteLater()


def every_look(app: QApplication, path: Path, folder: Path, store: machine.Store) -> list[str]:
    """Every page of the demonstration in every look."""
    mistakes: list[str] = []
    with Register.open(path, passphrase=demo.PASSPHRASE, clock=FixedClock(demo.NOW)) as register:
        for look in LOOKS:
            round_ = Round(app, register, look, folder, store)
            all_pages(round_, register)
            mistakes += round_.end()
            if look.size == 100:
                unlock(app, folder, look.name)
    return mistakes


def nothing_there(app: QApplication, place: Path, folder: Path, store: machine.Store) -> list[str]:
    """Every page of a new register."""
    made, _ = Register.create(
        place / "Empty.register", "three random words", user="Drew Quill", clock=FixedClock(demo.NOW)
    )
    with made as empty:
        set_up.set_up(empty, "south-west")
        round_ = Round(app, empty, LOOKS[0], folder, store)
        empty_pages(round_)
        return round_.end()


def one_story(app: QApplication, place: Path, folder: Path, store: machine.Store) -> list[str]:
    """The story in light and in dark, and its pages of the pack."""
    mistakes: list[str] = []
    for look in LOOKS[:2]:
        clock = FixedClock(story.BEGINS)
        with story.begin(place, look.name, clock) as register:
            round_ = Round(app, register, look, folder, store)
            story.tell(round_, register, clock)
            mistakes += round_.end()
            if look is LOOKS[0] and not mistakes:
                mistakes += story.print_pack(register, folder)
    return mistakes


def one_month(app: QApplication, source: Path, place: Path, folder: Path, store: machine.Store) -> list[str]:
    """The story of a month in light and in dark."""
    mistakes: list[str] = []
    for look in LOOKS[:2]:
        clock = FixedClock(month.BEGINS)
        with month.begin(source, place, look.name, clock) as register:
            round_ = Round(app, register, look, folder, store)
            month.tell(round_, register, clock, place / f"Tasking {look.name}")
            mistakes += round_.end()
    return mistakes


def main(arguments: list[str]) -> int:
    """Takes every picture; returns 1 where anything went wrong."""
    folder = Path(arguments[0])
    path = Path(arguments[1]) if len(arguments) > 1 else DEFAULT
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    # between two windows of the program nothing is in sight
    app.setQuitOnLastWindowClosed(False)
    style.install(app)
    mistakes: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        store = machine.Store(place / "settings")
        does: dict[str, Callable[[], list[str]]] = {
            "pages": lambda: [
                *every_look(app, path, folder, store),
                *nothing_there(app, place, folder, store),
            ],
            "story": lambda: one_story(app, place, folder, store),
            "month": lambda: one_month(app, path, place, folder, store),
            "trust": lambda: [
                mistake
                for look in LOOKS[:2]
                for mistake in trust.tell(app, look, place / f"Trust {look.name}", folder)
            ],
        }
        for part in arguments[2:] or PARTS:
            began = time.monotonic()
            mistakes += does[part]()
            print(f"{part} took {time.monotonic() - began:.0f} seconds")
        store.close()
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A keystroke in a filter: until it is painted, against resetting the model and painting one page."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from sqlalchemy import select

from app.domain.action import Action
from app.reads import disruptions, priorities, submissions, threats
from app.store.tables import table
from app.ui import style
from app.ui.grid import Grid
from app.ui.pages.disruptions_grid import COLUMNS as DISRUPTIONS
from app.ui.pages.submissions import COLUMNS as SUBMISSIONS
from app.ui.pages.threats import COLUMNS
from app.ui.table_filters import Contains
from app.ui.table_model import Column
from tests.bench.measure import Row, percentile, seconds
from tests.bench.registers import NOW, opened

WINDOWS: list[QWidget] = []
TYPED = ("h", "ha", "har", "harr", "harro", "harrow", "harro", "harr", "har", "ha", "h", "")
ACTIONS = (
    Column("reference", "Action", lambda r: r.reference, 90, "reference"),
    Column("title", "Title", lambda r: r.title, 320),
    Column("strand", "Strand", lambda r: r.strand.value, 90),
    Column("state", "State", lambda r: r.state.value, 90),
    Column("owner", "Owner organisation", lambda r: r.owner_organisation, 180),
    Column("set_on", "Set on", lambda r: r.set_on, 100, "date", "range"),
    Column("due", "Due", lambda r: r.due, 100, "date", "range"),
    Column("outcome", "Outcome", lambda r: r.outcome, 320),
)


def application() -> QApplication:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    style.install(app)
    return app


def shown(name: str, columns: Sequence[Column], app: QApplication) -> Grid:
    grid = Grid(name, columns, NOW.date)
    window = QWidget()
    column = QVBoxLayout(window)
    # as in the desk, where the window does not follow the grid's wishes
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    column.addWidget(grid)
    window.resize(1180, 760)
    window.show()
    WINDOWS.append(window)
    app.processEvents()
    return grid


def timed(app: QApplication, grid: Grid, act: Callable[[], object]) -> float:
    """From the key to one page painted, with all that the change queued."""
    began = time.perf_counter()
    act()
    grid.view.viewport().update()
    app.processEvents()
    return time.perf_counter() - began


def keystrokes(app: QApplication, grid: Grid, column: int) -> tuple[float, float]:
    """The 95th percentile of a keystroke and of a bare reset, by turns."""
    model, ours, floor = grid.model, [], []

    def reset() -> None:
        model.beginResetModel()
        model.endResetModel()

    for turn in range(12):
        for typed in TYPED:
            condition = Contains(typed) if typed else None
            key = timed(app, grid, lambda condition=condition: model.filter(column, condition))
            bare = timed(app, grid, reset)
            # the first turn fills what is filled once
            if turn:
                ours.append(key)
                floor.append(bare)
    return percentile(ours, 0.95), percentile(floor, 0.95)


def list_rows() -> list[Row]:
    app = application()
    with opened("national") as register:
        began = time.perf_counter()
        rows = register.ask(threats.grid, NOW.date())
        asked = time.perf_counter() - began
        where = table(Action)
        work = register._ask(lambda connection: connection.execute(select(where)).all())
        ledger, read = _asked(lambda: register.ask(disruptions.ledger))
        mapping, sent = _asked(lambda: register.ask(submissions.grid, NOW.date()))
        ranking, ranked = _asked(lambda: register.ask(priorities.ranking, NOW.date()))
    found = []
    grid = shown("threats", COLUMNS, app)
    opening = timed(app, grid, lambda: grid.load(rows))
    keys, resets = keystrokes(app, grid, 1)
    ratio = keys / resets
    what = f"{len(rows):,} threats"
    found.append(
        Row(f"opening the list of {what}: its read, then load and paint", seconds(asked + opening),
            seconds(asked), f"{(asked + opening) / asked:.2f} x", "", "")
    )  # fmt: skip
    found.append(
        Row(f"a keystroke in the filter of {what}, p95: reset and paint", seconds(keys), seconds(resets),
            f"{ratio:.2f} x", "1.5 x", ratio <= 1.5)
    )  # fmt: skip
    grid.window().hide()
    found.append(_opened(app, "disruptions", DISRUPTIONS, ledger, read))
    found.append(_opened(app, "threats with their mapping", SUBMISSIONS, mapping.rows, sent))
    count = len(ranking.listed) + len(ranking.candidates)
    found.append(Row(f"reading {count:,} priorities and candidates", seconds(ranked), "", "", "", ""))
    found.append(_actions(app, work))
    return found


def _asked(read: Callable[[], Any]) -> tuple[Any, float]:
    """What a read answers and its time, the second time it is asked."""
    read()
    began = time.perf_counter()
    answer = read()
    return answer, time.perf_counter() - began


def _opened(
    app: QApplication, name: str, columns: Sequence[Column], rows: Sequence[Any], asked: float
) -> Row:
    grid = shown(name, columns, app)
    opening = timed(app, grid, lambda: grid.load(rows))
    grid.window().hide()
    what = f"opening the list of {len(rows):,} {name}: its read, then load and paint"
    return Row(what, seconds(asked + opening), seconds(asked), f"{(asked + opening) / asked:.2f} x", "", "")


def _actions(app: QApplication, work: Sequence[Any]) -> Row:
    grid = shown("actions", ACTIONS, app)
    grid.load(work)
    keys, resets = keystrokes(app, grid, 1)
    met = keys <= 0.05 or keys / resets <= 5
    what = f"a keystroke in the filter of {len(work):,} actions, p95"
    return Row(what, seconds(keys), seconds(resets), f"{keys / resets:.2f} x", "50 ms or 5 x", met)

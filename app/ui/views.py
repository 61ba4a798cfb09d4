"""Named views: a condition under a name, each a tab over a grid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar


@dataclass(frozen=True, slots=True)
class View:
    """A named view: its code, its words, what it shows, what it says when empty, which grid it is of."""

    code: str
    title: str
    shows: Callable[[Any], bool]
    empty: str = ""
    grid: int = 0


def view_tabs(name: str = "Named views") -> QTabBar:
    """The tabs of the views; narrow, they scroll and are not cut."""
    made = QTabBar()
    made.setExpanding(False)
    made.setDrawBase(False)
    made.setUsesScrollButtons(True)
    made.setElideMode(Qt.TextElideMode.ElideNone)
    made.setAccessibleName(name)
    return made

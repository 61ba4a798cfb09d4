"""Which palette and text size this computer wants, and putting them in force."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui import palette
from app.ui.machine import Machine

_TOKENS = {"light": palette.LIGHT, "dark": palette.DARK, "contrast": palette.HIGH_CONTRAST}


def apply(app: QApplication, machine: Machine) -> None:
    """Puts the theme and the text size of this computer in force."""
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    tokens = _TOKENS.get(machine.theme, palette.DARK if dark else palette.LIGHT)
    palette.apply(app, tokens, machine.text_size / 100)


def with_theme(machine: Machine, theme: str) -> Machine:
    """The same settings with another theme."""
    return replace(machine, theme=theme)


def with_size(machine: Machine, size: int) -> Machine:
    """The same settings with another text size."""
    return replace(machine, text_size=size)


def with_geometry(machine: Machine, geometry: str) -> Machine:
    """The same settings with another place of the window."""
    return replace(machine, geometry=geometry)

"""Keys that press a button at once.

A button's own shortcut is lost when its text changes, and presses it a tenth of a second later.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget


def press(owner: QWidget, keys: str, button: QAbstractButton) -> None:
    """Presses `button` by `keys` while `owner` is in sight."""

    def pressed() -> None:
        if button.isEnabled():
            button.click()

    on_keys(owner, keys, pressed)


def on_keys(owner: QWidget, keys: str, action: Callable[[], object]) -> None:
    """Does something by `keys` while `owner` is in sight; Return stands for both Enter keys."""
    sequences = {keys, keys.replace("Return", "Enter")}
    for sequence in sorted(sequences):
        shortcut = QShortcut(QKeySequence(sequence), owner)
        shortcut.activated.connect(action)

"""PySide6 6.12.0 drops a reference to None at each void call and so ends the interpreter on Python 3.11."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel


def test_ten_thousand_void_calls_cost_none_no_reference(qapp: object) -> None:
    label = QLabel()
    before = sys.getrefcount(None)
    for _ in range(10_000):
        label.setText("a")
    assert sys.getrefcount(None) > before - 1_000

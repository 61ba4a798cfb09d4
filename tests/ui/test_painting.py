"""Every painter is ended where its painting ends, also when that fails: a widget may go in the next moment.

Qt ends the program with "Cannot destroy paint device that is being painted" where one is not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app.ui import rag_paint
from app.ui.rag_paint import RagChip

UI = Path(__file__).parent.parent.parent / "app" / "ui"
PAINTERS = ("QPainter", "QStylePainter")


def made(tree: ast.AST) -> Iterator[ast.Call]:
    """Every painter made for a device."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PAINTERS:
            yield node


def ended(tree: ast.AST) -> set[str]:
    """The painters that a `with` ends, as their place."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.With):
            found |= {place(item.context_expr) for item in node.items}
    # a name made in the line before
    for block in (getattr(node, "body", []) for node in ast.walk(tree)):
        for first, second in pairwise(block) if isinstance(block, list) else ():
            if (
                isinstance(first, ast.Assign)
                and isinstance(second, ast.With)
                and ast.unparse(first.targets[0]) == ast.unparse(second.items[0].context_expr)
            ):
                found.add(place(first.value))
    return found


def place(node: ast.expr) -> str:
    return f"{node.lineno}:{node.col_offset}"


def test_every_painter_is_ended_by_its_with() -> None:
    seen, left = 0, []
    for file in sorted(UI.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        with_ = ended(tree)
        for call in made(tree):
            seen += 1
            if place(call) not in with_:
                left.append(f"{file.relative_to(UI)}:{call.lineno}")
    assert seen > 20
    assert left == []


def test_a_painting_that_fails_leaves_no_painter_on_its_widget(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = []

    def fails(painter: object, *_: object) -> None:
        kept.append(painter)
        raise ValueError("amid the painting")

    monkeypatch.setattr(rag_paint, "draw_rag", fails)
    chip = RagChip()
    qtbot.addWidget(chip)
    with capture_exceptions() as raised:
        chip.show()
        chip.repaint()
        QApplication.processEvents()
    assert raised
    assert kept
    assert not any(painter.isActive() for painter in kept)
    assert not chip.paintingActive()

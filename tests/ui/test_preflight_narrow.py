"""The preflight and the tools of the preview where there is little room: nothing is cut, nothing overlaps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.preflight import Found, Stand
from app.ui import palette, style
from app.ui.pages.preflight import Preflight
from app.ui.pages.preview import Preview


@pytest.mark.parametrize(("scale", "wide"), [(1.0, 310), (1.0, 240), (2.0, 394)])
def test_the_link_of_a_finding_is_never_cut(
    qtbot: QtBot, qapp: QApplication, scale: float, wide: int
) -> None:
    style.install(qapp)
    palette.apply(qapp, palette.LIGHT, scale)
    panel = Preflight()
    qtbot.addWidget(panel)
    panel.resize(wide, 600)
    panel.show()
    panel.take((Found("unadvised", Stand.LOOK, 2, way="requests"),))
    QApplication.processEvents()
    (link,) = panel._links
    assert link.visibleRegion().boundingRect().width() == link.width()
    palette.apply(qapp, palette.LIGHT)


@pytest.mark.parametrize("wide", [300, 382, 500])
def test_the_tools_of_the_preview_stand_beside_one_another(
    qtbot: QtBot, qapp: QApplication, wide: int
) -> None:
    style.install(qapp)
    palette.apply(qapp, palette.LIGHT)
    made = Preview()
    qtbot.addWidget(made)
    made.resize(wide, 400)
    made.of.setText("of 84")
    made.show()
    QApplication.processEvents()
    tools = (made.fold, made.up, made.down, made.number, made.of, made.smaller, made.zoom, made.larger)
    seen: list[QRect] = [tool.geometry() for tool in tools if tool.isVisible()]
    assert all(before.right() < after.left() for before, after in pairwise(seen))

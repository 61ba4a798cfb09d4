"""Lucide outlines that take the colour of the text beside them, in whatever palette is in force."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app import resources
from app.ui.palette import colour

# stroke in pixels at each size of the design; 24 units across
_STROKES = ((15, 1.3), (18, 1.4), (24, 1.5), (10_000, 1.75))


@cache
def _source(name: str) -> str:
    return resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")


@cache
def _drawn(name: str, ink: str, side: int, design_side: float) -> QImage:
    stroke = next(width for limit, width in _STROKES if design_side < limit) * 24 / design_side
    svg = (
        _source(name).replace("currentColor", ink).replace('stroke-width="2"', f'stroke-width="{stroke:.2f}"')
    )
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    return image


def paint(painter: QPainter, name: str, rect: QRectF, ink: str | QColor) -> None:
    """Draws an icon in the middle of a rectangle."""
    line = ink if isinstance(ink, QColor) else colour(ink)
    ratio = painter.device().devicePixelRatioF()
    size = min(rect.width(), rect.height())
    square = QRectF(0, 0, size, size)
    square.moveCenter(rect.center())
    painter.drawImage(square, _drawn(name, line.name(), max(1, round(size * ratio)), size))


class _Outline(QIconEngine):
    """One outline; its colour is looked up when it is painted."""

    def __init__(self, name: str, ink: str | QColor) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ink = "disabled" if mode == QIcon.Mode.Disabled else self._ink
        paint(painter, self._name, QRectF(rect), ink)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        with QPainter(made) as painter:
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        return made

    def clone(self) -> QIconEngine:
        return _Outline(self._name, self._ink)


def icon(name: str, ink: str | QColor = "text2") -> QIcon:
    """The icon of a Lucide name in the colour of a token (or one given)."""
    return QIcon(_Outline(name, ink))

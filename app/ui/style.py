"""Fusion with what a style sheet does badly: check boxes, radio buttons, no dotted focus rectangle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from app.ui.palette import colour, px


class DeskStyle(QProxyStyle):
    """Fusion with check boxes and radio buttons that can be seen, and no dotted focus rectangle."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draws boxes, ticks and dots ourselves; the rest is Fusion's."""
        primitive = QStyle.PrimitiveElement
        if element == primitive.PE_FrameFocusRect:
            return
        if element in (primitive.PE_IndicatorCheckBox, primitive.PE_IndicatorItemViewItemCheck):
            draw_check(painter, QRectF(option.rect), option.state)
        elif element == primitive.PE_IndicatorRadioButton:
            draw_radio(painter, QRectF(option.rect), option.state)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Box sizes that grow with the text."""
        kind = QStyle.PixelMetric
        if metric in (
            kind.PM_IndicatorWidth, kind.PM_IndicatorHeight,
            kind.PM_ExclusiveIndicatorWidth, kind.PM_ExclusiveIndicatorHeight,
        ):  # fmt: skip
            return px(15)
        if metric in (kind.PM_SmallIconSize, kind.PM_ButtonIconSize):
            return px(16)
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: object = None,
    ) -> int:
        """No menu that scrolls over its own combo box, no lines under menu letters."""
        if hint in (QStyle.StyleHint.SH_ComboBox_Popup, QStyle.StyleHint.SH_UnderlineShortcut):
            return 0
        return int(super().styleHint(hint, option, widget))


def _box(painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> tuple[QRectF, bool]:
    flag = QStyle.StateFlag
    on = bool(state & (flag.State_On | flag.State_NoChange))
    side = min(rect.width(), rect.height(), px(15)) - 1
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    enabled = bool(state & flag.State_Enabled)
    focus = bool(state & flag.State_HasFocus)
    edge = colour("accent" if on or focus else "edge") if enabled else colour("disabled")
    painter.setPen(QPen(edge, 2 if focus else 1))
    return box, enabled


def draw_check(painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
    """A check box: an edge line, filled in accent with a tick when on."""
    flag = QStyle.StateFlag
    painter.save()
    box, enabled = _box(painter, rect, state)
    on, partly = bool(state & flag.State_On), bool(state & flag.State_NoChange)
    fill = colour("accent" if enabled else "disabled") if on or partly else colour("base")
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 3, 3)
    if on or partly:
        pen = QPen(colour("on_accent" if enabled else "base"), max(1.6, box.width() / 8))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        places = ((0.24, 0.5), (0.76, 0.5)) if partly else ((0.24, 0.53), (0.43, 0.71), (0.76, 0.32))
        painter.drawPolyline(
            QPolygonF(
                [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in places]
            )
        )
    painter.restore()


def draw_radio(painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
    """A radio button: an edge ring, an accent ring with a dot when on."""
    painter.save()
    box, enabled = _box(painter, rect, state)
    painter.setBrush(colour("base"))
    painter.drawEllipse(box)
    if state & QStyle.StateFlag.State_On:
        inner = box.width() * 0.26
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour("accent" if enabled else "disabled")))
        painter.drawEllipse(box.adjusted(inner, inner, -inner, -inner))
    painter.restore()


def install(app: QApplication) -> None:
    """Makes this the style of the program."""
    app.setStyle(DeskStyle())


def is_dark(app: QApplication) -> bool:
    """Whether the system itself is dark; asked before our own palette is in force."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark

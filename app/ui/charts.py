"""Charts drawn from frozen values with QPainter: the score trend and the bars of the four Ps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.codes import Strand
from app.domain.dates import shown
from app.ui.palette import colour, font
from app.ui.trend import Point, axis, change_in_words, month, number, trend_in_words


@dataclass(frozen=True, slots=True)
class Bar:
    """One P: how many actions are to be done and how many are done."""

    strand: Strand
    open: int
    done: int


class ScoreChart(QWidget):
    """The scores of a threat as a line; Left and Right read out one value after another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()
        self._chosen = -1
        self.setAccessibleName("Score over time")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def set_points(self, points: Sequence[Point]) -> None:
        """Shows these values, oldest first."""
        self._points = tuple(points)
        self._chosen = -1
        self.setAccessibleDescription(trend_in_words(self._points))
        self.setVisible(bool(self._points))
        self.update()

    @property
    def readout(self) -> str:
        """The value that was chosen with the keys, in words; the latest at first."""
        if not self._points:
            return trend_in_words(())
        point = self._points[self._chosen]
        when = shown(point.on) if point.on else "no date"
        parts = (f"{when}: {number(point.value)}", change_in_words(self._points, self._chosen), point.note)
        return ", ".join(part for part in parts if part)

    def sizeHint(self) -> QSize:
        line = QFontMetricsF(font("small")).height()
        return QSize(280, round(line * 7.4))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._points:
            super().keyPressEvent(event)
            return
        place = self._chosen % len(self._points) + step
        self._choose(min(max(place, 0), len(self._points) - 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._points:
            places = self._places(self._plot())
            nearest = min(range(len(places)), key=lambda i: abs(places[i].x() - event.position().x()))
            self._choose(nearest)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _choose(self, place: int) -> None:
        if place == self._chosen:
            return
        self._chosen = place
        self.setToolTip(self.readout)
        self.setAccessibleDescription(f"{self.readout}. {trend_in_words(self._points)}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def _plot(self) -> QRectF:
        small = QFontMetricsF(font("small"))
        scale = axis([p.value for p in self._points])
        left = max(small.horizontalAdvance(number(v)) for v in scale) + 8
        last = QFontMetricsF(font("body", weight=600)).horizontalAdvance(number(self._points[-1].value))
        return QRectF(self.rect()).adjusted(
            left, small.height() * 0.8, -max(12, last / 2 + 4), -small.height() - 6
        )

    def _places(self, plot: QRectF) -> list[QPointF]:
        scale = axis([p.value for p in self._points])
        days = [p.on.toordinal() for p in self._points if p.on]
        whole = len(days) == len(self._points) and days[-1] > days[0]
        inset = 4.0
        found = []
        for place, point in enumerate(self._points):
            if whole and point.on:
                along = (point.on.toordinal() - days[0]) / (days[-1] - days[0])
            else:
                along = place / max(len(self._points) - 1, 1)
            up = (point.value - scale.low) / ((scale.high - scale.low) or 1)
            found.append(
                QPointF(
                    plot.left() + inset + along * (plot.width() - 2 * inset),
                    plot.bottom() - up * plot.height(),
                )
            )
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._points:
                plot = self._plot()
                self._draw_axis(painter, plot)
                self._draw_line(painter, plot)
            if self.hasFocus():
                painter.setPen(QPen(colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _draw_axis(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(font("small"))
        height = QFontMetricsF(font("small")).height()
        scale = axis([p.value for p in self._points])
        for place, value in enumerate(scale):
            y = round(plot.bottom() - place / 2 * plot.height()) + 0.5
            painter.setPen(QPen(colour("line2"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(colour("text2"))
            box = QRectF(0, y - height / 2, plot.left() - 8, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(value))
        days = [p.on for p in self._points if p.on]
        if not days:
            return
        below = QRectF(plot.left(), plot.bottom() + 5, plot.width(), height)
        painter.setPen(colour("text2"))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, month(days[0]))
        if month(days[-1]) != month(days[0]):
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, month(days[-1]))
        self._draw_years(painter, plot, days)

    def _draw_years(self, painter: QPainter, plot: QRectF, days: list[date]) -> None:
        if len(days) != len(self._points) or days[-1] == days[0]:
            return
        width = QFontMetricsF(font("small")).horizontalAdvance("2026 ")
        for year in range(days[0].year + 1, days[-1].year + 1):
            along = (date(year, 1, 1) - days[0]).days / (days[-1] - days[0]).days
            x = round(plot.left() + 4 + along * (plot.width() - 8)) + 0.5
            pen = QPen(colour("edge"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            if x + width < plot.right():
                painter.setPen(colour("muted"))
                painter.drawText(QPointF(x + 5, plot.bottom() - 4), str(year))

    def _draw_line(self, painter: QPainter, plot: QRectF) -> None:
        places = self._places(plot)
        ink = colour("chart")
        painter.setPen(QPen(ink, 2))
        for (before, now), ends in zip(pairwise(self._points), pairwise(places), strict=True):
            # totals of different schemes mean other things: no line leads from one to the other
            if before.by == now.by:
                painter.drawLine(*ends)
        for place, at in enumerate(places):
            chosen = self.hasFocus() and place == self._chosen % len(places)
            painter.setPen(QPen(ink, 2))
            painter.setBrush(ink if chosen else colour("base"))
            painter.drawEllipse(at, 4.5 if chosen else 3.5, 4.5 if chosen else 3.5)
        joined = [before.by == now.by for before, now in pairwise(self._points)]
        beside = places[-2] if joined and joined[-1] else None
        self._label(painter, places[-1], beside, plot, last=True)
        if len(places) > 1 and places[-1].x() - places[0].x() > 60:
            self._label(painter, places[0], places[1] if joined[0] else None, plot, last=False)

    def _label(
        self, painter: QPainter, at: QPointF, beside: QPointF | None, plot: QRectF, *, last: bool
    ) -> None:
        """Writes a value on the side of its point where the line to `beside` is not, if there is one."""
        face = font("body", weight=600) if last else font("small")
        metrics = QFontMetricsF(face)
        text = number(self._points[-1 if last else 0].value)
        width, height = metrics.horizontalAdvance(text), metrics.height()
        x = min(max(at.x() - (width if last else 0), plot.left() + 2), self.width() - width - 1)
        rise = 0.0 if beside is None else at.y() - beside.y()
        under = at.y() + height
        if rise > 0 and under < plot.bottom():
            y = under
        else:
            # above a line that rises: clear of it along the whole width of the value
            run = abs(beside.x() - at.x()) if beside is not None else 1.0
            y = at.y() - 6 - max(rise, 0.0) * min(width / max(run, 1.0), 1.0)
            # a value at the top has no room above it
            y = under if y - height < 0 else y
        painter.setFont(face)
        painter.setPen(colour("text") if last else colour("text2"))
        painter.drawText(QPointF(x, y), text)


class StrandBars(QWidget):
    """The four Ps as bars from nought: done filled, open outlined, each with its counts in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setAccessibleName("Actions of the 4P plan")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Shows these counts, in the order of the Ps."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(f"{b.strand.value}: {_counts(b)}" for b in self._bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        line = QFontMetricsF(font("body")).height() + 5
        return QSize(250, round(line * max(len(self._bars), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            body, small = QFontMetricsF(font("body")), font("small")
            row = body.height() + 5
            named = max((body.horizontalAdvance(b.strand.value) for b in self._bars), default=0) + 10
            counted = (
                max((QFontMetricsF(small).horizontalAdvance(_counts(b)) for b in self._bars), default=0) + 8
            )
            room = max(self.width() - named - counted - 8, 24)
            unit = min(room / max((b.open + b.done for b in self._bars if b.open + b.done), default=1), 8)
            for place, bar in enumerate(self._bars):
                top = place * row
                ink: QColor = colour(bar.strand.value.lower())
                painter.setFont(font("body"))
                painter.setPen(colour("text"))
                painter.drawText(QRectF(0, top, named, row), Qt.AlignmentFlag.AlignVCenter, bar.strand.value)
                box = QRectF(
                    round(named) + 0.5, round(top + row / 2 - 5) + 0.5, (bar.open + bar.done) * unit, 10
                )
                painter.setPen(QPen(ink, 1))
                painter.setBrush(colour("base"))
                if bar.open + bar.done:
                    painter.drawRect(box)
                    painter.fillRect(QRectF(box.left(), box.top(), bar.done * unit, box.height()), ink)
                painter.setFont(small)
                painter.setPen(colour("text2"))
                words = QRectF(self.width() - counted, top, counted, row)
                painter.drawText(
                    words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _counts(bar)
                )
            if self.hasFocus():
                painter.setPen(QPen(colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def _counts(bar: Bar) -> str:
    return f"{bar.open} open, {bar.done} done" if bar.done else f"{bar.open} open"

"""How a figure is drawn with QPainter: bars, columns, lines and points in the palette's colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.domain.codes import Strand
from app.packs.figure_scale import apart, extent, sums
from app.packs.model import Figure, FigureKind
from app.packs.pdf_words import count
from app.ui.palette import colour, font

STRANDS = tuple(str(strand) for strand in Strand)
PENS = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)
Align = Qt.AlignmentFlag


def tones(figure: Figure) -> list[QColor]:
    """A colour for each series: those of the Ps where they are the Ps, else one, two or the themes'."""
    names = [name for name, _ in figure.series]
    if names and all(name in STRANDS for name in names):
        return [colour(name.lower()) for name in names]
    if len(names) <= 2:
        return [colour("chart"), colour("chart_soft")][: len(names)]
    return [colour(f"theme{place}" if place < 7 else "theme_other") for place in range(1, len(names) + 1)]


def ink_on(fill: QColor) -> QColor:
    """The letters that can be read on a colour."""
    parts = (part / 255 for part in (fill.red(), fill.green(), fill.blue()))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue  # relative luminance of WCAG 2.2
    return QColor("#000000" if (light + 0.05) ** 2 > 0.0525 else "#FFFFFF")


class FigurePainter:
    """Draws one figure; `chosen` is the mark that was read out, `said` stands beside the title."""

    def __init__(self, painter: QPainter, figure: Figure, chosen: int = -1, said: str = "") -> None:
        self._painter, self._figure, self._chosen, self._said = painter, figure, chosen, said
        self._small = QFontMetricsF(font("small"))
        self._line = self._small.height()
        self._tones = tones(figure)

    def draw(self, box: QRectF) -> None:
        """The title, the names of the series where no label can stand at a mark, and the marks."""
        box = self._title(box)
        kind = self._figure.kind
        if kind is FigureKind.SCATTER:
            self._scatter(box)
        elif kind is FigureKind.LINE:
            self._lines(box)
        else:
            box = self._legend(box)
            (self._columns if kind is FigureKind.COLUMNS else self._bars)(box)

    def _say(self, box: QRectF, words: str, ink: QColor, face: QFont, how: Align) -> None:
        self._painter.setFont(face)
        self._painter.setPen(ink)
        shown = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 1)
        self._painter.drawText(box, how, shown)

    def _words(self, box: QRectF, words: str, how: Align, name: str = "text2", weight: int = 0) -> None:
        face = font("small", weight=weight) if weight else font("small")
        self._say(box, words, colour(name), face, how)

    def _title(self, box: QRectF) -> QRectF:
        face = font("body", weight=600)
        metrics = QFontMetricsF(face)
        high = metrics.height()
        left, vcentre = Align.AlignLeft, Align.AlignVCenter
        self._say(QRectF(box.left(), box.top(), box.width(), high), self._figure.title, colour("text"), face,
                  left | vcentre)  # fmt: skip
        start = metrics.horizontalAdvance(self._figure.title) + 10
        if self._said and start < box.width() - 60:
            beside = QRectF(box.left() + start, box.top(), box.width() - start, high)
            self._words(beside, self._said, left | vcentre)
        return box.adjusted(0, high + 6, 0, 0)

    def _legend(self, box: QRectF) -> QRectF:
        if len(self._figure.series) < 2:
            return box
        x, y, side = box.left(), box.top(), self._line * 0.7
        for (name, values), fill in zip(self._figure.series, self._tones, strict=True):
            words = f"{name} {count(sum(values))}"
            wide = side + 5 + self._small.horizontalAdvance(words) + 14
            if x > box.left() and x + wide > box.right():
                x, y = box.left(), y + self._line + 2
            self._painter.setPen(QPen(colour("edge"), 1))
            self._painter.setBrush(fill)
            self._painter.drawRect(QRectF(x, y + (self._line - side) / 2, side, side))
            self._words(
                QRectF(x + side + 5, y, wide, self._line), words, Align.AlignLeft | Align.AlignVCenter
            )
            x += wide
        return box.adjusted(0, y + self._line + 4 - box.top(), 0, 0)

    def _fill(self, box: QRectF, fill: QColor, value: float, *, chosen: bool) -> None:
        """One part of a stack with its value where that fits."""
        self._painter.setPen(QPen(colour("accent"), 2) if chosen else QPen(colour("base"), 1))
        self._painter.setBrush(fill)
        self._painter.drawRect(box)
        words = count(value)
        if self._small.horizontalAdvance(words) + 4 < box.width() and self._line * 0.85 < box.height():
            self._say(box, words, ink_on(fill), font("small", weight=600), Align.AlignCenter)

    def _bars(self, box: QRectF) -> None:
        figure, labels = self._figure, self._figure.labels
        totals = sums(figure)
        left = min(
            box.width() * 0.4, max((self._small.horizontalAdvance(name) for name in labels), default=0)
        )
        room = max(self._small.horizontalAdvance(count(total)) for total in totals) + 12
        scale = max(10.0, box.width() - left - 10 - room) / (max(totals) or 1)
        step = min(self._line * 2, box.height() / len(labels))
        y = box.top()
        for place, label in enumerate(labels):
            self._words(
                QRectF(box.left(), y, left, step), label, Align.AlignLeft | Align.AlignVCenter, "text"
            )
            x = box.left() + left + 10
            for (_, values), fill in zip(figure.series, self._tones, strict=True):
                if values[place]:
                    part = QRectF(x, y + step * 0.14, values[place] * scale, step * 0.72)
                    self._fill(part, fill, values[place], chosen=place == self._chosen)
                    x += values[place] * scale
            after = QRectF(x + 5, y, room, step)
            if len(figure.series) > 1 or totals[place] * scale < room:
                self._words(after, count(totals[place]), Align.AlignLeft | Align.AlignVCenter, "text", 600)
            y += step
        self._rule(QPointF(box.left() + left + 10, box.top()), QPointF(box.left() + left + 10, y), "edge")

    def _rule(self, start: QPointF, end: QPointF, name: str = "line2", style: int = 0) -> None:
        self._painter.setPen(QPen(colour(name), 1, Qt.PenStyle(style) if style else Qt.PenStyle.SolidLine))
        self._painter.drawLine(start, end)

    def _columns(self, box: QRectF) -> None:
        figure, totals = self._figure, sums(self._figure)
        step = box.width() / len(figure.labels)
        plot = box.adjusted(0, self._line + 2, 0, -self._line * 2 - 4)
        scale = plot.height() / (max(totals) or 1)
        for place in range(len(figure.labels)):
            x, y = box.left() + step * place, plot.bottom()
            for (_, values), fill in zip(figure.series, self._tones, strict=True):
                high = values[place] * scale
                if high:
                    part = QRectF(x + step * 0.15, y - high, step * 0.7, high)
                    self._fill(part, fill, values[place], chosen=place == self._chosen)
                    y -= high
            if self._small.horizontalAdvance(count(totals[place])) < step:
                over = QRectF(x, y - self._line - 1, step, self._line)
                self._words(over, count(totals[place]), Align.AlignCenter, "text", 600)
        self._rule(QPointF(box.left(), plot.bottom()), QPointF(box.right(), plot.bottom()), "edge")
        self._feet(box.left(), step, plot.bottom() + 4)

    def _feet(self, left: float, step: float, y: float) -> None:
        """The labels below, in two lines at a space; as many as there is room for."""
        labels = [label.split(" ", 1) for label in self._figure.labels]
        widest = max((self._small.horizontalAdvance(part) for label in labels for part in label), default=0)
        every = 1 if step >= widest + 4 else max(1, round((widest + 6) / step + 0.49))
        before = ""
        for place, label in enumerate(labels):
            if place % every:
                continue
            for line, part in enumerate(label):
                if line and part == before:
                    continue
                wide = step * every
                at = QRectF(
                    left + step * place + step / 2 - wide / 2, y + line * self._line, wide, self._line
                )
                self._words(at, part, Align.AlignHCenter | Align.AlignTop)
            before = label[1] if len(label) > 1 else ""

    def _axis(self, plot: QRectF, values: tuple[float, ...]) -> None:
        for value in values:
            y = plot.bottom() - (value - values[0]) / (values[-1] - values[0]) * plot.height()
            self._rule(QPointF(plot.left(), y), QPointF(plot.right(), y))
            at = QRectF(plot.left() - 56, y - self._line / 2, 50, self._line)
            self._words(at, count(value), Align.AlignRight | Align.AlignVCenter)

    def _lines(self, box: QRectF) -> None:
        figure = self._figure
        scale = extent([value for _, values in figure.series for value in values])
        names = [f"{name} {count(values[-1])}" for name, values in figure.series]
        if len(names) == 1:
            names = [count(figure.series[0][1][-1])]
        right = max(self._small.horizontalAdvance(name) for name in names) + 14
        left = max(self._small.horizontalAdvance(count(value)) for value in scale) + 8
        plot = box.adjusted(left, self._line * 0.6, -min(right, box.width() * 0.4), -self._line * 2 - 6)
        self._axis(plot, scale)
        step = plot.width() / max(1, len(figure.labels) - 1)
        span = (scale[-1] - scale[0]) or 1
        ends = [plot.bottom() - (values[-1] - scale[0]) / span * plot.height() for _, values in figure.series]
        half = self._line / 2
        tops = apart([end - half for end in ends], [self._line] * len(ends), plot.top() - half, box.bottom())
        beside = [top + half for top in tops]
        for number, ((_, values), name) in enumerate(zip(figure.series, names, strict=True)):
            ink = self._tones[number]
            path = [
                QPointF(plot.left() + step * place, plot.bottom() - (value - scale[0]) / span * plot.height())
                for place, value in enumerate(values)
            ]
            self._painter.setPen(QPen(ink, 2, PENS[number % len(PENS)]))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawPolyline(QPolygonF(path))
            for place, at in enumerate(path):
                big = place == self._chosen
                if big or place == len(path) - 1:
                    self._mark(at, number, ink, 5 if big else 3.5)
            y = beside[number]
            end = QRectF(plot.right() + 9, y - self._line / 2, right, self._line)
            self._words(end, name, Align.AlignLeft | Align.AlignVCenter, "text", 600)
        self._feet(plot.left() - step / 2, step, plot.bottom() + 5)

    def _mark(self, at: QPointF, number: int, ink: QColor, size: float) -> None:
        """A circle, triangle, square or diamond, in the order of the Ps."""
        self._painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine))
        self._painter.setBrush(ink)
        shape = number % 4
        if shape == 0:
            self._painter.drawEllipse(at, size, size)
            return
        corners = {
            1: ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
            2: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
            3: ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
        }[shape]
        points = [QPointF(at.x() + x * size, at.y() + y * size) for x, y in corners]
        self._painter.drawPolygon(QPolygonF(points))

    def _scatter(self, box: QRectF) -> None:
        figure = self._figure
        across = extent([point.x for point in figure.points], zero=True)
        up = extent([point.y for point in figure.points])
        left = max(self._small.horizontalAdvance(count(value)) for value in up) + 8
        self._words(QRectF(box.left(), box.top(), box.width(), self._line), figure.y_axis, Align.AlignLeft)
        plot = box.adjusted(left, self._line * 1.5, -12, -self._line * 2.2 - 4)
        self._axis(plot, up)
        for value in across:
            x = plot.left() + (value - across[0]) / (across[-1] - across[0]) * plot.width()
            at = QRectF(x - 30, plot.bottom() + 3, 60, self._line)
            self._words(at, count(value), Align.AlignHCenter)
        foot = QRectF(plot.left(), plot.bottom() + 3 + self._line, plot.width(), self._line)
        self._words(foot, figure.x_axis, Align.AlignRight)

        def place(x: float, y: float) -> QPointF:
            return QPointF(
                plot.left() + (x - across[0]) / (across[-1] - across[0]) * plot.width(),
                plot.bottom() - (y - up[0]) / (up[-1] - up[0]) * plot.height(),
            )

        dash = int(Qt.PenStyle.DashLine.value)
        if figure.x_line is not None:
            self._rule(place(figure.x_line, up[0]), place(figure.x_line, up[-1]), "edge", dash)
        if figure.y_line is not None:
            self._rule(place(across[0], figure.y_line), place(across[-1], figure.y_line), "edge", dash)
        taken: list[QRectF] = []
        for number, point in enumerate(figure.points):
            spot = place(point.x, point.y)
            chosen = number == self._chosen
            self._painter.setPen(QPen(colour("accent" if chosen else "chart"), 2))
            self._painter.setBrush(colour("chart" if point.named or chosen else "chart_soft"))
            self._painter.drawEllipse(spot, 5 if chosen else 4, 5 if chosen else 4)
        for point in figure.points:
            if point.named:
                self._name(place(point.x, point.y), point.label, plot, taken)

    def _name(self, at: QPointF, words: str, plot: QRectF, taken: list[QRectF]) -> None:
        """A point's name beside it, where no other name stands."""
        wide = min(QFontMetricsF(font("small", weight=600)).horizontalAdvance(words) + 4, plot.width() * 0.7)
        x = at.x() + 8 if at.x() + 8 + wide <= plot.right() + 10 else max(plot.left(), at.x() - 8 - wide)
        downs = [0.0, *(way * step * 0.5 for step in range(2, 30) for way in (-1, 1))]
        boxes = [QRectF(x, at.y() + (down - 0.5) * self._line, wide, self._line) for down in downs]
        inside = [b for b in boxes if plot.top() - self._line <= b.top() and b.bottom() <= plot.bottom()]
        free = [b for b in inside if not any(b.intersects(other) for other in taken)]
        box = (free or inside or boxes)[0]
        taken.append(box)
        if abs(box.center().y() - at.y()) > 2:
            self._rule(at, QPointF(box.left() if x > at.x() else box.right(), box.center().y()), "edge")
        behind = colour("base")
        behind.setAlphaF(0.8)
        self._painter.fillRect(box, behind)
        self._words(box, words, Align.AlignLeft | Align.AlignVCenter, "text", 600)

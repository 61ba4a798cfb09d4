"""The way to the next meeting: a line with today, the papers, the issue of the pack, and the meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.dates import MONTH_NAMES
from app.domain.meeting import Meeting
from app.ui.palette import colour, font


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day on the way, with its name."""

    name: str
    on: date


def milestones(meeting: Meeting, today: date) -> tuple[Milestone, ...]:
    """Today and the days on the way, in order; names that fall on one day are joined."""
    days = [("Today", today), ("Papers in", meeting.papers_by), ("Issue the pack", meeting.issue_by)]
    days.append(("Meeting", meeting.on))
    named: dict[date, str] = {}
    for name, on in days:
        if on is None or on > meeting.on:
            continue
        named[on] = f"{named[on]}, {name[0].lower()}{name[1:]}" if on in named else name
    return tuple(Milestone(named[on], on) for on in sorted(named))


def short(day: date) -> str:
    """A day without its year: "8 Dec"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]}"


def distance(day: date, today: date) -> str:
    """How far a day is: "12 days", "3 days ago"; "" for today."""
    days = (day - today).days
    if not days:
        return ""
    words = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return words if days > 0 else f"{words} ago"


class MilestoneLine(QWidget):
    """Draws the milestones, and reads them out as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Milestone, ...] = ()
        self._today = date.min
        self.setAccessibleName("The way to the meeting")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def take(self, meeting: Meeting, today: date) -> None:
        """Shows the way to a meeting."""
        self._marks, self._today = milestones(meeting, today), today
        said = [f"{m.name} {self._when(m)}" for m in self._marks]
        self.setAccessibleDescription(". ".join(said))
        self.setToolTip("\n".join(said))
        self.update()

    def _when(self, mark: Milestone) -> str:
        far = distance(mark.on, self._today)
        return f"{short(mark.on)}, {far}" if far else short(mark.on)

    def sizeHint(self) -> QSize:
        """Room for the line and two rows of words."""
        words = QFontMetricsF(font("body")).height() + QFontMetricsF(font("small")).height()
        return QSize(380, round(24 + words))

    def minimumSizeHint(self) -> QSize:
        """As high as its words."""
        return QSize(240, self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.update()

    def _along(self, day: date) -> float:
        first, last = self._marks[0].on, self._marks[-1].on
        span = (last - first).days or 1
        return 6 + (day - first).days / span * (self.width() - 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws line, day ticks, points and words."""
        if not self._marks:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            y = 9.0
            painter.setPen(QPen(colour("chart-soft"), 1.5))
            painter.drawLine(QPointF(6, y), QPointF(self.width() - 6, y))
            first, last = self._marks[0].on, self._marks[-1].on
            painter.setPen(QPen(colour("edge"), 1))
            if (last - first).days <= 45:
                for day in range(first.toordinal() + 1, last.toordinal()):
                    x = self._along(date.fromordinal(day))
                    painter.drawLine(QPointF(x, y - 3), QPointF(x, y + 3))
            for mark in self._marks:
                painter.setPen(QPen(colour("accent"), 1.75))
                painter.setBrush(colour("accent" if mark.on <= self._today else "base"))
                painter.drawEllipse(QPointF(self._along(mark.on), y), 5, 5)
            self._words(painter)
            if self.hasFocus():
                painter.setPen(QPen(colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _words(self, painter: QPainter) -> None:
        name, small = QFontMetricsF(font("body", 600)), QFontMetricsF(font("small"))
        widths = [
            max(name.horizontalAdvance(m.name), small.horizontalAdvance(self._when(m))) for m in self._marks
        ]
        for mark, left, width in zip(self._marks, self._lefts(widths), widths, strict=True):
            # words that no longer fit are left to the tooltip, never drawn over one another
            if left is None:
                continue
            at = self._along(mark.on)
            side = Qt.AlignmentFlag.AlignRight if at > left + width * 0.75 else Qt.AlignmentFlag.AlignLeft
            painter.setFont(font("body", 600))
            painter.setPen(colour("text"))
            painter.drawText(QRectF(left, 20, width + 1, name.height()), side, mark.name)
            painter.setFont(font("small"))
            painter.setPen(colour("text2"))
            painter.drawText(
                QRectF(left, 20 + name.height(), width + 1, small.height()), side, self._when(mark)
            )

    def _lefts(self, widths: list[float]) -> list[float | None]:
        """Where the words of each mark begin: under it, pushed apart; None where no room is left."""
        gap, end = 10.0, float(self.width()) - 2
        lefts: list[float | None] = [None] * len(widths)
        # the last one, the meeting, and the first keep their places; those between share what is left
        lefts[-1] = end - widths[-1]
        right = end - widths[-1] - gap
        taken = 2.0
        for place in range(len(widths) - 1):
            at = self._along(self._marks[place].on)
            wanted = 2.0 if place == 0 else at - widths[place] / 2
            rest = sum(w + gap for w in widths[place + 1 : -1])
            left = max(taken, min(wanted, right - widths[place] - rest))
            if left + widths[place] > right:
                continue
            lefts[place] = left
            taken = left + widths[place] + gap
        return lefts

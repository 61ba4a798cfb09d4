"""The ledger as a grid: its columns, its named views, and a rating with its letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.domain.codes import Rating, Strand
from app.domain.disruption_ledger import Period
from app.reads.disruptions import LedgerRow
from app.ui.delegates import Cell, Index, write
from app.ui.palette import colour, font, px
from app.ui.table_model import ROW, Column

LETTERS = {
    Rating.MAJOR: "MA",
    Rating.MODERATE: "MO",
    Rating.MINOR: "MI",
    Rating.NONE: "NO",
    Rating.NEGATIVE: "NE",
}
LOOKS = {
    Rating.MAJOR: ("pursue", "base", "pursue"),
    Rating.MODERATE: ("chart_soft", "text", "chart"),
    Rating.MINOR: ("base", "text", "chart"),
    Rating.NONE: ("base", "muted", "line"),
    Rating.NEGATIVE: ("text", "base", "text"),
}
"""Fill, ink and line by rating: tones of one colour, none of them a RAG hue."""


class RatingCell(Cell):
    """The rating's letters in a box, then its word."""

    def draw(self, painter: QPainter, rect: QRectF, index: Index, ink: QColor) -> None:
        """Box, letters, word; "not rated" quietly."""
        row = index.data(ROW)
        rating = row.rating if isinstance(row, LedgerRow) else None
        if rating is None:
            write(painter, rect, "not rated", colour("muted"))
            return
        fill, letters, edge = LOOKS[rating]
        wide, high = px(22), px(16)
        box = QRectF(rect.left() + 0.5, round(rect.center().y() - high / 2) + 0.5, wide - 1, high - 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(edge), 1))
        painter.setBrush(colour(fill))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(colour(letters))
        painter.setFont(font("caption", 700))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, LETTERS[rating])
        painter.restore()
        write(painter, rect.adjusted(wide + 6, 0, 0, 0), rating.value.capitalize(), ink)


def _rating(row: LedgerRow) -> int | None:
    return None if row.rating is None else list(Rating).index(row.rating)


def _strand(row: LedgerRow) -> int | None:
    return None if row.strand is None else list(Strand).index(row.strand)


def _said(value: Rating | Strand | None, none: str) -> str:
    return none if value is None else value.value.capitalize()


COLUMNS = (
    Column("threat", "Threat", lambda r: r.threat_reference, 126, "reference"),
    Column("name", "Name", lambda r: r.threat_name, 180),
    Column(
        "force", "Force", lambda r: r.force_short or r.force, 80, filter="values", any_of="any force",
        tip="Home force of the threat",
    ),
    Column("on", "Date", lambda r: r.on, 106, "date", "range"),
    Column(
        "strand", "P", _strand, 84, filter="values", text=lambda r: _said(r.strand, "not said"),
        any_of="any P",
    ),
    Column(
        "rating", "Rating", _rating, 122, filter="values", text=lambda r: _said(r.rating, "not rated"),
        any_of="any rating",
    ),
    Column("title", "What happened", lambda r: r.title, 260),
    Column("theme", "Theme", lambda r: r.theme, 150, filter="values", any_of="any theme"),
    Column(
        "apmis", "On APMIS", lambda r: "yes" if r.apmis else "no", 92, filter="values", any_of="any",
    ),
    Column(
        "moderated", "Moderated", lambda r: r.moderated_on, 108, "date", "values",
        lambda r: "yes" if r.moderated_on else "no", any_of="any",
    ),
    Column("moderator", "Moderated by", lambda r: r.moderated_by, 150),
    Column("rerated", "Re-rated", lambda r: r.rerated, 84, "number", "range", tip="Times its rating changed"),
    Column("originator", "Originator", lambda r: r.originator, 140),
    Column("lead", "Lead body", lambda r: r.lead_body, 140),
    Column("supporting", "Supporting", lambda r: ", ".join(r.supporting), 180),
    Column("rationale", "Rationale", lambda r: r.rationale, 240),
    Column("apmis_ref", "APMIS reference", lambda r: r.apmis_ref, 124, "reference"),
    Column("reference", "Reference", lambda r: r.reference, 96, "reference"),
)  # fmt: skip
NUMBER = {column.key: n for n, column in enumerate(COLUMNS)}


@dataclass(frozen=True, slots=True)
class View:
    """A named view: its tab, and which disruptions it shows, by the period of the settings."""

    code: str
    title: str
    shows: Callable[[LedgerRow, Period], bool]


def _incomplete(row: LedgerRow) -> bool:
    return row.strand is None or row.rating is None or not row.rationale.strip()


VIEWS = (
    View("recent", "Recent", lambda r, period: r.on in period),
    View("off_apmis", "Not on APMIS", lambda r, period: not r.apmis and r.on in period),
    View("unmoderated", "Not moderated", lambda r, period: r.moderated_on is None and r.on in period),
    View("incomplete", "Incomplete", lambda r, period: _incomplete(r) and r.on in period),
    View("all", "All", lambda r, period: True),
)

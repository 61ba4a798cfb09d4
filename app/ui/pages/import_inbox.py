"""The import inbox: rows of earlier files that wait for a decision, each decided here."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.inbox import Held
from app.intake.records import held_finding
from app.ui import icons
from app.ui.pages.import_panel import QuestionPanel
from app.ui.pages.import_question import Answer, Question, held_question
from app.ui.palette import colour, font, px
from app.ui.parts import card, label, line

AnyIndex = QModelIndex | QPersistentModelIndex
QUESTION = Qt.ItemDataRole.UserRole
FILE = Qt.ItemDataRole.UserRole + 1


class InboxModel(QAbstractListModel):
    """The rows that wait, in the order in which the files said them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.held: tuple[Held, ...] = ()
        self._questions: tuple[Question, ...] = ()

    def take(self, held: tuple[Held, ...]) -> None:
        """Shows these rows."""
        if held == self.held:
            return
        self.beginResetModel()
        self.held = held
        alike = Counter((row.code, row.found) for row in held)
        self._questions = tuple(
            replace(held_question(row), alike=alike[(row.code, row.found)]) for row in held
        )
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        """How many rows wait."""
        return 0 if parent.isValid() else len(self.held)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The sentence, the question and the file."""
        if not index.isValid():
            return None
        question, row = self._questions[index.row()], self.held[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return question.sentences[0]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.file}, {question.sentences[0]}"
        if role == FILE:
            return held_finding(row).place.words
        return question if role == QUESTION else None


class _Delegate(QStyledItemDelegate):
    """Two lines: what was found, and where."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Two lines of words."""
        return QSize(100, QFontMetrics(font("body")).height() + QFontMetrics(font("small")).height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draws one row."""
        rect: QRect = option.rect
        state = option.state
        question: Question = index.data(QUESTION)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("sel"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("sel_weak"))
        picture = "split" if question.strands else "triangle-alert"
        body, small = QFontMetrics(font("body")), QFontMetrics(font("small"))
        top = rect.top() + 6
        icons.paint(painter, picture, QRectF(rect.left() + 10, top, px(16), body.height()), "a_text")
        left = rect.left() + 10 + px(16) + 8
        room = rect.right() - left - 8
        painter.setFont(font("body"))
        painter.setPen(colour("text"))
        words = body.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top, room, body.height()), Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(font("small"))
        painter.setPen(colour("text2"))
        where = small.elidedText(str(index.data(FILE)), Qt.TextElideMode.ElideMiddle, room)
        below = QRect(left, top + body.height() + 2, room, small.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, where)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()


class _List(QListView):
    """The rows; Enter goes to the question."""

    entered_row = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the question beside it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)


class ImportInbox(QFrame):
    """The list at the left, the question at the right; `decided` carries the answer."""

    decided = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        whole = card()
        outer.addWidget(whole)
        row = QHBoxLayout(whole)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(0, 12, 0, 8)
        left.setSpacing(6)
        self.heading = label("", weight=600)
        self.heading.setContentsMargins(16, 0, 16, 0)
        left.addWidget(self.heading)
        self.rows = _List()
        self.rows.setAccessibleName("Import inbox")
        self.rows.setMouseTracking(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = InboxModel(self)
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(_Delegate(self.rows))
        left.addWidget(self.rows, 1)
        row.addLayout(left, 3)
        row.addWidget(line(vertical=True))
        self.panel = QuestionPanel(today)
        self.panel.next.setText("Next")
        row.addWidget(self.panel, 2)
        self.rows.selectionModel().currentChanged.connect(lambda index, _: self._stand(index))
        self.rows.entered_row.connect(self.panel.focus_first)
        self.panel.next_wanted.connect(self.next_row)
        self.panel.answered.connect(self.decided)
        self.setFocusProxy(self.rows)

    def take(self, held: tuple[Held, ...]) -> None:
        """Shows what waits; the place in the list stays."""
        place = max(self.rows.currentIndex().row(), 0)
        self.model.take(held)
        number = len(held)
        verb = "waits" if number == 1 else "wait"
        self.heading.setText(f"Import inbox: {number} row{'' if number == 1 else 's'} {verb} for a decision")
        if held:
            self.rows.setCurrentIndex(self.model.index(min(place, number - 1)))
            self._stand(self.rows.currentIndex())
        else:
            self.panel.ask(None)

    def decisions(self, answer: Answer) -> list[tuple[str, dict[str, Any]]]:
        """What an answer decides: of its row, or of all that say the same; by the ids of the rows."""
        held = next((row for row in self.model.held if row.id == answer.key), None)
        if held is None:
            return []
        alike = [row for row in self.model.held if (row.code, row.found) == (held.code, held.found)]
        said: dict[str, Any] = {
            "take": bool(answer.take),
            "strand": answer.strand,
            "due": answer.due,
            "title": answer.title or "",
            "reference": answer.reference or "",
            "same": answer.same is not False,
            "fields": answer.fields,
        }
        return [(row.id, {**said, "threat": row.threat}) for row in (alike if answer.alike else [held])]

    def next_row(self) -> None:
        """Goes to the next row, round again at the end."""
        count = self.model.rowCount()
        if count:
            self.rows.setCurrentIndex(self.model.index((self.rows.currentIndex().row() + 1) % count))
            self.panel.focus_first()

    def refuse(self, sentence: str) -> None:
        """Says beside the question why an answer was not taken."""
        self.panel.refuse(sentence)

    def _stand(self, index: QModelIndex) -> None:
        question = index.data(QUESTION) if index.isValid() else None
        place = f"{index.row() + 1} of {self.model.rowCount()}" if question else ""
        self.panel.ask(question, place)

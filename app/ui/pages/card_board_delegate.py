"""Draws one action as a card: title, owner, RAG, due date and how often it was moved."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.reads.card import CardAction
from app.ui import icons
from app.ui.pages.card_board_model import (
    ActionCard,
    Empty,
    Fold,
    RowRole,
    beside_due,
    due_words,
    empty_words,
    fold_words,
)
from app.ui.palette import colour, font, px
from app.ui.rag_paint import draw_rag, rag_words

PAD_X, PAD_Y, GAP, ICON_GAP = 11, 9, 9, 5


def text_layout(text: str, face: QFont, width: float) -> tuple[QTextLayout, float]:
    """`text` broken into lines of at most `width`, and how high they are together."""
    layout = QTextLayout(text, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height


def gutter() -> int:
    """The room at the right of a column, where its scroll bar stands."""
    return px(12)


def _line(face: QFont) -> float:
    return QFontMetricsF(face).height() + 5


def _moved(item: CardAction) -> bool:
    """Whether the card says how often the due date was moved: a finished action says when it ended."""
    return beside_due(item).startswith("re-dated")


class CardDelegate(QStyledItemDelegate):
    """The card of an action, the fold and the empty words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = option.widget
        width = view.width() - gutter() if isinstance(view, QListView) else 200
        row = index.data(RowRole.ROW)
        if isinstance(row, ActionCard):
            height = self._card_height(row.shown, width)
        elif isinstance(row, Empty):
            height = text_layout(empty_words(row), font("body"), width - 16)[1] + 16
        else:
            height = _line(font("small")) + 10
        return QSize(max(width, 1), round(height))

    def _card_height(self, item: CardAction, width: float) -> float:
        inner = width - 2 * PAD_X
        title = text_layout(item.action.title, font("body", weight=500), inner)[1]
        lines = _line(font("small")) + max(_line(font("body")), 21) + _line(font("small"))
        if self._wraps(item, inner):
            lines += _line(font("small"))
        return title + lines + 2 * PAD_Y + GAP

    def _wraps(self, item: CardAction, inner: float) -> bool:
        small = QFontMetricsF(font("small"))
        beside = beside_due(item)
        if not beside:
            return False
        taken = small.horizontalAdvance(due_words(item)) + small.horizontalAdvance(beside)
        icons_wide = (px(14) + ICON_GAP) * (2 if _moved(item) else 1)
        return taken + icons_wide + 4 > inner

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(RowRole.ROW)
        rect = QRectF(option.rect)
        if isinstance(option.widget, QListView):
            rect.setWidth(option.widget.width() - gutter())
        state: QStyle.StateFlag = option.state
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, ActionCard):
            self._paint_card(painter, rect.adjusted(0, 0, 0, -GAP), row.shown, state)
        elif isinstance(row, Empty):
            self._paint_words(painter, rect, empty_words(row), focused)
        elif isinstance(row, Fold):
            self._paint_fold(painter, rect, row, focused)
        painter.restore()

    def _paint_card(self, painter: QPainter, rect: QRectF, item: CardAction, state: QStyle.StateFlag) -> None:
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        pen = QPen(colour("accent"), 2) if focused else QPen(colour("edge" if chosen else "line"), 1)
        inset = 1.0 if focused else 0.5
        painter.setPen(pen)
        painter.setBrush(colour("base" if item.action.live else "alt"))
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 6, 6)
        inner = rect.width() - 2 * PAD_X
        left, top = rect.left() + PAD_X, rect.top() + PAD_Y
        painter.setPen(colour("text" if item.action.live else "text2"))
        layout, height = text_layout(item.action.title, font("body", weight=500), inner)
        layout.draw(painter, QPointF(left, top))
        top += height + 2
        self._paint_line(
            painter, QRectF(left, top, inner, _line(font("small"))), "user-round", item.owner or "none"
        )
        top += _line(font("small"))
        high = max(_line(font("body")), 21)
        self._paint_rag(painter, QRectF(left, top, inner, high), item)
        self._paint_due(painter, QRectF(left, top + high, inner, _line(font("small"))), item)

    def _paint_line(
        self, painter: QPainter, rect: QRectF, icon_name: str, text: str, ink: str = "text2"
    ) -> None:
        small = font("small")
        side = px(14)
        icons.paint(
            painter, icon_name, QRectF(rect.left(), round(rect.center().y() - side / 2), side, side), ink
        )
        painter.setFont(small)
        painter.setPen(colour(ink))
        room = rect.adjusted(side + ICON_GAP, 0, 0, 0)
        shown = QFontMetricsF(small).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_rag(self, painter: QPainter, rect: QRectF, item: CardAction) -> None:
        draw_rag(painter, rect, item.rag.letter, rag_words(item.rag))

    def _paint_due(self, painter: QPainter, rect: QRectF, item: CardAction) -> None:
        self._paint_line(painter, rect, "calendar", due_words(item))
        beside, moved = beside_due(item), _moved(item)
        if not beside:
            return
        ink = "a-text" if moved and (item.rag.code == "rag.redated" or len(item.moves) > 1) else "text2"
        if self._wraps(item, rect.width()):
            under = rect.translated(0, rect.height())
            self._paint_line(painter, under, "rotate-cw" if moved else "check", beside, ink)
            return
        taken = QFontMetricsF(font("small")).horizontalAdvance(beside) + 1
        if moved:
            right = rect.adjusted(rect.width() - taken - px(14) - ICON_GAP, 0, 0, 0)
            self._paint_line(painter, right, "rotate-cw", beside, ink)
            return
        right = rect.adjusted(rect.width() - taken, 0, 0, 0)
        painter.setPen(colour(ink))
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, beside)

    def _paint_words(self, painter: QPainter, rect: QRectF, text: str, focused: bool) -> None:
        painter.setPen(colour("muted"))
        layout, _ = text_layout(text, font("body"), rect.width() - 16)
        layout.draw(painter, QPointF(rect.left() + 8, rect.top() + 7))
        self._paint_focus(painter, rect, focused)

    def _paint_fold(self, painter: QPainter, rect: QRectF, fold: Fold, focused: bool) -> None:
        closed = "chevron-right" if fold.resulted + fold.cancelled else "minus"
        name = "chevron-down" if fold.is_open else closed
        self._paint_line(painter, rect.adjusted(4, 0, 0, 0), name, fold_words(fold))
        self._paint_focus(painter, rect, focused)

    def _paint_focus(self, painter: QPainter, rect: QRectF, focused: bool) -> None:
        if focused:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)

"""The sections of the draft with their first pages; those of the agenda are switched on and off here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.codes import EditionKind
from app.domain.edition import Edition
from app.domain.preflight import SECTIONS
from app.reads.packs import SectionRow
from app.ui.pages.preview_pages import Chapter
from app.ui.palette import colour, figures, font, px
from app.ui.style import draw_check

AnyIndex = QModelIndex | QPersistentModelIndex
SECTION = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Section:
    """One line: an item of the agenda with its number, or another part of the draft without one.

    `page` is counted from nought, None where it has none; `note` says why.
    """

    title: str
    number: str = ""
    page: int | None = None
    note: str = ""
    row: SectionRow | None = None

    @property
    def said(self) -> str:
        """The line as it is read out."""
        where = f"page {self.page + 1}" if self.page is not None else self.note
        switched = "" if self.row is None else ", switched on" if self.row.on else ", switched off"
        return f"{self.number} {self.title}{switched}{f', {where}' if where else ''}".strip()


def lines(rows: Iterable[SectionRow], chapters: Sequence[Chapter], edition: Edition) -> tuple[Section, ...]:
    """The parts of the draft in order: what stands before the agenda, its items, what follows them."""
    chair = edition.kind is EditionKind.CHAIR
    first = min((chapter.level for chapter in chapters), default=0)
    top = [chapter for chapter in chapters if chapter.level == first]
    if edition.kind is EditionKind.PARTNER:
        # complete in itself, with numbers of its own: nothing of the agenda is switched here
        return tuple(_plain(chapter) for chapter in top)
    made: list[Section] = []
    counts = {True: 0, False: 0}
    known: set[Chapter] = set()
    parts: dict[str, set[Chapter]] = defaultdict(set)
    pages: dict[str, Chapter] = {}
    for chapter in top:
        # 2.2 Action log and 2.3 Changes are both pages of item 2
        number = chapter.title.partition(" ")[0].partition(".")[0]
        pages.setdefault(number, chapter)
        parts[number].add(chapter)
    for row in rows:
        number = ""
        if row.on:
            counts[row.private] += 1
            number = f"{'P' if row.private else ''}{counts[row.private]}"
        found = pages.get(number) if number and not (row.private and not chair) else None
        if found is not None:
            known |= parts[number]
        made.append(Section(row.title, number, found.page if found else None, _note(row, found, chair), row))
    numbered = [section.page for section in made if section.page is not None]
    begin, end = (min(numbered), max(numbered)) if numbered else (len(chapters), -1)
    others = [Section(chapter.title, "", chapter.page) for chapter in top if chapter not in known]
    before = [section for section in others if section.page is not None and section.page < begin]
    return (*before, *made, *(section for section in others if section not in before and end >= 0))


def _plain(chapter: Chapter) -> Section:
    number, _, title = chapter.title.partition(" ")
    return (
        Section(title, number, chapter.page)
        if number[0].isdigit()
        else Section(chapter.title, "", chapter.page)
    )


def _note(row: SectionRow, found: Chapter | None, chair: bool) -> str:
    if not row.on:
        return "off"
    if row.private and not chair:
        return "chair only"
    return "empty" if found is None and row.key in SECTIONS else ""


class SectionModel(QAbstractListModel):
    """The sections as lines; ticking one asks the register and changes nothing here."""

    switched = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections: tuple[Section, ...] = ()
        self.locked = False

    def take(self, sections: tuple[Section, ...]) -> None:
        """Shows these sections."""
        if sections == self.sections:
            return
        if len(sections) == len(self.sections):
            # the same lines with other pages: what is chosen stays chosen
            self.sections = sections
            self.dataChanged.emit(self.index(0), self.index(len(sections) - 1))
            return
        self.beginResetModel()
        self.sections = sections
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        """How many sections there are."""
        return 0 if parent.isValid() else len(self.sections)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """An item of the agenda can be ticked."""
        flags = super().flags(index)
        if index.isValid() and self.sections[index.row()].row is not None and not self.locked:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, first page and whether it is switched on."""
        if not index.isValid():
            return None
        section = self.sections[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return section.said
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{section.number} {section.title}".strip()
        if role == Qt.ItemDataRole.CheckStateRole and section.row is not None:
            return Qt.CheckState.Checked if section.row.on else Qt.CheckState.Unchecked
        return section if role == SECTION else None

    def setData(self, index: AnyIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick is a wish: the line changes once the register has."""
        section = self.sections[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or section.row is None:
            return False
        self.switched.emit(section.row, not section.row.on)
        return True


class _Delegate(QStyledItemDelegate):
    """A box to tick, the number, the title, and its first page at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """A row of 26 px, more with larger text."""
        return QSize(100, max(26, QFontMetrics(font("body")).height() + 9))

    def box(self, rect: QRect) -> QRect:
        """Where the box stands in a row."""
        side = px(15)
        return QRect(rect.left() + px(12), rect.center().y() - side // 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draws one section."""
        section: Section = index.data(SECTION)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, colour("sel"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("sel_weak"))
        on = section.row is None or section.row.on
        ink = colour("sel_text" if chosen else "text" if on else "text2")
        face = font("body", 600 if chosen else 400)
        right = rect.right() - px(12)
        box = self.box(rect)
        middle = Qt.AlignmentFlag.AlignVCenter
        if section.row is not None:
            flag = QStyle.StateFlag
            state = flag.State_Enabled | (flag.State_On if section.row.on else flag.State_Off)
            draw_check(painter, QRectF(box), state)
        where = str(section.page + 1) if section.page is not None else section.note
        painter.setFont(figures("body") if section.page is not None else font("body"))
        painter.setPen(ink if section.page is not None else colour("text2"))
        painter.drawText(
            QRect(0, rect.top(), right, rect.height()), middle | Qt.AlignmentFlag.AlignRight, where
        )
        room = right - painter.fontMetrics().horizontalAdvance(where) - px(8)
        number = box.right() + px(8)
        wide = QFontMetrics(figures("body")).horizontalAdvance("00") + px(2)
        painter.setPen(ink)
        painter.setFont(figures("body", 600 if chosen else 400))
        number_rect = QRect(number, rect.top(), wide, rect.height())
        painter.drawText(number_rect, middle | Qt.AlignmentFlag.AlignRight, section.number)
        left = number + wide + px(8)
        painter.setFont(face)
        title = QFontMetrics(face).elidedText(section.title, Qt.TextElideMode.ElideRight, room - left)
        painter.drawText(QRect(left, rect.top(), room - left, rect.height()), middle, title)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: object, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """A click on the box ticks it; anywhere else it goes to the page."""
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        box = self.box(option.rect).adjusted(-6, -6, 6, 6)
        if not box.contains(event.position().toPoint()):
            return False
        if index.flags() & Qt.ItemFlag.ItemIsUserCheckable and isinstance(model, SectionModel):
            model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        return True


class SectionList(QListView):
    """Space switches a section on or off, Enter goes to its page, Alt+Shift+Up and Down move it."""

    page_chosen = Signal(int)
    moved = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Sections")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = SectionModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.clicked.connect(self._follow)

    @property
    def sections(self) -> SectionModel:
        """Its lines."""
        return self._model

    def take(self, sections: tuple[Section, ...]) -> None:
        """Shows these sections, all of them: what is around it scrolls."""
        self._model.take(sections)
        self.setFixedHeight(max(1, len(sections)) * self.sizeHintForRow(0) + 4 if sections else px(30))

    def show_page(self, page: int) -> None:
        """Marks the section that a page stands in."""
        rows = [n for n, s in enumerate(self._model.sections) if s.page is not None and s.page <= page]
        if rows:
            last = max(rows, key=lambda n: (self._model.sections[n].page or 0, n))
            self.setCurrentIndex(self._model.index(last))

    def _follow(self, index: QModelIndex) -> None:
        section: Section | None = index.data(SECTION)
        if section is not None and section.page is not None:
            self.page_chosen.emit(section.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Enter follows, Alt+Shift with an arrow moves."""
        index = self.currentIndex()
        key, held = event.key(), event.modifiers()
        both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held & both == both and index.isValid():
            section: Section = index.data(SECTION)
            if section.row is not None and not self._model.locked:
                self.moved.emit(section.row, -1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held & Qt.KeyboardModifier.ControlModifier:
            self._follow(index)
        elif key == Qt.Key.Key_Space and index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            self._model.setData(index, None, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)

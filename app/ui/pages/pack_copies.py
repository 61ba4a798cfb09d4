"""The dissemination register of one issue: each copy with its holder, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.codes import IssueState
from app.domain.issue import Copy
from app.domain.meeting import Member
from app.reads.packs import IssuedRow
from app.ui.dialogs.copy import EndDialog, NoticeDialog, SendDialog
from app.ui.pages.flow import FlowLayout
from app.ui.pages.pack_issued_words import copy_words
from app.ui.palette import px
from app.ui.parts import Button, label
from app.ui.runner import Runner


class CopiesBlock(QWidget):
    """A list as high as its copies, and the steps: record one, holders told, back or destroyed."""

    print_wanted = Signal(str, object)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._members: tuple[Member, ...] = ()
        self.row: IssuedRow | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        self.head = label("Copies", weight=600)
        head.addWidget(self.head, 1)
        self.send = Button("Record copy…", icon="plus", clicked=self.record)
        head.addWidget(self.send)
        column.addLayout(head)
        self.none = label("No copy is recorded yet. Record who was given this issue.", ink="text2", wrap=True)
        column.addWidget(self.none)
        self.list = QListWidget()
        self.list.setAccessibleName("Copies")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet(f"QListWidget::item {{ padding: {px(4)}px {px(2)}px; }}")
        self.list.itemActivated.connect(lambda _: self.end())
        self.list.currentRowChanged.connect(lambda _: self._offer())
        column.addWidget(self.list)
        steps = QWidget()
        flow = FlowLayout(steps, across=6, down=6)
        self.told = Button("Holders told…", clicked=self.tell)
        self.ended = Button("Back or destroyed…", hint="Enter", clicked=self.end)
        flow.addWidget(self.told)
        flow.addWidget(self.ended)
        self._steps = steps
        column.addWidget(steps)

    def show_row(self, row: IssuedRow | None, members: tuple[Member, ...]) -> None:
        """Shows the copies of an issue; the copy in hand stays in hand."""
        at = (
            self.list.currentRow()
            if self.row is not None and row is not None and self.row.id == row.id
            else 0
        )
        self.row, self._members = row, members
        self.list.clear()
        copies = row.copies if row is not None else ()
        for copy in copies:
            number, holder, became = copy_words(copy, row.issue.state if row else IssueState.ISSUED)
            item = QListWidgetItem(f"{number}  {holder}\n{became}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Copy {number}, {holder}. {became}")
            self.list.addItem(item)
        out = len(row.out) if row is not None else 0
        self.head.setText(
            f"Copies  {len(copies)}{f', {out} out' if out != len(copies) else ''}" if copies else "Copies"
        )
        self.none.setVisible(not copies)
        self.list.setVisible(bool(copies))
        self.list.setCurrentRow(min(max(at, 0), len(copies) - 1))
        self._fit()
        self._offer()

    def _fit(self) -> None:
        """As high as its rows: the panel scrolls, not the list."""
        self.list.doItemsLayout()
        high = sum(self.list.sizeHintForRow(place) for place in range(self.list.count()))
        self.list.setFixedHeight(high + 2 * self.list.frameWidth() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow panel breaks lines, and rows grow."""
        super().resizeEvent(event)
        self._fit()

    def _offer(self) -> None:
        reads = self._runner.reads_only
        row, copy = self.row, self.copy_in_hand
        recalled = row is not None and row.issue.state is IssueState.RECALLED
        self.send.setVisible(not reads and not recalled)
        self.told.setVisible(not reads and row is not None and bool(row.to_tell))
        self.ended.setVisible(not reads and copy is not None and copy.ended_on is None)

    @property
    def copy_in_hand(self) -> Copy | None:
        """The copy that is chosen."""
        at = self.list.currentRow()
        return self.row.copies[at] if self.row is not None and 0 <= at < len(self.row.copies) else None

    def record(self) -> None:
        """One more copy."""
        if self.row is not None:
            dialog = SendDialog(self._runner, self, self.row, self._members)
            dialog.accepted.connect(lambda: self._sent(dialog))
            dialog.open()

    def _sent(self, dialog: SendDialog) -> None:
        if dialog.to_print is not None:
            self.print_wanted.emit(dialog.row.id, dialog.to_print)

    def tell(self) -> None:
        """Who was told."""
        if self.row is not None and self.row.to_tell:
            NoticeDialog(self._runner, self, self.row).open()

    def end(self) -> None:
        """What became of the copy in hand."""
        copy = self.copy_in_hand
        if self.row is not None and copy is not None and copy.ended_on is None and not self.ended.isHidden():
            EndDialog(self._runner, self, self.row, copy).open()

"""What is in the pack: its meeting, its edition, its sections with their first pages, its marking."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.meeting import Meeting
from app.reads.packs import Shelf
from app.ui.pages.next_meeting import month_words
from app.ui.pages.pack_edition import EditionChooser
from app.ui.pages.pack_sections import Section, SectionList
from app.ui.palette import px
from app.ui.parts import label, line, link


class PackOutline(QFrame):
    """The left part of Packs; what does not fit scrolls above the marking."""

    month_chosen = Signal(str)
    page_chosen = Signal(int)
    plan_wanted = Signal(str)
    agenda_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self._plan_month = ""
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        rows = QVBoxLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        inside = QFrame()
        inside.setProperty("panel", "true")
        column = QVBoxLayout(inside)
        # a list that grows makes the whole scroll, and squeezes nothing
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(0)
        column.addLayout(self._chosen())
        self.sections = SectionList()
        self.sections.page_chosen.connect(self.page_chosen)
        column.addWidget(self.sections)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._scroll = scroll
        rows.addWidget(scroll, 1)
        rows.addWidget(line())
        rows.addWidget(self._foot())
        whole.addLayout(rows, 1)
        whole.addWidget(line(vertical=True))

    def _chosen(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(14, 0, 14, 4)
        column.setSpacing(5)
        column.addWidget(label("Meeting", weight=600))
        self.month = QComboBox()
        self.month.setAccessibleName("Meeting")
        self.month.activated.connect(lambda place: self.month_chosen.emit(self.month.itemData(place)))
        column.addWidget(self.month)
        self.plan = link("", lambda: self.plan_wanted.emit(self._plan_month))
        planning = QHBoxLayout()
        # the sheet lets a link be squeezed to its padding where the whole scrolls
        planning.addStrut(px(24))
        planning.addWidget(self.plan)
        planning.addStretch(1)
        column.addLayout(planning)
        column.addSpacing(6)
        column.addWidget(label("Edition", weight=600))
        self.edition = EditionChooser()
        column.addWidget(self.edition)
        column.addSpacing(8)
        head = QHBoxLayout()
        head.addStrut(px(24))
        head.addWidget(label("Sections", weight=600))
        self.arrange = link("Agenda", self.agenda_wanted.emit)
        self.arrange.setAccessibleName("Arrange the agenda")
        head.addWidget(self.arrange)
        head.addStretch(1)
        head.addWidget(label("first page", ink="text2"))
        column.addLayout(head)
        return column

    def _foot(self) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(14, 8, 14, 8)
        grid.setVerticalSpacing(0)
        grid.addWidget(label("Marking", ink="text2"), 0, 0)
        grid.addWidget(label("Handling", ink="text2"), 0, 1, Qt.AlignmentFlag.AlignRight)
        self.marking, self.handling = label("", "small", 600, wrap=True), label("", "small", 600, wrap=True)
        self.handling.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.marking, 1, 0)
        grid.addWidget(self.handling, 1, 1)
        return part

    def offer(self, shelf: Shelf, chosen: str, plan: str) -> None:
        """Shows the meetings, newest first, the month that may be planned, the editions and the marking."""
        meetings: tuple[Meeting, ...] = shelf.meetings
        self.month.blockSignals(True)
        self.month.clear()
        for meeting in meetings:
            on = meeting.on
            self.month.addItem(f"{on.day} {month_words(f'{on:%Y-%m}')} {on.year}", meeting.month)
        self.month.setCurrentIndex(self.month.findData(chosen))
        self.month.setEnabled(bool(meetings))
        self.month.blockSignals(False)
        self._plan_month = plan
        words = f"Plan the {month_words(plan)} meeting"
        self.plan.setText(words)
        self.plan.setAccessibleName(words)
        self.edition.offer(shelf.reference)
        self.marking.setText(shelf.reference.settings.marking)
        self.handling.setText(shelf.reference.settings.handling)
        if not meetings:
            self.show_sections(())

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """The parts of the draft in order."""
        self.sections.take(sections)

    def show_page(self, page: int) -> None:
        """Marks the section that a page stands in."""
        self.sections.show_page(page)

"""Packs: the draft of a month for one edition, and everything that was issued."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.edition import Edition
from app.reads.packs import Shelf, shelf
from app.ui.page import Page, Place
from app.ui.pages.next_meeting import month_words
from app.ui.pages.pack_draft import DraftView
from app.ui.pages.pack_issued import IssuedView, comparison
from app.ui.palette import px
from app.ui.parts import Button, label, line
from app.ui.runner import Runner


class PacksPage(Page):
    """The packs of the months: the draft in hand, or the list of issues."""

    title = "Packs"
    icon = "file-text"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.desk = DraftView(runner)
        self.issued = IssuedView(runner)
        self.outline, self.preview = self.desk.outline, self.desk.preview
        self.preflight, self.issuing = self.desk.preflight, self.desk.issuing
        column = QVBoxLayout(self)
        # what does not fit folds; it must not hold the window wide
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(line())
        self.views = QStackedWidget()
        self.views.addWidget(self.desk)
        self.views.addWidget(self.issued)
        column.addWidget(self.views, 1)
        self.desk.go.connect(self.go)
        self.desk.retitled.connect(self._title)
        self.desk.wanted.connect(self._ask_anew)
        self.issuing.ended.connect(self._ask)
        self.issued.go.connect(self.go)
        self.issued.left.connect(self.show_draft)
        self.issued.reissue_wanted.connect(self._reissue)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(20, 11, 20, 11)
        head.setSpacing(12)
        self.name = label("Packs", "page")
        head.addWidget(self.name)
        self.what = label("", ink="text2")
        # its line of writing stands on that of the title
        self.what.setContentsMargins(0, 0, 0, px(3))
        self.preview.made.setContentsMargins(0, 0, 0, px(3))
        head.addWidget(self.what, 0, Qt.AlignmentFlag.AlignBottom)
        self.draft = label("DRAFT", "small", 600)
        self.draft.setProperty("chip", "true")
        self.draft.hide()
        head.addWidget(self.draft, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self.preview.made, 0, Qt.AlignmentFlag.AlignBottom)
        self.compare = Button("Changes", "text", "arrow-right-left", clicked=self._compare)
        self.to_issued = Button("Issued packs", "text", "archive", clicked=self.show_issued)
        self.to_draft = Button("Back to the draft", "text", "arrow-left", clicked=self.show_draft)
        for button in (self.compare, self.to_issued, self.to_draft):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    # what is asked

    def shown(self, place: Place) -> None:
        """Asks for the meetings; a place may name a month, an issue by its id, or the part to stand in."""
        wanted = place.filter or {}
        part = wanted.get("part")
        self.desk.enter(str(wanted.get("month") or ""), part == "preflight")
        if place.id is not None or part == "issued":
            self.show_issued()
            if place.id is not None:
                self.issued.choose(place.id)
        elif wanted:
            self.show_draft()
        self._title()
        self._ask()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """A change of the record makes the draft out of date."""
        self._ask_anew()

    def _ask_anew(self) -> None:
        self.desk.stale = True
        self._ask()

    def _ask(self) -> None:
        self.runner.ask(shelf, then=self._take, key="packs.shelf")
        self.issued.ask()

    def _take(self, found: Shelf) -> None:
        self.desk.take(found)
        self.issued.take(found)

    # the head

    @property
    def in_draft(self) -> bool:
        """Whether the draft is in sight, else the list of issues."""
        return self.views.currentIndex() == 0

    def _title(self) -> None:
        desk, here = self.desk, self.in_draft
        self.name.setText("Packs" if here else "Issued packs")
        self.what.setText(desk.said if here else "every meeting, every edition")
        self.draft.setVisible(here and bool(desk.month))
        self.preview.made.setVisible(here and not desk.narrow)
        since = f"Changes since {month_words(desk.before)}" if desk.before else "Changes"
        self.compare.setText("Changes" if desk.narrow else since)
        self.compare.setAccessibleName(since)
        self.compare.setVisible(here and bool(desk.month))
        self.to_issued.setVisible(here)
        self.to_draft.setVisible(not here)

    def _compare(self) -> None:
        """What was issued last beside the meeting before; until then the page of the draft that tells it."""
        earlier, page = self.desk.earlier(), self.desk.changes_page
        if earlier:
            self.go.emit(comparison(self.issued.rows, earlier[0]))
        elif page is not None:
            self.preview.view.go(page)
            self.preview.view.setFocus()
        else:
            self.go.emit(Place("compare"))

    def show_issued(self) -> None:
        """Shows every issue of every meeting."""
        self.views.setCurrentIndex(1)
        self._title()
        self.issued.enter()

    def show_draft(self) -> None:
        """Goes back to the draft."""
        if not self.in_draft:
            self.views.setCurrentIndex(0)
            self._title()
            self.to_issued.setFocus()

    def _reissue(self, month: str, edition: Edition, minor: bool) -> None:
        self.show_draft()
        self.desk.reissue(month, edition, minor)

    # what the frame asks

    def unsaved(self) -> str | None:
        """A pack on its way is not to be lost."""
        return "the pack being issued" if self.issuing.running or self.issued.work.running else None

    def parts(self) -> list[QWidget]:
        """Meeting and sections, pages, preflight, issue; or the parts of the list of issues."""
        if not self.in_draft:
            return self.issued.parts()
        return [self.outline.month, self.preview.view, self.preflight, self.issuing.issue]

    def seek(self) -> None:
        """Ctrl+F: the filter row of what was issued."""
        if not self.in_draft:
            self.issued.grid.seek()

    def minimumSizeHint(self) -> QSize:
        """Small: the sections fold first."""
        return QSize(px(560), px(360))

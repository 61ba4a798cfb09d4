"""Issued packs: every issue of every meeting, the stored one in the preview, its copies at the right."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app import words
from app.domain.codes import Paper
from app.domain.issue import Issue
from app.domain.issue_rules import Recipient, parts
from app.domain.meeting import Member
from app.errors import Cancelled, Refusal
from app.reads.packs import IssuedRow, LateDesk, Shelf, issued, late_desk
from app.ui.dialogs.late_paper import LatePaperDialog
from app.ui.dialogs.recall import RecallDialog
from app.ui.grid import Grid
from app.ui.icons import icon
from app.ui.page import Place
from app.ui.pages.flow import FlowLayout
from app.ui.pages.pack_issued_side import IssuedSide
from app.ui.pages.pack_issued_words import COLUMNS, NUMBER, STATES, edition_of, heading, stands
from app.ui.pages.pack_loading import names, open_stored, print_again, print_copy, verify, zip_meeting
from app.ui.pages.pack_work import WorkPanel
from app.ui.pages.preview import Preview
from app.ui.pages.preview_pages import PreviewPages
from app.ui.palette import px
from app.ui.parts import Button, label, line
from app.ui.runner import Job, Runner


def comparison(rows: Iterable[IssuedRow], after: Issue) -> Place:
    """An issue beside the one that it superseded, else beside that of the meeting before."""
    found = {row.id: row for row in rows}
    before = after.supersedes
    if before is None and after.id in found:
        of, on = (after.paper, after.edition, after.holder), found[after.id].on
        older = [
            r for r in found.values() if (r.issue.paper, r.issue.edition, r.issue.holder) == of and r.on < on
        ]
        latest = max(older, key=lambda row: (row.on, parts(row.issue.number)), default=None)
        before = latest.id if latest is not None else None
    return Place("compare", after.id, {"before": before} if before else None)


class IssuedView(QWidget):
    """The list of issues or one of them in the preview, with what is known of it and its copies beside."""

    go = Signal(object)
    left = Signal()
    reissue_wanted = Signal(str, object, bool)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._wanted = ""
        self._open = ""
        self._opening: Job | None = None
        self.rows: tuple[IssuedRow, ...] = ()
        self._members: tuple[Member, ...] = ()
        self.grid = Grid("Issued packs", COLUMNS, lambda: runner.today, "issue")
        # what is worked with left last
        self.grid.model.sort_by((NUMBER["on"], True), (NUMBER["issued"], True))
        self.grid.when_empty(self._empty())
        self.preview = Preview()
        self.preview.fold.hide()
        self.side = IssuedSide(runner)
        self.work = WorkPanel(runner)
        self._lay_out()
        self.grid.chosen.connect(self._show_side)
        self.grid.opened.connect(self.open_issue)
        self.side.asked.connect(self._do)
        self.side.copies.print_wanted.connect(self._print_copy)
        for keys, does in (("Esc", self.back),):
            shortcut = QShortcut(QKeySequence(keys), self, does)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show_side(None)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.views = QStackedWidget()
        self.views.addWidget(self._list())
        self.views.addWidget(self._opened())
        row.addWidget(self.views, 1)
        row.addWidget(line(vertical=True))
        self.panel = QFrame()
        self.panel.setProperty("panel", "true")
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.side, 1)
        column.addWidget(line())
        column.addWidget(self.work)
        row.addWidget(self.panel)

    def _list(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QWidget()
        tools = FlowLayout(bar, across=4, down=2)
        tools.setContentsMargins(12, 4, 12, 4)
        self.verify = Button("Verify a file…", "text", "file-check", clicked=self._verify)
        self.zip = Button("Everything of this meeting…", "text", "archive", clicked=lambda: self._do("zip"))
        self.copy = Button("Copy rows", "text", "copy", "Ctrl+Shift+C", self.grid.copy)
        for button in (self.verify, self.zip, self.copy):
            tools.addWidget(button)
        column.addWidget(bar)
        column.addWidget(line())
        column.addWidget(self.grid, 1)
        return made

    def _opened(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = QFrame()
        self.banner.setProperty("bar", "true")
        row = QHBoxLayout(self.banner)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(8)
        self._mark, self.told = QLabel(), label("", weight=600, wrap=True)
        self.to_list = Button("Back to the list", icon="arrow-left", hint="Esc", clicked=self.back)
        row.addWidget(self._mark)
        row.addWidget(self.told, 1)
        row.addWidget(self.to_list)
        column.addWidget(self.banner)
        column.addWidget(self.preview, 1)
        return made

    def _empty(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        column.addWidget(label("Nothing has been issued yet.", "panel"))
        said = "Look at the draft of a meeting, then issue it: from then on it stands here as it left."
        column.addWidget(label(said, ink="text2", wrap=True))
        back = Button("Back to the draft", clicked=self.left.emit)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    # what is asked

    def ask(self) -> None:
        """Asks for every issue; sort, filter and the row in hand stay."""
        self._runner.ask(issued, then=self._take, key="packs.issued")

    def _take(self, rows: tuple[IssuedRow, ...]) -> None:
        self.rows = rows
        self.grid.load(rows)
        if self._wanted and self.row(self._wanted) is not None:
            wanted, self._wanted = self._wanted, ""
            self.grid.view.choose(wanted)
        elif rows and not self.grid.view.currentIndex().isValid():
            self.grid.view.choose(rows[0].id)
        tell = sum(len(row.to_tell) for row in rows)
        self.grid.extra.setText(f"{tell} holder{'' if tell == 1 else 's'} still to be told" if tell else "")
        self._show_side(self.row(self._open) if self._open else self.row_in_hand)

    def take(self, found: Shelf) -> None:
        """Whom a copy may go to."""
        self._members = found.members

    def row(self, id: str) -> IssuedRow | None:
        """The row of an issue."""
        return next((row for row in self.rows if row.id == id), None)

    @property
    def row_in_hand(self) -> IssuedRow | None:
        """The row that is chosen in the list."""
        chosen = self.side.row.id if self.side.row is not None else ""
        return self.row(self.grid.view.current_id() or chosen)

    def enter(self) -> None:
        """Comes to the list."""
        self.grid.view.setFocus()

    def choose(self, id: str) -> None:
        """Takes one issue in hand, as soon as the list holds it."""
        self._wanted = id
        if self.row(id) is not None:
            self.grid.view.choose(id)

    def parts(self) -> list[QWidget]:
        """The list or the pages, what is known of the issue, the folder."""
        middle = self.grid.view if self.views.currentIndex() == 0 else self.preview.view
        return [middle, self.side.first, self.work.choose]

    def _show_side(self, row: object) -> None:
        found = row if isinstance(row, IssuedRow) else None
        self.side.show_row(found, self._members)
        self.zip.setEnabled(found is not None)
        if self._open and found is not None and found.id == self._open:
            self._say_state(found)

    # the stored one

    def open_issue(self, id: str) -> None:
        """Opens the stored value of an issue in the preview; minutes open where they are worked on."""
        row = self.row(id)
        if row is None:
            return
        if row.issue.paper is Paper.MINUTES:
            self.go.emit(Place("minutes", id=row.issue.meeting))
            return
        self._open = id
        self._say_state(row)
        self.preview.view.empty_words = "Opening what was issued…"
        self.preview.show_pages(None)
        self.views.setCurrentIndex(1)
        self.preview.view.setFocus()
        self._show_side(row)
        self._opening = self._runner.job(
            open_stored,
            self._runner.register,
            id,
            then=lambda pages: self._opened_now(id, pages),
            failed=self._refused,
        )

    def _opened_now(self, id: str, pages: PreviewPages) -> None:
        if id != self._open:
            pages.close()
            return
        self._opening = None
        self.preview.show_pages(pages)

    def _say_state(self, row: IssuedRow) -> None:
        name, ink, tint = STATES[row.issue.state]
        self.banner.setProperty("tint", tint)
        self.banner.style().unpolish(self.banner)
        self.banner.style().polish(self.banner)
        self._mark.setPixmap(icon(name, ink).pixmap(px(16), px(16)))
        self.told.setText(f"{heading(row)}. {stands(row)}")

    def back(self) -> None:
        """From the pages to the list, from the list to the draft."""
        if self.views.currentIndex() == 0:
            self.left.emit()
            return
        self._open = ""
        self.preview.show_pages(None)
        self.views.setCurrentIndex(0)
        self.grid.view.setFocus()
        self._show_side(self.row_in_hand)

    def _refused(self, refusal: Refusal) -> None:
        self._opening = None
        if not isinstance(refusal, Cancelled):
            self.work.refuse(words.refusal(refusal))

    # what is done with one

    def _do(self, what: str) -> None:
        row = self.side.row
        if row is None:
            return
        if what == "open":
            self.open_issue(row.id)
        elif what == "recall":
            RecallDialog(self._runner, self, row).open()
        elif what == "reissue":
            self.reissue_wanted.emit(row.month, edition_of(row), False)
        elif what == "late":
            self._late(row)
        elif what == "compare":
            self.go.emit(comparison(self.rows, row.issue))
        elif not self.work.folder:
            self.work.choose_folder(lambda: self._do(what))
        elif what == "reprint":
            self._into_folder(print_again, row.id, lambda made: f"Printed again: {names(made)}")
        elif what == "zip":
            self._into_folder(zip_meeting, row.issue.meeting, lambda made: f"Put together: {names(made)}")

    def _late(self, row: IssuedRow) -> None:
        """Accepts a late paper, then asks for the minor reissue that carries it."""
        self._runner.ask(late_desk, row.issue.meeting, then=lambda desk: self._accept(row, desk))

    def _accept(self, row: IssuedRow, desk: LateDesk) -> None:
        dialog = LatePaperDialog(self._runner, self, desk)
        dialog.saved = lambda _: self.reissue_wanted.emit(row.month, edition_of(row), True)
        dialog.open()

    def _print_copy(self, id: str, to: Recipient) -> None:
        """Prints one more numbered copy, which the job records as well."""
        if not self.work.folder:
            self.work.choose_folder(lambda: self._print_copy(id, to))
            return
        self.work.reason.field.suggest(over=True)
        folder = Path(self.work.folder)
        said = partial(_copy_said, to)
        self.work.run(print_copy, self._runner.register, id, folder, to, said=said)

    def _into_folder(self, work: Any, id: str, said: Any) -> None:
        self.work.run(work, self._runner.register, id, Path(self.work.folder), said=said)

    def _verify(self) -> None:
        dialog = QFileDialog(
            self, "Verify a file", self.work.folder, "Packs (*.pdf *.xlsx *.zip *.json *.txt);;All (*)"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.verify_file)
        dialog.open()

    def verify_file(self, path: str) -> None:
        """Says whether a file is one that was issued, and which."""
        self._runner.job(verify, self._runner.register, Path(path), then=self._verified, failed=self._refused)

    def _verified(self, verdict: tuple[bool, str, str]) -> None:
        good, sentence, issue = verdict
        self.work.say(sentence, "check" if good else "circle-alert", "g_text" if good else "r_text")
        if issue:
            self.choose(issue)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel never takes more than a share of the window."""
        super().resizeEvent(event)
        size: QSize = event.size()
        self.panel.setFixedWidth(min(px(372), max(280, round(size.width() * 0.4))))
        # it has its key, and room goes to the rows
        self.copy.setVisible(size.width() > px(900))


def _copy_said(to: Recipient, made: Any) -> str:
    return f"Copy for {to.name} printed: {names(made)}"

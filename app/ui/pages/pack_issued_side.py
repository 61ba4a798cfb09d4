"""What is known of one issue, what can be done with it, and its copies in the dissemination register."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.codes import IssueState, Paper
from app.domain.meeting import Member
from app.reads.packs import IssuedRow
from app.ui.icons import icon
from app.ui.pages.flow import FlowLayout
from app.ui.pages.pack_copies import CopiesBlock
from app.ui.pages.pack_issued_words import STATES, heading, stands
from app.ui.palette import px
from app.ui.parts import Button, label, line
from app.ui.runner import Runner


class IssuedSide(QWidget):
    """One issue; `asked` carries what is wanted of it: open, reprint, reissue, late, recall, compare."""

    asked = Signal(str)

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reads_only = runner.reads_only
        self.row: IssuedRow | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        inside = QFrame()
        inside.setProperty("panel", "true")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self.name = label("", "panel", wrap=True)
        column.addWidget(self.name)
        column.addWidget(self._state())
        column.addWidget(self._buttons(runner))
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        column.addWidget(self._facts)
        self._rule = line()
        column.addWidget(self._rule)
        self.copies = CopiesBlock(runner)
        column.addWidget(self.copies)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer.addWidget(scroll)

    def _state(self) -> QFrame:
        self.state = QFrame()
        row = QHBoxLayout(self.state)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(8)
        self._mark = QLabel()
        self.stands = label("", wrap=True)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.stands, 1)
        return self.state

    def _buttons(self, runner: Runner) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made, across=6, down=6)
        self.buttons: dict[str, Button] = {}
        for what, text, hint in (
            ("open", "Open", "Enter"), ("reprint", "Reprint", ""), ("late", "Late paper…", ""),
            ("reissue", "Reissue…", ""), ("recall", "Recall…", ""), ("compare", "Compare…", ""),
        ):  # fmt: skip
            button = Button(text, hint=hint, clicked=partial(self.asked.emit, what))
            self.buttons[what] = button
            flow.addWidget(button)
        for what in ("reprint", "late", "reissue", "recall"):
            self.buttons[what].bar(not runner.may("issue.recall") if what == "recall" else self._reads_only)
        self.first = self.buttons["open"]
        return made

    def show_row(self, row: IssuedRow | None, members: Iterable[Member] = ()) -> None:
        """Shows one issue, or that none is chosen."""
        self.row = row
        for part in (self.state, self._facts, self._rule, self.copies, *self.buttons.values()):
            part.setVisible(row is not None)
        self.name.setText(heading(row) if row is not None else "No issue is chosen.")
        self.copies.show_row(row, tuple(members))
        if row is None:
            return
        name, ink, tint = STATES[row.issue.state]
        self.state.setProperty("tint", tint)
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self._mark.setPixmap(icon(name, ink).pixmap(px(16), px(16)))
        self.stands.setText(stands(row))
        self._show_facts(row)
        pack, held = row.issue.paper is Paper.PACK, row.issue.state is not IssueState.RECALLED
        for what, shown in (
            ("reprint", held), ("late", pack and row.issue.state is IssueState.ISSUED),
            ("reissue", pack and row.issue.state is not IssueState.SUPERSEDED), ("recall", held),
            ("compare", pack),
        ):  # fmt: skip
            self.buttons[what].setVisible(shown)

    def _show_facts(self, row: IssuedRow) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (title, said) in enumerate(facts(row)):
            name, words = label(title, ink="text2"), label(said, wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, at, 1)


def facts(row: IssuedRow) -> list[tuple[str, str]]:
    """What is kept of an issue, as far as it says anything."""
    issue = row.issue
    files = [name for name in issue.hashes if not name.endswith(".txt")]
    found = [
        ("Issued by", issue.issued_by),
        ("Second person", issue.confirmed_by),
        ("Reason", issue.reason),
        ("Known gaps", ". ".join(issue.gaps)),
        ("Issued anyway", issue.gaps_reason),
        ("Marking", issue.marking),
        ("Fingerprint", issue.fingerprint),
        (
            "Held back",
            f"{issue.withheld} thing{'' if issue.withheld == 1 else 's'}" if issue.withheld else "",
        ),
        ("Files", "\n".join(files)),
        ("Program", issue.app),
    ]
    return [(title, said) for title, said in found if said]

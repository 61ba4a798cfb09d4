"""The preflight beside the preview: what must be put right, what to look at, what is in order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app import words
from app.domain.preflight import Found, Stand
from app.packs.findings import said
from app.ui.icons import icon
from app.ui.page import Place
from app.ui.pages.shortcuts import on_keys
from app.ui.palette import px
from app.ui.parts import Button, label, line, link

MARKS = {
    Stand.MUST: ("octagon-x", "r_text", "Must be put right"),
    Stand.LOOK: ("triangle-alert", "a_text", "To check"),
    Stand.ORDER: ("check", "g_text", "In order"),
}
WAYS = {
    "import": ("Import", Place("import", filter={"part": "inbox"})),
    "agenda": ("Agenda", Place("meetings", filter={"part": "agenda"})),
    "meetings": ("Meeting", Place("meetings")),
    "minutes": ("Minutes", Place("minutes")),
    "settings": ("Settings", Place("settings")),
    "requests": ("Requests", Place("requests")),
    "threats": ("List", Place("threats")),
    "priorities": ("Priorities", Place("priorities")),
    "log": ("Actions", Place("actions")),
    "picture": ("List", Place("threats")),
    "submissions": ("Submissions", Place("submissions")),
    "exceptions": ("List", Place("threats")),
    "reviews": ("List", Place("threats")),
    "archive": ("List", Place("threats")),
    "performance": ("Disruptions", Place("disruptions")),
    "orders": ("Orders", Place("orders")),
    "learning": ("List", Place("threats")),
}
"""Where what is found is mended, by `Found.way`: the word of its link, and the place."""

NARROW = 260
"""Below this width, at 100 % text, the link of a finding stands under it."""


def way(found: Found) -> tuple[str, Place] | None:
    """The word and the place of a finding's link, None where it leads nowhere."""
    if found.filter:
        return "List", Place("threats", filter={"check": found.filter})
    return WAYS.get(found.way)


class Preflight(QWidget):
    """The findings, each with the step that leads to it; F8 goes from one to the next."""

    go = Signal(object)
    again = Signal()
    withheld_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: list[Button] = []
        self._turning: list[QBoxLayout] = []
        self._open = False
        self.found: tuple[Found, ...] = ()
        self._held = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 8, 4)
        head.addWidget(label("Preflight", "heading"), 1)
        head.addWidget(link("Check again", self.again.emit))
        column.addLayout(head)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QFrame()
        self._inside.setProperty("panel", "true")
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(16, 2, 8, 10)
        self._rows.setSpacing(2)
        scroll.setWidget(self._inside)
        self._scroll = scroll
        column.addWidget(scroll, 1)
        on_keys(self, "F8", lambda: self.next(1))
        on_keys(self, "Shift+F8", lambda: self.next(-1))

    def take(self, found: tuple[Found, ...], withheld: int = 0) -> None:
        """Shows these findings and how much was held back; the link in focus stays in focus."""
        focus = next((place for place, made in enumerate(self._links) if made.hasFocus()), None)
        self.found, self._held = found, withheld
        self._fill()
        if focus is not None and self._links:
            self._links[min(focus, len(self._links) - 1)].setFocus()

    @property
    def must(self) -> int:
        """How many findings must be put right."""
        return sum(check.stand is Stand.MUST for check in self.found)

    def next(self, step: int) -> None:
        """Puts the focus on the next or previous finding that has somewhere to go."""
        if not self._links:
            return
        at = next((place for place, made in enumerate(self._links) if made.hasFocus()), None)
        place = (0 if step > 0 else -1) if at is None else (at + step) % len(self._links)
        self._links[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(self._links[place])

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._links, self._turning = [], []
        for stand in (Stand.MUST, Stand.LOOK):
            checks = [check for check in self.found if check.stand is stand]
            self._rows.addWidget(_heading(MARKS[stand][2], len(checks)))
            if not checks:
                self._rows.addWidget(label("Nothing.", ink="text2"))
            for check in checks:
                self._rows.addWidget(self._row(check))
            self._rows.addSpacing(4)
            self._rows.addWidget(line())
        if self._held:
            self._rows.addWidget(self._withheld())
            self._rows.addWidget(line())
        self._order([check for check in self.found if check.stand is Stand.ORDER])
        self._rows.addStretch(1)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Links go under their findings where a word would cut them."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        side = Qt.AlignmentFlag.AlignRight if narrow else Qt.AlignmentFlag.AlignTop
        for layout, made in zip(self._turning, self._links, strict=True):
            layout.setDirection(way)
            layout.setAlignment(made, side)

    def _order(self, checks: list[Found]) -> None:
        fold = Button(
            f"In order  {len(checks)} check{'' if len(checks) == 1 else 's'}",
            "link",
            icon="chevron-down" if self._open else "chevron-right",
            clicked=self._toggle,
        )
        fold.setAccessibleName(f"In order, {len(checks)} checks, {'open' if self._open else 'closed'}")
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 4, 0, 0)
        across.addWidget(fold)
        across.addStretch(1)
        self.fold = fold
        self._rows.addWidget(holder)
        for check in checks if self._open else ():
            self._rows.addWidget(_marked(Stand.ORDER, words.say(f"preflight.order.{check.code}")))

    def _toggle(self) -> None:
        self._open = not self._open
        self._fill()
        self.fold.setFocus()

    def _withheld(self) -> QWidget:
        sentence = f"{self._held:,} thing{'' if self._held == 1 else 's'} held back from this edition"
        row = _line("eye-off", "text2", "Held back", sentence)
        return self._with_link(row, "Show", sentence, self.withheld_wanted.emit)

    def _row(self, check: Found) -> QWidget:
        sentence = said(check)
        row = _marked(check.stand, sentence)
        leads = way(check)
        if leads is None:
            return row
        return self._with_link(row, leads[0], sentence, lambda: self.go.emit(leads[1]))

    def _with_link(self, row: QWidget, word: str, sentence: str, follow: Callable[[], object]) -> QWidget:
        made = link(word, follow)
        made.setAccessibleName(f"{word}: {sentence}")
        holder = QWidget()
        across = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(row, 1)
        across.addWidget(made)
        self._turning.append(across)
        self._links.append(made)
        return holder


def _heading(title: str, number: int) -> QWidget:
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 8, 0, 2)
    across.setSpacing(8)
    across.addWidget(label(title, weight=600))
    across.addWidget(label(str(number), ink="text2"), 1)
    return holder


def _marked(stand: Stand, sentence: str) -> QWidget:
    name, ink, meaning = MARKS[stand]
    return _line(name, ink, meaning, sentence)


def _line(name: str, ink: str, meaning: str, sentence: str) -> QWidget:
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 3, 0, 3)
    across.setSpacing(8)
    mark = QLabel()
    mark.setPixmap(icon(name, ink).pixmap(px(16), px(16)))
    mark.setAccessibleName(meaning)
    mark.setAlignment(Qt.AlignmentFlag.AlignTop)
    # as far down as the padding of the link beside it
    mark.setContentsMargins(0, 2, 0, 0)
    across.addWidget(mark)
    text = label(sentence, wrap=True)
    text.setAlignment(Qt.AlignmentFlag.AlignTop)
    text.setContentsMargins(0, 2, 0, 0)
    across.addWidget(text, 1)
    return holder

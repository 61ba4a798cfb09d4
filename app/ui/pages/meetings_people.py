"""What a series of meetings begins with, and who is expected at them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.commands import series as commands
from app.domain.meeting import Member
from app.reads.meetings import SeriesPage
from app.ui.dialogs.agenda_member import MemberDialog
from app.ui.dialogs.agenda_series import NAMES, WEEKS, SeriesDialog
from app.ui.fields import WEEKDAYS
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.flow import FlowLayout
from app.ui.palette import px
from app.ui.parts import Button, label
from app.ui.runner import Runner

HEADINGS = (
    Heading("Name", wide=True), Heading("Organisation", wide=True), Heading("Comes as", wide=True),
    Heading("For the items"), Heading("State"),
)  # fmt: skip
EMPTY = "Nobody is expected yet. Those who are stand on the agenda and are asked for when the meeting begins."


class PeoplePart(QWidget):
    """The series in words, and its list of people; `dialog_wanted` carries a dialog that the page shows."""

    dialog_wanted = Signal(object)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.runner = runner
        self.answer: SeriesPage | None = None
        self._choose: str | None = None
        may = not runner.reads_only
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        self.name = label("", "panel", wrap=True)
        self.told = label("", wrap=True)
        self.change_button = Button("Change the series…", icon="pencil", clicked=self.change_series)
        self.change_button.bar(not may)
        column.addWidget(self.name)
        column.addWidget(self.told)
        column.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(label("Expected", "panel"))
        bar = QWidget()
        row = FlowLayout(bar, across=8, down=4)
        self.buttons: dict[str, Button] = {}
        for name, title, keys, does in (
            ("add", "Add somebody", "Ctrl+N", self.add),
            ("change", "Change", "F2", self.change),
            ("up", "Up", "Alt+Shift+Up", lambda: self.step(-1)),
            ("down", "Down", "Alt+Shift+Down", lambda: self.step(1)),
            ("retire", "Take off or back", "Ctrl+R", self.retire),
        ):
            button = Button(title, hint=keys, clicked=does)
            button.bar(not may)
            self.buttons[name] = button
            row.addWidget(button)
            if name != "add":
                # the page has this key for what is in sight
                self._key(keys, does)
        column.addWidget(bar)
        self.empty = label(EMPTY, ink="muted", wrap=True)
        column.addWidget(self.empty)
        self.table = WordsTable(HEADINGS, "People expected")
        self.table.setSelectionMode(WordsTable.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(px(150))
        self.table.activated.connect(lambda _: self.change())
        column.addWidget(self.table, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)

    def _key(self, keys: str, does: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self, does)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_answer(self, answer: SeriesPage) -> None:
        """Shows a series; the person in hand stays."""
        same = self.answer is not None and self.answer.series is answer.series
        hand = self._choose or (member.id if same and (member := self.member) else None)
        self.answer, self._choose = answer, None
        held = answer.record
        self.name.setText(held.name if held else NAMES[answer.series])
        self.told.setText("\n".join(series_words(answer)))
        rows = [
            (m.name, m.organisation, m.role, m.items or "all", "off the list" if m.retired else "")
            for m in answer.members
        ]
        self.table.words.set_rows(rows)
        at = next((n for n, member in enumerate(answer.members) if member.id == hand), 0)
        self.table.selectRow(at)
        for part, on in ((self.empty, not rows), (self._rest, not rows), (self.table, bool(rows))):
            part.setVisible(on)
        for name in ("change", "up", "down", "retire"):
            self.buttons[name].setVisible(bool(rows))

    @property
    def member(self) -> Member | None:
        """The person in hand."""
        row = self.table.currentIndex().row()
        members = self.answer.members if self.answer else ()
        return members[row] if 0 <= row < len(members) else None

    @property
    def _may(self) -> bool:
        return not self.runner.reads_only

    def change_series(self) -> None:
        """The dialog of the series."""
        if self.answer is not None and self._may:
            dialog = SeriesDialog(self.runner, self, self.answer.series, self.answer.record)
            self.dialog_wanted.emit(dialog)

    def add(self) -> None:
        """Somebody more."""
        if self.answer is not None and self._may:
            self._show(None)

    def change(self) -> None:
        """The dialog of the person in hand."""
        if self.member is not None:
            self._show(self.member)

    def _show(self, member: Member | None) -> None:
        assert self.answer is not None
        people = self.answer.people
        self.dialog_wanted.emit(MemberDialog(self.runner, self, self.answer.series, people, member))

    def step(self, by: int) -> None:
        """One place up or down."""
        member = self.member
        if member is None or member.retired or self.answer is None or not self._may:
            return
        order = [m.id for m in self.answer.members if not m.retired]
        at = order.index(member.id) + by
        if 0 <= at < len(order):
            self._choose = member.id
            self.runner.do(commands.move_member, member.id, at)

    def retire(self) -> None:
        """Off the list, or on it again."""
        member = self.member
        if member is not None and self._may:
            self._choose = member.id
            self.runner.do(commands.retire_member, member.id, not member.retired)


def series_words(answer: SeriesPage) -> list[str]:
    """A series in lines: who chairs it, when and where it is held, and its cut-offs."""
    held = answer.record
    if held is None:
        return [
            "Nothing is said of this series yet. What is said here fills in each meeting that is planned."
        ]
    deputies = f"; deputies: {', '.join(held.deputies)}" if held.deputies else ""
    day = (
        f"{dict(WEEKS)[held.week]} {WEEKDAYS[held.weekday]} of the month"
        if held.week
        else "no rule for its day"
    )
    cuts = [
        f"{words} {days} day{'' if days == 1 else 's'} before"
        for words, days in (("papers by", held.papers_days), ("pack issued by", held.issue_days))
        if days
    ]
    return [
        f"Chair: {held.chair or 'not set'}{deputies}",
        f"Held: {day}, {held.starts} to {held.ends}, {held.venue or 'no venue yet'}",
        f"Cut-offs (local): {', '.join(cuts) or 'none'}",
    ]

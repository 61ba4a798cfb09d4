"""Any two issued packs compared: what changed between them, kind by kind."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from app.domain.dates import shown
from app.packs.changes import KINDS, ChangeRow, Changes, rows
from app.reads.compare import IssuedPack, issued_packs
from app.register import Register
from app.ui.dialogs.fields import ChoiceField
from app.ui.grid import Grid
from app.ui.page import Page, Place, head
from app.ui.pages.flow import FlowLayout
from app.ui.parts import Button, label, line
from app.ui.runner import Runner
from app.ui.table_model import Column


class Shown(NamedTuple):
    """One change as the grid holds it."""

    id: str
    change: ChangeRow


PLACE = {kind: place for place, kind in enumerate(KINDS)}
"""Kinds sort in the order in which they are told."""

COLUMNS = (
    Column(
        "kind",
        "Kind",
        lambda r: PLACE[r.change.kind],
        140,
        filter="values",
        text=lambda r: KINDS[r.change.kind],
        any_of="any kind",
    ),
    Column("reference", "Reference", lambda r: r.change.reference, 126, "reference"),
    Column("name", "Name", lambda r: r.change.name, 220),
    Column("force", "Home force", lambda r: r.change.force, 140, filter="values", any_of="any force"),
    Column("what", "What", lambda r: r.change.what, 120, filter="values", any_of="anything"),
    Column("before", "Before", lambda r: r.change.before, 140),
    Column("after", "After", lambda r: r.change.after, 140),
    Column("change", "Change", lambda r: r.change.change, 84, "number", "range"),
    Column("on", "Date", lambda r: r.change.on, 112, "date", "range"),
    Column("by", "By", lambda r: r.change.by, 170),
    Column("reason", "Reason", lambda r: r.change.reason, 260),
    Column("page", "Item before", lambda r: r.change.page, 92, "optional", tip="Its page in the first pack"),
)
ALL = "all"


def compared(register: Register, before: str, after: str, progress: Any) -> Changes:
    """The comparison, made off the GUI thread."""
    # reportlab is loaded here, by the job, not when the page is first seen
    from app.jobs.compare_issues import compare_issues

    return compare_issues(register, before, after, progress=progress)


class ComparePage(Page):
    """Two issues to choose, the sum of what differs, and each change in a grid by kind."""

    title: ClassVar[str] = "Compare issues"
    icon: ClassVar[str] = "file-stack"

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(runner, parent)
        self.packs: tuple[IssuedPack, ...] = ()
        self.changes: Changes | None = None
        self._wanted = Place("compare")
        self._chosen: tuple[str | None, str | None] = (None, None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        copy = Button("Copy rows", "text", "copy", "Ctrl+Shift+C", self._copy)
        back = Button("Packs", "text", "arrow-left", "", lambda: self.go.emit(Place("packs")))
        column.addWidget(head(self.title, "", back, copy))
        column.addWidget(self._choices())
        self.told = label("", "panel", wrap=True)
        self.told.setContentsMargins(20, 6, 20, 2)
        self.sum = label("", ink="text2", wrap=True)
        self.sum.setContentsMargins(20, 0, 20, 8)
        column.addWidget(self.told)
        column.addWidget(self.sum)
        column.addLayout(self._tab_row())
        column.addWidget(line())
        self.grid = Grid("Changes", COLUMNS, lambda: runner.today, "change")
        column.addWidget(self.grid, 1)
        self.grid.when_empty(self._empty())
        self.tabs.currentChanged.connect(lambda _: self._show_kind())
        for field in (self.before, self.after):
            field.currentIndexChanged.connect(lambda _: self._compare())
        self.setFocusProxy(self.grid)

    def _choices(self) -> QWidget:
        made = QWidget()
        row = FlowLayout(made, across=12, down=6)
        row.setContentsMargins(20, 2, 20, 6)
        self.before, self.after = ChoiceField(()), ChoiceField(())
        for words, field in (("From", self.before), ("to", self.after)):
            field.setAccessibleName(f"{words.capitalize()} issue")
            field.setMinimumContentsLength(34)
            named = label(words, ink="text2")
            named.setBuddy(field)
            row.addWidget(named)
            row.addWidget(field)
        self.swap = Button("Swap", "text", "arrow-right-left", "", self._swap)
        row.addWidget(self.swap)
        return made

    def _tab_row(self) -> QHBoxLayout:
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Kinds of change")
        self._kinds: tuple[str, ...] = (ALL,)
        self.tabs.addTab("All")
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 12, 0)
        row.addWidget(self.tabs, 1)
        return row

    def _empty(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(20, 24, 20, 24)
        column.setSpacing(12)
        self.nothing = label("", "panel", wrap=True)
        self.advice = label("", ink="text2", wrap=True)
        column.addWidget(self.nothing)
        column.addWidget(self.advice)
        there = Button("Go to the packs", clicked=lambda: self.go.emit(Place("packs")))
        column.addWidget(there, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return made

    # the frame

    def shown(self, place: Place) -> None:
        """Compares the two that a link named: `id` or `after` of its filter, or the latest of a `month`, with
        its `before`; without one, with the pack of the meeting before."""
        self._wanted = place
        self.runner.ask(issued_packs, then=self._offer, key="compare.packs")
        self.grid.view.setFocus()

    def changed(self, changes: frozenset[tuple[str, str]]) -> None:
        """Offers what was issued meanwhile; a stored pack never changes."""
        if any(kind == "issue" for kind, _ in changes):
            self._wanted = Place("compare", self.after.value(), {"before": self.before.value()})
            self.runner.ask(issued_packs, then=self._offer, key="compare.packs")

    def seek(self) -> None:
        """Goes to the filter row."""
        self.grid.seek()

    def parts(self) -> list[QWidget]:
        """The two issues, the kinds, the grid."""
        return [self.before, self.after, self.tabs, self.grid.view]

    # choosing

    def _offer(self, packs: tuple[IssuedPack, ...]) -> None:
        self.packs = packs
        options = [(pack.id, f"{pack.words}, {shown(pack.on)}") for pack in packs]
        after, before = self._pair()
        for field, id in ((self.before, before), (self.after, after)):
            field.offer(options)
            field.blockSignals(True)
            field.choose(id)
            field.blockSignals(False)
            field.setEnabled(len(packs) > 1)
        self.swap.setEnabled(len(packs) > 1)
        self._compare()

    def _pair(self) -> tuple[str | None, str | None]:
        """The two that a link named; else the latest, and the one of its kind before it."""
        known = {pack.id: pack for pack in self.packs}
        asked = self._wanted.filter or {}
        of_month = [pack for pack in self.packs if pack.month == asked.get("month")]
        last = known.get(self._wanted.id or str(asked.get("after") or ""))
        last = last or next(iter((*of_month, *self.packs)), None)
        if last is None:
            return None, None
        named = known.get(str(asked.get("before") or ""))
        earlier = [pack for pack in self.packs if pack.on < last.on]
        same = [pack for pack in earlier if pack.edition == last.edition]
        others = [pack for pack in self.packs if pack.id != last.id]
        found = named or next(iter((*same, *earlier, *others)), None)
        return last.id, found.id if found else None

    def _swap(self) -> None:
        before, after = self.before.value(), self.after.value()
        self.before.blockSignals(True)
        self.before.choose(after)
        self.before.blockSignals(False)
        self.after.choose(before)

    def _compare(self) -> None:
        before, after = self.before.value(), self.after.value()
        self.changes, self._chosen = None, (before, after)
        if len(self.packs) < 2:
            self._say_nothing(
                "Fewer than two packs are issued, so there is nothing to compare.",
                "Each pack that is issued is stored as it left. Issue one on the page Packs.",
            )
            return
        if before == after:
            self._say_nothing(
                "Both are the same issue.", "Choose another one on either side, and what differs stands here."
            )
            return
        self.told.setText("Comparing …")
        self.sum.setText("")
        self.runner.job(
            compared, self.runner.register, before, after,
            then=partial(self._load, (before, after)), failed=self.runner.refused.emit,
        )  # fmt: skip

    def _say_nothing(self, words: str, advice: str) -> None:
        self.told.setText("")
        self.sum.setText("")
        self.nothing.setText(words)
        self.advice.setText(advice)
        self._tell_kinds(())
        self.grid.load(())

    # showing

    def _load(self, of: tuple[str | None, str | None], changes: Changes) -> None:
        from app.packs.changes_page import answer, terms

        if of != self._chosen:
            return  # two others were chosen meanwhile
        self.changes = changes
        told = answer(changes)
        self.told.setText(" ".join(part for part in (told.strong, told.words) if part))
        parts = (f"{t.sign} {t.number} {t.words}".strip() for t in terms(changes))
        self.sum.setText("  ".join(parts))
        self.nothing.setText("Nothing differs between these two issues.")
        self.advice.setText("Choose another one on either side.")
        made = tuple(Shown(str(place), row) for place, row in enumerate(rows(changes)))
        self._tell_kinds(made)
        self.grid.load(made)
        self._show_kind()

    def _tell_kinds(self, made: tuple[Shown, ...]) -> None:
        """A tab for each kind that there is, with its count."""
        chosen = self._kinds[max(self.tabs.currentIndex(), 0)]
        kinds = [ALL, *(kind for kind in KINDS if any(row.change.kind == kind for row in made))]
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for kind in kinds:
            count = len(made) if kind == ALL else sum(1 for row in made if row.change.kind == kind)
            self.tabs.addTab(f"{'All' if kind == ALL else KINDS[kind]}  {count}")
        self._kinds = tuple(kinds)
        self.tabs.setCurrentIndex(kinds.index(chosen) if chosen in kinds else 0)
        self.tabs.blockSignals(False)
        self._show_kind()

    def _show_kind(self) -> None:
        kind = self._kinds[max(self.tabs.currentIndex(), 0)]
        self.grid.narrow(None if kind == ALL else lambda row: row.change.kind == kind)

    def _copy(self) -> None:
        self.grid.copy()

"""Who came: everybody expected in a row with four buttons, and others by name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.codes import Present
from app.domain.meeting import Attendance, Member
from app.reads.meeting_mode import MeetingMode
from app.ui.pages.flow import FlowLayout
from app.ui.palette import px
from app.ui.parts import Button, label

WAYS = (
    (Present.PRESENT, "Present"),
    (Present.DEPUTY, "Deputy"),
    (Present.APOLOGIES, "Apologies"),
    (Present.ABSENT, "Absent"),
)


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of the panel: a member with what is recorded of them, or somebody who is not a member."""

    member: Member | None
    came: Attendance | None

    @property
    def name(self) -> str:
        """The name."""
        return self.came.name if self.came else self.member.name if self.member else ""

    @property
    def organisation(self) -> str:
        """Where they are from."""
        return self.came.organisation if self.came else self.member.organisation if self.member else ""

    @property
    def role(self) -> str:
        """What they are there for."""
        return self.member.role if self.member else ""


def expected(mode: MeetingMode) -> tuple[Expected, ...]:
    """Everybody expected in their order, then the others who came."""
    of = {each.member: each for each in mode.attendance if each.member}
    known = {member.id for member in mode.members}
    others = tuple(Expected(None, each) for each in mode.attendance if each.member not in known)
    return (*(Expected(member, of.get(member.id)) for member in mode.members), *others)


def counted(mode: MeetingMode) -> str:
    """How many came: "13 present, 2 apologies, 1 not marked"."""
    apologies = sum(each.state is Present.APOLOGIES for each in mode.attendance)
    absent = sum(each.state is Present.ABSENT for each in mode.attendance)
    unmarked = sum(each.came is None for each in expected(mode))
    parts = [f"{mode.present} present"]
    for number, said in ((apologies, "apologies"), (absent, "absent"), (unmarked, "not marked")):
        if number:
            parts.append(f"{number} {said}")
    return ", ".join(parts)


class AttendancePanel(QWidget):
    """`marked` carries attendances to be saved, `removed` one to be taken out, `chaired` who chairs."""

    marked = Signal(object)
    removed = Signal(object)
    chaired = Signal(str)

    def __init__(self, mode: MeetingMode, *, changeable: bool) -> None:
        super().__init__()
        self._mode = mode
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        lines = expected(mode)
        column.addWidget(label(counted(mode), "page", 600))
        chair = mode.chaired_by
        told = f"{chair} chairs" + (f", in place of {mode.meeting.chair}" if mode.meeting.deputy else "")
        column.addWidget(
            label(told if chair else "Nobody is named as chair.", "meeting", ink="text2", wrap=True)
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(0, 1)
        self.rows: dict[str, dict[Present, QToolButton]] = {}
        self.below: tuple[QWidget, ...] = ()
        self.deputies: dict[str, QLineEdit] = {}
        for row, each in enumerate(lines):
            grid.addWidget(self._name(each), row, 0)
            grid.addWidget(self._buttons(each, changeable), row, 1)
        column.addLayout(grid)
        if not lines:
            said = (
                "Nobody is expected yet. Add who is here, or name the members of the series under Meetings."
            )
            column.addWidget(label(said, "meeting", ink="text2", wrap=True))
        if changeable:
            column.addWidget(self._foot(lines))

    def stops(self) -> list[QWidget]:
        """Where Tab comes by, in reading order."""
        found: list[QWidget] = []
        for name, buttons in self.rows.items():
            found += [*buttons.values(), self.deputies[name]]
        return [*found, *self.below]

    def _name(self, each: Expected) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(each.name, "meeting", wrap=True))
        more = ", ".join(part for part in (each.organisation, each.role) if part)
        if each.came is not None and each.came.deputy:
            more = f"{more}, deputy {each.came.deputy}" if more else f"Deputy: {each.came.deputy}"
        if more:
            column.addWidget(label(more, "body", ink="text2", wrap=True))
        return made

    def _buttons(self, each: Expected, changeable: bool) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        flow = QHBoxLayout()
        flow.setSpacing(px(6))
        group = QButtonGroup(made)
        group.setExclusive(False)
        buttons: dict[Present, QToolButton] = {}
        for way, said in WAYS:
            button = QToolButton()
            button.setText(said)
            button.setAccessibleName(f"{each.name}: {said}")
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.setChecked(each.came is not None and each.came.state is way)
            button.setEnabled(changeable)
            button.clicked.connect(lambda _, way=way: self._mark(each, way))
            group.addButton(button)
            flow.addWidget(button)
            buttons[way] = button
        column.addLayout(flow)
        self.rows[each.name] = buttons
        deputy = QLineEdit()
        deputy.setPlaceholderText("Name of the deputy, then Enter")
        deputy.setAccessibleName(f"Deputy of {each.name}")
        deputy.hide()
        deputy.returnPressed.connect(lambda: self._send(each, Present.DEPUTY, deputy.text()))
        self.deputies[each.name] = deputy
        column.addWidget(deputy)
        return made

    def _foot(self, lines: tuple[Expected, ...]) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made)
        unmarked = [each for each in lines if each.came is None]
        if unmarked:
            said = "All are present" if len(unmarked) == len(lines) else "The others are present"
            self.rest = Button(said, clicked=lambda: self._rest(unmarked))
            flow.addWidget(self.rest)
            self.below = (self.rest,)
        self.other = QLineEdit()
        self.other.setPlaceholderText("Somebody else: name, organisation; then Enter")
        self.other.setAccessibleName("Somebody else who came")
        self.other.setMinimumWidth(px(330))
        self.other.returnPressed.connect(self._add)
        flow.addWidget(self.other)
        self.deputy = QLineEdit(self._mode.meeting.deputy)
        self.deputy.setPlaceholderText("Chaired by another: name, then Enter")
        self.deputy.setAccessibleName("Who chairs in place of the chair")
        self.deputy.setMinimumWidth(px(280))
        self.deputy.returnPressed.connect(self._chair)
        flow.addWidget(self.deputy)
        self.below = (*self.below, self.other, self.deputy)
        return made

    def _blank(self, each: Expected) -> Attendance:
        if each.came is not None:
            return each.came
        member = each.member
        assert member is not None
        return Attendance(
            id="",
            meeting=self._mode.meeting.id,
            member=member.id,
            name=member.name,
            organisation=member.organisation,
            items=member.items,
        )

    def _mark(self, each: Expected, way: Present) -> None:
        if way is Present.DEPUTY and not (each.came and each.came.deputy):
            self.rows[each.name][way].setChecked(each.came is not None and each.came.state is way)
            self.deputies[each.name].show()
            self.deputies[each.name].setFocus()
            return
        if each.came is not None and each.came.state is way:
            # pressed once more, the mark goes
            self.removed.emit(each.came)
            return
        self._send(each, way, each.came.deputy if each.came and way is Present.DEPUTY else "")

    def _send(self, each: Expected, way: Present, deputy: str) -> None:
        if way is Present.DEPUTY and not deputy.strip():
            return
        # sent is no longer half typed
        self.deputies[each.name].setModified(False)
        self.marked.emit((replace(self._blank(each), state=way, deputy=deputy.strip()),))

    def _rest(self, unmarked: list[Expected]) -> None:
        self.marked.emit(tuple(replace(self._blank(each), state=Present.PRESENT) for each in unmarked))

    def _add(self) -> None:
        name, _, organisation = (part.strip() for part in self.other.text().partition(","))
        if name:
            new = Attendance(id="", meeting=self._mode.meeting.id, name=name, organisation=organisation)
            self.other.clear()
            self.marked.emit((new,))

    def _chair(self) -> None:
        self.deputy.setModified(False)
        self.chaired.emit(self.deputy.text())

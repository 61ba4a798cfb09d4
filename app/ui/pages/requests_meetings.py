"""The capabilities meetings, each with its list in order; planned, changed, filled and printed here."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from app import words
from app.domain.codes import RequestState
from app.domain.dates import shown
from app.domain.meeting import Meeting
from app.errors import Refusal
from app.reads.requests import RequestLine, Requests
from app.register import Register
from app.ui.dialogs.request_before import before_lines
from app.ui.leaving import ReasonRow
from app.ui.pages.card_tables import Heading, WordsTable
from app.ui.pages.flow import FlowLayout
from app.ui.pages.requests_grid import stands
from app.ui.parts import Button, label
from app.ui.runner import Runner

HEADINGS = (
    Heading("No.", figures=True), Heading("Request"), Heading("Asked for", wide=True),
    Heading("Threat", wide=True), Heading("Days", figures=True), Heading("State"),
    Heading("Decided before", wide=True),
)  # fmt: skip
NONE = "No capabilities meeting is planned. Plan one, then list requests for it."
EMPTY = "Nothing is on the list of this meeting. Requests with the capability manager can be listed."


def print_list(register: Register, meeting: str, folder: Path, progress: Any) -> Any:
    """Prints the list of a meeting into a folder."""
    from app.jobs import capabilities_list

    return capabilities_list.print_list(register, meeting, folder, progress=progress)


class MeetingsPanel(QWidget):
    """`plan` carries the meeting to be changed, None for a new one; `opened` a request of the list."""

    plan = Signal(object)
    opened = Signal(str)
    list_ready = Signal(str)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self.answer: Requests | None = None
        self.folder = runner.machine.value.pack_folder if runner.machine is not None else ""
        self._rows: tuple[RequestLine, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Capabilities meeting")
        self.choice.currentIndexChanged.connect(lambda _: self._show())
        self.told = label("", wrap=True)
        bar = QWidget()
        row = FlowLayout(bar)
        self.new = Button("Plan a meeting…", icon="plus", clicked=lambda: self.plan.emit(None))
        self.edit = Button("Change…", icon="pencil", clicked=lambda: self.plan.emit(self.meeting))
        self.fill = Button("List all that are ready", icon="list-checks", clicked=self._fill)
        self.printing = Button("Print list…", icon="file-text", clicked=self.ask_folder)
        for button in (self.new, self.edit, self.fill, self.printing):
            row.addWidget(button)
        self.reason = ReasonRow(runner, whom=False)
        self.said = label("", ink="text2", wrap=True)
        self.empty = label(NONE, ink="muted", wrap=True)
        self.table = WordsTable(HEADINGS, "The list of the meeting, in order")
        self.table.activated.connect(lambda index: self.opened.emit(self._rows[index.row()].id))
        for part in (self.choice, bar, self.reason, self.told, self.said, self.empty):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        self.said.hide()

    @property
    def meeting(self) -> Meeting | None:
        """The meeting in sight."""
        chosen = self.choice.currentData()
        found = self.answer.meetings if self.answer else ()
        return next((meeting for meeting in found if meeting.id == chosen), None)

    def show_answer(self, answer: Requests, today: date) -> None:
        """Shows the meetings; the one in sight stays, at first the next one."""
        chosen = self.meeting
        self.answer = answer
        coming = [m for m in answer.meetings if m.on >= today]
        wanted = chosen.id if chosen else (coming[-1].id if coming else None)
        self.choice.blockSignals(True)
        self.choice.clear()
        for meeting in answer.meetings:
            self.choice.addItem(_title(meeting, today, len(answer.listed(meeting.id))), meeting.id)
        self.choice.setCurrentIndex(max(self.choice.findData(wanted), 0) if answer.meetings else -1)
        self.choice.blockSignals(False)
        self._show()

    def _show(self) -> None:
        answer, meeting = self.answer, self.meeting
        if answer is None:
            return
        self._rows = answer.listed(meeting.id) if meeting else ()
        self.choice.setVisible(meeting is not None)
        self.told.setVisible(meeting is not None)
        if meeting is not None:
            parts = [f"{meeting.starts} to {meeting.ends}", meeting.venue or "no venue yet"]
            parts.append(f"chair {meeting.chair}" if meeting.chair else "no chair yet")
            parts.append(f"requests by {shown(meeting.papers_by)}" if meeting.papers_by else "")
            open_ = sum(line.undecided for line in self._rows)
            parts.append(f"{open_} to decide")
            self.told.setText(", ".join(part for part in parts if part))
        self.table.words.set_rows([self._row(n, line) for n, line in enumerate(self._rows, 1)])
        self.empty.setText(EMPTY if meeting else NONE)
        for part, on in (
            (self.empty, not self._rows),
            (self._rest, not self._rows),
            (self.table, bool(self._rows)),
        ):
            part.setVisible(on)
        write = not self._runner.reads_only
        to_come = meeting is not None and meeting.on >= self._runner.today
        ready = len(self.ready())
        self.fill.setText(f"List all that are ready ({ready})")
        self.new.setVisible(write)
        self.edit.setVisible(write and meeting is not None)
        self.fill.setVisible(write and to_come and ready > 0)
        self.printing.setVisible(write and bool(self._rows))
        self.reason.setVisible(write and bool(self._rows))

    def _row(self, number: int, line: RequestLine) -> tuple[str, ...]:
        assert self.answer is not None
        before = before_lines(self.answer, line)
        more = f" And {len(before) - 1} more." if len(before) > 1 else ""
        request = line.request
        asked = f"{line.capability}: {request.asked}" if line.capability else request.asked
        place = line.force_short or line.force
        return (
            str(number), request.reference, asked, f"{line.threat}, {place}" if place else line.threat,
            str(line.waited), stands(line), f"{before[0]}{more}" if before else "none",
        )  # fmt: skip

    def ready(self) -> tuple[RequestLine, ...]:
        """What the capability manager has given a view on, and waits to be listed."""
        lines = self.answer.lines if self.answer else ()
        return tuple(line for line in lines if line.request.state is RequestState.WITH_MANAGER)

    def _fill(self) -> None:
        if self.meeting is not None:
            self.list_ready.emit(self.meeting.id)

    # printing

    def ask_folder(self) -> None:
        """Asks where the printed list goes."""
        dialog = QFileDialog(self, "Save the list in", self.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.print_into)
        dialog.open()

    def print_into(self, folder: str) -> None:
        """Prints the list of the meeting in sight into a folder."""
        if self.meeting is None:
            return
        self.folder = folder
        self._say("Printing the list")
        self.printing.setEnabled(False)
        self._runner.job(
            self.reason.giving(print_list),
            self._runner.register,
            self.meeting.id,
            Path(folder),
            progress=lambda *_: None,
            then=self._printed,
            failed=self._failed,
        )

    def _printed(self, printed: Any) -> None:
        self.printing.setEnabled(True)
        self._say(f"List printed: {printed.path.name}. The disclosure is in the journal.")
        self._runner.told(printed.done)

    def _failed(self, refusal: Refusal) -> None:
        self.printing.setEnabled(True)
        self._say(words.refusal(refusal))
        if refusal.code == "log.no_reason":
            self.reason.field.refused()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()


def _title(meeting: Meeting, today: date, number: int) -> str:
    when = "" if meeting.on >= today else ", held"
    return f"{shown(meeting.on)}, {meeting.starts}{when}: {number} request{'' if number == 1 else 's'}"

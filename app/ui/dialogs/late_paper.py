"""A paper that came after the issue: behind which item it goes, why it is late, and what it asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from app.commands import late_papers
from app.domain.agenda import LatePaper
from app.domain.issue_rules import next_letter
from app.errors import Refusal
from app.reads.packs import LateDesk
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.runner import Runner


class LatePaperDialog(RecordDialog[LatePaper]):
    """The letter is given by itself, the next behind its item; the minor reissue that carries it follows."""

    def __init__(self, runner: Runner, parent: QWidget, desk: LateDesk) -> None:
        super().__init__(runner, parent, "Accept a late paper", "Accept paper", "Late paper")
        self.desk = desk
        self._ids = {number: id for number, _, id in desk.items}
        options = [(number, f"{number} {title}") for number, title, _ in desk.items]
        last = options[-1][0] if options else ""
        self.behind = ChoiceField(options, last)
        self.row("after", "Behind item", self.behind)
        self.behind.currentIndexChanged.connect(lambda _: self._name())
        self.name_field = self.line("title", "Title")
        self.answer = self._words("answer", "Opening sentence", 2, "What it says, in one sentence.")
        self.ask = self._words("ask", "Decision wanted", 2, "One to a line, the verb first; may stay empty.")
        self.text = self._words("text", "Text", 5, "Paragraphs, each on its own line.")
        self.because = self._words("because", "Why it is late", 2, "Printed on its first page.")
        self.accepted_by = self.line("accepted_by", "Accepted by", desk.meeting.chair)
        self.row("accepted_on", "Accepted on", DateField(self.today, self.today))
        papers = [(paper.id, f"{paper.after}{paper.letter} {paper.title}") for paper in desk.papers]
        self.replaces = ChoiceField([("", "Nothing"), *papers])
        self.row("replaces", "Replaces", self.replaces)
        self.form.show_row("replaces", bool(papers))
        self.private = QCheckBox("Private: in the chair’s copies alone")
        self.private.toggled.connect(lambda _: self.touch())
        self.form.add("private", "For whom", self.private)
        self._name()
        self.begin("title")

    def _words(self, name: str, title: str, lines: int, hint: str) -> QPlainTextEdit:
        made = self.area(name, title, lines=lines, hint=hint)
        assert isinstance(made, QPlainTextEdit)
        return made

    @property
    def number(self) -> str:
        """The number it will have: "12A"."""
        after = self.behind.value() or ""
        return f"{after}{next_letter(paper.letter for paper in self.desk.papers if paper.after == after)}"

    def _name(self) -> None:
        verb = f"Accept late paper {self.number}"
        self.filled.setText(verb)
        self.filled.setAccessibleName(verb)

    def draft(self, dates: dict[str, date | None]) -> LatePaper:
        """The paper as typed."""
        after = self.behind.value() or ""
        return LatePaper(
            id="",
            meeting=self.desk.meeting.id,
            item=self._ids.get(after) or None,
            after=after,
            letter=self.number.removeprefix(after),
            title=self.name_field.text().strip(),
            answer=self.answer.toPlainText().strip(),
            ask=self.ask.toPlainText().strip(),
            text=self.text.toPlainText().strip(),
            because=self.because.toPlainText().strip(),
            accepted_by=self.accepted_by.text().strip(),
            accepted_on=dates.get("accepted_on") or self.today,
            replaces=self.replaces.value() or None,
            private=self.private.isChecked(),
        )

    def send(
        self, record: LatePaper, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Accepts it."""
        self.runner.do(late_papers.add, replace(record, id=self.new_id()), then=done, failed=failed)

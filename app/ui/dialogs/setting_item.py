"""One item of the agenda, and one field of a submission: parts of a setting that is a list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.domain.agenda import StandingItem
from app.domain.faults import Fault, Faulty, required
from app.domain.submission import SubmissionField
from app.errors import Refusal
from app.register import Done
from app.ui.dialog import Dialog
from app.ui.form import text_area
from app.ui.runner import Runner

Save = Callable[[Callable[[Done], object], Callable[[Refusal], object]], None]


class _ItemDialog(Dialog):
    """What both have in common; `keep` saves the list with the item in it."""

    def __init__(
        self, runner: Runner, parent: QWidget, noun: str, was: bool, keep: Callable[..., None]
    ) -> None:
        title = f"Change {noun}" if was else f"New {noun}"
        super().__init__(runner, parent, title, "Save" if was else f"Add {noun}")
        self._keep_item = keep

    def _line(self, name: str, title: str, value: str, hint: str = "") -> QLineEdit:
        made = QLineEdit(value)
        self.form.add(name, title, made, hint)
        return made

    def open(self) -> None:
        """Begins in the first field."""
        super().open()
        self.form.focus_first()

    def _send(self, faults: list[Fault], item: StandingItem | SubmissionField) -> None:
        if faults:
            self.form.show_faults(faults)
            return
        self.waiting()
        self._keep_item(item, lambda _: self.leave(), self.refuse)

    def refuse(self, refusal: Refusal) -> None:
        """The fault of the list stands at the title: it is the words that are there twice."""
        if isinstance(refusal, Faulty):
            refusal = Faulty(tuple(Fault("title", f.code, f.params) for f in refusal.faults))
        super().refuse(refusal)


class AgendaDialog(_ItemDialog):
    """An item: what it is called, who leads it, how long it takes."""

    def __init__(
        self, runner: Runner, parent: QWidget, item: StandingItem | None, key: str, keep: Callable[..., None]
    ) -> None:
        super().__init__(runner, parent, "item", item is not None, keep)
        self._item = item or StandingItem("", key, "")
        self.title = self._line("title", "Title", self._item.title)
        self.led_by = self._line("led_by", "Led by", self._item.led_by)
        self.minutes = self._line("minutes", "Minutes", str(self._item.minutes or ""))

    def save(self) -> None:
        """Saves the agenda with this item."""
        minutes = self.minutes.text().strip()
        faults = required(title=self.title.text())
        if minutes and not (minutes.isascii() and minutes.isdigit() and int(minutes) <= 600):
            faults.append(Fault("minutes", "setting.out_of_range", {"least": 0, "most": 600}))
        values = {"title": self.title.text().strip(), "led_by": self.led_by.text().strip()}
        self._send(faults, self._item._replace(**values, minutes=0 if faults else int(minutes or 0)))


class SubmissionFieldDialog(_ItemDialog):
    """A field: what it asks, and whether a submission is complete without it."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        field: SubmissionField | None,
        code: str,
        keep: Callable[..., None],
    ) -> None:
        super().__init__(runner, parent, "field", field is not None, keep)
        self._field = field or SubmissionField(code, "")
        self.title = self._line("title", "Title", self._field.title)
        self.help = text_area(3)
        self.help.setPlainText(self._field.help)
        self.form.add("help", "Help", self.help, "Stands below the field in the form.")
        self.required = QCheckBox("A submission is complete only with it")
        self.required.setChecked(self._field.required)
        self.required.toggled.connect(lambda _: self.touch())
        self.form.add("required", "Needed", self.required)

    def save(self) -> None:
        """Saves the fields with this one."""
        self._send(
            required(title=self.title.text()),
            self._field._replace(
                title=self.title.text().strip(),
                help=self.help.toPlainText().strip(),
                required=self.required.isChecked(),
            ),
        )

"""A dialog that makes or changes one record: faults while typing, both values where two people changed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.domain.dates import shown
from app.domain.faults import Fault, stops
from app.domain.ids import new_id
from app.domain.kinds import Record
from app.errors import Conflict, Refusal
from app.reads.officers import Person
from app.reads.record import record as read_record
from app.reads.reference import Reference
from app.register import Done
from app.ui.dialog import Dialog
from app.ui.dialogs.conflict import ConflictPanel
from app.ui.dialogs.custom_fields import CustomRows
from app.ui.dialogs.fields import fill, state
from app.ui.fields import DateField, PersonField
from app.ui.form import text_area
from app.ui.parts import Button
from app.ui.runner import Runner

R = TypeVar("R", bound=Record)


class RecordDialog(Dialog, Generic[R]):
    """Fields named like those of the record; subclasses say how they make it and which command takes it."""

    whose: tuple[str, ...] = ()
    """The commands of which one must be allowed, where it is not a coordinator's to save it."""

    def __init__(
        self, runner: Runner, parent: QWidget, title: str, verb: str, heading: str, base: R | None = None
    ) -> None:
        super().__init__(runner, parent, title, verb, heading)
        self.base = base
        self.people: tuple[Person, ...] = ()
        self._begun: dict[str, Any] = {}
        self._names: list[str] = []
        self.custom: CustomRows | None = None
        self._tried = False
        self._ended = False
        self.saved: Callable[[Done], object] | None = None
        self.harmless: tuple[Button, ...] = ()
        self.conflict = ConflictPanel()
        self.conflict.chosen.connect(self.put)
        self.body.insertWidget(1, self.conflict)
        # one look after several edits in a row, such as a choice that fills other fields
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self.look)
        self.form.edited.connect(self._look.start)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self._told: tuple[Fault, ...] = ()
        self._refused: dict[str, Any] | None = None
        for keys, step in (("F8", 1), ("Shift+F8", -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.next_fault(step))

    @property
    def today(self) -> date:
        """The date in London now."""
        return self.runner.today

    # what a subclass says

    def draft(self, dates: dict[str, date | None]) -> R:
        """The record that the fields make; a date that cannot be read is None in `dates`."""
        raise NotImplementedError

    def send(self, record: R, done: Callable[[Done], object], failed: Callable[[Refusal], object]) -> None:
        """Hands the record to its command."""
        raise NotImplementedError

    def more_faults(self, record: R) -> list[Fault]:
        """Faults that only the form knows, such as a name that nobody bears."""
        return []

    def looked(self, record: R | None) -> None:
        """Called after each look, for what shows the effect of the fields; None while one is unreadable."""

    # fields

    def line(self, name: str, title: str, value: str = "", hint: str = "", sample: str = "") -> QLineEdit:
        """A row with a line of text."""
        made = QLineEdit(value)
        made.setPlaceholderText(sample)
        self.row(name, title, made, hint)
        return made

    def area(self, name: str, title: str, value: str = "", lines: int = 3, hint: str = "") -> QWidget:
        """A row with several lines of text."""
        made = text_area(lines)
        made.setPlainText(value)
        return self.row(name, title, made, hint)

    def row(self, name: str, title: str, widget: QWidget, hint: str = "") -> QWidget:
        """A row for the record's field `name`."""
        self._names.append(name)
        made = self.form.add(name, title, widget, hint)
        # the form listens to the fields it knows; ours tell it themselves
        if hasattr(widget, "edited") and not isinstance(widget, PersonField) and not hasattr(widget, "line"):
            widget.edited.connect(self.form.edited)
        return made

    def ask_custom(self, of: str, reference: Reference, id: str | None = None) -> None:
        """Rows for the custom fields of a kind of record, filled with what the record `id` says in them."""
        self.custom = CustomRows(self.runner, self.form, of, reference.custom(of))
        if id:
            self.custom.ask(id, self.while_open(self._show_custom))

    def _show_custom(self, texts: dict[str, str]) -> None:
        assert self.custom is not None
        typed = self.typed()
        self.custom.show(texts, typed)
        now = self._states()
        self._begun |= {name: now[name] for name in self.custom.names() if name not in typed}
        self.touch()

    def along(self, command: Callable[..., Any]) -> Callable[..., Any]:
        """The command that saves the record and, in the same step, what its custom fields say."""
        return self.custom.along(command) if self.custom is not None else command

    @property
    def readable(self) -> bool:
        """Whether it shows a record that is there."""
        return self.base is not None

    def open(self) -> None:
        """Shows the dialog; where nothing can be saved, because of the window or the role, to be read."""
        if not self.runner.may(*self.whose) if self.whose else self.runner.reads_only:
            self._only_show()
        super().open()

    def _only_show(self) -> None:
        for part in self.form.findChildren(QWidget):
            if isinstance(part, QPlainTextEdit | QLineEdit):
                part.setReadOnly(True)
            elif isinstance(part, QComboBox | QAbstractButton | DateField):
                part.setEnabled(False)
        for button in self.findChildren(Button):
            in_foot = button.parentWidget() is self.cancel.parentWidget()
            if in_foot and button not in (self.cancel, *self.harmless):
                button.bar()
        self.cancel.setText("Close")
        self.cancel.setAccessibleName("Close")

    def begin(self, first: str) -> None:
        """Ends the making of the form: from now on what is typed counts as typed."""
        self._begun = self._states()
        self._touched = False
        self.look()
        self.focus_on(self.form.field(first))

    def typed(self) -> frozenset[str]:
        """The fields that stand otherwise than at the beginning."""
        return frozenset(n for n in self._rows if state(self.form.field(n)) != self._begun.get(n))

    @property
    def _rows(self) -> list[str]:
        """Every row in order: the record's own fields, then its custom ones."""
        return [*self._names, *(self.custom.names() if self.custom is not None else ())]

    def _states(self) -> dict[str, Any]:
        return {name: state(self.form.field(name)) for name in self._rows}

    def touch(self) -> None:
        """Something typed counts as long as it stands."""
        self._touched = bool(self.typed()) if self._begun else False

    def new_id(self) -> str:
        """A new identifier."""
        return new_id(self.runner.register.clock.now())

    # looking and saving

    def read(self) -> tuple[R | None, tuple[Fault, ...]]:
        """The record as typed, and its faults."""
        dates, unread = self.form.read_dates()
        try:
            record = self.draft({**{f.field: None for f in unread}, **dates})
        except Refusal as refusal:
            return None, (*unread, Fault(str(refusal.fields.get("field", "")), refusal.code, refusal.fields))
        broken = {f.field for f in unread}
        custom = self.custom.faults() if self.custom is not None else []
        found = [*self.more_faults(record), *record.faults(self.today), *custom]
        return (None if unread else record), (*unread, *(f for f in found if f.field not in broken))

    def look(self) -> None:
        """Shows the faults of what was typed so far; of everything, once saving was tried."""
        record, found = self.read()
        typed = self.typed()
        told = found if self._tried else tuple(f for f in found if f.field in typed and not self._halfway(f))
        if told != self._told or self._refused not in (None, self._states()):
            self._told, self._refused = told, None
            self.form.show_faults(told, focus=False)
        self.looked(record)
        if self.isVisible():
            QTimer.singleShot(0, self, self.grow)

    def _halfway(self, fault: Fault) -> bool:
        """Whether a date is still being typed: half of one is no fault yet."""
        field = self.form.field(fault.field) if fault.field in self._rows else None
        if not isinstance(field, DateField) or fault.code != "date.unreadable":
            return False
        return field.line.hasFocus() and len(field.line.text().strip()) < len("1/1/2026")

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and self.isVisible() and self.isAncestorOf(before):
            self._look.start()

    def next_fault(self, step: int) -> None:
        """F8: the next field with a fault, in the order of the form."""
        order = self._rows
        faulty = [n for n in order if any(f.field == n for f in self._told)]
        if not faulty:
            return
        at = next((i for i, n in enumerate(order) if self._has_focus(n)), -1 if step > 0 else len(order))
        later = [n for n in faulty if (order.index(n) - at) * step > 0]
        self.form.field((later or faulty)[0 if step > 0 else -1]).setFocus()

    def _has_focus(self, name: str) -> bool:
        field = self.form.field(name)
        return any(part.hasFocus() for part in (field, *field.findChildren(QWidget)))

    def save(self) -> None:
        """Saves where nothing stops it, else goes to what must be put right."""
        self._tried = True
        record, found = self.read()
        self._told = found
        if record is None or stops(found):
            self.form.show_faults(found)
            self.reveal(self.form.summary)
            return
        self.waiting()
        self.send(record, self._done, self._refused_by)

    def _done(self, done: Done) -> None:
        if self.saved is not None:
            self.saved(done)
        if not self._ended:
            self.waiting(False)
            self.after(done)

    def _refused_by(self, refusal: Refusal) -> None:
        if self._ended:
            # closed while it was being saved: then the window says so
            self.runner.refused.emit(refusal)
        else:
            self.refuse(refusal)

    def while_open(self, then: Callable[[Any], object]) -> Callable[[Any], object]:
        """`then`, unless the dialog was closed before the answer came."""
        return lambda answer: None if self._ended else then(answer)

    def done(self, result: int) -> None:
        """Remembers that there is nothing more to show an answer in."""
        self._ended = True
        super().done(result)

    def after(self, done: Done) -> None:
        """What follows a save: the dialog closes."""
        self.leave()

    def refuse(self, refusal: Refusal) -> None:
        """Shows why it was not saved; what was typed stays."""
        if isinstance(refusal, Conflict) and self.base is not None:
            self.runner.ask(
                read_record,
                type(self.base),
                self.base.id,
                then=self.while_open(lambda fresh: self._show_conflict(refusal, fresh)),
                failed=self.while_open(super().refuse),
            )
            return
        super().refuse(refusal)
        # what the register said stands until something is typed
        self._refused = self._states()
        self.reveal(self.form.summary)

    def _show_conflict(self, conflict: Conflict, fresh: R) -> None:
        self.waiting(False)
        typed = self.typed()
        self.base = fresh
        offered = frozenset(d.field for d in conflict.differences if self.holds(d.field))
        self.form.clear_faults()
        self._told = ()
        self.conflict.show_conflict(conflict, self.wording, offered, typed)
        self.grow()
        self.reveal(self.conflict)

    def holds(self, field: str) -> bool:
        """Whether a field of the record stands in this form."""
        return field in self._names

    def put(self, field: str, value: object) -> None:
        """Puts a value into its field, as chosen between two."""
        fill(self.form.field(field), value)

    def wording(self, field: str, value: Any) -> str:
        """A value in words."""
        if value in (None, "", ()):
            return "nothing"
        if isinstance(value, date):
            return shown(value)
        if isinstance(value, tuple):
            return ", ".join(self.wording(field, part) for part in value)
        return next((p.display for p in self.people if p.id == value), str(value))

    def reveal(self, widget: QWidget) -> None:
        """Scrolls to a part of the form once it has its place."""
        QTimer.singleShot(0, widget, lambda: self._scroll.ensureWidgetVisible(widget))


def person_field(people: Sequence[Person], chosen: str | None = None, placeholder: str = "") -> PersonField:
    """A field that offers these people."""
    made = PersonField(placeholder) if placeholder else PersonField()
    made.offer(people, keep=chosen)
    return made


def stray(field: PersonField, name: str) -> list[Fault]:
    """A fault where words were typed that are nobody's name."""
    if field.value() is None and field.text():
        return [Fault(name, "officer.unknown", {"text": field.text()})]
    return []

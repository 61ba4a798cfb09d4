"""What is being written, kept in the encrypted register while it is typed: it survives lock and crash.

A dialog is kept with what it was made with, and made again from that; one that cannot be is kept as text.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.domain.ids import new_id
from app.errors import Refusal
from app.ui.dialogs.fields import state
from app.ui.frozen import Unfreezable, freeze
from app.ui.page import Page, Place

if TYPE_CHECKING:
    from app.register import Register
    from app.ui.dialog import Dialog
    from app.ui.runner import Runner

EVERY = 2_000
"""Milliseconds between two times that a draft is kept while somebody types."""

PAGE = "page:"
"""Before the name of a page in the form of a draft that is a page's own and no dialog's."""


@dataclass(frozen=True, slots=True)
class Written:
    """A draft on its way to the register; `body` makes its text, which may take a moment."""

    id: str
    form: str
    object: str
    body: Callable[[], str]
    saves: int | None = None
    """How many saves had been done when its own was sent; None where none was."""


class Keeping(QObject):
    """Keeps what stands in the open dialogs and on the pages of one window, and drops what is done with."""

    def __init__(
        self, runner: Runner, place: Callable[[], Place], pages: Callable[[], dict[str, Page]]
    ) -> None:
        super().__init__(runner)
        self._runner, self._place, self._pages = runner, place, pages
        self._open: dict[Dialog, str] = {}
        self._kept: set[str] = set()
        self._own: dict[str, str] = {}
        self._held = False
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.keep)
        runner.typing.connect(self.stir)

    def watch(self, dialog: Dialog) -> None:
        """Keeps what is typed into a dialog from now on, in place of the draft that it goes on with."""
        if self._runner.register.read_only or dialog in self._open or secret(dialog):
            return
        self._open[dialog] = dialog.draft_id or self._new_id()
        if dialog.draft_id:
            self._kept.add(dialog.draft_id)
        dialog.form.edited.connect(self.stir)
        dialog.finished.connect(lambda _: self._finished(dialog))

    def adopt(self, page: str, draft: str) -> None:
        """A page goes on with a draft of its own."""
        self._own[page] = draft
        self._kept.add(draft)

    def stir(self) -> None:
        """Something was typed: it is kept within two seconds."""
        if not self._timer.isActive() and not self._held:
            self._timer.start()

    def keep(self) -> None:
        """Keeps everything that stands somewhere unsaved, and drops what no longer does."""
        self._timer.stop()
        if self._held or self._runner.register.read_only:
            return
        standing = self._standing()
        for written in standing:
            self._kept.add(written.id)
            self._runner.work(_keep, self._runner.register, written, failed=self._failed)
        open_ = {*self._open.values(), *self._own.values()}
        for gone in (self._kept & open_) - {written.id for written in standing}:
            self._drop(gone)

    def hold(self) -> list[Written]:
        """Everything unsaved, to be kept while the window closes; nothing is dropped any more."""
        self._timer.stop()
        self._held = True
        return self._standing()

    def forget(self) -> None:
        """Drops everything that is kept: somebody leaves and means to lose it."""
        self._held = True
        self._timer.stop()
        for id in tuple(self._kept):
            self._drop(id)

    def _standing(self) -> list[Written]:
        found = []
        for dialog, id in self._open.items():
            if dialog.touched():
                saves = self._runner.saves if dialog.sending else None
                found.append(_of_dialog(dialog, id, self._place(), saves))
        for name, page in self._pages().items():
            typed = page.in_fields()
            if typed is not None:
                id = self._own.setdefault(name, self._new_id())
                found.append(_of_page(name, page.title, id, typed))
        return found

    def _finished(self, dialog: Dialog) -> None:
        id = self._open.pop(dialog, None)
        if id in self._kept and not self._held:
            self._drop(id)

    def _drop(self, id: str) -> None:
        self._kept.discard(id)
        self._runner.work(self._runner.register.drop_draft, id, failed=self._failed)

    def _failed(self, refusal: Refusal) -> None:
        """Said once: the text stands in its field still."""
        if not self._told:
            self._told = True
            self._runner.refused.emit(refusal)

    def _new_id(self) -> str:
        return new_id(self._runner.register.clock.now())


def write(register: Register, held: list[Written], saves: int) -> None:
    """Keeps what stood in a window that is closing; what was saved meanwhile is no draft."""
    for written in held:
        if written.saves is None or written.saves == saves:
            _keep(register, written)
        else:
            register.drop_draft(written.id)


def _keep(register: Register, written: Written) -> None:
    register.keep_draft(written.id, written.form, written.object, written.body())


def secret(dialog: Dialog) -> bool:
    """Whether it asks for a passphrase: nothing of such a dialog is kept anywhere."""
    lines = dialog.findChildren(QLineEdit)
    return not dialog.keeps or any(line.echoMode() is not QLineEdit.EchoMode.Normal for line in lines)


def _of_page(name: str, title: str, id: str, typed: tuple[str, dict[str, Any]]) -> Written:
    object, values = typed

    def body() -> str:
        place = [name, object or None, None]
        facts = {"title": title, "place": place, "typed": freeze(values), "read": _read(values)}
        return json.dumps(facts, ensure_ascii=False)

    return Written(id, f"{PAGE}{name}", object, body)


def _read(values: Any, name: str = "") -> list[list[str]]:
    """The texts in nested values, with the name under which each stands."""
    if isinstance(values, dict):
        return [line for key, value in values.items() for line in _read(value, str(key))]
    return [[name.replace("_", " ").capitalize(), values]] if isinstance(values, str) and values else []


def _of_dialog(dialog: Dialog, id: str, place: Place, saves: int | None) -> Written:
    # all that widgets know is read here, on their own thread; what they were made with never changes
    fields = {name: standing(dialog.form.field(name)) for name in dialog.form.names()}
    read = [[dialog.form.title(name), text] for name, value in fields.items() if (text := _words(value))]
    title, made, form = dialog.windowTitle(), dialog.made_with, type(dialog)

    def body() -> str:
        facts: dict[str, Any] = {
            "title": title,
            "place": [place.page, place.id, None],
            "dialog": f"{form.__module__}:{form.__qualname__}",
            "read": read,
        }
        try:
            facts["made"] = freeze(made)
            facts["fields"] = freeze(fields)
        except Unfreezable:
            # then only the text can be offered again
            facts["made"] = None
        return json.dumps(facts, ensure_ascii=False)

    return Written(id, form.__name__, place.id or "", body, saves)


def standing(widget: QWidget) -> Any:
    """What stands in a field of any kind."""
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        return widget.isChecked()
    return state(widget)


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return ", ".join(text for each in value if (text := _words(each))) if isinstance(value, tuple) else ""

"""Going on with a draft: the offer in the window, and the dialog made again as it stood."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app import words
from app.domain.clock import local
from app.domain.dates import shown
from app.domain.draft import Draft
from app.errors import Refusal
from app.ui.dialog import Dialog
from app.ui.drafts import PAGE, standing
from app.ui.fields import DateField, PersonField
from app.ui.form import text_area
from app.ui.frozen import Unfreezable, thaw
from app.ui.page import Page, Place
from app.ui.parts import Button, label

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.runner import Runner

PAST_REPAIR = (Unfreezable, ImportError, AttributeError, KeyError, IndexError, TypeError, ValueError)
"""What making a dialog again raises where another version of the program kept it."""


class DraftBar(QFrame):
    """Across the window: what was being written, to go on with or to throw away; the newest first."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._drafts: list[Draft] = []
        self.setProperty("tint", "b")
        self.setProperty("bar", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.setSpacing(8)
        self.words = label("", wrap=True)
        row.addWidget(self.words, 1)
        self.go_on = Button("Go on with it", clicked=self._go_on)
        self.throw = Button("Throw it away", "text", clicked=self._throw)
        row.addWidget(self.go_on)
        row.addWidget(self.throw)
        self.hide()

    def ask(self) -> None:
        """Asks the register for what this person was writing."""
        runner = self._window.runner
        if not runner.register.read_only:
            runner.work(runner.register.drafts, then=self.offer)

    def offer(self, drafts: tuple[Draft, ...]) -> None:
        """Offers these, one after another."""
        self._drafts = list(drafts)
        self._tell()
        if drafts:
            # one key goes on: nothing was typed in this window yet
            self.go_on.setFocus()

    def _tell(self) -> None:
        self.setVisible(bool(self._drafts))
        if not self._drafts:
            return
        draft, more = self._drafts[0], len(self._drafts) - 1
        at = local(draft.at)
        said = words.say(
            "draft.offered",
            {"on": shown(at.date()), "at": f"{at:%H:%M}", "title": _facts(draft).get("title", "")},
        )
        if more:
            said += " " + words.say("draft.more", {"number": more})
        self.words.setText(said)
        self.setAccessibleName(said)

    def _take(self) -> Draft:
        draft = self._drafts.pop(0)
        self._tell()
        return draft

    def _throw(self) -> None:
        runner = self._window.runner
        runner.work(runner.register.drop_draft, self._take().id)

    def _go_on(self) -> None:
        if again(self._window, self._drafts[0]):
            self._take()


def again(window: MainWindow, draft: Draft) -> bool:
    """Goes where a draft was written and opens it as it stood; as text, where that cannot be.

    False where the page has something else unsaved, which it would be laid over.
    """
    facts = _facts(draft)
    page, id, _ = facts.get("place") or ["home", None, None]
    try:
        window.go(Place(page, id))
    except KeyError:
        # a page that this version of the program has no more
        window.go(Place("home"))
    of_page = draft.form == f"{PAGE}{window.page_name()}" and "typed" in facts
    if of_page and window.page().in_fields() is not None:
        window.notice.say(words.say("draft.page_in_use", {"title": window.page().title}))
        return False
    if of_page and _put_back(window.page(), draft.object, facts["typed"]):
        window.keeping.adopt(page, draft.id)
        return True
    dialog = made_again(window.runner, window.page(), facts)
    if dialog is None:
        dialog = TextOfDraft(window.runner, window.page(), facts)
        dialog.draft_id = draft.id
        dialog.open()
        return True
    dialog.draft_id = draft.id
    window.page().open_dialog(dialog)
    refill(dialog, thaw(facts["fields"], window.runner, window.page()))
    return True


def _put_back(page: Page, object: str, typed: Any) -> bool:
    """Whether the page could take what stood on it; another version of the program may have kept it."""
    try:
        page.put_back(object, thaw(typed))
    except PAST_REPAIR:
        return False
    return True


def _facts(draft: Draft) -> dict[str, Any]:
    try:
        found = json.loads(draft.body)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"title": draft.form, "read": [["", draft.body]]}


def made_again(runner: Runner, host: QWidget, facts: dict[str, Any]) -> Dialog | None:
    """The dialog of a draft with what it was made with; None where this version of the program has it not."""
    if not facts.get("made"):
        return None
    module, _, name = str(facts.get("dialog", "")).partition(":")
    if not module.startswith("app.ui."):
        return None
    try:
        cls = getattr(importlib.import_module(module), name)
        args, keywords = thaw(facts["made"], runner, host)
        if not (isinstance(cls, type) and issubclass(cls, Dialog)):
            return None
        return cls(*args, **keywords)
    except (*PAST_REPAIR, Refusal):
        return None


def refill(dialog: Dialog, fields: dict[str, Any]) -> None:
    """Puts every field as it stood; twice, since one choice may fill another field."""
    for _ in range(2):
        for name in dialog.form.names():
            if name in fields and standing(dialog.form.field(name)) != fields[name]:
                _put(dialog.form.field(name), fields[name])
    dialog.touch()
    # fields of the region's own arrive a moment after the form
    QTimer.singleShot(0, dialog, dialog.touch)


def _put(widget: QWidget, value: Any) -> None:
    if isinstance(widget, DateField):
        widget.line.setText(value)
    elif isinstance(widget, PersonField):
        widget.setEditText(value)
    elif isinstance(widget, QLineEdit):
        widget.setText(value)
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(value)
    elif hasattr(widget, "choose"):
        widget.choose(value)
    elif isinstance(widget, QAbstractButton):
        widget.setChecked(bool(value))
    elif isinstance(widget, QComboBox) and isinstance(value, int):
        widget.setCurrentIndex(value)


class TextOfDraft(Dialog):
    """The text of a draft whose form cannot be made again, to be read, copied and then thrown away."""

    keeps: ClassVar[bool] = False

    def __init__(self, runner: Runner, parent: QWidget, facts: dict[str, Any]) -> None:
        title = str(facts.get("title", ""))
        super().__init__(runner, parent, "What was being written", "Throw it away", title)
        self.body.insertWidget(1, label(words.say("draft.text"), ink="text2", wrap=True))
        lines = facts.get("read") or []
        for number, (name, text) in enumerate(lines):
            area = text_area(3)
            area.setPlainText(str(text))
            area.setReadOnly(True)
            self.form.add(f"line{number}", str(name) or "Text", area)
        self.cancel.setText("Keep it")
        self.cancel.setAccessibleName("Keep it")

    def save(self) -> None:
        """Throws the draft away."""
        self.runner.work(self.runner.register.drop_draft, self.draft_id)
        self.leave()

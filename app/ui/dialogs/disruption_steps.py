"""The steps of a disruption that are no change of its fields: another rating, moderation, APMIS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.commands import disruptions
from app.domain.codes import Rating
from app.domain.dates import shown
from app.domain.disruption import Disruption, Rerating
from app.domain.faults import Fault, required
from app.errors import Refusal
from app.reads.disruptions import Detail
from app.register import Done
from app.ui.dialogs.disruption import DEFINITION, ratings
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.parts import label
from app.ui.runner import Runner

Then = Callable[[Done], object]
Failed = Callable[[Refusal], object]


def rated(rating: Rating | None) -> str:
    """A rating in words."""
    return rating.value if rating else "not yet rated"


def move_words(move: Rerating) -> str:
    """A change of rating in a sentence."""
    by = f" by {move.by}" if move.by else ""
    return f"Changed {shown(move.on)}{by} from {rated(move.was)} to {rated(move.now)}: {move.reason}"


class _Step(RecordDialog[Disruption]):
    """What happened and how it is rated stand above the fields."""

    base: Disruption

    def __init__(self, runner: Runner, parent: QWidget, detail: Detail, title: str, verb: str) -> None:
        made = detail.disruption
        super().__init__(runner, parent, title, verb, detail.threat.display, made)
        strand = made.strand.value if made.strand else "no P"
        said = f"{made.reference}, {shown(made.on)}, {strand}, {rated(made.rating)}: {made.title}"
        if made.originator:
            said += f" (originator: {made.originator})"
        self.body.insertWidget(1, label(said, ink="text2", wrap=True))

    def words_of(self, name: str) -> str:
        """What stands in a field of words."""
        field = self.form.field(name)
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        assert isinstance(field, QLineEdit)
        return field.text().strip()


class RerateDialog(_Step):
    """Another rating and why; the one before it is kept, and it is to be moderated again."""

    def __init__(self, runner: Runner, parent: QWidget, detail: Detail) -> None:
        super().__init__(runner, parent, detail, "Change the rating", "Change rating")
        for move in reversed(detail.reratings):
            self.body.insertWidget(2, label(move_words(move), "small", ink="muted", wrap=True))
        if self.base.moderated:
            told = "It is moderated. The new rating is to be moderated again."
            self.body.insertWidget(2, label(told, ink="text2", wrap=True))
        self.rating = ChoiceField(ratings("Choose the rating"))
        self.row("rating", "New rating", self.rating, DEFINITION)
        self.area("reason", "Reason", "", 3, "Kept for ever with the rating that it had.")
        self.by = self.line("by", "By", runner.register.user)
        self.begin("rating")

    def draft(self, dates: dict[str, date | None]) -> Disruption:
        """The disruption with its new rating."""
        return replace(self.base, rating=self.rating.value(), moderated_by="", moderated_on=None)

    def more_faults(self, record: Disruption) -> list[Fault]:
        """A rating, another one, and a reason."""
        if record.rating is None:
            return required(rating=None, reason=self.words_of("reason"))
        move = Rerating(
            id="", disruption=record.id, was=self.base.rating, now=record.rating,
            reason=self.words_of("reason"), on=self.today,
        )  # fmt: skip
        return [replace(f, field="rating") if f.field == "now" else f for f in move.faults(self.today)]

    def send(self, record: Disruption, done: Then, failed: Failed) -> None:
        """Changes the rating."""
        values = (record.rating, self.words_of("reason"), self.words_of("by"))
        self.runner.do(disruptions.rerate, self.base, *values, then=done, failed=failed)


class ModerateDialog(_Step):
    """Who looked at the rating, and when; not its originator."""

    def __init__(self, runner: Runner, parent: QWidget, detail: Detail) -> None:
        super().__init__(runner, parent, detail, "Moderate a rating", "Record moderation")
        made = self.base
        self.line("moderated_by", "Moderated by", made.moderated_by, "Somebody other than the originator.")
        day = DateField(self.today, made.moderated_on or self.today)
        self.row("moderated_on", "Moderated on", day)
        self.begin("moderated_by")

    def draft(self, dates: dict[str, date | None]) -> Disruption:
        """The disruption as moderated."""
        by = self.words_of("moderated_by")
        return replace(self.base, moderated_by=by, moderated_on=dates.get("moderated_on"))

    def more_faults(self, record: Disruption) -> list[Fault]:
        """Both, where neither was entered."""
        if record.moderated_by or record.moderated_on:
            return []
        return required(moderated_by=None, moderated_on=None)

    def send(self, record: Disruption, done: Then, failed: Failed) -> None:
        """Records the moderation."""
        values = (record.moderated_by, record.moderated_on)
        self.runner.do(disruptions.moderate, self.base, *values, then=done, failed=failed)


class ApmisDialog(_Step):
    """Whether it stands on APMIS, the master, and under which reference."""

    def __init__(self, runner: Runner, parent: QWidget, detail: Detail) -> None:
        super().__init__(runner, parent, detail, "Disruption on APMIS", "Save APMIS entry")
        self.apmis = ChoiceField(((True, "It is on APMIS"), (False, "It is not on APMIS")), True)
        self.row("apmis", "On APMIS", self.apmis)
        self.line("apmis_ref", "Reference", self.base.apmis_ref, "The reference that APMIS gave it.")
        self.begin("apmis_ref")

    def draft(self, dates: dict[str, date | None]) -> Disruption:
        """The disruption as it stands on APMIS."""
        there = bool(self.apmis.value())
        return replace(self.base, apmis=there, apmis_ref=self.words_of("apmis_ref") if there else "")

    def looked(self, record: Disruption | None) -> None:
        """A reference is asked for only where it is there."""
        self.form.show_row("apmis_ref", visible=bool(self.apmis.value()))

    def send(self, record: Disruption, done: Then, failed: Failed) -> None:
        """Saves the APMIS entry."""
        self.runner.do(disruptions.apmis, self.base, record.apmis, record.apmis_ref, then=done, failed=failed)

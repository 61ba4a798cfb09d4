"""Recording a disruption, and changing one; its rating, once given, is changed in a step of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.commands import disruptions
from app.domain.codes import Rating, Strand
from app.domain.disruption import Disruption
from app.domain.faults import Fault
from app.errors import Refusal
from app.reads.officers import Person
from app.reads.reference import Reference
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.handling import HandlingRows
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField, PersonField
from app.ui.parts import label
from app.ui.runner import Runner

DEFINITION = "Ratings have no published definition; the region’s notes are local."
SEVERAL = ";"


def ratings(none: str) -> list[tuple[Rating | None, str]]:
    """The ratings as a field offers them; `none` stands for not yet rated."""
    return [(None, none), *((rating, rating.value.capitalize()) for rating in Rating)]


def bodies(text: str) -> tuple[str, ...]:
    """Names as typed between semicolons."""
    return tuple(part.strip() for part in text.split(SEVERAL) if part.strip())


class DisruptionDialog(RecordDialog[Disruption]):
    """Every field but moderation and APMIS; `threat` is id and name, None where the form asks for it."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        reference: Reference,
        *,
        threat: tuple[str, str] | None = None,
        offered: Sequence[Person] = (),
        base: Disruption | None = None,
    ) -> None:
        title = f"Edit disruption {base.reference}" if base else "Record a disruption"
        verb = "Save disruption" if base else "Record disruption"
        super().__init__(runner, parent, title, verb, threat[1] if threat else title, base)
        self._reference, self._threat = reference, threat[0] if threat else ""
        was = base or Disruption(id="", threat=self._threat, on=self.today, title="")
        self.of = PersonField("Reference or name of a threat")
        if threat is None:
            self.of.offer(offered)
            self.row("threat", "Threat", self.of, "Any word of its reference, name or force.")
        self.row("on", "Date", DateField(self.today, was.on), "The day on which it took effect.")
        self.title = self.line("title", "What happened", was.title, sample="Such as Two charged with supply")
        strands = [(None, "Not yet said"), *((strand, strand.value) for strand in Strand)]
        self.strand = ChoiceField(strands, was.strand)
        self.row("strand", "P", self.strand)
        self.rating = ChoiceField(ratings("Not yet rated"), was.rating)
        if base is None or base.rating is None:
            self.row("rating", "Rating", self.rating, DEFINITION)
        else:
            said = f"{base.rating.value.capitalize()}. It is changed with its reason: “Change the rating”."
            self.form.add("rated", "Rating", label(said, ink="text2", wrap=True))
        self.area("rationale", "Rationale", was.rationale, 3, "Why it is rated so.")
        themes = [
            (None, "That of the threat"),
            *((t.id, t.name) for t in reference.themes if not t.retired or t.id == was.theme),
        ]
        self.theme = ChoiceField(themes, was.theme)
        self.row("theme", "Theme", self.theme)
        self.line("originator", "Originator", was.originator, "Who reports it; somebody else moderates it.")
        self.line("lead_body", "Lead body", was.lead_body, sample="Force, unit or partner")
        self.line(
            "supporting_bodies", "Supporting", f"{SEVERAL} ".join(was.supporting_bodies),
            "Several are parted by a semicolon.",
        )  # fmt: skip
        self.handling = HandlingRows(self, was.handling, was.conditions)
        self.ask_custom("disruption", reference, was.id)
        self.begin("on" if threat else "threat")

    def _text(self, name: str) -> str:
        field = self.form.field(name)
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText().strip()
        assert isinstance(field, QLineEdit)
        return field.text().strip()

    def draft(self, dates: dict[str, date | None]) -> Disruption:
        """The disruption as typed."""
        chosen = self.of.value()
        threat = self._threat or (chosen.id if chosen else "")
        return replace(
            self.base or Disruption(id="", threat=threat, on=self.today, title=""),
            threat=threat,
            on=dates.get("on") or self.today,
            title=self._text("title"),
            strand=self.strand.value(),
            rating=self.rating.value(),
            rationale=self._text("rationale"),
            theme=self.theme.value(),
            originator=self._text("originator"),
            lead_body=self._text("lead_body"),
            supporting_bodies=bodies(self._text("supporting_bodies")),
            **self.handling.values(),
        )

    def more_faults(self, record: Disruption) -> list[Fault]:
        """A threat of the register, and a day."""
        found = [] if record.threat else [Fault("threat", "disruption.no_threat")]
        on = self.form.field("on")
        if isinstance(on, DateField) and not on.line.text().strip():
            found.append(Fault("on", "required"))
        return found

    def send(
        self, record: Disruption, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Records or changes it."""
        if self.base is None:
            made = replace(record, id=self.new_id())
            self.runner.do(self.along(disruptions.record), made, then=done, failed=failed)
        else:
            self.runner.do(self.along(disruptions.change), record, then=done, failed=failed)

    def put(self, field: str, value: object) -> None:
        """Bodies stand in one line."""
        if field == "supporting_bodies" and isinstance(value, tuple):
            value = f"{SEVERAL} ".join(value)
        super().put(field, value)

    def wording(self, field: str, value: object) -> str:
        """A theme by its name."""
        theme = self._reference.theme(str(value)) if field == "theme" and value else None
        return theme.name if theme else super().wording(field, value)

"""A link between two threats; both cards show it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from app.commands import links
from app.domain.beside import ThreatLink
from app.domain.codes import Relation
from app.domain.faults import Fault
from app.errors import Refusal
from app.reads import beside
from app.reads.beside import Other
from app.reads.card import Card, CardLink
from app.reads.officers import Person
from app.register import Done
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.remove import offer_remove
from app.ui.fields import DateField, PersonField
from app.ui.parts import label
from app.ui.runner import Runner


class LinkDialog(RecordDialog[ThreatLink]):
    """Links this threat to another; of a link that is there, how they stand to each other."""

    def __init__(self, runner: Runner, parent: QWidget, card: Card, known: CardLink | None = None) -> None:
        base = known.link if known else None
        title, verb = (
            ("Link to another threat", "Save link") if known else ("Link another threat", "Add link")
        )
        super().__init__(runner, parent, title, verb, card.threat.display, base)
        was = base or ThreatLink(id="", threat=card.threat.id, other="")
        self._was = was
        if known is not None and not known.outward:
            told = f"Said of {known.display}: it stands so to this threat."
            self.body.insertWidget(1, label(told, ink="text2", wrap=True))
        options = [(relation, relation.value.capitalize()) for relation in Relation]
        self.relation = ChoiceField(options, was.relation)
        self.row("relation", "Relation", self.relation)
        self.other: PersonField | None = None
        if known is None:
            self.other = PersonField("Name or reference of a threat")
            self.row("other", "Threat", self.other, "Any word of its name, operation or reference.")
            runner.ask(beside.others, card.threat.id, then=self.while_open(self._offer))
        else:
            end = known.display if known.outward else card.threat.display
            self.form.add("end", "Threat", label(end, wrap=True))
        self.row("on", "Since", DateField(self.today, was.on))
        self.note: QLineEdit = self.line("note", "Note", was.note)
        offer_remove(self, links.remove)
        self.begin("relation" if known else "other")

    def _offer(self, others: tuple[Other, ...]) -> None:
        assert self.other is not None
        # the list of people is a list of names with places: a threat's place is its reference
        self.other.offer(
            Person(o.id, o.display, f"{o.reference}{', archived' if o.archived else ''}", left=False)
            for o in others
        )

    def draft(self, dates: dict[str, date | None]) -> ThreatLink:
        """The link as typed."""
        chosen = self.other.value() if self.other is not None else None
        return replace(
            self.base or replace(self._was, other=chosen.id if chosen else ""),
            relation=self.relation.value(),
            on=dates.get("on"),
            note=self.note.text().strip(),
        )

    def read(self) -> tuple[ThreatLink | None, tuple[Fault, ...]]:
        """The link and its faults; words that are no threat's say so rather than that nothing was chosen."""
        record, found = super().read()
        if self.other is None or self.other.value() is not None or not self.other.text():
            return record, found
        stray = Fault("other", "link.unknown", {"text": self.other.text()})
        return record, (stray, *(fault for fault in found if fault.field != "other"))

    def send(
        self, record: ThreatLink, done: Callable[[Done], object], failed: Callable[[Refusal], object]
    ) -> None:
        """Adds or changes it."""
        if self.base is None:
            self.runner.do(links.add, replace(record, id=self.new_id()), then=done, failed=failed)
        else:
            self.runner.do(links.change, record, then=done, failed=failed)

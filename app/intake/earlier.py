"""What a file said last time, read again from the words kept with the record.

It tells a force's own news from an edit made here: where the register still holds what the file said
before, the file's new word needs no decision; where somebody has changed it since, both are shown.
"""

from __future__ import annotations

import re
from datetime import date

from app.domain.action import Action
from app.domain.custom_value import PREFIX
from app.domain.intake import Known
from app.domain.threat import Threat
from app.intake import action_cells, lines
from app.intake.candidates import ActionCandidate, Source, ThreatCandidate
from app.intake.cells import Cell
from app.intake.differences import OWN_COUNTS, OWN_WORDS, Change, Differences
from app.intake.headings import plain
from app.intake.layouts import Heading, Mapping
from app.intake.threat_cells import ThreatCells

_NAMED = re.compile(r"([^:\n]{1,80}): (.*)", re.DOTALL)


class Earlier:
    """Reads kept words again, by the headings that the file has now and by the synonyms."""

    def __init__(self, known: Known, mapping: Mapping, headings: tuple[Heading, ...]) -> None:
        self.known = known
        self.mapping = mapping
        self.headings = {plain(heading.heading) for heading in headings}
        self.differences = Differences(known)

    def _source(self, as_at: date | None) -> Source:
        return Source(
            file="",
            sheet="",
            forces=self.known.forces,
            themes=self.known.themes,
            force=None,
            today=date.max,
            as_at=as_at,
            custom=self.mapping.custom,
        )

    def _cells(self, written: str) -> list[tuple[Heading, Cell]]:
        """The cells of a row kept as "Heading: value" lines; a line without a heading continues a value."""
        found: list[tuple[str, str]] = []
        for line in written.split("\n"):
            named = _NAMED.fullmatch(line)
            if named and (plain(named[1]) in self.headings or self.mapping.field_of(named[1])):
                found.append((named[1], named[2]))
            elif found:
                found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
        return [
            (
                Heading(
                    sheet="", heading=heading, cell="", column=column, field=self.mapping.field_of(heading)
                ),
                Cell(1, column, value),
            )
            for column, (heading, value) in enumerate(found, 1)
        ]

    def action(self, written: str, as_at: date | None) -> ActionCandidate:
        """The action that a row, or a line of a 4P cell, stated."""
        columns: dict[str, list[tuple[Heading, Cell]]] = {}
        for heading, cell in self._cells(written):
            columns.setdefault(heading.field, []).append((heading, cell))
        if "action" in columns:
            return action_cells.read("", self._source(as_at), 1, columns)
        line = lines.read(written, as_at)
        return ActionCandidate(
            key="",
            place=self._source(as_at).place(1),
            strand=None,
            strand_text="",
            title=line.title,
            owner=line.owner,
            due=line.due,
            due_text="" if line.due else line.due_text,
            state=line.state,
            as_written=written,
        )

    def threat(self, written: str, as_at: date | None) -> ThreatCandidate:
        """The threat that a row or form stated."""
        threat = ThreatCells(self._source(as_at), 1)
        for heading, cell in self._cells(written):
            threat.take(heading.field, heading.heading, cell)
        return threat.done("")

    def unedited_of_action(self, known: Action, as_at: date | None) -> frozenset[str]:
        """The fields in which the register still holds what the file said before."""
        if not known.as_written:
            return frozenset()
        before = self.action(known.as_written, as_at)
        said = {
            name
            for name in ("owner", "set_on", "due", "due_text", "detail", "outcome")
            if getattr(before, name)
        }
        edited = _names(self.differences.of_action(before, known))
        return frozenset(said - edited) | ({"state"} if before.state is known.state else frozenset())

    def unedited_of_threat(self, written: str, known: Threat, as_at: date | None) -> frozenset[str]:
        """The fields in which the register still holds what the file said before; never the status."""
        before = self.threat(written, as_at)
        fields = (*OWN_WORDS, *OWN_COUNTS, "primary_theme", "secondary_themes", "next_review")
        said = {name for name in fields if getattr(before.fields, name) not in (None, "", ())}
        said |= {f"lead.{role.value}" for role, _ in before.leads}
        said |= {f"{PREFIX}{name}" for name, _ in before.custom}
        said |= {"mapping"} if before.mapping is not None else set()
        return frozenset(said - _names(self.differences.of_threat(before, known)))


def _names(changes: list[Change]) -> set[str]:
    return {change.field for change in changes}

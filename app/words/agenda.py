"""Series, agendas and those expected: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "agenda.begun": "This meeting has an agenda already. Nothing was changed. Change its items, or remove "
    "those that are not wanted.",
    "agenda.minutes": "Minutes are a whole number, 0 or more.",
    "label.agenda.begin": "agenda begun",
}

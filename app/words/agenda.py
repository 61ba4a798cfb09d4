"""Series, agendas and those expected: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "agenda.minutes": "Minutes are a whole number, 0 or more.",
}

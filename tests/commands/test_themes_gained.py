"""The day on which a threat gained a theme is kept: it asks for a new score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.commands import threats
from app.domain.clock import FixedClock
from app.domain.threat import Threat
from app.errors import Conflict
from app.register import Register
from tests.builders import add_threat

TODAY = date(2026, 11, 26)


def changed(register: Register, threat: Threat, **fields: object) -> Threat:
    """The threat after a change of fields."""
    saved: Threat = register.do(threats.change, replace(threat, **fields)).result
    return saved


@pytest.mark.parametrize("gained", [{"secondary_themes": ("fraud",)}, {"primary_theme": "fraud"}])
def test_a_theme_gained_is_dated(register: Register, clock: FixedClock, gained: dict[str, object]) -> None:
    threat = add_threat(register)
    assert threat.themes_changed_on is None
    assert changed(register, threat, **gained).themes_changed_on == TODAY


@pytest.mark.parametrize(
    "kept",
    [
        {"primary_theme": "fraud", "secondary_themes": ("illegal-drugs",)},
        {"secondary_themes": ()},
        {"primary_theme": None},
        {"name": "Harrowmead"},
    ],
)
def test_a_theme_lost_or_moved_is_not(register: Register, kept: dict[str, object]) -> None:
    threat = add_threat(register, secondary_themes=("fraud",))
    assert changed(register, threat, **kept).themes_changed_on is None


def test_a_stale_copy_is_refused_for_what_was_typed_only(register: Register) -> None:
    threat = add_threat(register)
    changed(register, threat, name="Harrowmead")
    with pytest.raises(Conflict) as refused:
        changed(register, threat, secondary_themes=("fraud",))
    assert {d.field for d in refused.value.differences} == {"name", "secondary_themes"}


def test_undo_takes_the_day_back(register: Register) -> None:
    threat = add_threat(register)
    changed(register, threat, secondary_themes=("fraud",))
    register.undo()
    again = register.do(threats.change, replace(threat, name="Harrowmead", version=3)).result
    assert again.themes_changed_on is None

"""What is wrong with settings before they are in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from app.domain.faults import Fault
from app.domain.leaving import OPTIONAL, REQUIRED
from app.domain.region_settings import RegionSettings
from app.domain.visits import ASKED, OFF


@dataclass(frozen=True, slots=True)
class Threshold:
    """A LOCAL number: what it counts, and between what it may lie."""

    unit: str
    least: int
    most: int


_OTHER = {
    "redated_times": Threshold("times", 0, 99),
    "score_step": Threshold("points", 1, 1000),
    "lro_limit": Threshold("groups", 1, 99),
    "priority_cut_off": Threshold("groups", 0, 500),
    "stable_score": Threshold("points", 0, 1000),
    "changed_score": Threshold("points", 0, 1000),
    "overdue_meetings": Threshold("meetings", 1, 24),
    # Cyber Essentials' most, as conditions.md §4 has it
    "lock_minutes": Threshold("minutes", 1, 15),
    "backup_hours": Threshold("hours", 1, 24),
}
_BY_ENDING = {"_days": Threshold("days", 1, 1000), "_months": Threshold("months", 1, 120)}

_ONE_OF = {"disclosure_reason": (REQUIRED, OPTIONAL), "consultation_reason": (OFF, ASKED)}


def _threshold(name: str) -> Threshold:
    for ending, found in _BY_ENDING.items():
        if name.endswith(ending):
            return found
    return _OTHER.get(name, Threshold("", 0, 10_000))


THRESHOLDS: dict[str, Threshold] = {
    f.name: _threshold(f.name) for f in fields(RegionSettings) if isinstance(f.default, int)
}
"""Every number among the settings, in their order; LOCAL without exception."""


def faults(values: Mapping[str, Any]) -> tuple[Fault, ...]:
    """What is wrong with new values of settings, by the setting's name."""
    found: list[Fault] = []
    for name, value in values.items():
        if name in THRESHOLDS:
            found += _number(name, value)
        elif name in _LISTS:
            found += _LISTS[name](value)
        elif value not in _ONE_OF.get(name, (value,)) or (name == "marking" and not str(value).strip()):
            found.append(Fault(name, "required"))
    return tuple(found)


def _number(name: str, value: Any) -> list[Fault]:
    limits = THRESHOLDS[name]
    if isinstance(value, int) and limits.least <= value <= limits.most:
        return []
    return [Fault(name, "setting.out_of_range", {"least": limits.least, "most": limits.most})]


def _twice(name: str, words: list[str]) -> list[Fault]:
    seen: set[str] = set()
    for word in words:
        key = word.strip().casefold()
        if not key:
            return [Fault(name, "setting.empty_line")]
        if key in seen:
            return [Fault(name, "setting.twice", {"name": word})]
        seen.add(key)
    return []


def _tiers(tiers: Any) -> list[Fault]:
    return _twice("tiers", list(tiers))


def _bands(bands: Any) -> list[Fault]:
    lows = [low for low, _ in bands]
    if lows != sorted(set(lows)):
        return [Fault("bands", "setting.bands_rise")]
    return _twice("bands", [label for _, label in bands])


def _agenda(name: str, agenda: Any) -> list[Fault]:
    titles = _twice(name, [item[2] for item in agenda])
    return titles or _twice(name, [item[1] for item in agenda])


def _submission_fields(asked: Any) -> list[Fault]:
    return _twice("submission_fields", [item[1] for item in asked]) or _twice(
        "submission_fields", [item[0] for item in asked]
    )


_LISTS: dict[str, Callable[[Any], list[Fault]]] = {
    "tiers": _tiers,
    "bands": _bands,
    **{name: partial(_agenda, name) for name in ("agenda", "capabilities_agenda", "performance_agenda")},
    "submission_fields": _submission_fields,
}

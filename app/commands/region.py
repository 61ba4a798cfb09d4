"""Setting up a region, bringing what a register of an earlier version lacks, and changing its settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.domain.codes import ChoiceList
from app.domain.faults import Faulty, stops
from app.domain.region import Choice, Force, Region, Setting, Theme
from app.domain.region_settings import RegionSettings, from_records, to_record
from app.domain.scheme import Scheme
from app.domain.setting_faults import faults
from app.errors import Refusal
from app.store.tables import JOURNAL, table
from app.store.unit import Unit, command


@command("region.set_up")
def set_up(
    unit: Unit,
    region: Region,
    forces: tuple[Force, ...],
    themes: tuple[Theme, ...],
    settings: dict[str, Any],
    choices: tuple[Choice, ...] = (),
    schemes: tuple[Scheme, ...] = (),
) -> Region:
    """The first command of a register: its region, forces, themes, lists, schemes and settings."""
    unit.put_many(forces)
    unit.put_many(themes)
    unit.put_many(choices)
    unit.put_many(schemes)
    unit.put_many([to_record(name, value) for name, value in settings.items()])
    return unit.put(region)


@command("region.complete")
def complete(
    unit: Unit, choices: tuple[Choice, ...], schemes: tuple[Scheme, ...], settings: dict[str, Any]
) -> None:
    """Adds the shipped lists that a register of an earlier version lacks altogether; nothing the second time.

    A list of which anything is there or was removed by somebody, and a register without a region, are left
    as they are.
    """
    if not unit.rows(select(table(Region).c.id)):
        return
    there = {row[0] for row in unit.rows(select(table(Choice).c.list).distinct())} | _emptied(unit)
    unit.put_many([choice for choice in choices if choice.list not in there])
    if not unit.rows(select(table(Scheme).c.id).limit(1)):
        unit.put_many(schemes)
    for name, value in settings.items():
        if unit.seek(Setting, name) is None:
            unit.put(to_record(name, value))


def _emptied(unit: Unit) -> set[ChoiceList]:
    """The lists of which somebody removed a value; what an undo took back does not count."""
    gone = select(JOURNAL.c.before).where(
        JOURNAL.c.after.is_(None), JOURNAL.c.kind == "choice", JOURNAL.c.undoes.is_(None)
    )
    return {ChoiceList(json.loads(row[0])["list"]) for row in unit.rows(gone)}


@command("region.change")
def change(unit: Unit, region: Region) -> Region:
    """Another name, unit or code of the region."""
    return unit.put(region)


@command("setting.change")
def change_setting(unit: Unit, name: str, value: object, version: int = 0) -> Setting:
    """Sets one setting of the region; `version` is that of the setting as it was read, 0 for none."""
    _refuse_faulty({name: value})
    return unit.put(to_record(name, value, version))


@command("setting.change_some")
def change_settings(unit: Unit, values: Mapping[str, Any], was: RegionSettings) -> None:
    """Sets several settings in one step; `was` is what the person saw of them.

    Raises Faulty for values that cannot be in force, Refusal("setting.changed_since") where another person
    changed one of them meanwhile.
    """
    _refuse_faulty(values)
    stored = unit.find(Setting)
    now, versions = from_records(stored), {setting.id: setting.version for setting in stored}
    for name, value in values.items():
        if getattr(now, name) != getattr(was, name):
            raise Refusal("setting.changed_since")
        if value != getattr(now, name):
            unit.put(to_record(name, value, versions.get(name, 0)))


def _refuse_faulty(values: Mapping[str, Any]) -> None:
    found = stops(faults(values))
    if found:
        raise Faulty(found)

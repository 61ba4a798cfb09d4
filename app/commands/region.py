"""Setting up a region, and changing its settings."""

from __future__ import annotations

from typing import Any

from app.domain.codes import Role
from app.domain.region import Choice, Force, Region, Setting, Theme
from app.domain.region_settings import to_record
from app.store.unit import Unit, command


@command("region.set_up", needs=Role.COORDINATOR)
def set_up(
    unit: Unit,
    region: Region,
    forces: tuple[Force, ...],
    themes: tuple[Theme, ...],
    settings: dict[str, Any],
    choices: tuple[Choice, ...] = (),
) -> Region:
    """The first command of a register: its region, forces, themes, lists and settings."""
    unit.put_many(forces)
    unit.put_many(themes)
    unit.put_many(choices)
    unit.put_many([to_record(name, value) for name, value in settings.items()])
    return unit.put(region)


@command("setting.change", needs=Role.COORDINATOR)
def change_setting(unit: Unit, name: str, value: object, version: int = 0) -> Setting:
    """Sets one setting of the region; `version` is that of the setting as it was read, 0 for none."""
    return unit.put(to_record(name, value, version))

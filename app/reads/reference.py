"""The region with its reference data and settings."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.domain.region import Force, Region, Setting, Theme
from app.domain.region_settings import RegionSettings, from_records
from app.store.tables import table


@dataclass(frozen=True, slots=True)
class Reference:
    """The region (None in a register not yet set up), its forces and themes by name, and its settings."""

    region: Region | None
    forces: tuple[Force, ...]
    themes: tuple[Theme, ...]
    settings: RegionSettings

    def force(self, id: str | None) -> Force | None:
        """The force of an id."""
        return next((force for force in self.forces if force.id == id), None)

    def theme(self, id: str | None) -> Theme | None:
        """The theme of an id."""
        return next((theme for theme in self.themes if theme.id == id), None)


def settings(connection: Connection) -> RegionSettings:
    """The settings in force."""
    return from_records(Setting(**row._mapping) for row in connection.execute(select(table(Setting))))


def reference(connection: Connection) -> Reference:
    """Everything the forms and grids choose from."""
    forces, themes = table(Force), table(Theme)
    region = connection.execute(select(table(Region))).first()
    return Reference(
        None if region is None else Region(**region._mapping),
        tuple(Force(**row._mapping) for row in connection.execute(select(forces).order_by(forces.c.name))),
        tuple(Theme(**row._mapping) for row in connection.execute(select(themes).order_by(themes.c.name))),
        settings(connection),
    )

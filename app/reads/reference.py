"""The region with its reference data and settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.domain.codes import ChoiceList
from app.domain.custom import CustomField
from app.domain.region import Choice, Force, Region, Setting, Theme
from app.domain.region_settings import RegionSettings, from_records
from app.domain.scheme import Scheme
from app.store.references import counts, held
from app.store.tables import table


@dataclass(frozen=True, slots=True)
class Reference:
    """The region (None in a register not yet set up), its forces and themes by name, settings and lists.

    Retired ones are among them, since records name them still; `offered` and `custom` leave them out.
    """

    region: Region | None
    forces: tuple[Force, ...]
    themes: tuple[Theme, ...]
    settings: RegionSettings
    choices: tuple[Choice, ...] = ()
    custom_fields: tuple[CustomField, ...] = ()
    schemes: tuple[Scheme, ...] = ()

    def force(self, id: str | None) -> Force | None:
        """The force of an id."""
        return next((force for force in self.forces if force.id == id), None)

    def theme(self, id: str | None) -> Theme | None:
        """The theme of an id."""
        return next((theme for theme in self.themes if theme.id == id), None)

    def choice(self, id: str | None) -> Choice | None:
        """The choice of an id."""
        return next((choice for choice in self.choices if choice.id == id), None)

    def offered(self, list: ChoiceList, keep: str | None = None) -> tuple[Choice, ...]:
        """The choices of a list that are in use, and the one that a record holds already."""
        return tuple(c for c in self.choices if c.list is list and (not c.retired or c.id == keep))

    def offered_forces(self, *keep: str | None) -> tuple[Force, ...]:
        """The forces in use, and those that a record holds already."""
        return tuple(force for force in self.forces if not force.retired or force.id in keep)

    def offered_themes(self, *keep: str | None) -> tuple[Theme, ...]:
        """The themes in use, and those that a record holds already."""
        return tuple(theme for theme in self.themes if not theme.retired or theme.id in keep)

    def custom(self, of: str) -> tuple[CustomField, ...]:
        """The custom fields in use of a kind of record, such as "threat"."""
        return tuple(field for field in self.custom_fields if field.of == of and not field.retired)


@dataclass(frozen=True, slots=True)
class Lists:
    """What the settings are edited by: the reference data, how often each value and custom field is used."""

    reference: Reference
    uses: Mapping[str, int]
    held: Mapping[str, int]


def lists(connection: Connection) -> Lists:
    """The reference data with its uses."""
    return Lists(reference(connection), uses(connection), held(connection))


def uses(connection: Connection) -> dict[str, int]:
    """How many times records name each force, theme and choice, by its id."""
    return {id: n for kind in ("force", "theme", "choice") for id, n in counts(connection, kind).items()}


def settings(connection: Connection) -> RegionSettings:
    """The settings in force."""
    return from_records(Setting(**row._mapping) for row in connection.execute(select(table(Setting))))


def reference(connection: Connection) -> Reference:
    """Everything the forms and grids choose from."""
    forces, themes, choices = table(Force), table(Theme), table(Choice)
    order = (choices.c.list, choices.c.place, choices.c.name)
    fields = table(CustomField).c
    custom = select(table(CustomField)).order_by(fields.of, fields.place, fields.name)
    schemes = select(table(Scheme)).order_by(table(Scheme).c.name, table(Scheme).c.id)
    region = connection.execute(select(table(Region))).first()
    return Reference(
        None if region is None else Region(**region._mapping),
        tuple(Force(**row._mapping) for row in connection.execute(select(forces).order_by(forces.c.name))),
        tuple(Theme(**row._mapping) for row in connection.execute(select(themes).order_by(themes.c.name))),
        settings(connection),
        tuple(Choice(**row._mapping) for row in connection.execute(select(choices).order_by(*order))),
        tuple(CustomField(**row._mapping) for row in connection.execute(custom)),
        tuple(Scheme(**row._mapping) for row in connection.execute(schemes)),
    )

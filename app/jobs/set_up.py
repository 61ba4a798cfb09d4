"""Setting up a new register for a region, from the reference data that ships."""

from __future__ import annotations

from typing import Any

from app import resources
from app.domain import codec, scheme
from app.domain.codes import Role
from app.domain.region import Choice, Force, Region, Theme
from app.domain.scheme import Scheme
from app.register import Register


def regions() -> tuple[tuple[str, str], ...]:
    """The regions one may choose, as id and name."""
    return tuple((region["id"], region["name"]) for region in resources.reference("regions"))


def reference_records(region: str, *, fictional: bool) -> tuple[Region, tuple[Force, ...], tuple[Theme, ...]]:
    """The region of an id with its forces and unit, and the themes; KeyError for an id that does not ship."""
    data: dict[str, Any] = {entry["id"]: entry for entry in resources.reference("regions")}[region]
    unit = Force(id=data["unit"].lower(), name=data["unit"], short=data["unit"], code=data["code"])
    forces = tuple(Force(**force) for force in data["forces"])
    themes = tuple(
        Theme(**{**theme, "synonyms": tuple(theme["synonyms"])}) for theme in resources.reference("themes")
    )
    made = Region(id=data["id"], name=data["name"], unit=data["unit"], code=data["code"], fictional=fictional)
    return made, (*forces, unit), themes


def settings(code: str) -> dict[str, Any]:
    """The settings that a new region begins with; all LOCAL, all editable."""
    return {
        "pack_code": code,
        "agenda": resources.reference("agenda"),
        **_other_agendas(),
        "submission_fields": resources.reference("submission_fields"),
    }


def _other_agendas() -> dict[str, Any]:
    """The templates of the other series; LOCAL, as the standing agenda is."""
    return {
        "capabilities_agenda": resources.reference("agenda_capabilities"),
        "performance_agenda": resources.reference("agenda_performance"),
    }


def choices() -> tuple[Choice, ...]:
    """The short lists that ship: capabilities, order types, reasons; all LOCAL, all editable."""
    return tuple(
        codec.build(Choice, {**choice, "place": place})
        for place, choice in enumerate(resources.reference("choices"))
    )


def schemes() -> tuple[Scheme, ...]:
    """The schemes for scoring that ship: local examples, never the national model."""
    return scheme.shipped(resources.reference("schemes"))


def complete(register: Register) -> None:
    """Brings a register of an earlier version the lists that it lacks, where it may be changed."""
    from app.commands import region as commands

    if register.read_only or Role.COORDINATOR not in register.roles:
        return
    shipped = {"submission_fields": resources.reference("submission_fields"), **_other_agendas()}
    register.do(commands.complete, choices(), schemes(), shipped)


def set_up(register: Register, region: str, *, fictional: bool = False) -> None:
    """Writes region, forces, themes, standing agenda, lists and settings into an empty register."""
    from app.commands import region as commands

    made, forces, themes = reference_records(region, fictional=fictional)
    register.do(commands.set_up, made, forces, themes, settings(made.code), choices(), schemes())

"""The region and its reference data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.codes import ChoiceList
from app.domain.faults import Fault, required


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The region whose register this is; one for each register."""

    id: str
    version: int = 0
    name: str
    unit: str = ""
    code: str = ""
    fictional: bool = False

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(name=self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """A police force, or the regional unit; short names are for the heads of narrow matrices.

    A retired one is no longer offered; what names it keeps it.
    """

    id: str
    version: int = 0
    name: str
    short: str = ""
    code: str = ""
    retired: bool = False

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(name=self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A threat theme; `synonyms` are the words that forces' trackers use for it."""

    id: str
    version: int = 0
    name: str
    short: str = ""
    synonyms: tuple[str, ...] = ()
    retired: bool = False

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(name=self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One name of a list that the region edits, such as a capability; `place` orders the list."""

    id: str
    version: int = 0
    list: ChoiceList
    name: str
    short: str = ""
    place: int = 0
    retired: bool = False

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return tuple(required(name=self.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting of the region as canonical JSON; `id` is its name (see region_settings)."""

    id: str
    version: int = 0
    value: str

    def faults(self, today: date) -> tuple[Fault, ...]:
        """What is wrong with it."""
        return ()

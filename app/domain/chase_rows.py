"""The open actions of a register with those who can be asked about them, as rows for chase sheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.codes import ActionState, Handling
from app.domain.meeting import Meeting
from app.domain.region import Region
from app.domain.region_settings import RegionSettings


class Asked(NamedTuple):
    """Who is asked: an officer by id, or an organisation that owns actions (`id` ""); of a force or not."""

    id: str
    name: str
    organisation: str
    police: bool = False


class OpenAction(NamedTuple):
    """An action that is open or awaits its result, with the person or organisation to ask about it."""

    id: str
    reference: str
    threat: str
    strand: str
    title: str
    due: date | None
    said: str
    state: ActionState
    outcome: str
    asked: Asked | None
    handling: Handling = Handling.P
    conditions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseRows:
    """What the chase sheets of a month are made of; `private` counts actions of items for the chair alone.

    `latest` is the month of the newest chase sheets that left, "" where none did.
    """

    region: Region
    settings: RegionSettings
    meeting: Meeting
    actions: tuple[OpenAction, ...]
    private: int = 0
    latest: str = ""

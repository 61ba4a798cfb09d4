"""What two packs are compared by: each threat, action and request as it stood, under its own id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class ThreatTabled(NamedTuple):
    """A threat as a pack tabled it; `page` is the number of its page ("5.3"), "" where it has none."""

    id: str
    reference: str
    name: str
    force: str
    theme: str
    status: str
    mapping: str
    score: float | None
    scheme: str
    band: str
    sio: str
    lro: str
    priority: int | None
    page: str
    mapped_on: date | None = None
    scored_on: date | None = None
    score_why: str = ""
    priority_why: str = ""
    archived_on: date | None = None
    archive_reason: str = ""
    archived_by: str = ""


class ActionTabled(NamedTuple):
    """An action as a pack tabled it; `threat` is a reference, "" for one of a meeting.

    `reason` is that of the last move of its due date, `on` the day of the last thing that happened to it.
    """

    id: str
    reference: str
    threat: str
    force: str
    title: str
    owner: str
    state: str
    due: date | None
    letter: str
    reason: str = ""
    on: date | None = None


class RequestTabled(NamedTuple):
    """A request as a pack tabled it."""

    id: str
    reference: str
    capability: str
    threat: str
    state: str
    decision: str
    decided_on: date | None
    decided_by: str = ""
    reason: str = ""


class Removed(NamedTuple):
    """A record that was removed, with the authority for it; nothing that it held."""

    id: str
    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class States:
    """Everything of a pack that the next one is compared with."""

    threats: tuple[ThreatTabled, ...] = ()
    actions: tuple[ActionTabled, ...] = ()
    requests: tuple[RequestTabled, ...] = ()
    removed: tuple[Removed, ...] = ()


NO_STATES = States()

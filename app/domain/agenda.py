"""The standing agenda of the monthly meeting: LOCAL, a default that the region edits."""

from __future__ import annotations

from typing import NamedTuple


class AgendaItem(NamedTuple):
    """One standing item: number as printed, section key, title, who leads it, minutes allotted."""

    number: str
    key: str
    title: str
    led_by: str = ""
    minutes: int = 0

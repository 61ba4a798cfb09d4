"""What somebody was writing when the desk was locked or fell over; it is no record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """Text not saved yet: whose it is, in which form, about which object, when kept, and what was typed."""

    id: str
    person: str
    form: str
    object: str
    at: datetime
    body: str

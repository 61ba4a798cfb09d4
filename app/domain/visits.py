"""When looking at a record is a consultation of its own, and when it is still the same one.

A page asks again after each change; that is no new consultation. The rule and its quarter of an hour are
LOCAL to Fourfold; that consultations are logged is the Data Protection Act 2018 s.62.
"""

from __future__ import annotations

from datetime import datetime, timedelta

OFF, ASKED = "off", "asked"
"""Whether a region asks why somebody looks; it may always stay empty (conditions.md §2)."""

AGAIN = timedelta(minutes=15)
"""How long a look at a record stands for later looks at it."""


class Visits:
    """What one person has looked at since they turned to the record in hand.

    A visit is to one subject, such as a threat; what hangs on it is looked at within that visit.
    """

    def __init__(self) -> None:
        self._subject = ""
        self._seen: dict[tuple[str, str], datetime] = {}

    def new(self, subject: str, kind: str, object: str, at: datetime) -> bool:
        """Whether this look is to be logged: not yet in this visit, or longer ago than `AGAIN`.

        A clock that went back makes every look new.
        """
        if subject != self._subject:
            return True
        seen = self._seen.get((kind, object))
        return seen is None or not timedelta() <= at - seen < AGAIN

    def note(self, subject: str, kind: str, object: str, at: datetime) -> None:
        """Keeps that this look was logged; another subject ends the visit before."""
        if subject != self._subject:
            self._subject, self._seen = subject, {}
        self._seen[(kind, object)] = at

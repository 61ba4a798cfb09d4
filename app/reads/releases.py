"""What is released of a threat, and which of its texts have conditions that partners accepted."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from sqlalchemy import Connection, select

from app.domain.codes import ChoiceList, Handling
from app.domain.issue import Acceptance, Release
from app.domain.kinds import kind_of
from app.domain.region import Choice
from app.domain.releases import CODED, CodedText, holds, said
from app.store.tables import table


@dataclass(frozen=True, slots=True)
class Coded:
    """A C-coded text of a threat, and who accepted the conditions that it has now."""

    record: CodedText
    kind: str
    text: str
    accepted: tuple[Acceptance, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """The releases of a threat, its C-coded texts, and the partner organisations in their order."""

    threat: str
    releases: tuple[Release, ...]
    coded: tuple[Coded, ...]
    partners: tuple[Choice, ...]

    def partner(self, id: str) -> str:
        """The name of a partner organisation."""
        return next((one.name for one in self.partners if one.id == id), "")

    def names(self, release: Release) -> str:
        """To whom a release is, in words."""
        return ", ".join(self.partner(id) for id in release.organisations) or "all partners"


def of_threat(connection: Connection, threat: str) -> Released:
    """Everything about one threat that partners may see."""
    releases = table(Release)
    found = connection.execute(select(releases).where(releases.c.threat == threat).order_by(releases.c.id))
    coded: list[CodedText] = []
    for cls in CODED:
        where = table(cls)
        query = select(where).where(where.c.threat == threat, where.c.handling == Handling.C)
        coded += [cls(**row._mapping) for row in connection.execute(query.order_by(where.c.id))]
    known = _acceptances(connection, [record.id for record in coded])
    choices = table(Choice)
    partners = (
        select(choices).where(choices.c.list == ChoiceList.PARTNER).order_by(choices.c.place, choices.c.id)
    )
    return Released(
        threat,
        tuple(Release(**row._mapping) for row in found),
        tuple(
            Coded(record, kind_of(record), said(record), tuple(a for a in known if holds(a, record)))
            for record in coded
        ),
        tuple(Choice(**row._mapping) for row in connection.execute(partners)),
    )


def _acceptances(connection: Connection, ids: list[str]) -> list[Acceptance]:
    where = table(Acceptance)
    rows = connection.execute(select(where).where(where.c.object.in_(ids)))
    return sorted((Acceptance(**row._mapping) for row in rows), key=attrgetter("on", "id"))

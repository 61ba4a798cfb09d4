"""The officers whom a file names, each made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.intake import Amendment, Known
from app.domain.officer import Officer
from app.intake.people import Party, person_key


@dataclass
class Officers:
    """The officers that the file names: those of the register by rank, name and force, else new ones."""

    known: Known
    force: str | None
    new_id: Callable[[], str]
    made: list[Officer] = field(default_factory=list)
    trained: dict[str, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_key: dict[str, str] = {}
        self.by_id = {officer.id: officer for officer in self.known.officers}
        for wanted in (None, self.force):
            # the register's own of this force stand over those without one
            for officer in self.known.officers:
                if officer.force == wanted and officer.left_on is None and not officer.organisation:
                    self.by_key[person_key(officer.rank, officer.name)] = officer.id

    def id_of(self, party: Party) -> str:
        """The officer's id, making the officer where nobody of that rank and name is known."""
        if party.key not in self.by_key:
            officer = Officer(id=self.new_id(), name=party.name, rank=party.rank, force=self.force)
            self.made.append(officer)
            self.by_key[party.key] = officer.id
        return self.by_key[party.key]

    def train(self, party: Party, on: date) -> None:
        """Keeps the day of an LRO's training where the register has none."""
        self.trained[self.id_of(party)] = on

    def records(self) -> list[Officer]:
        """The new officers, with the training that the file states."""
        return [replace(o, lro_trained_on=self.trained.get(o.id)) for o in self.made]

    def amendments(self) -> list[Amendment]:
        """The training of officers that the register knows without it."""
        return [
            Amendment(
                kind="officer",
                id=id,
                version=self.by_id[id].version,
                fields={"lro_trained_on": on.isoformat()},
            )
            for id, on in self.trained.items()
            if id in self.by_id and self.by_id[id].lro_trained_on is None
        ]

"""A lead officer's own: which officer of the list is at the desk, and what is theirs.

The rule is that of commands.own, asked before anything is pressed: what is another's is not offered.
"""

from __future__ import annotations

from collections.abc import Callable

from app.domain.codes import Role
from app.reads import officers
from app.reads.card import Card
from app.ui.runner import Runner

NOBODY = "No officer of the list bears your name, so no action counts as yours."
SEVERAL = "Several officers of the list bear your name, so no action counts as yours."


class Own:
    """What is theirs; for whoever is coordinator, or no lead officer at all, roles alone say it."""

    def __init__(self, runner: Runner, then: Callable[[], object]) -> None:
        self._runner, self._then = runner, then
        self.limited = Role.COORDINATOR not in runner.register.roles and runner.may("action.complete")
        self._mine: tuple[str, ...] | None = None

    def ask(self) -> None:
        """Asks the list of officers; `then` is called once it is known."""
        if self.limited:
            name = self._runner.register.session.name
            self._runner.ask(officers.bearing, name, then=self._know, key="own officers")

    def _know(self, found: tuple[str, ...]) -> None:
        self._mine = found
        self._then()

    @property
    def words(self) -> str:
        """Why nothing is theirs, "" where something may be, or nobody knows yet."""
        if self._mine is None or len(self._mine) == 1:
            return ""
        return SEVERAL if self._mine else NOBODY

    def owns(self, owner: str | None) -> bool:
        """Whether what stands under this officer is theirs, or whose it is does not matter."""
        return not self.limited or (owner is not None and self._mine == (owner,))

    def leads(self, card: Card) -> bool:
        """Whether they have a part in a group: they lead it, or own an action of it."""
        led = any(lead.assignment.until is None and self.owns(lead.assignment.officer) for lead in card.leads)
        return led or not self.limited or any(self.owns(item.action.owner) for item in card.actions)

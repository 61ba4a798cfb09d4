"""What undo and redo would take back, in the order in which it was done in this session."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Step(NamedTuple):
    """What undo takes back: the batch, its label, and the command by which it was done."""

    batch: str
    label: str
    command: str


@dataclass(slots=True)
class History:
    """The steps done and those undone, the last of each at the end."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def note(self, step: Step) -> None:
        """A further step was done, after which nothing can be done again."""
        self.done.append(step)
        self.undone.clear()

    def forget(self) -> None:
        """Nothing of it can be taken back any more."""
        self.done.clear()
        self.undone.clear()

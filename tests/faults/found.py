"""What a check finds, kept apart by how bad it is."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Found:
    """The outcome of one cycle: counts, and a sentence for everything that is not as it must be."""

    lost: list[str] = field(default_factory=list)
    """Acknowledged edits that are not there."""
    half: list[str] = field(default_factory=list)
    """Half records, half batches, half files."""
    wrong: list[str] = field(default_factory=list)
    """Everything else: not opened, not sound, no words, left over."""
    acknowledged: int = 0
    files: int = 0
    killed: bool = False
    faulted: bool = False
    calls: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def bad(self) -> list[str]:
        """Every sentence."""
        return [
            *(f"lost: {each}" for each in self.lost),
            *(f"half: {each}" for each in self.half),
            *self.wrong,
        ]

    def json(self) -> dict[str, Any]:
        """As it goes over the pipe."""
        return asdict(self)

"""Bringing a backup back: which there are, what one would change, and the restore itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app import copies
from app.copies import Found, Restored
from app.domain.clock import Clock, SystemClock
from app.domain.kinds import KINDS
from app.reads import backups
from app.reads.backups import Since
from app.register import Register

__all__ = [
    "MEND",
    "Comparison",
    "Found",
    "Restored",
    "compare",
    "found",
    "newest_whole",
    "rescue",
    "restore",
    "whole",
]

MEND = frozenset(
    {"register.damaged", "register.missing", "register.plaintext", "keys.missing", "keys.damaged"}
)
"""Refusals of an opening after which a backup can be brought back."""

Progress = Callable[[str, int, int], object]
found = copies.found
whole = copies.whole
newest_whole = copies.newest_whole


@dataclass(frozen=True, slots=True)
class Comparison:
    """A backup beside the present state: what would be set aside, and records by kind then and now."""

    backup: Found
    whole: bool
    since: Since
    kinds: tuple[tuple[str, int, int], ...]


def compare(register: Register, one: Found, progress: Progress | None = None) -> Comparison:
    """What bringing `one` back would change, and whether its files are as they were written."""
    if progress is not None:
        progress("Reading the backup", 0, 2)
    then, after = one.counts or {}, register.ask(backups.since, one.seq)
    kinds = tuple(
        (kind, then.get(kind, 0), after.rows[kind]) for kind in KINDS if then.get(kind, 0) or after.rows[kind]
    )
    return Comparison(one, whole(one), after, kinds)


def restore(register: Register, backup: Path, progress: Progress | None = None) -> Restored:
    """Puts a backup in the place of the open register; see copies.restore for what it refuses."""
    return copies.restore(register, backup, progress)


def rescue(
    path: Path,
    backup: Path,
    passphrase: str,
    *,
    person: str | None = None,
    clock: Clock | None = None,
    progress: Progress | None = None,
) -> Restored:
    """Puts a backup in the place of a register that does not open; see copies.rescue."""
    return copies.rescue(
        path, backup, passphrase, person=person, clock=clock or SystemClock(), progress=progress
    )

"""Backing a register up: checked, counted, carried to a second folder, logged, and the old ones thinned."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app import copies
from app.domain.backup_rules import Reason
from app.domain.codes import LogClass
from app.errors import Refusal
from app.reads import backups
from app.register import Register

Progress = Callable[[str, int, int], object]


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A finished backup, its copy in the second folder, and what made room.

    `refused` is why the second folder has none, although it was wanted.
    """

    path: Path
    second: Path | None = None
    refused: Refusal | None = None
    removed: tuple[str, ...] = ()


def back_up(
    register: Register,
    reason: Reason = Reason.ASKED,
    *,
    second: Path | None = None,
    progress: Progress | None = None,
) -> BackedUp:
    """A checked copy with the register's own backups, and one in the second folder where there is one.

    Saving goes on meanwhile. Raises Refusal: backup.read_only, not_allowed, backup.failed, keys.missing,
    cancelled; then nothing is left behind. A second folder that fails is told, and the backup counts all the
    same.
    """
    if register.read_only:
        raise Refusal("backup.read_only")
    tell = progress or (lambda *_: None)
    made = register.backup(None, reason, progress)
    carried, refused = None, None
    if second is not None:
        try:
            carried = copies.carry(register, made, second, tell)
        except Refusal as refusal:
            if refusal.code == "cancelled":
                raise
            refused = refusal
    facts = {"reason": str(reason), "second": carried.name if carried else ""}
    register.log(LogClass.SYSTEM, "backup", made.name, facts, command="backup.make")
    removed = copies.thin(register)
    if carried is not None and second is not None:
        copies.thin(register, second)
    if removed:
        register.log(LogClass.SYSTEM, "backup", made.name, {"removed": list(removed)}, command="backup.thin")
    return BackedUp(made, carried, refused, removed)


def wanted(register: Register) -> bool:
    """Whether anything changed since the newest of the register's own backups, its people included."""
    if register.read_only:
        return False
    newest = next((one for one in copies.found(register.path) if one.told), None)
    if newest is None:
        return True
    if register.ask(backups.changes, newest.seq):
        return True
    # a person added or removed changes the key file alone
    return _digest(register.path / "keys.json") != _digest(newest.path / "keys.json")


def if_wanted(
    register: Register, reason: Reason, *, second: Path | None = None, progress: Progress | None = None
) -> BackedUp | None:
    """Backs up where something changed since the last backup, otherwise does nothing."""
    return back_up(register, reason, second=second, progress=progress) if wanted(register) else None


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""

"""What a register's file needs now and then: a copy, and being written anew after a disposal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.backup_rules import Reason
from app.domain.codes import LogClass
from app.store.place import SUFFIX

if TYPE_CHECKING:
    from app.register.register import Register

Progress = Callable[[str, int, int], object]


def backup(register: Register, to: Path | None, reason: Reason, progress: Progress | None) -> Path:
    """The copy that `Register.backup` makes."""
    from app.store import folder
    from app.store.backup import Why

    if to is None:
        target, why = folder.own(register.path, reason, register.clock)
        left_over = "."
    else:
        target = folder.free(to / f"{register.name} {folder.stamp(register.clock)}{SUFFIX}")
        why = Why(register.clock.now(), reason, folder.following(register.path / "backups", to))
        left_over = f".{register.name} "
    keys, key = register.path / "keys.json", register._opened.key
    return register._ask(folder.copy, keys, key, target, left_over, why, progress)


def scrub(register: Register) -> bool:
    """Writes the file anew as `Register.scrub` says, outside any transaction."""
    from app.store import engine as engines
    from app.store import scrub
    from app.store.refusals import worded

    if not register._ask(scrub.owed):
        return True
    register._refuse_read_only()
    with (
        register._writing,
        worded(saving=True),
        register._engine.connect() as connection,
        engines.bare(connection) as raw,
    ):
        whole = scrub.rewrite(raw)
    if whole:
        register.log(LogClass.SYSTEM, scrub.SCRUBBED, command="disposal.scrub")
    return whole

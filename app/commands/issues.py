"""Packs that left the register: a disclosure of the statutory log (DPA 2018 s.62)."""

from __future__ import annotations

from typing import Any

from app.domain.codes import LogClass, Role
from app.store.unit import Unit, command


@command("pack.issue", needs=Role.COORDINATOR)
def record(unit: Unit, pack: str, facts: dict[str, Any]) -> None:
    """Logs that a pack was written: its id, edition, version, marking, and the SHA-256 of each file."""
    unit.log(LogClass.DISCLOSURE, "pack", pack, facts)

"""What still holds a record that was disposed of: issues with their copies out, and older backups."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.clock import LONDON
from app.reads import retention
from app.reads.retention import HoldingIssue
from app.register import SUFFIX, Register

_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2} \d{6})")


@dataclass(frozen=True, slots=True)
class OlderBackup:
    """A backup made before the disposal, or of a moment that cannot be told (None)."""

    name: str
    folder: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Left:
    """Everything that still holds it, as far as this machine can see."""

    issues: tuple[HoldingIssue, ...]
    backups: tuple[OlderBackup, ...]


def left(
    register: Register,
    subject: str,
    decided_at: datetime,
    *others: Path,
    progress: Callable[..., object] | None = None,
) -> Left:
    """Looks through the stored values and the folders of backups: the register's own and the `others`.

    A folder that is not there now, such as a USB drive, is passed over.
    """
    del progress
    issues = register.ask(retention.issues_holding, subject)
    found: list[OlderBackup] = []
    for folder in (register.path / "backups", *others):
        found += older(folder, decided_at)
    return Left(issues, tuple(found))


def older(folder: Path, than: datetime) -> list[OlderBackup]:
    """The backups of a folder that were made before a moment, oldest first, those without a moment last."""
    try:
        names = sorted(path.name for path in folder.iterdir() if path.name.endswith(SUFFIX))
    except OSError:
        return []
    made = [(name, moment(folder / name)) for name in names if not name.startswith(".")]
    kept = [OlderBackup(name, folder.name, at) for name, at in made if at is None or at < than]
    return sorted(kept, key=lambda each: (each.at is None, each.at or than))


def moment(backup: Path) -> datetime | None:
    """When a backup was made: as its manifest says, else as its name does; None where neither does."""
    try:
        at = datetime.fromisoformat(json.loads((backup / "backup.json").read_text(encoding="utf-8"))["at"])
        if at.tzinfo is not None:
            return at
    except (OSError, ValueError, KeyError, TypeError):
        pass
    stamp = _STAMP.search(backup.name)
    try:
        return stamp and datetime.strptime(stamp[1], "%Y-%m-%d %H%M%S").replace(tzinfo=LONDON)
    except ValueError:
        return None

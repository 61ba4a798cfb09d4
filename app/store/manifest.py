"""backup.json: what stands in a backup's folder beside the copy, and tells what it is without any key.

Its seal is the register's own, so that nobody without the key makes one that is believed; where the journal
stood is an anchor (anchors.py).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from app.store import anchors, durable

NAME = anchors.MANIFEST
FILES = ("register.db", "keys.json")
_PURPOSE = b"fourfold backup"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """One backup: of which register, when (aware), why, where its journal stood, what it holds.

    `made` counts the backups of a register, and is their order; `files` are SHA-256 by name.
    """

    register: str
    made: int
    at: datetime
    reason: str
    seq: int
    head: str
    counts: dict[str, int]
    files: dict[str, str]
    app: str = ""
    schema: str = ""
    seal: str = field(default="", compare=False)


def write(folder: Path, manifest: Manifest, key: bytes) -> None:
    """Writes the manifest of a backup; raises OSError."""
    said = _flat(manifest)
    said["seal"] = anchors.seal(said, key, _PURPOSE)
    durable.write_text(folder / NAME, json.dumps(said, indent=1))


def read(folder: Path) -> Manifest | None:
    """The manifest in a backup's folder, None where there is none that can be read."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Manifest(
            str(said["register"]), int(said["made"]), datetime.fromisoformat(said["at"]), str(said["reason"]),
            int(said["seq"]), str(said["head"]), {str(k): int(v) for k, v in said["counts"].items()},
            {str(k): str(v) for k, v in said["files"].items()}, str(said["app"]), str(said["schema"]),
            str(said["seal"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def sealed(manifest: Manifest, keys: Iterable[bytes]) -> bool:
    """Whether one of the register's keys made the seal."""
    return anchors.sealed({**_flat(manifest), "seal": manifest.seal}, keys, _PURPOSE)


def _flat(manifest: Manifest) -> dict[str, Any]:
    said = asdict(manifest)
    del said["seal"]
    return {**said, "format": 1, "at": manifest.at.isoformat()}


def sha256(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal; raises OSError."""
    with path.open("rb") as file:
        found = hashlib.sha256()
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def as_written(folder: Path, manifest: Manifest) -> bool:
    """Whether each file of a backup is there to the byte, as the manifest says."""
    try:
        return all(sha256(folder / name) == wanted for name, wanted in manifest.files.items())
    except OSError:
        return False

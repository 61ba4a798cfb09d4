"""Anchors: where the journal stood, kept outside it, so that a removed tail or a chain written anew is found.

Whoever holds the key can write a whole chain anew (conditions.md §2); what was noted elsewhere still tells.
An anchor stands beside the register, in each backup, in each issue, and on the sheet that is printed.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import Refusal
from app.store import durable

NAME = "anchors.json"
MANIFEST = "backup.json"
OPENED, CLOSED, BACKUP, ISSUE, PRINTED, DIFFERS = "open", "close", "backup", "issue", "printed", "differs"
"""Where an anchor comes from; `differs` is one of the register's own that the journal did not fit."""

KEPT = 40
"""How many of the register's own anchors its file keeps; one printed or one that differs stays for ever."""

MOST = 2**63
"""More entries than SQLite numbers."""

LEAST = 16
"""Figures of a hash that say enough to compare by, where it is typed from a printed sheet."""

_TYPED = re.compile(r"\s*(\d+)\s*[:/ ]\s*([0-9a-fA-F\s-]+)\s*")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Entry `seq` of a register's journal had this hash at a moment (ISO text in UTC), kept at `where`."""

    register: str
    seq: int
    hash: str
    at: str
    where: str
    name: str = ""

    @property
    def told(self) -> str:
        """The anchor as a person types it: the number of the entry, a colon, its hash."""
        return f"{self.seq}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Excuse:
    """A journalled restore: the entries after `since` up to `until` were set aside, whose last had `head`.

    `at` is when (ISO text in UTC), and `ahead` the anchors that were there although their clocks were ahead.
    """

    since: int
    until: int
    head: str
    at: str = ""
    ahead: frozenset[str] = frozenset()

    def covers(self, anchor: Anchor) -> bool:
        """Whether what the anchor names was set aside; nothing that was noted after the restore was."""
        if later(anchor.at, self.at) and anchor.told not in self.ahead:
            return False
        if anchor.seq == self.until:
            return fits(anchor, self.head)
        return self.since < anchor.seq < self.until


def later(at: str, than: str) -> bool:
    """Whether a moment lies after another, both ISO text; one that says nothing, as from paper, does not."""
    try:
        return datetime.fromisoformat(at) > datetime.fromisoformat(than)
    except (ValueError, TypeError):
        return False


def fits(anchor: Anchor, hash_: str | None) -> bool:
    """Whether an entry's hash is the one that was noted; one typed from a sheet may be cut short."""
    return hash_ is not None and len(anchor.hash) >= LEAST and hash_.startswith(anchor.hash)


def seal(document: Mapping[str, Any], key: bytes, purpose: bytes = b"fourfold anchors") -> str:
    """The keyed hash of a document but for its own `seal`, under a key made for that purpose alone."""
    by = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key)
    said = {name: value for name, value in document.items() if name != "seal"}
    return hmac.new(by, json.dumps(said, sort_keys=True).encode(), "sha256").hexdigest()


def sealed(document: Mapping[str, Any], keys: Iterable[bytes], purpose: bytes = b"fourfold anchors") -> bool:
    """Whether one of the register's keys, the present or an earlier one, made the document's seal."""
    stands = str(document.get("seal")).encode()
    return any(hmac.compare_digest(stands, seal(document, key, purpose).encode()) for key in keys)


def typed(text: str, register: str) -> Anchor:
    """The anchor as it stands on a printed sheet, "1204:9f3c…"; Refusal("anchor.slip") for anything else."""
    found = _TYPED.fullmatch(text)
    hash_ = re.sub(r"[\s-]", "", found[2]).lower() if found else ""
    if found is None or not LEAST <= len(hash_) <= 64:
        raise Refusal("anchor.slip", least=LEAST)
    return Anchor(register, int(found[1]), hash_, "", PRINTED)


def read(folder: Path, keys: Sequence[bytes]) -> tuple[Anchor, ...] | None:
    """The register's own anchors, oldest first, None where it has no such file.

    Raises Refusal("anchor.altered") where none of the register's keys sealed the file.
    """
    try:
        text = (folder / NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal("anchor.altered") from error
    try:
        document = json.loads(text)
        if not sealed(document, keys):
            raise ValueError(NAME)
        return tuple(Anchor(**each) for each in document["anchors"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refusal("anchor.altered") from None


def write(folder: Path, anchors: Sequence[Anchor], key: bytes) -> None:
    """Writes the register's own anchors whole, the newest `KEPT` and those that stay; raises OSError."""
    own = [each for each in anchors if each.where not in (PRINTED, DIFFERS)][-KEPT:]
    stay = [each for each in anchors if each.where in (PRINTED, DIFFERS)]
    kept = sorted({*own, *stay}, key=lambda each: (each.seq, each.at, each.where))
    document: dict[str, Any] = {"format": 1, "anchors": [asdict(each) for each in kept]}
    text = json.dumps({**document, "seal": seal(document, key)}, indent=1)
    durable.write_text(folder / NAME, text)


def set_aside(folder: Path) -> str:
    """Gives a file that cannot be trusted another name, and returns that; raises OSError."""
    taken = 1
    while (aside := folder / f"anchors altered {taken}.json").exists():
        taken += 1
    (folder / NAME).rename(aside)
    return aside.name


def of_backups(*folders: Path | None) -> tuple[Anchor, ...]:
    """The anchor in the manifest of each backup in these folders, by name.

    Its seal is not asked: where it fits the journal it proves nothing against it, and where it does not, that
    is to be told. One that cannot be read is left out; the list of backups says so.
    """
    found = []
    for folder in folders:
        if folder is None or not folder.is_dir():
            continue
        for path in sorted(folder.glob(f"*/{MANIFEST}")):
            try:
                said = json.loads(path.read_text(encoding="utf-8"))
                at, name = str(said.get("at", "")), path.parent.name
                seq = int(said["seq"])
                if not 0 <= seq < MOST:
                    continue
                found.append(Anchor(str(said["register"]), seq, str(said["head"]), at, BACKUP, name))
            except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
                continue
    return tuple(found)


def differing(anchor: Anchor) -> Anchor:
    """The anchor marked as one that the journal did not fit."""
    return replace(anchor, where=DIFFERS, name=anchor.name or anchor.where)

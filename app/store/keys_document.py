"""keys.json as a document: read, checked for damage, sealed under the register's key, written.

Two marks stand in it. `check` is a plain hash, which tells damage from a wrong passphrase before anybody has
the key. `seal` is keyed by the register's key, so that nobody without it can alter what others trust.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import Refusal
from app.store import person_keys
from app.store.person_keys import Entry

Document = dict[str, Any]
FORMAT = 2
_MARKS = ("seal", "next_seal", "check")


@dataclass(frozen=True, slots=True)
class Note:
    """What was last done to the key file and by whom, kept in it until the journal has it too.

    A kill between the key file and the journal then loses nothing: the next opening journals it.
    """

    command: str
    by: str
    at: datetime
    object: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    def flat(self, before: str) -> Document:
        """The note as it stands in keys.json, with the seal of the file that it followed."""
        at = self.at.astimezone(UTC).isoformat(timespec="seconds")
        return {"command": self.command, "by": self.by, "at": at, "object": self.object,
                "facts": self.facts, "before": before}  # fmt: skip


def parse(text: str) -> Document:
    """The document; Refusal("keys.missing") for what is no key file of a format that is known."""
    try:
        document = json.loads(text)
        known = {1: ("users", "recovery"), FORMAT: ("users", "recovery", "seal")}[document["format"]]
        if not isinstance(document["register"], str) or not all(document[name] for name in known):
            raise KeyError("format")
        if document["format"] == 1 and len(document["users"]) != 1:
            # format 1 never held more
            raise KeyError("users")
        if not all(isinstance(each, dict) for each in entries(document)):
            raise KeyError("users")
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refusal("keys.missing") from None
    return document  # type: ignore[no-any-return]


def entries(document: Document) -> Iterator[Entry]:
    """Everybody's entry, and the recovery key's last."""
    yield from document["users"]
    yield document["recovery"]


def written(document: Document, key: bytes, following: bytes | None = None) -> str:
    """The text of keys.json, marked; sealed under the key to come as well while a rekey runs."""
    said = {name: value for name, value in document.items() if name not in _MARKS}
    said["seal"] = seal_of(document, key)
    if following is not None:
        said["next_seal"] = seal_of(document, following)
    return json.dumps({**said, "check": _check(said)}, indent=1)


def seal_of(document: Document, key: bytes) -> str:
    """The keyed hash of everything but the marks."""
    by = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"fourfold key file").derive(key)
    said = {name: value for name, value in document.items() if name not in _MARKS}
    return hmac.new(by, json.dumps(said, sort_keys=True).encode(), "sha256").hexdigest()


def sound(document: Document, key: bytes) -> bool:
    """Whether nobody altered the document without the register's key."""
    true = seal_of(document, key).encode()
    return any(hmac.compare_digest(str(document.get(name)).encode(), true) for name in ("seal", "next_seal"))


def undamaged(document: Document) -> bool:
    """Whether the plain check holds; format 1 has none, and passes."""
    return document["format"] == 1 or document.get("check") == _check(document)


def _check(document: Document) -> str:
    said = {name: value for name, value in document.items() if name != "check"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def earlier(document: Document, key: bytes) -> tuple[bytes, ...]:
    """The keys that this register had before each rekey, newest first: its older backups stand under them."""
    found = (person_keys.unboxed(each, key, document["register"]) for each in document.get("earlier", ()))
    return tuple(each for each in found if each is not None)

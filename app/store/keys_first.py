"""keys.json of format 1, of earlier versions: one person, whose passphrase wrapped the register's key."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.store import recovery_key
from app.store.keys_document import Document
from app.store.person_keys import Entry, bound, derive, hardness_of, raw


def person_id(register: str, name: str) -> str:
    """The identifier that the one person of format 1 has from now on: the same whenever it is asked."""
    return hashlib.sha256(f"{register} {name}".encode()).hexdigest()[:32]


def by_passphrase(document: Document, passphrase: str) -> bytes | None:
    """The register's key, None where the passphrase does not unwrap it."""
    entry = document["users"][0]
    by = derive(passphrase, raw(entry["salt"]), hardness_of(entry))
    return unwrapped(entry, by, document["register"])


def by_recovery(entry: Entry, recovery: str, register: str) -> bytes | None:
    """The register's key from a wrap of format 1, which format 2 keeps until another is issued."""
    return unwrapped(entry, recovery_key.wrapping(recovery, raw(entry["salt"])), register)


def unwrapped(entry: Entry, by: bytes, register: str) -> bytes | None:
    """What a wrap of format 1 holds."""
    header = {name: value for name, value in entry.items() if name not in ("nonce", "key")}
    try:
        return AESGCM(by).decrypt(raw(entry["nonce"]), raw(entry["key"]), bound(register, header))
    except InvalidTag:
        return None

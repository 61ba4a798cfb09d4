"""One person's keys: a key pair whose secret half a passphrase wraps, and the register's key sealed to it.

The register's key is sealed to a public key, so that people are added, changed and removed, and the register
re-encrypted, with nobody else's passphrase.
"""

from __future__ import annotations

import base64
import json
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Entry = dict[str, Any]
"""A person, or the recovery key, as it stands in keys.json."""

SEALS = ("sealed", "next")
"""The fields that hold the register's key: the one in use, and during a rekey the one to come."""

_SECRET = ("nonce", "secret")
HALF_A_SECOND = 0.5
MOST_MEMORY = 256 * 1024
"""KiB that tuning goes up to: an old machine is to open what a new one made."""


@dataclass(frozen=True, slots=True)
class Hardness:
    """Argon2id's cost: memory in KiB, passes and lanes. The least is RFC 9106's second choice."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 2

    @property
    def bearable(self) -> bool:
        """Whether this machine should try it: a damaged file could ask for all memory, or for ever."""
        return 0 < self.memory_kib <= 1024 * 1024 and 0 < self.passes <= 100 and 0 < self.lanes <= 64


def seconds(hardness: Hardness) -> float:
    """How long one derivation takes on this machine."""
    began = time.perf_counter()
    derive("three random words", bytes(16), hardness)
    return time.perf_counter() - began


def tuned(measure: Callable[[Hardness], float] = seconds) -> Hardness:
    """The cost that takes about half a second here; never less than 64 MiB and three passes."""
    least = Hardness()
    room = HALF_A_SECOND / max(measure(least), 0.001)
    times = 1
    while times * 2 <= room and least.memory_kib * times * 2 <= MOST_MEMORY:
        times *= 2
    passes = max(least.passes, min(12, int(least.passes * room / times)))
    return Hardness(least.memory_kib * times, passes, least.lanes)


def b64(data: bytes) -> str:
    """Bytes as they stand in keys.json."""
    return base64.b64encode(data).decode()


def raw(text: str) -> bytes:
    """Bytes from keys.json; ValueError for what is no base 64."""
    return base64.b64decode(text, validate=True)


def plain(passphrase: str) -> str:
    """A passphrase in the one form that counts (NFKC): another keyboard types the same passphrase."""
    return unicodedata.normalize("NFKC", passphrase)


def derive(passphrase: str, salt: bytes, hardness: Hardness) -> bytes:
    """The 32 bytes that a passphrase wraps with."""
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=hardness.passes,
        lanes=hardness.lanes,
        memory_cost=hardness.memory_kib,
    )
    return kdf.derive(plain(passphrase).encode())


def hardness_of(entry: Entry) -> Hardness:
    """The cost that stands in an entry; ValueError for one that no machine should try."""
    found = Hardness(entry["memory_kib"], entry["passes"], entry["lanes"])
    if not found.bearable:
        raise ValueError("hardness")
    return found


def by_passphrase(passphrase: str, hardness: Hardness) -> tuple[Entry, bytes]:
    """The fields that say how a passphrase is derived with a new salt, and what it derives to."""
    salt = secrets.token_bytes(16)
    fields = {
        "kdf": "argon2id",
        "memory_kib": hardness.memory_kib,
        "passes": hardness.passes,
        "lanes": hardness.lanes,
        "salt": b64(salt),
    }
    return fields, derive(passphrase, salt, hardness)


def bound(register: str, header: Entry) -> bytes:
    """A header as associated data: nothing in it can be altered without the unwrapping failing."""
    return json.dumps([register, header], sort_keys=True).encode()


def with_pair(header: Entry, by: bytes, register: str) -> Entry:
    """An entry with a new key pair, whose secret half is wrapped by `by`; nothing is sealed to it yet."""
    private = X25519PrivateKey.generate()
    entry = {**header, "public": b64(private.public_key().public_bytes_raw())}
    nonce = secrets.token_bytes(12)
    secret = AESGCM(by).encrypt(nonce, private.private_bytes_raw(), _pair_bound(register, entry))
    return {**entry, "nonce": b64(nonce), "secret": b64(secret)}


def opened(entry: Entry, by: bytes, register: str) -> X25519PrivateKey | None:
    """The secret half of an entry's pair, None where `by` does not unwrap it."""
    try:
        plain_ = AESGCM(by).decrypt(raw(entry["nonce"]), raw(entry["secret"]), _pair_bound(register, entry))
    except InvalidTag:
        return None
    return X25519PrivateKey.from_private_bytes(plain_)


def sealed(entry: Entry, key: bytes, register: str, name: str = "sealed") -> Entry:
    """The entry with the register's key sealed to its public half; the seal covers every other field."""
    once = X25519PrivateKey.generate()
    public = once.public_key().public_bytes_raw()
    by = _shared(once, raw(entry["public"]), public)
    nonce = secrets.token_bytes(12)
    box = AESGCM(by).encrypt(nonce, key, _seal_bound(register, entry, name))
    return {**entry, name: {"public": b64(public), "nonce": b64(nonce), "key": b64(box)}}


def unsealed(entry: Entry, private: X25519PrivateKey, register: str, name: str = "sealed") -> bytes | None:
    """The register's key from an entry, None where seal or entry were altered."""
    box = entry[name]
    try:
        public = raw(box["public"])
        by = _shared(private, public, public)
        return AESGCM(by).decrypt(raw(box["nonce"]), raw(box["key"]), _seal_bound(register, entry, name))
    except InvalidTag:
        return None


def _pair_bound(register: str, entry: Entry) -> bytes:
    # without name and roles, which others change; the seal covers those
    names = ("id", "kdf", "memory_kib", "passes", "lanes", "salt", "public")
    return bound(register, {name: entry[name] for name in names if name in entry})


def _seal_bound(register: str, entry: Entry, name: str) -> bytes:
    header = {field: value for field, value in entry.items() if field not in SEALS}
    return bound(register, {**header, "as": name})


def _shared(private: X25519PrivateKey, public: bytes, once: bytes) -> bytes:
    secret = private.exchange(X25519PublicKey.from_public_bytes(public))
    return HKDF(algorithm=SHA256(), length=32, salt=once, info=b"fourfold person").derive(secret)


def boxed(secret: bytes, key: bytes, register: str) -> Entry:
    """An earlier key of the register under its present one."""
    nonce = secrets.token_bytes(12)
    box = AESGCM(key).encrypt(nonce, secret, bound(register, {"as": "earlier"}))
    return {"nonce": b64(nonce), "key": b64(box)}


def unboxed(box: Entry, key: bytes, register: str) -> bytes | None:
    """The earlier key, None where the box was altered."""
    try:
        return AESGCM(key).decrypt(raw(box["nonce"]), raw(box["key"]), bound(register, {"as": "earlier"}))
    except InvalidTag:
        return None

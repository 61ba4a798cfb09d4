"""keys.json: the register's random key, wrapped by a passphrase (Argon2id) and by a recovery key.

Changing a passphrase rewraps; it never re-encrypts the register.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.codes import Role
from app.errors import Refusal

LEAST_PASSPHRASE = 12
"""Characters; three random words are longer (NCSC)."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which are misread."""

GROUPS, DATA = 7, 4
"""A recovery key is 7 groups of 4 characters and a check character each: 140 bits."""


@dataclass(frozen=True, slots=True)
class Hardness:
    """Argon2id's cost: memory in KiB, passes and lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 2

    @property
    def bearable(self) -> bool:
        """Whether this machine should try it: a damaged file could ask for all memory, or for ever."""
        return self.memory_kib <= 1024 * 1024 and self.passes <= 100 and self.lanes <= 64


@dataclass(frozen=True, slots=True)
class Opened:
    """The register's key (32 bytes) with the person it was opened for and the roles they hold."""

    key: bytes
    user: str
    roles: frozenset[Role]


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _derive(passphrase: str, salt: bytes, hardness: Hardness) -> bytes:
    # NFKC: the same passphrase typed on another keyboard is the same passphrase
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=hardness.passes,
        lanes=hardness.lanes,
        memory_cost=hardness.memory_kib,
    )
    return kdf.derive(secret)


def _bound(register: str, header: dict[str, Any]) -> bytes:
    """The header as associated data: parameters cannot be weakened without the wrap failing."""
    return json.dumps([register, header], sort_keys=True).encode()


def _wrap(key: bytes, by: bytes, register: str, header: dict[str, Any]) -> dict[str, Any]:
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(by).encrypt(nonce, key, _bound(register, header))
    return {**header, "nonce": _b64(nonce), "key": _b64(sealed)}


def _unwrap(entry: dict[str, Any], by: bytes, register: str) -> bytes | None:
    header = {name: value for name, value in entry.items() if name not in ("nonce", "key")}
    try:
        nonce, sealed = base64.b64decode(entry["nonce"]), base64.b64decode(entry["key"])
        return AESGCM(by).decrypt(nonce, sealed, _bound(register, header))
    except InvalidTag:
        return None


def _check(group: str, position: int) -> str:
    # odd weights are invertible modulo 32, so every single wrong character is found
    total = sum((2 * n + 1) * ALPHABET.index(c) for n, c in enumerate(group, 1)) + 3 * position
    return ALPHABET[total % 32]


def new_recovery_key() -> str:
    """A recovery key as it is shown and printed, groups parted by hyphens."""
    groups = ["".join(secrets.choice(ALPHABET) for _ in range(DATA)) for _ in range(GROUPS)]
    return "-".join(group + _check(group, n) for n, group in enumerate(groups))


def read_recovery_key(typed: str) -> str:
    """The recovery key as printed from what was typed.

    Raises Refusal("recovery.slip", group=...) naming the first group whose check character is wrong.
    """
    letters = [c for c in typed.upper().translate(str.maketrans("ILO", "110")) if c.isalnum()]
    groups = ["".join(letters[n : n + DATA + 1]) for n in range(0, len(letters), DATA + 1)]
    for n in range(max(GROUPS, len(groups))):
        group = groups[n] if n < len(groups) else ""
        right = len(group) == DATA + 1 and n < GROUPS and all(c in ALPHABET for c in group)
        if not right or _check(group[:DATA], n) != group[DATA]:
            raise Refusal("recovery.slip", group=n + 1)
    return "-".join(groups)


def _from_recovery(recovery: str, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"fourfold recovery").derive(recovery.encode())


def check_passphrase(passphrase: str) -> None:
    """Raises Refusal("passphrase.short") for one that is too short; nothing else is demanded."""
    if len(unicodedata.normalize("NFKC", passphrase)) < LEAST_PASSPHRASE:
        raise Refusal("passphrase.short", least=LEAST_PASSPHRASE)


def _user_entry(
    key: bytes, register: str, user: str, roles: list[str], passphrase: str, hardness: Hardness
) -> dict[str, Any]:
    salt = secrets.token_bytes(16)
    header = {
        "name": user,
        "roles": roles,
        "kdf": "argon2id",
        "memory_kib": hardness.memory_kib,
        "passes": hardness.passes,
        "lanes": hardness.lanes,
        "salt": _b64(salt),
    }
    return _wrap(key, _derive(passphrase, salt, hardness), register, header)


def create(
    register: str, key: bytes, user: str, passphrase: str, hardness: Hardness | None = None
) -> tuple[str, str]:
    """The text of a new keys.json, and the recovery key, which is kept nowhere."""
    check_passphrase(passphrase)
    roles = sorted(role.value for role in Role if role is not Role.AUDITOR)
    recovery, salt = new_recovery_key(), secrets.token_bytes(16)
    document = {
        "format": 1,
        "register": register,
        "users": [_user_entry(key, register, user, roles, passphrase, hardness or Hardness())],
        "recovery": _wrap(key, _from_recovery(recovery, salt), register, {"kdf": "hkdf", "salt": _b64(salt)}),
    }
    return _sealed(document, key), recovery


def _seal(document: dict[str, Any], key: bytes) -> str:
    by = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"fourfold key file").derive(key)
    said = {name: value for name, value in document.items() if name != "seal"}
    return hmac.new(by, json.dumps(said, sort_keys=True).encode(), "sha256").hexdigest()


def _sealed(document: dict[str, Any], key: bytes) -> str:
    return json.dumps({**document, "seal": _seal(document, key)}, indent=1)


def sound(text: str, key: bytes) -> bool:
    """Whether keys.json is as it was written: a wrap that nobody has used yet may be damaged unseen."""
    document = _read(text)
    return hmac.compare_digest(str(document.get("seal")).encode(), _seal(document, key).encode())


def _read(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
        if document["format"] != 1 or not document["users"] or not document["recovery"]:
            raise KeyError("format")
    except (ValueError, KeyError, TypeError):
        raise Refusal("keys.missing") from None
    return document  # type: ignore[no-any-return]


def read(path: Path) -> str:
    """The text of keys.json; Refusal("keys.missing") where it is not there or no text."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refusal("keys.missing") from None


def unlock(text: str, passphrase: str) -> Opened:
    """The register's key by passphrase; Refusal("passphrase.wrong") where no wrap opens."""
    document = _read(text)
    try:
        for entry in document["users"]:
            hardness = Hardness(entry["memory_kib"], entry["passes"], entry["lanes"])
            if not hardness.bearable:
                raise KeyError("hardness")
            secret = _derive(passphrase, base64.b64decode(entry["salt"]), hardness)
            key = _unwrap(entry, secret, document["register"])
            if key is not None:
                return Opened(key, entry["name"], frozenset(Role(r) for r in entry["roles"]))
    except (KeyError, TypeError, ValueError):
        raise Refusal("keys.missing") from None
    raise Refusal("passphrase.wrong")


def recover(text: str, typed: str) -> Opened:
    """The register's key by recovery key; a slip and a foreign key are told apart."""
    document, recovery = _read(text), read_recovery_key(typed)
    try:
        salt = base64.b64decode(document["recovery"]["salt"])
        key = _unwrap(document["recovery"], _from_recovery(recovery, salt), document["register"])
        owner = document["users"][0]
        if key is not None:
            return Opened(key, owner["name"], frozenset(Role(r) for r in owner["roles"]))
    except (KeyError, TypeError, ValueError):
        raise Refusal("keys.missing") from None
    raise Refusal("recovery.wrong")


def change_passphrase(text: str, opened: Opened, passphrase: str, hardness: Hardness | None = None) -> str:
    """keys.json with the user's key wrapped by another passphrase; the register is not re-encrypted."""
    check_passphrase(passphrase)
    document = _read(text)
    document["users"] = [
        _user_entry(
            opened.key, document["register"], opened.user, entry["roles"], passphrase, hardness or Hardness()
        )
        if entry["name"] == opened.user
        else entry
        for entry in document["users"]
    ]
    return _sealed(document, opened.key)

"""The recovery key: made, printed in groups that each find a slip, and turned into a wrapping key."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which are misread."""

GROUPS, DATA = 7, 4
"""A recovery key is 7 groups of 4 characters and a check character each: 140 bits."""


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


def wrapping(recovery: str, salt: bytes) -> bytes:
    """The 32 bytes that a recovery key wraps with; 140 random bits need no slow derivation."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"fourfold recovery").derive(recovery.encode())

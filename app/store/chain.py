"""The journal as a hash chain over salted digests of bodies.

A disposal can blank a body and the chain still verifies: the chain holds the digest, not the body.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

FIRST = "0" * 64
"""What the first entry of an origin points back to."""

LINKED = (
    "seq", "origin", "at", "clock_back", "actor", "app", "class", "command", "batch",
    "undoes", "kind", "object", "version", "reason", "digest", "prev",
)  # fmt: skip
"""The columns that an entry's hash covers, in this order; never change it."""

LINKED_2 = (
    *LINKED, "form", "person", "roles", "account", "machine", "utc_offset", "outcome",
)  # fmt: skip
"""What the hash of an entry of form 2 covers: since people have keys; never change it."""

FORM = 2
"""The form of the entries written now; the form itself is covered, so that none passes for an older one."""

_TEXT = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


def covered(form: int) -> tuple[str, ...]:
    """The columns that the hash of an entry of that form covers."""
    return LINKED if form == 1 else LINKED_2


def digest(salt: str, before: str | None, after: str | None) -> str:
    """The salted SHA-256 of an entry's bodies, hexadecimal."""
    lengths = f"{salt}:{-1 if before is None else len(before)}:{-1 if after is None else len(after)}:"
    return hashlib.sha256((lengths + (before or "") + (after or "")).encode()).hexdigest()


def link(values: Sequence[object]) -> str:
    """The hash of an entry from its covered values; it covers the entry before. `at` is ISO text in UTC."""
    return hashlib.sha256(_TEXT.encode(values).encode()).hexdigest()

"""Whether the register knows that a file left: what a killed run placed and never told is taken back."""

from __future__ import annotations

from collections.abc import Callable

from app.reads import files
from app.register import Register


def known_to(register: Register) -> Callable[[str], bool]:
    """Says of a file's SHA-256 whether the log has its leaving (DPA 2018 s.62)."""
    return lambda sha256: register.ask(files.logged, sha256) is not None

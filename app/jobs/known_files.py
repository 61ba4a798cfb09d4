"""What the register knows of files that left, and the tidying up after a run that was killed."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from app.errors import Refusal
from app.jobs import put_in_place
from app.reads import files
from app.register import Register


@dataclass(frozen=True, slots=True)
class Known:
    """Says of a file's SHA-256 whether the log has its leaving (DPA 2018 s.62)."""

    register: Register

    @property
    def home(self) -> Path:
        """The register's folder."""
        return self.register.path

    def __call__(self, sha256: str) -> bool:
        """Whether the log has it: what a killed run placed and never told is taken back."""
        return self.register.ask(files.logged, sha256) is not None


def known_to(register: Register) -> Known:
    """What a register knows of files."""
    return Known(register)


def tidy(register: Register) -> None:
    """After opening: removes the parts of files that a killed run left where it wrote them.

    Somebody who may not ask about files leaves that to the next person, and a folder that cannot be written
    to waits.
    """
    if register.read_only or not register.may("reads.files"):
        return
    with contextlib.suppress(OSError, Refusal):
        put_in_place.tidy(known_to(register))

"""Printing a paper beside the pack: one file put in place, and its disclosure logged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from app.errors import Refusal
from app.jobs import put_in_place
from app.jobs.known_files import known_to
from app.register import Done, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The file, its SHA-256, and the entry in the register's log."""

    path: Path
    hash: str
    done: Done


def refuse_reader(register: Register) -> None:
    """Refusal where the register is open for reading only: what leaves it could not be logged."""
    if register.read_only:
        raise Refusal("read_only", by=register.held_by) if register.held_by else Refusal("medium_read_only")


def put(
    register: Register,
    folder: Path,
    name: str,
    write: Callable[[BinaryIO], object],
    disclose: Callable[..., Any],
    object: str,
    facts: Mapping[str, Any],
) -> Printed:
    """Writes the paper `name` into `folder` and logs with `disclose` that it left (DPA 2018 s.62).

    Raises Refusal: export.no_folder, export.no_room, export.target_open; the old file then stays as it was.
    """

    def recorded(hashes: dict[str, str]) -> Printed:
        done = register.do(disclose, object, {**facts, "files": hashes})
        return Printed(path=folder / name, hash=hashes[name], done=done)

    return put_in_place.write(folder, {name: write}, recorded, left_over=f".{name}", known=known_to(register))

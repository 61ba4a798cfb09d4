"""Wrong passphrases, counted in `guesses.json` beside the register until its journal has them.

Nothing that was typed is kept. Whoever copies the folder escapes the delay: then the derivation's cost holds.
A guess is noted before it is tried, so that killing the program gives none for nothing.
"""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from app.domain import guess_rules
from app.errors import Refusal

NAME = "guesses.json"
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Guess:
    """One try: when (UTC), for which person of the register ("" for any), by what, at which machine."""

    id: str
    at: datetime
    person: str
    by: str
    account: str
    machine: str
    wrong: bool = False


def begin(folder: Path, person: str, by: str, place: tuple[str, str], now: datetime) -> Guess:
    """Notes a try that is about to be made; where the folder cannot be written nothing is noted.

    `place` is the account and the machine. Raises Refusal("guess.wait", seconds=...) where it is too soon.
    """
    made = Guess(secrets.token_hex(8), now, person, by, *place)
    with _held(folder) as tries:
        # a clock that was set back: what lies ahead counts as made now, and no longer
        tries[:] = [replace(each, at=min(each.at, now)) for each in tries]
        left = guess_rules.wait([each.at for each in tries], now).total_seconds()
        if left <= 0:
            tries.append(made)
    if left > 0:
        raise Refusal("guess.wait", seconds=ceil(left))
    return made


def end(folder: Path, guess: Guess, *, wrong: bool) -> None:
    """Says how a try ended: a wrong one stays, another is forgotten."""
    with _held(folder) as tries:
        tries[:] = [each for each in tries if each.id != guess.id]
        if wrong:
            tries.append(replace(guess, wrong=True))


def wrong(folder: Path) -> tuple[Guess, ...]:
    """The wrong guesses that no journal has yet, oldest first."""
    return tuple(sorted((each for each in _read(folder / NAME) if each.wrong), key=lambda each: each.at))


def forget(folder: Path, told: tuple[Guess, ...]) -> None:
    """Drops the guesses that the journal has now."""
    if told:
        ids = {each.id for each in told}
        with _held(folder) as tries:
            tries[:] = [each for each in tries if each.id not in ids]


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[list[Guess]]:
    """The tries, to be changed in place; two windows take turns."""
    lock = FileLock(folder / "guesses.lock", timeout=_PATIENCE, is_singleton=False)
    try:
        lock.acquire()
    except (OSError, NotImplementedError, Timeout):
        yield _read(folder / NAME)
        return
    try:
        tries = _read(folder / NAME)
        before = list(tries)
        yield tries
        if tries != before:
            _write(folder / NAME, tries)
    finally:
        lock.release()


def _read(path: Path) -> list[Guess]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return [_guess(each) for each in said]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return []


def _guess(said: dict[str, Any]) -> Guess:
    """One as it was written; ValueError for what the journal could not take, for anybody may write there."""
    texts = [value for name, value in said.items() if name != "wrong"]
    if not all(isinstance(value, str) and value.isprintable() for value in texts):
        raise ValueError("guess")
    at = datetime.fromisoformat(said["at"]).astimezone(UTC)
    return Guess(**{**said, "at": at, "wrong": said.get("wrong") is True})


def _write(path: Path, tries: list[Guess]) -> None:
    said = [{**asdict(each), "at": each.at.isoformat()} for each in tries]
    beside = path.with_name(f"{NAME}.new")
    # a full disk or a virus scanner must not keep anybody out
    with contextlib.suppress(OSError):
        beside.write_text(json.dumps(said), encoding="utf-8")
        beside.replace(path)

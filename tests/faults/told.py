"""What a workflow tells by a pipe while it runs: every step that `do` acknowledged, and every refusal."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select

from app import words
from app.errors import Refusal
from app.register import Register
from app.store.tables import JOURNAL
from tests.faults.interposer import Interposer

T = TypeVar("T")


class Head(NamedTuple):
    """The newest entry of the journal: its number and its hash."""

    seq: int
    hash: str


def head(register: Register) -> Head:
    """The newest entry, read past the log of consultations."""
    newest = select(JOURNAL.c.seq, JOURNAL.c.hash).order_by(JOURNAL.c.seq.desc()).limit(1)
    return Head(*register._ask(lambda connection: connection.execute(newest).one()))


class Teller:
    """The child's side of the pipe."""

    def __init__(self, pipe: int, interposer: Interposer) -> None:
        self._pipe = pipe
        self._interposer = interposer
        self.faulted = False

    def say(self, **said: Any) -> None:
        """One line; it is with the parent when this returns, whatever happens then."""
        line = json.dumps(said)
        os.write(self._pipe, line.encode() + b"\n")
        self._interposer.mark(line)

    def acknowledge(self, step: str, register: Register) -> None:
        """A step is done: `do` has returned, and the user was told so."""
        self.say(step=step, head=self.step(f"look after {step}", lambda: head(register)))

    def step(self, step: str, body: Callable[[], T]) -> T:
        """Does a step; where it is refused the fault is lifted and it is done again, which must work.

        A refusal needs its sentence. Anything but a refusal is a bug, and is told as one.
        """
        try:
            return body()
        except Refusal as refused:
            self.refused(step, refused)
        return body()

    def refused(self, step: str, refused: Refusal) -> None:
        """A refusal in words; the fault is over, as when somebody has made room on the disk."""
        self.faulted = True
        self.say(
            refused=refused.code, at=step, sentence=words.refusal(refused), calls=self._interposer.disarm()
        )

    def broke(self, error: BaseException) -> None:
        """Something that is no refusal, with where it came from."""
        self.say(broke=repr(error), trace="".join(traceback.format_exception(error)))


class Told(NamedTuple):
    """The parent's side: all that was told before the process ended."""

    lines: tuple[dict[str, Any], ...]

    @classmethod
    def read(cls, data: bytes) -> Told:
        """From the pipe's bytes; a line that was cut off was never told."""
        return cls(tuple(json.loads(line) for line in data.split(b"\n")[:-1]))

    @property
    def heads(self) -> list[Head]:
        """Every head that was acknowledged, in order."""
        return [Head(*line["head"]) for line in self.lines if "head" in line]

    @property
    def steps(self) -> list[str]:
        """Every step that was acknowledged, in order."""
        return [line["step"] for line in self.lines if "step" in line]

    def value(self, name: str) -> Any:
        """What was last told under a name, None where nothing was."""
        return next((line[name] for line in reversed(self.lines) if name in line), None)

    @property
    def faults(self) -> list[str]:
        """What may not be: something that is no refusal, or a refusal that has no sentence."""
        found = [f"{line['broke']}\n{line.get('trace', '')}" for line in self.lines if "broke" in line]
        found += [f"{line['refused']} has no words" for line in self.lines if line.get("sentence") == ""]
        return found

"""The campaign's end of a fork server."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from types import TracebackType
from typing import Any

from tests.faults.found import Found
from tests.faults.interposer import ROOT, Call, Mode, build


class Server:
    """A warm process that does cycles on request; ended by leaving the block."""

    def __init__(self, *, careless: bool = False) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.server", *(["--careless"] if careless else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "LD_PRELOAD": str(build()), "PYTHONPATH": str(ROOT)},
        )

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._process.communicate()

    def _ask(self, **asked: Any) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def measure(self, workflow: str, *of: Call) -> dict[str, int]:
        """How many calls of each class an unharmed run makes, of all classes unless some are named."""
        classes = of or (Call.CHANGES, Call.EVERY, Call.WRITE, Call.SYNC)
        found = self._ask(do="measure", workflow=workflow, of=[int(each) for each in classes])
        if "calls" not in found or "wrong" in found:
            raise AssertionError("\n".join(found.get("wrong", [])))
        return dict(found["calls"])

    def moment(self, workflow: str, seed: int) -> Found:
        """A kill at a random moment."""
        return Found(**self._ask(do="moment", workflow=workflow, seed=seed))

    def call(self, workflow: str, seed: int) -> Found:
        """A kill at a random call, before it or in the middle of it."""
        return Found(**self._ask(do="call", workflow=workflow, seed=seed))

    def fault(
        self,
        workflow: str,
        mode: Mode,
        at: int,
        calls: Call = Call.CHANGES,
        error: int = errno.EIO,
        under: str = "",
    ) -> Found:
        """A fault at one call."""
        asked = {"mode": mode.name, "at": at, "calls": int(calls), "error": error, "under": under}
        return Found(**self._ask(do="fault", workflow=workflow, **asked))

    def power(self, workflow: str, seed: int, states: int) -> Found:
        """One run, and what a power cut would have left on the disk at so many moments of it."""
        return Found(**self._ask(do="power", workflow=workflow, seed=seed, states=states))

    def forget(self, workflow: str) -> Found:
        """A cycle after which the register is put back to what it was: the checks must notice."""
        return Found(**self._ask(do="forget", workflow=workflow))

    def tamper(self, seed: int, count: int) -> Found:
        """So many tamperings with a journal and its records, each looked for and taken back."""
        return Found(**self._ask(do="tamper", seed=seed, count=count))

    def flip(self, file: str, seed: int) -> Found:
        """One flipped bit in a register, a key file or a backup."""
        return Found(**self._ask(do="flip", file=file, seed=seed))

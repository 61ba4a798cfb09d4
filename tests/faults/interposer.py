"""The interposed library: built with gcc from interpose.c, and told through ctypes when and how to fail."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import subprocess
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SOURCE = Path(__file__).with_name("interpose.c")


class Call(IntFlag):
    """The classes of calls, as interpose.c numbers them."""

    READ = 1
    WRITE = 2
    SYNC = 4
    TRUNCATE = 8
    NAMES = 16
    OPEN = 32
    CHANGES = WRITE | SYNC | TRUNCATE | NAMES | OPEN
    EVERY = CHANGES | READ


class Mode(IntEnum):
    """What happens at the n-th call."""

    COUNT = 0
    FAIL = 1
    """That one call fails."""
    FULL = 2
    """From then on every call that needs room fails, as on a full disk."""
    KILL = 3
    """The process dies before the call."""
    TEAR = 4
    """The process dies when half of the bytes are written."""
    SHORT = 5
    """Half of the bytes are written, and the call says so."""
    AWAY = 6
    """From then on every call fails, as when a stick is pulled."""
    LOSE = 7
    """Nothing is written, and the call says that all was: a disk that lies."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Which call meets what. `error` is an errno, for FAIL and FULL."""

    mode: Mode
    at: int = 0
    calls: Call = Call.CHANGES
    error: int = errno.EIO
    under: str = ""
    """The folder of the workflow's place in which calls count, all of it unless named."""

    def __str__(self) -> str:
        named = errno.errorcode[self.error] if self.mode in (Mode.FAIL, Mode.FULL, Mode.AWAY) else ""
        return f"{self.mode.name} {named} at call {self.at} of {self.calls!r}"


def build() -> Path:
    """The library, made once for each state of its source; it stands beside the virtual environment."""
    digest = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]
    library = ROOT / ".venv" / f"interpose-{digest}.so"
    if not library.exists():
        part = library.with_suffix(f".{os.getpid()}")
        subprocess.run(
            ["gcc", "-O2", "-shared", "-fPIC", "-Wall", "-Werror", "-o", str(part), str(SOURCE), "-ldl"],
            check=True,
        )
        part.replace(library)
    return library


class Interposer:
    """The library that this process was started with (LD_PRELOAD)."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(str(build()))
        self._library.ff_disarm.restype = ctypes.c_long
        self._library.ff_arm.argtypes = (
            ctypes.c_char_p, ctypes.c_int, ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_char_p,
        )  # fmt: skip

    def arm(self, under: Path, fault: Fault, log: Path | None = None) -> None:
        """From now on calls on files under a folder are counted, and the n-th meets the fault."""
        self._library.ff_arm(
            os.fsencode(under / fault.under),
            fault.mode,
            fault.calls,
            fault.at,
            fault.error,
            log and os.fsencode(log),
        )

    def disarm(self) -> int:
        """Ends it, and says how many calls were counted."""
        return int(self._library.ff_disarm())

    def mark(self, text: str) -> None:
        """Puts what the program has said among what it has written, in the log."""
        self._library.ff_mark(text.encode())

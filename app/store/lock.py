"""One writer at a time, by a lock of the operating system that ends with the process."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from filelock import FileLock, Timeout


class WriterLock:
    """The lock of a register's folder; `holder` says who has it when it could not be taken."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "lock", blocking=False, is_singleton=False, thread_local=False)
        # the locked file itself cannot be read on Windows
        self._note = folder / "lock.holder"
        self.holder: str | None = None

    def take(self, user: str, since: str) -> bool:
        """Whether this process may write; otherwise `holder` names who may, "" when unknown."""
        try:
            self._lock.acquire()
        except Timeout:
            self.holder = self._read()
            return False
        # the note is a courtesy: a full disk or a virus scanner on it must not cost the lock
        with contextlib.suppress(OSError):
            self._note.write_text(json.dumps({"user": user, "since": since}), encoding="utf-8")
        return True

    def release(self) -> None:
        """Gives the lock back; harmless when it was never taken."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.release()

    def _read(self) -> str:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return f"{note['user']}, since {note['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            return ""

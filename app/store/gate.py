"""A gate that many pass through at once and one closes: the file changes place only while nobody reads it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from app.errors import Refusal

PATIENCE = 10.0
"""Seconds that the one who closes the gate waits for those inside."""


class Gate:
    """Counts who is inside; `alone` waits until nobody is, and lets nobody in meanwhile."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._closed = False

    @contextlib.contextmanager
    def through(self) -> Iterator[None]:
        """Goes in as soon as the gate is open."""
        with self._changed:
            self._changed.wait_for(lambda: not self._closed)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextlib.contextmanager
    def alone(self, patience: float = PATIENCE) -> Iterator[None]:
        """Closes the gate; Refusal("register.busy") where somebody stays inside for `patience` seconds."""
        with self._changed:
            self._closed = True
            if not self._changed.wait_for(lambda: not self._inside, patience):
                self._closed = False
                self._changed.notify_all()
                raise Refusal("register.busy")
        try:
            yield
        finally:
            with self._changed:
                self._closed = False
                self._changed.notify_all()

"""The two lanes: what touches the register or a file runs here, never on the thread that paints.

The data lane is one thread for `do` and `ask`, so answers come in the order of the questions; the job
lane is one thread for packs and imports. Results come back to the painting thread as Qt events.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.codes import Role
from app.errors import Cancelled, Refusal
from app.ui.garbage import Collector

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from app.register import Done, Register
    from app.ui.drafts import Keeping
    from app.ui.machine import Store

Then = Callable[[Any], object]
Failed = Callable[[Refusal], object]


class Job:
    """Long work under way; `cancel` asks it to stop at its next step."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Asks the work to stop; it ends as Refusal("cancelled") and leaves nothing half done."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()


class Lanes(QObject):
    """Two threads and the way back from them."""

    busy = Signal(bool)
    crashed = Signal(Exception)
    refused = Signal(object)
    _back = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        # here and not above: the unlock window is painted before any lane is needed
        from concurrent.futures import ThreadPoolExecutor

        super().__init__(parent)
        # one painting asks for the interpreter several times, and waits for this long each time
        sys.setswitchinterval(0.001)
        self._data = ThreadPoolExecutor(1, "data lane")
        self._jobs = ThreadPoolExecutor(1, "job lane")
        self._open = True
        self._running = 0
        self._live: set[Job] = set()
        self._garbage = Collector(self, busy=lambda: bool(self._live))
        # queued: a result is always handled by the painting thread
        self._back.connect(self._handle, Qt.ConnectionType.QueuedConnection)

    def job(
        self,
        fn: Callable[..., Any],
        *args: Any,
        progress: Callable[..., object] | None = None,
        then: Then | None = None,
        failed: Failed | None = None,
        **kw: Any,
    ) -> Job:
        """Runs `fn(*args, progress=…, **kw)` in the job lane.

        `fn` calls its `progress` as often as it likes; after `Job.cancel` that call raises Cancelled.
        """
        job = Job()
        self._live.add(job)

        def step(*values: Any) -> None:
            if job.cancelled:
                raise Cancelled
            if progress is not None:
                self._back.emit(partial(progress, *values))

        def ended() -> None:
            self._live.discard(job)

        self._submit(self._jobs, lambda: fn(*args, progress=step, **kw), then, failed, ended)
        return job

    def work(
        self, fn: Callable[..., Any], *args: Any, then: Then | None = None, failed: Failed | None = None
    ) -> None:
        """Runs what is neither a command nor a read, such as keeping a draft, in turn with both."""
        self._submit(self._data, lambda: fn(*args), then, failed)

    def close(self) -> None:
        """Cancels jobs, waits for both lanes, and delivers nothing more."""
        self._open = False
        for job in tuple(self._live):
            job.cancel()
        self._jobs.shutdown(wait=True)
        self._data.shutdown(wait=True)
        self._garbage.release()

    @property
    def has_jobs(self) -> bool:
        """Whether long work is under way, such as a pack."""
        return bool(self._live)

    @property
    def working(self) -> bool:
        """Whether any lane has work whose result has not arrived."""
        return self._running > 0

    def _submit(
        self,
        lane: ThreadPoolExecutor,
        work: Callable[[], Any],
        then: Then | None,
        failed: Failed | None,
        always: Callable[[], object] | None = None,
    ) -> None:
        def run() -> None:
            try:
                answer = work()
            except Refusal as refusal:
                self._send(partial(failed or self.refused.emit, refusal), always)
            except Exception as error:
                self._send(partial(self.crashed.emit, error), always)
            else:
                self._send(partial(then, answer) if then else lambda: None, always)

        if not self._open:
            # the window is going: nobody is left to answer
            return
        self._count(1)
        lane.submit(run)

    def _send(self, deliver: Callable[[], object], always: Callable[[], object] | None) -> None:
        def arrive() -> None:
            self._count(-1)
            if always is not None:
                always()
            deliver()

        self._back.emit(arrive)

    def _handle(self, deliver: Callable[[], object]) -> None:
        if self._open:
            deliver()

    def _count(self, step: int) -> None:
        before, self._running = self._running, self._running + step
        if (before == 0) != (self._running == 0):
            self.busy.emit(self._running > 0)


class Runner(Lanes):
    """The lanes of one open register."""

    changed = Signal(object)
    saved = Signal(datetime)
    undo_changed = Signal(object, object)
    typing = Signal()
    lock_wanted = Signal()
    roles_changed = Signal()

    def __init__(self, register: Register, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.machine: Store | None = None
        # what outlives a page, which is built anew for another text size
        self.kept: dict[str, Any] = {}
        self.keeping: Keeping | None = None
        self.saves = 0
        self._asked: dict[str, int] = {}
        self._under_way: set[str] = set()

    def may(self, *names: str) -> bool:
        """Whether any of these commands can be run here: the role allows it, and the window may write."""
        return not self.register.read_only and any(self.register.may(name) for name in names)

    @property
    def reads_only(self) -> bool:
        """Whether the record cannot be edited here: a window that only reads, or no coordinator at it.

        What other roles may do is asked for by `may`.
        """
        return self.register.read_only or Role.COORDINATOR not in self.register.roles

    @property
    def today(self) -> date:
        """The date in London now."""
        from app.domain.clock import today

        return today(self.register.clock)

    def do(
        self,
        command: Callable[..., Any],
        *args: Any,
        then: Callable[[Done], object] | None = None,
        failed: Failed | None = None,
        once: str = "",
        **kw: Any,
    ) -> None:
        """Runs a command; `then` gets what was done, after every page was told of it.

        A key pressed twice is one wish: while a command with the same `once` is under way, no other is run.
        """
        if once and once in self._under_way:
            return
        if once:
            self._under_way.add(once)
        self._change(
            lambda: self.register.do(command, *args, **kw),
            then,
            failed,
            lambda: self._under_way.discard(once),
        )

    def undo(self) -> None:
        """Takes back the last command of this session."""
        self._change(self.register.undo, None, None)

    def redo(self) -> None:
        """Does again what was taken back."""
        self._change(self.register.redo, None, None)

    def ask(
        self,
        read: Callable[..., Any],
        *args: Any,
        then: Then,
        failed: Failed | None = None,
        key: str | None = None,
        **kw: Any,
    ) -> None:
        """Asks the register; of several questions with one `key` only the newest is answered."""
        number = 0
        if key is not None:
            number = self._asked[key] = self._asked.get(key, 0) + 1

        def newest() -> bool:
            return key is None or self._asked[key] == number

        self._submit(
            self._data,
            # a question overtaken while it waited is not put at all
            lambda: self.register.ask(read, *args, **kw) if newest() else None,
            lambda answer: then(answer) if newest() else None,
            lambda refusal: (failed or self.refused.emit)(refusal) if newest() else None,
        )

    def told(self, done: Done) -> None:
        """Tells every page of a change that a job made in its own lane."""
        self.saved.emit(done.at)
        self.undo_changed.emit(self.register.undo_label, self.register.redo_label)
        self.changed.emit(done.changes)

    def _change(
        self,
        work: Callable[[], Done],
        then: Callable[[Done], object] | None,
        failed: Failed | None,
        always: Callable[[], object] | None = None,
    ) -> None:
        def done(result: Done) -> None:
            self.told(result)
            if then is not None:
                then(result)

        def counted() -> Done:
            result = work()
            # one thread alone saves, so nobody else counts
            self.saves += 1
            return result

        self._submit(self._data, counted, done, failed, always)

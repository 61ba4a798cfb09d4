"""Who works in a register, what they may do there, and what the log is told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain import leaving, permissions
from app.domain.clock import Clock
from app.domain.codes import LogClass, LogOutcome
from app.domain.ids import new_id
from app.domain.visits import Visits
from app.errors import Refusal
from app.register.connections import Connections, Held

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Done:
    """What a command returned, which records it changed, and its label ("action added")."""

    result: Any
    changes: frozenset[tuple[str, str]]
    label: str
    batch: str
    at: datetime


class Logged(Connections):
    """A register with somebody at work: nothing of theirs is done, shown or refused without an entry."""

    def __init__(self, held: Held, clock: Clock) -> None:
        super().__init__(held, clock)
        self.session = held.session
        self.user = held.session.name
        self.alone = held.alone
        self.roles = permissions.effective(held.session.roles, alone=held.alone)
        self._visits = Visits()

    def may(self, name: str) -> bool:
        """Whether this person may run a command, by its name, or ask a read, as "reads.card"."""
        if name.startswith("reads."):
            return permissions.may_read(self.roles, name)
        return permissions.may_do(self.roles, name)

    def require(self, name: str) -> None:
        """Refuses what this person may not do before anything of it is done, and logs that it was refused.

        Asked by what writes a file before its command. Raises Refusal: not_allowed, log.no_reason.
        """
        self._refuse_barred(name)
        if name in leaving.ASKED and not leaving.reason() and self.wants_reason:
            raise Refusal("log.no_reason")

    @property
    def wants_reason(self) -> bool:
        """Whether the region lets nothing leave without a reason."""
        from app.reads.reference import settings

        return self._ask(settings).disclosure_reason != leaving.OPTIONAL

    def log(
        self,
        class_: LogClass,
        kind: str,
        object: str = "",
        facts: dict[str, Any] | None = None,
        *,
        command: str,
        reason: str = "",
        outcome: LogOutcome = LogOutcome.DONE,
    ) -> None:
        """An entry that changes no record, in a transaction of its own; nothing where `logs` is false.

        Raises Refusal: register.busy, register.closed, disk.full, disk.failed.
        """
        self._refuse_closed()
        if self._log_engine is None:
            return

        def write(unit: Unit) -> None:
            unit.because(reason)
            unit.log(class_, kind, object, facts, outcome=outcome)

        with self._writing:
            self._run(self._log_engine, command, write)

    def consulted(
        self, kind: str, object: str, facts: dict[str, Any] | None = None, *, subject: str = ""
    ) -> None:
        """Logs that something was looked at, such as a preview; once for each visit (domain.visits)."""
        now, subject = self._present(), subject or object
        if self.logs and self._visits.new(subject, kind, object, now):
            self.log(LogClass.CONSULTATION, kind, object, facts, command="log.consult")
            self._visits.note(subject, kind, object, now)

    def disclosed(
        self, kind: str, object: str, facts: dict[str, Any] | None = None, *, reason: str = ""
    ) -> None:
        """Logs that something left, such as the log itself, for which no command stands.

        Raises Refusal("log.no_reason") where the region wants a reason and none is given.
        """
        reason = reason or leaving.reason()
        if not reason and self.wants_reason:
            raise Refusal("log.no_reason")
        self.log(LogClass.DISCLOSURE, kind, object, facts, command="log.disclose", reason=reason)

    def _present(self) -> datetime:
        """The moment at which something is looked at."""
        return self.clock.now()

    def _refuse_barred(self, name: str) -> None:
        if not self.may(name):
            self.log(LogClass.SYSTEM, "refused", name, command="log.refused", outcome=LogOutcome.REFUSED)
            raise Refusal("not_allowed")

    def _run(self, engine: Engine, name: str, body: Callable[[Unit], Any]) -> Done:
        """A unit of work under the name of its command, for whoever holds `_writing`."""
        from app import words
        from app.store.unit import Unit

        with self._write(engine) as connection:
            now = self.clock.now()
            unit = Unit(
                connection, now=now, by=self.session, origin=self.origin, name=name, batch=new_id(now),
                roles=self.roles, alone=self.alone,
            )  # fmt: skip
            if name in leaving.ASKED or name in leaving.OWN:
                unit.because(leaving.reason(name))
                unit.leaving_for(leaving.recipient())
            result = body(unit)
        label = words.SENTENCES.get(f"label.{name}", name)
        return Done(result, frozenset(unit.changes), label, unit.batch, now)

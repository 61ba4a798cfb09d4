"""A register as it was when something was issued: it opens like any other, and nothing can be changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn

from app.domain.clock import FixedClock, local
from app.domain.codes import LogClass, LogOutcome
from app.domain.dates import shown
from app.domain.issue import Issue
from app.errors import Refusal
from app.register import Held, Register

if TYPE_CHECKING:
    from sqlalchemy import Connection


class PastRegister(Register):
    """The record exactly as tabled, in memory only; its clock stands at the moment of the issue."""

    def __init__(self, source: Register, issue: Issue) -> None:
        from app.store import past

        made, kept = source._ask(past.engine, issue.head)
        held = Held(
            source.path, made, None, source._opened, None, None, source.origin, source.session, source.alone
        )
        super().__init__(held, FixedClock(issue.issued_at))
        self._kept: Connection = kept
        self._source = source
        self.issue = issue

    @property
    def tabled(self) -> str:
        """Which issue this is, in words."""
        at, issue = local(self.issue.issued_at), self.issue
        return f"{issue.pack_id} version {issue.number}, as issued on {shown(at.date())}, {at:%H:%M}"

    @property
    def logs(self) -> bool:
        """Whether the register itself can log what is looked at here."""
        return self._source.logs

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
        """Logs in the register itself, and says that the record was looked at as it once was."""
        told = {**(facts or {}), "as_issued": f"{self.issue.pack_id} {self.issue.number}"}
        self._source.log(class_, kind, object, told, command=command, reason=reason, outcome=outcome)

    def close(self) -> None:
        """Lets go of the memory."""
        self._kept.close()
        super().close()

    def verify(self, *_: Any, **__: Any) -> NoReturn:
        """Refusal("past.only_read"): the register itself is what can be checked."""
        raise Refusal("past.only_read")

    def backup(self, *_: Any, **__: Any) -> NoReturn:
        """Refusal("past.only_read"): there is nothing here that the register does not hold."""
        raise Refusal("past.only_read")

    def change_passphrase(self, passphrase: str) -> NoReturn:
        """Refusal("past.only_read")."""
        raise Refusal("past.only_read")

    def _present(self) -> datetime:
        # this window's clock stands still
        return self._source.clock.now()

    def _read_only(self) -> Refusal:
        return Refusal("past.only_read")

    def do(self, command: Any, *args: Any, **kwargs: Any) -> NoReturn:
        """Refusal("past.only_read")."""
        raise Refusal("past.only_read")

"""Locking the desk: what it does with a register that is left, and what it tells the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain import leaving
from app.domain.codes import LogClass
from app.errors import Refusal
from app.ui import drafts

if TYPE_CHECKING:
    from app.register import Register


@dataclass(frozen=True, slots=True)
class Left:
    """How a window was left (asked, idle, system locked, system asleep), what stood in it, saves by then."""

    how: str
    held: list[drafts.Written]
    saves: int


def part(register: Register, left: Left, saves: int) -> Refusal | None:
    """Keeps the drafts of a window that is locked and logs the lock; the refusal where it could not.

    Runs on the closing thread, after every save has come to its end; `saves` were done by then.
    """
    if register.read_only and not register.logs:
        return None
    try:
        if not register.read_only:
            drafts.write(register, left.held, saves)
        register.log(
            LogClass.SYSTEM, "session", register.session.person, {"how": left.how}, command="session.lock"
        )
    except Refusal as refusal:
        return refusal
    return None


def tell_capture(register: Register, on: bool) -> None:
    """Tells the log whether screens may be captured."""
    register.log(LogClass.SYSTEM, "screen", "", {"allowed": on}, command="screen.capture")


def tell_copy(register: Register, facts: dict[str, Any]) -> None:
    """Tells the log what was copied: from where, how much and of which records; never the text."""
    name = "clipboard.copy"
    register.log(LogClass.DISCLOSURE, "clipboard", "", facts, command=name, reason=leaving.reason(name))

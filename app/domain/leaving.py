"""Why something leaves the register, and for whom: what the log keeps with a disclosure (conditions.md §2).

It is ambient and no argument of each job and command: it says who stands at the keyboard and what for, as the
session does, and nothing that a command does depends on it but the entry in the log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

ASKED = frozenset({
    "calendar.write", "chase.record", "copy.send", "minutes.issue", "pack.reprint", "request.print_list",
    "submission.print",
})  # fmt: skip
"""Commands by which something leaves for a reason that somebody gives."""

OWN = {
    "clipboard.copy": "Copied to the clipboard",
    "pack.draft": "Draft of the monthly tasking pack",
    "pack.issue": "Monthly tasking pack",
}
"""What leaves for a reason of its own, where no other is given."""

REQUIRED, OPTIONAL = "required", "optional"


@dataclass(frozen=True, slots=True)
class Why:
    """Why something leaves, and for whom where it is not known by its nature; either may be ""."""

    reason: str = ""
    recipient: str = ""


_WHY: ContextVar[Why] = ContextVar("why", default=Why())  # noqa: B039 frozen


@contextmanager
def because(reason: str, recipient: str = "") -> Iterator[None]:
    """Gives reason and recipient of whatever leaves meanwhile, in this thread and nowhere else."""
    token = _WHY.set(Why(reason.strip(), recipient.strip()))
    try:
        yield
    finally:
        _WHY.reset(token)


def giving(reason: str, work: Callable[..., Any], recipient: str = "") -> Callable[..., Any]:
    """The same work with its reason and recipient, in whatever thread it runs."""

    def run(*args: Any, **keywords: Any) -> Any:
        with because(reason, recipient):
            return work(*args, **keywords)

    return run


def reason(name: str = "") -> str:
    """Why the command `name` lets something leave, "" where nobody said."""
    return _WHY.get().reason or OWN.get(name, "")


def recipient() -> str:
    """For whom something leaves, "" where nobody said."""
    return _WHY.get().recipient

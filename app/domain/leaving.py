"""Why something leaves the register: the reason that the log keeps with a disclosure (conditions.md §2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

ASKED = frozenset({
    "calendar.write", "chase.record", "copy.send", "minutes.issue", "pack.reprint", "request.print_list",
    "submission.print",
})  # fmt: skip
"""Commands by which something leaves for a reason that somebody gives."""

OWN = {"pack.draft": "Draft of the monthly tasking pack", "pack.issue": "Monthly tasking pack"}
"""What leaves for a reason of its own, where no other is given."""

REQUIRED, OPTIONAL = "required", "optional"

_REASON: ContextVar[str] = ContextVar("reason", default="")


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Gives the reason for whatever leaves meanwhile, in this thread and nowhere else."""
    token = _REASON.set(reason.strip())
    try:
        yield
    finally:
        _REASON.reset(token)


def giving(reason: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """The same work with its reason, in whatever thread it runs."""

    def run(*args: Any, **keywords: Any) -> Any:
        with because(reason):
            return work(*args, **keywords)

    return run


def reason(name: str = "") -> str:
    """Why the command `name` lets something leave, "" where nobody said."""
    return _REASON.get() or OWN.get(name, "")

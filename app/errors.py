"""The two kinds of failure: a refusal can be mended by the user, anything else is a bug."""

from __future__ import annotations

from dataclasses import dataclass


class Refusal(Exception):
    """Something the user can mend: a code that words turns into sentences, with its values."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people changed: the reader's value and the value already saved."""

    field: str
    mine: object
    theirs: object


class Conflict(Refusal):
    """A save from a stale copy: nothing was written, both values are carried for a person to choose."""

    def __init__(self, kind: str, id: str, by: str, at: str, differences: tuple[Difference, ...]) -> None:
        super().__init__("conflict", kind=kind, id=id, by=by, at=at, count=len(differences))
        self.by = by
        self.at = at
        self.differences = differences


class Cancelled(Refusal):
    """The user pressed Cancel: nothing was changed."""

    def __init__(self) -> None:
        super().__init__("cancelled")

"""The rows of the page Backups, and what bringing one back would change, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.clock import local, shown_at
from app.ui.table_model import Column

if TYPE_CHECKING:
    from app.copies import Found
    from app.jobs.restore import Comparison


@dataclass(frozen=True, slots=True)
class Row:
    """A backup as a line of the list."""

    id: str
    found: Found
    when: str
    why: str
    where: str

    def counted(self, table: str) -> int | None:
        """How many rows a table of the backup has; None where nobody says."""
        return None if self.found.counts is None else self.found.counts.get(table, 0)


COLUMNS = (
    Column("made", "No.", lambda r: r.found.made, 70, "number", "range", tip="In the order they were made"),
    Column(
        "when", "Made", lambda r: r.found.at and local(r.found.at), 150, "moment", "range", lambda r: r.when
    ),
    Column("why", "Why", lambda r: r.why, 190, filter="values", any_of="any"),
    Column("where", "Where", lambda r: r.where, 150, filter="values", any_of="any"),
    Column("threats", "Threats", lambda r: r.counted("threat"), 88, "number", "range"),
    Column("actions", "Actions", lambda r: r.counted("action"), 88, "number", "range"),
    Column("officers", "Officers", lambda r: r.counted("officer"), 88, "number", "range"),
    Column("entries", "Journal", lambda r: r.found.seq or None, 96, "number", "range", tip="Last entry"),
    Column("name", "Folder", lambda r: r.found.path.name, 320),
)


def rows(found: tuple[Found, ...]) -> tuple[Row, ...]:
    """The lines of the list, newest first."""
    return tuple(
        Row(
            str(one.path),
            one,
            shown_at(one.at) if one.at else "not told",
            one.reason or "set aside, or of an earlier version",
            "second folder" if one.second else "beside the register",
        )
        for one in found
    )


def compared(told: Comparison) -> str:
    """What is set aside, what there would be, and what to do again after."""
    since = told.since
    lost = "Nothing was changed since."
    if since.last is not None:
        changed = _many(since.entries, "change", "changes")
        people = _many(since.people, "person", "people")
        lost = (
            f"{changed} by {people} since then would be set aside, the last of them on "
            f"{shown_at(since.last)}."
        )
    differ = [
        f"{kind.replace('_', ' ')} {now} now, {then} then" for kind, then, now in told.kinds if now != then
    ]
    counts = f" Records: {'; '.join(differ)}." if differ else " As many records of each kind."
    whole = (
        ""
        if told.whole
        else " Its files are not as they were written; they are checked before anything moves."
    )
    again = "" if not since.disposed else (
        f" {_many(since.disposed, 'disposal', 'disposals')} since then must be carried out again."
    )  # fmt: skip
    return (
        f"{lost}{counts if told.backup.told else ''}{again}{whole} "
        "The present state is set aside as a backup first, so this can be taken back. People and passphrases "
        "stay as they are now."
    )


def _many(number: int, one: str, more: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {more}"

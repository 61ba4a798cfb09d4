"""How an entry of the log reads: its columns, and everything it tells."""

from __future__ import annotations

from typing import Any

from app import words
from app.domain.clock import local
from app.domain.codes import LogOutcome
from app.domain.dates import shown
from app.reads.log import LogRow
from app.ui.table_model import Column

CLASSES = {
    "collection": "Collection",
    "alteration": "Alteration",
    "consultation": "Consultation",
    "disclosure": "Disclosure",
    "combination": "Combination",
    "erasure": "Erasure",
    "system": "System",
}


def moment(row: LogRow) -> str:
    """When, by London's clock; a clock that went back says so beside it."""
    at = local(row.at)
    return f"{shown(at.date())} {at:%H:%M:%S}{', clock back' if row.clock_back else ''}"


def done(row: LogRow) -> str:
    """What was done, in words, with whether it was refused."""
    said = words.SENTENCES.get(f"label.{row.command}", row.command)
    return f"{said} (refused)" if row.outcome == LogOutcome.REFUSED.value else said


def record(row: LogRow) -> str:
    """What it was about: the kind, and its reference where it has one."""
    kind = row.kind.partition(".")[0].replace("_", " ")
    return f"{kind} {row.reference}".strip()


def told(row: LogRow) -> str:
    """What else it tells in one line: fields by name, or facts."""
    if row.fields:
        return ", ".join(words.FIELD_WORDS.get(name, name.replace("_", " ")) for name in row.fields)
    return "; ".join(f"{name.replace('_', ' ')} {plain(value)}" for name, value in row.facts.items())


def plain(value: Any) -> str:
    """A fact as text; of a long list how many and the first."""
    if isinstance(value, list):
        first = ", ".join(map(str, value[:3]))
        return first if len(value) <= 3 else f"{first} and {len(value) - 3} more"
    if isinstance(value, dict):
        return ", ".join(f"{name}: {plain(each)}" for name, each in value.items())
    return "yes" if value is True else str(value)


COLUMNS = (
    Column("seq", "Entry", lambda r: r.seq, 74, "number", "none"),
    # wide enough for a clock that went back
    Column("at", "When", lambda r: r.at, 226, "moment", "none", moment),
    Column("actor", "Person", lambda r: r.actor, 140, filter="none"),
    Column("class", "Class", lambda r: CLASSES.get(r.class_, r.class_), 106, filter="none"),
    Column("done", "What was done", done, 180, filter="none"),
    Column("record", "Record", record, 170, filter="none"),
    Column("told", "Fields or facts", told, 260, filter="none"),
    Column("reason", "Reason", lambda r: r.reason, 180, filter="none"),
    Column("machine", "Machine", lambda r: r.machine, 110, filter="none"),
)


def lines(row: LogRow) -> tuple[tuple[str, str], ...]:
    """Everything an entry tells, as label and text; empty ones are left out."""
    sign = "+" if row.utc_offset >= 0 else "-"
    hours, minutes = divmod(abs(row.utc_offset), 60)
    said = (
        ("Entry", str(row.seq)),
        ("When", f"{moment(row)}; UTC {row.at:%Y-%m-%d %H:%M:%S}, offset {sign}{hours:02}:{minutes:02}"),
        ("Person", f"{row.actor} ({row.person})" if row.person else row.actor),
        ("Roles", row.roles.replace(",", ", ")),
        ("Account and machine", " on ".join(part for part in (row.account, row.machine) if part)),
        ("Program", row.app),
        ("Class", CLASSES.get(row.class_, row.class_)),
        ("What was done", f"{done(row)} ({row.command})"),
        ("Record", f"{record(row)} ({row.object})" if row.object else record(row)),
        ("Version", str(row.version) if row.version else ""),
        ("Fields", told(row) if row.fields else ""),
        *((name.replace("_", " ").capitalize(), plain(value)) for name, value in row.facts.items()),
        ("Reason", row.reason),
        ("Disposed of", "its body was blanked" if row.disposed else ""),
        ("Hash", row.hash),
        ("Hash of the entry before", row.prev),
    )
    return tuple((name, text) for name, text in said if text)

"""The calendar of a region or of one officer: one file put in place, its leaving told to the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.commands import chase as commands
from app.domain.clock import today
from app.domain.region import Region
from app.jobs import print_paper
from app.jobs.print_paper import Printed
from app.packs.calendar import Due, MonthCalendar
from app.packs.calendar import write as written
from app.reads import calendar as reads
from app.reads import reference as reference_reads
from app.register import Register


def made(register: Register, officer: str | None = None) -> MonthCalendar:
    """The calendar as the register stands, of everything due or of one officer's actions."""
    lists = register.ask(reference_reads.reference)
    region = lists.region or Region(id="", name="")
    return MonthCalendar(
        register=register.origin,
        region=region.name,
        code=lists.settings.pack_code or region.code or "PACK",
        fictional=region.fictional,
        marking=lists.settings.marking_line,
        made_at=register.clock.now(),
        meetings=register.ask(reads.meetings_to_come, today(register.clock)),
        due=tuple(Due(*one) for one in register.ask(reads.dues, officer)),
    )


def write(
    register: Register,
    folder: Path,
    *,
    officer: str | None = None,
    recipient: str = "",
    progress: Callable[..., object] | None = None,
) -> Printed:
    """Writes the calendar into `folder` and logs that it left, and to whom.

    Raises Refusal: read_only, export.no_folder, export.no_room, export.target_open; the old file then stays
    as it was.
    """
    register.require("calendar.write")
    print_paper.refuse_reader(register)
    calendar = made(register, officer)
    return print_paper.put(
        register,
        folder,
        calendar.file_name,
        lambda target: target.write(written(calendar)),
        commands.disclose_calendar,
        calendar.code,
        {"marking": calendar.marking, "recipients": recipient, "entries": len(calendar.due)},
    )

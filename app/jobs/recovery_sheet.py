"""Printing the recovery sheet: one PDF put in place, its making logged; the key is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.domain.codes import LogClass
from app.errors import Refusal
from app.jobs import put_in_place
from app.packs import recovery_sheet
from app.packs.recovery_sheet import RecoverySheet
from app.reads.reference import reference
from app.register import Register


def sheet(register: Register, printed: str) -> RecoverySheet:
    """The sheet of a recovery key that was issued just now."""
    # marking and FICTIONAL are no record content: who looks after keys may read nothing else
    said = register._ask(reference)
    fictional = said.region.fictional if said.region else False
    return RecoverySheet(
        register.name, printed, register.user, register.clock.now(), fictional, said.settings.marking_line
    )


def save(
    register: Register, printed: str, folder: Path, progress: Callable[..., object] | None = None
) -> Path:
    """Writes the sheet into `folder` and logs that it was made.

    Raises Refusal: sheet.there where a sheet lies there already, since that may be of another key;
    export.no_folder, export.no_room, export.target_open. The old file then stays as it was.
    """
    made = sheet(register, printed)

    def refuse_another() -> None:
        if (folder / made.file_name).exists():
            raise Refusal("sheet.there", name=made.file_name)

    def placed(hashes: dict[str, str]) -> Path:
        facts = {"marking": made.marking, "files": hashes}
        register.log(LogClass.SYSTEM, "sheet", register.origin, facts, command="key.sheet")
        return folder / made.file_name

    name = made.file_name
    return put_in_place.write(
        folder, {name: lambda target: recovery_sheet.write(made, target)}, placed,
        left_over=f".{name}", placing=refuse_another,
    )  # fmt: skip

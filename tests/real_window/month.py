"""One whole month, told on a copy of the demonstration through what a coordinator uses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.clock import FixedClock
from app.jobs import demo
from app.register import Register
from tests.real_window import month_after as after
from tests.real_window import month_before as before
from tests.real_window import month_meeting as meeting
from tests.real_window.month_desk import MonthDesk
from tests.real_window.story import every_step

if TYPE_CHECKING:
    from tests.real_window.__main__ import Round

BEGINS = demo.NOW
STEPS: tuple[Callable[[MonthDesk], None], ...] = (
    before.is_planned,
    before.has_its_agenda,
    before.is_checked,
    before.is_issued,
    before.goes_to_a_partner,
    before.has_a_late_paper,
    before.is_kept,
    meeting.begins,
    meeting.takes_its_items,
    meeting.ratifies,
    meeting.decides_a_request,
    meeting.takes_the_consent_list,
    meeting.sets_an_action,
    meeting.keeps_what_is_private,
    meeting.ends,
    after.are_drafted,
    after.are_chased,
    after.are_confirmed,
    after.is_compared,
    after.as_it_was,
    after.has_its_lineage,
)


def begin(source: Path, folder: Path, name: str, clock: FixedClock) -> Register:
    """The demonstration, copied."""
    path = folder / f"Month {name}.register"
    shutil.copytree(source, path)
    return Register.open(path, passphrase=demo.PASSPHRASE, clock=clock)


def tell(round_: Round, register: Register, clock: FixedClock, folder: Path) -> None:
    """Every step in its order."""
    folder.mkdir(exist_ok=True)
    every_step(MonthDesk(round_, register, clock, folder), STEPS)

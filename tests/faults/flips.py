"""One flipped bit: in the register, its key file, or a backup; opening or verifying must notice it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from app import words
from app.errors import Refusal
from app.register import Register
from tests.builders import PASSPHRASE
from tests.faults.found import Found
from tests.faults.workflow import CLOCK
from tests.faults.workflows.copies import BackUp

if TYPE_CHECKING:
    from tests.faults.cycle import Bench

FILES = ("register.db", "keys.json", "backup register.db", "backup keys.json")


def flip(bench: Bench, file: str, seed: int) -> Found:
    """Flips one bit chosen by the seed, and says whether anybody noticed."""
    random_, found, workflow = random.Random(f"{file} {seed}"), Found(files=1), BackUp()
    place = bench.place(workflow)
    try:
        path = workflow.path(place)
        if file.startswith("backup "):
            with workflow.open(place) as register:
                path = register.backup(place / "copies")
        target = path / file.removeprefix("backup ")
        damaged = bytearray(target.read_bytes())
        bit = random_.randrange(len(damaged) * 8)
        damaged[bit // 8] ^= 1 << bit % 8
        target.write_bytes(damaged)
        found.notes = _noticed(path)
        found.faulted = bool(found.notes)
        if not found.notes:
            found.wrong.append(f"bit {bit} of {file} was not noticed")
    except Exception as error:
        found.wrong.append(f"bit flip in {file}: {error!r}")
    finally:
        shutil.rmtree(place)
    return found


def _noticed(path: Path) -> list[str]:
    """The codes that opening and verifying end with."""
    try:
        with Register.open(path, passphrase=PASSPHRASE, clock=CLOCK) as opened:
            return sorted({finding.code for finding in opened.verify().findings})
    except Refusal as refused:
        return [refused.code] if words.refusal(refused) else []

"""A backup brought back: the present state is set aside first, and is there again whatever happens."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.domain.threat import Threat
from app.jobs import back_up, restore
from app.register import Register
from tests.builders import add_threat, new_register
from tests.faults import journal
from tests.faults.found import Found
from tests.faults.told import Head, Teller, Told
from tests.faults.workflow import CLOCK, Reference, Workflow, opened, working
from tests.faults.workflows.edit import stored


class Restore(Workflow):
    """Brings back the backup of before an edit, and goes on working."""

    name = "restore"
    compares = False
    backup = ""

    def prepare(self, place: Path) -> None:
        with new_register(place, CLOCK) as register:
            add_threat(register, "AS/2026/0001", id="before")
            made = back_up.back_up(register)
            Restore.backup = made.path.name
            add_threat(register, "AS/2026/0002", id="after")

    def run(self, place: Path, teller: Teller) -> None:
        backup = self.path(place) / "backups" / self.backup
        with working(self, place, teller) as register:
            teller.say(restoring=True)
            teller.step("restore", lambda: self._restore(register, backup))
            teller.say(restored=True)
            teller.acknowledge("restore", register)
            if stored(register, Threat, "later") is None:
                teller.step("edit", lambda: add_threat(register, "AS/2026/0003", id="later"))
            teller.say(later=True)
            teller.acknowledge("edit", register)

    def _restore(self, register: Register, backup: Path) -> None:
        if stored(register, Threat, "after") is not None:
            restore.restore(register, backup)

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        with self.open(place) as register:
            there = {id for id in ("before", "after", "later") if stored(register, Threat, id) is not None}
            kept = journal.hashes(register)
        back = "after" not in there
        if "before" not in there or (not back and "later" in there):
            found.half.append(f"of three threats {sorted(there)} are there")
        if told.value("restored") and not back:
            found.lost.append("the restore")
        if told.value("later") and "later" not in there:
            found.lost.append("the edit after the restore")
        if back and not told.value("restoring"):
            found.lost.append("the edit before the restore")
        found.acknowledged += len(told.heads)
        # what was acknowledged before is in the state that was set aside
        since = [line for line in told.lines if "head" in line and line["step"] in ("restore", "edit")]
        heads = [Head(*line["head"]) for line in since] if back else told.heads
        found.lost += [f"entry {seq}" for seq, hash_ in heads if kept.get(seq) != hash_]
        if back and not self._aside(place, found):
            found.lost.append("the state that was set aside")

    def _aside(self, place: Path, found: Found) -> bool:
        """Whether a backup holds the edit that the restore took back."""
        holds = False
        for path in (self.path(place) / "backups").glob("[!.]*.register"):
            found.files += 1
            tried = place / "tried.register"
            shutil.copytree(path, tried)
            with opened(tried) as copy:
                holds = holds or stored(copy, Threat, "after") is not None
                if not copy.verify().ok:
                    found.half.append(f"{path.name} is not sound")
            shutil.rmtree(tried)
        return holds

"""What somebody is writing: kept as they type, encrypted, and there again after any end of the program."""

from __future__ import annotations

from pathlib import Path

from tests.faults.found import Found
from tests.faults.told import Teller, Told
from tests.faults.workflow import Reference, Workflow, working


class Drafts(Workflow):
    """Types on in one form, and in a second one that is then saved, so that its draft is dropped."""

    name = "draft"

    def run(self, place: Path, teller: Teller) -> None:
        with working(self, place, teller) as register:
            for number in range(6):
                text = "Seen at the premises. " * (number + 1)
                self._keep(teller, "one", text, lambda t=text: register.keep_draft("one", "update", "t", t))
            self._keep(teller, "two", "Half", lambda: register.keep_draft("two", "action", "a", "Half"))
            self._keep(teller, "two", None, lambda: register.drop_draft("two"))

    def _keep(self, teller: Teller, id: str, text: str | None, body: object) -> None:
        teller.say(draft=id, next=text)
        teller.step(f"draft {id}", body)  # type: ignore[arg-type]
        teller.say(draft=id, kept=text)

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        with self.open(place) as register:
            there = {draft.id: draft.body for draft in register.drafts()}
        for id in ("one", "two"):
            lines = [line for line in told.lines if line.get("draft") == id]
            kept = next((line["kept"] for line in reversed(lines) if "kept" in line), None)
            allowed = {kept, lines[-1].get("next", kept)} if lines else {None}
            found.acknowledged += sum("kept" in line for line in lines)
            if there.get(id) not in allowed:
                found.lost.append(f"draft {id} is {there.get(id)!r}, and one of {allowed} was kept")

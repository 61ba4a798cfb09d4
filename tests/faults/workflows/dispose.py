"""A disposal: proposed by one person, confirmed by another, and nothing of it left in the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import func, or_, select

from app import custody
from app.commands import actions, disposal, retention
from app.domain.action import Action
from app.domain.codes import DisposalState, MopiGroup, RetentionDecision
from app.domain.retention import Disposal, RetentionReview
from app.domain.threat import Threat
from app.register import Register
from app.store.tables import JOURNAL
from tests.builders import add_action, add_threat, new_register
from tests.faults.found import Found
from tests.faults.told import Teller, Told
from tests.faults.workflow import CLOCK, Reference, Workflow, opened, working
from tests.faults.workflows.edit import TODAY, stored
from tests.store.test_scrub import key_of, pages

CANARY = "Glimmerwick"
SECOND = "seven green bottles"


class Dispose(Workflow):
    """Confirms the disposal of a threat, and writes the file anew."""

    name = "disposal"

    def prepare(self, place: Path) -> None:
        with new_register(place, CLOCK) as register:
            threat = add_threat(register, name=CANARY, summary=f"About {CANARY}", id="t")
            action = add_action(register, threat, f"Visit {CANARY}", id="a")
            register.do(actions.redate, action, date(2027, 1, 8), f"{CANARY} waits")
            add_threat(register, "AS/2026/0002", name="Another", id="other")
            review = RetentionReview(
                id="r",
                threat="t",
                on=TODAY,
                mopi_group=MopiGroup.THREE,
                reviewer="Drew Quill",
                decision=RetentionDecision.DISPOSE,
                rationale=f"{CANARY} is over",
            )
            register.do(retention.review, review)
            made = Disposal(
                id="d", subject="t", proposed_on=TODAY, reason="No purpose left", authority="DCI Vane"
            )
            register.do(disposal.propose, made)
            custody.add(register, "Robin Sedge", register.session.roles, SECOND)

    def open(self, place: Path) -> Register:
        return opened(self.path(place), SECOND)

    def run(self, place: Path, teller: Teller) -> None:
        with working(self, place, teller) as register:
            teller.step("confirm", lambda: self._confirm(register))
            teller.say(confirmed=True)
            teller.acknowledge("confirm", register)
            teller.step("scrub", register.scrub)
            teller.say(scrubbed=True)

    def _confirm(self, register: Register) -> None:
        made = stored(register, Disposal, "d")
        assert made is not None
        if made.state is DisposalState.PROPOSED:
            register.do(disposal.confirm, made)

    def check(self, place: Path, told: Told, reference: Reference, found: Found) -> None:
        with self.open(place) as register:
            made = stored(register, Disposal, "d")
            gone = made is not None and made.state is DisposalState.DONE
            there = [stored(register, Threat, "t") is not None, stored(register, Action, "a") is not None]
            if there != [not gone, not gone] or self._named(register) == gone:
                found.half.append(f"the disposal is done: {gone}; threat and action are there: {there}")
            if stored(register, Threat, "other") is None:
                found.lost.append("a threat that nobody disposed of")
            if told.value("confirmed") and not gone:
                found.lost.append("a confirmed disposal")
            register.scrub()
            # decrypted pages, those that are free among them
            if gone and CANARY.encode() in pages(self.path(place) / "register.db", key_of(register)):
                found.wrong.append("the file still holds what was disposed of")

    def _named(self, register: Register) -> bool:
        """Whether the journal still says anything of it."""
        like = [column.contains(CANARY) for column in (JOURNAL.c.before, JOURNAL.c.after, JOURNAL.c.reason)]
        with register._engine.connect() as connection:
            return bool(connection.execute(select(func.count()).where(or_(*like))).scalar())

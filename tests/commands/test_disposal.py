"""Disposal by two people: what goes, what stays, and that the chain still verifies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.commands import actions, deletion, disposal, meetings, retention, threats
from app.domain.action import Action
from app.domain.agenda import AgendaItem
from app.domain.clock import FixedClock
from app.domain.codes import DisposalState, MopiGroup, Outcome, RetentionDecision
from app.domain.faults import Faulty
from app.domain.meeting import Meeting
from app.domain.minutes import MeetingDecision, MeetingNote
from app.domain.retention import Disposal, Hold, RetentionReview
from app.domain.threat import Threat
from app.errors import Conflict, Refusal
from app.reads import journal, months
from app.register import Register
from app.store.tables import JOURNAL, TABLES
from app.store.unit import Unit, command
from tests.builders import (
    add_action,
    add_disruption,
    add_nominal,
    add_order,
    add_threat,
    new_register,
)

NOW = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)
TODAY = NOW.date()
CANARY = "Glimmerwick"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with new_register(tmp_path, FixedClock(NOW)) as made:
        yield made


def by_another(register: Register) -> None:
    """From now on somebody else works here, with the same roles."""
    register.session = replace(register.session, person="p-2", name="Robin Sedge")


def decided(register: Register, threat: str, id: str = "r") -> None:
    made = RetentionReview(
        id=id, threat=threat, on=TODAY, mopi_group=MopiGroup.THREE, reviewer="Drew Quill",
        decision=RetentionDecision.DISPOSE, rationale=f"{CANARY} is over",
    )  # fmt: skip
    register.do(retention.review, made)


def proposed(register: Register, threat: str, id: str = "d") -> Disposal:
    made = Disposal(id=id, subject=threat, proposed_on=TODAY, reason="No purpose left", authority="DCI Vane")
    saved: Disposal = register.do(disposal.propose, made).result
    return saved


def disposed(register: Register, threat: str) -> Disposal:
    decided(register, threat)
    made = proposed(register, threat)
    by_another(register)
    saved: Disposal = register.do(disposal.confirm, made).result
    return saved


@command("lay_for_test")
def lay(unit: Unit, *records: AgendaItem | MeetingDecision | MeetingNote) -> None:
    unit.because(f"{CANARY} was talked about")
    for record in records:
        unit.put(record)


@command("agenda.lay_for_test")
def meetings_item(unit: Unit, item: AgendaItem) -> None:
    unit.put(item)


def filled(register: Register) -> Threat:
    """A threat of which every text names the canary, removed records and a meeting among them."""
    threat = add_threat(register, name=CANARY, summary=f"About {CANARY}")
    action = add_action(register, threat, f"Visit {CANARY}", id="a-1")
    register.do(actions.redate, action, date(2027, 1, 8), f"{CANARY} waits")
    gone = add_action(register, threat, f"Removed {CANARY}", id="a-2")
    register.do(actions.remove, gone)
    add_disruption(register, threat, title=CANARY)
    nominal = add_nominal(register, threat, CANARY, id="n-1")
    add_order(register, threat, nominal=nominal.id, reference=CANARY)
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=date(2026, 12, 10)))
    register.do(
        lay,
        AgendaItem(id="i", meeting="m", title=f"Item {CANARY}", threat=threat.id),
        MeetingNote(id="mn", meeting="m", item="i", text=f"{CANARY} was quiet", at=NOW),
        MeetingDecision(
            id="md", meeting="m", item="i", outcome=Outcome.AGREED, text=f"Go on with {CANARY}",
            rationale=CANARY, threat=threat.id, at=NOW,
        ),
    )  # fmt: skip
    register.do(meetings_item, AgendaItem(id="j", meeting="m", title="Another item"))
    return threat


def texts(register: Register) -> str:
    """Everything that the register's tables and its journal say."""

    def read_for_test(connection: object) -> str:
        every = (*TABLES.values(), JOURNAL)
        return "\n".join(str(tuple(row)) for table in every for row in connection.execute(table.select()))  # type: ignore[attr-defined]

    read_for_test.__module__ = "app.reads.test"
    return register.ask(read_for_test)  # type: ignore[arg-type]


def test_nothing_of_it_stays_and_everything_verifies(register: Register) -> None:
    kept = add_threat(register, "AS/2026/0001", name="Kept")
    threat = filled(register)
    before = register.verify()
    assert before.ok
    assert CANARY in texts(register)

    done = disposed(register, threat.id)

    assert CANARY not in texts(register)
    assert done.state is DisposalState.DONE
    assert (done.proposed_by, done.decided_by, done.decided_at) == ("Drew Quill", "Robin Sedge", NOW)
    assert done.entries > 12
    after = register.verify()
    assert after.findings == ()
    month = register.ask(months.everything, "2026-12")
    assert [row.id for row in month.threats] == [kept.id]
    assert register.ask(journal.recent)
    # the log still tells who did what when to the record, by its identifier
    told = register.ask(journal.history, "threat", threat.id)
    assert [entry.actor for entry in told] == ["Robin Sedge", "Drew Quill"]
    assert all(entry.changes == () for entry in told)
    assert told[0].reason == "No purpose left (authority: DCI Vane)"


def test_what_a_meeting_wrote_keeps_its_place_and_says_nothing_more(register: Register) -> None:
    disposed(register, filled(register).id)
    month = register.ask(months.everything, "2026-12")
    assert {(item.id, item.title, item.threat) for item in month.agenda} == {
        ("i", "Disposed of", None), ("j", "Another item", None),
    }  # fmt: skip
    assert CANARY not in texts(register)


def test_one_person_cannot_dispose_of_anything(register: Register) -> None:
    threat = add_threat(register)
    decided(register, threat.id)
    made = proposed(register, threat.id)
    with pytest.raises(Refusal) as refusal:
        register.do(disposal.confirm, made)
    assert refusal.value.code == "disposal.own"
    register.do(threats.change, replace(threat, name="Still here"))
    # nor under another name
    register.session = replace(register.session, name="Another Name")
    with pytest.raises(Refusal):
        register.do(disposal.confirm, made)


def test_without_a_review_that_decides_it_nothing_is_proposed(register: Register) -> None:
    threat = add_threat(register)
    with pytest.raises(Refusal) as refusal:
        proposed(register, threat.id)
    assert refusal.value.code == "disposal.no_review"
    decided(register, threat.id)
    later = RetentionReview(
        id="r2", threat=threat.id, on=TODAY, mopi_group=MopiGroup.TWO, reviewer="x", rationale="y"
    )
    register.do(retention.review, later)
    with pytest.raises(Refusal):
        proposed(register, threat.id)


def test_a_hold_stops_it_before_and_after_the_proposal(register: Register) -> None:
    threat = add_threat(register)
    decided(register, threat.id)
    held = Hold(id="h", threat=threat.id, since=TODAY, reason="Inquiry", authority="Legal")
    hold: Hold = register.do(retention.hold, held).result
    with pytest.raises(Refusal) as refusal:
        proposed(register, threat.id)
    assert refusal.value.code == "disposal.held"
    register.clock.moment = datetime(2026, 11, 27, 9, tzinfo=UTC)  # type: ignore[attr-defined]
    register.do(retention.end_hold, hold, TODAY)
    with pytest.raises(Refusal) as refusal:
        register.do(retention.end_hold, replace(hold, until=TODAY, version=2), TODAY)
    assert refusal.value.code == "retention.ended"
    made = proposed(register, threat.id)
    again = replace(held, id="h2", until=date(2027, 1, 1))
    register.do(retention.hold, again)
    by_another(register)
    with pytest.raises(Refusal) as refusal:
        register.do(disposal.confirm, made)
    assert refusal.value.code == "disposal.held"


def test_a_proposal_is_made_once_decided_once_and_can_be_withdrawn(register: Register) -> None:
    threat = add_threat(register)
    decided(register, threat.id)
    made = proposed(register, threat.id)
    with pytest.raises(Refusal) as refusal:
        proposed(register, threat.id, "d2")
    assert refusal.value.code == "disposal.proposed"
    register.do(disposal.withdraw, made)
    by_another(register)
    with pytest.raises(Refusal) as refusal:
        register.do(disposal.confirm, made)
    assert refusal.value.code == "disposal.decided"
    again = proposed(register, threat.id, "d2")
    with pytest.raises(Conflict):
        register.do(disposal.confirm, replace(again, version=7))
    with pytest.raises(Refusal) as refusal:
        proposed(register, "nobody", "d3")
    assert refusal.value.code == "disposal.unknown"
    register.do(disposal.withdraw, again)
    with pytest.raises(Faulty):
        register.do(disposal.propose, Disposal(id="d4", subject=threat.id, proposed_on=TODAY))


def test_a_threat_deleted_before_goes_from_the_journal(register: Register) -> None:
    threat = filled(register)
    register.do(deletion.delete, threat, f"{CANARY} twice", "DI Ostrow")
    assert CANARY in texts(register)
    made = proposed(register, threat.id)
    by_another(register)
    register.do(disposal.confirm, made)
    assert CANARY not in texts(register)
    assert register.verify().findings == ()
    with pytest.raises(Refusal) as refusal:
        proposed(register, threat.id, "d2")
    assert refusal.value.code == "disposal.unknown"


def test_undo_brings_nothing_back(register: Register) -> None:
    threat = add_threat(register)
    register.do(threats.change, replace(threat, name=CANARY))
    disposed(register, threat.id)
    # the newest that could be undone is the review, whose entry is blanked
    with pytest.raises(Refusal) as refusal:
        register.undo()
    assert refusal.value.code == "undo.changed_since"
    assert register.verify().ok


@command("move_for_test")
def move(unit: Unit, action: Action, threat: str) -> None:
    unit.put(replace(action, threat=threat))


def test_what_belongs_to_another_threat_today_stays_with_its_history(register: Register) -> None:
    kept = add_threat(register, "AS/2026/0001", name="Kept")
    threat = add_threat(register)
    action = add_action(register, threat, "Moved on")
    register.do(move, action, kept.id)
    disposed(register, threat.id)
    told = register.ask(journal.history, "action", action.id)
    assert [entry.created for entry in told] == [False, True]
    assert register.verify().ok


def test_the_second_person_confirms_what_the_first_proposed_and_nothing_else(register: Register) -> None:
    threat, other = add_threat(register), add_threat(register, "AS/2026/0001", name="Other")
    decided(register, threat.id)
    decided(register, other.id, "r2")
    made = proposed(register, threat.id)
    by_another(register)
    forged = replace(made, subject=other.id, authority="Nobody")
    done: Disposal = register.do(disposal.confirm, forged).result
    assert (done.subject, done.authority) == (threat.id, "DCI Vane")
    assert register.ask(journal.history, "threat", other.id)[-1].created


def test_nobody_takes_up_a_withdrawn_proposal_of_another_to_confirm_it_alone(register: Register) -> None:
    threat = add_threat(register)
    decided(register, threat.id)
    made = proposed(register, threat.id)
    by_another(register)
    withdrawn: Disposal = register.do(disposal.withdraw, made).result
    with pytest.raises(Refusal) as refusal:
        register.do(disposal.propose, withdrawn)
    assert refusal.value.code == "disposal.unknown"


def test_no_review_or_hold_is_written_over_and_an_end_of_a_hold_changes_nothing_else(
    register: Register,
) -> None:
    threat, other = add_threat(register), add_threat(register, "AS/2026/0001", name="Other")
    decided(register, threat.id)
    made = RetentionReview(
        id="r", threat=threat.id, on=TODAY, mopi_group=MopiGroup.ONE, reviewer="Robin Sedge",
        rationale="Over it", version=1,
    )  # fmt: skip
    with pytest.raises(Conflict):
        register.do(retention.review, made)
    hold = Hold(id="h", threat=threat.id, since=TODAY, reason="Proceedings", authority="DCI Vane")
    held: Hold = register.do(retention.hold, hold).result
    moved = replace(held, threat=other.id, reason="Another")
    ended: Hold = register.do(retention.end_hold, moved, TODAY).result
    assert (ended.threat, ended.reason, ended.until) == (threat.id, "Proceedings", TODAY)

"""The record as it was when something was issued: whole, in memory, and never to be changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.commands import actions, deletion, meetings, threats
from app.domain.clock import FixedClock
from app.domain.issue import Issue
from app.domain.kinds import KINDS
from app.domain.meeting import Meeting
from app.errors import Refusal
from app.past import PastRegister
from app.reads import card, home, months
from app.register import Register
from app.store.tables import JOURNAL, TABLES
from tests.builders import add_action, add_officer, add_threat, new_register

TODAY = date(2026, 11, 26)
TABLED = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(TABLED)


@pytest.fixture
def register(tmp_path: Path, clock: FixedClock) -> Iterator[Register]:
    with new_register(tmp_path, clock) as made:
        yield made


def head(register: Register) -> str:
    newest = select(JOURNAL.c.hash).order_by(JOURNAL.c.seq.desc()).limit(1)
    return str(register.ask(lambda connection: connection.execute(newest).scalar()))


def issued(register: Register, at: datetime = TABLED) -> Issue:
    """What an issue keeps of the record that it was made from."""
    return Issue(
        id="i", meeting="m", pack_id="SW-2026-12", issued_at=at, issued_by="Drew Quill",
        marking="OFFICIAL", fingerprint="", body="b", head=head(register),
    )  # fmt: skip


def everything(register: Register) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every kind of record, by id."""

    def rows(connection: object) -> dict[str, list[tuple[object, ...]]]:
        return {
            kind: [tuple(row) for row in connection.execute(select(TABLES[kind]).order_by(TABLES[kind].c.id))]  # type: ignore[attr-defined]
            for kind in KINDS
        }

    return register.ask(rows)


def test_it_holds_the_record_exactly_as_tabled(register: Register, clock: FixedClock) -> None:
    lead = add_officer(register)
    kept, deleted = add_threat(register), add_threat(register, "AS/2024/0200", name="Pewter Lane")
    action = add_action(register, kept, owner=lead.id)
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=date(2026, 12, 10)))
    tabled, before = issued(register), everything(register)

    clock.moment += timedelta(days=30)
    register.do(actions.redate, action, date(2027, 1, 8), "Waits for the court")
    register.do(threats.change, replace(kept, name="Another name", tags=("new",)))
    register.do(deletion.delete, deleted, "Entered twice", "DI P Ostrow")
    add_threat(register, "AS/2026/0001")

    with PastRegister(register, tabled) as past:
        assert everything(past) == before
        assert past.clock.now() == TABLED
        shown = past.ask(card.card, kept.id, TODAY)
        assert (shown.threat.name, [a.action.due for a in shown.actions]) == (kept.name, [action.due])
        month = past.ask(months.everything, "2026-12")
        assert {row.reference for row in month.threats} == {"AS/2024/0131", "AS/2024/0200"}
        assert past.ask(home.home, TODAY).reference.region is not None
    # the register itself has moved on, and is as it was left
    assert everything(register) != before
    assert register.verify().ok


def test_nothing_in_it_can_be_changed(register: Register, tmp_path: Path) -> None:
    threat = add_threat(register)
    at = issued(register)
    before = head(register)
    with PastRegister(register, at) as past:
        assert past.read_only
        attempts = (
            lambda: past.do(threats.change, replace(threat, name="Forged")),
            past.undo,
            past.verify,
            lambda: past.backup(tmp_path / "copy"),
            lambda: past.change_passphrase("another three words"),
        )
        for attempt in attempts:
            with pytest.raises(Refusal):
                attempt()
        with pytest.raises(Refusal):
            past.ask(lambda connection: connection.exec_driver_sql("DELETE FROM threat"))
        assert len(everything(past)["threat"]) == 1
    assert head(register) == before
    assert not (tmp_path / "copy").exists()


def test_two_at_once_do_not_see_each_other_and_leave_no_file(register: Register, clock: FixedClock) -> None:
    add_threat(register)
    first = issued(register)
    add_threat(register, "AS/2026/0002")
    second = issued(register)
    there = {path.name for path in register.path.rglob("*")}
    with PastRegister(register, first) as old, PastRegister(register, second) as newer:
        assert (len(everything(old)["threat"]), len(everything(newer)["threat"])) == (1, 2)
        assert {path.name for path in register.path.rglob("*")} == there
    with PastRegister(register, first) as again:
        assert len(everything(again)["threat"]) == 1


def test_an_issue_that_the_journal_does_not_know_is_refused(register: Register) -> None:
    with pytest.raises(Refusal, match=r"past\.unknown"):
        PastRegister(register, replace(issued(register), head="0" * 64))


def test_its_words_say_which_issue_it_is(register: Register) -> None:
    add_threat(register)
    with PastRegister(register, issued(register)) as past:
        assert past.tabled == "SW-2026-12 version 1.0, as issued on 26 Nov 2026, 14:02"

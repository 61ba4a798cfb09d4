"""Who looked at what is logged (DPA 2018 s.62): which reads, once for each visit, in each kind of window."""

from __future__ import annotations

import inspect
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from app.domain.clock import FixedClock
from app.domain.codes import LogClass, LogOutcome, Role
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads import (
    action_log,
    card,
    disruptions,
    home,
    journal,
    log,
    officers,
    orders,
    packs,
    preflight,
    retention,
    submissions,
    threats,
)
from app.reads import record as records
from app.reads.consulted import MOST, RULES, consultation, listed
from app.register import Register
from tests.builders import add_action, add_nominal, add_officer, add_order, add_threat, new_register

TODAY = date(2026, 11, 26)


def looks(register: Register) -> list[tuple[str, str]]:
    rows = register._ask(log.entries, log.Chosen(classes=(LogClass.CONSULTATION,))).rows
    return [(row.kind, row.object) for row in reversed(rows)]


@pytest.mark.parametrize("name", RULES)
def test_each_read_that_is_logged_is_there_and_takes_what_the_rule_asks_of_it(name: str) -> None:
    module, function = name.split(".")
    assert callable(getattr(import_module(f"app.reads.{module}"), function))


def test_opening_a_record_is_logged_once_for_each_visit(register: Register, clock: FixedClock) -> None:
    first, second = add_threat(register), add_threat(register, "AS/2024/0002")
    for _ in range(3):
        register.ask(card.card, first.id, TODAY)
        register.ask(journal.threat_history, first.id)
    assert looks(register) == [("threat.seen", first.id)]
    register.ask(card.card, second.id, TODAY)
    register.ask(card.card, first.id, TODAY)
    clock.moment += timedelta(minutes=15)
    register.ask(card.card, first.id, today=TODAY)
    assert [id for _, id in looks(register)] == [first.id, second.id, first.id, first.id]


def test_what_hangs_on_a_threat_is_named_itself(register: Register) -> None:
    threat = add_threat(register)
    action, nominal = add_action(register, threat), add_nominal(register, threat)
    register.ask(action_log.opened, action.id, TODAY)
    register.ask(orders.nominal, nominal.id)
    register.ask(records.record, Threat, threat.id)
    assert looks(register) == [
        ("action.seen", action.id), ("nominal.seen", nominal.id), ("threat.seen", threat.id),
    ]  # fmt: skip


def test_a_list_that_returns_persons_says_whom_it_showed(register: Register) -> None:
    officer = add_officer(register)
    threat = add_threat(register)
    nominal = add_nominal(register, threat, release_on=date(2027, 1, 5))
    order = add_order(register, threat, nominal=nominal.id)
    register.ask(officers.grid, TODAY)
    register.ask(orders.desk, TODAY)
    rows = register._ask(log.entries, log.Chosen(classes=(LogClass.CONSULTATION,))).rows
    assert [(row.kind, row.facts) for row in rows] == [
        ("nominals.listed", {"shown": 1, "ids": [nominal.id], "orders": [order.id]}),
        ("officers.listed", {"shown": 1, "ids": [officer.id]}),
    ]


def test_a_long_list_is_told_by_its_number_and_its_first() -> None:
    told = listed("officers.listed", [str(n) for n in range(MOST + 1)]).facts
    assert told is not None
    assert (told["shown"], len(told["ids"])) == (MOST + 1, MOST)


def test_lists_of_threats_and_of_work_are_no_consultation(register: Register) -> None:
    add_action(register, add_threat(register))
    for read in (home.home, threats.grid, action_log.desk, retention.desk, submissions.grid, preflight.whole):
        register.ask(read, TODAY)
    for read in (disruptions.ledger, packs.shelf, officers.people):
        register.ask(read)
    assert looks(register) == []


def test_what_was_looked_at_is_in_no_history_and_not_among_the_latest_changes(register: Register) -> None:
    threat = add_threat(register)
    register.ask(card.card, threat.id, TODAY)
    register.ask(officers.grid, TODAY)
    assert [each.command for each in register.ask(journal.recent, 1)] == ["threat.add"]
    assert {each.command for each in register.ask(journal.threat_history, threat.id)} == {"threat.add"}
    assert [each.command for each in register.ask(journal.history, "threat", threat.id)] == ["threat.add"]


def test_a_second_window_that_only_reads_logs_what_it_reads(tmp_path: Path, clock: FixedClock) -> None:
    with new_register(tmp_path, clock) as first:
        threat = add_threat(first)
        with Register.open(first.path, passphrase="three random words", clock=clock) as second:
            assert second.read_only
            second.ask(card.card, threat.id, TODAY)
        assert looks(first) == [("threat.seen", threat.id)]
        assert first.verify().ok


def test_a_look_that_cannot_be_logged_shows_nothing(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    threat = add_threat(register)

    def full(*_: object, **__: object) -> None:
        raise Refusal("disk.full")

    monkeypatch.setattr(register, "log", full)
    with pytest.raises(Refusal, match=r"disk\.full"):
        register.ask(card.card, threat.id, TODAY)
    monkeypatch.undo()
    register.ask(card.card, threat.id, TODAY)
    assert looks(register) == [("threat.seen", threat.id)]


def test_what_left_without_a_command_is_a_disclosure_with_its_reason(register: Register) -> None:
    register.disclosed("rows.copied", "", {"rows": 3}, reason="For the briefing")
    row = register._ask(log.entries, log.Chosen(classes=(LogClass.DISCLOSURE,))).rows[0]
    assert (row.kind, row.facts, row.reason) == ("rows.copied", {"rows": 3}, "For the briefing")


def test_what_was_refused_is_logged_as_refused(register: Register) -> None:
    register.roles = frozenset({Role.COORDINATOR})
    with pytest.raises(Refusal, match="not_allowed"):
        register.ask(log.entries, log.Chosen())
    rows = register._ask(log.entries, log.Chosen(refused=True)).rows
    assert [(row.object, row.outcome) for row in rows] == [("reads.log", LogOutcome.REFUSED.value)]


NONE = {
    "a list of threats or of what hangs on them: groups and work, no persons": """
        action_log.desk disruptions.ledger home.home home.matching journal.recent packs.issued packs.late_desk
        packs.shelf preflight.among preflight.desk preflight.whole priorities.ranking priorities.ranks_on
        retention.desk submissions.grid threats.grid
        """,
    "what a form chooses from": """
        beside.others disruptions.choices officers.bearing officers.people submissions.may_be_submitted
        """,
    "asked inside other reads": """
        agenda_proposals.proposals custom.typed live.live_rags live.times_redated meeting_sections.section
        self_ratified.self_ratified submissions.nominals_of
        """,
    "beside a record that was opened, and logged": "custom.values",
    "leaves as a file, which is a disclosure": """
        calendar.dues calendar.meetings_to_come chase.now chase.open_actions months.everything
        """,
    "held against a file that comes in, which is a collection": "intake.inbox intake.known intake.layouts",
    "what a pack or a meeting is called, and who has copies": """
        chase.latest_month compare.issued_packs compare.removed files.left files.logged issues.copies
        issues.copies_of issues.issue issues.issues issues.latest issues.meeting issues.to_issue
        meeting_mode.wanted meetings.meeting meetings.meetings meetings.next_meeting meetings.series_of
        meetings.series_page minutes.last_begun minutes.meeting minutes.tasking_meeting
        priorities.last_meeting retention.issues_holding
        """,
    "numbers, marking, settings and reference data": """
        backups.changes backups.since custom.fields frame.frame issues.head log.frame marking.marking
        reference.lists reference.reference reference.settings reference.uses retention.going
        """,
}
"""Every read that is no consultation, under its reason (app/reads/consulted.py)."""


def test_every_read_is_logged_or_stands_in_the_list_with_its_reason() -> None:
    """A new read is a consultation until somebody says above why it is none."""
    there = {
        f"{path.stem}.{name}"
        for path in Path("app/reads").glob("*.py")
        for name, function in inspect.getmembers(import_module(f"app.reads.{path.stem}"), inspect.isfunction)
        if function.__module__ == f"app.reads.{path.stem}"
        and not name.startswith("_")
        and [*inspect.signature(function).parameters][:1] == ["connection"]
    }
    listed_here = [name for names in NONE.values() for name in names.split()]
    assert len(listed_here) == len(set(listed_here))
    assert set(listed_here) & set(RULES) == set()
    assert set(listed_here) | set(RULES) == there


def test_a_read_of_a_test_or_a_job_is_none(register: Register) -> None:
    def read(connection: object) -> str:
        return "x"

    assert consultation(read, (), {}, "x") is None

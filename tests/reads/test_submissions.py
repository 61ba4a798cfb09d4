"""The list of submissions, what Home counts of them, and how fast it is at size."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.commands import nominals, region, submissions, threats
from app.domain.codes import MappingState as State
from app.domain.codes import Role
from app.domain.nominal import Nominal
from app.domain.submission import Submission
from app.domain.submission_fields import NOMINALS
from app.domain.threat import MappingStep, Threat
from app.reads import card, home
from app.reads import submissions as reads
from app.reads.record import record
from app.register import Register
from app.store.session import Session
from app.store.unit import Unit, command
from tests.builders import add_threat
from tests.submission_desk import asks, met, submitted

TODAY = date(2026, 11, 26)


def on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


def rows(register: Register) -> dict[str, reads.SubmissionRow]:
    return {row.reference: row for row in register.ask(reads.grid, TODAY).rows}


def test_each_row_says_state_days_limit_and_what_is_missing(register: Register) -> None:
    asks(register)
    submitted(register, State.RETURNED, on(1, 9), on(2, 9), on(12, 9))
    row = rows(register)["AS/2024/0131"]
    assert (row.number, row.state, row.since, row.days, row.most) == (
        "S-0001",
        State.RETURNED,
        on(12, 9),
        75,
        28,
    )
    assert row.over
    assert row.waiting
    assert (row.clock.with_rocta, row.clock.with_force, row.clock.returns) == (10, 75, 1)
    assert (row.complete.short, row.force_short, row.theme) == ("3 of 3", "A&S", "Illegal drugs")
    threat = register.ask(record, Threat, row.threat)
    register.do(threats.change, replace(threat, area=""))
    assert rows(register)["AS/2024/0131"].complete.missing == ("Area",)


def test_a_decided_one_tells_how_long_it_took(register: Register) -> None:
    asks(register)
    submitted(register, State.RATIFIED, on(1), on(4), on(15))
    row = rows(register)["AS/2024/0131"]
    assert (row.days, row.most, row.over, row.live) == (11, None, False, False)


def test_what_a_tracker_told_is_listed_without_a_submission(register: Register) -> None:
    threat = add_threat(register)
    register.do(threats.map_step, threat, State.SUBMITTED, on(1, 10))
    row = rows(register)["AS/2024/0131"]
    assert (row.submission, row.state, row.days, row.over) == (None, State.SUBMITTED, 56, True)


def test_a_live_operation_is_listed_before_anything_is_submitted(register: Register) -> None:
    add_threat(register, live_operation=True)
    add_threat(register, "AS/2024/0132", live_operation=True, mapping=State.RATIFIED)
    add_threat(register, "AS/2024/0133")
    found = rows(register)
    assert list(found) == ["AS/2024/0131"]
    assert found["AS/2024/0131"].live
    assert found["AS/2024/0131"].state is State.NOT_SUBMITTED


def test_decisions_since_the_last_meeting_are_told_apart(register: Register) -> None:
    asks(register)
    met(register)
    submitted(register, State.RATIFIED, on(1), on(2), on(12))
    submitted(register, State.RATIFIED, on(1), on(2), on(13), number="0132")
    answer = register.ask(reads.grid, TODAY)
    assert answer.met_on == on(12)
    since = [row.reference for row in answer.rows if answer.since_meeting(row)]
    assert since == ["AS/2024/0132"]


@pytest.mark.parametrize("days", [28, 29])
def test_home_counts_what_is_over_the_limit_live_or_incomplete(register: Register, days: int) -> None:
    asks(register)
    sent = TODAY - timedelta(days=days)
    submitted(register, State.SUBMITTED, sent, sent, live_operation=True)
    submitted(register, State.RETURNED, sent, sent, sent, number="0132")
    late = int(days > 28)
    counts = register.ask(home.home, TODAY).counts
    names = ("live_unratified", "submission_waiting", "returned_waiting", "fields_missing")
    assert [counts[name] for name in names] == [1, late, late, 0]
    threat = register.ask(record, Threat, "t-AS/2024/0132")
    register.do(threats.change, replace(threat, area=" "))
    assert register.ask(home.matching, "fields_missing", TODAY) == {"t-AS/2024/0132"}
    assert register.ask(home.matching, "live_unratified", TODAY) == {"t-AS/2024/0131"}


def test_an_archived_threat_is_counted_nowhere(register: Register) -> None:
    asks(register)
    submitted(register, State.SUBMITTED, on(1, 9), on(1, 9), live_operation=True)
    threat = register.ask(record, Threat, "t-AS/2024/0131")
    register.do(threats.archive, threat, TODAY, "Dismantled", "Supt Penhale", acknowledged="ROCTA is told")
    counts = register.ask(home.home, TODAY).counts
    assert (counts["live_unratified"], counts["submission_waiting"]) == (0, 0)
    row = rows(register)["AS/2024/0131"]
    assert not row.waiting
    assert not row.live


def test_nominals_of_another_threat_do_not_count_for_this_one(register: Register) -> None:
    asks(register)
    for number in ("0131", "0132"):
        submitted(register, State.SUBMITTED, on(20), on(20), number=number)
    field = ["nominals", "Principal members", "", NOMINALS, True]
    register.do(region.change_setting, "submission_fields", [field], 2)
    register.do(nominals.add, Nominal(id="n-1", threat="t-AS/2024/0131", reference="N-001"))
    assert register.ask(home.matching, "fields_missing", TODAY) == {"t-AS/2024/0132"}


def test_a_draft_lacks_nothing_on_home_until_it_is_sent(register: Register) -> None:
    asks(register)
    submitted(register, State.DRAFT, on(1), harm="")
    assert register.ask(home.home, TODAY).counts["fields_missing"] == 0


def test_only_threats_that_may_be_submitted_are_offered(register: Register) -> None:
    asks(register)
    submitted(register, State.DRAFT, on(1))
    submitted(register, State.RATIFIED, on(1), on(2), on(3), number="0132")
    submitted(register, State.REJECTED, on(1), on(2), on(3), number="0133")
    gone = add_threat(register, "AS/2024/0134")
    register.do(threats.archive, gone, TODAY, "Dismantled", "Supt Penhale")
    add_threat(register, "AS/2024/0135", name="Mill Leat group")
    offered = register.ask(reads.may_be_submitted)
    assert [(person.display, person.place) for person in offered] == [
        ("AS/2024/0133", "Tidemoor line"),
        ("AS/2024/0135", "Mill Leat group"),
    ]


def test_the_form_gathers_what_the_threat_says_in_words(register: Register) -> None:
    asks(register)
    made = submitted(register, State.SUBMITTED, on(1), on(2), other_forces=("dorset",))
    found = register.ask(reads.dossier, made.threat, made.id)
    assert found.words["primary_theme"] == "Illegal drugs"
    assert found.words["other_forces"] == "Dorset"
    assert found.words["nominals"] == ""
    assert [step.state for step in found.steps] == [State.DRAFT, State.SUBMITTED]
    assert found.complete({}).missing == ("Evidence of harm",)
    assert found.complete({}, {"area": "Elsewhere"}).done == 2


@command("test.crowd")
def _crowd(unit: Unit, threats_: int, sent: int) -> None:
    unit.put_many(Threat(id=f"t{n:05}", reference=f"X/{n:05}", name=f"Group {n}") for n in range(threats_))
    unit.put_many(
        Submission(
            id=f"s{n:05}",
            threat=f"t{n:05}",
            reference=f"S-{n:04}",
            proposer="DI M Hale",
            state=State.SUBMITTED,
            opened_on=on(1),
            state_on=on(2),
            answers='{"harm":"Log 12"}',
        )
        for n in range(sent)
    )
    unit.put_many(
        MappingStep(id=f"m{n:05}{k}", threat=f"t{n:05}", submission=f"s{n:05}", state=state, on=on(1 + k))
        for n in range(sent)
        for k, state in enumerate((State.DRAFT, State.SUBMITTED))
    )


def test_three_thousand_submissions_among_ten_thousand_threats_are_listed_in_few_queries(
    register: Register,
) -> None:
    register.do(_crowd, 10_000, 3_000)
    asked: list[str] = []
    begun = time.process_time()

    def counted(connection):  # type: ignore[no-untyped-def]
        from sqlalchemy import event

        event.listen(connection, "before_cursor_execute", lambda *a: asked.append(a[2]))
        return reads.grid(connection, TODAY)

    answer = register.ask(counted)
    assert len(answer.rows) == 3_000
    assert len(asked) < 15
    assert time.process_time() - begun < 2
    offered = register.ask(reads.may_be_submitted)
    assert len(offered) == 7_000


def test_undoing_a_submission_takes_it_off_the_list(register: Register) -> None:
    asks(register)
    made = submitted(register, State.SUBMITTED, on(1), on(2))
    register.undo()
    assert rows(register)["AS/2024/0131"].state is State.DRAFT
    register.undo()
    assert rows(register) == {}
    register.redo()
    register.redo()
    assert rows(register)["AS/2024/0131"].state is State.SUBMITTED
    register.do(submissions.ratify, register.ask(record, Submission, made.id), TODAY, "P Vosper")
    assert register.verify().ok


def test_a_self_ratified_one_is_told_wherever_it_is_read(register: Register) -> None:
    asks(register)
    sent = submitted(register, State.SUBMITTED, on(4), on(6))
    register.do(submissions.ratify, sent, on(16), "P Vosper")

    def marks() -> tuple[bool, bool, frozenset[str]]:
        dossier = register.ask(reads.dossier, sent.threat, sent.id)
        shown = register.ask(card.card, sent.threat, TODAY)
        return rows(register)["AS/2024/0131"].self_ratified, dossier.self_ratified, shown.self_ratified

    assert marks() == (True, True, frozenset({sent.id}))
    register.undo()
    assert marks() == (False, False, frozenset())
    register.redo()
    assert marks() == (True, True, frozenset({sent.id}))
    register.undo()
    # what was taken back leaves its entry in the log, and no mark on what another person settles after it
    register.alone = False
    register.session = Session("id-rowan", "Kit Rowan", frozenset({Role.APPROVER}))
    register.roles = frozenset({Role.APPROVER})
    again = register.ask(record, Submission, sent.id)
    register.do(submissions.ratify, again, on(16), "Kit Rowan")
    assert marks() == (False, False, frozenset())

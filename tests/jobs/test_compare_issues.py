"""Any two issued packs compared as they are stored, whatever the register has become since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.commands import actions, deletion, meetings, scores
from app.domain.clock import FixedClock
from app.domain.codes import EditionKind, Paper
from app.domain.meeting import Meeting
from app.domain.score import Score
from app.errors import Refusal
from app.jobs import issue_month
from app.jobs.compare_issues import compare_issues, find_issue, lines
from app.reads.compare import issued_packs, removed
from app.reads.issues import issue
from app.register import Register
from tests.builders import add_action, add_threat
from tests.held_meetings import put

WHY = "issued for a test"


@pytest.fixture
def issued(register: Register, clock: FixedClock, tmp_path: Path) -> Register:
    """Two months issued: one threat deleted between them, one scored higher, an action done."""
    register.do(meetings.plan, Meeting(id="m11", month="2026-11", on=date(2026, 11, 27)))
    register.do(meetings.plan, Meeting(id="m12", month="2026-12", on=date(2026, 12, 10)))
    kept = add_threat(register)
    twice = add_threat(register, "AS/2026/0158", name="Secret Yard")
    done = add_action(register, kept)
    register.do(scores.record, Score(id="s1", threat=kept.id, total=300, assessed_on=date(2026, 11, 2)))
    issue_month.issue(register, "2026-11", tmp_path, gaps_reason=WHY)
    clock.moment = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
    register.do(deletion.delete, twice, "Entered twice", "DI P Ostrow")
    register.do(scores.record, Score(id="s2", threat=kept.id, total=340, assessed_on=date(2026, 12, 1)))
    register.do(actions.complete, done, date(2026, 12, 3))
    issue_month.issue(register, "2026-12", tmp_path, gaps_reason=WHY)
    return register


def test_two_stored_packs_are_compared(issued: Register) -> None:
    later, earlier = issued.ask(issued_packs)
    assert (earlier.words, later.on) == ("SW-2026-11 v1.0, full", date(2026, 12, 10))
    found = compare_issues(issued, earlier.id, later.id)
    said = "\n".join(lines(found)).replace("\u00a0", " ")
    assert said.startswith(
        "From SW-2026-11 version 1.0 (27 Nov 2026) to SW-2026-12 version 1.0 (10 Dec 2026)"
    )
    assert "Active threats: 2 before, 1 after" in said
    assert "AS/2026/0158  threat · 4 Dec 2026 · Drew Quill, DI P Ostrow · Entered twice" in said
    assert "score · 300 → 340" in said
    assert "done · open → completed" in said
    assert "Secret Yard" not in said


def test_the_pack_itself_tells_the_same(issued: Register) -> None:
    later = issued.ask(issued_packs)[0]
    pack = issue_month.stored_pack(issued, later.id)
    assert pack.changes is not None
    assert pack.changes.answer.strong.replace("\u00a0", " ") == "1 active threat, 1 fewer."
    assert "Changes" in {sheet.name for sheet in pack.sheets}


def test_the_other_way_round_the_deleted_one_is_new(issued: Register) -> None:
    later, earlier = issued.ask(issued_packs)
    found = compare_issues(issued, later.id, earlier.id).found
    assert [row.reference for row in found.new] == ["AS/2026/0158"]


def test_an_issue_is_found_by_what_is_printed_on_it(issued: Register) -> None:
    later, earlier = issued.ask(issued_packs)
    assert find_issue(issued, "SW-2026-11") == earlier.id
    assert find_issue(issued, "SW-2026-12 1.0") == later.id
    with pytest.raises(Refusal) as refused:
        find_issue(issued, "SW-2026-12 2.0")
    assert refused.value.code == "compare.unknown"


def test_one_issue_is_not_compared_with_itself(issued: Register) -> None:
    later = issued.ask(issued_packs)[0]
    with pytest.raises(Refusal) as refused:
        compare_issues(issued, later.id, later.id)
    assert refused.value.code == "compare.same"


def test_what_came_back_by_undo_was_not_deleted(register: Register) -> None:
    threat = add_threat(register)
    register.do(deletion.delete, threat, "Entered twice", "DI P Ostrow")
    assert [row.id for row in register.ask(removed)] == [threat.id]
    register.undo()
    assert register.ask(removed) == ()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"paper": Paper.MINUTES}, "compare.minutes"),
        ({"edition": EditionKind.PARTNER}, "compare.partner"),
    ],
)
def test_what_tables_nothing_is_not_compared(issued: Register, fields: dict[str, Any], code: str) -> None:
    later, earlier = issued.ask(issued_packs)
    kept = issued.ask(issue, later.id)
    issued.do(put, replace(kept, id="other", version=0, pack_id="SW-2026-12-X", **fields))
    with pytest.raises(Refusal) as refused:
        compare_issues(issued, earlier.id, "other")
    assert refused.value.code == code
    assert [pack.id for pack in issued.ask(issued_packs)] == [later.id, earlier.id]

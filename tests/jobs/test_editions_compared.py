"""With which earlier pack an edition is compared: across editions, recalled issues and cancelled meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.commands import agenda, issues, meetings
from app.domain.agenda import AgendaItem
from app.domain.codes import EditionKind, MeetingState
from app.domain.edition import CHAIR, FULL, Edition, may_compare
from app.domain.meeting import Meeting
from app.jobs import issue_month
from app.packs.model import Pack
from app.reads import agenda as agenda_reads
from app.reads import months
from app.reads.meetings import meeting
from app.register import Register
from tests.jobs.issuing import fill, issue

FORCE = Edition(EditionKind.FORCE, "avon-and-somerset", "Avon and Somerset", "AS")


@pytest.fixture
def month(register: Register) -> Register:
    return fill(register)


def issued(register: Register, folder: Path, month: str, edition: Edition) -> Pack:
    made = issue(register, folder, month, edition=edition)
    return issue_month.stored_pack(register, made.issues[0].id)


def under(pack: Pack) -> str:
    assert pack.changes is not None
    return pack.changes.under


def test_the_chairs_is_compared_with_the_full_one_where_the_chair_had_none_and_says_so(
    month: Register, tmp_path: Path
) -> None:
    issued(month, tmp_path, "2026-11", FULL)
    told = under(issued(month, tmp_path, "2026-12", CHAIR))
    assert "SW-2026-11, version 1.0, the full edition. None was issued for the chair then" in told


def test_the_chairs_own_comes_first(month: Register, tmp_path: Path) -> None:
    issued(month, tmp_path, "2026-11", FULL)
    issued(month, tmp_path, "2026-11", CHAIR)
    told = under(issued(month, tmp_path, "2026-12", CHAIR))
    assert told.endswith("SW-2026-11-C, version 1.0.")


@pytest.mark.parametrize("edition", [FULL, FORCE])
def test_nothing_is_compared_with_the_chairs(month: Register, tmp_path: Path, edition: Edition) -> None:
    before = issued(month, tmp_path, "2026-11", CHAIR)
    pack = issued(month, tmp_path, "2026-12", edition)
    assert pack.changes is not None
    assert "nothing is compared" in pack.changes.answer.words
    # not even where one is handed over
    from app.packs import editions, monthly

    cut = editions.reduced(month.ask(months.everything, "2026-12"), edition).month
    said = monthly.Issuing(before=before)
    made = monthly.build(cut, month.clock.now(), edition=edition, issuing=said)
    assert made.changes == pack.changes


def test_which_editions_may_be_compared() -> None:
    kinds = list(EditionKind)
    allowed = {(was, now) for was in kinds for now in kinds if may_compare(was, now)}
    assert allowed == {(kind, kind) for kind in kinds} | {(EditionKind.FULL, EditionKind.CHAIR)}


def test_a_recalled_full_one_is_not_borrowed(month: Register, tmp_path: Path) -> None:
    made = issue(month, tmp_path, "2026-11")
    month.do(issues.recall, made.issues[0].id, "Wrong marking")
    pack = issued(month, tmp_path, "2026-12", CHAIR)
    assert pack.changes is not None
    assert "nothing is compared" in pack.changes.answer.words


def cancel(register: Register, id: str) -> None:
    register.do(meetings.change, replace(register.ask(meeting, id), state=MeetingState.CANCELLED))


def test_a_meeting_that_was_called_off_was_never_the_meeting_before(month: Register, tmp_path: Path) -> None:
    month.do(meetings.plan, Meeting(id="m10", month="2026-10", on=date(2026, 10, 8)))
    month.do(agenda.begin, "m10")
    item = AgendaItem(id="p", meeting="m10", title="Vetting of two officers")
    month.do(agenda.add, item)
    month.do(agenda.park, "m10", (), ("p",))
    issued(month, tmp_path, "2026-10", FULL)
    cancel(month, "m11")
    read = month.ask(months.everything, "2026-12")
    assert read.previous is not None
    assert read.previous.id == "m10"
    assert date(2026, 11, 12) not in read.meetings
    told = under(issued(month, tmp_path, "2026-12", FULL))
    assert "SW-2026-10, version 1.0" in told
    month.do(agenda.begin, "m12")
    page = month.ask(agenda_reads.agenda_page, "m12", date(2026, 11, 26))
    assert [each.title for each in page.parked] == ["Vetting of two officers"]

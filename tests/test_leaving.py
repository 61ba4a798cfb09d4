"""Why something leaves: asked below the windows and kept in the log; previews are consultations."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.commands import region
from app.domain import leaving
from app.domain.codes import LogClass
from app.domain.setting_faults import faults
from app.errors import Refusal
from app.jobs import calendar, draft_pack, issue_month
from app.reads import log
from app.reads.log import Chosen, LogRow
from app.register import Register
from tests.jobs.issuing import ANYWAY, MONTH, fill


def entries(register: Register, class_: LogClass) -> tuple[LogRow, ...]:
    return register._ask(log.entries, Chosen(classes=(class_,))).rows


def test_nothing_leaves_without_a_reason_and_the_log_keeps_it(register: Register, tmp_path: Path) -> None:
    fill(register)
    out = tmp_path / "out"
    with leaving.because(" "):
        for work in (
            lambda: calendar.write(register, out),
            lambda: register.disclosed("rows.copied", ""),
        ):
            with pytest.raises(Refusal) as refused:
                work()
            assert refused.value.code == "log.no_reason"
    assert not list(out.glob("*"))
    assert not entries(register, LogClass.DISCLOSURE)
    leaving.giving(" For the leads ", calendar.write)(register, out)
    assert [row.reason for row in entries(register, LogClass.DISCLOSURE)] == ["For the leads"]


def test_the_monthly_pack_is_its_own_reason(register: Register, tmp_path: Path) -> None:
    fill(register)
    with leaving.because(""):
        issue_month.issue(register, MONTH, tmp_path / "out", gaps_reason=ANYWAY)
        issue_month.export(register, MONTH, tmp_path / "draft")
    told = {row.reason for row in entries(register, LogClass.DISCLOSURE)}
    assert told == {"Monthly tasking pack", "Draft of the monthly tasking pack"}


def test_a_reason_that_is_given_goes_before_its_own(register: Register, tmp_path: Path) -> None:
    fill(register)
    with leaving.because("For the chair"):
        issue_month.export(register, MONTH, tmp_path / "draft")
    assert [row.reason for row in entries(register, LogClass.DISCLOSURE)] == ["For the chair"]


def test_a_region_may_leave_the_reason_open(register: Register, tmp_path: Path) -> None:
    fill(register)
    assert faults({"disclosure_reason": "never"})
    register.do(region.change_setting, "disclosure_reason", leaving.OPTIONAL)
    with leaving.because(""):
        calendar.write(register, tmp_path / "out")
    assert [row.reason for row in entries(register, LogClass.DISCLOSURE)] == [""]


def test_a_preview_of_the_pack_is_a_consultation_once_a_visit(register: Register) -> None:
    fill(register)
    for _ in range(2):
        draft_pack.draft(register, MONTH)
    seen = [row for row in entries(register, LogClass.CONSULTATION) if row.kind == "pack.previewed"]
    assert [row.facts["edition"] for row in seen] == ["full"]

"""Why something leaves: asked below the windows and kept in the log; previews are consultations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.commands import disposal, reference, region, retention
from app.domain import leaving
from app.domain.codes import ChoiceList, EditionKind, LogClass, MopiGroup, RetentionDecision
from app.domain.edition import Edition
from app.domain.region import Choice
from app.domain.region_settings import RegionSettings
from app.domain.retention import Disposal, RetentionReview
from app.domain.setting_faults import faults
from app.domain.visits import ASKED, OFF
from app.errors import Refusal
from app.jobs import calendar, chase, draft_pack, issue_month, log_export
from app.reads import log
from app.reads.log import Chosen, LogRow
from app.register import Register
from app.ui import locking
from app.ui.pages import card_why, log_rows
from tests.builders import add_threat
from tests.jobs.issuing import ANYWAY, MONTH, fill

TODAY = date(2026, 11, 26)


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


def test_for_whom_is_kept_where_no_command_knows_its_recipients(register: Register, tmp_path: Path) -> None:
    fill(register)
    leaving.giving("For the leads", calendar.write, " DI Ostrow ")(register, tmp_path / "out")
    with leaving.because("For the board", "DI Ostrow"):
        issue_month.export(register, MONTH, tmp_path / "draft")
        chase.write(register, MONTH, tmp_path / "sheets")
    told = {row.kind: row.facts["recipients"] for row in entries(register, LogClass.DISCLOSURE)}
    assert told["calendar"] == told["pack"] == "DI Ostrow"
    assert "DI Ostrow" not in told["chase"], "each sheet knows its lead"
    assert [row.reason for row in entries(register, LogClass.COLLECTION) if "Ostrow" in row.reason] == []


def test_a_recipient_is_never_required(register: Register, tmp_path: Path) -> None:
    fill(register)
    leaving.giving("For the leads", calendar.write)(register, tmp_path / "out")
    assert [row.facts["recipients"] for row in entries(register, LogClass.DISCLOSURE)] == [""]


def test_a_partners_edition_is_for_that_partner(register: Register, tmp_path: Path) -> None:
    fill(register)
    partner = Choice(id="p-1", list=ChoiceList.PARTNER, name="Saltmarsh Housing", place=90)
    register.do(reference.add, partner)
    edition = Edition(EditionKind.PARTNER, "p-1", "Saltmarsh Housing", "SALT")
    given = {"edition": edition, "gaps_reason": ANYWAY, "confirmed_by": "Robin Sedge"}
    issue_month.issue(register, MONTH, tmp_path / "out", **given)  # type: ignore[arg-type]
    (told,) = entries(register, LogClass.DISCLOSURE)
    assert told.facts["recipients"] == "Saltmarsh Housing"


def test_a_copy_to_the_clipboard_is_its_own_reason_and_never_refused(register: Register) -> None:
    with leaving.because(""):
        locking.tell_copy(register, {"from": "Threats", "characters": 13})
    (told,) = entries(register, LogClass.DISCLOSURE)
    assert (told.command, told.reason) == ("clipboard.copy", "Copied to the clipboard")


def test_why_somebody_looked_stands_in_the_log_and_in_its_table(register: Register, tmp_path: Path) -> None:
    threat = add_threat(register, "AS/1")
    card_why.tell(register, threat.id, "Asked by the duty inspector")
    (told,) = [row for row in entries(register, LogClass.CONSULTATION) if row.kind == "threat.why"]
    assert (told.reference, told.reason) == ("AS/1", "Asked by the duty inspector")
    assert log_rows.done(told) == "said why it is looked at"
    assert ("Reason", told.reason) in log_rows.lines(told)
    made = log_export.export(register, Chosen(), tmp_path, recipient="ICO", reason="Inspection")
    assert told.reason in made.paths[0].read_text("utf-8-sig")


def test_what_was_written_on_looking_goes_with_a_disposal(register: Register) -> None:
    threat = add_threat(register, "AS/1")
    card_why.tell(register, threat.id, "Glimmerwick lives there")
    register.do(retention.review, dispose_of(threat.id))
    made = Disposal(id="d", subject=threat.id, proposed_on=TODAY, reason="Over", authority="DCI Vane")
    made = register.do(disposal.propose, made).result
    register.session = replace(register.session, person="p-2", name="Robin Sedge")
    register.do(disposal.confirm, made)
    (told,) = [row for row in entries(register, LogClass.CONSULTATION) if row.kind == "threat.why"]
    assert (told.reason, told.disposed) == ("", True)
    assert register.verify().findings == ()


def dispose_of(threat: str) -> RetentionReview:
    return RetentionReview(
        id="r", threat=threat, on=TODAY, mopi_group=MopiGroup.THREE, reviewer="Drew Quill",
        decision=RetentionDecision.DISPOSE, rationale="Over",
    )  # fmt: skip


def test_a_reason_for_looking_is_asked_where_the_region_says_so() -> None:
    assert RegionSettings().consultation_reason == OFF
    assert faults({"consultation_reason": "required"})
    assert not faults({"consultation_reason": ASKED})

"""Taking files into a register: one batch with its counts, undone in one step, never doubled."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from app.domain.action import Action
from app.domain.codes import MappingState, RequestState, ThreatStatus
from app.domain.officer import Officer
from app.domain.request import Request
from app.domain.threat import MappingStep, Threat
from app.errors import Refusal
from app.jobs import take_in
from app.reads.intake import inbox
from app.register import Register
from app.store.tables import JOURNAL
from tests.builders import add_officer
from tests.intake.files import AVON, DEVON, DORSET, list_row
from tests.intake.registers import NOTHING_NEW, all_of, bring, state_of, write


def test_the_three_samples_come_in_with_the_counts_that_they_hold(register: Register) -> None:
    assert bring(register, AVON).counts == {
        "threats": 51, "officers": 253, "actions": 274, "scores": 34, "held": 0, "faults": 3,
        "unchanged": 0, "ledger": 0,
    }  # fmt: skip
    assert bring(register, DEVON).counts == {
        "threats": 31, "officers": 141, "actions": 181, "scores": 0, "held": 5, "faults": 43,
        "unchanged": 0, "ledger": 0,
    }  # fmt: skip
    assert bring(register, DORSET).counts == {
        "threats": 12, "officers": 100, "actions": 82, "scores": 6, "held": 0, "faults": 7,
        "unchanged": 0, "ledger": 0,
    }  # fmt: skip
    assert len(register.ask(inbox)) == 5
    assert register.verify().ok


@pytest.mark.parametrize("path", [AVON, DEVON, DORSET], ids=lambda path: path.stem)
def test_the_same_file_again_changes_nothing(register: Register, path: Path) -> None:
    bring(register, path)
    before = state_of(register)
    again = bring(register, path)
    assert {name: again.counts[name] for name in NOTHING_NEW} == NOTHING_NEW
    assert again.counts["unchanged"] > 0
    assert again.done is None
    assert state_of(register) == before


@pytest.mark.parametrize("path", [AVON, DEVON, DORSET], ids=lambda path: path.stem)
def test_an_import_is_undone_in_one_step_and_done_again(register: Register, path: Path) -> None:
    before = state_of(register)
    bring(register, path)
    after = state_of(register)
    assert register.undo_label == "file taken in"
    register.undo()
    assert state_of(register) == before
    assert register.undo_label == "region set up"
    register.redo()
    assert state_of(register) == after


def test_a_dry_run_counts_and_changes_nothing(register: Register) -> None:
    before = state_of(register)
    review = take_in.plan(register, DEVON)
    assert take_in.dry_run(register, review, accept=True).counts == bring(register, DEVON).counts
    register.undo()
    assert state_of(register) == before


def test_the_journal_keeps_the_file_its_digest_and_the_counts(register: Register) -> None:
    review = take_in.plan(register, DEVON)
    take_in.take_in(register, review, accept=True)

    def read(connection: Connection) -> tuple[str, str]:
        query = select(JOURNAL.c.reason, JOURNAL.c.after).where(JOURNAL.c.kind == "import")
        return tuple(connection.execute(query).one())

    reason, after = register.ask(read)
    assert reason.startswith(f"devon-and-cornwall-actions.csv, SHA-256 {review.sha256}: 31 threats")
    assert json.loads(after)["actions"] == 181


def test_actions_are_numbered_after_those_that_are_there(register: Register, tmp_path: Path) -> None:
    bring(register, write(tmp_path, list_row()))
    bring(register, write(tmp_path, list_row(reference="DC2"), list_row(reference="DC3")))
    assert sorted(action.reference for action in all_of(register, Action)) == ["A-0001", "A-0002", "A-0003"]


def test_what_the_file_states_is_in_the_register(register: Register) -> None:
    bring(register, AVON)
    (threat,) = all_of(register, Threat, reference="AS/2022/0103")
    assert (threat.name, threat.operation, threat.area) == ("Southmead network", "SISKIN", "Taunton")
    assert (threat.mapping, threat.mapping_on) == (MappingState.RATIFIED, None)
    (step,) = all_of(register, MappingStep, threat=threat.id)
    assert (step.state, step.on) == (MappingState.RATIFIED, date(2026, 11, 19))
    assert "RATIFIED 03/26" in step.reason
    (archived,) = all_of(register, Threat, reference="AS/2017/0040")
    assert (archived.status, archived.archive_reason) == (ThreatStatus.ARCHIVED, "Dismantled")
    assert len({officer.display for officer in all_of(register, Officer)}) == 253


def test_an_officer_whom_the_register_knows_is_not_made_again(register: Register, tmp_path: Path) -> None:
    known = add_officer(register, "A Hale", rank="PC", force="devon-and-cornwall")
    add_officer(register, "B Vance", rank="PC", force="dorset")
    made = bring(
        register, write(tmp_path, list_row(owner="pc A. Hale"), list_row(owner="PC B Vance", action="Call"))
    )
    assert made.officers == 1
    owners = {action.owner for action in all_of(register, Action)}
    assert known.id in owners


def test_two_rows_that_say_the_same_are_two_actions(register: Register, tmp_path: Path) -> None:
    path = write(tmp_path, list_row(), list_row(), list_row(strand="Pre"), list_row(strand="Pre"))
    outcome = bring(register, path)
    assert (outcome.actions, outcome.held) == (2, 2)
    again = bring(register, path)
    assert (again.actions, again.held, again.unchanged) == (0, 0, 5)


def test_a_file_that_cannot_be_read_changes_nothing(register: Register, tmp_path: Path) -> None:
    before = state_of(register)
    path = tmp_path / "broken.xlsx"
    path.write_bytes(AVON.read_bytes()[:9000])
    with pytest.raises(Refusal, match=r"import\.unreadable"):
        bring(register, path)
    unknown = tmp_path / "unknown.csv"
    unknown.write_bytes(b"a;b\r\n1;2\r\n")
    with pytest.raises(Refusal, match=r"import\.not_understood"):
        bring(register, unknown)
    assert state_of(register) == before


def test_five_thousand_actions_are_taken_in_well_under_ten_seconds(
    register: Register, tmp_path: Path
) -> None:
    rows = [
        list_row(reference=f"DC{n % 250}", action=f"Visit premises {n}", owner=f"PC A Hale{chr(97 + n % 26)}")
        for n in range(5000)
    ]
    path = write(tmp_path, *rows)
    began = time.perf_counter()
    assert bring(register, path).actions == 5000
    assert bring(register, path).unchanged == 5250
    assert time.perf_counter() - began < 10


def test_support_that_a_form_asks_for_becomes_requests_and_the_form_again_adds_none(
    register: Register,
) -> None:
    bring(register, DORSET)
    made = all_of(register, Request)
    assert sorted(request.reference for request in made) == [f"R-{n:04d}" for n in range(1, 8)]
    assert {request.state for request in made} == {RequestState.BID}
    bring(register, DORSET)
    assert all_of(register, Request) == made
    register.undo()
    assert not all_of(register, Request)

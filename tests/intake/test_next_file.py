"""The next file: a force's news is taken, what somebody edited here is asked, nothing is reverted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.commands import actions as action_commands
from app.commands import intake as commands
from app.commands import leads as lead_commands
from app.commands import threats as threat_commands
from app.domain.action import Action, Redating
from app.domain.assignment import Assignment
from app.domain.codes import ActionState, LeadRole
from app.domain.officer import Officer
from app.domain.threat import Threat
from app.intake.review import Check
from app.jobs import take_in
from app.reads.intake import inbox
from app.register import Register
from tests.builders import add_officer, add_threat
from tests.intake.files import DORSET, csv_of, list_row
from tests.intake.registers import all_of, bring, edit, write


def test_an_edit_in_the_register_is_not_reverted_by_the_same_file(register: Register, tmp_path: Path) -> None:
    path = write(tmp_path, list_row())
    bring(register, path)
    (action,) = all_of(register, Action)
    (threat,) = all_of(register, Threat)
    register.do(action_commands.complete, action, date(2026, 11, 20))
    register.do(threat_commands.change, replace(threat, name="Another name"))
    again = bring(register, path)
    assert (again.held, again.unchanged) == (0, 2)
    assert all_of(register, Action)[0].state is ActionState.COMPLETED
    assert all_of(register, Threat)[0].name == "Another name"


def test_a_forces_own_news_is_taken_where_nobody_edited_the_record(
    register: Register, tmp_path: Path
) -> None:
    bring(register, write(tmp_path, list_row()))
    news = write(tmp_path, list_row(status="Complete", due="15/12/2026", owner="PC B Vance"))
    outcome = bring(register, news)
    assert (outcome.actions, outcome.changed, outcome.held) == (0, 1, 0)
    (action,) = all_of(register, Action)
    assert (action.state, action.due) == (ActionState.COMPLETED, date(2026, 12, 15))
    assert [move.was for move in all_of(register, Redating)] == [date(2026, 12, 1)]
    assert bring(register, news).counts["unchanged"] == 2


def test_news_about_what_somebody_edited_waits_for_a_decision(register: Register, tmp_path: Path) -> None:
    bring(register, write(tmp_path, list_row()))
    edit(register, due=date(2026, 12, 10))
    news = write(tmp_path, list_row(status="Complete", due="15/12/2026"))
    outcome = bring(register, news)
    assert (outcome.changed, outcome.held) == (1, 1)
    assert all_of(register, Action)[0].due == date(2026, 12, 10)
    assert all_of(register, Action)[0].state is ActionState.COMPLETED
    again = bring(register, news)
    assert (again.held, again.done) == (0, None)
    (held,) = register.ask(inbox)
    assert "differ in due for Visit premises" in take_in.why(held)
    register.do(commands.decide, held.id)
    assert all_of(register, Action)[0].due == date(2026, 12, 15)
    assert bring(register, news).counts["unchanged"] == 2
    assert register.ask(inbox) == ()


def test_a_decision_to_keep_the_register_is_not_asked_again(register: Register, tmp_path: Path) -> None:
    bring(register, write(tmp_path, list_row()))
    edit(register, due=date(2026, 12, 10))
    news = write(tmp_path, list_row(due="15/12/2026"))
    bring(register, news)
    (held,) = register.ask(inbox)
    register.do(commands.decide, held.id, take=False)
    assert all_of(register, Action)[0].due == date(2026, 12, 10)
    assert bring(register, news).held == 0


def test_news_in_a_4p_cell_is_taken_line_by_line(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "wiltshire.csv"

    def send(cell: str) -> take_in.Outcome:
        path.write_bytes(csv_of(["Ref", "Op name", "PURSUE"], ["WI/1", "Op KITE", f'"{cell}"']))
        return bring(register, path)

    assert send("1. Serve papers - DS X Hale - by 06/12/26\n2. Call landlord").actions == 2
    outcome = send("1. Visit bank\n2. Serve papers - DS X Hale - 20/12/2026 - COMPLETE\n3. Call landlord")
    assert (outcome.actions, outcome.changed, outcome.held) == (1, 1, 0)
    (served,) = all_of(register, Action, title="Serve papers")
    assert (served.state, served.due) == (ActionState.COMPLETED, date(2026, 12, 20))


def test_the_next_file_fills_what_the_register_lacks(register: Register, tmp_path: Path) -> None:
    bring(register, write(tmp_path, list_row(due="ASAP", owner="", group="")))
    outcome = bring(register, write(tmp_path, list_row()))
    assert (outcome.held, outcome.actions) == (0, 0)
    (action,) = all_of(register, Action)
    assert (action.due, action.due_text) == (date(2026, 12, 1), "")
    assert action.owner is not None
    assert all_of(register, Threat)[0].name == "Quay group"


def test_a_blank_in_the_next_file_empties_nothing(register: Register, tmp_path: Path) -> None:
    bring(register, write(tmp_path, list_row()))
    bring(register, write(tmp_path, list_row(owner="", due="", group="", status="")))
    (action,) = all_of(register, Action)
    assert action.due == date(2026, 12, 1)
    assert action.owner is not None
    assert all_of(register, Threat)[0].name == "Quay group"


def test_a_group_of_the_register_is_found_by_its_reference_however_written(
    register: Register, tmp_path: Path
) -> None:
    add_threat(register, "DC 1", name="", home_force="devon-and-cornwall")
    outcome = bring(register, write(tmp_path, list_row(reference="dc1")))
    assert (outcome.threats, outcome.actions) == (0, 1)
    assert all_of(register, Threat)[0].name == "Quay group"


def test_a_new_lead_of_the_force_takes_over_and_the_history_stays(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "wiltshire.csv"
    path.write_bytes(csv_of(["Ref", "Op name", "SIO"], ["WI/1", "Op KITE", "DI A Hale"]))
    bring(register, path)
    path.write_bytes(csv_of(["Ref", "Op name", "SIO"], ["WI/1", "Op KITE", "DI B Vance"]))
    assert bring(register, path).counts["officers"] == 1
    first, second = sorted(all_of(register, Assignment), key=lambda led: led.until is None)
    assert (first.until is None, second.until, second.role) == (False, None, LeadRole.SIO)


def test_a_lead_that_was_changed_here_is_held_and_decided(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "wiltshire.csv"
    path.write_bytes(csv_of(["Ref", "Op name", "SIO"], ["WI/1", "Op KITE", "DI A Hale"]))
    bring(register, path)
    (threat,) = all_of(register, Threat)
    ours = add_officer(register, "C Quill")
    register.do(lead_commands.assign, threat.id, LeadRole.SIO, ours.id, date(2026, 11, 25))
    path.write_bytes(csv_of(["Ref", "Op name", "SIO"], ["WI/1", "Op KITE", "DI B Vance"]))
    assert bring(register, path).held == 1
    assert all_of(register, Assignment, until=None)[0].officer == ours.id
    (held,) = register.ask(inbox)
    register.do(commands.decide, held.id)
    (now,) = all_of(register, Assignment, until=None)
    assert all_of(register, Officer, id=now.officer)[0].name == "B Vance"
    assert bring(register, path).held == 0


def test_a_group_that_resembles_another_is_pointed_out_and_never_merged(
    register: Register, tmp_path: Path
) -> None:
    add_threat(register, "AS/1", name="Quay group")
    review = take_in.plan(register, write(tmp_path, list_row()))
    (found,) = (finding for finding in review.noticed if finding.code == "import.similar")
    assert "resembles AS/1 Quay group" in found.words
    assert take_in.take_in(register, review, accept=True).threats == 1


def test_a_file_that_was_undone_may_be_taken_in_again(register: Register) -> None:
    first = bring(register, DORSET).counts
    register.undo()
    assert bring(register, DORSET).counts == first


def test_a_register_that_changed_during_the_review_is_compared_again(
    register: Register, tmp_path: Path
) -> None:
    path = write(tmp_path, list_row())
    review = take_in.plan(register, path)
    bring(register, path)
    assert take_in.take_in(register, review, accept=True).counts["actions"] == 0
    assert len(all_of(register, Threat)) == 1


def test_a_date_that_is_still_none_does_not_hold_up_other_news(register: Register, tmp_path: Path) -> None:
    bring(register, write(tmp_path, list_row(due="ASAP")))
    review = take_in.plan(register, write(tmp_path, list_row(due="ASAP", status="Complete")))
    assert [(row.check, row.take) for row in review.rows] == [(Check.CHANGES, True)]
    outcome = take_in.take_in(register, review)
    assert (outcome.changed, outcome.held) == (1, 0)
    (action,) = all_of(register, Action)
    assert (action.state, action.due_text) == (ActionState.COMPLETED, "ASAP")

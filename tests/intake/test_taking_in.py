"""Taking files into a register: one batch, undone in one step, and nothing doubled or reverted later."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Connection, select

from app.commands import actions as action_commands
from app.commands import intake as commands
from app.commands import leads as lead_commands
from app.commands import threats as threat_commands
from app.domain.action import Action, Redating
from app.domain.assignment import Assignment
from app.domain.codes import ActionState, LeadRole, MappingState, Strand, ThreatStatus
from app.domain.inbox import ColumnLayout, Held
from app.domain.kinds import Record
from app.domain.officer import Officer
from app.domain.score import Score
from app.domain.threat import MappingStep, Note, Threat
from app.errors import Refusal
from app.intake.layouts import Mapping, Shape
from app.intake.review import Check, Decision, apply
from app.jobs import take_in
from app.reads.intake import inbox
from app.register import Register
from app.store.tables import JOURNAL, table
from tests.builders import add_officer, add_threat
from tests.intake.files import AVON, DEVON, DORSET, LIST, csv_of, list_row

R = TypeVar("R", bound=Record)
NOTHING_NEW = {"threats": 0, "officers": 0, "actions": 0, "scores": 0, "held": 0}


def all_of(register: Register, cls: type[R], **equals: object) -> list[R]:
    """Every record of a kind, or those whose fields equal the values given."""

    def read(connection: Connection) -> list[R]:
        query = select(table(cls)).order_by(table(cls).c.id)
        for name, value in equals.items():
            query = query.where(table(cls).c[name] == value)
        return [cls(**row._mapping) for row in connection.execute(query)]

    return register.ask(read)


def write(folder: Path, *rows: list[str], name: str = "devon-and-cornwall.csv") -> Path:
    """A list of actions as a file."""
    path = folder / name
    path.write_bytes(csv_of(list(LIST), *rows))
    return path


def bring(register: Register, path: Path, *, accept: bool = True) -> take_in.Outcome:
    """A file taken in without a reviewer."""
    return take_in.take_in(register, take_in.plan(register, path), accept=accept)


def state_of(register: Register) -> list[list[Record]]:
    """All that an import could touch."""
    kinds = (Threat, Action, Officer, Score, Note, Held, MappingStep, Redating)
    return [[replace(record, version=0) for record in all_of(register, cls)] for cls in kinds]


def test_the_three_samples_come_in_with_the_counts_that_they_hold(register: Register) -> None:
    assert bring(register, AVON).counts == {
        "threats": 51, "officers": 253, "actions": 274, "scores": 34, "held": 0, "faults": 3, "unchanged": 0,
    }  # fmt: skip
    assert bring(register, DEVON).counts == {
        "threats": 31, "officers": 141, "actions": 181, "scores": 0, "held": 5, "faults": 43, "unchanged": 0,
    }  # fmt: skip
    assert bring(register, DORSET).counts == {
        "threats": 12, "officers": 100, "actions": 82, "scores": 6, "held": 0, "faults": 7, "unchanged": 0,
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


def edit(register: Register, **fields: object) -> Action:
    """The one action of the register, changed by hand."""
    (action,) = all_of(register, Action)
    changed: Action = register.do(action_commands.change, replace(action, **fields), "put off").result
    return changed


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


def test_a_held_row_becomes_an_action_once_its_strand_is_chosen(register: Register) -> None:
    bring(register, DEVON)
    held = register.ask(inbox)[0]
    assert take_in.why(held) == (
        "devon-and-cornwall-actions.csv, row 20, column “4P”: “Pre” could be Prevent or Prepare. "
        "It is never guessed: choose one."
    )
    with pytest.raises(Refusal, match=r"import\.choose_strand"):
        register.do(commands.decide, held.id)
    register.do(commands.decide, held.id, strand=Strand.PREPARE)
    (made,) = [action for action in all_of(register, Action) if action.reference == "A-0182"]
    assert (made.title, made.strand) == ("Community impact assessment refreshed", Strand.PREPARE)
    assert made.owner is not None
    again = bring(register, DEVON)
    assert {name: again.counts[name] for name in NOTHING_NEW} == NOTHING_NEW
    register.undo()
    assert len(register.ask(inbox)) == 5


def test_a_held_row_that_is_skipped_leaves_a_note_and_does_not_come_back(register: Register) -> None:
    bring(register, DEVON)
    held = register.ask(inbox)[0]
    register.do(commands.decide, held.id, take=False)
    (note,) = all_of(register, Note, heading="Left out of an import")
    assert "Action: Community impact assessment refreshed" in note.text
    assert bring(register, DEVON).held == 0
    assert len(register.ask(inbox)) == 4


def test_a_reviewer_answers_for_all_rows_that_say_the_same(register: Register) -> None:
    review = take_in.plan(register, DEVON)
    assert (review.counts.all, review.counts.ready, review.counts.dates, review.counts.strands) == (
        186,
        143,
        38,
        5,
    )
    row = next(row for row in review.rows if row.check is Check.STRAND)
    assert (row.row, row.alike) == (20, 5)
    review = apply(review, [Decision(key=row.key, strand=Strand.PREVENT, alike=True)])
    assert (review.counts.ready, review.counts.strands) == (148, 0)
    late = next(row for row in review.rows if row.check is Check.DATE and row.target == "ASAP")
    assert late.alike == 11
    review = apply(review, [Decision(key=late.key, due=date(2026, 12, 24))])
    assert review.counts.dates == 37
    other = next(row for row in review.rows if row.check is Check.DATE)
    review = apply(review, [Decision(key=other.key, take=False)])
    assert (review.counts.skipped, review.counts.to_look_at) == (1, 36)
    outcome = take_in.take_in(register, review)
    assert (outcome.actions, outcome.held) == (149, 36)
    assert len(all_of(register, Note, heading="Left out of an import")) == 1


def test_a_row_taken_without_its_date_keeps_the_text(register: Register) -> None:
    review = take_in.plan(register, DEVON)
    row = next(row for row in review.rows if row.target == "31/11/2026")
    outcome = take_in.take_in(register, apply(review, [Decision(key=row.key, take=True)]))
    assert outcome.actions == 144
    (action,) = all_of(register, Action, due_text="31/11/2026")
    assert action.due is None


def test_a_reviewer_chooses_between_file_and_register(register: Register, tmp_path: Path) -> None:
    bring(register, write(tmp_path, list_row()))
    edit(register, due=date(2026, 12, 10), state=ActionState.CANCELLED)
    review = take_in.plan(register, write(tmp_path, list_row(status="C", due="15/12/2026")))
    (row,) = review.rows
    assert (row.check, row.take, row.register_reference) == (Check.CHANGES, False, "A-0001")
    assert [(change.field, change.in_file, change.in_register) for change in row.changes] == [
        ("due", "15 Dec 2026", "10 Dec 2026"),
        ("state", "completed", "cancelled"),
    ]
    review = apply(review, [Decision(key=row.key, fields=frozenset({"state"}))])
    assert review.rows[0].take
    take_in.take_in(register, review)
    (action,) = all_of(register, Action)
    assert (action.state, action.due) == (ActionState.COMPLETED, date(2026, 12, 10))


def test_a_reviewer_may_say_that_an_action_is_another_one(register: Register, tmp_path: Path) -> None:
    bring(register, write(tmp_path, list_row()))
    review = take_in.plan(register, write(tmp_path, list_row(due="15/12/2026")))
    outcome = take_in.take_in(register, apply(review, [Decision(key=review.rows[0].key, same=False)]))
    assert outcome.actions == 1
    assert len(all_of(register, Action)) == 2


def test_a_reviewer_gives_the_reference_that_a_file_lacks(register: Register, tmp_path: Path) -> None:
    review = take_in.plan(register, write(tmp_path, list_row(reference="")))
    assert [(row.kind, row.check) for row in review.rows] == [
        ("threat", Check.FAULT),
        ("action", Check.FAULT),
    ]
    review = apply(review, [Decision(key=review.rows[0].key, reference="DC9")])
    outcome = take_in.take_in(register, review)
    assert (outcome.threats, outcome.actions) == (1, 1)
    assert all_of(register, Threat)[0].reference == "DC9"


def test_a_held_group_comes_in_with_its_actions_once_it_has_a_reference(
    register: Register, tmp_path: Path
) -> None:
    path = write(tmp_path, list_row(reference=""))
    bring(register, path)
    assert bring(register, path).held == 0
    (held,) = register.ask(inbox)
    register.do(commands.decide, held.id, reference="DC9")
    assert [threat.reference for threat in all_of(register, Threat)] == ["DC9"]
    assert [action.title for action in all_of(register, Action)] == ["Visit premises"]
    assert register.ask(inbox) == ()


def test_two_rows_that_say_the_same_are_two_actions(register: Register, tmp_path: Path) -> None:
    path = write(tmp_path, list_row(), list_row(), list_row(strand="Pre"), list_row(strand="Pre"))
    outcome = bring(register, path)
    assert (outcome.actions, outcome.held) == (2, 2)
    again = bring(register, path)
    assert (again.actions, again.held, again.unchanged) == (0, 0, 5)


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


def test_a_layout_is_remembered_and_used_by_its_name(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "unknown.csv"
    path.write_bytes(csv_of(["Kennung", "Wer", "Schritt", "P"], ["X1", "PC A Hale", "Visit premises", "Pro"]))
    columns = {"Kennung": "reference", "Wer": "owner", "Schritt": "action"}
    review = take_in.replan(
        register,
        take_in.plan(register, path),
        force="dorset",
        mapping=Mapping(shape=Shape.ACTIONS, columns=columns),
    )
    assert (review.force_name, review.counts.all) == ("Dorset", 1)
    take_in.remember(register, "The other list", review)
    take_in.remember(register, "the other list", review)
    assert len(all_of(register, ColumnLayout)) == 1
    assert take_in.layouts(register)[-1] == "the other list"
    assert take_in.plan(register, path, layout="The other list", force="dorset").counts.all == 1
    with pytest.raises(Refusal, match=r"import\.no_layout"):
        take_in.plan(register, path, layout="none of these")
    with pytest.raises(Refusal, match=r"import\.force_unknown"):
        take_in.plan(register, path, force="atlantis")


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

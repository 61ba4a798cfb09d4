"""Deciding: rows under review, and rows that wait in the import inbox."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.commands import intake as commands
from app.domain.action import Action
from app.domain.codes import ActionState, Strand
from app.domain.inbox import ColumnLayout
from app.domain.threat import Note, Threat
from app.errors import Refusal
from app.intake.layouts import Mapping, Shape
from app.intake.review import Check, Decision, apply
from app.jobs import take_in
from app.reads.intake import inbox
from app.register import Register
from tests.intake.files import DEVON, csv_of, list_row
from tests.intake.registers import NOTHING_NEW, all_of, bring, edit, write


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


def test_a_row_that_is_the_registers_action_needs_no_strand_and_takes_a_date_that_was_entered(
    register: Register, tmp_path: Path
) -> None:
    bring(register, write(tmp_path, list_row(strand="Prevent", due="ASAP")))
    review = take_in.plan(register, write(tmp_path, list_row(strand="Pre", due="soon")))
    (row,) = review.rows
    assert (row.check, row.register_says) == (Check.STRAND, "Visit premises")
    review = apply(review, [Decision(key=row.key, same=True, take=True, due=date(2026, 12, 24))])
    assert take_in.take_in(register, review).actions == 0
    (action,) = all_of(register, Action)
    assert (action.strand, action.due, action.due_text) == (Strand.PREVENT, date(2026, 12, 24), "")

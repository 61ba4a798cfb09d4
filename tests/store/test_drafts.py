"""What somebody was writing stands in the encrypted register, for them alone, and never in the journal."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.errors import Refusal
from app.register import Register
from app.store.belongings import forget_drafts
from app.store.tables import JOURNAL
from tests.builders import reopen

TYPED = "The third lock-up on Quarrel Lane"


def entries(connection):
    return connection.execute(select(func.count()).select_from(JOURNAL)).scalar()


def kept(register: Register) -> list[tuple[str, str, str, str]]:
    return [(d.id, d.form, d.object, d.body) for d in register.drafts()]


def test_a_draft_stands_after_the_register_is_closed_and_opened_again(register: Register) -> None:
    register.keep_draft("d1", "action", "t-1", TYPED)
    again = reopen(register)
    with again:
        assert kept(again) == [("d1", "action", "t-1", TYPED)]
        assert again.drafts()[0].at == again.clock.now()
        again.drop_draft("d1")
        again.drop_draft("d1")
        assert again.drafts() == ()


def test_a_draft_kept_again_replaces_what_stood(register: Register) -> None:
    register.keep_draft("d1", "action", "t-1", "The third")
    register.keep_draft("d1", "action", "t-1", TYPED)
    assert kept(register) == [("d1", "action", "t-1", TYPED)]


def test_a_draft_is_no_entry_of_the_journal_and_nothing_to_undo(register: Register) -> None:
    before, undo = register.ask(entries), register.undo_label
    register.keep_draft("d1", "action", "t-1", TYPED)
    register.drop_draft("d1")
    assert register.ask(entries) == before
    assert register.undo_label == undo
    assert register.verify().findings == ()


def test_nobody_sees_or_drops_what_another_person_was_writing(register: Register) -> None:
    register.keep_draft("d1", "action", "t-1", TYPED)
    mine = register.session
    register.session = replace(mine, person="somebody-else")
    assert register.drafts() == ()
    register.drop_draft("d1")
    register.session = mine
    assert [draft.id for draft in register.drafts()] == ["d1"]


def test_no_file_of_the_register_holds_a_draft_in_the_clear(register: Register) -> None:
    register.keep_draft("d1", "action", "t-1", TYPED)
    held = b"".join(file.read_bytes() for file in register.path.rglob("*") if file.is_file())
    assert len(held) > 100_000
    assert TYPED.encode() not in held


def test_a_window_that_only_reads_keeps_none(register: Register) -> None:
    with (
        Register.open(register.path, passphrase="three random words", clock=register.clock) as second,
        pytest.raises(Refusal) as refused,
    ):
        second.keep_draft("d1", "action", "t-1", TYPED)
    assert refused.value.code == "read_only"


def test_a_disposal_drops_drafts_about_its_records_and_those_that_name_them(register: Register) -> None:
    register.keep_draft("d1", "ActionDialog", "t-1", TYPED)
    register.keep_draft("d2", "page:priorities", "", json.dumps({"reasons": [["t-1", TYPED]]}))
    register.keep_draft("d3", "page:priorities", "", json.dumps({"reasons": [["t-10", TYPED]]}))
    register._keep(lambda connection: forget_drafts(connection, {"threat": {"t-1"}}))
    assert [draft.id for draft in register.drafts()] == ["d3"]

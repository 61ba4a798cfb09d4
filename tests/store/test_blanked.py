"""Blank entries of the journal: those of a disposal verify, every other one is found."""

from __future__ import annotations

from typing import Any

import pytest

from app.commands import disposal
from app.register import Register
from app.store.verify import Verification
from tests.builders import add_threat
from tests.commands.test_disposal import by_another, decided, filled, proposed

BLANK = 'UPDATE journal SET salt = \'\', "before" = NULL, "after" = NULL, disposed = 1 WHERE '


def tampered(register: Register, statement: str, *values: Any) -> Verification:
    """What is found after somebody with the key changed the file by hand."""
    with register._engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        assert raw.execute(statement, values).rowcount > 0
    return register.verify()


def disposed(register: Register) -> str:
    threat = filled(register)
    decided(register, threat.id)
    made = proposed(register, threat.id)
    by_another(register)
    register.do(disposal.confirm, made)
    assert register.verify().findings == ()
    return threat.id


def test_an_entry_blanked_by_hand_is_found(register: Register) -> None:
    threat = add_threat(register)
    found = tampered(register, f"{BLANK} object = ?", threat.id)
    assert {finding.code for finding in found.findings} == {"verify.blanked", "verify.record_unlogged"}


def test_blanked_and_removed_by_hand_it_is_found_too(register: Register) -> None:
    threat = add_threat(register)
    tampered(register, "DELETE FROM threat WHERE id = ?", threat.id)
    found = tampered(register, f"{BLANK} object = ?", threat.id)
    assert [finding.code for finding in found.findings] == ["verify.blanked"]


@pytest.mark.parametrize(
    "statement",
    [
        # a body put back that was never there
        "UPDATE journal SET \"after\" = '{}' WHERE disposed AND object = ?",
        # the mark taken away
        "UPDATE journal SET disposed = 0 WHERE disposed AND object = ?",
        # somebody else did it
        "UPDATE journal SET actor = 'Nobody' WHERE disposed AND object = ?",
        # a reason put into an entry that lost its own
        "UPDATE journal SET reason = 'Because' WHERE disposed AND object = ?",
        "UPDATE journal SET hash = prev WHERE disposed AND object = ?",
    ],
)
def test_a_blank_entry_of_a_disposal_cannot_be_changed(register: Register, statement: str) -> None:
    id = disposed(register)
    assert tampered(register, statement, id).findings


def test_who_did_what_cannot_be_changed_where_the_reason_went_too(register: Register) -> None:
    disposed(register)
    # the note of the meeting was written with a reason
    found = tampered(register, "UPDATE journal SET actor = 'Nobody' WHERE disposed AND object = 'mn'")
    assert [finding.code for finding in found.findings] in (["verify.blanked"], ["verify.chain_broken"])


def test_what_came_after_the_disposal_cannot_be_blanked_under_its_name(register: Register) -> None:
    disposed(register)
    tampered(register, "DELETE FROM meeting_note WHERE id = 'mn'")
    found = tampered(register, f"{BLANK} object = 'mn' AND NOT disposed AND version > 2")
    assert found.findings


def test_the_disposal_itself_cannot_be_taken_out(register: Register) -> None:
    disposed(register)
    assert tampered(register, "DELETE FROM journal WHERE kind = 'disposed'").findings

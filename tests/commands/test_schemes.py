"""Schemes: draft, in use, retired, next edition; an edition that has scored anything stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.commands import schemes
from app.domain import scheme_body
from app.domain.codes import SchemeState
from app.domain.faults import Faulty
from app.domain.scheme import Scheme
from app.domain.scheme_body import SchemeBody
from app.errors import Refusal
from app.reads.record import record
from app.register import Register
from app.store.unit import Unit, command
from tests.builders import add_threat
from tests.schemes import BODY, add_score, answers, draft_scheme, refused, scheme_in_use, unchanged


def now(register: Register, id: str = "trial") -> Scheme:
    """A scheme as the register has it."""
    return register.ask(record, Scheme, id)


@command("test.back_to_draft")
def back_to_draft(unit: Unit, scheme: Scheme) -> Scheme:
    """What no command of the program does."""
    return unit.put(replace(scheme, state=SchemeState.DRAFT))


def test_a_draft_is_changed_and_put_in_use_and_retired(register: Register) -> None:
    draft = draft_scheme(register)
    assert draft.state is SchemeState.DRAFT
    changed = register.do(schemes.change, replace(draft, label="Local, on trial")).result
    used = register.do(schemes.put_in_use, changed).result
    assert (used.state, used.label) == (SchemeState.IN_USE, "Local, on trial")
    retired = register.do(schemes.retire, used).result
    assert retired.state is SchemeState.RETIRED
    assert register.do(schemes.put_in_use, retired).result.state is SchemeState.IN_USE
    for expected in (SchemeState.RETIRED, SchemeState.IN_USE, SchemeState.DRAFT):
        register.undo()
        assert now(register).state is expected


def test_what_comes_in_as_a_draft_is_one(register: Register) -> None:
    made = Scheme(id="x", name="X", label="L", body=scheme_body.write(BODY), state=SchemeState.IN_USE)
    assert register.do(schemes.draft, made).result.state is SchemeState.DRAFT


def test_one_in_use_or_retired_is_not_changed_and_not_removed(register: Register) -> None:
    used = scheme_in_use(register)
    for act in (schemes.change, schemes.remove):
        assert refused(register, act, used) == "scheme.not_draft"
    retired = register.do(schemes.retire, used).result
    assert refused(register, schemes.change, retired) == "scheme.not_draft"


def test_one_that_has_scored_is_not_changed_even_as_a_draft(register: Register) -> None:
    draft = draft_scheme(register)
    register.do(schemes.put_in_use, draft)
    add_score(register, add_threat(register), scheme_id="trial", answers=answers())
    draft = register.do(back_to_draft, now(register)).result
    assert refused(register, schemes.change, draft) == "scheme.has_scored"
    assert refused(register, schemes.remove, draft) == "scheme.has_scored"


def test_an_unfinished_scheme_is_not_put_in_use(register: Register) -> None:
    draft = draft_scheme(register, SchemeBody())
    with unchanged(register), pytest.raises(Faulty) as caught:
        register.do(schemes.put_in_use, draft)
    assert {fault.code for fault in caught.value.faults} == {"scheme.no_criteria", "formula.empty"}


def test_the_next_edition_is_a_draft_that_replaces_the_one_before(register: Register) -> None:
    first = scheme_in_use(register)
    second = register.do(schemes.next_edition, first).result
    assert (second.edition, second.state, second.body) == ("2", SchemeState.DRAFT, first.body)
    assert second.id != first.id
    assert refused(register, schemes.next_edition, first) == "scheme.edition_used"
    register.do(schemes.put_in_use, second)
    assert (now(register).state, now(register, second.id).state) == (SchemeState.RETIRED, SchemeState.IN_USE)
    register.undo()
    assert (now(register).state, now(register, second.id).state) == (SchemeState.IN_USE, SchemeState.DRAFT)
    register.redo()
    assert now(register).state is SchemeState.RETIRED


def test_a_name_and_edition_stand_once(register: Register) -> None:
    draft_scheme(register)
    again = Scheme(id="other", name="TRIAL", label="L", body=scheme_body.write(BODY))
    assert refused(register, schemes.draft, again) == "scheme.edition_used"
    other = register.do(schemes.draft, replace(again, edition="2")).result
    assert refused(register, schemes.change, replace(other, edition="1")) == "scheme.edition_used"


def test_a_draft_is_removed_and_brought_back(register: Register) -> None:
    draft = draft_scheme(register)
    register.do(schemes.remove, draft)
    with pytest.raises(Refusal, match="gone"):
        now(register)
    register.undo()
    assert now(register).body == draft.body


def test_states_that_do_not_follow_are_refused(register: Register) -> None:
    draft = draft_scheme(register)
    assert refused(register, schemes.retire, draft) == "scheme.not_in_use"
    used = register.do(schemes.put_in_use, draft).result
    assert refused(register, schemes.put_in_use, used) == "scheme.in_use"


def test_a_stale_copy_is_refused(register: Register) -> None:
    draft = draft_scheme(register)
    register.do(schemes.change, replace(draft, label="Local, on trial"))
    assert refused(register, schemes.change, replace(draft, label="Mine")) == "conflict"
    assert refused(register, schemes.put_in_use, draft) == "conflict"

"""The journal: a chain that finds every tampering, history of each record, undo and redo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from app.commands import actions, leads, officers, region, threats, updates
from app.domain.action import Update
from app.domain.clock import FixedClock
from app.domain.codes import ActionState, LeadRole
from app.domain.kinds import Record
from app.domain.threat import Threat
from app.errors import Conflict, Refusal
from app.reads import card, journal
from app.register import Register
from tests.builders import add_action, add_officer, add_threat, new_register

TODAY = date(2026, 11, 26)


def sql(register: Register, statement: str) -> None:
    with register._engine.connect().execution_options(writer=True) as connection, connection.begin():
        connection.execute(text(statement))


def everything(register: Register) -> dict[str, list[tuple[object, ...]]]:
    """All records as they stand, without their versions."""
    from app.domain import codec
    from app.domain.kinds import KINDS
    from app.store.tables import TABLES

    def read(connection: object) -> dict[str, list[tuple[object, ...]]]:
        found = {}
        for kind, cls in KINDS.items():
            rows = connection.execute(TABLES[kind].select().order_by("id"))  # type: ignore[attr-defined]
            records = [cls(**row._mapping) for row in rows]
            found[kind] = [tuple(sorted(str(codec.content(codec.flatten(r))).split())) for r in records]
        return found

    return register.ask(read)


@pytest.mark.parametrize(
    ("tampering", "code"),
    [
        ("UPDATE journal SET actor = 'nobody' WHERE seq = 10", "verify.chain_broken"),
        (
            "UPDATE journal SET after = replace(after, 'Tidemoor', 'Other') WHERE kind = 'threat'",
            "verify.chain_broken",
        ),
        ("UPDATE journal SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 3", "verify.chain_broken"),
        ("DELETE FROM journal WHERE seq = 4", "verify.chain_gap"),
        ("UPDATE threat SET name = 'Other line'", "verify.record_unlogged"),
        ("DELETE FROM threat", "verify.record_missing"),
        ("INSERT INTO theme VALUES ('x', 1, 'X', 'x', '[]', 0)", "verify.record_unlogged"),
    ],
)
def test_verification_finds_each_tampering(register: Register, tampering: str, code: str) -> None:
    saved = add_threat(register)
    register.do(threats.change, replace(saved, summary="Two towns"))
    assert register.verify().ok
    sql(register, tampering)
    assert code in {finding.code for finding in register.verify().findings}


def test_history_says_who_changed_what_from_what(register: Register, clock: FixedClock) -> None:
    saved = add_threat(register)
    clock.moment += timedelta(hours=1)
    register.do(threats.change, replace(saved, tier="Regional"))
    newest, first = register.ask(journal.history, "threat", saved.id)
    assert (newest.actor, newest.command, newest.at) == ("Drew Quill", "threat.change", clock.moment)
    assert [(c.field, c.was, c.now) for c in newest.changes] == [("tier", "", "Regional")]
    assert first.created
    assert "summary" not in {change.field for change in first.changes}


def test_history_of_a_threat_keeps_what_was_removed(register: Register) -> None:
    threat = add_threat(register)
    register.do(actions.remove, add_action(register, threat))
    commands = [entry.command for entry in register.ask(journal.threat_history, threat.id)]
    assert commands == ["action.remove", "action.add", "threat.add"]


def test_undo_and_redo_are_named_and_appended(register: Register) -> None:
    action = add_action(register, add_threat(register))
    register.do(actions.complete, action, TODAY)
    assert register.undo_label == "action completed"
    assert register.undo().label == "action completed"
    assert register.redo_label == "action completed"
    assert register.ask(card.card, action.threat, TODAY).actions[0].action.state is ActionState.OPEN
    register.redo()
    assert register.ask(card.card, action.threat, TODAY).actions[0].action.state is ActionState.COMPLETED
    commands = [entry.command for entry in register.ask(journal.history, "action", action.id)]
    assert commands == ["redo", "undo", "action.complete", "action.add"]
    assert register.verify().ok


def test_a_version_rises_across_removal_and_restoration(register: Register) -> None:
    action = add_action(register, add_threat(register))
    register.do(actions.remove, action)
    register.undo()
    restored = register.ask(card.card, action.threat, TODAY).actions[0].action
    assert restored == replace(action, version=3)


def test_a_version_rises_when_what_was_undone_is_entered_again(register: Register) -> None:
    register.do(region.change_setting, "lro_limit", 4)
    register.undo()
    assert register.do(region.change_setting, "lro_limit", 5).result.version == 3


def test_a_record_from_before_a_field_was_added_still_agrees_with_its_journal(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.domain import codec

    whole = codec.flatten

    def before(record: Record) -> dict[str, codec.Plain]:
        return {name: value for name, value in whole(record).items() if name != "area"}

    with monkeypatch.context() as patched:
        patched.setattr(codec, "flatten", before)
        add_threat(register)
    assert register.verify().ok
    sql(register, "UPDATE threat SET area = 'North'")
    assert not register.verify().ok


def test_undo_refuses_what_moved_on_since(register: Register) -> None:
    first = add_threat(register)
    register.do(threats.change, replace(first, tier="Force"))
    sql(register, "UPDATE threat SET tier = 'National'")
    with pytest.raises(Refusal, match=r"undo\.changed_since"):
        register.undo()


def test_a_command_that_refuses_leaves_nothing_behind(register: Register) -> None:
    before = everything(register)
    with pytest.raises(Refusal):
        register.do(threats.add, Threat(id="t", reference=""))
    assert everything(register) == before
    assert register.verify().ok


def test_a_stale_copy_is_refused_with_both_values(register: Register, clock: FixedClock) -> None:
    stale = add_action(register, add_threat(register))
    register.do(actions.change, replace(stale, due=date(2027, 1, 4)), "their reason")
    with pytest.raises(Conflict) as caught:
        register.do(actions.change, replace(stale, title="Visit both premises"))
    differences = {d.field: (d.mine, d.theirs) for d in caught.value.differences}
    assert differences == {
        "title": ("Visit both premises", "Visit premises"),
        "due": (date(2026, 12, 18), date(2027, 1, 4)),
    }
    assert (caught.value.by, caught.value.at) == ("Drew Quill", "14:02")
    assert register.verify().ok


def test_saving_what_is_already_so_changes_nothing(register: Register) -> None:
    saved = add_threat(register)
    done = register.do(threats.change, saved)
    assert done.changes == frozenset()
    assert register.undo_label == "threat added"


def test_a_clock_that_goes_back_is_flagged_and_order_stays(register: Register, clock: FixedClock) -> None:
    threat = add_threat(register)
    clock.moment -= timedelta(days=1)
    add_action(register, threat)
    with register._engine.connect() as connection:
        flags = connection.execute(text("SELECT clock_back FROM journal ORDER BY seq")).scalars().all()
    assert sum(flags) == 1
    assert flags[-1]
    assert register.verify().ok


def _step(register: Register, threat: Threat, number: int, choice: int) -> None:
    """One of the things that people do to the actions and leads of a threat."""
    shown = register.ask(card.card, threat.id, TODAY).actions
    open_ = [a.action for a in shown if a.action.state is ActionState.OPEN]
    if choice == 0 or not open_:
        add_action(register, threat, title=f"Visit {number}", id=f"a{number}")
    elif choice == 1:
        register.do(actions.redate, open_[-1], date(2027, 1, 1) + timedelta(days=number), f"reason {number}")
    elif choice == 2:
        register.do(actions.complete, open_[0], TODAY)
    elif choice == 3:
        register.do(actions.result, open_[0], "Two arrests", TODAY)
    elif choice == 4:
        register.do(actions.remove, open_[-1])
    elif choice == 5:
        officer = add_officer(register, f"Officer {number}")
        register.do(leads.assign, threat.id, LeadRole.LRO, officer.id, TODAY - timedelta(days=number))
    else:
        register.do(updates.add, Update(id=f"u{number}", threat=threat.id, on=TODAY, text=f"Update {number}"))


@settings(max_examples=12)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=10), st.data())
def test_undo_and_redo_walk_through_every_state(
    tmp_path_factory: pytest.TempPathFactory, choices: list[int], data: st.DataObject
) -> None:
    clock = FixedClock(datetime(2026, 11, 26, 14, 2, tzinfo=UTC))
    register = new_register(tmp_path_factory.mktemp("undo"), clock)
    try:
        threat = add_threat(register)
        done_before = len(register._history.done)
        for number, choice in enumerate(choices, 1):
            _step(register, threat, number, choice)
        states = [everything(register)]
        while len(register._history.done) > done_before:
            register.undo()
            states.append(everything(register))
        back = data.draw(st.integers(0, len(states) - 1))
        for position in range(back):
            register.redo()
            assert everything(register) == states[-2 - position]
        assert register.verify().ok
    finally:
        register.close()


def test_officers_leave_and_the_reason_reaches_the_journal(register: Register) -> None:
    officer = add_officer(register)
    left = register.do(officers.leave, officer, TODAY).result
    assert left.left_on == TODAY

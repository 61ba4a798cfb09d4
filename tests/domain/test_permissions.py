"""The rules of the permission table that need no register."""

from __future__ import annotations

import pytest

from app.domain import permissions
from app.domain.codes import Role


def test_an_auditor_of_several_people_holds_nothing_else() -> None:
    assert permissions.effective(frozenset(Role), alone=False) == frozenset({Role.AUDITOR})


def test_an_administrator_among_several_does_not_ratify() -> None:
    both = frozenset({Role.ADMINISTRATOR, Role.APPROVER, Role.COORDINATOR})
    assert permissions.effective(both, alone=False) == both - {Role.APPROVER}


def test_whoever_holds_a_register_alone_keeps_their_rights_and_sees_the_log() -> None:
    both = frozenset({Role.ADMINISTRATOR, Role.APPROVER})
    assert permissions.effective(both, alone=True) == both | {Role.AUDITOR}
    assert permissions.effective(frozenset({Role.READER}), alone=True) == frozenset({Role.READER})


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_an_auditor_conflicts_with_every_other_role(role: Role) -> None:
    assert permissions.conflicts(frozenset({Role.AUDITOR, role})) == ((Role.AUDITOR, role),)


def test_an_administrator_conflicts_with_an_approver() -> None:
    pair = (Role.ADMINISTRATOR, Role.APPROVER)
    assert permissions.conflicts(frozenset(pair)) == (pair,)
    assert permissions.conflicts(frozenset({Role.COORDINATOR, Role.APPROVER})) == ()


def test_what_the_table_does_not_know_is_denied() -> None:
    assert not permissions.may_do(frozenset(Role), "threat.burn")
    assert not permissions.may_read(frozenset(Role), "reads.everything")
    assert not permissions.may_do(frozenset(), "person.passphrase")

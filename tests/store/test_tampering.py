"""Every tampering by somebody who has the key is found: a short set here, a thousand in the long campaign."""

from __future__ import annotations

from app.commands import actions
from app.register import Register
from tests.builders import add_action, add_threat
from tests.faults import tampering


def test_each_kind_of_tampering_is_found(register: Register) -> None:
    threat = add_threat(register)
    register.do(actions.remove, add_action(register, threat))
    count = 12 * len(tampering.ALL)
    told = tampering.tamper(register, count)
    assert told.unseen == ()
    assert sum(told.done.values()) == count
    assert len(told.done) == len(tampering.ALL)
    assert register.verify().ok

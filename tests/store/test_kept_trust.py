"""A register of several people that was written once is opened by every later version."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app import custody
from app.domain.clock import FixedClock
from app.domain.codes import Role
from app.domain.retention import Disposal, Hold, RetentionReview
from app.domain.threat import Threat
from app.errors import Refusal
from app.register import Register
from app.store.tables import table
from tests.builders import PASSPHRASE
from tests.store.keep_trust import GONE, KEPT, SAID, SECOND


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "Kept.register"
    shutil.copytree(KEPT, path)
    return path


@pytest.mark.parametrize(("passphrase", "name"), [(PASSPHRASE, "Drew Quill"), (SECOND, "Robin Ashby")])
def test_27_its_people_open_it_and_its_chain_is_sound(
    kept: Path, clock: FixedClock, passphrase: str, name: str
) -> None:
    with Register.open(kept, passphrase=passphrase, clock=clock) as register:
        assert register.user == name
        assert [person.name for person in custody.people(register)] == ["Drew Quill", "Robin Ashby"]
        assert (Role.APPROVER in register.roles) == (name == "Robin Ashby")
        assert register.verify().ok
        counts = {
            kind: len(register.ask(lambda c, kind=kind: c.execute(table(kind).select()).all()))
            for kind in (Threat, Hold, RetentionReview, Disposal)
        }
        assert counts == {Threat: 1, Hold: 1, RetentionReview: 0, Disposal: 1}


def test_27_nobody_else_opens_it_and_the_recovery_key_does(kept: Path, clock: FixedClock) -> None:
    with pytest.raises(Refusal, match=r"passphrase\.wrong"):
        Register.open(kept, passphrase=GONE, clock=clock)
    recovery = json.loads(SAID.read_text())["recovery"]
    with Register.open(kept, recovery_key=recovery, person="Drew Quill", clock=clock) as register:
        assert register.verify().ok

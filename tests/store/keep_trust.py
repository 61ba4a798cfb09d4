"""Writes the register of several people that is kept for ever: python -m tests.store.keep_trust, once.

Two people and one who was removed, a rekey, a review, a hold, a disposal by two; a later version opens it,
finds the chain sound and the same people with the same passphrases.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from app import custody
from app.commands import disposal, retention
from app.domain.clock import FixedClock
from app.domain.codes import MopiGroup, RetentionDecision, Role
from app.domain.retention import Disposal, Hold, RetentionReview
from app.register import Register
from tests.builders import add_action, add_threat, new_register

KEPT = Path(__file__).parent.parent / "registers" / "0004.register"
SAID = KEPT.with_suffix(".json")
SECOND = "a second passphrase of hers"
GONE = "one who left takes nothing"


def write(folder: Path) -> tuple[Path, str]:
    """The register's folder, and its recovery key."""
    clock = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    register = new_register(folder, clock, name="Kept")
    add_action(register, add_threat(register))
    old = add_threat(register, "AS/2019/0007", name="Ferry Lane")
    custody.add(register, "Robin Ashby", frozenset({Role.COORDINATOR, Role.APPROVER}), SECOND)
    left = custody.add(register, "Kit Lowell", frozenset({Role.READER}), GONE)
    custody.remove(register, left.id)
    custody.rekey(register)
    recovery = custody.reissue_recovery(register)
    day = date(2026, 11, 18)
    review = RetentionReview(
        id="review", threat=old.id, on=day, mopi_group=MopiGroup.THREE, reviewer="Records manager",
        rationale="Nothing links it.", decision=RetentionDecision.DISPOSE,
    )  # fmt: skip
    register.do(retention.review, review)
    held = Hold(
        id="hold", threat="t-AS/2024/0131", since=day, reason="Appeal pending.", authority="Legal services"
    )
    register.do(retention.hold, held)
    made = Disposal(id="disposal", subject=old.id, proposed_on=day, reason="Review", authority="Policy 12")
    proposed = register.do(disposal.propose, made).result
    register.close()
    with Register.open(register.path, passphrase=SECOND, clock=clock) as second:
        second.do(disposal.confirm, proposed)
    return register.path, recovery


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        path, recovery = write(Path(made))
        shutil.rmtree(KEPT, ignore_errors=True)
        shutil.copytree(path, KEPT, ignore=shutil.ignore_patterns("backups", "guesses*", "lock*"))
    SAID.write_text(json.dumps({"recovery": recovery}) + "\n")

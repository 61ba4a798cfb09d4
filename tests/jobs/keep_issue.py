"""Writes the register with issues that is kept for ever: python -m tests.jobs.keep_issue, once for a version.

A new one stands beside the old ones and never replaces one that was released.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

from app.domain.clock import FixedClock
from app.domain.edition import CHAIR
from app.domain.issue_rules import Recipient, Reissue
from tests.builders import new_register
from tests.jobs.issuing import fill, issue, late_paper

KEPT = Path(__file__).parent.parent / "registers" / "0003.register"
PACKED = KEPT.with_suffix(".json")
"""The zlib with which it was printed: another one may pack the same pages into other bytes."""
COPIES = (Recipient("D/Supt J Penhale", "SWROCU", "by hand"), Recipient("ACC H Marwood"))


def write(folder: Path) -> Path:
    """The register of a small month: two months issued, copies, a late paper, the chair's edition."""
    clock = FixedClock(datetime(2026, 11, 6, 15, 40, tzinfo=UTC))
    register = fill(new_register(folder, clock, name="Kept"))
    out = folder / "out"
    issue(register, out, "2026-11")
    clock.moment = datetime(2026, 12, 4, 15, 40, tzinfo=UTC)
    issue(register, out, copies=COPIES)
    issue(register, out, edition=CHAIR)
    clock.moment = datetime(2026, 12, 8, 15, 10, tzinfo=UTC)
    late_paper(register)
    issue(register, out, reissue=Reissue.MINOR, reason="Late paper 12A")
    register.close()
    return register.path


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        path = write(Path(made))
        shutil.rmtree(KEPT, ignore_errors=True)
        shutil.copytree(path, KEPT, ignore=shutil.ignore_patterns("backups"))
    PACKED.write_text(json.dumps({"zlib": zlib.ZLIB_RUNTIME_VERSION}) + "\n")

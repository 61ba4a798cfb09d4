"""A process killed while it issues: no file looks issued, nothing is recorded, and the next one clears up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.clock import FixedClock
from app.jobs import issue_month
from app.reads import issues
from app.register import Register
from tests.builders import PASSPHRASE
from tests.jobs.issuing import fill, issue

ROOT = Path(__file__).parent.parent.parent
KILLED = """
import os, sys
from pathlib import Path
from app.jobs import issue_month
from app.register import Register
register = Register.open(Path(sys.argv[1]), passphrase=sys.argv[2])
def told(stage, done, whole):
    if stage == sys.argv[4]:
        os._exit(9)
issue_month.issue(register, "2026-12", Path(sys.argv[3]), gaps_reason="Later", progress=told)
"""


@pytest.mark.parametrize(
    "stage",
    [issue_month.WORKBOOK, issue_month.PRINT, issue_month.PLACING],
    ids=["workbook", "PDF", "placing"],
)
def test_a_killed_issue_was_never_made(
    register: Register, tmp_path: Path, clock: FixedClock, stage: str
) -> None:
    fill(register).close()
    folder = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(register.path), PASSPHRASE, str(folder), stage],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 9, done.stderr
    assert [path.name for path in folder.iterdir() if not path.name.startswith(".")] == []
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as again:
        assert again.verify().ok
        assert again.ask(issues.issues) == ()
        made = issue(again, folder)
        assert made.issue is not None
        assert made.issue.number == "1.0"
    assert sorted(folder.iterdir()) == sorted(made.paths)

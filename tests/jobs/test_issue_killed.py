"""A process killed while it issues: no file looks issued, nothing is recorded, and the next one clears up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.clock import FixedClock
from app.domain.issue_rules import Reissue
from app.jobs import issue_month, put_in_place
from app.reads import issues
from app.register import Register
from tests.builders import PASSPHRASE, add_threat
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


UNRECORDED = """
import os, sys
from pathlib import Path
from app.domain import leaving
from app.domain.issue_rules import Reissue
from app.jobs import issue_month
from app.register import Register
register = Register.open(Path(sys.argv[1]), passphrase=sys.argv[2])
register.do = lambda *given, **named: os._exit(9)
folder, said = Path(sys.argv[3]), {"reissue": Reissue.MAJOR, "reason": "Later"}
if sys.argv[4] == "draft":
    with leaving.because("Later"):
        issue_month.export(register, "2026-12", folder)
issue_month.issue(register, "2026-12", folder, gaps_reason="Later", **said)
"""


@pytest.mark.parametrize("what", ["issue", "draft"])
def test_files_that_were_placed_and_never_recorded_are_taken_back(
    register: Register, tmp_path: Path, clock: FixedClock, what: str
) -> None:
    folder = tmp_path / "out"
    issue(fill(register), folder)
    draft = issue_month.export(register, "2026-12", folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    add_threat(register, "DC1", name="Another")
    register.close()
    done = subprocess.run(
        [sys.executable, "-c", UNRECORDED, str(register.path), PASSPHRASE, str(folder), what],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 9, done.stderr
    there = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}
    assert there != before
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as again:
        made = issue(again, folder, reissue=Reissue.MAJOR, reason="Score put right")
        assert made.issue is not None
        assert made.issue.number == "2.0"
        known = {*before, *(path.name for path in made.paths)}
        assert {path.name for path in folder.iterdir()} == known
        assert all((folder / path.name).read_bytes() == before[path.name] for path in draft.paths)


def test_what_was_recorded_stays_though_the_process_died_before_it_tidied_up(
    register: Register, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    made = issue(fill(register), folder)
    marker = folder / f".SW-2026-12 v{put_in_place.MARKER}"
    marker.write_text(json.dumps(made.hashes))
    kept = {path: path.read_bytes() for path in made.paths}
    issue(register, folder, reissue=Reissue.MAJOR, reason="Score put right")
    assert not marker.exists()
    assert {path: path.read_bytes() for path in made.paths} == kept
    # half a marker, and one that names what is not here, change nothing either
    for text in ('{"SW', json.dumps({"../elsewhere.pdf": "0" * 64})):
        marker.write_text(text)
        issue_month.export(register, "2026-12", folder)
        assert not marker.exists()
    assert {path: path.read_bytes() for path in made.paths} == kept

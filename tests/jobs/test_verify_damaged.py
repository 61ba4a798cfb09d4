"""What verifying says of damaged and made-up files, and of an addendum whose pack holds no more."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.commands import issues
from app.domain.clock import FixedClock
from app.domain.codes import IssueState, Paper
from app.domain.issue_rules import Reissue
from app.jobs import issue_month
from app.jobs.verify_file import Standing, verdict, verify_file
from app.packs.manifest_read import properties, under_password
from app.reads import issues as reads
from app.register import Register
from tests.jobs.issuing import fill, issue, late_paper


def encrypted_member() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("docProps/custom.xml", "<a/>")
    data = bytearray(made.getvalue())
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b'{"a":' * 100_000, b"%PDF-1.7\n", b"PK\x03\x04", encrypted_member()],
    ids=["empty", "brace", "deep", "head of a PDF", "head of a zip", "locked member"],
)
def test_a_file_that_says_nothing_is_unknown(register: Register, data: bytes) -> None:
    assert verdict(register, data).standing is Standing.UNKNOWN


def test_bytes_changed_at_random_stop_nothing(register: Register, tmp_path: Path) -> None:
    made = issue(fill(register), tmp_path)
    chance = random.Random(4)
    for path in made.paths:
        whole = path.read_bytes()
        for _ in range(15):
            data = bytearray(whole)
            for _ in range(chance.choice((1, 20, 300))):
                data[chance.randrange(len(data))] = chance.randrange(256)
            part = bytes(data[: chance.randrange(1, len(data))])
            for each in (bytes(data), part):
                properties(each)
                under_password(each)
        assert verdict(register, whole + b"\n").standing is not Standing.ISSUED


def states(register: Register) -> dict[tuple[Paper, str], IssueState]:
    return {(each.paper, each.number): each.state for each in register.ask(reads.issues)}


@pytest.fixture
def reissued(register: Register, tmp_path: Path, clock: FixedClock) -> Register:
    """Issued, then with a late paper."""
    issue(fill(register), tmp_path)
    clock.moment += timedelta(minutes=1)
    late_paper(register)
    issue(register, tmp_path, reissue=Reissue.MINOR, reason="Late paper")
    clock.moment += timedelta(minutes=1)
    return register


def test_a_major_reissue_supersedes_the_addenda_before_it(reissued: Register, tmp_path: Path) -> None:
    assert states(reissued)[Paper.ADDENDUM, "1.1"] is IssueState.ISSUED
    issue(reissued, tmp_path, reissue=Reissue.MAJOR, reason="Score put right")
    assert states(reissued) == {
        (Paper.PACK, "1.0"): IssueState.SUPERSEDED,
        (Paper.PACK, "1.1"): IssueState.SUPERSEDED,
        (Paper.ADDENDUM, "1.1"): IssueState.SUPERSEDED,
        (Paper.PACK, "2.0"): IssueState.ISSUED,
    }
    addendum = next(path for path in tmp_path.iterdir() if "addendum" in path.name and path.suffix == ".pdf")
    assert verify_file(reissued, addendum).standing is Standing.SUPERSEDED


def test_an_addendum_is_recalled_with_its_pack_and_comes_back_with_it(reissued: Register) -> None:
    pack = next(
        each for each in reissued.ask(reads.issues) if (each.paper, each.number) == (Paper.PACK, "1.1")
    )
    before = states(reissued)
    reissued.do(issues.recall, pack.id, "Wrong marking")
    assert states(reissued)[Paper.ADDENDUM, "1.1"] is IssueState.RECALLED
    reissued.undo()
    assert states(reissued) == before


def test_days_and_times_are_those_of_the_region(
    register: Register, tmp_path: Path, clock: FixedClock
) -> None:
    fill(register)
    # half past midnight in London
    clock.moment = datetime(2027, 6, 9, 23, 30, tzinfo=UTC)
    made = issue(register, tmp_path)
    assert "issued 10 Jun 2027" in verify_file(register, made.pdf).words
    drafted = issue_month.export(register, "2026-12", tmp_path)
    assert "written on 10 Jun 2027, 00:30" in verify_file(register, drafted.pdf).words

"""The campaign in small: every workflow killed, cut off and failed a few times. `make faults` does it all."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator

import pytest

from tests.faults.client import Server
from tests.faults.flips import FILES
from tests.faults.found import Found
from tests.faults.interposer import Call, Mode
from tests.faults.workflows import EVERY

pytestmark = pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc builds the library that fails")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as made:
        yield made


@pytest.fixture(scope="module", params=EVERY)
def workflow(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def sound(found: Found) -> Found:
    assert found.bad == []
    return found


def test_01_02_03_04_06_07_a_kill_at_any_moment_or_call_loses_nothing_acknowledged(
    server: Server, workflow: str
) -> None:
    sound(server.moment(workflow, 0))
    assert sound(server.call(workflow, 1)).killed


def test_09_10_11_a_call_that_fails_is_refused_in_words_and_works_when_the_disk_does(
    server: Server, workflow: str
) -> None:
    (changes,) = server.measure(workflow, Call.CHANGES).values()
    assert changes > 10
    sound(server.fault(workflow, Mode.FAIL, changes * 2 // 3, Call.CHANGES, errno.EIO))
    sound(server.fault(workflow, Mode.FULL, changes // 2, Call.CHANGES, errno.ENOSPC))


def test_08_what_was_acknowledged_is_there_after_a_power_cut(server: Server, workflow: str) -> None:
    assert sound(server.power(workflow, 3, 1)).calls == 1


def test_12_a_disk_that_is_full_at_the_start_is_refused_or_read_and_loses_nothing(server: Server) -> None:
    assert sound(server.fault("edit", Mode.FULL, 1, Call.CHANGES, errno.ENOSPC)).faulted


@pytest.mark.parametrize("at", [4, 14])
def test_47_a_stick_that_is_pulled_leaves_nothing_recorded_that_is_not_there(server: Server, at: int) -> None:
    assert sound(server.fault("issue", Mode.AWAY, at, Call.EVERY, errno.ENODEV, "out")).faulted


@pytest.mark.parametrize("at", [3, 60])
def test_31_a_backup_that_the_disk_did_not_write_is_never_listed(server: Server, at: int) -> None:
    assert sound(server.fault("backup", Mode.LOSE, at, Call.WRITE, 0, "copies")).files > 1


@pytest.mark.parametrize("file", FILES)
def test_22_a_flipped_bit_is_noticed(server: Server, file: str) -> None:
    for seed in range(3):
        assert sound(server.flip(file, seed)).notes


@pytest.mark.parametrize("lost", ["edit", "import", "draft", "rekey"])
def test_the_checks_notice_what_is_lost(server: Server, lost: str) -> None:
    found = server.forget(lost)
    assert found.lost or found.wrong


def test_the_power_cuts_notice_a_program_that_syncs_nothing() -> None:
    with Server(careless=True) as server:
        assert server.power("edit", 1, 5).lost

"""The built program with the network denied by the kernel: it does its work and opens no socket."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.no_network import can_deny, denied

ROOT = Path(__file__).parent.parent.parent
PROGRAM = ROOT / "dist" / "fourfold" / "fourfold"


def surroundings(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "FOURFOLD_PASSPHRASE": "fictional demonstration only",
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
    }


def offline(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        denied(PROGRAM, *words),
        cwd=home,
        env=surroundings(home),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@can_deny
def test_the_built_program_does_a_month_and_opens_no_socket(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "samples" / "avon-and-somerset-tracker.xlsx", tmp_path / "tracker.xlsx")
    register = tmp_path / "South West.register"
    for words in (
        ("demo", tmp_path),
        ("import", register, "tracker.xlsx", "--dry-run"),
        ("export", "--reason", "For a test", register, "--month", "2026-12", "--to", tmp_path),
        ("verify", register),
    ):
        said = offline(tmp_path, *words)
        assert said.returncode == 0, (words[0], said.returncode, said.stderr)
    writes = register / "lock.holder"
    desk = subprocess.Popen(denied(PROGRAM, register), cwd=tmp_path, env=surroundings(tmp_path))
    try:
        until = time.monotonic() + 60
        while not writes.exists() and desk.poll() is None and time.monotonic() < until:
            with contextlib.suppress(subprocess.TimeoutExpired):
                desk.wait(timeout=0.2)
        assert writes.exists(), "the desk did not unlock the register"
        with pytest.raises(subprocess.TimeoutExpired):  # it stays open: nothing ended it
            desk.wait(timeout=5)
    finally:
        desk.kill()
        desk.wait()


@can_deny
def test_each_page_of_the_desk_opens_no_socket() -> None:
    walk = "tests/ui/test_words_in_sight.py::test_every_control_of_every_page_view_and_tab_has_a_name"
    said = subprocess.run(
        denied(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", walk),
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout[-2000:]
    assert "1 passed" in said.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="PyInstaller collects this platform on Linux only")
def test_a_desk_that_shows_itself_on_a_port_is_not_there() -> None:
    """Qt has a platform that serves the screen to whoever asks, with no password."""
    assert list(PROGRAM.parent.rglob("*qvnc*")) == []

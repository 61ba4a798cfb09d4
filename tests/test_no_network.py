"""No socket: a month on the command line and the desk, with a kernel that ends whatever opens one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.domain.clock import FixedClock
from tests.builders import PASSPHRASE, new_register
from tests.jobs.issuing import ANYWAY, fill
from tests.no_network import KILLED, can_deny, denied

ROOT = Path(__file__).parent.parent
AT = "1795701600"
"""A moment of 26 November 2026."""


def offline(*words: object, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        denied(sys.executable, *words),
        cwd=ROOT,
        env={**os.environ, "FOURFOLD_PASSPHRASE": PASSPHRASE, "SOURCE_DATE_EPOCH": AT, **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


def opens(family: str) -> str:
    return f"import socket; socket.socket(socket.{family}).close(); print('open')"


@can_deny
def test_the_filter_ends_what_opens_a_socket_and_lets_a_local_one_be() -> None:
    assert offline("-c", opens("AF_UNIX")).stdout == "open\n"
    for family in ("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET"):
        assert offline("-c", opens(family)).returncode == KILLED
    child = f"import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {opens('AF_INET')!r}]).returncode != {KILLED})"  # noqa: E501
    assert offline("-c", child).returncode == 0


@can_deny
def test_a_month_on_the_command_line_opens_no_socket(tmp_path: Path, clock: FixedClock) -> None:
    with fill(new_register(tmp_path, clock)) as register:
        path = register.path
    month, to = ("--month", "2026-12"), ("--to", tmp_path / "out")
    for words in (
        ("import", path, ROOT / "tests" / "samples" / "avon-and-somerset-tracker.xlsx", "--accept"),
        ("issue", path, *month, *to, "--anyway", ANYWAY),
        ("reprint", "--reason", "For a test", path, "SW-2026-12 1.0", "--to", tmp_path / "again"),
        ("backup", path, "--to", tmp_path / "copies"),
        ("verify", path),
    ):
        said = offline("-m", "app", *words)
        assert said.returncode == 0, (words[0], said.returncode, said.stderr)


@can_deny
def test_the_desk_opens_no_socket() -> None:
    """Unlocked from the keyboard, then led from page to page; all pages with their rows: tests/build."""
    seen = (
        "tests/ui/test_start.py::test_a_register_opens_with_its_passphrase_from_the_keyboard",
        "tests/ui/test_frame.py::test_ctrl_and_a_number_go_to_the_pages_in_order",
    )
    said = offline("-m", "pytest", "-q", "-p", "no:cacheprovider", *seen, QT_QPA_PLATFORM="offscreen")
    assert said.returncode == 0, said.stdout[-2000:]
    assert "2 passed" in said.stdout

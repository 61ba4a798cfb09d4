"""Nothing in the clear (S12, S15, S17): a month's story, then every file, title and line of it searched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.canary_story import CANARY, holds

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("story")


@pytest.fixture(scope="module")
def said(place: Path) -> subprocess.CompletedProcess[str]:
    """The story told once, by a process of its own in a home of its own."""
    (place / "home").mkdir()
    (place / "tmp").mkdir()
    env = {
        **os.environ,
        "HOME": str(place / "home"),
        "XDG_CONFIG_HOME": str(place / "home" / ".config"),
        "XDG_CACHE_HOME": str(place / "home" / ".cache"),
        "XDG_DATA_HOME": str(place / "home" / ".local"),
        "TMPDIR": str(place / "tmp"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.canary_story", str(place)],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip


@pytest.fixture(scope="module")
def found(said: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert said.returncode == 0, said.stderr[-4000:]
    answer: dict[str, Any] = json.loads(said.stdout)
    return answer


def test_no_file_outside_the_issue_folder_holds_a_word_of_the_record(
    place: Path, found: dict[str, Any]
) -> None:
    given = place / "given"
    everything = {file for file in place.rglob("*") if file.is_file() and given not in file.parents}
    written = {Path(path) for path in found["written"] if os.path.isabs(path) and os.path.isfile(path)}
    outside = {path for path in written if given not in path.parents and not path.is_relative_to("/dev")}
    assert len(everything) > 4
    assert [str(file) for file in everything | outside if holds(file)] == []
    # the search itself finds what is there to be found
    assert any(holds(file) for file in given.glob("*.ics"))


def test_no_file_that_was_removed_on_the_way_held_one(place: Path, found: dict[str, Any]) -> None:
    given = place / "given"
    # what is given away is written beside its place first, in the same folder
    assert [path for path in found["told"] if given not in Path(path).parents] == []


def test_the_temporary_folders_are_empty_afterwards(place: Path, found: dict[str, Any]) -> None:
    own = place / "home" / ".config" / "Fourfold" / "temporary"
    left = [file for folder in (place / "tmp", own) for file in folder.rglob("*") if file.is_file()]
    assert left == []


def test_no_line_of_the_process_holds_one_though_it_failed_in_every_way(
    said: subprocess.CompletedProcess[str], found: dict[str, Any]
) -> None:
    assert CANARY not in said.stderr
    assert CANARY not in said.stdout
    assert said.stderr.count("ValueError") >= 1


def test_no_title_and_no_argument_holds_one(found: dict[str, Any]) -> None:
    assert "Add an action" in found["titles"]
    assert [title for title in found["titles"] if CANARY in title] == []
    assert CANARY not in found["command"]

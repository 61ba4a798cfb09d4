"""The frozen program, run where no Python, no virtual environment and no library of ours is to be found."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BUILT = ROOT / "dist" / "fourfold"
NAME = "fourfold-cli.exe" if sys.platform == "win32" else "fourfold"


class Elsewhere:
    """A copy of the program in a folder with a space and an accent in its name, and an empty environment."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.program = home / "Régional office" / "fourfold" / NAME
        shutil.copytree(BUILT, self.program.parent, symlinks=True)

    def run(self, *words: str, allow: int = 0, seconds: int = 600) -> subprocess.CompletedProcess[str]:
        env = {
            "PATH": str(self.home / "nothing"),
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "FOURFOLD_PASSPHRASE": "fictional demonstration only",
            "QT_QPA_PLATFORM": "offscreen",
            "LC_ALL": "C.UTF-8",
        }
        command = [str(self.program), *words]
        done = subprocess.run(
            command,
            cwd=self.home,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )
        assert done.returncode == allow, done.stderr
        return done


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    return Elsewhere(tmp_path_factory.mktemp("a place"))


@pytest.fixture(scope="module")
def register(elsewhere: Elsewhere) -> Path:
    elsewhere.run("demo", "out dir")
    return elsewhere.home / "out dir" / "South West.register"


def test_it_says_its_version(elsewhere: Elsewhere) -> None:
    assert "1.0.0" in elsewhere.run("version").stdout


def test_it_makes_the_demonstration_and_issues_its_pack(elsewhere: Elsewhere, register: Path) -> None:
    elsewhere.run("export", "--reason", "For a test", str(register), "--month", "2026-12", "--to", "out dir")
    (pdf,) = register.parent.glob("*.pdf")
    (workbook,) = register.parent.glob("*.xlsx")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert workbook.read_bytes().startswith(b"PK")


def test_it_verifies_the_register(elsewhere: Elsewhere, register: Path) -> None:
    assert json.loads(elsewhere.run("verify", str(register), "--json").stdout)["ok"] is True


def test_its_child_process_reads_a_tracker(elsewhere: Elsewhere, register: Path) -> None:
    shutil.copy(
        ROOT / "tests" / "samples" / "avon-and-somerset-tracker.xlsx", elsewhere.home / "tracker.xlsx"
    )
    done = elsewhere.run("import", str(register), "tracker.xlsx", "--dry-run", "--json")
    assert json.loads(done.stdout)["threats"] > 0


def test_its_desk_stays_open_without_complaint(elsewhere: Elsewhere, register: Path) -> None:
    with pytest.raises(subprocess.TimeoutExpired) as still_open:
        elsewhere.run(str(register), seconds=8)
    said = (still_open.value.stderr or b"").splitlines()
    # the offscreen platform says this of every window
    assert [line for line in said if b"propagateSizeHints" not in line] == []


def test_a_refusal_is_one_sentence_and_exit_2(elsewhere: Elsewhere) -> None:
    done = elsewhere.run("verify", "no such.register", allow=2)
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr

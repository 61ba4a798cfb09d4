"""The command line as people and scripts use it: real processes, real files, exit codes and JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.domain.clock import FixedClock
from app.register import Register
from tests.builders import PASSPHRASE, new_register

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "samples"
DEMONSTRATION = "fictional demonstration only"


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self.out)
        return loaded


def fourfold(*args: object, passphrase: str | None = PASSPHRASE, **env: str) -> Said:
    """Runs the command line in a process of its own, where PySide6 cannot be imported."""
    surroundings = {**os.environ, "PYTHONWARNINGS": "error", **env}
    surroundings.pop("FOURFOLD_PASSPHRASE", None)
    if passphrase is not None:
        surroundings["FOURFOLD_PASSPHRASE"] = passphrase
    blocked = (
        "import sys; sys.modules['PySide6'] = None; sys.argv = ['fourfold', *sys.argv[1:]];"
        "from app.__main__ import main; sys.exit(main())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", blocked, *map(str, args)],
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Said(ran.returncode, ran.stdout, ran.stderr)


@pytest.fixture
def path(tmp_path: Path, clock: FixedClock) -> Path:
    """A closed, empty register."""
    register = new_register(tmp_path, clock)
    register.close()
    return register.path


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional South West register, made through the command line."""
    folder = tmp_path_factory.mktemp("démo folder")
    said = fourfold("demo", folder)
    assert (said.code, said.out.strip()) == (0, str(folder / "South West.register")), said.err
    return folder / "South West.register"


def test_version_needs_nothing() -> None:
    assert fourfold("version", "--json", passphrase=None).json == {"version": "1.0.0"}


EXPECTED = {
    "avon-and-somerset-tracker.xlsx": {"threats": 51, "actions": 274, "scores": 34, "held": 0},
    "devon-and-cornwall-actions.csv": {"threats": 31, "actions": 181, "scores": 0, "held": 5},
    "dorset-returns.xlsx": {"threats": 12, "actions": 82, "held": 0},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_tracker_comes_in_once(path: Path, name: str) -> None:
    first = fourfold("import", path, SAMPLES / name, "--accept", "--json")
    assert first.code == 0, first.err
    names = {"threats", "officers", "actions", "scores", "held", "faults", "unchanged", "ledger"}
    assert set(first.json) == names
    assert {key: first.json[key] for key in EXPECTED[name]} == EXPECTED[name]
    again = fourfold("import", path, SAMPLES / name, "--accept", "--json")
    made = {key: again.json[key] for key in ("threats", "officers", "actions", "scores", "held")}
    assert set(made.values()) == {0}
    assert again.json["unchanged"] > 0
    assert fourfold("verify", path, "--json").json["ok"] is True


def test_a_dry_run_counts_and_changes_nothing(path: Path) -> None:
    before = fourfold("verify", path, "--json").json["records"]
    said = fourfold("import", path, SAMPLES / "dorset-returns.xlsx", "--dry-run", "--accept", "--json")
    assert said.json["actions"] == 82
    assert fourfold("verify", path, "--json").json["records"] == before


def test_a_file_that_cannot_be_read_gives_one_sentence_and_changes_nothing(
    path: Path, tmp_path: Path
) -> None:
    before = fourfold("verify", path, "--json").json["records"]
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 and then nothing of use")
    for file in (broken, tmp_path / "absent.csv"):
        said = fourfold("import", path, file, "--accept")
        assert (said.code, said.out) == (2, "")
        assert len(said.err.strip().splitlines()) == 1
        assert "Nothing was changed" in said.err
    assert fourfold("verify", path, "--json").json["records"] == before


def test_refusals_leave_by_two_with_their_sentence(path: Path, tmp_path: Path) -> None:
    wrong = fourfold("verify", path, passphrase="quite another phrase")
    assert (wrong.code, wrong.out) == (2, "")
    assert (
        wrong.err.strip()
        == "That passphrase does not open this register. Check Caps Lock, or use the recovery key."
    )
    nobody = fourfold("verify", path, passphrase=None)
    assert nobody.code == 2
    assert "FOURFOLD_PASSPHRASE" in nobody.err
    no_meeting = fourfold(
        "export", "--reason", "For a test", path, "--month", "2026-12", "--to", tmp_path, "--json"
    )
    assert (no_meeting.code, no_meeting.json["refused"]) == (2, "export.no_meeting")


def test_what_is_no_register_no_folder_and_no_clock_is_refused_in_a_sentence(
    path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    for said, words in (
        (fourfold("verify", tmp_path), "There is no register at"),
        (fourfold("verify", file), "There is no register at"),
        (fourfold("demo", file), "cannot be written to"),
        (fourfold("backup", path, "--to", file), "none was kept"),
        (fourfold("verify", path, SOURCE_DATE_EPOCH="yesterday"), "SOURCE_DATE_EPOCH"),
    ):
        assert (said.code, said.out) == (2, "")
        assert words in said.err
        assert len(said.err.splitlines()) == 1


def test_a_bug_leaves_by_one_without_record_text(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from app import cli

    def broken(self: Register, *_: object, **__: object) -> None:
        raise RuntimeError("Tidemoor line")

    monkeypatch.setenv("FOURFOLD_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(Register, "verify", broken)
    assert cli.run(["verify", str(path)]) == 1
    said = capsys.readouterr()
    assert "RuntimeError" in said.err
    assert "Tidemoor" not in said.err + said.out


def test_the_passphrase_is_never_an_argument() -> None:
    assert "passphrase" not in fourfold("verify", "--help").out.lower().replace("fourfold_passphrase", "")


def test_the_demonstration_makes_its_pack_to_the_same_bytes_anywhere(
    demonstration: Path, tmp_path: Path
) -> None:
    files = []
    for number, env in enumerate(
        (
            {"TZ": "Europe/London", "LC_ALL": "C.UTF-8"},
            {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "5"},
        )
    ):
        to = tmp_path / str(number)
        said = fourfold(
            "export", "--reason", "For a test", demonstration, "--month", "2026-12", "--to", to, "--json",
            passphrase=DEMONSTRATION, SOURCE_DATE_EPOCH="1795701600", PYTHONUTF8="1", **env,
        )  # fmt: skip
        assert said.code == 0, said.err
        pdf, xlsx = (Path(file) for file in said.json["paths"])
        assert (pdf.suffix, xlsx.suffix) == (".pdf", ".xlsx")
        assert sorted(file.name for file in to.iterdir()) == sorted([pdf.name, xlsx.name])
        files.append((pdf.name, pdf.read_bytes(), xlsx.read_bytes()))
    assert files[0] == files[1]
    assert files[0][1].startswith(b"%PDF")


def test_a_backup_is_checked_and_opens(demonstration: Path, tmp_path: Path) -> None:
    said = fourfold("backup", demonstration, "--to", tmp_path / "copies", "--json", passphrase=DEMONSTRATION)
    copy = Path(said.json["path"])
    checked = fourfold("verify", copy, "--json", passphrase=DEMONSTRATION)
    assert (checked.code, checked.json["ok"]) == (0, True)
    assert checked.json["records"] > 10_000


def test_the_demonstration_never_writes_over_a_register(demonstration: Path) -> None:
    again = fourfold("demo", demonstration.parent)
    assert again.code == 2
    assert "left as it is" in again.err

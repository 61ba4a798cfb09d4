"""Damage: every flipped bit of the two files is refused or found, in words, and nothing ever breaks."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from app import cli, words
from app.domain.clock import FixedClock
from app.errors import Refusal
from app.register import Register
from app.store import keys
from tests.builders import PASSPHRASE, add_action, add_threat


@pytest.fixture
def closed(register: Register) -> Path:
    """A closed register of several pages."""
    for number in range(20):
        add_action(register, add_threat(register, f"AS/2026/{number:04}", id=f"t{number}"), f"Visit {number}")
    register.close()
    return register.path


def said_of(path: Path, clock: FixedClock) -> set[str]:
    """The codes that opening and verifying a register end with."""
    try:
        with Register.open(path, passphrase=PASSPHRASE, clock=clock) as opened:
            return {found.code for found in opened.verify().findings}
    except Refusal as refused:
        return {refused.code} if words.refusal(refused) else set()


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("register.db", {"register.damaged", "verify.file"}),
        ("keys.json", {"keys.missing", "keys.damaged", "passphrase.wrong", "verify.keys"}),
    ],
)
def test_each_of_a_hundred_flipped_bits_is_refused_or_found(
    closed: Path, clock: FixedClock, name: str, codes: set[str]
) -> None:
    rng, whole = random.Random(22), (closed / name).read_bytes()
    kept = {file.name: file.read_bytes() for file in closed.iterdir() if file.is_file()}
    for _ in range(100):
        # what an opening adds is not there the next time, or the journal's anchors would tell of it
        for file in closed.iterdir():
            if file.is_file():
                file.unlink() if file.name not in kept else file.write_bytes(kept[file.name])
        damaged, place = bytearray(whole), rng.randrange(len(whole) * 8)
        damaged[place // 8] ^= 1 << place % 8
        (closed / name).write_bytes(damaged)
        said = said_of(closed, clock)
        assert said, f"bit {place} of {name} was not noticed"
        assert said <= codes
    for file_name, data in kept.items():
        (closed / file_name).write_bytes(data)
    assert said_of(closed, clock) == set()


@pytest.mark.parametrize("keep", [1, 100, 4095, 4096, 5000, -4096, -1])
def test_22_a_file_cut_short_is_refused_or_found(closed: Path, clock: FixedClock, keep: int) -> None:
    file = closed / "register.db"
    file.write_bytes(file.read_bytes()[:keep])
    assert said_of(closed, clock) <= {"register.damaged", "verify.file"} != set()


def test_a_key_file_that_asks_for_all_memory_is_damaged_and_not_tried(closed: Path) -> None:
    document = json.loads((closed / "keys.json").read_text())
    document["users"][0]["memory_kib"] = 2**31
    with pytest.raises(Refusal, match=r"keys\.missing"):
        keys.unlock(json.dumps(document), PASSPHRASE)


def test_verify_on_a_damaged_file_says_so_once_and_leaves_by_two(
    closed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOURFOLD_PASSPHRASE", PASSPHRASE)
    damaged = bytearray((closed / "register.db").read_bytes())
    damaged[-2000] ^= 1
    (closed / "register.db").write_bytes(damaged)
    assert cli.run(["verify", str(closed), "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["ok"] is False
    assert "restore the newest checked backup" in err
    assert len(err.splitlines()) == 1


def test_a_folder_or_nothing_in_place_of_the_file_is_damage(closed: Path, clock: FixedClock) -> None:
    (closed / "register.db").unlink()
    assert said_of(closed, clock) == {"register.damaged"}
    (closed / "register.db").mkdir()
    assert said_of(closed, clock) == {"register.damaged"}


def test_a_save_that_meets_damage_is_refused(closed: Path, clock: FixedClock) -> None:
    shutil.copytree(closed, closed.with_name("Copy.register"))
    with Register.open(closed.with_name("Copy.register"), passphrase=PASSPHRASE, clock=clock) as opened:
        file = opened.path / "register.db"
        opened._engine.dispose()
        damaged = bytearray(file.read_bytes())
        for page in range(8192, len(damaged), 4096):
            damaged[page + 100] ^= 1
        file.write_bytes(damaged)
        with pytest.raises(Refusal, match=r"register\.damaged"):
            add_threat(opened, "X")

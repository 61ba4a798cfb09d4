"""Conditions of the medium: a small full disk, two windows, another's log, a scanner on the file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app import words
from app.domain.clock import FixedClock
from app.domain.threat import Threat
from app.errors import Refusal
from app.register import Register
from app.store import durable
from tests.builders import PASSPHRASE, add_threat, new_register
from tests.intake.registers import all_of

ROOT = Path(__file__).parent.parent.parent
MOUNT = 'mount -t tmpfs -o size=4m none "$0" && cd "$1" && exec "$2" -c "$3" "$0"'
ON_A_SMALL_DISK = """
import json, sys
from datetime import UTC, date, datetime
from pathlib import Path
from app import words
from app.commands import updates
from app.domain.action import Update
from app.domain.clock import FixedClock
from app.errors import Refusal
from tests.builders import add_threat, new_register, reopen
folder = Path(sys.argv[1])
register = new_register(folder, FixedClock(datetime(2026, 11, 26, 14, 2, tzinfo=UTC)))
add_threat(register, id="t")
ballast = folder / "ballast"
ballast.write_bytes(b"x" * 1_500_000)
said, kept = {}, 0
def note(number):
    register.do(updates.add, Update(id=f"u{number}", threat="t", on=date(2026, 11, 26), text="x" * 20_000))
try:
    for number in range(400):
        note(number)
        kept += 1
except Refusal as refused:
    said["edit"] = [refused.code, words.refusal(refused)]
try:
    register.backup(folder / "copies")
except Refusal as refused:
    said["backup"] = [refused.code, words.refusal(refused)]
said["listed"] = [path.name for path in (folder / "copies").glob("*")] if (folder / "copies").is_dir() else []
ballast.unlink()
if kept < 400:
    register = reopen(register)
    note(900)
with register._engine.connect() as connection:
    said["there"] = connection.exec_driver_sql('SELECT count(*) FROM "update"').scalar()
said["kept"], said["sound"] = kept, register.verify().ok
print(json.dumps(said))
"""


def mounts() -> bool:
    """Whether this machine lets us make a small disk of our own."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs none /mnt"],
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


@pytest.mark.skipif(not mounts(), reason="this machine lets nobody mount a small disk")
def test_10_11_a_small_disk_that_fills_up_refuses_in_words_and_loses_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", MOUNT, str(tmp_path), str(ROOT),
         sys.executable, ON_A_SMALL_DISK],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert 0 < said["kept"] < 400
    assert said["edit"][0] in ("disk.full", "disk.failed")
    assert said["backup"][0] in ("backup.failed", "disk.full")
    assert said["edit"][1]
    assert said["backup"][1]
    assert said["listed"] == []
    # a save that was refused may have been kept, as its sentence says
    assert said["there"] in (said["kept"] + 1, said["kept"] + 2)
    assert said["sound"]


FULL_AT_THE_START = """
import hashlib, json, sys
from datetime import UTC, datetime
from pathlib import Path
from app import words
from app.domain.clock import FixedClock
from app.errors import Refusal
from app.register import Register
from tests.builders import PASSPHRASE, add_threat, new_register
folder, clock = Path(sys.argv[1]), FixedClock(datetime(2026, 11, 26, 14, 2, tzinfo=UTC))
with new_register(folder, clock) as register:
    add_threat(register, id="t")
def held():
    return {name: hashlib.sha256((register.path / name).read_bytes()).hexdigest()
            for name in ("register.db", "keys.json")}
before, ballast = held(), (folder / "ballast").open("wb", buffering=0)
try:
    while ballast.write(b"x" * 4096):
        pass
except OSError:
    ballast.close()
said = {}
try:
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
        said["opened"] = opened.read_only
except Refusal as refused:
    said["refused"] = [refused.code, words.refusal(refused)]
said["same"] = held() == before
(folder / "ballast").unlink()
with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
    add_threat(opened, "AS/2026/0002")
    said["sound"] = opened.verify().ok
print(json.dumps(said))
"""


@pytest.mark.skipif(not mounts(), reason="this machine lets nobody mount a small disk")
def test_12_a_disk_that_is_full_at_the_start_gives_one_refusal_and_leaves_the_files(tmp_path: Path) -> None:
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", MOUNT, str(tmp_path), str(ROOT),
         sys.executable, FULL_AT_THE_START],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    # SQLite tells a disk without room for its index of the log as one that does not answer
    assert said.get("opened") is True or said["refused"][0] in ("disk.full", "disk.unreadable")
    assert "room" in said.get("refused", ["", "room"])[1]
    assert said["same"]
    assert said["sound"]


def test_16_a_second_window_reads_and_stays_so_however_often_it_tries(
    register: Register, clock: FixedClock
) -> None:
    for _ in range(3):
        with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as second:
            assert second.read_only
            with pytest.raises(Refusal, match="read_only"):
                add_threat(second)
    add_threat(register)
    assert register.verify().ok


class Held:
    """A scanner that holds the target of renames for so many tries; time passes only here."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tries: int) -> None:
        self.left, self.now = tries, 0.0
        replace = Path.replace

        def refuses(path: Path, target: Path) -> Path:
            if self.left:
                self.left -= 1
                raise PermissionError(13, "WinError 32: used by another process")
            return replace(path, target)

        monkeypatch.setattr(Path, "replace", refuses)
        monkeypatch.setattr(durable.time, "sleep", self._sleep)
        monkeypatch.setattr(durable.time, "monotonic", lambda: self.now)

    def _sleep(self, seconds: float) -> None:
        self.now += seconds


def test_18_a_scanner_on_the_key_file_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "keys.json"
    target.write_text("old")
    held = Held(monkeypatch, 5)
    durable.write_text(target, "new")
    assert target.read_text() == "new"
    assert 0.4 < held.now < durable.PATIENCE


def test_18_a_scanner_that_never_lets_go_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "keys.json"
    target.write_text("old")
    held = Held(monkeypatch, 1_000)
    with pytest.raises(PermissionError):
        durable.write_text(target, "new")
    assert held.now >= durable.PATIENCE
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]
    assert target.read_text() == "old"


@pytest.mark.parametrize("whose", ["another register's", "an older copy's", "random bytes"])
def test_20_a_log_that_is_not_this_files_is_refused_or_found(
    register: Register, tmp_path: Path, clock: FixedClock, whose: str
) -> None:
    log = b"\x37\x7f\x06\x82" + os.urandom(20_000)
    if whose == "an older copy's":
        add_threat(register, "AS/2026/0001")
        log = (register.path / "register.db-wal").read_bytes()
        add_threat(register, "AS/2026/0002")
    if whose == "another register's":
        with new_register(tmp_path / "other", clock) as other:
            log = (other.path / "register.db-wal").read_bytes()
    register.close()
    before = (register.path / "register.db").read_bytes()
    (register.path / "register.db-wal").write_bytes(log)
    if whose == "another register's":
        with pytest.raises(Refusal, match=r"register\.foreign_log") as refused:
            Register.open(register.path, passphrase=PASSPHRASE, clock=clock)
        assert "register.db-wal" in words.refusal(refused.value)
        assert (register.path / "register.db").read_bytes() == before
        assert (register.path / "register.db-wal").read_bytes() == log
        return
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
        kept = {threat.reference for threat in all_of(opened, Threat)}
        # SQLite takes in an older log of the same file; the anchors say what is missing then
        assert opened.verify().ok == (whose != "an older copy's" or "AS/2026/0002" in kept)


def test_13_a_folder_that_cannot_be_written_is_read(register: Register, clock: FixedClock) -> None:
    saved = add_threat(register)
    register.close()

    class NoLock:
        holder = None

        def __init__(self, folder: Path) -> None:
            pass

        def take(self, *_: object) -> bool:
            raise PermissionError(13, "read-only file system")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("app.store.folder.WriterLock", NoLock)
        with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
            assert opened.read_only
            assert all_of(opened, Threat) == [saved]
            with pytest.raises(Refusal, match="medium_read_only"):
                add_threat(opened, "AS/2026/0009")

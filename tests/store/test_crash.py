"""What a kill or a failing disk may not leave behind: half a key file, a listed part, half a schema."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app import words
from app.domain.clock import FixedClock
from app.errors import Refusal
from app.register import Register
from app.store import schema
from tests.builders import PASSPHRASE, QUICK, add_threat
from tests.store.test_register import HEAD, newer_scripts

ROOT = Path(__file__).parent.parent.parent
posix = pytest.mark.skipif(os.name != "posix", reason="kill -9 is for POSIX")


def killed_at_its_word(script: str, *args: object) -> None:
    """Runs a script in a process of its own until it says something, then kills it."""
    child = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, args)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout
    assert child.stdin
    assert child.stdout.readline() == "half way\n"
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()


MIGRATES = """
import sys
from pathlib import Path
from app.register import Register
from app.store import schema

schema.needs_migration.__defaults__ = schema.migrate.__defaults__ = (Path(sys.argv[2]),)
Register.open(Path(sys.argv[1]), passphrase="three random words")
"""


@posix
def test_04_a_kill_in_a_migration_leaves_the_old_schema_and_a_backup(
    register: Register, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_threat(register)
    register.close()
    stops = (
        '    op.execute("ALTER TABLE threat ADD COLUMN extra VARCHAR")\n'
        '    op.execute("CREATE TABLE extra (id VARCHAR)")\n'
        '    import sys\n    print("half way", flush=True)\n    sys.stdin.readline()\n'
    )
    killed_at_its_word(MIGRATES, register.path, newer_scripts(tmp_path, stops))
    (copy,) = (register.path / "backups").iterdir()
    for path in (register.path, copy):
        with Register.open(path, passphrase=PASSPHRASE, clock=clock) as opened:
            assert schema.version(opened._engine) == HEAD
            assert opened.verify().ok
            assert not opened.read_only
    goes_on = newer_scripts(tmp_path / "next", '    op.execute("CREATE TABLE extra (id VARCHAR)")\n')
    monkeypatch.setattr(schema.needs_migration, "__defaults__", (goes_on,))
    monkeypatch.setattr(schema.migrate, "__defaults__", (goes_on,))
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert schema.version(opened._engine) == "9001"
        assert opened.verify().ok


BACKS_UP = """
import sys
from pathlib import Path
from app.register import Register
from app.store import durable

def stop(*_):
    print("half way", flush=True)
    sys.stdin.readline()

opened = Register.open(Path(sys.argv[1]), passphrase="three random words")
durable.place = stop
opened.backup(Path(sys.argv[2]))
"""


@posix
def test_06_a_kill_in_a_backup_leaves_nothing_that_looks_like_one(
    register: Register, tmp_path: Path, clock: FixedClock
) -> None:
    register.close()
    copies = tmp_path / "copies"
    killed_at_its_word(BACKS_UP, register.path, copies)
    assert [path for path in copies.iterdir() if path.suffix == ".register"] == []
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert opened.verify().ok
        done = opened.backup(copies)
    assert list(copies.iterdir()) == [done]


def test_11_a_backup_that_cannot_be_written_is_refused(register: Register, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Refusal, match=r"backup\.failed"):
        register.backup(tmp_path / "file")


def test_saves_go_on_during_a_backup_and_are_not_taken_for_damage(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.store import backup

    sound = backup.findings

    def meanwhile(connection: object) -> list[str]:
        add_threat(register)
        return sound(connection)

    monkeypatch.setattr(backup, "findings", meanwhile)
    assert register.backup(tmp_path / "copies").is_dir()


def test_the_key_file_is_on_the_disk_before_it_takes_its_place(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "South West.register"
    register, _ = Register.create(path, PASSPHRASE, user="Drew", clock=clock, hardness=QUICK)
    before = (path / "keys.json").read_bytes()

    def fails(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with register, monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fails)
        with pytest.raises(Refusal, match=r"disk\.failed"):
            register.change_passphrase("another three words")
    assert (path / "keys.json").read_bytes() == before
    assert sorted(file.name for file in path.iterdir() if file.name.startswith("keys")) == ["keys.json"]
    Register.open(path, passphrase=PASSPHRASE, clock=clock).close()


@pytest.mark.parametrize(
    ("number", "code"), [(errno.EACCES, "register.no_folder"), (errno.ENOSPC, "disk.full")]
)
def test_a_register_that_cannot_be_made_is_refused_and_leaves_nothing(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("app.store.durable.place", fails)
    with pytest.raises(Refusal) as refused:
        Register.create(tmp_path / "X.register", PASSPHRASE, user="Drew", clock=clock, hardness=QUICK)
    assert refused.value.code == code
    assert words.refusal(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_09_a_commit_that_the_disk_did_not_confirm_says_so(register: Register) -> None:
    label = register.undo_label

    @event.listens_for(register._engine, "commit")
    def fails(_: object) -> None:
        raise OperationalError("COMMIT", {}, driver.OperationalError("disk I/O error"))

    with pytest.raises(Refusal, match=r"disk\.failed") as refused:
        add_threat(register)
    event.remove(register._engine, "commit", fails)
    assert "may or may not have been kept" in words.refusal(refused.value)
    assert register.undo_label == label
    add_threat(register)
    assert register.verify().ok


LIMITED = """
import resource, signal, sys
from pathlib import Path
from app.commands import updates
from app.domain.action import Update
from app.domain.codes import Strand
from app.errors import Refusal
from app import words
from app.register import Register

register = Register.open(Path(sys.argv[1]), passphrase="three random words")
today = register.clock.now().date()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
kept = 0
try:
    while True:
        register.do(updates.add, Update(id=f"u{kept}", threat="t", on=today, text="x" * 20_000))
        kept += 1
except Refusal as refused:
    print(kept, refused.code, words.refusal(refused)[:8])
"""


@posix
def test_10_a_write_that_the_system_cuts_off_is_refused_and_loses_nothing_saved(
    register: Register, clock: FixedClock
) -> None:
    add_threat(register, id="t")
    register.close()
    said = subprocess.run(
        [sys.executable, "-c", LIMITED, str(register.path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    kept, code, _ = said.stdout.split(maxsplit=2)
    assert code in ("disk.failed", "disk.full")
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert opened.verify().ok
        with opened._engine.connect() as connection:
            found = connection.exec_driver_sql('SELECT count(*) FROM "update"').scalar()
        # the save that failed may be there or not, as its sentence says
        assert found in (int(kept), int(kept) + 1)


def test_an_altered_recovery_wrap_is_found_before_it_is_needed(register: Register, tmp_path: Path) -> None:
    file = register.path / "keys.json"
    document = json.loads(file.read_text())
    document["recovery"]["salt"] = document["users"][0]["salt"]
    file.write_text(json.dumps(document))
    assert [found.code for found in register.verify().findings] == ["verify.keys"]
    with pytest.raises(Refusal, match=r"keys\.missing"):
        register.backup(tmp_path / "copies")
    file.write_bytes(b"\xff\xfe")
    assert [found.code for found in register.verify().findings] == ["verify.keys"]
    assert list((tmp_path / "copies").iterdir()) == []

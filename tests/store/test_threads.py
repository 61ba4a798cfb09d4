"""Several threads and several processes at one register: each answer is whole, each refusal in words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from app import words
from app.commands import threats
from app.domain.clock import FixedClock
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads import home
from app.register import Register
from app.store import engine as engines
from app.store import folder
from app.store.unit import Unit, command
from tests.builders import PASSPHRASE, add_threat, new_register

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 26)


def count(connection: Connection) -> int:
    return int(connection.execute(text("SELECT count(*) FROM threat")).scalar_one())


def test_saves_and_questions_from_many_threads_are_all_answered(register: Register) -> None:
    def work(number: int) -> int:
        if number % 3:
            return register.ask(home.home, TODAY).active
        add_threat(register, f"AS/{number}", id=f"t{number}")
        return 0

    with ThreadPoolExecutor(24) as pool:
        list(pool.map(work, range(96)))
    assert register.ask(count) == 32
    assert register.verify().ok


def test_a_long_question_sees_one_moment_while_saves_go_on(register: Register) -> None:
    add_threat(register, "first")
    began, saved = threading.Event(), threading.Event()

    def long(connection: Connection) -> tuple[int, int]:
        before = count(connection)
        began.set()
        assert saved.wait(10)
        return before, count(connection)

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(register.ask, long)
        assert began.wait(10)
        add_threat(register, "second")
        saved.set()
        assert asked.result() == (1, 1)
    assert register.ask(count) == 2


@command("test.wait")
def wait(unit: Unit, began: threading.Event, go_on: Callable[[], bool]) -> None:
    unit.put(Threat(id="slow", reference="slow"))
    began.set()
    assert go_on()


def test_closing_waits_for_the_save_that_runs(tmp_path: Path, clock: FixedClock) -> None:
    register = new_register(tmp_path, clock)
    began, go_on = threading.Event(), threading.Event()
    with ThreadPoolExecutor(2) as pool:
        saving = pool.submit(register.do, wait, began, lambda: go_on.wait(10))
        assert began.wait(10)
        closing = pool.submit(register.close)
        assert folder.take_lock(register.path, "Another", clock)[0] is None
        go_on.set()
        closing.result(10)
        assert saving.result().changes == {("threat", "slow")}
    for refused in (
        lambda: register.ask(count),
        lambda: register.do(threats.add, Threat(id="x", reference="X")),
    ):
        with pytest.raises(Refusal, match=r"register\.closed"):
            refused()
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as again:
        assert not again.read_only
        assert again.ask(count) == 1


def test_two_undos_at_once_take_back_two_things(register: Register) -> None:
    for number in range(8):
        add_threat(register, f"AS/{number}")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: register.undo(), range(8)))
    assert register.ask(count) == 0
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: register.redo(), range(8)))
    assert register.ask(count) == 8
    assert register.verify().ok


def test_another_program_that_holds_the_file_is_told_in_words(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = engines.connect(register.path / "register.db", register._opened.key)
    other.execute("BEGIN IMMEDIATE")
    original = register._engine.pool._creator

    def impatient() -> object:
        connection = original()
        connection.execute("PRAGMA busy_timeout = 0")
        return connection

    monkeypatch.setattr(register._engine.pool, "_creator", impatient)
    register._engine.dispose()
    with pytest.raises(Refusal, match=r"register\.busy") as refused:
        add_threat(register)
    assert "Nothing was changed" in words.refusal(refused.value)
    other.execute("ROLLBACK")
    other.close()
    add_threat(register)


OPENS = """
import sys
from pathlib import Path
from app.register import Register

sys.stdin.readline()
register = Register.open(Path(sys.argv[1]), passphrase="three random words")
print("reads" if register.read_only else "writes", register.held_by, flush=True)
sys.stdin.readline()
register.close()
"""


def test_of_processes_that_open_at_one_moment_one_writes(register: Register, clock: FixedClock) -> None:
    register.close()
    children = [
        subprocess.Popen(
            [sys.executable, "-c", OPENS, str(register.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(3)
    ]
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    said = [child.stdout.readline().split()[0] for child in children if child.stdout]
    for child in children:
        child.communicate("end\n")
    assert sorted(said) == ["reads", "reads", "writes"]


def test_17_the_note_of_a_writer_that_crashed_holds_nobody_up(register: Register, clock: FixedClock) -> None:
    register.close()
    (register.path / "lock.holder").write_text('{"user": "Somebody gone", "since": "09:00"}')
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert not opened.read_only
        with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as second:
            assert second.held_by == "Drew Quill, since 14:02"
    assert not (register.path / "lock.holder").exists()


def read_only_medium(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in which nothing can be made; root passes over permissions, so the lock says it."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr("app.store.lock.FileLock.acquire", refuse)


def test_13_a_read_only_medium_reads_backs_up_and_says_why_it_saves_nothing(
    register: Register, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_threat(register)
    register.close()
    read_only_medium(monkeypatch)
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert (opened.read_only, opened.held_by) == (True, None)
        assert opened.verify().ok
        copy = opened.backup(tmp_path / "copies")
        with pytest.raises(Refusal, match="medium_read_only"):
            add_threat(opened, "X")
        with pytest.raises(Refusal, match=r"undo\.nothing"):
            opened.undo()
        with pytest.raises(Refusal, match="medium_read_only"):
            opened.change_passphrase("another three words")
    monkeypatch.undo()
    with Register.open(copy, passphrase=PASSPHRASE, clock=clock) as copied:
        assert copied.ask(count) == 1


def test_20_last_saves_that_a_read_only_medium_cannot_show_are_never_left_out(
    register: Register, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_threat(register)
    left = tmp_path / "Left.register"
    shutil.copytree(register.path, left)
    assert (left / "register.db-wal").stat().st_size
    with monkeypatch.context() as patched:
        read_only_medium(patched)
        with pytest.raises(Refusal, match=r"register\.unsettled"):
            Register.open(left, passphrase=PASSPHRASE, clock=clock)
    with Register.open(left, passphrase=PASSPHRASE, clock=clock) as opened:
        assert opened.ask(count) == 1


def test_a_window_that_only_reads_verifies_and_backs_up_beside_the_writer(
    register: Register, clock: FixedClock, tmp_path: Path
) -> None:
    add_threat(register)
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as second:
        assert second.verify().ok
        copy = second.backup(tmp_path / "copies")
        add_threat(register, "later")
        assert second.ask(count) == 2
    with Register.open(copy, passphrase=PASSPHRASE, clock=clock) as copied:
        assert copied.ask(count) == 1


def test_an_older_register_that_cannot_be_brought_up_is_refused(
    register: Register, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.schema.needs_migration", lambda _: True)
    with pytest.raises(Refusal, match=r"register\.older"):
        Register.open(register.path, passphrase=PASSPHRASE, clock=clock)


def test_a_lock_without_its_note_is_still_the_lock(
    register: Register, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    (register.path / "lock.holder").mkdir()
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert not opened.read_only
        add_threat(opened)

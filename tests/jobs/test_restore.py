"""Bringing a backup back; conditions.md §1 rows 11, 20, 21, 22, 24, 25, 32, 38."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, text

from app import copies, custody
from app.domain.backup_rules import Reason
from app.domain.clock import FixedClock
from app.domain.codes import Role
from app.errors import Refusal
from app.jobs import restore
from app.jobs.back_up import back_up
from app.register import Register
from app.store import restoring
from tests.builders import PASSPHRASE, add_threat, reopen


def count(connection: Connection) -> int:
    return int(connection.execute(text("SELECT count(*) FROM threat")).scalar_one())


def opened(path: Path, clock: FixedClock) -> Register:
    return Register.open(path, passphrase=PASSPHRASE, clock=clock)


@pytest.fixture
def backed(register: Register) -> Path:
    """A backup with one threat of a register that has two by now."""
    add_threat(register)
    path = back_up(register).path
    add_threat(register, "AS/2024/0132")
    return path


def test_32_a_restore_chosen_by_mistake_is_taken_back(register: Register, backed: Path) -> None:
    done = restore.restore(register, backed)
    assert register._ask(count) == 1
    assert register.undo_label is None
    assert register.verify().findings == ()
    add_threat(register, "AS/2024/0133")
    aside = register.path / "backups" / done.aside
    restore.restore(register, aside)
    assert register._ask(count) == 2
    assert register.verify().findings == ()
    again = reopen(register)
    with again:
        assert again.verify().findings == ()
        assert again._ask(count) == 2


def test_32_a_restore_says_before_what_it_would_set_aside(register: Register, backed: Path) -> None:
    one = copies.found(register.path)[0]
    told = restore.compare(register, one)
    assert told.whole
    assert (told.since.entries, told.since.people) == (1, 1)
    assert ("threat", 1, 2) in told.kinds


def test_a_restore_is_journalled_and_asks_nothing_of_the_key_file(register: Register, backed: Path) -> None:
    restore.restore(register, backed)
    rows = register._ask(
        lambda connection: connection.execute(
            text("SELECT command, kind FROM journal ORDER BY seq DESC LIMIT 3")
        ).all()
    )
    assert ("backup.restore", "restore") in rows
    with reopen(register) as again:
        commands = again._ask(lambda c: c.execute(text("SELECT command FROM journal")).scalars().all())
        assert "keys.differ" not in commands


def test_a_person_who_was_removed_does_not_come_back_with_a_backup(
    register: Register, clock: FixedClock
) -> None:
    person = custody.add(register, "Sam Vale", frozenset({Role.READER}), "another three words")
    add_threat(register)
    path = back_up(register).path
    custody.remove(register, person.id)
    custody.rekey(register)
    restore.restore(register, path)
    assert register._ask(count) == 1
    assert register.verify().findings == ()
    register.close()
    with pytest.raises(Refusal, match=r"passphrase\.wrong"):
        Register.open(register.path, passphrase="another three words", clock=clock)
    with opened(register.path, clock) as again:
        assert again._ask(count) == 1


def test_somebody_who_may_not_restore_is_refused(register: Register, backed: Path) -> None:
    register.roles = frozenset({Role.READER})
    with pytest.raises(Refusal, match="not_allowed"):
        restore.restore(register, backed)


def test_a_backup_of_another_register_is_refused(
    register: Register, tmp_path: Path, clock: FixedClock
) -> None:
    from tests.builders import new_register

    with new_register(tmp_path / "other", clock) as other:
        path = other.backup(tmp_path / "copies")
    with pytest.raises(Refusal, match=r"restore\.other_register"):
        restore.restore(register, path)
    assert register.verify().ok


def test_a_restore_while_another_window_reads_changes_nothing(
    register: Register, backed: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "PATIENCE_MS", 10)
    with opened(register.path, clock) as second:
        assert second._ask(count) == 2
        with pytest.raises(Refusal, match=r"restore\.in_use"):
            restore.restore(register, backed)
    assert register._ask(count) == 2
    add_threat(register, "AS/2024/0199")
    assert register.verify().ok


def test_11_a_restore_without_room_leaves_the_register_as_it_was(
    register: Register, backed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", full)
        with pytest.raises(Refusal, match=r"restore\.failed"):
            restore.restore(register, backed)
    assert register._ask(count) == 2
    assert not (register.path / restoring.PART).exists()
    assert register.verify().ok


def test_a_read_that_fails_once_while_a_restore_lets_go_is_no_damage(
    register: Register, backed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(*_: object) -> None:
        raise driver.DatabaseError("database disk image is malformed")

    with monkeypatch.context() as patched:
        let_go = restoring.let_go

        def in_a_torn_read(*asked: Any) -> None:
            patched.setattr(restoring.backup, "head", torn)
            let_go(*asked)

        patched.setattr(restoring, "let_go", in_a_torn_read)
        with pytest.raises(Refusal, match=r"restore\.failed"):
            restore.restore(register, backed)
    assert register._ask(count) == 2
    restore.restore(register, backed)
    assert register._ask(count) == 1
    assert register.verify().ok


DAMAGE: dict[str, Callable[[Path], object]] = {
    "21 empty": lambda path: (path / "register.db").write_bytes(b""),
    "21 missing": lambda path: (path / "register.db").unlink(),
    "22 cut short": lambda path: (path / "register.db").write_bytes(
        (path / "register.db").read_bytes()[:6000]
    ),
    "22 random": lambda path: (path / "register.db").write_bytes(bytes(range(256)) * 64),
    "25 plain": lambda path: (path / "register.db").write_bytes(b"SQLite format 3\0" + bytes(4080)),
    "20 foreign log": lambda path: (
        (path / "register.db").write_bytes(b""),
        (path / "register.db-wal").write_bytes(b"not a log"),
    ),
    "38 keys lost too": lambda path: ((path / "register.db").unlink(), (path / "keys.json").unlink()),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_20_21_22_24_25_a_damaged_register_comes_back_and_nothing_of_it_is_deleted(
    register: Register, backed: Path, clock: FixedClock, damage: str
) -> None:
    register.close()
    path = register.path
    DAMAGE[damage](path)
    before = {each.name: each.read_bytes() for each in path.iterdir() if each.name in restoring.FILES}
    one = copies.newest_whole(path)
    assert one is not None
    assert one.path == backed
    done = restore.rescue(path, backed, PASSPHRASE, clock=clock)
    aside = path / "backups" / done.aside
    assert {each.name: each.read_bytes() for each in aside.iterdir()} == before
    with opened(path, clock) as again:
        assert not again.read_only
        assert again._ask(count) == 1
        assert again.verify().findings == ()


def test_38_a_lost_key_file_alone_comes_back_and_the_record_stays_where_it_was(
    register: Register, backed: Path, clock: FixedClock
) -> None:
    register.close()
    (register.path / "keys.json").write_bytes(b"\0" * 300)
    restore.rescue(register.path, backed, PASSPHRASE, clock=clock)
    with opened(register.path, clock) as again:
        assert again._ask(count) == 2
        assert again.verify().ok


def test_24_a_rescue_with_a_wrong_passphrase_touches_nothing(
    register: Register, backed: Path, clock: FixedClock
) -> None:
    register.close()
    (register.path / "register.db").write_bytes(b"")
    before = sorted(each.name for each in (register.path / "backups").iterdir())
    with pytest.raises(Refusal, match=r"passphrase\.wrong"):
        restore.rescue(register.path, backed, "never these words", clock=clock)
    assert sorted(each.name for each in (register.path / "backups").iterdir()) == before
    assert (register.path / "register.db").read_bytes() == b""


def test_22_a_register_whose_inner_pages_are_damaged_is_set_aside_byte_for_byte(
    register: Register, backed: Path, clock: FixedClock
) -> None:
    register.close()
    file = register.path / "register.db"
    damaged = bytearray(file.read_bytes())
    damaged[-2000] ^= 1
    file.write_bytes(damaged)
    with opened(register.path, clock) as again:
        done = restore.restore(again, backed)
        assert (register.path / "backups" / done.aside / "register.db").read_bytes() == bytes(damaged)
        assert again._ask(count) == 1
        assert again.verify().findings == ()


def test_a_backup_of_before_a_migration_comes_back_brought_up(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "Version 1.register"
    shutil.copytree(Path(__file__).parent.parent / "registers" / "0001.register", path)
    with opened(path, clock) as register:
        (made,) = copies.found(path)
        assert made.reason == Reason.MIGRATION
        restore.restore(register, made.path)
        assert register.verify().findings == ()


def test_22_what_was_noted_before_a_rekey_is_excused_too(
    register: Register, backed: Path, clock: FixedClock
) -> None:
    """The newest backup of a register that is damaged by then may be sealed under the key of before."""
    back_up(register)
    custody.rekey(register)
    register.close()
    (register.path / "anchors.json").unlink()
    file = register.path / "register.db"
    damaged = bytearray(file.read_bytes())
    # neither the schema nor what an opening reads
    damaged[len(damaged) // 2] ^= 1
    file.write_bytes(damaged)
    with opened(register.path, clock) as again:
        restore.restore(again, backed)
        assert again._ask(count) == 1
        assert again.verify().findings == ()

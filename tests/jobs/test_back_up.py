"""Backing up: checked, carried, logged, thinned; conditions.md §1 rows 6, 11, 31, 33."""

from __future__ import annotations

import errno
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from app import copies
from app.domain.backup_rules import Reason
from app.domain.clock import FixedClock
from app.errors import Cancelled, Refusal
from app.jobs import restore
from app.jobs.back_up import back_up, if_wanted, wanted
from app.register import Register
from app.store import anchors, engine, manifest, restoring
from tests.builders import PASSPHRASE, add_threat


def test_31_a_backup_counts_only_after_it_was_reopened_and_counted(
    register: Register, tmp_path: Path
) -> None:
    add_threat(register)
    done = back_up(register, second=tmp_path / "usb")
    said = manifest.read(done.path)
    assert said is not None
    assert said.counts["threat"] == 1
    assert manifest.as_written(done.path, said)
    assert manifest.sealed(said, [register._opened.key])
    assert not manifest.sealed(said, [b"x" * 32])
    assert done.second is not None
    assert manifest.as_written(done.second, said)
    assert [one.path for one in copies.found(register.path, tmp_path / "usb")] == [done.second, done.path]
    (anchor,) = anchors.of_backups(register.path / "backups")
    assert (anchor.seq, anchor.hash) == (said.seq, said.head)
    assert register.verify().ok


def test_31_a_backup_that_was_damaged_since_is_not_whole(register: Register) -> None:
    add_threat(register)
    older = back_up(register).path
    add_threat(register, "AS/2024/0132")
    newer = back_up(register).path
    file = newer / "register.db"
    damaged = bytearray(file.read_bytes())
    damaged[9000] ^= 1
    file.write_bytes(damaged)
    one = copies.newest_whole(register.path)
    assert one is not None
    assert one.path == older
    with pytest.raises(Refusal, match=r"restore\.damaged"):
        restore.restore(register, newer)
    assert register.verify().ok
    assert not (register.path / restoring.PART).exists()


def test_nothing_is_backed_up_again_until_something_changed(register: Register) -> None:
    assert wanted(register)
    assert if_wanted(register, Reason.OPENING) is not None
    assert if_wanted(register, Reason.OPENING) is None
    add_threat(register)
    assert wanted(register)


def test_06_a_cancelled_backup_leaves_nothing(register: Register, tmp_path: Path) -> None:
    def cancel(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Refusal, match="cancelled"):
        back_up(register, second=tmp_path / "usb", progress=cancel)
    assert list((register.path / "backups").iterdir()) == []


def test_06_what_a_killed_backup_left_is_never_listed_and_goes_with_the_next(register: Register) -> None:
    left = register.path / "backups" / ".2026-11-25 at opening.register.part"
    left.mkdir()
    assert copies.found(register.path) == ()
    back_up(register)
    assert not left.exists()


def test_11_a_full_second_folder_costs_neither_the_backup_nor_what_lies_there(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usb = tmp_path / "usb"
    first = back_up(register, second=usb).second
    assert first is not None

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(restoring, "safely", full)
    done = back_up(register, second=usb)
    assert done.refused is not None
    assert done.refused.code == "second.failed"
    assert done.path.is_dir()
    assert list(usb.iterdir()) == [first]


def test_47_a_second_folder_that_reads_back_otherwise_has_no_copy(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worn(source: Path, target: Path) -> None:
        data = bytearray(source.read_bytes())
        data[-1] ^= 1
        target.write_bytes(data)

    monkeypatch.setattr(shutil, "copyfile", worn)
    done = back_up(register, second=tmp_path / "usb")
    assert done.refused is not None
    assert list((tmp_path / "usb").iterdir()) == []


@pytest.mark.parametrize("step", [timedelta(days=-1), timedelta(days=3650)])
def test_33_the_newest_backup_is_kept_and_first_whatever_the_clock_says(
    register: Register, clock: FixedClock, step: timedelta
) -> None:
    back_up(register)
    clock.moment += step
    newest = back_up(register)
    assert newest.removed == ()
    assert copies.found(register.path)[0].path == newest.path
    clock.moment -= step
    after = back_up(register)
    assert copies.found(register.path)[0].path == after.path
    assert newest.path.is_dir()


def test_old_backups_make_room_but_never_what_stood_before_a_migration(
    register: Register, clock: FixedClock
) -> None:
    before = register.backup(None, Reason.MIGRATION)
    clock.moment += timedelta(days=1)
    first = back_up(register).path
    said = manifest.read(first)
    assert said is not None
    # the same copy stands for many made in one long day before
    for number in range(2, 40):
        made = first.with_name(f"2026-11-27 {number:06} at opening.register")
        shutil.copytree(first, made)
        manifest.write(made, manifest.Manifest(**{
            **{name: getattr(said, name) for name in said.__slots__ if name != "seal"},
            "made": number,
        }), register._opened.key)  # fmt: skip
    clock.moment += timedelta(days=30)
    done = back_up(register)
    assert len(done.removed) == 28
    assert before.is_dir()
    assert not first.exists()
    foreign = register.path / "backups" / "2020-01-01 000000 somebody.register"
    foreign.mkdir()
    assert back_up(register).removed
    assert foreign.is_dir()


def test_a_backup_opens_like_any_register(register: Register, clock: FixedClock) -> None:
    add_threat(register)
    path = back_up(register).path
    with Register.open(path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert opened.verify().ok


def test_nothing_of_a_copy_in_the_making_is_mapped_into_memory(register: Register, tmp_path: Path) -> None:
    """A stick pulled under a mapped file would end the program, and with it what is typed elsewhere."""
    add_threat(register)
    seen: set[str] = set()

    def look(*_: object) -> None:
        seen.update(path.name for path in (tmp_path / "usb").rglob("*") if path.is_file())

    made = register.backup(tmp_path / "usb", Reason.ASKED, look)
    assert "register.db" in seen
    assert not [name for name in seen if name.endswith("-shm")]
    opened = engine.connect(made / "register.db", register._opened.key, alone=True)
    try:
        opened.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        opened.execute("CREATE TABLE tried (id)")
        assert not list(made.glob("*-shm"))
    finally:
        opened.close()

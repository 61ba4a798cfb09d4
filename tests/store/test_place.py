"""Shares and synchronised folders behind a seam; conditions.md §1 rows 14 and 15, by simulation."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from app import words
from app.domain.clock import FixedClock
from app.errors import Refusal
from app.register import Register
from app.store import place
from app.store.place import System
from tests.builders import PASSPHRASE, add_threat


def system(kind: str = "", **environment: str) -> System:
    return System(lambda _: kind, environment)


def shared(patched: pytest.MonkeyPatch) -> None:
    patched.setattr(place, "here", lambda: system("cifs"))


def test_14_a_register_on_a_share_is_read_only_and_says_why(
    register: Register, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_threat(register)
    register.close()
    before = (register.path / "register.db").read_bytes()
    with monkeypatch.context() as patched:
        shared(patched)
        with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
            assert opened.read_only
            with pytest.raises(Refusal, match=r"share\.read_only") as refused:
                add_threat(opened, "X")
    assert "network share" in words.refusal(refused.value)
    assert (register.path / "register.db").read_bytes() == before
    assert not (register.path / "register.db-wal").exists()


def test_14_none_is_made_on_a_share(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared(monkeypatch)
    with pytest.raises(Refusal, match=r"share\.not_here"):
        Register.create(tmp_path / "New.register", PASSPHRASE, user="Drew", clock=clock)
    assert list(tmp_path.iterdir()) == []


def test_14_a_unc_path_is_a_share_whatever_the_drive_says() -> None:
    assert place.place(Path(r"\\server\share\South West.register"), system()).share
    assert not place.place(Path("/home/quill/South West.register"), system("ext4")).share


def test_14_the_longest_mount_point_tells(tmp_path: Path) -> None:
    table = tmp_path / "mounts"
    table.write_text("root / ext4 rw 0 0\nserver:/x /mnt/my\\040share nfs4 rw 0 0\n", encoding="utf-8")
    assert place._mounted(Path("/mnt/my share/A.register"), table) == "nfs4"
    assert place._mounted(Path("/mnt/other"), table) == "ext4"
    assert place._mounted(Path("/mnt/other"), tmp_path / "none") == ""


def test_15_a_synchronised_folder_is_known_by_name_or_by_the_environment() -> None:
    assert place.place(Path("/home/q/Dropbox/A.register"), system()).synced == "Dropbox"
    assert place.place(Path("/home/q/OneDrive - Police/A.register"), system()).synced == "OneDrive - Police"
    assert place.place(Path("/data/one/A.register"), system(OneDrive="/data/one")).synced == "OneDrive"
    assert place.place(Path("/home/q/A.register"), system()).synced == ""
    windows = PureWindowsPath(r"C:\Users\q\OneDrive\A.register")
    assert place._synchroniser(windows, {}) == "OneDrive"


def test_15_conflicted_copies_are_reported_and_none_is_chosen(register: Register) -> None:
    assert place.conflicted(register.path) == ()
    names = ("keys (1).json", "register (Quill's conflicted copy 2026-11-26).db", "register-PC7.db")
    for name in names:
        (register.path / name).write_bytes(b"another")
    assert place.conflicted(register.path) == names
    assert all((register.path / name).exists() for name in names)

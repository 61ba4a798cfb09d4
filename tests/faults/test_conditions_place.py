"""Where a register may lie: a share and a synchronised folder, by simulation of what the system says."""

from __future__ import annotations

from pathlib import Path

from app.register import Register
from app.store import place


def system(kind: str = "", **environment: str) -> place.System:
    return place.System(lambda _: kind, environment)


def test_14_a_share_is_known_by_its_path_or_by_what_the_system_says_of_it() -> None:
    assert place.place(Path("//server/share/South West.register"), system()).share
    assert place.place(Path("/mnt/share/South West.register"), system("cifs")).share
    assert not place.place(Path("/home/South West.register"), system("ext4")).share


def test_15_a_synchronised_folder_is_known_and_conflicted_copies_are_told_and_left(
    register: Register,
) -> None:
    assert place.place(Path("/home/a/OneDrive/x.register"), system(OneDrive="/home/a/OneDrive")).synced
    assert place.place(Path("/home/a/Dropbox/x.register"), system()).synced
    assert not place.place(Path("/home/a/Work/x.register"), system()).synced
    assert place.conflicted(register.path) == ()
    copy = register.path / "register (conflicted copy 2026-11-26).db"
    copy.write_bytes(b"another version")
    assert place.conflicted(register.path) == (copy.name,)
    assert copy.read_bytes() == b"another version"

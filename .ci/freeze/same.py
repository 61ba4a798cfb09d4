"""The same source gives the same program: what PyInstaller leaves to chance is put in order here."""

from __future__ import annotations

import hashlib
import os
import subprocess
import zipfile
from pathlib import Path

EPOCH = "SOURCE_DATE_EPOCH"
NO_HISTORY = "1798761600"
"""1 January 2027: the moment that stands in a build of a folder without git's history."""


def moment(root: Path) -> str:
    """Seconds since 1970 that stand in the build: of the environment, else of the last commit, else fixed."""
    given = os.environ.get(EPOCH)
    if given:
        return given
    said = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],  # noqa: S607 whichever git the builder has
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip() or NO_HISTORY


def in_order(path: Path) -> None:
    """Writes a zip again with its members by name: PyInstaller adds them in the order of a set."""
    with zipfile.ZipFile(path) as before:
        members = {name: before.read(name) for name in sorted(before.namelist())}
    with zipfile.ZipFile(path, "w") as after:
        for name, data in members.items():
            after.writestr(zipfile.ZipInfo(name), data)


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each file under a folder, a link's target instead of its bytes, by its path with slashes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink().as_posix()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def differences(one: Path, two: Path) -> list[str]:
    """The files that are not the same, or not there, in both folders."""
    first, second = digests(one), digests(two)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))

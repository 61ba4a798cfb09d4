"""What kind of place a folder is: a disk of this computer, a network share, or a folder that is synchronised.

SQLite's write-ahead log needs memory that two computers do not share, and a synchroniser swaps files under an
open database (conditions.md §1, 14 and 15). How the system is asked is a parameter: the rules are tested by
simulation, and UNC shares, OneDrive and Dropbox themselves are untried.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

SUFFIX = ".register"
"""The ending of a register's folder."""

SHARES = frozenset({"cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs", "9p", "afpfs"})
"""Kinds of file system that another computer has too."""

_SYNCED = ("onedrive", "dropbox", "google drive", "icloud", "sharepoint")
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_OURS = re.compile(r"(register|keys|anchors|guesses)\b.*\.(db|json)$", re.IGNORECASE)
_KNOWN = re.compile(r"(register\.db|keys\.json|anchors\.json|guesses\.json|anchors altered \d+\.json)$")
_REMOTE = 4
"""DRIVE_REMOTE, as Windows' GetDriveTypeW answers."""


@dataclass(frozen=True, slots=True)
class System:
    """What is asked of the operating system: the kind of file system at a path, and the environment."""

    filesystem: Callable[[Path], str]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Whether a folder is on a share, and which synchroniser has it, "" for none."""

    share: bool = False
    synced: str = ""


def here() -> System:
    """This computer."""
    return System(_filesystem, os.environ)


def place(path: Path, system: System | None = None) -> Place:
    """What kind of place a register's folder is."""
    system = system or here()
    text = str(path)
    share = text.startswith(("\\\\", "//")) or system.filesystem(path) in SHARES
    return Place(share, _synchroniser(path, system.environment))


def _synchroniser(path: PurePath, environment: Mapping[str, str]) -> str:
    for name in _VARIABLES:
        root = environment.get(name)
        if root and path.is_relative_to(root):
            return "OneDrive"
    for part in path.parts:
        known = next((name for name in _SYNCED if part.casefold().startswith(name)), None)
        if known is not None:
            return part
    return ""


def conflicted(path: Path) -> tuple[str, ...]:
    """Files of a register's folder that a synchroniser made of two versions; none is chosen, none removed."""
    try:
        names = sorted(each.name for each in path.iterdir() if each.is_file())
    except OSError:
        return ()
    return tuple(name for name in names if _OURS.match(name) and not _KNOWN.match(name))


def _filesystem(path: Path) -> str:
    if sys.platform == "win32":
        import ctypes

        drive = path.absolute().drive
        return "cifs" if ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE else ""
    return _mounted(path.absolute(), Path("/proc/mounts"))


def _mounted(path: Path, table: Path) -> str:
    """The kind of the file system that holds a path, by the longest mount point; "" where none tells."""
    try:
        lines = table.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    kind, longest = "", -1
    for fields in (line.split() for line in lines):
        point = fields[1].encode().decode("unicode_escape") if len(fields) > 2 else ""
        if point and len(point) > longest and path.is_relative_to(point):
            kind, longest = fields[2], len(point)
    return kind

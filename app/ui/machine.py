"""Settings of this computer, never of the register: theme, text size, where registers were, window place.

They hold nothing of the record. A damaged file is set aside and what was last good is used (conditions.md §1,
29); the bad file is kept, under a name of its own.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

FILE = "desk.json"
GOOD = "desk.json.good"
"""What was written before the last time: where a start comes from whose own file cannot be read."""
THEMES = ("system", "light", "dark", "contrast")
SIZES = (100, 110, 125, 150, 175, 200)
KEPT = 6


@dataclass(frozen=True, slots=True)
class Machine:
    """What this computer remembers between two starts."""

    theme: str = "system"
    text_size: int = 100
    recent: tuple[str, ...] = ()
    geometry: str = ""
    pack_folder: str = ""
    backup_folder: str = ""

    def opened(self, register: Path) -> Machine:
        """The same with this register at the head of those opened last."""
        others = [path for path in self.recent if path != str(register)]
        return replace(self, recent=(str(register), *others)[:KEPT])


def folder() -> Path:
    """Where this user's settings of Fourfold are kept."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(base) / "Fourfold"


def _read(data: Any) -> Machine:
    theme, size = data["theme"], data["text_size"]
    recent, geometry, packs = data["recent"], data["geometry"], data.get("pack_folder", "")
    backups = data.get("backup_folder", "")
    texts = (geometry, packs, backups)
    whole = isinstance(recent, list) and all(isinstance(text, str) for text in (*recent, *texts))
    if theme not in THEMES or size not in SIZES or not whole:
        raise ValueError("not settings of this program")
    return Machine(theme, size, tuple(recent), geometry, packs, backups)


class Store:
    """Reads the settings once, and writes them in a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / FILE
        self._lane: ThreadPoolExecutor | None = None
        self.damaged = ""
        self.value = self._load()

    def change(self, change: Callable[[Machine], Machine]) -> None:
        """Changes the settings; written soon, on another thread."""
        made = change(self.value)
        if made != self.value:
            self.value = made
            self._thread().submit(self._write, made)

    def close(self) -> None:
        """Waits until everything is written."""
        if self._lane is not None:
            self._lane.shutdown(wait=True)
            self._lane = None

    def _thread(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor

        if self._lane is None:
            self._lane = ThreadPoolExecutor(1, "machine settings")
        return self._lane

    def _load(self) -> Machine:
        try:
            return _read(json.loads(self._file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Machine()
        except (OSError, ValueError, KeyError, TypeError):
            self._set_aside()
            return self._last_good()

    def _last_good(self) -> Machine:
        try:
            return _read(json.loads(self._file.with_name(GOOD).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return Machine()

    def _set_aside(self) -> None:
        """Keeps the bad file under the first free name, and says which in `damaged`."""
        taken, aside = 1, self._file.with_name(f"{FILE}.damaged")
        while aside.exists():
            taken += 1
            aside = self._file.with_name(f"{FILE}.damaged {taken}")
        self.damaged = aside.name
        try:
            self._file.rename(aside)
        except OSError:
            # it cannot be moved: the next write replaces it
            return

    def _write(self, value: Machine) -> None:
        beside = self._file.with_name(f"{FILE}.new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("w", encoding="utf-8") as file:
                file.write(json.dumps(asdict(value), indent=1))
                file.flush()
                # without it a power cut leaves the new name with nothing in it
                os.fsync(file.fileno())
            if self._file.exists():
                shutil.copyfile(self._file, self._file.with_name(GOOD))
            beside.replace(self._file)
        except OSError:
            # a computer that keeps no settings still runs the desk
            return

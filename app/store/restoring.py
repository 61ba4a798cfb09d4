"""A backup brought back: copied beside the register, checked there, and only then put in its place.

The register as it was is set aside before, as a checked backup where it is sound and byte for byte where
it is not; the backup itself is only read. A kill anywhere leaves the register as it was, or the restored one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.domain import permissions
from app.domain.codes import LogClass
from app.domain.ids import new_id
from app.errors import Refusal
from app.store import anchors, backup, durable, folder, keys, manifest, schema
from app.store import engine as engines
from app.store import place as place_of
from app.store.refusals import worded
from app.store.session import Session
from app.store.unit import Unit

PART = folder.RESTORING
FILES = ("register.db", "register.db-wal", "register.db-shm", "register.db-journal", "keys.json")
PATIENCE_MS = 2000
"""How long a restore waits for another window to let go of the file."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What was set aside: its folder's name, and where its journal stood (0 and "" where nobody can tell)."""

    name: str
    seq: int
    head: str


def copied(path: Path, source: Path, known: Iterable[bytes], key: bytes) -> tuple[Path, int]:
    """The backup at `source` as a checked file beside the register, under `key`, and its last entry's number.

    `known` are the keys that it may stand under. Raises Refusal: restore.other_key, restore.damaged,
    restore.failed, register.newer.
    """
    part = path / PART
    clear(path)
    try:
        part.mkdir()
        for name in FILES[:2]:
            if (source / name).exists():
                shutil.copyfile(source / name, part / name)
        file = part / FILES[0]
        engines.check_file(file)
        seq = _under(file, _key_of(file, known), key, manifest.read(source))
        _brought_up(file, key)
    except OSError as error:
        clear(path)
        raise Refusal("restore.failed") from error
    except BaseException as error:
        clear(path)
        if isinstance(error, Refusal) and error.code in ("register.damaged", "register.plaintext"):
            raise Refusal("restore.damaged") from error
        raise
    return file, seq


def _key_of(file: Path, known: Iterable[bytes]) -> bytes:
    for each in known:
        with contextlib.suppress(Refusal):
            engines.connect(file, each).close()
            return each
    # the first page of a damaged backup opens under no key either
    raise Refusal("restore.other_key")


def _under(file: Path, before: bytes, key: bytes, said: manifest.Manifest | None) -> int:
    """Checks the copy, and gives it the register's present key; a removed person's would not do."""
    with worded():
        connection = engines.connect(file, before)
        try:
            sound = not backup.findings(connection)
            if not sound or (said is not None and said.seq == backup.head(connection)[0]
                             and said.counts != backup.counts(connection)):  # fmt: skip
                raise Refusal("restore.damaged")
            seq, _ = backup.head(connection)
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            if before != key:
                connection.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"")
        finally:
            connection.close()
    return seq


def _brought_up(file: Path, key: bytes) -> None:
    engine = engines.engine(file, key)
    try:
        with worded():
            if schema.needs_migration(engine):
                schema.migrate(engine)
    finally:
        engine.dispose()


def told(
    file: Path,
    key: bytes,
    by: Session,
    origin: str,
    now: datetime,
    facts: dict[str, Any],
    seal: str,
    *,
    alone: bool,
) -> None:
    """Writes into the copy who brought it back, from what, and what was set aside; then checks it again."""
    engine = engines.engine(file, key)
    try:
        with worded(saving=True), engine.connect() as plain:
            connection = plain.execution_options(writer=True)
            with connection.begin():
                unit = Unit(
                    connection, now=now, by=by, origin=origin, name="backup.restore",
                    batch=new_id(now), roles=permissions.effective(by.roles, alone=alone), alone=alone,
                )  # fmt: skip
                unit.log(LogClass.ALTERATION, "restore", str(facts["backup"]), facts)
                # the key file stays as it is; the journal that came back knows an earlier one
                unit.log(LogClass.SYSTEM, "key", origin, {"seal": seal, "restored": facts["backup"]})
    finally:
        engine.dispose()
    with worded():
        connection = engines.connect(file, key)
        try:
            found = backup.findings(connection)
        finally:
            connection.close()
    if found:
        raise Refusal("restore.failed")


def let_go(path: Path, key: bytes, head: tuple[int, str]) -> None:
    """Takes a sound register out of its write-ahead log, so that none is left for the other file to meet.

    Raises Refusal: restore.in_use where another window has it open, or wrote to it since `head`;
    restore.failed where the disk fails.
    """
    try:
        alone = engines.connect(path / FILES[0], key)
        try:
            alone.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            ((mode,),) = alone.execute("PRAGMA journal_mode = DELETE").fetchall()
            same = backup.head(alone) == head
        finally:
            alone.close()
    except driver.DatabaseError as error:
        if "locked" not in str(error):
            # a disk that fails once looks like damage; the register is as it was
            raise Refusal("restore.failed") from error
        mode, same = "wal", False
    if mode != "delete" or not same:
        raise Refusal("restore.in_use")


def common(path: Path, known: Sequence[bytes], seq: int, aside: Aside, *, sound: bool) -> int:
    """The last entry that the copy and what was set aside both have, so that the rest is excused.

    They part before the copy's last entry where an earlier restore is taken back. `known` are the register's
    key and those that it had before.
    """
    key = known[0]
    noted = anchors.of_backups(path / "backups")
    with worded():
        copy = engines.connect(path / PART / FILES[0], key)
        try:
            if sound:
                return _last_same(copy, path / FILES[0], key, min(seq, aside.seq))
            with contextlib.suppress(Refusal):
                noted += anchors.read(path, known) or ()
            return min([seq, *(each.seq - 1 for each in noted if each.seq <= seq and not _fits(copy, each))])
        finally:
            copy.close()


def _last_same(copy: Any, file: Path, key: bytes, high: int) -> int:
    present = engines.connect(file, key, read_only=True)
    low = 0
    try:
        # chains that agree at an entry agree at every one before it
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if _hash(copy, middle) == _hash(present, middle) else (low, middle - 1)
    finally:
        present.close()
    return low


def _hash(connection: Any, seq: int) -> str | None:
    row = connection.execute("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone()
    return str(row[0]) if row else None


def ahead(path: Path, known: Sequence[bytes], since: int, now: datetime) -> list[str]:
    """The anchors after `since` whose moment is still to come, which a restore made now names one by one."""
    noted, moment = list(anchors.of_backups(path / "backups")), now.isoformat()
    with contextlib.suppress(Refusal):
        noted += anchors.read(path, known) or ()
    return sorted({each.told for each in noted if each.seq > since and anchors.later(each.at, moment)})


def _fits(connection: Any, anchor: anchors.Anchor) -> bool:
    return anchors.fits(anchor, _hash(connection, anchor.seq))


def set_aside(path: Path, name: str, known: Sequence[bytes]) -> Aside:
    """Copies what stands in a damaged register's folder, byte for byte, and forces it to the disk.

    Where its journal stood is what the newest anchor kept elsewhere says. Raises Refusal("restore.failed").
    """
    target = folder.free(path / "backups" / f"{name}{place_of.SUFFIX}")
    try:
        with durable.whole_folder(target) as partial:
            partial.mkdir(parents=True)
            for each in FILES:
                if (path / each).is_file():
                    safely(path / each, partial / each)
    except OSError as error:
        raise Refusal("restore.failed") from error
    # a manifest that nobody with the key wrote does not say what a restore excuses
    whole = {each.name for each in folder.listed(path / "backups")
             if (said := manifest.read(each)) and manifest.sealed(said, known)}  # fmt: skip
    noted = [each for each in anchors.of_backups(path / "backups") if each.name in whole]
    with contextlib.suppress(Refusal):
        noted += anchors.read(path, known) or ()
    last = max(noted, key=lambda each: each.seq, default=None)
    return Aside(target.name, last.seq if last else 0, last.hash if last else "")


def safely(source: Path, target: Path) -> None:
    """Copies a file, forces it to the disk and reads it back; raises OSError where it is not the same."""
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    if manifest.sha256(source) != manifest.sha256(target):
        raise OSError(source.name)


def place(path: Path, *, keys_text: str | None = None) -> None:
    """Gives the checked copy the register's name; what a damaged one left beside it was set aside before."""
    try:
        if keys_text is not None:
            durable.write_text(path / "keys.json", keys_text)
        for name in FILES[1:4]:
            (path / name).unlink(missing_ok=True)
        if (path / FILES[0]).is_dir():
            (path / FILES[0]).rename(folder.free(path / "backups" / "register.db set aside"))
        durable.place(path / PART / FILES[0], path / FILES[0])
    except OSError as error:
        raise Refusal("restore.failed") from error
    finally:
        clear(path)


def clear(path: Path) -> None:
    """Removes what a restore that was cut off left beside the register."""
    shutil.rmtree(path / PART, ignore_errors=True)


def same_register(text: str, source: Path) -> str:
    """The key file of a backup; Refusal("restore.other_register") where it is another register's."""
    theirs = keys.read(source / "keys.json")
    if keys.register_of(theirs) != keys.register_of(text):
        raise Refusal("restore.other_register")
    return theirs

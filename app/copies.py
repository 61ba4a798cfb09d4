"""Copies of a register seen from outside: which there are, what each holds, and bringing one back.

A backup is listed without any key and opened with the register's; what a passphrase opens is asked of the
present key file, so that a removed person does not come back with an old copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app import custody
from app.domain import permissions
from app.domain.backup_rules import THINNED, Reason, kept
from app.domain.clock import Clock
from app.errors import Refusal
from app.register import SUFFIX, Register
from app.store import backup, durable, folder, keys, keys_document, keys_edit, manifest, place, restoring
from app.store import engine as engines
from app.store.keys import Opened
from app.store.session import Session

Progress = Callable[[str, int, int], object]


@dataclass(frozen=True, slots=True)
class Found:
    """A backup as its folder tells it; `made`, `at` (aware) and counts are None where it has no manifest."""

    path: Path
    made: int = 0
    at: datetime | None = None
    reason: str = ""
    seq: int = 0
    counts: dict[str, int] | None = None
    register: str = ""
    second: bool = False

    @property
    def name(self) -> str:
        """The name of its folder, without the ending."""
        return self.path.name.removesuffix(SUFFIX)

    @property
    def told(self) -> bool:
        """Whether a manifest says what it is; a damaged register set aside has none."""
        return self.counts is not None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and where that which stood there before lies now."""

    backup: str
    aside: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Around:
    """What has a hand in a register's folder: its synchroniser ("" for none), and second versions it made."""

    synced: str = ""
    conflicted: tuple[str, ...] = ()


def around(path: Path) -> Around:
    """What a register's folder, or one where a register is to be made, has around it; nothing is changed."""
    return Around(place.place(path.absolute()).synced, place.conflicted(path))


def found(path: Path, second: Path | None = None) -> tuple[Found, ...]:
    """The backups of the register at `path`, newest first by the order in which they were made.

    In the second folder only those of the same register are meant. No key is needed.
    """
    own = [_found(each) for each in folder.listed(path / "backups")]
    origin = _origin(path) or next((each.register for each in own if each.register), "")
    others = [replace(_found(each), second=True) for each in folder.listed(second)] if second else []
    theirs = [each for each in others if each.told and each.register == origin]
    return tuple(sorted([*own, *theirs], key=lambda each: (each.made, each.name), reverse=True))


def _origin(path: Path) -> str:
    try:
        return keys.register_of(keys.read(path / "keys.json"))
    except Refusal:
        return ""


def _found(path: Path) -> Found:
    said = manifest.read(path)
    if said is None:
        return Found(path)
    return Found(path, said.made, said.at, said.reason, said.seq, said.counts, said.register)


def whole(one: Found) -> bool:
    """Whether a backup's files are what its manifest says, to the byte; it takes a reading of both."""
    said = manifest.read(one.path)
    return said is not None and manifest.as_written(one.path, said)


def newest_whole(path: Path, second: Path | None = None) -> Found | None:
    """The newest backup that is whole, which a damaged or missing register offers first."""
    return next((one for one in found(path, second) if one.told and whole(one)), None)


def carry(register: Register, source: Path, to: Path, progress: Progress) -> Path:
    """Copies a finished backup to a second folder, and reads each file back before it is named there.

    Raises Refusal("second.failed"), with nothing left behind; what was there before is untouched.
    """
    target = folder.free(to / f"{register.name} {folder.stamp(register.clock)}{SUFFIX}")
    said = manifest.read(source)
    try:
        to.mkdir(parents=True, exist_ok=True)
        backup.sweep(to, f".{register.name} ")
        with durable.whole_folder(target) as partial:
            (partial / "backups").mkdir(parents=True)
            names = (*manifest.FILES, manifest.NAME)
            for done, name in enumerate(names):
                progress("Copying to the second folder", done, len(names))
                restoring.safely(source / name, partial / name)
            if said is None or not manifest.as_written(partial, said):
                raise Refusal("second.failed")
    except OSError as error:
        raise Refusal("second.failed") from error
    return target


def thin(register: Register, where: Path | None = None) -> tuple[str, ...]:
    """Removes backups that the rules no longer keep, and returns their names.

    Only one that this register sealed itself is removed; what stood before a migration or a restore stays.
    """
    text, key = keys.read(register.path / "keys.json"), register._opened.key
    known = keys_edit.known(text, key)
    ours = []
    for each in folder.listed(where or register.path / "backups"):
        said = manifest.read(each)
        if (
            said
            and said.register == register.origin
            and said.reason in THINNED
            and manifest.sealed(said, known)
        ):
            ours.append((said, each))
    ours.sort(key=lambda one: (one[0].made, one[1].name))
    keep = kept([said.at for said, _ in ours], register.clock.now())
    gone = [each for place, (_, each) in enumerate(ours) if place not in keep]
    for each in gone:
        # renamed first: a kill leaves no half of one that is still listed
        partial = each.with_name(f".{each.name}.part")
        try:
            each.rename(partial)
            shutil.rmtree(partial)
        except OSError:
            continue
    return tuple(each.name for each in gone if not each.exists())


def restore(register: Register, source: Path, progress: Progress | None = None) -> Restored:
    """Puts a backup in the place of an open register, whose present state is set aside first.

    The key file stays: people are who they are now. Raises Refusal: not_allowed, read_only,
    restore.other_register, restore.other_key, restore.damaged, restore.in_use, restore.failed,
    register.newer; the register is then as it was.
    """
    register.require("backup.restore")
    register._refuse_read_only()
    tell, path, now = progress or (lambda *_: None), register.path, register.clock.now()
    text, key = keys.read(path / "keys.json"), register._opened.key
    restoring.same_register(text, source)
    tell("Checking the backup", 0, 3)
    known = keys_edit.known(text, key)
    file, seq = restoring.copied(path, source, known, key)
    try:
        with register._writing:
            tell("Setting the present state aside", 1, 3)
            aside, sound = _aside(register, known)
            tell("Bringing the backup back", 2, 3)
            since = restoring.common(path, known, seq, aside, sound=sound)
            facts = _facts(path, known, source, since, aside, now)
            restoring.told(file, key, register.session, register.origin, now, facts, keys.seal(text),
                            alone=register.alone)  # fmt: skip
            with register._gate.alone():
                register._let_go()
                try:
                    if sound:
                        restoring.let_go(path, key, (aside.seq, aside.head))
                    restoring.place(path)
                finally:
                    register._take_up(register._opened)
                    folder.in_log(register._engine)
            register._history.forget()
    finally:
        restoring.clear(path)
    register.anchor("open")
    tell("Bringing the backup back", 3, 3)
    return Restored(source.name, aside.name, now)


def _aside(register: Register, known: Sequence[bytes]) -> tuple[restoring.Aside, bool]:
    """The present state as a checked backup, or byte for byte where it is damaged."""
    try:
        made = register.backup(None, Reason.RESTORE)
    except Refusal as refusal:
        if refusal.code not in ("backup.failed", "register.damaged", "disk.unreadable"):
            raise
        name = f"{folder.stamp(register.clock)} damaged {Reason.RESTORE}"
        return restoring.set_aside(register.path, name, known), False
    said = manifest.read(made)
    if said is None:
        raise Refusal("restore.failed")
    return restoring.Aside(made.name, said.seq, said.head), True


def _facts(
    path: Path, known: Sequence[bytes], source: Path, since: int, aside: restoring.Aside, now: datetime
) -> dict[str, Any]:
    # only what was noted before is excused, and a clock that was ahead names its anchors
    ahead = restoring.ahead(path, known, since, now)
    return {
        **({"ahead": ahead} if ahead else {}),
        "backup": source.name,
        "since": since,
        "aside": aside.name,
        "aside_seq": aside.seq,
        "aside_head": aside.head,
    }


def rescue(
    path: Path,
    source: Path,
    passphrase: str,
    *,
    person: str | None = None,
    clock: Clock,
    progress: Progress | None = None,
) -> Restored:
    """Puts a backup in the place of a register that does not open, whose files are set aside first.

    A lost key file comes back with the backup's, and then its people do. Raises Refusal as `restore` does, or
    passphrase.wrong, person.unknown, guess.wait, keys.missing.
    """
    tell = progress or (lambda *_: None)
    text, lost = _key_file(path, source)
    opened = custody.unlocked(path, text, clock, passphrase, None, person)
    by = Session.here(opened.person, opened.user, opened.roles)
    alone = keys.only_one(text, opened.key)
    if not permissions.may_do(permissions.effective(by.roles, alone=alone), "backup.restore"):
        raise Refusal("not_allowed")
    lock, held_by = folder.take_lock(path, opened.user, clock)
    if lock is None:
        raise Refusal("read_only", by=held_by) if held_by else Refusal("medium_read_only")
    try:
        return _rescued(path, source, text, lost, opened, by, clock.now(), tell)
    finally:
        restoring.clear(path)
        lock.release()


def _key_file(path: Path, source: Path) -> tuple[str, bool]:
    """The key file that is to stand, and whether the present one was lost."""
    try:
        text = keys.read(path / "keys.json")
        keys.people(text)
    except Refusal:
        return keys.read(source / "keys.json"), True
    if not keys_document.undamaged(keys_document.parse(text)):
        return keys.read(source / "keys.json"), True
    restoring.same_register(text, source)
    return text, False


def _rescued(
    path: Path,
    source: Path,
    text: str,
    lost: bool,
    opened: Opened,
    by: Session,
    now: datetime,
    tell: Progress,
) -> Restored:
    key, stamp = opened.key, f"{now:%Y-%m-%d %H%M%S}"
    tell("Setting the present state aside", 0, 3)
    stood = _stood(path / "register.db")
    known = keys_edit.known(text, key)
    aside = restoring.set_aside(path, f"{stamp} damaged {Reason.RESTORE}", known)
    if lost and _sound(path / "register.db", key):
        # only the key file is missing: nothing of the record has to go back
        durable.write_text(path / "keys.json", text)
        return Restored(source.name, aside.name, now)
    tell("Checking the backup", 1, 3)
    file, seq = restoring.copied(path, source, known, key)
    since = restoring.common(path, known, seq, aside, sound=False)
    facts = {
        **_facts(path, known, source, since, aside, now),
        "keys": "from the backup" if lost else "kept",
        "stood": stood,
    }
    restoring.told(file, key, by, keys.register_of(text), now, facts, keys.seal(text),
                    alone=keys.only_one(text, key))  # fmt: skip
    tell("Bringing the backup back", 2, 3)
    restoring.place(path, keys_text=text if lost else None)
    tell("Bringing the backup back", 3, 3)
    return Restored(source.name, aside.name, now)


def _stood(file: Path) -> str:
    """What stood in the register's place, for the log: "not encrypted" is for the security officer."""
    try:
        engines.check_file(file)
    except Refusal as refusal:
        plain = "not encrypted" if refusal.code == "register.plaintext" else "empty or unreadable"
        return plain if file.exists() else "missing"
    return "damaged"


def _sound(file: Path, key: bytes) -> bool:
    try:
        engines.check_file(file)
        connection = engines.connect(file, key)
    except Refusal:
        return False
    try:
        return not backup.findings(connection)
    finally:
        connection.close()

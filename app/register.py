"""A register: a folder with the encrypted record; the one library behind the desk and the command line.

`ask` for what can be asked, `do` for what can be done; each call takes its own connection, so both may come
from any thread. SQLAlchemy is imported when a register is opened, not before: the unlock window comes first.
"""

from __future__ import annotations

import contextlib
import errno
import secrets
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from app.domain import leaving, permissions
from app.domain.backup_rules import Reason
from app.domain.clock import Clock, SystemClock
from app.domain.codes import LogClass, LogOutcome
from app.domain.ids import new_id
from app.domain.visits import Visits
from app.errors import Refusal
from app.store.gate import Gate

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from app.domain.draft import Draft
    from app.store.anchors import Anchor
    from app.store.keys import Hardness, Opened
    from app.store.lock import WriterLock
    from app.store.session import Session
    from app.store.unit import Marked, Unit
    from app.store.verify import Verification

T = TypeVar("T")
P = ParamSpec("P")
SUFFIX = ".register"
Step = tuple[str, str, str]
"""What undo takes back: the batch, its label, and the command by which it was done."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command returned, which records it changed, and its label ("action added")."""

    result: Any
    changes: frozenset[tuple[str, str]]
    label: str
    batch: str
    at: datetime


class Register:
    """An open register. Made by `create` or `open`, ended by `close`."""

    def __init__(
        self,
        path: Path,
        engine: Engine,
        opened: Opened,
        lock: WriterLock | None,
        clock: Clock,
        held_by: str | None,
        origin: str,
        *,
        session: Session,
        alone: bool,
        log: Engine | None = None,
    ) -> None:
        self.path = path
        self.clock = clock
        self.session = session
        self.user = session.name
        self.alone = alone
        self.roles = permissions.effective(session.roles, alone=alone)
        self.held_by = held_by
        self.origin = origin
        self._engine = engine
        self._log_engine = log
        self._opened = opened
        self._lock = lock
        self._writing = threading.Lock()
        self._gate = Gate()
        self._visits = Visits()
        self._closed = False
        self._undo: list[Step] = []
        self._redo: list[Step] = []

    @property
    def name(self) -> str:
        """The register's name: its folder without the ending."""
        return self.path.name.removesuffix(SUFFIX)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here, because another window or the medium forbids it."""
        return self._lock is None

    @property
    def logs(self) -> bool:
        """Whether who looks at what can be logged: on a medium that nobody can write it cannot."""
        return self._log_engine is not None

    def may(self, name: str) -> bool:
        """Whether this person may run a command, by its name, or ask a read, as "reads.card"."""
        if name.startswith("reads."):
            return permissions.may_read(self.roles, name)
        return permissions.may_do(self.roles, name)

    def require(self, name: str) -> None:
        """Refuses what this person may not do before anything of it is done, and logs that it was refused.

        Asked by what writes a file before its command. Raises Refusal: not_allowed, log.no_reason.
        """
        if not self.may(name):
            raise self._not_allowed(name)
        self._refuse_reasonless(name)

    def _refuse_reasonless(self, name: str) -> None:
        if name in leaving.ASKED and not leaving.reason() and self.wants_reason:
            raise Refusal("log.no_reason")

    @property
    def wants_reason(self) -> bool:
        """Whether the region lets nothing leave without a reason."""
        from app.reads.reference import settings

        return self._ask(settings).disclosure_reason != leaving.OPTIONAL

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        *,
        user: str,
        clock: Clock | None = None,
        hardness: Hardness | None = None,
    ) -> tuple[Register, str]:
        """A new empty register and its recovery key, which is shown once and kept nowhere.

        Raises Refusal: register.exists, share.not_here, register.no_folder, disk.full, or one of the
        passphrase's; nothing is left behind.
        """
        from app.store import folder, keys, place

        clock = clock or SystemClock()
        if path.exists():
            raise Refusal("register.exists", path=path.name)
        if place.place(path.parent).share:
            raise Refusal("share.not_here")
        identity, key = new_id(clock.now()), secrets.token_bytes(32)
        text, recovery = keys.create(identity, key, user, passphrase, hardness, at=clock.now())
        partial = path.with_name(f".{path.name}.new")
        shutil.rmtree(partial, ignore_errors=True)
        try:
            folder.make(partial, path, key, text)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            raise Refusal("disk.full" if full else "register.no_folder", folder=path.parent.name) from error
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        return cls.open(path, passphrase=passphrase, clock=clock), recovery

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        passphrase: str | None = None,
        recovery_key: str | None = None,
        person: str | None = None,
        clock: Clock | None = None,
    ) -> Register:
        """The register at `path`, for writing where nobody else has it, else for reading.

        `person` is who opens it, by id or name; without, whoever the passphrase is of. Raises Refusal:
        register.missing, keys.missing, keys.damaged, person.unknown, passphrase.wrong, recovery.slip,
        recovery.wrong, recovery.whose, guess.wait, register.damaged, register.unreadable, register.unsettled,
        register.foreign_log, register.busy, register.plaintext, register.newer, register.older. An
        older one is backed up, then migrated.
        """
        from app import custody
        from app.store import durable, folder, keys, wal
        from app.store import engine as engines
        from app.store.session import Session

        clock = clock or SystemClock()
        if not any((path / name).exists() for name in ("register.db", "keys.json")):
            raise Refusal("register.missing", path=path.name or str(path))
        text = keys.read(path / "keys.json")
        opened = custody.unlocked(path, text, clock, passphrase, recovery_key, person)
        file = path / "register.db"
        engines.check_file(file)
        lock, held_by = folder.take_lock(path, opened.user, clock)
        try:
            if lock is not None:
                durable.sweep(path)
            immutable = lock is None and held_by is None
            if immutable:
                engines.check_settled(file)
            text, opened = custody.settled(path, text, opened, writable=lock is not None)
            wal.check(file, opened.key)
            engine = engines.engine(file, opened.key, read_only=lock is None, immutable=immutable)
            try:
                folder.bring_up(engine, path, opened.key, clock, writable=lock is not None)
                # a window that only reads still tells the log what it reads
                log = engine if lock is not None else None if immutable else engines.engine(file, opened.key)
            except BaseException:
                engine.dispose()
                raise
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        session = Session.here(opened.person, opened.user, opened.roles)
        alone = keys.only_one(text, opened.key)
        register = cls(
            path, engine, opened, lock, clock, held_by, keys.register_of(text),
            session=session, alone=alone, log=log,
        )  # fmt: skip
        register._arrive(passphrase)
        return register

    @classmethod
    def recover(
        cls,
        path: Path,
        recovery_key: str,
        passphrase: str,
        *,
        person: str | None = None,
        holder: str = "",
        clock: Clock | None = None,
    ) -> Register:
        """The register at `path`, opened with the recovery key; `person` has `passphrase` from now on.

        `holder` is who kept the printed sheet, another than the person wherever there is another. Raises
        Refusal as `open` does, recovery.two, read_only, or one of the passphrase's; nothing has changed then.
        """
        from app import custody

        custody.check_recovery(path, passphrase, person, holder)
        register = cls.open(path, recovery_key=recovery_key, person=person, clock=clock)
        try:
            custody.recovered(register, recovery_key, passphrase, holder)
        except BaseException:
            register.close()
            raise
        return register

    def _arrive(self, passphrase: str | None) -> None:
        """Logs who came and how, and what the register owes its journal; closes it where that fails."""
        from app import custody

        how = "recovery key" if passphrase is None else "passphrase"
        try:
            self.log(LogClass.SYSTEM, "session", self.session.person, {"how": how}, command="session.open")
            custody.at_opening(self, passphrase)
        except Refusal as refusal:
            # a damaged file can still be looked at, verified and saved from
            if refusal.code != "register.damaged":
                self.close()
                raise
        except BaseException:
            self.close()
            raise
        if not self.read_only:
            # a kill may have come between a disposal and this; where there is no room yet, it is tried again
            with contextlib.suppress(Refusal):
                self.scrub()
            self.anchor("open")

    def close(self) -> None:
        """Waits for a save that runs, closes every connection and gives the lock back."""
        if not self._closed:
            self.anchor("close")
        with self._writing:
            self._closed = True
            self._engine.dispose()
            if self._log_engine is not None:
                self._log_engine.dispose()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def do(self, command: Callable[Concatenate[Unit, P], Any], *args: P.args, **kwargs: P.kwargs) -> Done:
        """Runs a command in one transaction: all of it is kept and journalled, or nothing.

        Raises Refusal: read_only, not_allowed, log.no_reason, what the command refuses, register.busy,
        register.closed, disk.full, disk.failed.
        """
        marked: Marked = command.marked  # type: ignore[attr-defined]
        if not permissions.may_do(self.roles, marked.name):
            raise self._not_allowed(marked.name)
        self._refuse_reasonless(marked.name)
        with self._writing:
            done = self._run(marked.name, lambda unit: command(unit, *args, **kwargs))
            if done.changes and marked.undoable:
                self._undo.append((done.batch, done.label, marked.name))
                self._redo.clear()
        return done

    def ask(self, read: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a read answers, in one read transaction; what s.62 calls a consultation is logged before.

        Raises Refusal: not_allowed, what the read refuses, register.damaged, register.busy, register.closed.
        """
        from app.reads.consulted import consultation

        name = read.__module__.removeprefix("app.")
        if not permissions.may_read(self.roles, name):
            raise self._not_allowed(name)
        answer = self._ask(read, *args, **kwargs)
        seen = consultation(read, args, kwargs, answer)
        if seen is not None:
            self.consulted(seen.kind, seen.object, seen.facts, subject=seen.subject)
        return answer

    def _ask(self, read: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return self._read(read, *args, **kwargs)
        except Refusal as refusal:
            # a disk that failed once looks like damage; a new connection sees which it is
            if refusal.code not in ("register.damaged", "disk.unreadable"):
                raise
            return self._read(read, *args, **kwargs)

    def _read(self, read: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        from app.store.refusals import worded

        self._refuse_closed()
        with self._gate.through(), worded(), self._engine.connect() as connection, connection.begin():
            return read(connection, *args, **kwargs)

    def log(
        self,
        class_: LogClass,
        kind: str,
        object: str = "",
        facts: dict[str, Any] | None = None,
        *,
        command: str,
        reason: str = "",
        outcome: LogOutcome = LogOutcome.DONE,
    ) -> None:
        """An entry that changes no record, in a transaction of its own; nothing where `logs` is false.

        Raises Refusal: register.busy, register.closed, disk.full, disk.failed.
        """
        self._refuse_closed()
        if self._log_engine is None:
            return

        def write(unit: Unit) -> None:
            unit.because(reason)
            unit.log(class_, kind, object, facts, outcome=outcome)

        with self._writing:
            self._transact(self._log_engine, command, write)

    def keep_draft(self, id: str, form: str, object: str, body: str) -> None:
        """Keeps what this person is writing, encrypted with the record, until it is dropped.

        Raises Refusal: read_only, register.busy, register.closed, disk.full, disk.failed.
        """
        from app.domain.draft import Draft
        from app.store import drafts

        draft = Draft(id, self.session.person, form, object, self.clock.now(), body)
        self._draft(lambda connection: drafts.keep(connection, draft))

    def drafts(self) -> tuple[Draft, ...]:
        """What this person was writing and neither saved nor threw away, the newest first."""
        from app.store import drafts

        return self._ask(drafts.of, self.session.person)

    def drop_draft(self, id: str) -> None:
        """Forgets a draft of this person's, there or not; raises what `keep_draft` does."""
        from app.store import drafts

        self._draft(lambda connection: drafts.drop(connection, id, self.session.person))

    def _draft(self, body: Callable[[Connection], None]) -> None:
        from app.store.refusals import worded

        with self._writing:
            self._refuse_closed()
            if self.read_only:
                raise self._read_only()
            with worded(saving=True), self._engine.connect() as plain:
                connection = plain.execution_options(writer=True)
                with connection.begin():
                    body(connection)

    def consulted(
        self, kind: str, object: str, facts: dict[str, Any] | None = None, *, subject: str = ""
    ) -> None:
        """Logs that something was looked at, such as a preview; once for each visit (domain.visits)."""
        now, subject = self.clock.now(), subject or object
        if self.logs and self._visits.new(subject, kind, object, now):
            self.log(LogClass.CONSULTATION, kind, object, facts, command="log.consult")
            self._visits.note(subject, kind, object, now)

    def disclosed(
        self, kind: str, object: str, facts: dict[str, Any] | None = None, *, reason: str = ""
    ) -> None:
        """Logs that something left, such as the log itself, for which no command stands.

        Raises Refusal("log.no_reason") where the region wants a reason and none is given.
        """
        reason = reason or leaving.reason()
        if not reason and self.wants_reason:
            raise Refusal("log.no_reason")
        self.log(LogClass.DISCLOSURE, kind, object, facts, command="log.disclose", reason=reason)

    def anchor(self, where: str, name: str = "") -> Anchor | None:
        """Notes beside the register where the journal stands; None where that cannot be written here."""
        from app.store import noting

        if self.read_only or self._closed:
            return None
        at, identity = self.clock.now(), self.origin
        try:
            keys = self._all_keys()
            made, strange = self._ask(noting.note, self.path, keys, identity, at, where, name)
            for each in strange:
                self.log(LogClass.SYSTEM, each.kind, "", each.facts, command="log.anchor")
        except (OSError, Refusal):
            # a further assurance, for want of which no work is refused
            return None
        return made

    def typed_anchor(self, text: str) -> Anchor:
        """An anchor as it is typed from a printed sheet; Refusal("anchor.slip") for what is none."""
        from app.store import anchors

        return anchors.typed(text, self.origin)

    def _all_keys(self) -> tuple[bytes, ...]:
        """The register's key and those it had before each rekey, under which older things are sealed."""
        from app.store import keys, keys_document

        document = keys_document.parse(keys.read(self._keys))
        return (self._opened.key, *keys_document.earlier(document, self._opened.key))

    def _not_allowed(self, name: str) -> Refusal:
        self.log(LogClass.SYSTEM, "refused", name, command="log.refused", outcome=LogOutcome.REFUSED)
        return Refusal("not_allowed")

    @property
    def undo_label(self) -> str | None:
        """What undo would take back ("action added"), or None."""
        return next((label for _, label, _ in self._undo[-1:]), None)

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        return next((label for _, label, _ in self._redo[-1:]), None)

    def undo(self) -> Done:
        """Appends the inverse of this session's last command; Refusal("undo.nothing") or not_allowed."""
        return self._step("undo", self._undo, self._redo)

    def redo(self) -> Done:
        """Undoes the last undo; Refusal("redo.nothing") or not_allowed."""
        return self._step("redo", self._redo, self._undo)

    def verify(
        self,
        progress: Callable[[str, int, int], None] | None = None,
        *,
        noted: tuple[Anchor, ...] = (),
        elsewhere: tuple[Path, ...] = (),
    ) -> Verification:
        """Checks the file, the records against their journal, the chain and its anchors, and the key file.

        To the anchors beside the register, in its backups and issues come those `noted` on paper and those of
        backups `elsewhere`. The log keeps that it was checked and what came of it.
        """
        from app.store import keys, noting, verify
        from app.store.refusals import worded

        self._refuse_closed()
        wrong: list[verify.Finding] = []
        own: tuple[Anchor, ...] = ()
        try:
            own = noting.known(self.path, self._all_keys(), self.origin, *elsewhere)
        except Refusal as refusal:
            if refusal.code == "anchor.altered":
                wrong.append(verify.Finding("verify.anchors_altered", "anchors.json"))
        with self._gate.through(), worded(), self._engine.connect() as connection:
            found = verify.verify(connection, progress, (*own, *noted), self.origin)
        try:
            whole = keys.sound(keys.read(self._keys), self._opened.key)
        except Refusal:
            whole = False  # not there or unreadable: a finding like any other
        if not whole:
            wrong.append(verify.Finding("verify.keys", self._keys.name))
        found = replace(found, findings=(*found.findings, *wrong))
        with contextlib.suppress(Refusal):  # a damaged file takes no entry
            self.log(LogClass.SYSTEM, "verified", "", found.told, command="register.verify")
        return found

    def scrub(self) -> bool:
        """Writes the file anew where something was disposed of since it last was; so does the next opening.

        False where another window still reads the old pages. Raises Refusal: read_only, register.busy,
        register.closed, disk.full, disk.failed.
        """
        from app.store import engine as engines
        from app.store import scrub
        from app.store.refusals import worded

        if not self._ask(scrub.owed):
            return True
        if self.read_only:
            raise self._read_only()
        with (
            self._writing,
            worded(saving=True),
            self._engine.connect() as connection,
            engines.bare(connection) as raw,
        ):
            whole = scrub.rewrite(raw)
        if whole:
            self.log(LogClass.SYSTEM, scrub.SCRUBBED, command="disposal.scrub")
        return whole

    def backup(
        self,
        folder: Path | None = None,
        reason: Reason = Reason.ASKED,
        progress: Callable[[str, int, int], object] | None = None,
    ) -> Path:
        """A checked copy of this register in `folder`, or with its own backups; it opens like any register.

        Raises Refusal: backup.failed, keys.missing, cancelled; then nothing is left behind.
        """
        from app.store import folder as folders
        from app.store.backup import Why

        if folder is None:
            target, why = folders.own(self.path, reason, self.clock)
            left_over = "."
        else:
            target = folders.free(folder / f"{self.name} {folders.stamp(self.clock)}{SUFFIX}")
            why = Why(self.clock.now(), reason, folders.following(self.path / "backups", folder))
            left_over = f".{self.name} "
        return self._ask(folders.copy, self._keys, self._opened.key, target, left_over, why, progress)

    def change_passphrase(self, passphrase: str) -> None:
        """Wraps this person's key with another passphrase; the register is not re-encrypted.

        Raises Refusal: read_only, disk.failed, or one of the passphrase's; the old one then still opens.
        """
        from app import custody

        custody.change_passphrase(self, passphrase)

    @property
    def _keys(self) -> Path:
        return self.path / "keys.json"

    def _refuse_closed(self) -> None:
        if self._closed:
            raise Refusal("register.closed")

    def _step(self, name: str, source: list[Step], target: list[Step]) -> Done:
        # roles may have changed since: nobody takes back or repeats what they may no longer do
        for _, _, command in source[-1:]:
            if not self.may(command):
                raise self._not_allowed(command)
        with self._writing:
            if not source:
                raise Refusal(f"{name}.nothing")
            batch, label, command = source[-1]
            done = self._run(name, lambda unit: unit.invert(batch))
            source.pop()
            target.append((done.batch, label, command))
        return replace(done, result=None, label=label)

    def _run(self, name: str, body: Callable[[Unit], Any]) -> Done:
        self._refuse_closed()
        if self.read_only:
            raise self._read_only()
        return self._transact(self._engine, name, body)

    def _transact(self, engine: Engine, name: str, body: Callable[[Unit], Any]) -> Done:
        from app import words
        from app.store.refusals import worded
        from app.store.unit import Unit

        with worded(saving=True), engine.connect() as plain:
            now = self.clock.now()
            connection = plain.execution_options(writer=True)
            with connection.begin():
                unit = Unit(
                    connection, now=now, by=self.session, origin=self.origin, name=name, batch=new_id(now),
                    roles=self.roles, alone=self.alone,
                )  # fmt: skip
                if name in leaving.ASKED or name in leaving.OWN:
                    unit.because(leaving.reason(name))
                    unit.leaving_for(leaving.recipient())
                result = body(unit)
            label = words.SENTENCES.get(f"label.{name}", name)
            return Done(result, frozenset(unit.changes), label, unit.batch, now)

    def _read_only(self) -> Refusal:
        if self.held_by is None:
            from app.store.place import place

            return Refusal("share.read_only" if place(self.path).share else "medium_read_only")
        return Refusal("read_only", by=self.held_by)


def load() -> None:
    """Loads what opening a register needs, which is slow: a window does it while the passphrase is typed."""
    import app.store.engine
    import app.store.schema
    import app.store.unit  # noqa: F401

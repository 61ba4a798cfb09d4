"""The open register as the rest of the program holds it: `ask` what can be asked, `do` what can be done.

Both may come from any thread. SQLAlchemy is imported when a register is opened, not before: the unlock window
comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar

from app.domain.backup_rules import Reason
from app.domain.clock import Clock, SystemClock
from app.errors import Refusal
from app.register import checking, opening, upkeep
from app.register.connections import Held
from app.register.history import History, Step
from app.register.logged import Done, Logged
from app.store.place import SUFFIX

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.domain.draft import Draft
    from app.store.anchors import Anchor
    from app.store.keys import Hardness
    from app.store.unit import Marked, Unit
    from app.store.verify import Verification

T = TypeVar("T")
P = ParamSpec("P")


class Register(Logged):
    """An open register. Made by `create` or `open`, ended by `close`."""

    def __init__(self, held: Held, clock: Clock) -> None:
        super().__init__(held, clock)
        self._history = History()

    @property
    def name(self) -> str:
        """The register's name: its folder without the ending."""
        return self.path.name.removesuffix(SUFFIX)

    # opening and closing

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
        clock = clock or SystemClock()
        recovery = opening.make(path, passphrase, user, clock, hardness)
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
        clock = clock or SystemClock()
        register = cls(opening.hold(path, passphrase, recovery_key, person, clock), clock)
        opening.arrive(register, passphrase)
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

    def close(self) -> None:
        """Waits for a save that runs, closes every connection and gives the lock back."""
        if not self._closed:
            self.anchor("close")
        super().close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # asking and doing

    def ask(self, read: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a read answers, in one read transaction; what s.62 calls a consultation is logged before.

        Raises Refusal: not_allowed, what the read refuses, register.damaged, register.busy, register.closed.
        """
        from app.reads.consulted import consultation

        self._refuse_barred(read.__module__.removeprefix("app."))
        answer = self._ask(read, *args, **kwargs)
        seen = consultation(read, args, kwargs, answer)
        if seen is not None:
            self.consulted(seen.kind, seen.object, seen.facts, subject=seen.subject)
        return answer

    def do(self, command: Callable[Concatenate[Unit, P], Any], *args: P.args, **kwargs: P.kwargs) -> Done:
        """Runs a command in one transaction: all of it is kept and journalled, or nothing.

        Raises Refusal: read_only, not_allowed, log.no_reason, what the command refuses, register.busy,
        register.closed, disk.full, disk.failed.
        """
        marked: Marked = command.marked  # type: ignore[attr-defined]
        self.require(marked.name)
        with self._writing:
            done = self._save(marked.name, lambda unit: command(unit, *args, **kwargs))
            if done.changes and marked.undoable:
                self._history.note(Step(done.batch, done.label, marked.name))
        return done

    @property
    def undo_label(self) -> str | None:
        """What undo would take back ("action added"), or None."""
        return next((step.label for step in self._history.done[-1:]), None)

    @property
    def redo_label(self) -> str | None:
        """What redo would do again, or None."""
        return next((step.label for step in self._history.undone[-1:]), None)

    def undo(self) -> Done:
        """Appends the inverse of this session's last command; Refusal("undo.nothing") or not_allowed."""
        return self._step("undo", self._history.done, self._history.undone)

    def redo(self) -> Done:
        """Undoes the last undo; Refusal("redo.nothing") or not_allowed."""
        return self._step("redo", self._history.undone, self._history.done)

    def _step(self, name: str, source: list[Step], target: list[Step]) -> Done:
        # roles may have changed since: nobody takes back or repeats what they may no longer do
        for step in source[-1:]:
            self._refuse_barred(step.command)
        with self._writing:
            if not source:
                raise Refusal(f"{name}.nothing")
            step = source[-1]
            done = self._save(name, lambda unit: unit.invert(step.batch))
            source.pop()
            target.append(step._replace(batch=done.batch))
        return replace(done, result=None, label=step.label)

    def _save(self, name: str, body: Callable[[Unit], Any]) -> Done:
        self._refuse_closed()
        self._refuse_read_only()
        return self._run(self._engine, name, body)

    # what somebody is still writing

    def keep_draft(self, id: str, form: str, object: str, body: str) -> None:
        """Keeps what this person is writing, encrypted with the record, until it is dropped.

        Raises Refusal: read_only, register.busy, register.closed, disk.full, disk.failed.
        """
        from app.domain.draft import Draft
        from app.store import drafts

        draft = Draft(id, self.session.person, form, object, self.clock.now(), body)
        self._keep(lambda connection: drafts.keep(connection, draft))

    def drafts(self) -> tuple[Draft, ...]:
        """What this person was writing and neither saved nor threw away, the newest first."""
        from app.store import drafts

        return self._ask(drafts.of, self.session.person)

    def drop_draft(self, id: str) -> None:
        """Forgets a draft of this person's, there or not; raises what `keep_draft` does."""
        from app.store import drafts

        self._keep(lambda connection: drafts.drop(connection, id, self.session.person))

    def _keep(self, body: Callable[[Connection], None]) -> None:
        with self._writing:
            self._refuse_closed()
            self._refuse_read_only()
            with self._write(self._engine) as connection:
                body(connection)

    # the file and its keys

    def verify(
        self,
        progress: checking.Progress | None = None,
        *,
        noted: tuple[Anchor, ...] = (),
        elsewhere: tuple[Path, ...] = (),
    ) -> Verification:
        """Checks the file, the records against their journal, the chain and its anchors, and the key file.

        To the anchors beside the register, in its backups and issues come those `noted` on paper and those of
        backups `elsewhere`. The log keeps that it was checked and what came of it. Raises Refusal:
        not_allowed, register.busy, register.closed.
        """
        self.require("register.verify")
        return checking.verify(self, progress, noted, elsewhere)

    def anchor(self, where: str, name: str = "") -> Anchor | None:
        """Notes beside the register where the journal stands; None where that cannot be written here."""
        return checking.note(self, where, name)

    def typed_anchor(self, text: str) -> Anchor:
        """An anchor as it is typed from a printed sheet; Refusal("anchor.slip") for what is none."""
        from app.store import anchors

        return anchors.typed(text, self.origin)

    def backup(
        self,
        folder: Path | None = None,
        reason: Reason = Reason.ASKED,
        progress: upkeep.Progress | None = None,
    ) -> Path:
        """A checked copy of this register in `folder`, or with its own backups; it opens like any register.

        Raises Refusal: not_allowed, backup.failed, keys.missing, cancelled; then nothing is left behind.
        """
        # the other reasons are the program's own, for which nobody asked: whoever works, nothing may be lost
        if reason is Reason.ASKED:
            self.require("backup.make")
        return upkeep.backup(self, folder, reason, progress)

    def scrub(self) -> bool:
        """Writes the file anew where something was disposed of since it last was; so does the next opening.

        False where another window still reads the old pages. Raises Refusal: read_only, register.busy,
        register.closed, disk.full, disk.failed.
        """
        return upkeep.scrub(self)

    def change_passphrase(self, passphrase: str) -> None:
        """Wraps this person's key with another passphrase; the register is not re-encrypted.

        Raises Refusal: read_only, disk.failed, or one of the passphrase's; the old one then still opens.
        """
        from app import custody

        custody.change_passphrase(self, passphrase)

"""The whole permission table on a real register: every role with every command, every read and every act."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import Connection, text

import app.commands
import app.reads
from app.domain import permissions
from app.domain.backup_rules import Reason
from app.domain.clock import FixedClock
from app.domain.codes import Role
from app.errors import Refusal
from app.jobs import back_up
from app.register import Register
from tests.builders import new_register


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(package.__path__):
        yield importlib.import_module(f"{package.__name__}.{found.name}")


def commands() -> dict[str, Callable[..., Any]]:
    """Every command there is, by its name."""
    return {
        function.marked.name: function
        for module in modules(app.commands)
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if hasattr(function, "marked")
    }


def reads() -> dict[str, tuple[Callable[..., Any], ...]]:
    """Every read there is, by its module: what takes a connection first."""
    found: dict[str, tuple[Callable[..., Any], ...]] = {}
    for module in modules(app.reads):
        own = tuple(
            function
            for name, function in inspect.getmembers(module, inspect.isfunction)
            if function.__module__ == module.__name__
            and not name.startswith("_")
            and "Connection" in str(next(iter(inspect.signature(function).parameters.values()), ""))
        )
        if own:
            found[module.__name__.removeprefix("app.")] = own
    return found


COMMANDS, READS = commands(), reads()


@pytest.fixture(scope="module")
def open_register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    from datetime import UTC, datetime

    clock = FixedClock(datetime(2026, 11, 26, 14, 2, tzinfo=UTC))
    made = new_register(Path(tmp_path_factory.mktemp("matrix")), clock)
    yield made
    made.close()


def refused(connection: Connection) -> list[tuple[str, str, str]]:
    rows = connection.execute(
        text("select object, class, outcome from journal where kind = 'refused' order by seq")
    )
    return [(row[0], row[1], row[2]) for row in rows]


def gate(call: Callable[[], object]) -> bool:
    """Whether the gate let it through; what it then lacks or refuses for itself is another matter."""
    try:
        call()
    except Refusal as refusal:
        return refusal.code != "not_allowed"
    except TypeError:
        return True
    return True


def held_by(register: Register, role: Role) -> None:
    register.roles = permissions.effective(frozenset({role}), alone=False)


@pytest.mark.parametrize("role", Role)
def test_every_command_is_for_whom_the_table_says(open_register: Register, role: Role) -> None:
    held_by(open_register, role)
    before = len(open_register._ask(refused))
    through = {name for name, run in COMMANDS.items() if gate(lambda run=run: open_register.do(run))}
    assert through == {name for name, roles in permissions.COMMANDS.items() if role in roles}
    stopped = open_register._ask(refused)[before:]
    assert stopped == [(name, "system", "refused") for name in COMMANDS if name not in through]


@pytest.mark.parametrize("role", Role)
def test_every_read_is_for_whom_the_table_says(open_register: Register, role: Role) -> None:
    held_by(open_register, role)
    before = len(open_register._ask(refused))
    through = {
        name for name, own in READS.items() for read in own if gate(lambda read=read: open_register.ask(read))
    }
    assert through == {name for name, roles in permissions.READS.items() if role in roles}
    stopped = open_register._ask(refused)[before:]
    assert {name for name, _, _ in stopped} == set(READS) - through
    assert {(class_, outcome) for _, class_, outcome in stopped} <= {("system", "refused")}


@pytest.mark.parametrize("role", Role)
def test_every_act_is_for_whom_the_table_says(open_register: Register, role: Role) -> None:
    held_by(open_register, role)
    through = {name for name in permissions.ACTS if gate(lambda name=name: open_register.require(name))}
    assert through == {name for name, roles in permissions.ACTS.items() if role in roles}
    assert through == {name for name in permissions.ACTS if open_register.may(name)}


@pytest.mark.parametrize("role", Role)
def test_a_check_and_a_backup_ask_the_table_where_they_run(
    open_register: Register, role: Role, tmp_path: Path
) -> None:
    held_by(open_register, role)
    before = len(open_register._ask(refused))
    assert gate(open_register.verify) == (role in permissions.CHECKERS)
    assert gate(lambda: open_register.backup(tmp_path)) == (role in permissions.KEEPERS)
    assert gate(lambda: back_up.back_up(open_register)) == (role in permissions.KEEPERS)
    assert bool(list(tmp_path.iterdir())) == (role in permissions.KEEPERS)
    stopped = [name for name, _, _ in open_register._ask(refused)[before:]]
    assert stopped == [
        *([] if role in permissions.CHECKERS else ["register.verify"]),
        *([] if role in permissions.KEEPERS else ["backup.make"] * 2),
    ]


@pytest.mark.parametrize("role", Role)
def test_the_programs_own_backups_are_made_whoever_works(open_register: Register, role: Role) -> None:
    held_by(open_register, role)
    for reason in (Reason.OPENING, Reason.WORK):
        assert back_up.back_up(open_register, reason).path.is_dir()


def test_the_table_and_the_program_name_the_same_things() -> None:
    assert set(permissions.COMMANDS) == set(COMMANDS)
    assert set(permissions.READS) == set(READS)
    assert not set(permissions.ACTS) & set(COMMANDS)


def test_what_no_table_knows_is_nobodys(open_register: Register) -> None:
    open_register.roles = frozenset(Role)
    assert not open_register.may("backup.burn")
    assert not open_register.may("reads.everything")


def may(role: Role) -> set[str]:
    table = {**permissions.COMMANDS, **permissions.READS, **permissions.ACTS}
    return {name for name, roles in table.items() if role in roles}


CONTENT = {name for name in READS if name not in ("reads.log", "reads.marking", "reads.backups")}


def test_an_administrator_holds_people_keys_and_backups_and_no_record_content() -> None:
    rights = may(Role.ADMINISTRATOR)
    assert {"person.add", "person.remove", "key.rekey", "backup.restore", "register.verify"} <= rights
    assert {
        name for name in rights & set(READS) if not permissions.READS[name] >= permissions.ANYBODY
    } == set()
    assert rights & set(COMMANDS) == {
        name for name, roles in permissions.COMMANDS.items() if roles >= permissions.ANYBODY
    }


def test_an_auditor_holds_the_log_only() -> None:
    rights = may(Role.AUDITOR)
    own = {
        name
        for name in rights
        if not name.startswith(("log.", "reads.log", "reads.marking", "reads.backups"))
    }
    assert {name for name in own if Role.READER not in permissions.COMMANDS.get(name, frozenset())} <= {
        "person.passphrase", "screen.capture", "register.verify",
    }  # fmt: skip
    assert not own & set(READS)


def test_a_reader_changes_nothing_of_the_record() -> None:
    assert {
        n for n in may(Role.READER) & set(COMMANDS) if permissions.COMMANDS[n] != permissions.ANYBODY
    } == set()


def test_whoever_prepares_does_not_settle_and_whoever_settles_does_not_administer() -> None:
    settling = {name for name, roles in permissions.COMMANDS.items() if roles == permissions.APPROVERS}
    assert {"score.moderate", "submission.ratify", "threat.archive", "disruption.moderate"} <= settling
    assert not settling & (may(Role.COORDINATOR) | may(Role.ADMINISTRATOR) | may(Role.LEAD))
    both = frozenset({Role.ADMINISTRATOR, Role.APPROVER})
    assert permissions.effective(both, alone=False) == frozenset({Role.ADMINISTRATOR})
    assert permissions.effective(both, alone=True) >= both

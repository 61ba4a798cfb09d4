"""A register on disk: what survives, what is refused, and what each refusal leaves untouched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from app import words
from app.commands import actions, threats, updates
from app.domain.action import Redating, Update
from app.domain.clock import FixedClock
from app.domain.codes import Series
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads import card, meetings
from app.register import Register
from app.store import schema
from app.store.tables import METADATA
from tests.builders import PASSPHRASE, add_action, add_threat, new_register, reopen

ROOT = Path(__file__).parent.parent.parent
REGISTERS = ROOT / "tests" / "registers"


def refused(path: Path, clock: FixedClock, **keys: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        Register.open(path, clock=clock, **(keys or {"passphrase": PASSPHRASE}))
    assert words.refusal(caught.value)
    return caught.value


def test_what_was_saved_is_there_after_closing(register: Register) -> None:
    saved = add_action(register, add_threat(register))
    again = reopen(register)
    found = again.ask(card.card, saved.threat, date(2026, 11, 26))
    again.close()
    assert [shown.action for shown in found.actions] == [saved]


def test_nothing_of_the_record_is_readable_in_the_files(register: Register) -> None:
    add_threat(register, name="Canary Wharf network")
    register.close()
    for file in register.path.rglob("*"):
        if file.is_file():
            assert b"Canary" not in file.read_bytes(), file.name
            assert not file.read_bytes().startswith(b"SQLite format 3")


def test_the_driver_is_sqlcipher_and_commits_are_synchronous(register: Register) -> None:
    with register._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA cipher_version").scalar()
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_wrong_passphrase_a_missing_register_and_a_missing_key_file_differ(
    register: Register, clock: FixedClock
) -> None:
    register.close()
    assert refused(register.path, clock, passphrase="quite another phrase").code == "passphrase.wrong"
    assert refused(register.path.with_name("None.register"), clock).code == "register.missing"
    (register.path / "keys.json").unlink()
    assert refused(register.path, clock).code == "keys.missing"


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (b"", "register.damaged"),
        (b"\0" * 8192, "register.damaged"),
        (b"SQLite format 3\0" + b"\0" * 8000, "register.plaintext"),
    ],
)
def test_an_empty_damaged_or_plain_file_is_refused_and_left_as_it_is(
    register: Register, clock: FixedClock, damage: bytes, code: str
) -> None:
    register.close()
    file = register.path / "register.db"
    file.write_bytes(damage)
    assert refused(register.path, clock).code == code
    assert file.read_bytes() == damage


def test_an_existing_register_is_never_written_over(register: Register, clock: FixedClock) -> None:
    add_threat(register)
    with pytest.raises(Refusal, match=r"register\.exists"):
        Register.create(register.path, PASSPHRASE, user="x", clock=clock)
    assert register.verify().ok


def test_a_second_window_reads_and_says_who_writes(register: Register, clock: FixedClock) -> None:
    saved = add_threat(register)
    second = Register.open(register.path, passphrase=PASSPHRASE, clock=clock)
    try:
        assert second.read_only
        assert second.held_by == "Drew Quill, since 14:02"
        assert second.ask(card.card, saved.id, date(2026, 11, 26)).threat == saved
        with pytest.raises(Refusal) as caught:
            second.do(threats.add, Threat(id="x", reference="X"))
        assert "Drew Quill, since 14:02" in words.refusal(caught.value)
    finally:
        second.close()
    assert not register.read_only


def test_the_lock_ends_with_the_first_window(register: Register, clock: FixedClock) -> None:
    register.close()
    again = Register.open(register.path, passphrase=PASSPHRASE, clock=clock)
    assert not again.read_only
    again.close()


def test_a_reader_does_not_block_a_save(register: Register) -> None:
    with register._engine.connect() as reader, reader.begin():
        reader.exec_driver_sql("SELECT count(*) FROM threat").scalar()
        add_threat(register)


def test_a_backup_opens_like_the_register_and_holds_the_same(register: Register, tmp_path: Path) -> None:
    saved = add_threat(register)
    copy = register.backup(tmp_path / "é backups")
    with Register.open(copy, passphrase=PASSPHRASE, clock=register.clock) as opened:
        assert opened.verify().ok
        assert opened.ask(card.card, saved.id, date(2026, 11, 26)).threat == saved
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_a_backup_that_does_not_check_is_not_kept(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.backup.findings", lambda _: ["page 3 is wrong"])
    with pytest.raises(Refusal, match=r"backup\.failed"):
        register.backup(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


HEAD = "0004"


def newer_scripts(folder: Path, body: str) -> Path:
    scripts = folder / "migrations"
    shutil.copytree(schema.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9001_next.py").write_text(
        f'from alembic import op\nrevision = "9001"\ndown_revision = "{HEAD}"\n\ndef upgrade():\n{body}'
    )
    return scripts


def test_an_older_register_is_backed_up_and_brought_up(
    register: Register, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = add_threat(register)
    register.close()
    scripts = newer_scripts(tmp_path, '    op.execute("CREATE TABLE extra (id VARCHAR)")\n')
    monkeypatch.setattr(schema.needs_migration, "__defaults__", (scripts,))
    monkeypatch.setattr(schema.migrate, "__defaults__", (scripts,))
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert schema.version(opened._engine) == "9001"
        assert opened.ask(card.card, saved.id, date(2026, 11, 26)).threat == saved
    assert [path.name for path in (register.path / "backups").iterdir()] == [
        "2026-11-26 140200 before migration.register"
    ]


def test_a_register_of_version_1_0_is_brought_up_whole(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "Version 1.0.register"
    shutil.copytree(REGISTERS / "0001.register", path)
    with Register.open(path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert schema.version(opened._engine) == HEAD
        assert opened.verify().ok
        found = opened.ask(card.card, "t-AS/2024/0131", date(2026, 11, 26))
        assert (found.threat.mapping, found.threat.priority, found.threat.tags) == ("ratified", 1, ())
        assert [step.submission for step in found.mapping] == [None, None]
        assert [(score.total, score.moderates) for score in found.scores] == [(312, ())]
        assert opened.ask(meetings.meetings)[0].series is Series.TASKING
        # what was written before is still changed, undone and verified
        opened.do(threats.change, replace(found.threat, tags=("cuckooing",)))
        opened.undo()
        assert opened.ask(card.card, "t-AS/2024/0131", date(2026, 11, 26)).threat.tags == ()
        assert opened.verify().ok


def test_a_migration_that_fails_leaves_the_old_schema_whole(
    register: Register, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    body = '    op.execute("CREATE TABLE extra (id VARCHAR)")\n    raise ValueError("half way")\n'
    scripts = newer_scripts(tmp_path, body)
    with monkeypatch.context() as patched:
        patched.setattr(schema.needs_migration, "__defaults__", (scripts,))
        patched.setattr(schema.migrate, "__defaults__", (scripts,))
        with pytest.raises(ValueError, match="half way"):
            Register.open(register.path, passphrase=PASSPHRASE, clock=clock)
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert schema.version(opened._engine) == HEAD
        assert opened.verify().ok
        with opened._engine.connect() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        assert "extra" not in names


def test_a_newer_register_is_refused_with_its_bytes_untouched(register: Register, clock: FixedClock) -> None:
    with register._engine.connect().execution_options(writer=True) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    register.close()
    before = (register.path / "register.db").read_bytes()
    found = refused(register.path, clock)
    assert (found.code, found.fields["found"]) == ("register.newer", "0999")
    assert (register.path / "register.db").read_bytes() == before


def test_the_migrated_schema_is_the_one_the_records_define(register: Register) -> None:
    def statements(engine: Engine) -> set[str]:
        with engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
            # a table that a migration wrote anew has its name in quotes
            plain = (" ".join(row[0].split()).replace('"', "") for row in rows)
            return {statement for statement in plain if "alembic_version" not in statement}

    derived = create_engine("sqlite://")
    METADATA.create_all(derived)
    assert statements(register._engine) == statements(derived)
    derived.dispose()


def fill(register: Register, long: list[Update]) -> None:
    for update in long:
        register.do(updates.add, update)


def test_10_a_full_disk_refuses_and_keeps_the_record_whole(register: Register) -> None:
    threat = add_threat(register)
    with register._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    original = register._engine.pool._creator

    def small() -> object:
        connection = original()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    register._engine.pool._creator = small  # type: ignore[method-assign, assignment]
    register._engine.dispose()
    long = [Update(id=f"u{n}", threat=threat.id, on=date(2026, 11, 26), text="x" * 4000) for n in range(50)]
    with pytest.raises(Refusal, match=r"disk\.full"):
        fill(register, long)
    register._engine.pool._creator = original  # type: ignore[method-assign]
    register._engine.dispose()
    assert register.verify().ok
    add_action(register, threat, title="Refer once there is room")


def test_35_the_same_record_in_another_time_zone_and_locale(register: Register, clock: FixedClock) -> None:
    saved = add_action(register, add_threat(register, next_review=date(2026, 3, 29)))
    register.close()
    script = (
        "import sys; from pathlib import Path; from datetime import date;"
        "from app.register import Register; from app.reads import card;"
        "r = Register.open(Path(sys.argv[1]), passphrase='three random words');"
        "c = r.ask(card.card, sys.argv[2], date(2026, 11, 26));"
        "print(c.threat.next_review, c.actions[0].action.due); r.close()"
    )
    env = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    said = subprocess.run(
        [sys.executable, "-c", script, str(register.path), saved.threat],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert said.stdout.split() == ["2026-03-29", "2026-12-18"]


def test_removing_what_others_refer_to_is_refused(register: Register) -> None:
    action = add_action(register, add_threat(register))
    moved = register.do(actions.redate, action, date(2027, 1, 4), "access refused").result
    from app.store.unit import Unit, command

    @command("test.drop")
    def drop(unit: Unit) -> None:
        unit.drop(moved)

    with pytest.raises(Refusal, match="in_use"):
        register.do(drop)
    register.do(actions.remove, moved)
    assert register.ask(card.card, action.threat, date(2026, 11, 26)).actions == ()
    register.undo()
    found = register.ask(card.card, action.threat, date(2026, 11, 26)).actions
    assert [type(move) for move in found[0].moves] == [Redating]


def test_a_folder_with_hostile_characters_is_an_ordinary_folder(tmp_path: Path, clock: FixedClock) -> None:
    made = new_register(tmp_path, clock, name="Région #1 % 100 ? 🙂")
    add_threat(made)
    again = reopen(made)
    assert again.verify().ok
    again.close()

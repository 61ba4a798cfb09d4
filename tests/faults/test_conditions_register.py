"""Conditions of the register itself: damage, other versions, other clocks, odd names, failing programs."""

from __future__ import annotations

import shutil
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app import words
from app.commands import threats, updates
from app.domain.action import Update
from app.domain.clock import FixedClock, local
from app.domain.threat import Threat
from app.errors import Refusal
from app.register import Register
from app.store import engine, keys, schema
from app.store.unit import Unit, command
from app.ui import machine
from tests.builders import PASSPHRASE, QUICK, add_action, add_threat
from tests.intake.registers import all_of
from tests.store.test_register import newer_scripts

REGISTERS = Path(__file__).parent.parent / "registers"


def refused(path: Path, clock: FixedClock, passphrase: str = PASSPHRASE) -> Refusal:
    with pytest.raises(Refusal) as caught:
        Register.open(path, passphrase=passphrase, clock=clock)
    assert words.refusal(caught.value)
    return caught.value


@pytest.mark.parametrize("damage", [b"", b"\0" * 8192])
def test_21_24_an_empty_file_is_no_new_register_and_stays_as_it_is(
    register: Register, clock: FixedClock, damage: bytes
) -> None:
    add_threat(register)
    register.close()
    file = register.path / "register.db"
    file.write_bytes(damage)
    said = words.refusal(refused(register.path, clock))
    assert "backup" in said
    assert file.read_bytes() == damage


def test_23_a_wrong_passphrase_and_a_damaged_file_are_told_apart(
    register: Register, clock: FixedClock
) -> None:
    register.close()
    assert refused(register.path, clock, "quite another phrase").code == "passphrase.wrong"
    (register.path / "register.db").write_bytes(b"\1" * 8192)
    assert refused(register.path, clock).code == "register.damaged"


def test_25_a_file_that_is_not_encrypted_is_refused_and_left(register: Register, clock: FixedClock) -> None:
    register.close()
    plain = b"SQLite format 3\0" + b"\0" * 8176
    (register.path / "register.db").write_bytes(plain)
    assert refused(register.path, clock).code == "register.plaintext"
    assert (register.path / "register.db").read_bytes() == plain


def test_26_a_newer_register_is_refused_and_its_records_are_untouched(
    register: Register, clock: FixedClock
) -> None:
    with register._engine.connect().execution_options(writer=True) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    register.close()
    before = (register.path / "register.db").read_bytes()
    found = refused(register.path, clock)
    assert (found.code, found.fields["found"]) == ("register.newer", "0999")
    assert (register.path / "register.db").read_bytes() == before


def rows(connection: Any) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, by column."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {}
    for name in names:
        cursor = connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')
        columns = [column[0] for column in cursor.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in cursor]
    return found


@pytest.mark.parametrize("version", sorted(path.stem for path in REGISTERS.glob("0*.register")))
def test_27_every_schema_ever_shipped_is_backed_up_and_brought_up_with_every_row(
    tmp_path: Path, clock: FixedClock, version: str
) -> None:
    path = tmp_path / "Old.register"
    shutil.copytree(REGISTERS / f"{version}.register", path)
    key = keys.unlock((path / "keys.json").read_text(), PASSPHRASE).key
    raw = engine.connect(path / "register.db", key)
    before = rows(raw)
    raw.close()
    with Register.open(path, passphrase=PASSPHRASE, clock=clock) as register:
        assert schema.needs_migration(register._engine) is False
        after = rows(register._engine.raw_connection().driver_connection)
        assert register.verify().ok
    for name, kept in before.items():
        if name != "alembic_version":
            now = {tuple(row[column] for column in kept[0]) for row in after[name]} if kept else set()
            # a column may hold more than before, and a table more rows; none that was there is gone
            assert len(after[name]) >= len(kept)
            assert sum(tuple(row.values()) in now for row in kept) == len(kept), name
    older = version < max(each.stem for each in REGISTERS.glob("0*.register"))
    assert bool(list((path / "backups").glob("[!.]*.register"))) == older


def test_28_a_migration_that_meets_a_bad_row_changes_nothing_and_names_it(
    register: Register, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_action(register, add_threat(register), id="the-bad-one")
    register.close()
    scripts = newer_scripts(
        tmp_path, "    op.execute(\"UPDATE action SET threat = 'nowhere' WHERE id = 'the-bad-one'\")\n"
    )
    with monkeypatch.context() as patched:
        patched.setattr(schema.needs_migration, "__defaults__", (scripts,))
        patched.setattr(schema.migrate, "__defaults__", (scripts,))
        found = refused(register.path, clock)
    assert found.code == "register.bad_row"
    assert "the-bad-one" in words.refusal(found)
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as opened:
        assert opened.verify().ok
        with opened._engine.connect() as connection:
            assert connection.execute(text("SELECT threat FROM action")).scalar() != "nowhere"


def test_30_38_a_folder_taken_to_another_machine_opens_by_passphrase_or_recovery_key(
    tmp_path: Path, clock: FixedClock
) -> None:
    old = tmp_path / "South West.register"
    made, recovery = Register.create(old, PASSPHRASE, user="Drew Quill", clock=clock, hardness=QUICK)
    made.close()
    there = tmp_path / "New PC" / "Renamed.register"
    shutil.copytree(made.path, there)
    Register.open(there, passphrase=PASSPHRASE, clock=clock).close()
    Register.open(there, recovery_key=recovery.lower().replace("-", " "), clock=clock).close()


def test_33_the_order_is_by_sequence_when_the_clock_goes_a_day_back_and_ten_years_on(
    register: Register, clock: FixedClock
) -> None:
    for number, days in enumerate((0, -1, 3650, -3650)):
        clock.moment += timedelta(days=days)
        add_threat(register, f"AS/2026/{number:04}")
    with register._engine.connect() as connection:
        made = connection.execute(
            text("SELECT object, clock_back FROM journal WHERE command = 'threat.add' ORDER BY seq")
        ).all()
    assert [object[-4:] for object, _ in made] == ["0000", "0001", "0002", "0003"]
    assert [bool(back) for _, back in made] == [False, True, False, True]
    assert register.verify().ok


@pytest.mark.parametrize(
    "night", [datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]
)
def test_34_nothing_shifts_in_the_nights_when_the_hour_changes(
    register: Register, clock: FixedClock, night: datetime
) -> None:
    due = local(night).date()
    threat = add_threat(register, next_review=due)
    for number in range(4):
        clock.moment = night + timedelta(minutes=30 * number)
        register.do(updates.add, Update(id=f"u{number}", threat=threat.id, on=due, text="Seen"))
    assert {update.on for update in all_of(register, Update)} == {due}
    assert [found.next_review for found in all_of(register, Threat)] == [due]
    with register._engine.connect() as connection:
        seen = connection.execute(
            text("SELECT at, clock_back FROM journal WHERE command = 'update.add' ORDER BY seq")
        ).all()
    assert [at for at, _ in seen] == sorted(at for at, _ in seen)
    # the first is before the day on which the register was made
    assert not any(back for _, back in seen[1:])


ODD = ["Région 🙂 #1 % 100", "CON", "ends with a dot.", "x" * 200, "a'b\"c;d&e", "  spaces  "]


@pytest.mark.parametrize("name", ODD)
def test_36_an_odd_name_is_a_name_or_one_refusal(tmp_path: Path, clock: FixedClock, name: str) -> None:
    path = tmp_path / ("deep " * 12) / name / f"{name}.register"
    path.parent.mkdir(parents=True)
    try:
        made, _ = Register.create(path, PASSPHRASE, user="Drew", clock=clock, hardness=QUICK)
    except Refusal as refusal:
        said = words.refusal(refusal)
        assert said
        assert not path.exists()
        return
    with made:
        made.do(threats.add, Threat(id="t", reference="AS/2026/0001"))
        assert made.backup(tmp_path / "copies").is_dir()
    assert len(str(path)) > 100
    with Register.open(path, passphrase=PASSPHRASE, clock=clock) as again:
        assert again.verify().ok


def test_37_a_passphrase_typed_in_another_form_of_the_same_letters_opens(
    tmp_path: Path, clock: FixedClock
) -> None:
    phrase = "café crème brûlée"
    typed = [unicodedata.normalize(form, phrase) for form in ("NFC", "NFD")]
    assert typed[0] != typed[1]
    path = tmp_path / "South West.register"
    Register.create(path, typed[0], user="Drew", clock=clock, hardness=QUICK)[0].close()
    Register.open(path, passphrase=typed[1], clock=clock).close()
    assert "Caps Lock" in words.refusal(refused(path, clock, typed[0].upper()))


@command("fail_for_test")
def fails_half_way(unit: Unit, error: BaseException) -> None:
    unit.put(Threat(id="half", reference="AS/2026/0666", name="Glimmerwick"))
    raise error


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("Glimmerwick"), KeyboardInterrupt()])
def test_56_a_program_that_fails_half_way_leaves_the_record_as_it_was(
    register: Register, error: BaseException
) -> None:
    with pytest.raises(type(error)):
        register.do(fails_half_way, error)
    assert all_of(register, Threat) == []
    assert register.verify().ok
    add_threat(register)
    assert [found.reference for found in all_of(register, Threat)] == ["AS/2024/0131"]


def test_53_what_somebody_was_writing_is_there_after_a_lock_and_readable_to_nobody_else(
    register: Register, clock: FixedClock
) -> None:
    register.keep_draft("one", "update", "t", "Glimmerwick was seen")
    register.close()
    for file in register.path.rglob("*"):
        assert not file.is_file() or b"Glimmerwick" not in file.read_bytes()
    with Register.open(register.path, passphrase=PASSPHRASE, clock=clock) as again:
        assert [draft.body for draft in again.drafts()] == ["Glimmerwick was seen"]


@pytest.mark.parametrize("damage", [b"", b"\0" * 400, b'{"theme":', b"\xff\xfe"])
def test_29_settings_that_a_power_cut_emptied_start_from_the_last_good_ones(
    tmp_path: Path, damage: bytes
) -> None:
    store = machine.Store(tmp_path)
    store.change(lambda value: value.opened(Path("/registers/South West.register")))
    store.close()
    store = machine.Store(tmp_path)
    store.change(lambda value: value.opened(Path("/registers/Other.register")))
    store.close()
    (tmp_path / machine.FILE).write_bytes(damage)
    again = machine.Store(tmp_path)
    assert again.damaged
    assert (tmp_path / again.damaged).read_bytes() == damage
    assert again.value.recent
    again.close()

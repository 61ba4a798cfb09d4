"""Reference data: what a record names is retired and never removed; names are unique in their list."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from app import cli
from app.commands import reference as commands
from app.commands import region
from app.domain.clock import FixedClock
from app.domain.codec import specs
from app.domain.codes import ChoiceList
from app.domain.faults import Faulty
from app.domain.kinds import KINDS
from app.domain.region import Choice, Force, Setting, Theme
from app.domain.scheme import Scheme
from app.errors import Refusal
from app.jobs import set_up
from app.reads.reference import Reference, reference, uses
from app.register import Register
from app.store.references import BY_NAME, LISTED, pointing
from app.store.tables import JOURNAL, table
from app.store.unit import Unit
from app.ui.desk import _open, _whole
from tests.builders import PASSPHRASE, add_threat

VALUES = {
    "force": Force(id="spare", name="Spare force"),
    "theme": Theme(id="spare", name="Spare theme"),
    "choice": Choice(id="spare", list=ChoiceList.CAPABILITY, name="Spare capability"),
}
FIELDS = [(kind, *place) for kind in VALUES for place in (*pointing(kind), *LISTED.get(kind, ()))]


def head(register: Register) -> int:
    changed = select(func.max(JOURNAL.c.seq)).where(JOURNAL.c.version > 0)
    return register.ask(lambda c: c.execute(changed).scalar_one())


def lists(register: Register) -> Reference:
    return register.ask(reference)


def names(register: Register, list_: ChoiceList) -> list[str]:
    return [choice.name for choice in lists(register).offered(list_)]


def row_that_names(connection: Connection, kind: str, column: str, id: str) -> None:
    """A bare row of a kind that names a value in one field; the rest of it is of no matter here."""
    plain: dict[type, Any] = {
        str: "", int: 0, bool: False, tuple: (), float: 0.0, date: date(2026, 1, 1),
        datetime: datetime(2026, 1, 1, tzinfo=UTC),
    }  # fmt: skip
    values: dict[str, Any] = {}
    for spec in specs(KINDS[kind]):
        if spec.name == column:
            values[spec.name] = (id,) if spec.type is tuple else id
        elif not spec.optional:
            values[spec.name] = plain[spec.type] if spec.type in plain else next(iter(spec.type))
    connection.execute(table(KINDS[kind]).insert().values({**values, "id": "r"}))


def test_every_foreign_key_to_a_list_is_looked_at() -> None:
    """The places that the rule knows are those that the records have."""
    assert {(kind, name, column) for kind, name, column in FIELDS} >= {
        ("force", "threat", "home_force"),
        ("force", "officer", "force"),
        ("force", "transfer", "to_force"),
        ("force", "threat", "other_forces"),
        ("theme", "threat", "primary_theme"),
        ("theme", "threat", "secondary_themes"),
        ("theme", "disruption", "theme"),
        ("choice", "mapping_step", "return_reason"),
        ("choice", "request", "capability"),
        ("choice", "ancillary_order", "order_type"),
    }


@pytest.mark.parametrize(("kind", "name", "column"), FIELDS)
def test_what_a_record_names_is_retired_and_not_removed(
    register: Register, kind: str, name: str, column: str
) -> None:
    value = register.do(commands.add, VALUES[kind]).result
    before = head(register)

    def named_and_removed(unit: Unit) -> None:
        row_that_names(unit.connection, name, column, "spare")
        commands.remove(unit, value)

    named_and_removed.marked = commands.remove.marked  # type: ignore[attr-defined]
    with pytest.raises(Refusal) as told:
        register.do(named_and_removed)
    assert (told.value.code, told.value.fields["count"]) == ("reference.in_use", 1)
    assert head(register) == before
    # what nothing names may go
    register.do(commands.remove, value)
    register.undo()
    assert register.ask(uses).get("spare", 0) == 0


@pytest.mark.parametrize("list_", BY_NAME)
def test_a_reason_that_is_kept_by_its_words_is_in_use_too(register: Register, list_: ChoiceList) -> None:
    value = register.do(commands.add, Choice(id="spare", list=list_, name="Spare reason")).result
    ((name, column),) = BY_NAME[list_]

    def named_and_removed(unit: Unit) -> None:
        row_that_names(unit.connection, name, column, "Spare reason")
        commands.remove(unit, value)

    named_and_removed.marked = commands.remove.marked  # type: ignore[attr-defined]
    with pytest.raises(Refusal) as told:
        register.do(named_and_removed)
    assert told.value.code == "reference.in_use"


def test_a_retired_value_is_not_offered_and_still_shown_where_a_record_has_it(register: Register) -> None:
    threat = add_threat(register, home_force="dorset", primary_theme="fraud")
    dorset = lists(register).force("dorset")
    fraud = lists(register).theme("fraud")
    assert dorset
    assert fraud
    retired = register.do(commands.retire, dorset).result
    register.do(commands.retire, fraud)
    now = lists(register)
    assert "dorset" not in [force.id for force in now.offered_forces()]
    assert "dorset" in [force.id for force in now.offered_forces(threat.home_force)]
    assert "fraud" not in [theme.id for theme in now.offered_themes()]
    assert now.force("dorset") is not None
    assert register.ask(uses)["dorset"] == 1
    register.do(commands.bring_back, retired)
    assert "dorset" in [force.id for force in lists(register).offered_forces()]


def test_names_are_unique_in_their_list_whatever_their_case(register: Register) -> None:
    twin = Choice(id="twin", list=ChoiceList.CAPABILITY, name=" surveillance")
    with pytest.raises(Faulty) as told:
        register.do(commands.add, twin)
    assert told.value.faults[0].code == "reference.name_taken"
    # another list may have it
    register.do(commands.add, replace(twin, list=ChoiceList.ARCHIVE_REASON))
    first = lists(register).offered(ChoiceList.CAPABILITY)[0]
    register.do(commands.retire, first)
    with pytest.raises(Faulty) as told:
        register.do(commands.add, replace(twin, id="again"))
    assert told.value.faults[0].code == "reference.name_retired"


def test_one_word_cannot_mean_two_themes(register: Register) -> None:
    fraud = lists(register).theme("fraud")
    assert fraud
    with pytest.raises(Faulty) as told:
        register.do(commands.change, replace(fraud, synonyms=(*fraud.synonyms, "CSAE")))
    assert told.value.faults[0].code == "reference.synonym_taken"
    saved = register.do(commands.change, replace(fraud, synonyms=(*fraud.synonyms, "Scams"))).result
    assert saved.synonyms[-1] == "Scams"


def test_a_list_keeps_its_order_and_a_move_is_undone_in_one_step(register: Register) -> None:
    before = names(register, ChoiceList.CAPABILITY)
    added = register.do(commands.add, Choice(id="c", list=ChoiceList.CAPABILITY, name="Drones")).result
    assert names(register, ChoiceList.CAPABILITY) == [*before, "Drones"]
    register.do(commands.move, added, -len(before))
    assert names(register, ChoiceList.CAPABILITY) == ["Drones", *before]
    register.undo()
    assert names(register, ChoiceList.CAPABILITY) == [*before, "Drones"]


def test_a_renamed_value_is_renamed_everywhere(register: Register) -> None:
    force = lists(register).force("dorset")
    assert force
    register.do(commands.change, replace(force, name="Dorset Police"))
    assert lists(register).force("dorset").name == "Dorset Police"  # type: ignore[union-attr]


# settings


def test_several_settings_change_in_one_step(register: Register) -> None:
    was = lists(register).settings
    register.do(region.change_settings, {"lro_limit": 4, "due_soon_days": 21}, was)
    now = lists(register).settings
    assert (now.lro_limit, now.due_soon_days) == (4, 21)
    register.undo()
    assert lists(register).settings == was


def test_settings_that_cannot_be_in_force_are_refused(register: Register) -> None:
    was, before = lists(register).settings, head(register)
    for values, field in (
        ({"lro_limit": 0}, "lro_limit"),
        ({"bands": ((300, "High"), (200, "Medium"))}, "bands"),
        ({"tiers": ("Local", "local")}, "tiers"),
        ({"agenda": (("1", "log", "Log", "", 5), ("2", "log", "Other", "", 5))}, "agenda"),
        ({"submission_fields": (("a", "", "", "", True),)}, "submission_fields"),
        ({"marking": " "}, "marking"),
    ):
        with pytest.raises(Faulty) as told:
            register.do(region.change_settings, values, was)
        assert [fault.field for fault in told.value.faults] == [field]
    assert head(register) == before


def test_settings_that_another_changed_are_not_overwritten(register: Register) -> None:
    was = lists(register).settings
    register.do(region.change_settings, {"lro_limit": 4}, was)
    with pytest.raises(Refusal) as told:
        register.do(region.change_settings, {"lro_limit": 9}, was)
    assert told.value.code == "setting.changed_since"


# registers of earlier versions

OLD = Path("tests/registers/0001.register")
OLD_PASSPHRASE = PASSPHRASE


@pytest.fixture
def old(tmp_path: Path, clock: FixedClock) -> Path:
    path = tmp_path / "Old.register"
    shutil.copytree(OLD, path)
    return path


def count(register: Register, kind: type) -> int:
    return int(register.ask(lambda c: c.execute(select(func.count()).select_from(table(kind))).scalar_one()))


def test_a_register_of_version_1_gets_its_lists_once(old: Path, clock: FixedClock) -> None:
    with Register.open(old, passphrase=OLD_PASSPHRASE, clock=clock) as register:
        assert count(register, Choice) == 0
        _whole(register)
        shipped = set_up.choices()
        assert count(register, Choice) == len(shipped)
        assert count(register, Scheme) == len(set_up.schemes())
        assert lists(register).settings.submission_fields
        entries = head(register)
        batches = register.ask(
            lambda c: c.execute(select(JOURNAL.c.batch).where(JOURNAL.c.command == "region.complete")).all()
        )
        assert len({row[0] for row in batches}) == 1
        _whole(register)
        assert head(register) == entries
        assert register.undo_label == "lists of this version added"
    with Register.open(old, passphrase=OLD_PASSPHRASE, clock=clock) as register:
        set_up.complete(register)
        assert head(register) == entries


def test_the_desk_brings_them_as_it_opens_the_register(old: Path) -> None:
    with _open(old, OLD_PASSPHRASE, "", None) as register:
        assert count(register, Choice) == len(set_up.choices())
        # a second window reads them, and changes nothing
        with _open(old, OLD_PASSPHRASE, "", None) as reader:
            assert reader.read_only
            assert count(reader, Choice) == len(set_up.choices())


def test_one_that_may_only_be_read_is_shown_without_them(old: Path, clock: FixedClock) -> None:
    with (
        Register.open(old, passphrase=OLD_PASSPHRASE, clock=clock) as holder,
        _open(old, OLD_PASSPHRASE, "", None) as reader,
    ):
        assert reader.read_only
        assert count(reader, Choice) == count(holder, Choice) == 0


def test_a_list_that_somebody_emptied_stays_empty(register: Register) -> None:
    for choice in lists(register).offered(ChoiceList.TRANSFER_REASON):
        register.do(commands.remove, choice)
    before = head(register)
    set_up.complete(register)
    assert head(register) == before


def test_a_new_register_lacks_nothing(register: Register) -> None:
    before = head(register)
    set_up.complete(register)
    assert head(register) == before
    assert count(register, Scheme) == len(set_up.schemes())
    assert count(register, Setting) > 0


def test_the_command_line_brings_them_before_an_export(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOURFOLD_PASSPHRASE", OLD_PASSPHRASE)
    cli.run(
        ["export", "--reason", "For a test", str(old), "--month", "2031-01", "--to", str(tmp_path), "--json"]
    )
    assert json.loads(capsys.readouterr().out)["refused"] == "export.no_meeting"
    with Register.open(old, passphrase=OLD_PASSPHRASE) as register:
        assert count(register, Choice) == len(set_up.choices())


def test_a_value_that_somebody_removed_cannot_be_moved(register: Register) -> None:
    added = register.do(commands.add, Choice(id="c", list=ChoiceList.CAPABILITY, name="Drones")).result
    register.do(commands.remove, added)
    before = head(register)
    with pytest.raises(Refusal, match="gone"):
        register.do(commands.move, added, -1)
    assert head(register) == before

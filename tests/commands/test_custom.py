"""Custom fields: defined, changed, retired, removed, and saved with their record in one step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.commands import actions, custom, threats
from app.domain.codes import FieldType
from app.domain.custom import CustomField
from app.domain.faults import Faulty
from app.domain.threat import Threat
from app.errors import Refusal
from app.reads import custom as reads
from app.reads.journal import recent, threat_history
from app.reads.reference import reference
from app.register import Register
from app.store.references import held
from tests.builders import add_action, add_threat


def define(register: Register, name: str = "Locality", **fields: object) -> CustomField:
    made = CustomField(id=f"f-{name}", of="threat", name=name, **fields)  # type: ignore[arg-type]
    saved: CustomField = register.do(custom.define, made).result
    return saved


def say(register: Register, threat: Threat, was: dict[str, str], **values: str) -> None:
    texts = {f"f-{name}": text for name, text in values.items()}
    register.do(custom.along(threats.change, "threat", texts, was), threat)


def kept(register: Register) -> dict[str, int]:
    return dict(register.ask(lambda connection: held(connection).items()))


def head(register: Register) -> object:
    return register.ask(lambda c: recent(c, 1))


def test_fields_keep_the_order_in_which_they_were_made_until_moved(register: Register) -> None:
    define(register, "Zone")
    second = define(register, "Area")
    assert [f.name for f in register.ask(reads.fields, "threat")] == ["Zone", "Area"]
    register.do(custom.move, second, -1)
    assert [f.name for f in register.ask(reads.fields, "threat")] == ["Area", "Zone"]
    register.undo()
    assert [f.name for f in register.ask(reads.fields, "threat")] == ["Zone", "Area"]


def test_two_fields_of_a_kind_cannot_bear_one_name(register: Register) -> None:
    define(register)
    with pytest.raises(Faulty) as told:
        define(register, "LOCALITY")
    assert told.value.faults[0].code == "reference.name_taken"
    # another kind of record may
    register.do(custom.define, CustomField(id="o", of="officer", name="Locality"))


def test_only_the_kinds_that_have_forms_take_custom_fields(register: Register) -> None:
    with pytest.raises(Refusal) as told:
        register.do(custom.define, CustomField(id="x", of="meeting", name="Room"))
    assert told.value.code == "custom.no_kind"


def test_values_are_saved_with_their_record_in_one_step(register: Register) -> None:
    define(register, type=FieldType.NUMBER)
    made = Threat(id="t", reference="AS/2026/1", name="Harbour line")
    done = register.do(custom.along(threats.add, "threat", {"f-Locality": "1,250"}, {}), made)
    assert done.label == "threat added"
    assert register.ask(reads.values, "t") == {"f-Locality": "1250"}
    assert register.ask(reads.typed, "threat") == {"t": {"f-Locality": 1250}}
    register.undo()
    assert register.ask(reads.values, "t") == {}
    register.redo()
    assert register.ask(reads.values, "t") == {"f-Locality": "1250"}


def test_a_value_is_changed_and_emptied(register: Register) -> None:
    define(register)
    threat = add_threat(register)
    say(register, threat, {}, Locality="Harbour")
    say(register, threat, {"f-Locality": "Harbour"}, Locality="Quay")
    assert register.ask(reads.values, threat.id) == {"f-Locality": "Quay"}
    say(register, threat, {"f-Locality": "Quay"}, Locality=" ")
    assert register.ask(reads.values, threat.id) == {}
    register.undo()
    assert register.ask(reads.values, threat.id) == {"f-Locality": "Quay"}


def test_what_another_changed_meanwhile_is_not_overwritten(register: Register) -> None:
    define(register)
    threat = add_threat(register)
    say(register, threat, {}, Locality="Harbour")
    before = head(register)
    with pytest.raises(Refusal) as told:
        say(register, threat, {}, Locality="Quay")
    assert told.value.code == "custom.changed_since"
    assert head(register) == before


def test_a_text_that_does_not_fit_stops_the_whole_save(register: Register) -> None:
    define(register, type=FieldType.NUMBER)
    threat = add_threat(register)
    before = head(register)
    with pytest.raises(Faulty) as told:
        say(register, replace(threat, name="Other name"), {}, Locality="many")
    assert told.value.faults[0].field == "custom:f-Locality"
    assert head(register) == before


def test_a_field_in_use_keeps_its_type_and_is_retired_rather_than_removed(register: Register) -> None:
    field = define(register)
    threat = add_threat(register)
    say(register, threat, {}, Locality="Harbour")
    for refused, code in (
        (lambda: register.do(custom.change, replace(field, type=FieldType.NUMBER)), "custom.type_held"),
        (lambda: register.do(custom.remove, field), "custom.held"),
    ):
        with pytest.raises(Refusal) as told:
            refused()
        assert told.value.code == code
    retired = register.do(custom.retire, field).result
    assert register.ask(reference).custom("threat") == ()
    assert register.ask(reads.values, threat.id) == {"f-Locality": "Harbour"}
    register.do(custom.bring_back, retired)
    assert [f.name for f in register.ask(reference).custom("threat")] == ["Locality"]


def test_what_a_record_said_that_is_gone_keeps_no_field(register: Register) -> None:
    field = register.do(custom.define, CustomField(id="c", of="action", name="Cost")).result
    action = add_action(register, add_threat(register))
    register.do(custom.along(actions.change, "action", {"c": "800"}, {}), action, "priced")
    with pytest.raises(Refusal):
        register.do(custom.remove, field)
    register.do(actions.remove, action)
    assert kept(register) == {}
    assert register.ask(reads.values, action.id) == {}
    register.do(custom.remove, field)
    assert register.ask(reads.fields, "action") == ()
    register.undo()
    register.undo()
    assert kept(register) == {"c": 1}


def test_a_field_that_no_record_uses_may_go_and_come_back(register: Register) -> None:
    field = define(register)
    changed = register.do(custom.change, replace(field, name="Locality of the group")).result
    register.do(custom.remove, changed)
    assert register.ask(reads.fields, "threat") == ()
    register.undo()
    assert [f.name for f in register.ask(reads.fields, "threat")] == ["Locality of the group"]


def test_home_names_the_record_that_a_custom_value_was_saved_with(register: Register) -> None:
    define(register)
    cost = CustomField(id="c", of="action", name="Cost")
    register.do(custom.define, cost)
    threat = add_threat(register, operation="Whimbrel")
    action = add_action(register, threat)
    say(register, threat, {}, Locality="Harbour")
    register.do(custom.along(actions.change, "action", {"c": "800"}, {}), action, "priced")
    told = [(batch.command, batch.subject, batch.detail.get("title")) for batch in register.ask(recent, 2)]
    assert told == [("action.change", "Op Whimbrel", action.title), ("threat.change", "Op Whimbrel", None)]


def test_the_history_of_the_threat_tells_it(register: Register) -> None:
    define(register)
    threat = add_threat(register)
    say(register, threat, {}, Locality="Harbour")
    say(register, threat, {"f-Locality": "Harbour"}, Locality="")
    removed, added = [e for e in register.ask(threat_history, threat.id) if e.kind == "custom_value"]
    assert removed.removed
    assert added.created


def test_a_field_that_somebody_removed_cannot_be_moved(register: Register) -> None:
    field = define(register)
    register.do(custom.remove, field)
    with pytest.raises(Refusal, match="gone"):
        register.do(custom.move, field, 1)

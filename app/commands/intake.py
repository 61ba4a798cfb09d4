"""Taking in a file, in one batch, and deciding what was held."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from app.commands import actions, custom, leads, threats
from app.commands.numbering import next_number, next_reference, reference
from app.commands.submissions import live_of
from app.domain import codec
from app.domain.action import Action
from app.domain.assignment import Assignment
from app.domain.codes import ActionState, LeadRole, LogClass, MappingState, Strand, ThreatStatus
from app.domain.custom import CustomField, CustomValue
from app.domain.custom_value import PREFIX, canonical
from app.domain.disruption import Disruption
from app.domain.inbox import ColumnLayout, Held
from app.domain.intake import AS_WRITTEN, LEFT_OUT, TOLD_OF_MAPPING, Amendment, Taking
from app.domain.kinds import Record
from app.domain.officer import Officer
from app.domain.request import Request
from app.domain.threat import MappingStep, Note, Threat
from app.errors import Refusal
from app.store.tables import table
from app.store.unit import Unit, command

NUMBERED: dict[type[Any], str] = {Action: actions.LETTER, Disruption: "D", Request: "R"}
"""The records that a file brings without a reference of this register."""


@command("import.take_in")
def take_in(unit: Unit, taking: Taking) -> Mapping[str, int]:
    """Writes all that a file comes to in one batch; the journal keeps its name, its digest and the counts.

    Raises Refusal("import.moved_on") where the register changed since the file was compared.
    """
    _refuse_moved_on(unit, taking)
    unit.because(taking.reason)
    new = list(taking.new)
    for cls, letter in NUMBERED.items():
        new = _numbered(unit, new, cls, letter)
    unit.put_many(new)
    for amendment in taking.amendments:
        # the one before may have had a reason of its own, such as that of an archive
        unit.because(taking.reason)
        _amend(unit, amendment)
    unit.because(taking.reason)
    if new or taking.amendments or taking.left_out:
        after = {
            **taking.counts,
            "file": taking.file,
            "sha256": taking.sha256,
            "left_out": list(taking.left_out),
        }
        unit.log(LogClass.COLLECTION, "import", after=after)
    return taking.counts


def _numbered(unit: Unit, records: list[Record], cls: type[Any], letter: str) -> list[Record]:
    """The records, with this register's next references for those of a kind."""
    if not any(isinstance(record, cls) for record in records):
        return records
    number = next_number(unit, cls, letter)
    found: list[Record] = []
    for record in records:
        if isinstance(record, cls):
            found.append(replace(record, reference=reference(letter, number)))
            number += 1
        else:
            found.append(record)
    return found


def _refuse_moved_on(unit: Unit, taking: Taking) -> None:
    where = table(Threat)
    new = [record for record in taking.new if isinstance(record, Threat)]
    used = {row[0] for row in unit.rows(select(func.lower(where.c.reference)))} if new else set()
    if any(record.reference.lower() in used for record in new):
        raise Refusal("import.moved_on")
    kinds: dict[str, type[Threat] | type[Action] | type[Officer]]
    kinds = {"threat": Threat, "action": Action, "officer": Officer}
    for amendment in taking.amendments:
        stored = unit.seek(kinds[amendment.kind], amendment.id)
        if stored is None or stored.version != amendment.version:
            raise Refusal("import.moved_on")


@command("import.remember")
def remember(unit: Unit, layout: ColumnLayout) -> ColumnLayout:
    """Keeps a mapping of columns by its name; one of that name is replaced."""
    for known in unit.find(ColumnLayout):
        if known.name.casefold() == layout.name.casefold():
            return unit.put(replace(layout, id=known.id, version=known.version))
    return unit.put(layout)


@command("import.decide")
def decide(
    unit: Unit,
    held: str,
    *,
    take: bool = True,
    strand: Strand | None = None,
    due: date | None = None,
    title: str = "",
    threat: str | None = None,
    reference: str = "",
    same: bool = False,
    fields: Collection[str] | None = None,
) -> Held:
    """Settles a held row, which leaves the inbox: taken with what was missing, or left out with a note.

    A held action needs its strand, title and threat; a held threat its reference; of held differences
    `fields` are taken (None: all). `same` lets an action fill the one it resembles, not stand beside it.
    """
    row = unit.get(Held, held)
    value = json.loads(row.candidate)
    unit.because(f"{row.file}, {row.sheet} row {row.row}: {row.code}")
    if row.kind == "action":
        owner_of = threat or row.threat
        if take:
            _take_action(unit, value, owner_of, strand, due, title, same)
        elif owner_of is not None:
            _note(unit, owner_of, LEFT_OUT, value["as_written"], _source(row))
    elif row.kind == "threat":
        if take:
            _decide_threat(unit, row, value, reference)
    elif row.kind.endswith("_change"):
        wanted = (
            value["fields"] if fields is None else {n: v for n, v in value["fields"].items() if n in fields}
        )
        _decide_change(unit, row, value, wanted if take else {})
    elif threat is not None:
        _note(unit, threat, LEFT_OUT, value["as_written"], _source(row))
    unit.drop(row)
    return row


def _source(row: Held) -> str:
    return ", ".join(part for part in (row.file, row.sheet, f"row {row.row}") if part)


def _note(unit: Unit, threat: str, heading: str, text: str, source: str) -> None:
    if text:
        unit.put(Note(id=unit.new_id(), threat=threat, heading=heading, text=text, source=source))


def _take_action(
    unit: Unit,
    value: dict[str, Any],
    owner_of: str | None,
    strand: Strand | None,
    due: date | None,
    title: str,
    same: bool,
) -> None:
    if owner_of is None:
        raise Refusal("import.choose_threat")
    chosen = strand or (Strand(value["strand"]) if value["strand"] else None)
    if chosen is None:
        raise Refusal("import.choose_strand")
    if not (title or value["title"]):
        raise Refusal("import.enter_title")
    made = _action(unit, value, owner_of, chosen, due, title)
    known = unit.seek(Action, value["same_as"]) if same and value.get("same_as") else None
    if known is None:
        unit.put(made)
        return
    # the register's own values stand; what it lacks is filled
    names = ("set_on", "due", "due_text", "detail", "outcome")
    filled: dict[str, Any] = {name: getattr(known, name) or getattr(made, name) for name in names}
    if not known.owner and not known.owner_organisation:
        filled.update(owner=made.owner, owner_organisation=made.owner_organisation)
    unit.put(replace(known, as_written=made.as_written, **filled))


def _action(
    unit: Unit, value: dict[str, Any], threat: str, strand: Strand, due: date | None, title: str
) -> Action:
    owner, organisation = _owner(unit, value["owner"], value["force"])
    stated = date.fromisoformat(value["due"]) if value["due"] else None
    return Action(
        id=unit.new_id(),
        threat=threat,
        reference=next_reference(unit, Action, actions.LETTER),
        strand=strand,
        title=title or value["title"],
        detail=value["detail"],
        owner=owner,
        owner_organisation=organisation,
        set_on=date.fromisoformat(value["set_on"]) if value["set_on"] else None,
        due=due or stated,
        due_text="" if due or stated else value["due_text"],
        state=ActionState(value["state"]),
        outcome=value["outcome"],
        as_written=value["as_written"],
    )


def _owner(unit: Unit, person: dict[str, str] | None, force: str | None) -> tuple[str | None, str]:
    if not person:
        return None, ""
    if not person["name"]:
        return None, person["organisation"]
    return _officer(unit, person, force), ""


def _officer(unit: Unit, person: dict[str, str], force: str | None) -> str:
    """The officer of that rank and name in the force, made where there is none."""
    alike = unit.find(Officer, name=person["name"], rank=person["rank"])
    for officer in alike:
        if officer.left_on is None and officer.force in (force, None):
            return officer.id
    return unit.put(Officer(id=unit.new_id(), name=person["name"], rank=person["rank"], force=force)).id


def _decide_threat(unit: Unit, row: Held, value: dict[str, Any], reference: str) -> None:
    if not reference.strip():
        raise Refusal("import.choose_threat")
    made = threats.add(
        unit, replace(codec.build(Threat, value["threat"]), id=unit.new_id(), reference=reference)
    )
    if made.mapping is not MappingState.NOT_SUBMITTED:
        # what a submission that is withdrawn goes back to, as for a threat that was taken at once
        said = f"As the file says: {_source(row)}"
        step = MappingStep(id=unit.new_id(), threat=made.id, state=made.mapping, on=unit.today, reason=said)
        unit.put(step)
    for role, person in value["leads"].items():
        officer = _officer(unit, person, value["force"])
        unit.put(Assignment(id=unit.new_id(), threat=made.id, role=LeadRole(role), officer=officer))
    for heading, text, source in value["notes"]:
        _note(unit, made.id, heading, text, source)
    _custom(unit, made.id, value.get("custom", {}), _source(row))
    _note(unit, made.id, AS_WRITTEN, value["as_written"], _source(row))
    for plain in value["actions"]:
        if plain["strand"] and plain["title"]:
            unit.put(_action(unit, plain, made.id, Strand(plain["strand"]), None, ""))
        else:
            _note(unit, made.id, LEFT_OUT, plain["as_written"], plain["source"])


def _decide_change(unit: Unit, row: Held, value: dict[str, Any], wanted: dict[str, Any]) -> None:
    kind = row.kind.removesuffix("_change")
    record: Threat | Action
    record = unit.get(Threat, value["id"]) if kind == "threat" else unit.get(Action, value["id"])
    fields = {}
    for name, given in wanted.items():
        if name == "owner" or name.startswith("lead."):
            officer, organisation = _owner(unit, given, value["force"])
            fields[name] = {"officer": officer} if officer else {"organisation": organisation}
        else:
            fields[name] = given
    written = value["as_written"]
    _amend(
        unit,
        Amendment(
            kind=kind,
            id=record.id,
            version=record.version,
            fields=fields,
            as_written=written if kind == "action" else "",
            source=_source(row),
        ),
    )
    if kind == "threat":
        _note(unit, record.id, AS_WRITTEN, written, _source(row))


def _amend(unit: Unit, amendment: Amendment) -> None:
    if amendment.kind == "action":
        _amend_action(unit, amendment)
    elif amendment.kind == "threat":
        _amend_threat(unit, amendment)
    else:
        officer = unit.get(Officer, amendment.id)
        unit.put(replace(officer, lro_trained_on=date.fromisoformat(amendment.fields["lro_trained_on"])))


def _amend_action(unit: Unit, amendment: Amendment) -> None:
    stored = unit.get(Action, amendment.id)
    flat = codec.flatten(stored)
    for name, value in amendment.fields.items():
        if name == "owner":
            flat["owner"], flat["owner_organisation"] = value.get("officer"), value.get("organisation", "")
        else:
            flat[name] = value
    if amendment.as_written:
        flat["as_written"] = amendment.as_written
    if flat["state"] != ActionState.OPEN and stored.state is ActionState.OPEN:
        flat["completed_on" if flat["state"] == ActionState.COMPLETED else "closed_on"] = (
            unit.today.isoformat()
        )
    actions.change(unit, codec.build(Action, flat), reason=f"As the file says: {amendment.source}")


_OWN = frozenset(
    {"name", "operation", "area", "tier", "niche_ref", "apmis_ref", "summary", "primary_theme", "home_force",
     "secondary_themes", "next_review", "neighbourhood", "local_profile", "victims", "victims_ref", "at_risk",
     "at_risk_ref", "tags"}
)  # fmt: skip


def _amend_threat(unit: Unit, amendment: Amendment) -> None:
    stored = unit.get(Threat, amendment.id)
    own = {name: value for name, value in amendment.fields.items() if name in _OWN}
    if own:
        flat = {**codec.flatten(stored), **own}
        # a primary theme or home force taken from the file may have been a secondary one here
        for one, others in (("primary_theme", "secondary_themes"), ("home_force", "other_forces")):
            flat[others] = [id for id in (flat[others] or ()) if id != flat[one]]
        stored = threats.change(unit, codec.build(Threat, flat))
    for name, value in amendment.fields.items():
        if name.startswith("lead."):
            role = LeadRole(name.removeprefix("lead."))
            leads.assign(unit, stored.id, role, value.get("officer"), unit.today)
    own_fields = {n.removeprefix(PREFIX): v for n, v in amendment.fields.items() if n.startswith(PREFIX)}
    _custom(unit, stored.id, own_fields, amendment.source)
    if "mapping" in amendment.fields:
        stored = _map(unit, stored, amendment.fields["mapping"], amendment.source)
    if "status" in amendment.fields:
        _set_status(unit, stored, amendment.fields["status"], amendment.source)


def _custom(unit: Unit, threat: str, said: Mapping[str, str], source: str) -> None:
    """What a file says in custom fields, by their names; what a field no longer takes is kept as a note."""
    fields = {field.name.casefold(): field for field in unit.find(CustomField, of="threat")}
    held = {value.field: value.text for value in unit.find(CustomValue, object=threat)}
    texts = {}
    for name, text in said.items():
        field = fields.get(name.casefold())
        if field is not None and _fits(unit, field, text):
            texts[field.id] = text
        else:
            _note(unit, threat, name, text, source)
    custom.set_values(unit, "threat", threat, texts, held)


def _fits(unit: Unit, field: CustomField, text: str) -> bool:
    """Whether the field, which may have changed since the file was read, takes a text."""
    try:
        canonical(field, text, unit.today)
    except Refusal:
        return False
    return True


def _map(unit: Unit, threat: Threat, value: Mapping[str, Any], source: str) -> Threat:
    """A step of mapping; where a submission on its way says the state, the word is a note."""
    if live_of(unit, threat.id) is not None:
        _note(unit, threat.id, TOLD_OF_MAPPING, value["text"], source)
        return threat
    on = min(date.fromisoformat(value["on"]) if value["on"] else unit.today, unit.today)
    reason = f"{value['reason']} (file: “{value['text']}”)" if value["reason"] else f"File: “{value['text']}”"
    mapped: Threat = threats.map_step(unit, threat, MappingState(value["state"]), on, reason)
    return mapped


def _set_status(unit: Unit, threat: Threat, value: Mapping[str, Any], source: str) -> None:
    if value["status"] == threat.status:
        return
    if value["status"] == ThreatStatus.ARCHIVED:
        on = min(date.fromisoformat(value["on"]) if value["on"] else unit.today, unit.today)
        # the force has closed it in its own tracker: what is open here stays so, and the file is why
        threats.archive(
            unit, threat, on, value["reason"], value["authoriser"], acknowledged="As the file says."
        )
    else:
        threats.reopen(unit, threat, f"As the file says: {source}")

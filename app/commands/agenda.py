"""The agenda of one meeting: laid from the template of its series, then arranged item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from app.commands.confirmed import refuse_confirmed
from app.domain.agenda import AgendaItem, StandingItem
from app.domain.agenda_rules import SECTION, Proposal, Rule
from app.domain.codes import ItemState, MeetingState, Series
from app.domain.dates import shown
from app.domain.meeting import Meeting
from app.domain.region import Setting
from app.domain.region_settings import RegionSettings, from_records
from app.errors import Refusal
from app.store.references import pointing
from app.store.tables import TABLES
from app.store.unit import Unit, command

CLOSED = frozenset({MeetingState.HELD, MeetingState.CANCELLED})


def template(settings: RegionSettings, series: Series) -> tuple[StandingItem, ...]:
    """The LOCAL standing agenda of a series."""
    return {
        Series.TASKING: settings.agenda,
        Series.CAPABILITIES: settings.capabilities_agenda,
        Series.PERFORMANCE: settings.performance_agenda,
    }[series]


def _open(unit: Unit, meeting: str) -> Meeting:
    """The meeting, whose agenda can still change; Refusal("agenda.closed") for one held or cancelled."""
    found = unit.get(Meeting, meeting)
    refuse_confirmed(unit, meeting)
    if found.state in CLOSED:
        raise Refusal("agenda.closed", on=shown(found.on), state=found.state.value)
    return found


def _own(unit: Unit, meeting: str, item: str) -> AgendaItem:
    """An item of this meeting; Refusal("gone") for one of another, whose agenda may be closed."""
    found = unit.get(AgendaItem, item)
    if found.meeting != meeting:
        raise Refusal("gone", kind="agenda item")
    return found


def _beside(unit: Unit, meeting: str, under: str | None) -> list[AgendaItem]:
    """The items at the same level in order, those parked left out."""
    found = unit.find(AgendaItem, meeting=meeting, under=under)
    return sorted(
        (item for item in found if item.state is not ItemState.PARKED), key=lambda i: (i.place, i.id)
    )


def _section(unit: Unit, meeting: str, key: str) -> AgendaItem | None:
    found = unit.find(AgendaItem, meeting=meeting, under=None, key=key)
    return min(found, key=lambda item: (item.place, item.id), default=None)


@command("agenda.begin")
def begin(unit: Unit, meeting: str) -> int:
    """Lays the template of its series as the agenda of a meeting, and takes over what was parked before.

    How many items the template has. Refusal("agenda.begun") where the meeting has an agenda already.
    """
    held = _open(unit, meeting)
    if unit.find(AgendaItem, meeting=meeting):
        raise Refusal("agenda.begun")
    standing = template(from_records(unit.find(Setting)), held.series)
    laid = unit.put_many(
        AgendaItem(
            id=unit.new_id(),
            meeting=meeting,
            place=place,
            key=item.key,
            title=item.title,
            led_by=item.led_by,
            minutes=item.minutes,
        )
        for place, item in enumerate(standing, 1)
    )
    _carry(unit, held)
    return laid


def _carry(unit: Unit, meeting: Meeting) -> int:
    """Copies the parking list of the meeting before, as far as it is not here; that one's stays as it was."""
    # one that was called off passes its parking list on all the same
    earlier = [m for m in unit.find(Meeting, series=meeting.series) if m.on < meeting.on]
    earlier = [m for m in earlier if unit.find(AgendaItem, meeting=m.id)]
    if not earlier:
        return 0
    before = max(earlier, key=lambda m: m.on).id
    keys = {item.id: item.key for item in unit.find(AgendaItem, meeting=before)}
    here = {_about(item) for item in unit.find(AgendaItem, meeting=meeting.id)}
    carried = 0
    for item in unit.find(AgendaItem, meeting=before, state=ItemState.PARKED):
        if _about(item) in here:
            continue
        section = _section(unit, meeting.id, keys.get(item.under or "", ""))
        under = section.id if section and item.under else None
        unit.put(replace(item, id=unit.new_id(), version=0, meeting=meeting.id, under=under))
        carried += 1
    return carried


def _about(item: AgendaItem) -> tuple[str, ...]:
    return item.threat or "", item.request or "", item.submission or "", item.title


@command("agenda.carry")
def carry_parked(unit: Unit, meeting: str) -> int:
    """Takes over the parking list of the meeting before; how many items came, none the second time."""
    return _carry(unit, _open(unit, meeting))


def _made(unit: Unit, meeting: str, proposals: Sequence[Proposal], state: ItemState) -> list[AgendaItem]:
    """The items that proposals become, each under its section where the agenda has it."""
    sections = {item.key: item.id for item in reversed(_beside(unit, meeting, None))}
    return [_item(unit, meeting, each, sections.get(SECTION[each.rule]), state) for each in proposals]


def _item(unit: Unit, meeting: str, proposal: Proposal, under: str | None, state: ItemState) -> AgendaItem:
    return AgendaItem(
        id=unit.new_id(),
        meeting=meeting,
        under=under,
        title=proposal.title,
        state=state,
        consent=proposal.rule is Rule.STABLE,
        threat=proposal.threat,
        request=proposal.request,
        submission=proposal.submission,
        rule=proposal.rule.value,
        ask=proposal.ask,
        recommended=proposal.recommended,
    )


@command("agenda.accept")
def accept(unit: Unit, meeting: str, proposals: Sequence[Proposal] = (), items: Sequence[str] = ()) -> int:
    """Puts proposals, and parked items by their ids, on the agenda, each at the end of its section.

    Those for the consent list stand after the others. A section that was off is switched on again.
    """
    _open(unit, meeting)
    new = _made(unit, meeting, proposals, ItemState.LISTED)
    new += [replace(_own(unit, meeting, id), state=ItemState.LISTED) for id in items]
    for under in dict.fromkeys(item.under for item in new):
        if under is not None:
            section = unit.get(AgendaItem, under)
            if section.state is not ItemState.LISTED:
                unit.put(replace(section, state=ItemState.LISTED))
        coming = {item.id: item for item in new if item.under == under}
        row = [*(i for i in _beside(unit, meeting, under) if i.id not in coming), *coming.values()]
        ordered = sorted(row, key=lambda item: item.consent) if under is not None else row
        for place, item in enumerate(ordered, 1):
            if item.id in coming or item.place != place:
                unit.put(replace(item, place=place))
    return len(new)


@command("agenda.park")
def park(unit: Unit, meeting: str, proposals: Sequence[Proposal] = (), items: Sequence[str] = ()) -> int:
    """Puts proposals and listed items on the parking list, from which the next meeting takes them over.

    Refusal("agenda.section_parked") for a section: what stands under it would be nowhere.
    """
    _open(unit, meeting)
    for proposed in _made(unit, meeting, proposals, ItemState.PARKED):
        unit.put(proposed)
    for id in items:
        item = _own(unit, meeting, id)
        if unit.find(AgendaItem, meeting=meeting, under=id):
            raise Refusal("agenda.section_parked", title=item.title)
        unit.put(replace(item, state=ItemState.PARKED))
    return len(proposals) + len(items)


def _fits(unit: Unit, item: AgendaItem) -> None:
    """Refusal("agenda.two_levels") for an item under one that stands under another, or with its own below."""
    if item.under is None:
        return
    above = unit.get(AgendaItem, item.under)
    below = unit.find(AgendaItem, meeting=item.meeting, under=item.id)
    if above.under is not None or below or above.meeting != item.meeting or above.id == item.id:
        raise Refusal("agenda.two_levels")


@command("agenda.add")
def add(unit: Unit, item: AgendaItem) -> AgendaItem:
    """A new item, the last of its level; before the closing item at the top, where the template has one."""
    _open(unit, item.meeting)
    _fits(unit, item)
    row = _beside(unit, item.meeting, item.under)
    if item.state is ItemState.PARKED:
        return unit.put(item)
    closing = bool(row) and item.under is None and row[-1].key == "close"
    at = len(row) - 1 if closing else len(row)
    if closing:
        unit.put(replace(row[-1], place=at + 2))
    return unit.put(replace(item, place=at + 1))


@command("agenda.change")
def change(unit: Unit, item: AgendaItem) -> AgendaItem:
    """Another title, lead, time, decision wanted or remark; private, or on the consent list."""
    _own(unit, item.meeting, item.id)
    _open(unit, item.meeting)
    _fits(unit, item)
    return unit.put(item)


@command("agenda.move")
def move(unit: Unit, item: str, under: str | None, at: int) -> AgendaItem:
    """Puts an item at a place of a level, from 0; `under` None is the top, else the id of a section.

    A place past the end is the last. Refusal("agenda.two_levels") as for a new item.
    """
    moved = replace(unit.get(AgendaItem, item), under=under)
    _open(unit, moved.meeting)
    _fits(unit, moved)
    row = [other for other in _beside(unit, moved.meeting, under) if other.id != item]
    row.insert(min(max(at, 0), len(row)), moved)
    for place, each in enumerate(row, 1):
        if each.id == item or each.place != place:
            unit.put(replace(each, place=place))
    return unit.get(AgendaItem, item)


@command("agenda.switch")
def switch(unit: Unit, item: str, on: bool) -> AgendaItem:
    """Switches an item on or off; one that is off keeps its place and has no number and no page."""
    found = unit.get(AgendaItem, item)
    _open(unit, found.meeting)
    return unit.put(replace(found, state=ItemState.LISTED if on else ItemState.OFF))


@command("agenda.remove")
def remove(unit: Unit, item: str) -> None:
    """Takes an item off for good, with those under it; a proposal comes back as a proposal.

    Refusal("agenda.used") where something was said, decided, set or tabled at one of them: switch it off.
    """
    found = unit.get(AgendaItem, item)
    _open(unit, found.meeting)
    gone = (*unit.find(AgendaItem, meeting=found.meeting, under=item), found)
    for each in gone:
        if _used(unit, each.id):
            raise Refusal("agenda.used", title=each.title)
    for each in gone:
        unit.drop(each)


def _used(unit: Unit, item: str) -> bool:
    cells = [TABLES[kind].c[name] for kind, name in pointing("agenda_item") if kind != "agenda_item"]
    return any(unit.rows(select(cell).where(cell == item).limit(1)) for cell in cells)

"""The agenda as printed: its lines with what is decided where, who is expected, and the consent list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import time

from app.domain.agenda import AgendaItem, minutes_by_item
from app.domain.codes import ItemState, LeadRole, MinutesState, Present
from app.domain.meeting import Member, minutes_between
from app.packs import agenda, movement
from app.packs.columns import AGENDA, DECISIONS
from app.packs.facts import Facts
from app.packs.model import (
    AgendaLine,
    Block,
    Card,
    Cell,
    Fact,
    Grid,
    GridCell,
    GridColumn,
    Sheet,
    Wanted,
)
from app.packs.phrases import by_how_much, count, day, day_and_month, number, within
from app.packs.request_rows import capability, view

CONSENT = (
    "Proposed because the score is level, no action is Red and nothing is asked (a local rule), or put here "
    "by the coordinator. Anyone may ask for one of them to be taken on its own."
)


def lines(facts: Facts, opened: Mapping[str, str], decisions: tuple[Wanted, ...]) -> tuple[AgendaLine, ...]:
    """The items at the top with their times; `opened` is the writers' name of each section by its key."""
    hour, past = facts.month.meeting.starts.split(":")
    starts = int(hour) * 60 + int(past)
    lasts = minutes_by_item(facts.month.agenda)
    made = []
    for number_, item in agenda.sections(facts):
        minutes = lasts[item.id] if isinstance(item, AgendaItem) else item.minutes
        many = sum(1 for each in decisions if section_of(each.number) == number_)
        made.append(
            AgendaLine(
                number_,
                item.title,
                item.led_by,
                f"{starts // 60 % 24:02}:{starts % 60:02}",
                minutes,
                str(many) if many else "",
                opened.get(item.key, ""),
                _below(facts, number_, item.key),
            )
        )
        starts += minutes
    return tuple(made)


def section_of(number_: str) -> str:
    """The number of the section that an item, a page or a decision stands under: "5" of "5.3 a"."""
    return number_.partition(" ")[0].partition(".")[0]


def _below(facts: Facts, section: str, key: str) -> tuple[tuple[str, str], ...]:
    """The items under a section that have no page of their own, with their numbers."""
    paged = set(agenda.pages(facts).values()) if key == "priorities" else set()
    return tuple(
        (number_, f"{_title(facts, item)}{', consent list' if item.consent else ''}")
        for number_, item in facts.agenda_items
        if isinstance(item, AgendaItem)
        and item.under is not None
        and section_of(number_) == section
        and number_ not in paged
    )


def _title(facts: Facts, item: AgendaItem) -> str:
    """A group's name as it stands now; else the item's own title."""
    threat = facts.threats.get(item.threat or "")
    about_group = threat is not None and not (item.request or item.submission) and item.rule
    return (threat.name if threat and about_group else "") or item.title


def allotted(facts: Facts, made: Iterable[AgendaLine]) -> str:
    """From when to when, how many minutes are allotted, and by how much that is too many."""
    meeting = facts.month.meeting
    minutes, length = sum(line.minutes for line in made), minutes_between(meeting.starts, meeting.ends)
    over = f", {number(minutes - length)} too many" if minutes > length else ""
    told = f", {count(minutes, 'minute')} allotted of {length}{over}" if minutes else ""
    return f"{meeting.starts} to {meeting.ends}{told}."


def wanted(facts: Facts, cards: tuple[Card, ...], opened: Mapping[str, str]) -> tuple[Wanted, ...]:
    """Every decision that the meeting is asked for, in the order it is taken."""
    found: list[Wanted] = []
    pages = {card.number: card for card in cards}
    for section, item in agenda.sections(facts):
        name = opened.get(item.key, "")
        if item.key == "log":
            found += _minutes(facts, section, name)
        if isinstance(item, AgendaItem) and item.ask:
            found.append(Wanted(section, item.ask, name, recommended=item.recommended))
        if item.key == "requests":
            found += _requests(facts, name)
        found += _consent(facts, section, name)
        for number_, child in facts.agenda_items:
            if not isinstance(child, AgendaItem) or child.under is None or section_of(number_) != section:
                continue
            page = pages.get(number_)
            if child.ask and not child.consent and not (child.request and item.key == "requests"):
                at = f"{number_} a" if page else number_
                found.append(_asked(facts, child, at, f"card {number_}" if page else name))
    return tuple(found)


def _minutes(facts: Facts, section: str, name: str) -> Iterator[Wanted]:
    kept, before = facts.month.minutes_before, facts.month.previous
    if kept is not None and before is not None and kept.state is MinutesState.DRAFT:
        words = f"Confirm the minutes of {day_and_month(before.on)} as a true record"
        yield Wanted(f"{section}.1", words, name, recommended="Confirm")


def _asked(facts: Facts, item: AgendaItem, number_: str, page: str) -> Wanted:
    title, ask = _title(facts, item), item.ask
    words = ask if title.casefold() in ask.casefold() else f"{title}: {ask}"
    threat = facts.threats.get(item.threat or "")
    return Wanted(number_, words, page, threat.reference if threat else "", recommended=item.recommended)


def _requests(facts: Facts, name: str) -> Iterator[Wanted]:
    rows = {row.id: row for row in facts.month.requests}
    items = {item.request: item for _, item in agenda.items_under(facts, "requests")}
    for id, number_ in agenda.requests_wanted(facts).items():
        row, item = rows[id], items.get(id)
        threat = facts.threats[row.threat]
        what = capability(facts, row) or row.asked
        words = f"Request {row.reference}: {within(what)}, {threat.name or threat.reference}"
        advice = view(row.manager_view, row.state.value)[0]
        yield Wanted(
            number_,
            (item.ask if item else "") or words,
            name,
            threat.reference,
            row.reference,
            (item.recommended if item else "") or advice,
        )


def _consent(facts: Facts, section: str, name: str) -> Iterator[Wanted]:
    listed = [number_ for number_, _ in on_consent(facts) if section_of(number_) == section]
    if listed:
        words = f"Take the consent list together: {count(len(listed), 'item')}"
        yield Wanted(section, words, name, recommended="Agree")


def on_consent(facts: Facts) -> tuple[tuple[str, AgendaItem], ...]:
    """The items that are taken together, with their numbers."""
    return tuple(
        (number_, item)
        for number_, item in facts.agenda_items
        if isinstance(item, AgendaItem) and item.consent
    )


def consent(facts: Facts) -> tuple[Block, ...]:
    """The consent list as one table; nothing where nothing stands on it."""
    rows = tuple(_consent_row(facts, number_, item) for number_, item in on_consent(facts))
    if not rows:
        return ()
    columns = (
        GridColumn("Item", 11), GridColumn("Group"), GridColumn("Score", 26), GridColumn("LRO", 40),
        GridColumn("Open actions", 24), GridColumn("Next review", 24),
    )  # fmt: skip
    remark = "taken together, without a page each"
    return (Block(grid=Grid("Consent list", columns, rows, remark=remark, note=CONSENT)),)


def _consent_row(facts: Facts, number_: str, item: AgendaItem) -> tuple[GridCell, ...]:
    threat = facts.threats.get(item.threat or "")
    if threat is None:
        return GridCell(number_), GridCell(item.title, strong=True), *(GridCell("–") for _ in range(4))
    score, moved = facts.score(threat.id), facts.score_change(threat.id)
    held = facts.lead(threat.id, LeadRole.LRO)
    open_ = sum(movement.is_open(row) for row in facts.actions_of.get(threat.id, ()))
    second = ", ".join(part for part in (threat.reference, facts.force(threat)) if part)
    return (
        GridCell(number_),
        GridCell(threat.name or "Name not yet recorded", second, strong=True),
        GridCell(number(score.total) if score else "none", by_how_much(moved) if moved is not None else ""),
        GridCell(facts.officer(held.officer) if held else "none"),
        GridCell(number(open_)),
        GridCell(day(threat.next_review)),
    )


def expected(facts: Facts) -> tuple[Fact, ...]:
    """Who is expected, by forces, unit and partners, and who has sent apologies."""
    came = {row.member: row for row in facts.month.attendance if row.member}
    groups: dict[str, list[str]] = defaultdict(list)
    sorry = []
    for member in facts.month.members:
        if member.retired:
            continue
        row = came.get(member.id)
        if row is not None and row.state is Present.APOLOGIES:
            sorry.append(_person(facts, member))
            continue
        deputy = f" (deputy: {row.deputy})" if row is not None and row.state is Present.DEPUTY else ""
        groups[_group(facts, member)].append(f"{_person(facts, member)}{deputy}")
    unit = facts.month.region.unit
    order = [label for label in ("Forces", unit, "Partners") if label in groups]
    made = [Fact(label, f"{'; '.join(groups[label])}.") for label in (*order, *sorted(groups.keys() - order))]
    return (*made, *((Fact("Apologies", f"{'; '.join(sorry)}."),) if sorry else ()))


def _group(facts: Facts, member: Member) -> str:
    if member.items:
        return f"Partners, items {member.items} only"
    unit = facts.month.region.unit
    if unit and member.organisation == unit:
        return unit
    forces = {name for force in facts.month.forces for name in (force.name, force.short)}
    return "Forces" if member.organisation in forces else "Partners"


def _person(facts: Facts, member: Member) -> str:
    who = facts.officer(member.officer) or member.name
    role = f" ({member.role})" if member.role else ""
    at_unit = member.organisation == facts.month.region.unit
    place = "" if at_unit or member.organisation in ("", who) else f"{member.organisation}, "
    return f"{place}{who}{role}"


def sheets(
    facts: Facts,
    made: tuple[AgendaLine, ...],
    cards: tuple[Card, ...],
    decisions: tuple[Wanted, ...],
    marking: str,
) -> tuple[Sheet, ...]:
    """Agenda, and Decisions where one is wanted; `marking` ends each row."""
    rows = tuple((*row, marking) for row in _rows(made, cards, decisions))
    found = [Sheet("Agenda", "one item or priority group", "item", AGENDA, 1, rows)]
    if decisions:
        asked = tuple(
            (
                one.number, one.words, one.threat or None, one.request or None, one.recommended or None, None,
                None, marking,
            )
            for one in decisions
        )  # fmt: skip
        found.append(Sheet("Decisions", "one decision wanted", "as it is taken", DECISIONS, 1, asked))
    return tuple(found)


def _rows(
    made: tuple[AgendaLine, ...], cards: tuple[Card, ...], decisions: tuple[Wanted, ...]
) -> Iterator[tuple[Cell, ...]]:
    for line in made:
        many = int(line.decisions) if line.decisions else None
        starts = time.fromisoformat(line.starts) if line.starts else None
        yield line.number, line.title, line.led_by or None, starts, line.minutes, many
        paged = [(card.number, card.title or card.reference) for card in cards] * (line.section == "groups")
        for number_, title in (*paged, *line.below):
            own = sum(1 for one in decisions if one.number.partition(" ")[0] == number_)
            yield number_, title, None, None, None, own or None


def switched_off(facts: Facts, keys: Iterable[str]) -> tuple[str, ...]:
    """The sections of the pack that are switched off for this meeting, by title."""
    of = set(keys)
    return tuple(
        f"{item.title}, switched off for this meeting"
        for item in facts.month.agenda
        if item.under is None and item.state is ItemState.OFF and item.key in of
    )

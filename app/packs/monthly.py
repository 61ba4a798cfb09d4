"""The month's pack: all counting, ordering, marking and wording, once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from app import words
from app.domain.codes import EditionKind
from app.domain.edition import FULL, Edition, may_compare
from app.domain.month import Month
from app.packs import (
    agenda,
    agenda_page,
    archive,
    cover,
    learning,
    log,
    log_checks,
    movement,
    orders,
    partner,
    performance,
    ranking,
    requests,
    reviews,
    submissions,
)
from app.packs.cards import card
from app.packs.changes_page import compared
from app.packs.exceptions import Found, counted_forces, find_all, grouped
from app.packs.facts import Facts
from app.packs.log import action_log, overdue_count, overdue_groups
from app.packs.model import Answer, Card, Exceptions, Fact, Pack, Section
from app.packs.phrases import count, day, month_words, weekday
from app.packs.picture import picture
from app.packs.sheets import in_order, sheets
from app.packs.tabled import states

TITLE = "Regional tasking pack"
SECTIONS = {"log": "log", "picture": "picture", "priorities": "groups", "exceptions": "exceptions"}
"""The items of the agenda that have a layout of their own, by the writers' name for it."""

PRINTED: frozenset[str] = frozenset()
"""Keys of sections that are named where they are left out."""

PARTS = {
    "submissions": submissions,
    "reviews": reviews,
    "requests": requests,
    "archive": archive,
    "performance": performance,
    "orders": orders,
    "learning": learning,
}
"""The items of the agenda that are printed as sections, each under the key of its item."""

SHEETS = {"log": "Action log", "picture": "Picture", "priorities": "Priorities", "exceptions": "Exceptions"}
"""The data sheet of each item that has a layout of its own; one that is off leaves it out."""

HANDLING = (
    "For the named recipient only. Do not copy, forward or leave unattended.",
    "Return or destroy when the next issue arrives, or at once if told that this copy is superseded "
    "or recalled.",
)


def _opened(facts: Facts, found: tuple[Found, ...], sections: tuple[Section, ...]) -> dict[str, str]:
    """The writers' name of each section that has something to print, by the key of its item."""
    filled = {
        "log": log.any_listed(facts) or facts.before is not None,
        "picture": bool(facts.active),
        "priorities": bool(facts.priorities),
        "exceptions": bool(found or log_checks.of_meetings(facts)) or overdue_count(facts)[0] > 0,
    }
    opened = {key: SECTIONS[key] for key, any_ in filled.items() if any_}
    return opened | {section.key: section.key for section in sections}


def _cards(facts: Facts, found: tuple[Found, ...]) -> tuple[Card, ...]:
    of: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        of[one.threat.id].append(one)
    numbers = agenda.pages(facts)
    return tuple(card(facts, row, numbers[row.id], tuple(of[row.id])) for row in facts.paged)


def _priority_answer(facts: Facts) -> Answer:
    ways = Counter(movement.direction(facts, threat) for threat in facts.priorities)
    told = [
        f"{ways[way]} {words_}"
        for way, words_ in (
            ("Getting worse", "getting worse"),
            ("Level", "level"),
            ("Getting better", "getting better"),
            ("Not known whether it is getting worse", "not known"),
        )
        if ways[way]
    ]
    listed = {item.threat for _, item in agenda_page.on_consent(facts)}
    calm = sum(row.id in listed for row in facts.priorities)
    paged = {row.id for row in facts.paged}
    below = sum(row.id not in paged for row in facts.priorities) - calm
    why = "not on this agenda" if agenda.laid(facts) else "below the local line"
    line = f" {count(calm, 'group')} on the consent list." if calm else ""
    line += f" {count(below, 'group')} {why} {'has' if below == 1 else 'have'} no page." if below else ""
    strong = f"{count(len(facts.priorities), 'priority group')}."
    return Answer(strong, f"{', '.join(told)}.{line}" if told else "")


def _exceptions(facts: Facts, found: tuple[Found, ...]) -> Exceptions:
    overdue, threats = overdue_count(facts)
    with_some = len({one.threat.id for one in found})
    tail = f"{count(len(found), 'exception')} on {count(with_some, 'threat')}." if found else "No exception."
    if alone := len(log_checks.of_meetings(facts)):
        tail += f" {count(alone, 'action')} of meetings overdue at several."
    return Exceptions(
        Answer(log.words_of(overdue, threats), tail),
        overdue_groups(facts),
        grouped(facts, found),
        tuple(force.short or force.name for force in counted_forces(facts)),
    )


def _meeting(facts: Facts) -> tuple[Fact, ...]:
    meeting = facts.month.meeting
    return (
        Fact("Meeting", f"{weekday(meeting.on)}\n{meeting.starts} to {meeting.ends}", True),
        Fact("Place", meeting.venue or "not set"),
        Fact("Chair", meeting.chair or "not set"),
    )


def _rules(facts: Facts) -> tuple[Fact, ...]:
    in_force = facts.month.settings
    rules = [
        Fact("Getting worse", f"The score rose by {in_force.score_step} or more, or into a higher band."),
        Fact(
            "Slipping", f"Overdue actions in two Ps, or a P with no movement in {in_force.still_days} days."
        ),
        Fact("Score too old", f"Assessed more than {in_force.score_stale_months} months before the meeting."),
        Fact("LRO overloaded", f"Leads more than {in_force.lro_limit} active threats as LRO."),
        Fact("Completed, resulted", "Completed is done; resulted is its outcome recorded and accepted."),
    ]
    if in_force.bands:
        bands = ", ".join(f"{label} from {low}" for low, label in in_force.bands)
        below = "" if in_force.bands[0][0] <= 0 else f"; below that {facts.lowest_band}"
        rules.append(Fact("Bands", f"{bands}{below}. Bands are local, not a national rule."))
    return tuple(rules)


def _scope(edition: Edition) -> tuple[Fact, ...]:
    """What a force's figures count, so that none is taken for the region's."""
    if edition.kind is not EditionKind.FORCE:
        return ()
    said = f"The threats that {edition.name} owns or shares. Every figure counts these alone."
    return (Fact("This edition holds", said),)


def rag_rule(facts: Facts) -> str:
    """The RAG rule with the thresholds in force, as every page that uses it states it."""
    in_force = facts.month.settings
    return words.say(
        "rag.rule", {"due_soon_days": in_force.due_soon_days, "times": words.times(in_force.redated_times)}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """What an issue says of itself: its version, the pack issued before it, the gaps it is issued with."""

    version: str = "1.0"
    draft: bool = False
    before: Pack | None = None
    gaps: tuple[str, ...] = ()
    gaps_reason: str = ""
    confirmed_by: str = ""
    app: str = ""
    head: str = ""


def build(month: Month, made_at: datetime, *, edition: Edition = FULL, issuing: Issuing = Issuing()) -> Pack:
    """The pack of an edition's month (see editions); states stand on the day of the meeting.

    `made_at` is aware UTC.
    """
    if edition.kind is EditionKind.PARTNER:
        return partner.build(month, made_at, edition, issuing)
    before = issuing.before if issuing.before and may_compare(issuing.before.kind, edition.kind) else None
    facts = Facts(month, before.states if before else None, before.as_at if before else None)
    found = find_all(facts)
    off = {key for key in (*PARTS, *SECTIONS) if agenda.off(facts, key)}
    parts = [part for key, part in PARTS.items() if key not in off]
    sections = tuple(made for part in parts if (made := part.section(facts)) is not None)
    cards, names = _cards(facts, found), _opened(facts, found, sections)
    wanted = agenda_page.wanted(facts, cards, names)
    lines = agenda_page.lines(facts, names, wanted)
    opened = {line.number for line in lines if line.section}
    shown, logged, gone = (
        picture(facts, edition.name if edition.kind is EditionKind.FORCE else ""),
        action_log(facts),
        _exceptions(facts, found),
    )
    code = month.settings.pack_code or month.region.code or "PACK"
    marking = month.settings.marking_line
    row_marking = f"{marking} - FICTIONAL" if month.region.fictional else marking
    made = Pack(
        id=edition.pack_id(code, month.meeting.month),
        title=TITLE,
        month=month.meeting.month,
        month_words=month_words(month.meeting.month),
        region=month.region.name,
        unit=f"{month.region.unit} SOC coordinator" if month.region.unit else "SOC coordinator",
        edition=edition.words,
        version=issuing.version,
        draft=issuing.draft,
        fictional=month.region.fictional,
        marking=marking,
        handling=HANDLING,
        made_at=made_at,
        as_at=facts.today,
        meeting=_meeting(facts),
        previous_on=facts.since,
        next_on=facts.next_on,
        numbers=cover.numbers(facts, found, wanted),
        agenda=lines,
        log=replace(logged, groups=(), plans=(), plans_by_force=()) if "log" in off else logged,
        picture=shown if "picture" not in off else replace(shown, matrix=replace(shown.matrix, rows=())),
        cards=cards,
        priority_answer=_priority_answer(facts),
        exceptions=replace(gone, overdue=(), groups=()) if "exceptions" in off else gone,
        rag_rule=f"{rag_rule(facts)} States as at {day(facts.today)}, the day of the meeting.",
        rules=(*_scope(edition), *_rules(facts)),
        omitted=(
            *(
                f"{number_} {item.title}"
                for number_, item in agenda.sections(facts)
                if (item.key in SECTIONS or item.key in PRINTED) and number_ not in opened
            ),
            *agenda_page.switched_off(facts, (*SECTIONS, *PARTS)),
        ),
        sheets=in_order(
            (
                *agenda_page.sheets(facts, lines, cards, wanted, row_marking),
                *(
                    sheet
                    for sheet in sheets(facts, found, cards, shown, row_marking)
                    if sheet.name not in {SHEETS[key] for key in off & SHEETS.keys()}
                ),
                *(sheet for part in parts for sheet in part.sheets(facts, row_marking)),
            )
        ),
        sections=sections,
        ranking=() if "priorities" in off else ranking.rank_lines(facts, cards),
        effort=() if "priorities" in off or not facts.priorities else ranking.effort_blocks(facts),
        holder=edition.name,
        app=issuing.app,
        head=issuing.head,
        gaps=issuing.gaps,
        gaps_reason=issuing.gaps_reason,
        confirmed_by=issuing.confirmed_by,
        states=states(facts, cards),
        kind=edition.kind,
        allotted=agenda_page.allotted(facts, lines),
        consent=agenda_page.consent(facts),
        expected=agenda_page.expected(facts),
        wanted=wanted,
        editions=cover.editions(facts, edition.kind),
    )
    return compared(facts, made, before, row_marking)

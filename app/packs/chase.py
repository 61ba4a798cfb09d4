"""Chase sheets as values: one for each lead, with their open actions and room for the answer."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.domain.chase import STATES, ChaseLine
from app.domain.chase_rows import Asked, ChaseRows, OpenAction
from app.domain.clock import local
from app.domain.codes import Handling
from app.packs.columns import DATE, MARKING, col, text
from app.packs.model import Fact, Sheet
from app.packs.phrases import count, day, month_words

SHEET = "My actions"
COLUMNS = (
    text("Action", 10), text("Threat", 15), text("Strand", 9), text("Title", 34, wrap=True),
    col("Due", DATE, 11), text("Last month’s text", 50, wrap=True), text("Update", 50, wrap=True),
    text("State", 10), col("New due", DATE, 11), text("Reason", 30, wrap=True, prints=False),
    text("Outcome", 40, wrap=True, prints=False), MARKING,
)  # fmt: skip
"""As wide as excel.md says; Reason and Outcome are filled on screen and do not print, so that type stays
readable."""
FILLED = ("Update", "State", "New due", "Reason", "Outcome")
"""The columns that the lead fills; all others are locked."""
CHOICES = tuple(state.value for state in STATES)
KEYS = 5
HOW = (
    "Fill in the framed cells of the sheet My actions and send this file back; nothing else can be changed.",
    "Update: what was done since last month. Leave it empty where nothing was.",
    "State: choose completed when it is done; choose resulted, with its Outcome, when its result is known.",
    "New due: only where the date must move, with the Reason beside it.",
    "The sheet is protected without a password: that guides the hand and secures nothing.",
)


class ChaseSheet(NamedTuple):
    """One sheet as it leaves; `register` is the register's own id, `holder` an officer's id or "".

    It is kept as it left: what comes back is compared with it. `lines` are its actions, `markings` the
    marking of each.
    """

    register: str
    month: str
    on: date
    return_by: date
    holder: str
    name: str
    organisation: str
    region: str
    unit: str
    fictional: bool
    marking: str
    made_at: datetime
    lines: tuple[ChaseLine, ...]
    markings: tuple[str, ...]
    pack_id: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Chase:
    """The sheets of a month; `nobody` are references of actions that nobody can be asked about."""

    month: str
    sheets: tuple[ChaseSheet, ...]
    nobody: tuple[str, ...]
    private: int


def build(rows: ChaseRows, register: str, made_at: datetime) -> Chase:
    """The chase sheets of a month, by name; an action stands on one sheet only. `made_at` is aware UTC."""
    of: dict[Asked, list[OpenAction]] = defaultdict(list)
    for action in rows.actions:
        if action.asked is not None:
            of[action.asked].append(action)
    used: set[str] = set()
    sheets = []
    for asked in sorted(of, key=lambda one: (one.name, one.organisation, one.id)):
        sheets.append(_sheet(rows, register, made_at, asked, of[asked], used))
    nobody = tuple(action.reference for action in rows.actions if action.asked is None)
    return Chase(rows.meeting.month, tuple(sheets), nobody, rows.private)


def _sheet(
    rows: ChaseRows,
    register: str,
    made_at: datetime,
    asked: Asked,
    actions: list[OpenAction],
    used: set[str],
) -> ChaseSheet:
    settings, region, meeting = rows.settings, rows.region, rows.meeting
    marking = settings.marking_line
    row_marking = f"{marking} - FICTIONAL" if region.fictional else marking
    actions.sort(key=lambda one: (one.due is None, one.due or date.max, one.reference))
    pack_id = f"{settings.pack_code or region.code or 'PACK'}-{meeting.month}"
    return ChaseSheet(
        register=register,
        month=meeting.month,
        on=meeting.on,
        return_by=meeting.papers_by or meeting.on,
        holder=asked.id,
        name=asked.name,
        organisation=asked.organisation,
        region=region.name,
        unit=f"{region.unit} SOC coordinator" if region.unit else "SOC coordinator",
        fictional=region.fictional,
        marking=marking,
        made_at=made_at,
        lines=tuple(_line(action) for action in actions),
        markings=tuple(
            f"{row_marking} - C: {action.conditions}" if action.handling is Handling.C else row_marking
            for action in actions
        ),
        pack_id=pack_id,
        file_name=_file_name(pack_id, asked.name, marking, region.fictional, used),
    )


def _line(action: OpenAction) -> ChaseLine:
    return ChaseLine(
        action.id, action.reference, action.threat, action.strand, action.title, action.due, action.said,
        action.state, action.outcome,
    )  # fmt: skip


def _file_name(pack_id: str, name: str, marking: str, fictional: bool, used: set[str]) -> str:
    """The name of the file; two people of one name are told apart by a number."""
    plain = re.sub(r"[^\w' .-]+", "-", name).strip(" .-") or "lead"
    tail = f"{marking.split(' - ', maxsplit=1)[0]}{' FICTIONAL' if fictional else ''}.xlsx"
    number, made = 1, f"{pack_id} chase {plain} {tail}"
    while made.casefold() in used:
        number += 1
        made = f"{pack_id} chase {plain} ({number}) {tail}"
    used.add(made.casefold())
    return made


def title(sheet: ChaseSheet) -> str:
    """What stands at the head of the sheet About; whose they are stands below, however long the name."""
    return f"Open actions, {month_words(sheet.month)}"


def about(sheet: ChaseSheet, identity: str) -> tuple[Fact, ...]:
    """About: who, return by when, how; `identity` is what Import knows the sheet by."""
    made = local(sheet.made_at)
    place = f", {sheet.organisation}" if sheet.organisation and sheet.organisation != sheet.name else ""
    facts = [
        Fact("For", f"{sheet.name}{place}"),
        Fact("Return by", f"{day(sheet.return_by)}, to the {sheet.unit}"),
        Fact("For the meeting of", day(sheet.on)),
        Fact("Actions", count(len(sheet.lines), "action")),
        *(Fact("" if place_ else "How", words) for place_, words in enumerate(HOW)),
        Fact("Handling", "For the named recipient only. Do not copy or forward."),
        Fact("Made", f"{day(made.date())}, {made:%H:%M}, time of Europe/London"),
        Fact("Chase sheet", identity),
    ]
    if sheet.fictional:
        facts.append(Fact("", "FICTIONAL: every name, place, number and event in this sheet is invented."))
    return tuple(facts)


def data(sheet: ChaseSheet) -> Sheet:
    """The sheet My actions."""
    rows = tuple(
        (
            line.reference, line.threat or None, line.strand or None, line.title, line.due,
            line.said or None, None, line.state.value, None, None, line.outcome or None, marking,
        )
        for line, marking in zip(sheet.lines, sheet.markings, strict=True)
    )  # fmt: skip
    return Sheet(SHEET, "one open action", "due date, those without one last", COLUMNS, KEYS, rows)

"""Packs made by hand for the PDF: a normal month, a crowded group, a sparse one, a long log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.domain.codes import Strand
from app.packs.model import (
    ActionLine,
    ActionLog,
    AgendaLine,
    Answer,
    Card,
    Chip,
    ExceptionGroup,
    ExceptionLine,
    Exceptions,
    Fact,
    Figure,
    Lead,
    LogGroup,
    LogLine,
    Matrix,
    Pack,
    Picture,
    RankLine,
    ScorePoint,
    StrandBlock,
    Unknown,
)

MEETING = date(2026, 12, 10)
MEETINGS = (
    *(date(2026, month, day) for month, day in ((7, 9), (8, 13), (9, 10), (10, 8), (11, 12))),
    MEETING,
    date(2027, 1, 14),
)
RED, AMBER, GREEN = Chip("R", "Overdue 13 days"), Chip("A", "Due in 8 days"), Chip("G", "On time")
COMPLETED, RESULTED, NOBODY = Chip("G", "Completed"), Chip("B", "Resulted"), Chip("R", "No owner or date")


def line(number: int, title: str, owner: str, due: date | None, chip: Chip, **more: str) -> ActionLine:
    return ActionLine(
        str(number), "AS/2024/0117", title, more.get("second", ""), owner, due, more.get("change", ""), chip
    )


def lantern_quay() -> Card:
    return Card(
        number="5.1",
        reference="AS/2024/0117",
        title="Lantern Quay group",
        operation="Op SANDPIPER",
        kind="Organised crime group",
        forces="Avon and Somerset; also Gloucestershire",
        priority="1 of 3 (was 3)",
        tier="Regional",
        answer_strong="Getting worse; plan slipping.",
        answer="Score 438, up 46. Of 11 open actions 3 are overdue, 2 of them in Prepare, where nothing has "
        "moved for 63 days.",
        since="Since 12 November: score 392 → 438 · LRO changed, was Supt A Standish · 3 done, 2 slipped",
        summary="Supplies class A drugs to three coastal towns by two county lines; moves cash through car "
        "washes. First firearm link in October.",
        facts=(
            Fact("Themes", "Illegal drugs; money laundering; illegal firearms"),
            Fact("Mapping", "Ratified 14 Mar 2024"),
            Fact("Next review", "14 Jan 2027"),
        ),
        score="438",
        score_change="↑ 46",
        score_note="MoRiLE 2020, 27 Nov 2026, DS R Halse; confidence medium. Bands are local.",
        scores=(
            ScorePoint(date(2024, 3, 14), 298),
            ScorePoint(date(2024, 10, 2), 330),
            ScorePoint(date(2025, 4, 9), 341),
            ScorePoint(date(2025, 10, 20), 352),
            ScorePoint(date(2026, 8, 3), 392),
            ScorePoint(date(2026, 11, 27), 438),
        ),
        bands=((200, "Medium"), (300, "High"), (400, "Severe")),
        leads=(
            Lead("LRO", "C/Insp Lowri Orchard", "Avon and Somerset\nfrom 19 Nov 2026", True),
            Lead("SIO", "DI Morgan Tallis", "SWROCU, from 3 Feb 2025", False),
            Lead("SRO", "D/Supt J Penhale", "SWROCU", False),
        ),
        lead_notes=("Plan approved 9 Oct 2026; review 14 Jan 2027.",),
        strands=(
            StrandBlock(
                Strand.PURSUE, 1, 1, 1, 1, 2, "3 of 6 done, 1 overdue", "24 Nov: warrants at two yards",
                False, "3 open",
                (
                    line(5, "Restraint order on car-wash accounts", "K Lyle, asset recovery",
                         date(2026, 11, 27), RED, second="first due 30 Oct; re-dated once: bank records late",
                         change="slipped"),
                    line(3, "Charging file on two principals", "DI M Tallis", date(2026, 12, 18), AMBER),
                    line(6, "Arrest phase plan agreed with Gloucestershire", "DS F Rowntree",
                         date(2027, 1, 22), GREEN, change="new"),
                    line(4, "Warrants at two yards; return to court awaited", "DI M Tallis",
                         date(2026, 11, 27), COMPLETED, change="done"),
                ),
            ),
            StrandBlock(
                Strand.PREVENT, 0, 1, 2, 0, 1, "1 of 4 done", "30 Nov: first referral", False, "2 open",
                (
                    line(8, "Two more young people referred to diversion", "Youth offending team",
                         date(2026, 12, 17), AMBER),
                    line(9, "Cease-and-desist letters to four peripherals", "PC D Ashdown",
                         date(2027, 1, 15), GREEN, change="new"),
                    line(7, "First referral to diversion accepted", "Youth offending team",
                         date(2026, 11, 30), RESULTED, change="done"),
                ),
            ),
            StrandBlock(
                Strand.PROTECT, 0, 1, 1, 1, 1, "2 of 4 done", "18 Nov: bank alerts placed", False, "1 open",
                (line(12, "Cuckooed addresses revisited with housing", "Avonmere Council",
                      date(2026, 12, 11), Chip("A", "Re-dated twice"),
                      second="first due 16 Oct; re-dated twice: access refused", change="slipped"),),
            ),
            StrandBlock(
                Strand.PREPARE, 2, 0, 1, 0, 0, "0 of 3 done, 2 overdue", "Nothing moved for 63 days", True,
                "2 open",
                (
                    line(15, "Community impact assessment refreshed", "", None, NOBODY),
                    line(17, "Release plan for the principal in custody", "Prison intelligence",
                         date(2027, 2, 26), GREEN, change="new"),
                ),
            ),
        ),
        update_head="2 Dec 2026, C/Insp L Orchard.",
        update="The warrants recovered cash and two phones; no arrests. Surveillance is to find the second "
        "store before the arrest phase. Prepare has waited for a Gloucestershire contact since October.",
        checks=("Action overdue: 3", "Only one P has moved since the last meeting"),
        unknowns=(),
        note="Open actions, and those done since 12 Nov. The rule is on the last page.",
        band="now Severe",
    )  # fmt: skip


def hollowbrook() -> Card:
    """Forty actions, long names in many scripts."""
    owners = (
        "DCI M\u00a0Featherstonehaugh-Abernethy", "K Lyle, asset recovery", "DS Zoë Łukasiewicz-Pérez",
        "عبد الرحمن الخطيب, Tarrow Vale colleges", "Tarrow Vale Rural Community Safety Partnership",
        "Dr A Brzęczyszczykiewicz-Holloway", "Straße & Söhne Ltd", "",
    )  # fmt: skip
    chips = (RED, AMBER, GREEN, GREEN, COMPLETED)
    strands = []
    number = 10
    for strand, many in zip(Strand, (14, 11, 9, 6), strict=True):
        actions = []
        for place in range(many):
            number += 1
            actions.append(
                ActionLine(
                    str(number), "WI-2023-019",
                    f"Step {number}: marking days in the ten most targeted parishes, with help" if place % 3
                    else f"Step {number}: talks at two colleges",
                    "first due 30 Jun; re-dated four times: weather" if place % 4 == 0 else "",
                    owners[number % len(owners)],
                    date(2026, 11, 20) + timedelta(days=number * 3), "new" if place % 5 == 0 else "",
                    chips[place % 5],
                )
            )  # fmt: skip
        strands.append(
            StrandBlock(
                strand, 3, 2, many - 7 if many > 7 else 1, 1, 2, f"3 of {many} done, 3 overdue",
                "1 Dec: hauliers’ records seized", False, f"{many - 3} open", tuple(actions),
            )
        )  # fmt: skip
    return replace(
        lantern_quay(),
        number="5.2",
        reference="WI-2023-019",
        title="The Hollowbrook and Upper Tarrow Vale cross-border plant, quad-bike and agricultural "
        "machinery theft and handling network (formerly the Cold Elm Yard family group)",
        operation="Op GREAT CRESTED GREBE",
        forces="Wiltshire; also Avon and Somerset, Dorset, Gloucestershire and, outside it, Thames Valley",
        priority="2 of 3 (was 8)",
        tier="Force",
        answer_strong="Level; plan moving in all four Ps.",
        answer="Score 352, no change. Of 27 open actions 7 are overdue. Three forces hold most.",
        score="352",
        score_change="no change",
        band="High",
        scores=(ScorePoint(date(2023, 5, 9), 301), ScorePoint(date(2026, 7, 21), 352)),
        leads=(
            Lead("LRO", "Dr Anneliese Brzęczyszczykiewicz-Holloway", "Tarrow Vale Rural Partnership", True),
            Lead("SIO", "DCI Maximilian Featherstonehaugh-Abernethy", "Wiltshire, from 14 Jun 2024", False),
            Lead("SRO", "D/Supt Siân Ó Briain", "Wiltshire", False),
        ),
        strands=tuple(strands),
        note="27 open actions, and 5 done since 12 Nov.",
    )


def unnamed() -> Card:
    """A group of which next to nothing is known."""
    none = "No action, and no reason why none is needed"
    return replace(
        lantern_quay(),
        number="5.3",
        reference="DC26002",
        title="",
        operation="",
        kind="",
        forces="Devon and Cornwall",
        priority="3 of 3 (new)",
        tier="",
        answer_strong="Not known whether it is getting worse; no one leads it.",
        answer="No score, SIO, LRO or plan, 10 days after it was submitted.",
        since="",
        summary="",
        facts=(Fact("Themes", "Illegal drugs"), Fact("Mapping", "Submitted 30 Nov 2026, waiting 10 days")),
        score="",
        score_change="",
        band="",
        score_note="First score is due 14 days after submission (local setting).",
        scores=(),
        leads=(
            Lead("LRO", "", "None, 10 days", False),
            Lead("SIO", "", "None, 10 days", False),
            Lead("SRO", "", "", False),
        ),
        lead_notes=("Submitted by DS K Cobley, Devon and Cornwall.",),
        strands=tuple(StrandBlock(strand, 0, 0, 0, 0, 0, none, "", False, "", ()) for strand in Strand),
        update_head="30 Nov 2026, DS K Cobley.",
        update="Trigger form only. No update since.",
        checks=("9 exceptions",),
        unknowns=(
            Unknown("Name and kind of threat", "It cannot be told from other records of the same address"),
            Unknown("SIO and LRO", "No one can be asked about the threat to life"),
            Unknown("Score with assessor, date and rationale", "It stands in the list by hand, not by score"),
            Unknown("4P plan, owner and approval", "No safeguarding step is recorded for the person warned"),
        ),
        note="",
    )


def log_line(number: int, chip: Chip = RED, owner: str = "D/Supt P Halloran") -> LogLine:
    set_on = date(2026, 4, 9) + timedelta(days=number * 5 % 220)
    moved = tuple(day for day in MEETINGS[:5] if day > set_on)[: number % 4]
    due = {"R": date(2026, 11, 27), "A": date(2026, 12, 18)}.get(chip.letter, date(2027, 1, 14))
    return LogLine(
        f"26/{number:03}", "AS/2024/0117", f"Sharing agreement {number} with three councils", owner,
        set_on, min(due, set_on + timedelta(days=60)), due, moved, len(moved), chip,
    )  # fmt: skip


FORCES = ("Avon and Somerset", "Devon and Cornwall", "Dorset", "Gloucestershire", "Wiltshire")
THEMES = (
    ("Illegal drugs", (38, 31, 17, 19, 21)), ("Organised acquisitive crime", (3, 2, 2, 2, 3)),
    ("Modern slavery and human trafficking", (4, 2, 2, 1, 2)), ("Fraud", (2, 2, 1, 2, 1)),
    ("Child sexual abuse", (2, 2, 1, 1, 0)), ("Cyber crime", (1, 1, 0, 1, 0)),
)  # fmt: skip


def matrix() -> Matrix:
    rows = tuple((theme, (*numbers, sum(numbers))) for theme, numbers in THEMES)
    total = tuple(sum(numbers[place] for _, numbers in rows) for place in range(6))
    return Matrix("", "Primary theme", (*FORCES, "Region"), rows, total)


def agenda() -> tuple[AgendaLine, ...]:
    items = (
        ("Marking, attendance, apologies", "Chair", 3, ""),
        ("Minutes and action log", "Coordinator", 10, "log"),
        ("Threat picture by theme and force", "Coordinator", 8, "picture"),
        ("New submissions and ratification", "ROCTA", 10, ""), ("Priority groups", "Leads", 40, "groups"),
        ("Plan-health exceptions", "Coordinator", 8, "exceptions"), ("Reviews due", "Coordinator", 5, ""),
        ("Requests for regional support", "Capabilities", 15, ""), ("Proposed archive", "Force leads", 6, ""),
        ("Disruptions and performance by P", "Coordinator", 6, ""),
        ("Orders and releases", "SCPO officer", 3, ""),
        ("Resources and vacancies", "Force leads", 3, ""), ("Learning", "Coordinator", 2, ""),
        ("Any other business, decisions, next date", "Chair", 1, ""),
    )  # fmt: skip
    return tuple(
        AgendaLine(str(number), title, led, f"10:{number * 4 - 4:02}", minutes, "", section)
        for number, (title, led, minutes, section) in enumerate(items, 1)
    )


def ranking(*cards: Card) -> tuple[RankLine, ...]:
    """The ranked list that has these pages."""
    return tuple(
        RankLine(
            place, card.number, card.reference, card.title, card.forces, card.tier, card.score,
            card.score_change, card.band, "3" if place == 1 else "new", "", card.answer_strong,
        )
        for place, card in enumerate(cards, 1)
    )  # fmt: skip


def pack(*, logged: int = 21) -> Pack:
    """A month with three priority groups: normal, crowded, sparse."""
    third = max(1, logged // 3)
    groups = (
        LogGroup("Overdue", tuple(log_line(n) for n in range(third))),
        LogGroup("Due soon", tuple(log_line(n, AMBER, "") for n in range(third, 2 * third))),
        LogGroup("Due later", tuple(log_line(n, GREEN, "K Ashdown") for n in range(2 * third, logged))),
    )
    lines = tuple(
        ExceptionLine(f"DC25{n:03}", f"Ferry Steps line {n}", FORCES[n % 5], "None for 40 days")
        for n in range(9)
    )
    return Pack(
        id="SW-2026-12",
        title="Regional tasking pack",
        month="2026-12",
        month_words="December 2026",
        region="South West",
        unit="K Ashdown, regional SOC coordinator",
        edition="full",
        version="1.0",
        draft=False,
        fictional=True,
        marking="OFFICIAL-SENSITIVE - RECIPIENTS ONLY",
        handling=(
            "For the named recipient only. Do not copy, forward or leave unattended.",
            "Return or destroy when the next issue arrives, or at once if told that this copy is superseded.",
        ),
        made_at=datetime(2026, 12, 4, 15, 40, tzinfo=UTC),
        as_at=MEETING,
        meeting=(
            Fact("Meeting", "Thursday 10 December 2026\n10:00 to 12:00", True),
            Fact("Place", "Conference room 2, Longcross House"),
            Fact("Chair", "ACC Helen Marwood, Regional ACC"),
        ),
        previous_on=date(2026, 11, 12),
        next_on=date(2027, 1, 14),
        numbers=(
            Fact("priority groups", "3\n1 worse, 1 level"),
            Fact("active threats", "184\n2 more than Nov"),
            Fact("actions overdue", "99\nof 1,186 open"),
            Fact("without LRO", "7"),
            Fact("not scored", "9"),
            Fact("exceptions", "421\n1 fewer than Nov"),
        ),
        agenda=agenda(),
        log=ActionLog(
            Answer("21 open: 7 overdue, 4 carried three times or more.", "9 closed since 12 November."),
            groups,
            "Carried: meetings at which it was still open after its first due date or was moved.",
            MEETINGS,
        ),
        picture=Picture(
            Answer("184 active threats, 2 more than November.", "126 (68%) are illegal drugs."),
            matrix(),
            Figure(
                "By force and score band",
                FORCES,
                (
                    ("Severe", (4, 3, 2, 1, 2)), ("High", (8, 6, 3, 4, 5)), ("Medium", (29, 21, 14, 14, 14)),
                    ("Low", (11, 11, 6, 8, 9)), ("Not scored", (3, 3, 1, 1, 1)),
                ),
                "Avon and Somerset 55, Devon and Cornwall 44, Dorset 26, Gloucestershire 28, Wiltshire 31.",
            ),
            ("Fraud is up by 1 in 7: Barley Docks group", "Dorset has none of a kind"),
        ),
        cards=(lantern_quay(), hollowbrook(), unnamed()),
        ranking=ranking(lantern_quay(), hollowbrook(), unnamed()),
        priority_answer=Answer("3 priority groups.", "1 is getting worse, 1 is level, of 1 it is not known."),
        exceptions=Exceptions(
            Answer("99 actions overdue on 61 threats.", "15 threats have only Pursue actions."),
            (LogGroup("Avon and Somerset", tuple(log_line(n) for n in range(300, 306))),),
            (
                ExceptionGroup("Active, no LRO", "West Mercia 2018; A&S 2021", lines, 31),
                ExceptionGroup("Only Pursue actions", "N Yorks 2016; Cheshire 2023", lines[:4], 4),
            ),
        ),
        rag_rule="Red: overdue, or no owner or date. Amber: due within 14 days, or re-dated twice. Green: "
        "otherwise. Blue: resulted. As at the day of the meeting. Thresholds are settings of the region.",
        rules=(
            Fact("Getting worse", "The score rose by 10 or more, or into a higher band."),
            Fact("Slipping", "Overdue actions in two Ps, or a P with no movement in 42 days."),
        ),
        omitted=("New submissions: none recorded.", "Requests for regional support: none recorded."),
        sheets=(),
    )  # fmt: skip

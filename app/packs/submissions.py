"""New submissions and ratification: what waits with ROCTA, for how long, and what came back."""

from __future__ import annotations

from collections import Counter
from datetime import date

from app.domain.codes import MappingState
from app.domain.dates import MONTH_NAMES, add_months
from app.domain.submission_rules import middle
from app.packs.facts import Facts
from app.packs.model import (
    Answer,
    Block,
    Figure,
    FigureKind,
    Grid,
    GridCell,
    GridColumn,
    Section,
    Sheet,
    Step,
)
from app.packs.phrases import NBSP, day_and_month, listed, number, share, short_day
from app.packs.submission_rows import MONTHS, Way, Ways, missing_words
from app.packs.submission_sheet import sheet

KEY, TITLE = "submissions", "New submissions and ratification"


def section(facts: Facts) -> Section | None:
    """The section as printed; None where there is nothing to say."""
    ways = Ways(facts)
    if not ways.all and not ways.live:
        return None
    blocks = [
        Block(steps=_steps(ways)),
        Block(grid=_waiting(ways)),
        Block(grid=_by_force(ways)),
        Block(grid=_ratified(ways), half=True),
        Block(grid=_returned(ways), half=True),
    ]
    figure = _months(ways)
    return Section(KEY, TITLE, _answer(ways), (*blocks, *([Block(figure=figure)] if figure else ())))


def sheets(facts: Facts, marking: str) -> tuple[Sheet, ...]:
    """Its data sheets; `marking` ends each row."""
    made = sheet(Ways(facts), marking)
    return (made,) if made.rows else ()


def days_words(value: float | None) -> str:
    """A median of days: "11", "11.5", "none" where nothing was decided."""
    return "none" if value is None else number(value)


def _limit_words(ways: Ways) -> str:
    """The LOCAL limits as a sentence says them."""
    sent, returned = ways.limits
    if sent == returned:
        return f"{sent} days"
    return f"{sent} days with ROCTA or {returned} days returned"


def _median(ways: tuple[Way, ...]) -> float | None:
    return middle(way.clock.waited for way in ways if way.clock.waited is not None)


def _answer(ways: Ways) -> Answer:
    facts = ways.facts
    late = sum(1 for way in ways.waiting if way.over)
    longer = f"{number(late) if late else 'none'} longer than {_limit_words(ways)}"
    strong = f"{number(len(ways.waiting))} waiting, {longer}."
    ratified = ways.decided_since(MappingState.RATIFIED)
    said = []
    if facts.since is not None:
        median = _median(ratified)
        wait = "" if median is None else f"; the median wait was {count_days(median)}"
        said.append(
            f"{number(len(ratified)) if ratified else 'None'} ratified since {_month_of(facts.since)}{wait}."
        )
    live = len(ways.live)
    if live:
        are = "operation is live on a group" if live == 1 else "operations are live on groups"
        said.append(f"{number(live)} {are} not yet ratified.")
    else:
        said.append("No operation is live on a group not yet ratified.")
    return Answer(strong, " ".join(said))


def count_days(value: float) -> str:
    """ "1 day", "11.5 days"."""
    return f"{number(value)} day{'' if value == 1 else 's'}"


def _month_of(on: date) -> str:
    return MONTH_NAMES[on.month - 1]


def _steps(ways: Ways) -> tuple[Step, ...]:
    states = Counter(way.state for way in ways.all if way.active)
    since = f"since {short_day(ways.facts.since)}" if ways.facts.since else "so far"
    again = states[MappingState.RESUBMITTED]
    sent = number(states[MappingState.SUBMITTED] + again)

    def ended(state: MappingState) -> Step:
        return Step(number(len(ways.decided_since(state))), state.value.capitalize(), since)

    return (
        Step(number(states[MappingState.DRAFT]), "Draft", "with forces"),
        Step(sent, "Submitted", f"with ROCTA, {number(again)} again" if again else "with ROCTA", strong=True),
        Step(number(states[MappingState.RETURNED]), "Returned", "for information", strong=True),
        ended(MappingState.RATIFIED),
        ended(MappingState.REJECTED),
    )


def _waiting(ways: Ways) -> Grid:
    sent, returned = ways.limits
    required = max((way.complete.required for way in ways.waiting), default=0)
    longest = max((way.days for way in ways.waiting), default=0)
    # one that was forgotten for years must not make every other bar a hair
    scale = max(1, min(longest, 3 * max(sent, returned)), sent, returned)
    limit = str(sent) if sent == returned else "limit"
    columns = (
        GridColumn("Reference and name", 34),
        GridColumn("Force and theme", 27),
        GridColumn("State", 17),
        GridColumn("Since", 13, right=True),
        GridColumn("Days", 8, right=True),
        GridColumn(limit, 15),
        GridColumn(f"Of {required}" if required else "", 8, right=True),
        GridColumn("", 11),
        GridColumn("Missing"),
    )
    fields = f" and all {required} required fields" if required else ""
    rule = f"the rule marks {_limit_words(ways)}{fields} (local settings)"
    return Grid(
        "Waiting",
        columns,
        tuple(_waiting_row(ways, way, scale) for way in ways.waiting),
        remark=f"longest first; {rule}" if ways.waiting else "",
        note=_live_note(ways),
        empty="Nothing waits with ROCTA, and nothing was returned.",
    )


def _live_note(ways: Ways) -> str:
    """What LIVE means, and the live operations on groups that do not wait with ROCTA."""
    boxed = {way.threat.id for way in ways.waiting if way.live}
    said = ["LIVE: an operation has begun before ratification."] if boxed else []
    others = [row.reference for row in ways.live if row.id not in boxed]
    if others:
        said.append(f"An operation is live on {listed(others)}, not yet submitted.")
    return " ".join(said)


def _since(ways: Ways, on: date | None) -> str:
    if on is None:
        return "not known"
    return short_day(on) if on > ways.year_from else f"{short_day(on)}{NBSP}{on.year}"


def _waiting_row(ways: Ways, way: Way, scale: int) -> tuple[GridCell, ...]:
    facts, threat = ways.facts, way.threat
    late, lacking = way.over, way.complete
    missing = (
        missing_words(lacking)
        if len(lacking.missing) <= 4
        else f"{len(lacking.missing)} fields: see workbook"
    )
    told = way.own and lacking.required > 0
    return (
        GridCell(threat.reference, threat.name or "name not given", strong=True),
        GridCell(facts.force(threat) or "no force", facts.theme(threat) or "no theme"),
        GridCell(
            way.state.value.capitalize(),
            strong=way.state is MappingState.RETURNED,
            box="LIVE" if way.live else "",
        ),
        GridCell(_since(ways, way.since)),
        GridCell(number(way.days), strong=late),
        GridCell(share=min(way.days / scale, 1.0), limit=(way.most or 0) / scale, over=late),
        GridCell(str(lacking.done) if told else "–"),
        GridCell(share=lacking.share, limit=1.0) if told else GridCell(),
        GridCell(missing if way.own else "no form recorded"),
    )


def _by_force(ways: Ways) -> Grid:
    facts = ways.facts
    forces = sorted({facts.force(way.threat) for way in (*ways.sent, *ways.decided)})
    rows = [
        _force_row(
            force or "No force",
            tuple(way for way in ways.sent if facts.force(way.threat) == force),
            tuple(way for way in ways.decided if facts.force(way.threat) == force),
        )
        for force in forces
    ]
    return Grid(
        "Submissions by force",
        (
            GridColumn(""),
            GridColumn("Submitted", 18, right=True),
            GridColumn("Ratified", 16, right=True),
            GridColumn("Returned once or more", 22, right=True),
            GridColumn("Never returned", 18, right=True),
            GridColumn("Days with ROCTA", 18, right=True),
            GridColumn("Days with force", 18, right=True),
            GridColumn("Days to decision", 18, right=True),
        ),
        tuple(rows),
        total=_force_row("Region", ways.sent, ways.decided, strong=True) if rows else (),
        remark=f"{MONTHS} months to {day_and_month(ways.today)}; days are medians of what was decided",
        empty=f"Nothing was submitted in the {MONTHS} months before this meeting.",
    )


def _force_row(
    name: str, sent: tuple[Way, ...], decided: tuple[Way, ...], *, strong: bool = False
) -> tuple[GridCell, ...]:
    back = sum(1 for way in sent if way.clock.returns)
    ratified = sum(1 for way in decided if way.state is MappingState.RATIFIED)
    part = f" ({share(back, len(sent))})" if strong and back else ""
    words = (
        name,
        number(len(sent)),
        number(ratified),
        f"{number(back)}{part}",
        share(len(sent) - back, len(sent)) if sent else "none",
        days_words(middle(way.clock.with_rocta for way in decided)),
        days_words(middle(way.clock.with_force for way in decided)),
        days_words(_median(decided)),
    )
    return tuple(GridCell(word, strong=strong) for word in words)


def _ratified(ways: Ways) -> Grid:
    facts = ways.facts
    since = day_and_month(facts.since) if facts.since else "the beginning"

    def row(way: Way) -> tuple[GridCell, ...]:
        score = facts.score(way.threat.id)
        waited = "not known" if way.clock.waited is None else number(way.clock.waited)
        return (
            GridCell(way.threat.reference),
            GridCell(waited),
            GridCell(number(score.total) if score else "not yet"),
        )

    columns = (
        GridColumn("Reference"),
        GridColumn("Days", 18, right=True),
        GridColumn("Score", 18, right=True),
    )
    found = ways.decided_since(MappingState.RATIFIED)
    return Grid(
        f"Ratified since {since}",
        columns,
        tuple(row(way) for way in found),
        empty="No group was ratified." if facts.since else "There was no meeting before this one.",
    )


def _returned(ways: Ways) -> Grid:
    reasons = Counter(ways.returns)
    most = max(reasons.values(), default=1)
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return Grid(
        "Why returned",
        (GridColumn("Reason (local list)"), GridColumn("", 10, right=True), GridColumn("", 24)),
        tuple(
            (GridCell(reason), GridCell(number(times), strong=True), GridCell(share=times / most))
            for reason, times in ordered
        ),
        remark=f"{number(len(ways.returns))} in {MONTHS} months" if reasons else "",
        empty=f"Nothing was returned in the {MONTHS} months before this meeting.",
    )


def _months(ways: Ways) -> Figure | None:
    """The median days to a decision by month; a month without one has no point."""
    first = add_months(ways.today.replace(day=1), 1 - MONTHS)
    months = [add_months(first, place) for place in range(MONTHS)]
    waits: dict[tuple[int, int], list[int]] = {(month.year, month.month): [] for month in months}
    for way in ways.decided:
        on = way.clock.decided_on
        if on is not None and (on.year, on.month) in waits:
            waits[on.year, on.month].append(way.clock.waited or 0)
    known = [(month, middle(waits[month.year, month.month])) for month in months]
    known = [(month, value) for month, value in known if value is not None]
    if len(known) < 2:
        return None
    labels = tuple(f"{_month_of(month)[:3]} {month.year}" for month, _ in known)
    values = tuple(float(value or 0) for _, value in known)
    low, high = min(values), max(values)
    text = (
        f"First {labels[0]} {number(values[0])} days, last {labels[-1]} {number(values[-1])} days; "
        f"lowest {number(low)}, highest {number(high)}."
    )
    remark = f"by month, {labels[0]} to {labels[-1]}; months without a decision are left out"
    return Figure(
        "Median days to a decision",
        labels,
        (("Median days", values),),
        text,
        kind=FigureKind.LINE,
        remark=remark if len(known) < MONTHS else f"by month, {labels[0]} to {labels[-1]}",
    )

"""New submissions and ratification: what waits with ROCTA, for how long, and what came back."""

from __future__ import annotations

from collections import Counter
from datetime import date

from app.domain.codes import MappingState
from app.packs.facts import Facts
from app.packs.model import (
    Answer,
    Block,
    Grid,
    GridCell,
    GridColumn,
    Section,
    Sheet,
    Step,
)
from app.packs.phrases import NBSP, listed, number, short_day
from app.packs.submission_counts import by_force, median_wait, month_of, months, ratified, returned
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
        Block(grid=by_force(ways)),
        Block(grid=ratified(ways), half=True),
        Block(grid=returned(ways), half=True),
    ]
    figure = months(ways)
    return Section(KEY, TITLE, _answer(ways), (*blocks, *([Block(figure=figure)] if figure else ())))


def sheets(facts: Facts, marking: str) -> tuple[Sheet, ...]:
    """Its data sheets; `marking` ends each row."""
    made = sheet(Ways(facts), marking)
    return (made,) if made.rows else ()


def _limit_words(ways: Ways) -> str:
    """The LOCAL limits as a sentence says them."""
    sent, returned = ways.limits
    if sent == returned:
        return f"{sent} days"
    return f"{sent} days with ROCTA or {returned} days returned"


def _answer(ways: Ways) -> Answer:
    facts = ways.facts
    late = sum(1 for way in ways.waiting if way.over)
    longer = f"{number(late) if late else 'none'} longer than {_limit_words(ways)}"
    strong = f"{number(len(ways.waiting))} waiting, {longer}." if ways.waiting else "None waiting."
    mapped = ways.decided_since(MappingState.RATIFIED)
    said = []
    if facts.since is not None:
        median = median_wait(mapped)
        wait = "" if median is None else f"; the median wait was {count_days(median)}"
        said.append(
            f"{number(len(mapped)) if mapped else 'None'} ratified since {month_of(facts.since)}{wait}."
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


def _steps(ways: Ways) -> tuple[Step, ...]:
    states = Counter(way.state for way in ways.all if way.active)
    met = ways.facts.since
    # before the first meeting there is no day to count from: then the year, as the table by force counts it
    since = f"since {short_day(met)}" if met else f"in {MONTHS} months"
    again = states[MappingState.RESUBMITTED]
    sent = number(states[MappingState.SUBMITTED] + again)

    def ended(state: MappingState) -> Step:
        found = ways.decided_since(state) if met else [way for way in ways.decided if way.state is state]
        return Step(number(len(found)), state.value.capitalize(), since)

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

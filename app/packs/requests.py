"""Requests for regional support: decisions wanted, live grants, the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain import request_ledger, request_rules
from app.domain.codes import Decision, LeadRole, MappingState, RequestState
from app.domain.month import RequestRow
from app.domain.request_ledger import Tally
from app.packs import requests_sheet
from app.packs.agenda import page_of, requests_wanted
from app.packs.facts import Facts
from app.packs.model import Answer, Ask, Block, Grid, GridCell, GridColumn, Section, Sheet
from app.packs.phrases import count, day, number, within
from app.packs.request_rows import (
    NO_CAPABILITY,
    asked,
    before,
    capability,
    chip,
    live,
    rag,
    view,
)

OPTIONS = ("Granted", "Part", "Refused", "Deferred")

RULE = (
    "Decided before: requests of the same threat, and of the same capability for the same home force, newest "
    "first, with their conditions and whether they were met."
)
NOTE = (
    "Ref.: refused. Def.: deferred. Open: not yet decided. Days: median days from bid to decision. "
    "By the day of the bid; withdrawn requests are not counted."
)


def section(facts: Facts) -> Section | None:
    """The section as printed; None where there is nothing to say."""
    rows = facts.month.requests
    if not rows:
        return None
    numbers, grants = requests_wanted(facts), live(facts)
    by_id = {row.id: row for row in rows}
    wanted = tuple(by_id[id] for id in numbers)
    counted = request_ledger.in_ledger(rows, facts.today)
    blocks = [Block(asks=asks(facts, wanted, numbers), title="Decisions wanted today")] if wanted else []
    if wanted:
        blocks.append(Block(words=RULE))
    blocks.append(Block(grid=grants_grid(facts, grants)))
    if counted:
        whole = request_ledger.tally(counted)
        by_capability = request_ledger.by(counted, lambda row: capability(facts, row) or NO_CAPABILITY)
        by_force = request_ledger.by(counted, lambda row: _force(facts, row))
        blocks += [
            Block(grid=_ledger("By capability", by_capability, whole), half=True),
            Block(grid=_ledger("By force", by_force, whole, NOTE), half=True),
        ]
    title = "Requests for regional support"
    return Section("requests", title, _answer(wanted, counted, grants, facts), tuple(blocks))


def sheets(facts: Facts, marking: str) -> tuple[Sheet, ...]:
    """Its data sheet; `marking` ends each row."""
    return requests_sheet.sheets(facts, marking)


def _force(facts: Facts, row: RequestRow) -> str:
    return facts.force(facts.threats[row.threat]) or "No home force"


def asks(facts: Facts, rows: Iterable[RequestRow], numbers: Mapping[str, str]) -> tuple[Ask, ...]:
    """Decisions wanted, each with the manager's view and what was decided before; `numbers` by id, or in
    order where that says nothing."""
    return tuple(_ask(facts, row, numbers.get(row.id, str(place))) for place, row in enumerate(rows, 1))


def _ask(facts: Facts, row: RequestRow, number_: str) -> Ask:
    strong, said = view(row.manager_view, row.state.value)
    score = facts.score(row.threat)
    scored = f"score {number(score.total)}" if score else "no score"
    waited = f"waited {count(request_rules.waited(row, facts.today), 'day')}"
    return Ask(
        number_,
        asked(facts, row),
        (_who(facts, row), f"{row.reference} · {scored} · {waited}"),
        strong,
        said,
        before(facts, row),
        OPTIONS,
    )


def _who(facts: Facts, row: RequestRow) -> str:
    threat = facts.threats[row.threat]
    page = page_of(facts, row.threat)
    name = threat.name or threat.reference
    if place := page or (threat.reference if threat.name else ""):
        name += f" ({place})"
    if threat.mapping is not MappingState.RATIFIED:
        name += (
            f", {threat.mapping.value}" if threat.mapping is not MappingState.SUBMITTED else ", not ratified"
        )
    held = facts.lead(row.threat, LeadRole.SIO) or facts.lead(row.threat, LeadRole.LRO)
    person = row.bid_by or (facts.officer(held.officer) if held else "")
    return f"{name}; {', '.join(part for part in (person, facts.force(threat)) if part) or 'nobody named'}"


def _answer(
    wanted: tuple[RequestRow, ...],
    counted: tuple[RequestRow, ...],
    grants: tuple[RequestRow, ...],
    facts: Facts,
) -> Answer:
    strong = f"{count(len(wanted), 'decision')} wanted." if wanted else "No decision wanted."
    parts = []
    if counted:
        whole = request_ledger.tally(counted)
        told = (
            (whole.granted, "granted"),
            (whole.part, "in part"),
            (whole.refused, "refused"),
            (whole.deferred, "deferred"),
        )
        said = ", ".join(f"{number(value)} {words}" for value, words in told if value) or "none decided"
        parts.append(f"{count(whole.asked, 'request')} in 12 months: {said}.")
    bare = sum(1 for row in grants if row.state is RequestState.DECIDED)
    over = sum(1 for row in grants if rag(facts, row).code == "request.rag.no_outcome")
    gaps = [f"{count(bare, 'grant')} {'has' if bare == 1 else 'have'} no terms of reference"] if bare else []
    if over:
        of = "" if bare else f" {'grant' if over == 1 else 'grants'}"
        gaps.append(f"{number(over)}{of} {'has' if over == 1 else 'have'} ended with no outcome")
    if gaps:
        parts.append(f"{'; '.join(gaps)}.")
    return Answer(strong, " ".join(parts))


def grants_grid(facts: Facts, grants: Iterable[RequestRow]) -> Grid:
    """Support given whose outcome is to come."""
    days = facts.month.settings.terms_days
    rows = []
    for row in grants:
        part = " (part)" if row.decision is Decision.PART else ""
        threat = facts.threats[row.threat]
        rows.append(
            (
                GridCell(row.reference),
                GridCell(
                    f"{capability(facts, row) or NO_CAPABILITY}, {threat.name or threat.reference}{part}"
                ),
                GridCell(day(row.decided_on)),
                GridCell(day(row.terms_agreed_on, "none"), strong=row.terms_agreed_on is None),
                GridCell(day(row.ends)),
                GridCell(within(row.product) or "not set"),
                GridCell(chip=chip(facts, row)),
            )
        )
    return Grid(
        "Live grants",
        (
            GridColumn("Request", 14),
            GridColumn("Capability and group"),
            GridColumn("Granted", 18),
            GridColumn("ToR agreed", 18),
            GridColumn("Ends", 18),
            GridColumn("Product due", 22),
            GridColumn("State", 32),
        ),
        tuple(rows),
        remark="terms of reference (ToR) must be agreed within "
        f"{count(days, 'day')} of the grant (local setting)",
        empty="No support is under way.",
    )


def _ledger(title: str, lines: Iterable[tuple[str, Tally]], whole: Tally, note: str = "") -> Grid:
    heads = ("Asked", "Granted", "Part", "Ref.", "Def.", "Open", "Days")
    wide = (9, 11, 6.5, 6.5, 6.5, 8, 7)
    return Grid(
        title,
        (GridColumn(""), *(GridColumn(head, mm, True) for head, mm in zip(heads, wide, strict=True))),
        tuple((GridCell(name), *_figures(line, "–")) for name, line in lines),
        total=(GridCell("Region", strong=True), *_figures(whole, "0", strong=True)),
        remark="12 months",
        note=note,
    )


def _figures(line: Tally, zero: str, *, strong: bool = False) -> tuple[GridCell, ...]:
    *counts, days = line
    said = [number(value) if value else zero for value in counts]
    return tuple(GridCell(words, strong=strong) for words in (*said, "–" if days is None else number(days)))

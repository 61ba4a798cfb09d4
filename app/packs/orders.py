"""Orders and releases due: what is in force, what must be done about it, and who comes out when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from app.domain import order_rules as rules
from app.domain.codes import OrderState, ThreatStatus
from app.domain.month import NominalRow, OrderRow, ThreatRow
from app.packs.facts import Facts
from app.packs.model import Answer, Block, Grid, GridCell, GridColumn, Section
from app.packs.orders_sheets import EXPIRES, order_owner, order_words, sheets
from app.packs.phrases import count, day, listed, number

__all__ = ["section", "sheets"]

TITLE = "Orders and releases due"
NOBODY = GridCell("nobody", strong=True)


def _live(facts: Facts) -> list[OrderRow]:
    return [row for row in facts.month.orders if rules.live(row, facts.today)]


def _due(facts: Facts) -> list[tuple[rules.Due, OrderRow]]:
    """What is due or overdue within the local days, soonest first."""
    days, today = facts.month.settings.order_due_days, facts.today
    found = []
    for row in facts.month.orders:
        due = rules.due_next(row, today)
        if due is not None and rules.due_within(row, today, days):
            found.append((due, row))
    return sorted(found, key=lambda item: (item[0].on, facts.threats[item[1].threat].reference, item[1].id))


def _expiring(facts: Facts) -> list[OrderRow]:
    days = facts.month.settings.order_due_days
    found = [row for row in facts.month.orders if rules.expiring(row, facts.today, days)]
    return sorted(found, key=lambda row: (row.expires_on, facts.threats[row.threat].reference, row.id))


def _releases(facts: Facts) -> list[NominalRow]:
    """Those of active threats, as check 45 counts them."""
    months = facts.month.settings.release_months
    found = [
        row
        for threat in facts.active
        for row in facts.nominals_of.get(threat.id, ())
        if rules.release_due(row, facts.today, months)
    ]
    return sorted(found, key=lambda row: (row.release_on, facts.threats[row.threat].reference, row.reference))


def _threat_cell(threat: ThreatRow) -> GridCell:
    named = threat.name or (f"Op {threat.operation}" if threat.operation else "")
    archived = ", archived" if threat.status is ThreatStatus.ARCHIVED else ""
    return GridCell(threat.reference, f"{named}{archived}".lstrip(", "))


def _order_cell(facts: Facts, row: OrderRow) -> GridCell:
    nominal = facts.nominals.get(row.nominal or "")
    state = rules.effective(row, facts.today).value
    under = f"{nominal.reference}, {state}" if nominal else state
    return GridCell(order_words(facts, row), under, strong=True)


def _monitor_cell(facts: Facts, row: OrderRow) -> GridCell:
    if rules.unmonitored(row, facts.today):
        return NOBODY
    return GridCell(order_owner(facts, row))


def _due_grid(facts: Facts, due: Sequence[tuple[rules.Due, OrderRow]], until: str) -> Grid:
    rows = []
    for one, row in due:
        late = (facts.today - one.on).days
        said = f"overdue {count(late, 'day')}" if late > 0 else ""
        rows.append(
            (
                GridCell(day(one.on), said, strong=late > 0),
                _order_cell(facts, row),
                _threat_cell(facts.threats[row.threat]),
                GridCell(one.what or EXPIRES),
                _monitor_cell(facts, row),
            )
        )
    columns = (
        GridColumn("Due", 24), GridColumn("Order", 36), GridColumn("Threat"), GridColumn("What is due", 40),
        GridColumn("Monitored by", 32),
    )  # fmt: skip
    days = facts.month.settings.order_due_days
    return Grid(
        "Orders due", columns, tuple(rows),
        remark=f"by {until}, {days} days from the meeting (local setting)",
        empty=f"Nothing is due on an order by {until}.",
    )  # fmt: skip


def _expiring_grid(facts: Facts, expiring: Sequence[OrderRow], until: str) -> Grid:
    rows = tuple(
        (
            GridCell(day(row.expires_on)),
            _order_cell(facts, row),
            _threat_cell(facts.threats[row.threat]),
            _monitor_cell(facts, row),
        )
        for row in expiring
    )
    columns = (
        GridColumn("Last day", 24), GridColumn("Order", 36), GridColumn("Threat"),
        GridColumn("Monitored by", 32),
    )  # fmt: skip
    return Grid("Expiring", columns, rows, remark=f"by {until}", empty=f"No order expires by {until}.")


def _forces(facts: Facts, live: Sequence[OrderRow]) -> list[tuple[str, str]]:
    """The forces that have one, as id and head of a narrow column."""
    used = {facts.threats[row.threat].home_force or "" for row in live}
    found = [(force.id, force.short or force.name) for force in facts.month.forces if force.id in used]
    known = {id for id, _ in found}
    return found + ([("", "No force")] if used - known else [])


def _by_type(facts: Facts, live: Sequence[OrderRow]) -> Grid:
    forces = _forces(facts, live)
    known = {id for id, _ in forces}
    names = {choice.id: choice.name for choice in facts.month.choices}
    states = [(row, rules.effective(row, facts.today)) for row in live]

    def home(row: OrderRow) -> str:
        own = facts.threats[row.threat].home_force or ""
        return own if own in known else ""

    cells = Counter(
        (row.order_type or "", home(row)) for row, state in states if state is OrderState.IN_FORCE
    )
    waiting = Counter(row.order_type or "" for row, state in states if state is OrderState.GRANTED)
    types = sorted({row.order_type or "" for row in live}, key=lambda id: names.get(id, ""))
    rows = []
    for type_ in types:
        own = [cells[(type_, force)] for force, _ in forces]
        rows.append(
            (
                GridCell(names.get(type_, "no type")),
                *(GridCell(number(value) if value else "–") for value in own),
                GridCell(number(sum(own)), strong=True),
                GridCell(number(waiting[type_]) if waiting[type_] else "–"),
            )
        )
    sums = [sum(cells[(type_, force)] for type_ in types) for force, _ in forces]
    total = (
        GridCell("Region", strong=True),
        *(GridCell(number(value), strong=True) for value in (*sums, sum(sums), sum(waiting.values()))),
    )
    columns = (
        GridColumn("Order"),
        *(GridColumn(head, 15, True) for _, head in forces),
        GridColumn("In force", 15, True),
        GridColumn("Granted, not yet", 17, True),
    )
    return Grid(
        "In force by type and force", columns, tuple(rows), total, remark="by home force of the threat",
        empty="No order is in force.",
    )  # fmt: skip


def _release_grid(facts: Facts, releases: Sequence[NominalRow]) -> Grid:
    rows = []
    for row in releases:
        passed = row.release_on is not None and row.release_on < facts.today
        held = "day passed, held" if passed else ("in custody" if row.in_custody else "")
        planned = bool(row.release_plan.strip())
        rows.append(
            (
                GridCell(day(row.release_on), held, strong=passed),
                GridCell(row.reference, row.role.value, strong=True),
                _threat_cell(facts.threats[row.threat]),
                GridCell(row.release_plan.strip() or "none", strong=not planned),
                GridCell(facts.officer(row.owner) or "nobody", strong=not row.owner),
            )
        )
    columns = (
        GridColumn("Release", 24), GridColumn("Nominal", 24), GridColumn("Threat"),
        GridColumn("Release plan", 40), GridColumn("Seen to by", 30),
    )  # fmt: skip
    months = facts.month.settings.release_months
    span = f"within {count(months, 'month')} of the meeting"
    note = "Of active threats. Nominals stand by reference; who they are is in the master record."
    return Grid(
        "Releases due", columns, tuple(rows), remark=f"{span} (local setting)", note=note if rows else "",
        empty=f"No release is due {span}.",
    )  # fmt: skip


def _answer(
    facts: Facts,
    due: Sequence[tuple[rules.Due, OrderRow]],
    live: Sequence[OrderRow],
    expiring: int,
    releases: Sequence[NominalRow],
    until: str,
) -> Answer:
    overdue = sum(1 for one, _ in due if one.on < facts.today)
    first = f"{count(len(due), 'order')} due by {until}" if due else f"Nothing is due on an order by {until}"
    first += f", {overdue} overdue" if overdue else ""
    unplanned = sum(1 for row in releases if not row.release_plan.strip())
    if releases:
        first += f"; {count(len(releases), 'release')}, {unplanned or 'none'} without a plan"
    begun = sum(1 for row in live if rules.effective(row, facts.today) is OrderState.IN_FORCE)
    parts = [f"{number(begun)} in force", f"{number(len(live) - begun)} granted and not yet in force"]
    parts += [f"{number(expiring)} expiring"] if expiring else []
    nobody = sum(1 for row in live if rules.unmonitored(row, facts.today))
    parts += [f"{number(nobody)} monitored by nobody"] if nobody else []
    return Answer(f"{first}.", f"{listed(parts)}.")


def section(facts: Facts) -> Section | None:
    """Orders due and expiring, orders in force by type and force, releases due with plan or none."""
    due, live, releases = _due(facts), _live(facts), _releases(facts)
    if not due and not live and not releases:
        return None
    expiring = _expiring(facts)
    until = day(facts.today + timedelta(days=facts.month.settings.order_due_days))
    blocks = (
        Block(grid=_due_grid(facts, due, until)),
        Block(grid=_expiring_grid(facts, expiring, until)),
        Block(grid=_by_type(facts, live)),
        # the longest comes last: only it grows
        Block(grid=_release_grid(facts, releases)),
    )
    return Section("orders", TITLE, _answer(facts, due, live, len(expiring), releases, until), blocks)

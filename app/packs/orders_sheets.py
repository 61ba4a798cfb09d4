"""The sheets of orders and of nominals: references and dates, no intelligence (excel.md §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain import order_rules as rules
from app.domain.codes import NominalRole
from app.domain.month import OrderRow
from app.packs import custom
from app.packs.columns import DATE, MARKING, col, text
from app.packs.facts import Facts
from app.packs.model import Cell, Sheet

EXPIRES = "Expires"

ORDERS = (
    text("Order", 20), text("Threat", 16), text("Nominal reference", 18), col("Considered", DATE, 12),
    col("Applied", DATE, 12), col("Granted", DATE, 12), col("In force", DATE, 12), col("Expires", DATE, 12),
    text("Monitoring owner", 26), col("Next due", DATE, 12), text("What is due", 36, wrap=True),
    col("Release date", DATE, 12), text("Release plan", 9), MARKING,
)  # fmt: skip
NOMINALS = (
    text("Nominal reference", 18), text("Threat", 16), text("Role", 12), col("Since", DATE, 12),
    text("In custody", 9), col("Release date", DATE, 12), text("Release plan", 36, wrap=True), MARKING,
)  # fmt: skip


def order_words(facts: Facts, row: OrderRow) -> str:
    """An order by its type and reference: "SCPO T2025/118"."""
    types = {choice.id: choice.short or choice.name for choice in facts.month.choices}
    return f"{types.get(row.order_type or '', '')} {row.reference}".strip()


def order_owner(facts: Facts, row: OrderRow) -> str:
    """Who monitors it, "" for nobody."""
    return facts.officer(row.owner) or row.owner_organisation


def _yes(value: object) -> str:
    return "Yes" if value else "No"


def _order_rows(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    far = date.max
    keyed = [(rules.due_next(row, facts.today), row) for row in facts.month.orders]
    keyed.sort(key=lambda x: (x[0].on if x[0] else far, facts.threats[x[1].threat].reference, x[1].id))
    for due, row in keyed:
        nominal = facts.nominals.get(row.nominal or "")
        release = nominal.release_on if nominal else None
        yield (
            order_words(facts, row) or None, facts.threats[row.threat].reference,
            nominal.reference if nominal else None, row.considered_on, row.applied_on, row.granted_on,
            row.in_force_on, row.expires_on, order_owner(facts, row) or None, due.on if due else None,
            (due.what or EXPIRES) if due else None, release,
            _yes(nominal.release_plan.strip()) if nominal and release else None,
            *custom.cells(facts, "ancillary_order", row.id),
        )  # fmt: skip


def _nominal_rows(facts: Facts) -> Iterator[tuple[Cell, ...]]:
    place = {role: number_ for number_, role in enumerate(NominalRole)}
    for threat in facts.active:
        for row in sorted(facts.nominals_of.get(threat.id, ()), key=lambda x: (place[x.role], x.reference)):
            yield (
                row.reference, threat.reference, row.role.value, row.since, _yes(row.in_custody),
                row.release_on, row.release_plan.strip() or None, *custom.cells(facts, "nominal", row.id),
            )  # fmt: skip


def sheets(facts: Facts, marking: str) -> tuple[Sheet, ...]:
    """Orders, and the nominals of active threats by reference; `marking` ends each row."""

    def marked(rows: Iterable[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
        return tuple((*row, marking) for row in rows)

    made = (
        Sheet(
            "Orders", "one ancillary order", "next due", custom.widened(facts, "ancillary_order", ORDERS), 1,
            marked(_order_rows(facts)),
        ),
        Sheet(
            "Nominals", "one nominal on an active threat", "threat, role, reference",
            custom.widened(facts, "nominal", NOMINALS), 1, marked(_nominal_rows(facts)),
        ),
    )  # fmt: skip
    return tuple(sheet for sheet in made if sheet.rows)

"""The columns and named views of orders, and of releases and custody."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain import order_rules as rules
from app.reads.orders import OrderLine, ReleaseLine
from app.ui.table_model import Column
from app.ui.views import View


def _when(days: int | None) -> str:
    """How far a day is: "in 18 days", "overdue 6 days"."""
    if days is None:
        return ""
    if days == 0:
        return "today"
    count = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"in {count}" if days > 0 else f"overdue {count}"


ORDERS = (
    Column("due", "Due", lambda r: r.due, 112, "date", "range"),
    Column("when", "When", lambda r: r.days, 116, "text", "contains", lambda r: _when(r.days)),
    Column("what", "What is due", lambda r: r.what, 180),
    Column("type", "Order", lambda r: r.order_type, 88, filter="values", any_of="any order"),
    Column("reference", "Court reference", lambda r: r.reference, 124, "reference"),
    Column("nominal", "Nominal", lambda r: r.nominal, 112, "reference"),
    Column("state", "State", lambda r: str(r.state.value), 108, filter="values", any_of="any state"),
    Column("threat", "Threat", lambda r: r.threat_reference, 126, "reference"),
    Column("name", "Name", lambda r: r.threat_name, 180),
    Column("status", "Status", lambda r: "archived" if r.archived else "active", 92, filter="values"),
    Column("force", "Force", lambda r: r.force, 76, filter="values", any_of="any force"),
    Column(
        "owner", "Monitored by", lambda r: r.owner, 160, filter="values", any_of="anybody",
        text=lambda r: r.owner or ("nobody" if r.unmonitored else ""),
    ),
    Column("granted", "Granted", lambda r: r.granted_on, 112, "date", "range"),
    Column("begins", "In force from", lambda r: r.in_force_on, 116, "date", "range"),
    Column("ends", "Last day", lambda r: r.expires_on, 112, "date", "range", tip="Last day in force"),
)  # fmt: skip
RELEASES = (
    Column("release", "Release", lambda r: r.release_on, 112, "date", "range"),
    Column("when", "When", lambda r: r.days, 116, "text", "contains", lambda r: _when(r.days)),
    Column("reference", "Nominal", lambda r: r.reference, 116, "reference"),
    Column("role", "Role", lambda r: str(r.role.value), 100, filter="values", any_of="any role"),
    Column(
        "custody", "In custody", lambda r: "yes" if r.in_custody else "no", 96, filter="values", any_of="any"
    ),
    Column("plan", "Release plan", lambda r: r.release_plan, 210, "optional"),
    Column("owner", "Seen to by", lambda r: r.owner, 150, "optional", "values", any_of="anybody"),
    Column("orders", "Orders", lambda r: r.orders, 150, "optional"),
    Column("threat", "Threat", lambda r: r.threat_reference, 126, "reference"),
    Column("name", "Name", lambda r: r.threat_name, 180),
    Column("status", "Status", lambda r: "archived" if r.archived else "active", 92, filter="values"),
    Column("force", "Force", lambda r: r.force, 76, filter="values", any_of="any force"),
    Column("charged", "Charged", lambda r: r.charged_on, 112, "date", "range"),
    Column("convicted", "Convicted", lambda r: r.convicted_on, 112, "date", "range"),
)  # fmt: skip


RELEASES_GRID = 1


def views(today: date, due_days: int, months: int) -> tuple[View, ...]:
    """The named views as at a day, with the LOCAL days and months in force."""
    last = today + timedelta(days=due_days)

    def due(row: OrderLine) -> bool:
        return row.due is not None and row.due <= last

    def released(row: ReleaseLine) -> bool:
        return rules.release_due(row, today, months)

    def unplanned(row: ReleaseLine) -> bool:
        return rules.release_unplanned(row, today, months)

    return (
        View("due", f"Due in {due_days} days", due, "Nothing is due."),
        View("live", "Granted and in force", lambda r: r.state in rules.LIVE, "No order is live."),
        View("nobody", "Monitored by nobody", lambda r: r.unmonitored, "Every order is monitored."),
        View("orders", "All orders", lambda r: True, ""),
        View("releases", f"Releases in {months} months", released, "No release is due.", RELEASES_GRID),
        View(
            "unplanned", "No release plan", unplanned, "Every release that is due has a plan.", RELEASES_GRID
        ),
        View("custody", "In custody", lambda r: r.in_custody, "Nobody is in custody.", RELEASES_GRID),
    )

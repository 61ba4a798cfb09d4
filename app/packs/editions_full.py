"""The full edition: everything but the chair's private items and what hangs on them."""

from __future__ import annotations

from typing import Any

from app.domain.agenda import AgendaItem
from app.domain.month import ActionRow, MeetingActionRow, Month, RequestRow, StepRow
from app.packs.editions_sieve import PRIVATE, Held, Rule


def private_items(month: Month) -> frozenset[str]:
    """The ids of the chair's items, those under them included, at this meeting and at earlier ones."""
    own = {item.id for item in month.agenda if item.private}
    under = {item.id for item in month.agenda if item.under in own}
    return frozenset(own | under | set(month.private_items))


def every_action(month: Month) -> tuple[ActionRow | MeetingActionRow, ...]:
    """The actions of plans, then those that meetings set."""
    return (*month.actions, *month.meeting_actions)


def outspoken(month: Month) -> tuple[Rule, Rule]:
    """The rules of requests and of steps of mapping: a reason given at a private item is not told."""
    shut, said = frozenset(month.private_requests), frozenset(month.private_reasons)

    def request(row: RequestRow) -> RequestRow:
        return row._replace(decision_reason="") if row.id in shut and row.decision_reason else row

    def step(row: StepRow) -> StepRow:
        return row._replace(reason="") if row.reason and row.reason in said else row

    return request, step


def rules(month: Month) -> dict[str, Rule]:
    """What the full edition releases of the fields where a private item may stand; the rest passes whole."""
    private = private_items(month)

    def item(row: AgendaItem) -> Any:
        return Held(PRIVATE) if row.id in private else row

    def hanging(row: Any) -> Any:
        shut = row.item in private or getattr(row, "private", False)
        return Held(PRIVATE) if shut else row

    shut_actions = {row.id for row in every_action(month) if row.item in private}

    def move(row: Any) -> Any:
        return Held(PRIVATE) if row.action in shut_actions else row

    def custom(row: Any) -> Any:
        return Held(PRIVATE) if row.object in shut_actions else row

    def number(row: tuple[str, str]) -> Any:
        return Held(PRIVATE) if row[0] in private else row

    request, step = outspoken(month)
    names = ("late_papers", "notes", "decisions", "actions", "meeting_actions")
    return {
        "agenda": item,
        "agenda_numbers": number,
        **dict.fromkeys(("private_items", "private_requests", "private_reasons"), lambda _: Held(PRIVATE)),
        "requests": request,
        "steps": step,
        "redatings": move,
        "custom_values": custom,
        **dict.fromkeys(names, hanging),
    }

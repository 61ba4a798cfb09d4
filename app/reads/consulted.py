"""Which reads are consultations (Data Protection Act 2018 s.62), and what the log keeps of them.

conditions.md §2 asks for "open record, search returning persons, report preview, log view". So what is logged
is a record that was opened, a list of persons (officers, nominals, and orders on a nominal) with whom it
showed, and a look at the log; a preview tells of itself (`Register.consulted`). What is not:

- a list of threats or of what hangs on them (threats, ledgers, actions, retention, priorities, packs, Home,
  the preflight): it returns groups and work, no persons, and is what every page begins with. One entry for
  each would bury those that say whose record was opened; the record opened from a list is logged.
- a list from which persons are chosen in a form: it shows nobody's record.
- what leaves as a file, such as a pack, a calendar or a chase sheet: that is a disclosure, and logged as one.
- numbers, names of meetings and packs, settings and reference data.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

MOST = 500
"""Identifiers that one entry names; a longer list is told by its number and its first."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """What somebody looked at: a kind such as "threat.seen", the record, and what was asked and shown.

    `subject` is the visit that it belongs to (domain.visits): the threat of a record that hangs on one.
    """

    kind: str
    object: str
    facts: dict[str, Any] | None = None
    subject: str = ""


def listed(kind: str, ids: list[str], query: Mapping[str, Any] | None = None) -> Consultation:
    """A list that showed these records."""
    facts = {"shown": len(ids), "ids": ids[:MOST], **(query or {})}
    return Consultation(kind, "", facts, subject=kind)


Rule = Callable[[Mapping[str, Any], Any], Consultation | None]


def _of(kind: str, name: str) -> Rule:
    """A read of the record whose id is the argument `name`, which is the subject of the visit as well."""
    return lambda asked, _: Consultation(kind, asked[name], subject=asked[name]) if asked[name] else None


def _within(kind: str, name: str, threat: Callable[[Any], str | None]) -> Rule:
    """A read of a record that hangs on a threat, or on none."""
    return lambda asked, answer: Consultation(kind, asked[name], subject=threat(answer) or asked[name])


def _record(asked: Mapping[str, Any], answer: Any) -> Consultation:
    kind = "".join(f"_{c.lower()}" if c.isupper() else c for c in type(answer).__name__).lstrip("_")
    return Consultation(f"{kind}.seen", answer.id, subject=getattr(answer, "threat", None) or answer.id)


def _history(asked: Mapping[str, Any], _: Any) -> Consultation:
    return Consultation("history.seen", asked["id"], {"of": asked["kind"]}, subject=asked["id"])


def _centre(asked: Mapping[str, Any], _: Any) -> Consultation | None:
    item = asked["line"].item
    threat = getattr(item, "threat", None)
    return Consultation("threat.seen", threat, subject=threat) if threat else None


def _log(asked: Mapping[str, Any], answer: Any) -> Consultation:
    return Consultation("log.seen", "", asked["chosen"].told, subject=f"log {asked['chosen'].told}")


def _orders(_: Mapping[str, Any], answer: Any) -> Consultation:
    # an order shows the reference of the nominal whom it is on
    orders = [line.id for line in answer.orders if line.nominal][:MOST]
    return listed("nominals.listed", [line.id for line in answer.releases], {"orders": orders})


RULES: dict[str, Rule] = {
    "action_log.opened": _within("action.seen", "id", lambda answer: answer.action.threat),
    "agenda.agenda_page": _of("meeting.seen", "meeting_id"),
    "beside.closings": _of("threat.seen", "threat"),
    "card.card": _of("threat.seen", "threat"),
    "disruptions.detail": _within("disruption.seen", "id", lambda answer: answer.disruption.threat),
    "issues.body": _of("issue.seen", "id"),
    "journal.history": _history,
    "journal.threat_history": _of("threat.seen", "threat"),
    "log.entries": _log,
    "log.part": _log,
    "meeting_item.centre": _centre,
    "meeting_mode.mode": _of("meeting.seen", "meeting_id"),
    "minutes.held": _of("meeting.seen", "id"),
    "minutes.page": _of("meeting.seen", "id"),
    "officers.grid": lambda _, rows: listed("officers.listed", [row.id for row in rows]),
    "orders.desk": _orders,
    "orders.nominal": _within("nominal.seen", "id", lambda answer: answer.record.threat),
    "orders.order": _within("ancillary_order.seen", "id", lambda answer: answer.record.threat),
    "record.record": _record,
    "releases.of_threat": _of("threat.seen", "threat"),
    "requests.page": _of("threat.seen", "threat"),
    "retention.reviews": _of("threat.seen", "threat"),
    "submissions.dossier": _of("threat.seen", "threat"),
}
"""What each read that shows a record tells the log, by module and name."""


def consultation(
    read: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any], answer: object
) -> Consultation | None:
    """What the log is to say of an answered read; None for one that shows no record of its own."""
    rule = RULES.get(f"{read.__module__.rpartition('.')[2]}.{read.__name__}")
    if rule is None or not read.__module__.startswith("app.reads."):
        return None
    asked = inspect.signature(read).bind(None, *args, **kwargs)
    asked.apply_defaults()
    return rule(asked.arguments, answer)

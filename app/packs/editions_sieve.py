"""The sieve of an edition: a new month of nothing but what rules let through, and what they held back."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, TypeVar, Union, get_origin, get_type_hints

from app.domain.month import Month

T = TypeVar("T")

PRIVATE, OTHER_FORCE, NOT_RELEASED, CONDITIONS = "private", "other_force", "not_released", "conditions"
STANDING = ""
"""The reason of what an edition lacks and everybody knows, such as the title of a standing section."""

KINDS = {
    "threats": "threat", "officers": "officer", "assignments": "assignment", "plans": "plan",
    "actions": "action", "redatings": "redating", "updates": "update", "scores": "score",
    "custom_values": "custom_value", "submissions": "submission", "steps": "mapping_step",
    "disruptions": "disruption", "requests": "request", "nominals": "nominal", "orders": "ancillary_order",
    "gaps": "intelligence_gap", "links": "threat_link", "transfers": "transfer", "meeting_actions": "action",
    "members": "member", "agenda": "agenda_item", "late_papers": "late_paper", "notes": "meeting_note",
    "decisions": "meeting_decision", "minutes_before": "minutes", "releases": "release",
    "acceptances": "acceptance",
}  # fmt: skip
"""The kind of record behind each field of a month, where they are not called the same."""

REFERENCE = frozenset({
    "region", "settings", "meeting", "previous", "meetings", "forces", "themes", "choices", "custom_fields",
    "capabilities_meetings", "schemes", "all_meetings", "series", "ranks_before", "agenda_numbers",
    "private_items", "private_requests", "private_reasons",
})  # fmt: skip
"""What everybody in the region knows: an edition may lack it, and nobody looks for it in a file."""

IDS = frozenset({
    "id", "threat", "other", "action", "object", "field", "primary_theme", "secondary_themes", "home_force",
    "other_forces", "force", "from_force", "to_force", "officer", "owner", "meeting", "item", "under",
    "nominal", "submission", "request", "capability", "order_type", "theme", "return_reason", "scheme_id",
    "member", "replaces", "organisations", "confirmed_at", "kind",
})  # fmt: skip
"""Fields that name another record; what they say is never printed."""


class WithheldText(NamedTuple):
    """One thing held back: the kind of record, the field, what it says, and the rule that held it back."""

    kind: str
    field: str
    text: str
    why: str


class Held(NamedTuple):
    """The answer of a rule that lets nothing through: the code of the reason."""

    why: str


Rule = Callable[[Any], Any]
"""What of a row is released: the row, a row made anew with less in it, or `Held`."""


@dataclass(frozen=True, slots=True)
class Reduced:
    """The month of an edition, and what was held back from it, for the coordinator alone.

    `known` are names that the same holder read in the pack before: the page of changes may say that such a
    threat has left.
    """

    month: Month
    withheld: tuple[WithheldText, ...] = ()
    known: tuple[str, ...] = ()


def whole(row: T) -> T:
    """The rule that releases everything."""
    return row


def held(why: str) -> Rule:
    """The rule that releases nothing."""
    answer = Held(why)
    return lambda _: answer


def _empty(hint: Any) -> Any:
    """The empty value of a type: "", (), None, False, 0, or the first of a closed list."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return None
    if origin is tuple or hint is tuple:
        return ()
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    return date.min if hint is date else hint()


@cache
def _blanks(shape: type[Any]) -> dict[str, Any]:
    return {name: _empty(hint) for name, hint in get_type_hints(shape).items() if name in shape._fields}


def only(row: T, *names: str, **values: Any) -> T:
    """A row made anew that says nothing but the fields named, and the values given."""
    shape: Any = type(row)
    made = _blanks(shape) | {name: getattr(row, name) for name in names} | values
    return shape(**made)  # type: ignore[no-any-return]


def _is_row(value: Any) -> bool:
    return hasattr(value, "_fields") or is_dataclass(value)


@cache
def _names(shape: type[Any]) -> tuple[str, ...]:
    return tuple(shape._fields) if hasattr(shape, "_fields") else tuple(f.name for f in fields(shape))


def texts(row: Any) -> Iterator[tuple[str, str]]:
    """Every text of a row with the name of its field; names of other records and closed lists are none."""
    if not _is_row(row):
        return
    for name in _names(type(row)):  # type: ignore[arg-type]
        if name in IDS:
            continue
        value = getattr(row, name)
        if type(value) is str:
            if value:
                yield name, value
        elif type(value) is tuple:
            for part in value:
                if type(part) is str and part:
                    yield name, part
                elif _is_row(part):
                    yield from texts(part)


def rows_of(value: Any) -> tuple[Any, ...]:
    """The rows of a field of a month: of a list each, of a single record itself."""
    return value if type(value) is tuple else () if value is None else (value,)


def sieve(month: Month, rules: Mapping[str, Rule], otherwise: Rule) -> Reduced:
    """A new month of what the rules release, field by field; a field without a rule goes by `otherwise`."""
    kept: dict[str, Any] = {}
    found: list[WithheldText] = []
    own = {f.name for f in fields(Month)}
    for field in fields(month):
        name, value = field.name, getattr(month, field.name)
        rule = rules.get(name, otherwise)
        answers = [(row, rule(row)) for row in rows_of(value)]
        if name in own:
            released = tuple(answer for _, answer in answers if not isinstance(answer, Held))
            kept[name] = released if type(value) is tuple else next(iter(released), None)
        if name not in REFERENCE:
            for row, answer in answers:
                if answer is not row and answer != Held(STANDING):
                    found += _lost(KINDS.get(name, name), row, answer)
    missing = (f.name for f in fields(Month) if kept[f.name] is None and f.default is MISSING)
    assert all(name == "previous" for name in missing), "region, settings and meeting have their rules"
    return Reduced(Month(**kept), tuple(dict.fromkeys(found)))


def _lost(kind: str, row: Any, answer: Any) -> Iterator[WithheldText]:
    if isinstance(answer, Held):
        for name, text in texts(row):
            yield WithheldText(kind, name, text, answer.why)
        return
    left = set(texts(answer))
    for name, text in texts(row):
        if (name, text) not in left:
            yield WithheldText(kind, name, text, NOT_RELEASED)

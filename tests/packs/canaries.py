"""A month with a canary in every text of every kind of row, made from the fields themselves."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.domain.agenda import AgendaItem
from app.domain.codes import ChoiceList, Handling, LeadRole, Strand, ThreatStatus
from app.domain.issue import Acceptance
from app.domain.month import Month
from app.domain.region import Choice
from app.packs.editions_sieve import REFERENCE
from tests.packs import months

OWN, OTHER, PRIVATE, CODED = "own", "other", "private", "coded"
FORCE = {OWN: "as", OTHER: "dc", PRIVATE: "as", CODED: "as"}
PARTNER = {OWN: "partner-a", OTHER: "partner-b", PRIVATE: "partner-b", CODED: "partner-b"}
PARTNERS = (
    Choice(id="partner-a", list=ChoiceList.PARTNER, name="Avonmere Council", short="AVON"),
    Choice(id="partner-b", list=ChoiceList.PARTNER, name="Brackwater Housing", short="BRAC"),
)
ONCE = frozenset({"threats", "officers", "plans", "submissions", "requests"})
"""Rows of which a private or coded scope needs none of its own."""
CODES = frozenset({"key", "rule"})
"""Texts that are codes of the program and never anybody's words."""


class Canaries:
    """Every canary by its word: the field of the month, the field of the row, the scope of the row."""

    def __init__(self) -> None:
        self.of: dict[str, tuple[str, str, str]] = {}

    def word(self, where: str, name: str, scope: str) -> str:
        """A word that stands nowhere else."""
        number, letters = len(self.of), ""
        for _ in range(4):
            number, rest = divmod(number, 26)
            letters += chr(97 + rest)
        made = f"zyq{letters}"
        self.of[made] = (where, name, scope)
        return made

    def of_scope(self, *scopes: str) -> set[str]:
        """The canaries of rows of these scopes."""
        return {word for word, (_, _, scope) in self.of.items() if scope in scopes}


def shape_of(hint: Any) -> Any:
    """The kind of row that a field of a month holds; None for what holds no rows of text."""
    for part in (hint, *get_args(hint)):
        for inner in (part, *get_args(part)):
            if isinstance(inner, type) and (hasattr(inner, "_fields") or is_dataclass(inner)):
                return inner
    return None


def row_fields() -> Iterator[tuple[str, Any]]:
    """Every field of a month whose rows an edition may have to hold back, with the kind of row."""
    hints = get_type_hints(Month)
    for field in fields(Month):
        shape = shape_of(hints[field.name])
        if field.name not in REFERENCE and shape is not None:
            yield field.name, shape


def month() -> tuple[Month, Canaries]:
    """The month, and its canaries."""
    canaries = Canaries()
    made: dict[str, Any] = {}
    for where, shape in row_fields():
        names = set(get_type_hints(shape))
        scopes = [OWN] if where == "minutes_before" else [OWN, OTHER]
        if where not in ONCE:
            scopes += [PRIVATE] if {"item", "private"} & names else []
            scopes += [CODED] if "handling" in names else []
        rows = tuple(_row(canaries, where, shape, scope) for scope in scopes)
        made[where] = rows if where != "minutes_before" else rows[0]
    base = months.small()
    return replace(base, **made, choices=PARTNERS, forces=base.forces), canaries


def _row(canaries: Canaries, where: str, shape: Any, scope: str) -> Any:
    hints = get_type_hints(shape)
    names = shape._fields if hasattr(shape, "_fields") else [field.name for field in fields(shape)]
    values = {name: _value(canaries, where, shape, scope, name, hints[name]) for name in names}
    return shape(**values)


def _known(where: str, shape: Any, scope: str) -> dict[str, Any]:
    """What must be right for a row to be one: ids, codes, the times of a meeting."""
    of = OTHER if scope == OTHER else OWN
    return {
        "id": f"{where}-{scope}", "version": 1, "threat": f"threats-{of}", "other": "threats-other",
        "action": f"actions-{scope}",
        "object": f"actions-{scope}" if shape is Acceptance else f"threats-{of}",
        "field": "field", "primary_theme": "drugs", "secondary_themes": (), "theme": "drugs",
        "home_force": FORCE[scope], "other_forces": (), "force": FORCE[scope], "from_force": FORCE[scope],
        "to_force": FORCE[scope], "officer": f"officers-{of}", "meeting": "m12", "under": None,
        "item": f"agenda-{scope if scope != CODED else OWN}", "nominal": f"nominals-{of}",
        "submission": None if where == "agenda" else f"submissions-{of}",
        "request": None if where == "agenda" else f"requests-{of}",
        "capability": None, "order_type": None, "return_reason": None, "scheme_id": None, "member": None,
        "replaces": None, "confirmed_at": None, "organisations": (PARTNER[scope],),
        "kind": {"acceptances": "action", "removed": "threat"}.get(where),
        "private": scope == PRIVATE, "status": ThreatStatus.ACTIVE, "role": LeadRole.LRO, "until": None,
        "strand": Strand.PREVENT, "handling": Handling.C if scope == CODED else Handling.P,
        "left_on": None, "priority": 1, "place": 1, "minutes": 5, "consent": False, "archived_on": None,
        "closed_on": None, "retired": False,
        "owner": None if where in ("actions", "meeting_actions") else f"officers-{of}",
        **({"organisation": PARTNER[scope]} if shape is Acceptance else {}),
        **(dict.fromkeys(CODES, "") if shape is AgendaItem else {}),
    }  # fmt: skip


def _value(canaries: Canaries, where: str, shape: Any, scope: str, name: str, hint: Any) -> Any:
    known = _known(where, shape, scope)
    if name in known and not (name == "kind" and known[name] is None):
        return known[name]
    if name == "answers":
        return json.dumps({"routes": f"{canaries.word(where, name, scope)} routes"})
    return _by_type(canaries, (where, name, scope), hint)


def _by_type(canaries: Canaries, at: tuple[str, str, str], hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not types.NoneType)
    if get_origin(hint) is tuple:
        return (_by_type(canaries, at, get_args(hint)[0]),)
    if hint is str:
        word = canaries.word(*at)
        return word if at[1] in ("name", "operation", "reference") else f"{word} told in words of its own"
    plain = {
        int: 3,
        float: 3.0,
        bool: False,
        date: date(2026, 11, 20),
        datetime: datetime(2026, 11, 20, tzinfo=UTC),
    }
    if hint in plain:
        return plain[hint]
    assert issubclass(hint, Enum), (at, hint)
    return next(iter(hint))

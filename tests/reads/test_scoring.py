"""Which threats a major change has overtaken: the query and the rule say the same of each."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from app.domain import reassessment
from app.domain.codes import NominalRole, Rating, RequestState
from app.domain.disruption import Disruption
from app.domain.kinds import Record
from app.domain.nominal import Nominal
from app.domain.request import Request
from app.domain.score import Score
from app.domain.threat import Threat
from app.reads import home, scoring
from app.reads.card import card
from app.register import Register
from app.store.unit import Unit, command

TODAY = date(2026, 11, 26)
DAYS = (date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 2), TODAY, TODAY + timedelta(days=1))
SCORED = DAYS[1]


@command("test.fill")
def fill(unit: Unit, *records: Record) -> int:
    """Records as another program might have written them, faults and all."""
    for record in records:
        unit._write(record, None, 1)
    return len(records)


def cases() -> list[tuple[Record, ...]]:
    """Every kind of change on every day around the score, what does not count among them."""
    found: list[tuple[Record, ...]] = []
    for on in DAYS:
        found.append(("theme", on))
        found += [("disruption", on, rating) for rating in (*Rating, None)]
        found += [("nominal", on, role) for role in NominalRole]
        found += [
            ("request", on, state, asked, by)
            for state, asked, by in product((RequestState.ENDED, RequestState.UNDER_WAY), (True, False), "oe")
        ]
    return [*found, ("nothing", None), ("undated", TODAY), ("unscored", TODAY), ("scored since", TODAY)]


def records(number: int, case: tuple[object, ...]) -> list[Record]:
    """A threat with its score and what happened to it."""
    id, (what, on, *rest) = f"t{number:03}", case
    themed = on if what in ("theme", "undated", "unscored") else None
    made: list[Record] = [Threat(id=id, reference=f"R{number:03}", themes_changed_on=themed)]
    if what != "unscored":
        scored = None if what == "undated" else SCORED
        made.append(Score(id=f"s{id}", threat=id, total=300, assessed_on=scored))
    if what == "scored since":
        made.append(Score(id=f"z{id}", threat=id, total=310, assessed_on=TODAY))
    if what == "disruption":
        made.append(Disruption(id=f"d{id}", threat=id, on=on, rating=rest[0], title="Warrants"))
    if what == "nominal":
        made.append(Nominal(id=f"n{id}", threat=id, reference="N-1", role=rest[0], since=on))
    if what == "request":
        state, asked, by = rest
        days = {"outcome_on": on, "ends": SCORED} if by == "o" else {"ends": on}
        made.append(
            Request(id=f"r{id}", threat=id, asked="Help", bid_on=SCORED, state=state, reassess=asked, **days)
        )
    return made


@pytest.fixture
def filled(register: Register) -> Register:
    """A threat for each case."""
    register.do(fill, *(one for n, case in enumerate(cases()) for one in records(n, case)))
    return register


def test_the_query_and_the_rule_agree_on_every_case(filled: Register) -> None:
    matching = filled.ask(home.matching, "reassess_due", TODAY)
    told = set()
    for number in range(len(cases())):
        found = filled.ask(card, f"t{number:03}", TODAY)
        if reassessment.changes(scoring.reasons(found, TODAY)):
            told.add(found.threat.id)
    assert matching == told
    # theme, two ratings, a principal, and two ways for support to end, each on two days
    assert len(told) == 12


def test_home_counts_what_the_list_shows(filled: Register) -> None:
    front = filled.ask(home.home, TODAY)
    assert front.counts["reassess_due"] == 12

"""A small scheme for tests: two criteria of harm, one of likelihood, a grading, a formula and two bands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from app import words
from app.commands import schemes, scores
from app.domain import scheme_body
from app.domain.scheme import Scheme
from app.domain.scheme_body import Band, Criterion, Part, SchemeBody, Value
from app.domain.score import Assessment, Score
from app.domain.threat import Threat
from app.errors import Refusal
from app.register import Register
from app.store.tables import JOURNAL

THREE = (Value(1, "Low"), Value(2, "Medium"), Value(3, "High"))
BODY = SchemeBody(
    (
        Part(
            "harm",
            "Harm",
            (
                Criterion("people", "Harm to people", "The worst that is likely.", THREE),
                Criterion("money", "Loss in money", "In a year.", THREE),
            ),
        ),
        Part("odds", "Likelihood", (Criterion("intent", "Intent", "How set it is.", THREE),)),
        Part("grading", "Confidence", (Criterion("confidence", "Confidence", "", THREE),)),
    ),
    "harm * intent",
    (Band(2, "Low"), Band(8, "High")),
)
ANSWERS = {"people": 3.0, "money": 2.0, "intent": 2.0, "confidence": 3.0}
TODAY = date(2026, 11, 26)


def draft_scheme(register: Register, body: SchemeBody = BODY, **fields: Any) -> Scheme:
    """A draft, saved."""
    values: dict[str, Any] = {"id": "trial", "name": "Trial", "label": "Local trial, not national", **fields}
    saved: Scheme = register.do(schemes.draft, Scheme(body=scheme_body.write(body), **values)).result
    return saved


def scheme_in_use(register: Register, **fields: Any) -> Scheme:
    """A scheme that scores, saved."""
    saved: Scheme = register.do(schemes.put_in_use, draft_scheme(register, **fields)).result
    return saved


def answers(**changed: float) -> str:
    """The answers above, some of them changed."""
    return scheme_body.write_answers({**ANSWERS, **changed})


def add_score(register: Register, threat: Threat, total: float = 300, **fields: Any) -> Score:
    """A score from the official tool, saved."""
    values: dict[str, Any] = {
        "id": f"s-{total}",
        "scheme": "MoRiLE 2020",
        "assessor": "Pat Lane",
        "assessed_on": TODAY,
        "rationale": "Known harm",
        **fields,
    }
    saved: Score = register.do(scores.record, Score(threat=threat.id, total=total, **values)).result
    return saved


def add_assessment(register: Register, threat: Threat, assessor: str, **fields: Any) -> Assessment:
    """An assessment by the trial scheme, saved."""
    values: dict[str, Any] = {
        "id": f"as-{assessor}",
        "scheme_id": "trial",
        "total": 0,
        "answers": answers(),
        "assessed_on": TODAY,
        **fields,
    }
    made = Assessment(threat=threat.id, assessor=assessor, **values)
    saved: Assessment = register.do(scores.assess, made).result
    return saved


def _head(connection: Connection) -> int:
    return int(connection.execute(select(func.max(JOURNAL.c.seq))).scalar_one())


@contextmanager
def unchanged(register: Register) -> Iterator[None]:
    """Fails where the journal grew meanwhile."""
    before = register.ask(_head)
    yield
    assert register.ask(_head) == before


def refused(register: Register, command: Callable[..., Any], *given: Any) -> str:
    """The code of the refusal that a command meets, which changes nothing and has its sentence."""
    with unchanged(register), pytest.raises(Refusal) as caught:
        register.do(command, *given)
    assert words.refusal(caught.value)
    return caught.value.code

"""The words: every code of the record, its rules and its refusals as one plain British sentence.

An error has three parts: what happened, whether the record is safe, what to do. Each part of the program has
its own file here.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.faults import Fault
from app.errors import Refusal
from app.words import (
    agenda,
    backups,
    beside,
    card,
    changes,
    desk,
    disruptions,
    editions,
    importing,
    issuing,
    labels,
    locking,
    log,
    meeting,
    minutes,
    orders,
    people,
    priorities,
    record,
    reference,
    refusals,
    requests,
    retention,
    roles,
    scoring,
    submissions,
)
from app.words.names import FIELD_WORDS, KIND_WORDS

__all__ = ["FIELD_WORDS", "KIND_WORDS", "SENTENCES", "fault", "refusal", "say", "times"]

PARTS = (
    record, refusals, labels, card, importing, desk, scoring, submissions, priorities, disruptions, requests,
    orders, beside, reference, agenda, editions, issuing, changes, meeting, minutes,
    people, roles, log, backups, retention, locking,
)  # fmt: skip

SENTENCES: dict[str, str] = {code: sentence for part in PARTS for code, sentence in part.SENTENCES.items()}

TIMES = {1: "once", 2: "twice"}


def times(number: int) -> str:
    """How often, in words: once, twice, 3 times."""
    return TIMES.get(number, f"{number} times")


def say(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code with its values; raises KeyError for a code without words."""
    values = dict(params or {})
    for name in ("number", "count"):
        value = values.get(name)
        if isinstance(value, int):
            values.setdefault("s", "" if value == 1 else "s")
            values.setdefault("times", times(value))
    return SENTENCES[code].format(**values)


def fault(found: Fault) -> str:
    """A fault as the sentence shown beside its field."""
    return say(found.code, found.params)


def refusal(error: Refusal) -> str:
    """A refusal as the sentence shown to the user."""
    return say(error.code, error.fields)

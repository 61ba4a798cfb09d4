"""What a local scheme is made of: parts with criteria, a formula over them, bands; and what answers come to.

A scheme is data that the region edits (domain.md: no weights, formula or bands of MoRiLE are public), so what
is read here may be anything at all: it is refused whole or taken whole.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.domain import formula
from app.domain.codes import Confidence
from app.domain.faults import Fault, Severity
from app.errors import Refusal

CODE = re.compile(r"[a-z][a-z0-9_]{0,29}")
"""What criteria and parts are called in the formula."""
CONFIDENCE = "confidence"
"""The code of the criterion whose value, where its label is low, medium or high, grades the score."""
ANSWER = "answer."
"""Before the code of a criterion, the field of a form that asks it."""
MOST_CRITERIA = 40
MOST_VALUES = 20
PLACES = 2
"""A total is kept to so many decimal places."""


@dataclass(frozen=True, slots=True)
class Value:
    """One allowed answer: the number that counts and the words beside it."""

    number: float
    label: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question; `code` is its name in the formula, `help` says how to choose."""

    code: str
    title: str
    help: str
    values: tuple[Value, ...]

    def label(self, number: float | None) -> str:
        """The words of an answer, "" for none or one that is not allowed."""
        return next((value.label for value in self.values if value.number == number), "")


@dataclass(frozen=True, slots=True)
class Part:
    """A part such as harm; its code stands in the formula for the sum of its answers."""

    code: str
    title: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A name for totals from `low` up to the next band."""

    low: float
    label: str


Answers = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SchemeBody:
    """Parts, formula and bands; bands rise."""

    parts: tuple[Part, ...] = ()
    formula: str = ""
    bands: tuple[Band, ...] = ()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, part by part."""
        return tuple(criterion for part in self.parts for criterion in part.criteria)

    @property
    def coded(self) -> tuple[Part | Criterion, ...]:
        """Everything that has a code: the parts, then the criteria."""
        return (*self.parts, *self.criteria)

    @property
    def names(self) -> frozenset[str]:
        """What the formula may name: criteria, and parts for the sums of theirs."""
        return frozenset(one.code for one in self.coded)

    def faults(self) -> tuple[Fault, ...]:
        """What keeps it from being used; the field is parts, formula or bands."""
        return tuple(_faults(self))

    def total(self, answers: Answers) -> float:
        """What the answers come to, to two places; Refusal("formula.*") where they come to nothing."""
        worth = formula.read(self.formula, self.names).value({**self.part_sums(answers), **answers})
        # never minus nought
        return round(worth, PLACES) + 0.0

    def band(self, total: float) -> str:
        """The name of the band that a total falls in, "" below the first or where there is none."""
        reached = [band.label for band in self.bands if total >= band.low]
        return reached[-1] if reached else ""

    def answer_faults(self, answers: Answers) -> tuple[Fault, ...]:
        """A fault for each criterion without an allowed answer; the field is ANSWER and its code."""
        found = []
        for one in self.criteria:
            if one.code not in answers:
                found.append(Fault(ANSWER + one.code, "scheme.unanswered"))
            elif all(value.number != answers[one.code] for value in one.values):
                found.append(Fault(ANSWER + one.code, "scheme.not_allowed", {"value": answers[one.code]}))
        return tuple(found)

    def confidence(self, answers: Answers) -> Confidence | None:
        """The grading that the criterion `confidence` gives; None where the scheme has none."""
        asked = next((one for one in self.criteria if one.code == CONFIDENCE), None)
        said = asked.label(answers.get(CONFIDENCE)).casefold() if asked else ""
        return next((grade for grade in Confidence if grade.value == said), None)

    def part_sums(self, answers: Answers) -> dict[str, float]:
        """The sum of each part's answers, by its code; parts that are not answered whole are left out."""
        return {
            part.code: math.fsum(answers[c.code] for c in part.criteria)
            for part in self.parts
            if part.criteria and all(c.code in answers for c in part.criteria)
        }


def read(text: str) -> SchemeBody:
    """The body that JSON text states; Refusal("scheme.unreadable") for anything else."""
    try:
        return from_plain(json.loads(text))
    except (ValueError, RecursionError):
        raise Refusal("scheme.unreadable", field="body") from None


def from_plain(plain: Any) -> SchemeBody:
    """The body as JSON reads it; ValueError where a part of it is missing or of another kind."""
    try:
        return SchemeBody(
            tuple(_part(part) for part in _list(plain["parts"])),
            _text(plain["formula"]),
            tuple(Band(_number(low), _text(label)) for low, label in _list(plain.get("bands", []))),
        )
    except (KeyError, TypeError, AttributeError) as missing:
        raise ValueError("not the body of a scheme") from missing


def write(body: SchemeBody) -> str:
    """The body as canonical JSON: `read` gives it back."""
    parts = [
        {
            "code": part.code,
            "title": part.title,
            "criteria": [
                {
                    "code": one.code,
                    "title": one.title,
                    "help": one.help,
                    "values": [[float(value.number), value.label] for value in one.values],
                }
                for one in part.criteria
            ],
        }
        for part in body.parts
    ]
    bands = [[float(band.low), band.label] for band in body.bands]
    return _canonical({"parts": parts, "formula": body.formula, "bands": bands})


def read_answers(text: str) -> dict[str, float]:
    """Answers as kept with a score; {} for anything that is not an object of numbers."""
    try:
        found = json.loads(text or "{}")
        return {str(code): _number(number) for code, number in found.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def write_answers(answers: Answers) -> str:
    """Answers as canonical JSON."""
    return _canonical({code: float(number) for code, number in answers.items()})


def _canonical(plain: dict[str, Any]) -> str:
    # as codec.canonical, which knows every kind of record and so cannot be asked from here
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _part(plain: Any) -> Part:
    criteria = tuple(
        Criterion(
            _text(one["code"]),
            _text(one["title"]),
            _text(one.get("help", "")),
            tuple(Value(_number(number), _text(label)) for number, label in _list(one["values"])),
        )
        for one in _list(plain["criteria"])
    )
    return Part(_text(plain["code"]), _text(plain["title"]), criteria)


def _list(plain: Any) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError
    return plain


def _text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise TypeError
    # half a character, which no table can keep: UnicodeEncodeError is a ValueError
    plain.encode()
    return plain


def _number(plain: Any) -> float:
    if isinstance(plain, bool) or not isinstance(plain, int | float) or not abs(plain) <= formula.LARGEST:
        raise TypeError
    return float(plain)


def _faults(body: SchemeBody) -> Iterator[Fault]:
    if not body.criteria:
        yield Fault("parts", "scheme.no_criteria")
    if len(body.criteria) > MOST_CRITERIA:
        yield Fault("parts", "scheme.too_many", {"most": MOST_CRITERIA})
    codes = [one.code for one in body.coded]
    for code, number in Counter(codes).items():
        if not CODE.fullmatch(code) or code in formula.RESERVED:
            yield Fault("parts", "scheme.code", {"code": code})
        elif number > 1:
            yield Fault("parts", "scheme.code_twice", {"code": code})
    for one in body.coded:
        if not one.title.strip():
            yield Fault("parts", "scheme.no_title", {"code": one.code})
    for part in body.parts:
        if not part.criteria:
            yield Fault("parts", "scheme.empty_part", {"code": part.code})
    for one in body.criteria:
        yield from _value_faults(one)
    yield from _formula_faults(body)
    if any(not band.label.strip() for band in body.bands):
        yield Fault("bands", "scheme.band_no_label")
    if any(low.low >= high.low for low, high in pairwise(body.bands)):
        yield Fault("bands", "scheme.bands_rise")


def _value_faults(one: Criterion) -> Iterator[Fault]:
    numbers = [value.number for value in one.values]
    if len(numbers) < 2 or len(numbers) > MOST_VALUES:
        yield Fault("parts", "scheme.values", {"code": one.code, "most": MOST_VALUES})
    if len(set(numbers)) < len(numbers):
        yield Fault("parts", "scheme.value_twice", {"code": one.code})
    if any(not value.label.strip() for value in one.values):
        yield Fault("parts", "scheme.value_no_label", {"code": one.code})


def _formula_faults(body: SchemeBody) -> Iterator[Fault]:
    try:
        used = formula.read(body.formula, body.names).names
    except Refusal as refusal:
        yield Fault("formula", refusal.code, {k: v for k, v in refusal.fields.items() if k != "field"})
        return
    for part in body.parts:
        if part.code in used:
            continue
        for one in part.criteria:
            if one.code not in used and one.code != CONFIDENCE:
                yield Fault("formula", "scheme.unused", {"code": one.code}, Severity.WARN)

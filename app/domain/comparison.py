"""Two assessments, or two scores, side by side: the answer of each to every criterion, and how far apart."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.scheme_body import Answers, Criterion, SchemeBody
from app.domain.scheme_text import figure


@dataclass(frozen=True, slots=True)
class Compared:
    """One line: both answers in words, "" for none, and the second less the first, None without both."""

    title: str
    first: str
    second: str
    apart: float | None


def _said(one: Criterion, answers: Answers) -> str:
    number = answers.get(one.code)
    return "" if number is None else f"{figure(number)} {one.label(number)}".strip()


def compare(
    first: tuple[SchemeBody | None, Answers, float], second: tuple[SchemeBody | None, Answers, float]
) -> tuple[Compared, ...]:
    """Criterion by criterion, then the totals; each side is its scheme, its answers and its total.

    Where the two are by different schemes, criteria that both have under one code stand on one line.
    """
    (body, own, total), (other_body, other, other_total) = first, second
    mine = {one.code: one for one in body.criteria} if body else {}
    theirs = {one.code: one for one in other_body.criteria} if other_body else {}
    found = []
    for code in dict.fromkeys((*mine, *theirs)):
        left, right = mine.get(code), theirs.get(code)
        one = left or right
        assert one is not None
        apart = other[code] - own[code] if left and right and code in own and code in other else None
        said = _said(left, own) if left else "", _said(right, other) if right else ""
        found.append(Compared(one.title, *said, apart))
    return (*found, Compared("Total", figure(total), figure(other_total), round(other_total - total, 2)))


def apart_words(apart: float | None) -> str:
    """A difference as the table says it: "same", "+2", "−2"; "" where one side has no answer."""
    if apart is None:
        return ""
    if apart == 0:
        return "same"
    return f"{'+' if apart > 0 else '−'}{figure(abs(apart))}"

"""A chase sheet that came back: read, compared three ways, shown, and taken in by one command."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from app import words
from app.commands import chase as commands
from app.domain.chase import ChaseRow, ChaseStep, Verdict, compared, step
from app.domain.clock import today
from app.errors import Refusal
from app.intake import chase as intake
from app.intake.cells import Book
from app.jobs.print_paper import refuse_reader
from app.packs import stored
from app.packs.chase import ChaseSheet
from app.packs.phrases import month_words
from app.reads import chase as reads
from app.reads import issues as issue_reads
from app.register import Done, Register

SHOWN = 3
"""Altered cells that a refusal names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseReview:
    """A sheet that came back, compared with what it said when it left and with the register now."""

    file: str
    sha256: str
    sheet: ChaseSheet
    rows: tuple[ChaseRow, ...]

    def of(self, verdict: Verdict) -> tuple[ChaseRow, ...]:
        """The rows of one verdict."""
        return tuple(row for row in self.rows if row.verdict is verdict)


def plan(register: Register, book: Book) -> ChaseReview | None:
    """What a chase sheet would change; None for a file that is none. Nothing is changed.

    Raises Refusal: chase.layout, chase.not_ours for one that did not leave this register, chase.older where
    sheets of a later month have left since, chase.altered where locked cells are not as they left.
    """
    if not intake.recognised(book):
        return None
    returned = intake.read(book)
    sheet = _as_it_left(register, returned)
    latest = register.ask(reads.latest_month)
    if sheet.month < latest:
        raise Refusal(
            "chase.older", file=book.file, month=month_words(sheet.month), latest=month_words(latest)
        )
    odd = intake.altered(returned, sheet.lines)
    if odd:
        where = "; ".join(odd[:SHOWN]) + (f" and {len(odd) - SHOWN} more" if len(odd) > SHOWN else "")
        raise Refusal("chase.altered", file=book.file, where=where)
    now = register.ask(reads.now, tuple(line.action for line in sheet.lines))
    on = today(register.clock)
    return ChaseReview(
        file=book.file,
        sha256=book.sha256,
        sheet=sheet,
        rows=tuple(
            compared(line, answer, now.get(line.action), on)
            for line in sheet.lines
            if (answer := returned.of(line)) is not None
        ),
    )


def _as_it_left(register: Register, returned: intake.Returned) -> ChaseSheet:
    foreign = Refusal("chase.not_ours", file=returned.file, register=register.name)
    try:
        text = register.ask(issue_reads.body, returned.identity).decode("utf-8", "surrogatepass")
    except Refusal as refused:
        if refused.code != "gone":
            raise
        raise foreign from None
    # anybody may type the identity of another stored value
    if not isinstance(json.loads(text), list):
        raise foreign
    sheet = stored.value_of(ChaseSheet, text)
    if sheet.register != register.origin:
        raise foreign
    return sheet


def order(review: ChaseReview, moved: Collection[str] = ()) -> tuple[tuple[ChaseStep, ...], dict[str, Any]]:
    """What taking a sheet in does, and what the log says of it.

    `moved` are the references of actions that changed here too since the sheet left, for which a person says
    that the sheet holds.
    """
    taken = [
        row
        for row in review.rows
        if row.verdict is Verdict.TAKE or (row.verdict is Verdict.MOVED and row.line.reference in moved)
    ]
    facts: dict[str, Any] = {
        "file": review.file,
        "sha256": review.sha256,
        "chase": review.sheet.name,
        "actions": len(taken),
        "held": len(review.of(Verdict.FAULT)),
    }
    return tuple(step(row) for row in taken), facts


def take_in(register: Register, review: ChaseReview, moved: Collection[str] = ()) -> Done | None:
    """Takes in what a sheet changes; None where that is nothing. `moved` as for `order`.

    Raises Refusal: read_only, import.moved_on where somebody changed one of them since it was compared.
    """
    refuse_reader(register)
    steps, facts = order(review, moved)
    return register.do(commands.take_in, steps, review.sheet.name, facts) if steps else None


def told(
    register: Register, review: ChaseReview, *, dry_run: bool = False
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Takes in what needs no decision, unless it is a dry run: counts by name, and each row not taken."""
    if not dry_run:
        take_in(register, review)
    counts = {verdict.value: len(review.of(verdict)) for verdict in Verdict}
    lines = [f"{row.line.reference}: {words.say(row.fault, row.params)}" for row in review.of(Verdict.FAULT)]
    lines += [
        f"{row.line.reference}: changed here too, so it was not taken." for row in review.of(Verdict.MOVED)
    ]
    return counts, (*lines, ", ".join(f"{number} {name}" for name, number in counts.items()))

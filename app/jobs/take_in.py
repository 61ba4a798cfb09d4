"""Taking in a file: read, recognised, compared, reviewed, and written by one command.

`plan` gives the review. `apply` (app.intake.review) lays a person's decisions over it. `take_in` writes:
rows that are ready are taken, skipped ones leave a note, and all others wait in the import inbox, so that
nothing is lost. With `accept` there is no reviewer: rows that lack only a date are taken too, with the
file's words kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from app.commands import intake as commands
from app.domain.clock import local
from app.domain.ids import new_id
from app.domain.inbox import Held
from app.domain.intake import Taking
from app.errors import Refusal
from app.intake import layouts as shapes
from app.intake import reading, records, sheet
from app.intake import review as reviews
from app.intake.cells import Book
from app.intake.review import Review
from app.intake.settling import Decision
from app.reads import intake as reads
from app.register import Done, Register

Progress = Callable[[str, int, int], None]
STEPS = ("Reading the file", "Recognising its layout", "Comparing with the register")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was made and changed, or would be; `done` is None where nothing was written."""

    threats: int
    officers: int
    actions: int
    scores: int
    held: int
    faults: int
    unchanged: int
    changed: int = 0
    ledger: int = 0
    lines: tuple[str, ...] = ()
    done: Done | None = None

    @classmethod
    def of(cls, taking: Taking, review: Review) -> Outcome:
        """The outcome of what is to be written, with every finding as a line."""
        counts: dict[str, Any] = dict(taking.counts)
        return cls(**counts, lines=tuple(found.words for found in review.findings))

    @property
    def counts(self) -> dict[str, int]:
        """The counts by name, in the order in which they are told."""
        names = ("threats", "officers", "actions", "scores", "held", "faults", "unchanged", "ledger")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, kw_only=True)
class FileReview(Review):
    """A review that still has its file's cells, so that another layout or force needs no second reading."""

    book: Book


def plan(
    register: Register,
    path: Path,
    *,
    layout: str | None = None,
    force: str | None = None,
    mapping: shapes.Mapping | None = None,
    book: Book | None = None,
    progress: Progress | None = None,
) -> FileReview:
    """The review of a file; `layout` is a name, `mapping` a person's word on its headings, `force` an id.

    `book` are the cells of the file where it was read already.

    Raises Refusal where the file cannot be read, or the layout or force is not known. Nothing is changed.
    """
    register.require("import.take_in")
    if layout is not None:
        mapping = shapes.named(layout, register.ask(reads.layouts))
    _tell(progress, 0)
    return _review(register, book or sheet.read(path), force, mapping, {}, progress)


def replan(
    register: Register, review: FileReview, *, force: str | None = None, mapping: shapes.Mapping | None = None
) -> FileReview:
    """The review again with another force or mapping, and nothing decided; the file is not read again."""
    said = mapping or review.candidates.layout.mapping
    return _review(register, review.book, force or review.force, said, {}, None)


def _tell(progress: Progress | None, step: int) -> None:
    if progress is not None:
        progress(STEPS[step], step, len(STEPS))


def _review(
    register: Register,
    book: Book,
    force: str | None,
    mapping: shapes.Mapping | None,
    decisions: Mapping[str, Decision],
    progress: Progress | None,
) -> FileReview:
    _tell(progress, 1)
    lists = register.ask(reads.known, ())
    if force is not None and force not in {known.id for known in lists.forces}:
        raise Refusal("import.force_unknown", force=force)
    candidates = reading.read(
        book,
        shapes.recognise(book, replace(mapping or shapes.Mapping(), custom=lists.custom_fields)),
        forces=lists.forces,
        themes=lists.themes,
        today=local(register.clock.now()).date(),
        force=force,
        choices=lists.choices,
    )
    _tell(progress, 2)
    known = register.ask(reads.known, reviews.references(candidates, decisions))
    made = reviews.build(candidates, known, decisions)
    return FileReview(
        candidates=made.candidates,
        known=known,
        comparison=made.comparison,
        decisions=decisions,
        book=book,
    )


def take_in(register: Register, review: Review, *, accept: bool = False, dry_run: bool = False) -> Outcome:
    """Writes what the review comes to, compared once more with the register as it stands now.

    Raises Refusal("import.not_understood") where nothing was recognised, "import.moved_on" where somebody
    changed the register at that very moment.
    """
    register.require("import.take_in")
    if not review.understood:
        raise Refusal("import.not_understood", file=review.file)
    known = register.ask(reads.known, reviews.references(review.candidates, review.decisions))
    now = register.clock.now()
    fresh = reviews.build(review.candidates, known, review.decisions)
    taking = records.taking(fresh, accept=accept, now=now, today=local(now).date(), new_id=_in_order(now))
    outcome = Outcome.of(taking, fresh)
    if dry_run or not (taking.new or taking.amendments or taking.left_out):
        return outcome
    return replace(outcome, done=register.do(commands.take_in, taking))


def _in_order(now: datetime) -> Callable[[], str]:
    """Identifiers that sort as the file's rows stand, though all are of one moment."""
    numbers = count()
    return lambda: new_id(now, lambda bits: (next(numbers) << 48) | secrets.randbits(48))


def dry_run(register: Register, review: Review, *, accept: bool = False) -> Outcome:
    """The counts that `take_in` would give; nothing is changed."""
    return take_in(register, review, accept=accept, dry_run=True)


def layouts(register: Register) -> tuple[str, ...]:
    """The names of all layouts: the three shapes, then those that users remembered."""
    return (*(shape.words for shape in shapes.Shape), *(kept.name for kept in register.ask(reads.layouts)))


def remember(register: Register, name: str, review: Review) -> Done:
    """Keeps what the file's headings mean under a name, for the next file like it."""
    id = new_id(register.clock.now())
    return register.do(commands.remember, review.mapping.record(id, name))


def why(held: Held) -> str:
    """Why a row waits in the inbox, as a sentence with its place and what to do."""
    return records.held_finding(held).words

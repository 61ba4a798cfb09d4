"""What an import does away from the window: reading a file, reading it otherwise, and taking it in."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import Any

from app.domain.backup_rules import Reason
from app.errors import Refusal
from app.intake import sheet
from app.intake.cells import Book
from app.intake.layouts import Mapping
from app.jobs import back_up, chase_return
from app.jobs import take_in as intake
from app.jobs.chase_return import ChaseReview
from app.jobs.take_in import FileReview, Outcome
from app.register import Done, Register
from app.ui.pages.import_kept import Choices

Read = tuple[FileReview, tuple[str, ...]]
"""A review, and the layouts that one may choose by name."""


def read_file(
    register: Register,
    path: Path,
    layout: str | None,
    force: str | None,
    kept: MappingOf[str, Choices],
    progress: Any,
) -> ChaseReview | Read:
    """A tracker as a review, with what was chosen about the same file before; or a returned chase sheet.

    `kept` are choices by the SHA-256 of their file; a layout that is named begins anew.
    """
    progress(intake.STEPS[0], 0, len(intake.STEPS))
    book = sheet.read(path)
    returned = chase_return.plan(register, book)
    if returned is not None:
        return returned
    known = kept.get(book.sha256)
    if known is not None and layout is None and force is None:
        return _with(register, known, path, book, progress)
    review = intake.plan(register, path, layout=layout, force=force, book=book, progress=progress)
    return worked_out(review), intake.layouts(register)


def read_back(register: Register, kept: Choices, progress: Any) -> Read:
    """The file of choices that were kept, from where it was, with those choices.

    Raises Refusal: draft.import_changed, or what reading a file that is gone or damaged does.
    """
    progress(intake.STEPS[0], 0, len(intake.STEPS))
    path = Path(kept.path)
    book = sheet.read(path)
    if book.sha256 != kept.sha256:
        raise Refusal("draft.import_changed", file=kept.file)
    return _with(register, kept, path, book, progress)


def _with(register: Register, kept: Choices, path: Path, book: Book, progress: Any) -> Read:
    review = intake.plan(register, path, force=kept.force, mapping=kept.mapping, book=book, progress=progress)
    return worked_out(kept.laid_over(review)), intake.layouts(register)


def read_again(
    register: Register, review: FileReview, force: str | None, mapping: Mapping | None, progress: Any
) -> FileReview:
    """The review with another force or mapping."""
    progress(intake.STEPS[1], 1, len(intake.STEPS))
    return worked_out(intake.replan(register, review, force=force, mapping=mapping))


def remember(
    register: Register,
    name: str,
    review: FileReview,
    force: str | None,
    mapping: Mapping | None,
    progress: Any,
) -> tuple[FileReview, Done]:
    """Keeps what the headings mean under a name; the review read so."""
    if mapping is not None:
        review = intake.replan(register, review, force=force, mapping=mapping)
    return review, intake.remember(register, name, review)


def worked_out(review: FileReview) -> FileReview:
    """The review with its rows, counts and findings made here, so that the page need not wait for them."""
    _ = review.rows, review.counts, review.findings
    return review


def take_in(register: Register, review: FileReview, progress: Any) -> Outcome:
    """Takes in what is ready, after a backup; the rest waits in the inbox."""
    back_up.if_wanted(register, Reason.IMPORT)
    return intake.take_in(register, review)

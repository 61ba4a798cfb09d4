"""A chase sheet that came back: known by its own layout, its locked cells told from those filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.domain.chase import ChaseAnswer, ChaseLine, plain
from app.errors import Refusal
from app.intake.cells import Book, Cell, Sheet

HEADS = (
    "Action", "Threat", "Strand", "Title", "Due", "Last month’s text", "Update", "State", "New due", "Reason",
    "Outcome",
)  # fmt: skip
LABEL = "Chase sheet"
"""The line of About that names the sheet."""


class Locked(NamedTuple):
    """What the locked cells of a row say."""

    row: int
    reference: str
    threat: str
    strand: str
    title: str
    due: date | None
    said: str

    @property
    def key(self) -> tuple[str, str]:
        """What its action is known by."""
        return self.reference, self.threat


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A chase sheet as it came back; `identity` is that under which it was kept when it left, "" for none."""

    file: str
    sha256: str
    identity: str
    locked: tuple[Locked, ...]
    answers: tuple[ChaseAnswer, ...]

    def of(self, line: ChaseLine) -> ChaseAnswer | None:
        """What came back of an action, None where its row is gone."""
        pairs = zip(self.locked, self.answers, strict=True)
        return next((answer for row, answer in pairs if row.key == (line.reference, line.threat)), None)


def recognised(book: Book) -> bool:
    """Whether a file is a chase sheet: its own heads in one of its sheets, or its own line on About."""
    return _answers(book) is not None or bool(_identity(book))


def read(book: Book) -> Returned:
    """The chase sheet; Refusal("chase.layout") where its heads are no longer as they left."""
    sheet = _answers(book)
    if sheet is None:
        raise Refusal("chase.layout", file=book.file)
    rows = [row for row in sheet.rows if row > 1 and any(_text(sheet, row, at) for at in range(1, 12))]
    return Returned(
        file=book.file,
        sha256=book.sha256,
        identity=_identity(book),
        locked=tuple(_locked(sheet, row) for row in rows),
        answers=tuple(_answer(sheet, row) for row in rows),
    )


def _answers(book: Book) -> Sheet | None:
    for sheet in book.sheets:
        if all(plain(sheet.cell(1, at).text) == head for at, head in enumerate(HEADS, 1)):
            return sheet
    return None


def _identity(book: Book) -> str:
    for sheet in book.sheets:
        for row in sheet.rows:
            if sheet.cell(row, 1).text == LABEL and sheet.cell(row, 2).text:
                return sheet.cell(row, 2).text
    return ""


def _text(sheet: Sheet, row: int, at: int) -> str:
    return sheet.cell(row, at).text


def _locked(sheet: Sheet, row: int) -> Locked:
    reference, threat, strand, title = (_text(sheet, row, at) for at in range(1, 5))
    return Locked(row, reference, threat, strand, title, sheet.cell(row, 5).date, _text(sheet, row, 6))


def _answer(sheet: Sheet, row: int) -> ChaseAnswer:
    due: Cell = sheet.cell(row, 9)
    return ChaseAnswer(
        row, _text(sheet, row, 1), _text(sheet, row, 7), _text(sheet, row, 8), due.text, due.date,
        _text(sheet, row, 10), _text(sheet, row, 11),
    )  # fmt: skip


def altered(returned: Returned, lines: Sequence[ChaseLine]) -> tuple[str, ...]:
    """The rows whose locked cells are not as they left, as words: "row 4, Due"; none where all are.

    A row that is missing says nothing and alters nothing; rows may stand in another order.
    """
    known = {(line.reference, line.threat): line for line in lines}
    found: list[str] = []
    seen: set[tuple[str, str]] = set()
    for row in returned.locked:
        line = known.get(row.key)
        if line is None or row.key in seen:
            found.append(f"row {row.row}, Action and Threat")
            continue
        seen.add(row.key)
        pairs = (
            ("Strand", row.strand, line.strand),
            ("Title", plain(row.title), plain(line.title)), ("Due", row.due, line.due),
            ("Last month’s text", plain(row.said), plain(line.said)),
        )  # fmt: skip
        found += [f"row {row.row}, {head}" for head, is_, was in pairs if is_ != was]
    return tuple(found)

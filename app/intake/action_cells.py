"""One row of an action list, or of the actions' table of a form, read as an action."""

from __future__ import annotations

from app.domain.action import VAGUE
from app.domain.codes import ActionState, Strand
from app.intake.candidates import ActionCandidate, Source
from app.intake.cells import Cell
from app.intake.findings import Finding, Level
from app.intake.headings import plain
from app.intake.layouts import Heading
from app.intake.people import party

_COMPLETED = frozenset({"c", "complete", "completed", "done", "closed", "finished"})
_CANCELLED = frozenset({"cancelled", "canceled", "withdrawn", "no longer required", "not progressed"})
_OPEN = frozenset(
    {"o", "open", "ongoing", "in progress", "overdue", "on hold", "live", "not started", "outstanding"}
)


def vague(title: str) -> bool:
    """Whether a title says nothing that can be finished: the record itself would refuse it."""
    return title.strip().strip(".").casefold() in VAGUE


def strands_of(text: str) -> tuple[Strand, ...]:
    """The Ps that a cell could mean: those that begin with its text."""
    word = plain(text)
    return tuple(strand for strand in Strand if word and strand.value.casefold().startswith(word))


def state_of(text: str) -> tuple[ActionState, bool]:
    """The state that a tracker's word means, and whether it said one. “Overdue” is still open."""
    word = plain(text)
    if word in _COMPLETED:
        return ActionState.COMPLETED, True
    if word in _CANCELLED:
        return ActionState.CANCELLED, True
    return ActionState.OPEN, word in _OPEN


def read(key: str, source: Source, row: int, cells: dict[str, list[tuple[Heading, Cell]]]) -> ActionCandidate:
    """The action of a row; `cells` are those that hold something, by the field of their column."""
    findings: list[Finding] = []

    def one(meaning: str) -> tuple[str, Cell, str]:
        for heading, cell in cells.get(meaning, []):
            if cell.text:
                return heading.heading, cell, cell.text
        return "", Cell(row, 1, None), ""

    def found(code: str, level: Level, heading: str, cell: Cell, text: str = "", reading: str = "") -> None:
        place = source.place(row, heading, cell if cell.value is not None else None)
        findings.append(
            Finding(code=code, level=level, place=place, found=text or cell.text, reading=reading)
        )

    written = "\n".join(
        f"{heading.heading}: {cell.text}"
        for heading, cell in sorted(
            (pair for pairs in cells.values() for pair in pairs), key=lambda pair: pair[1].column
        )
        if cell.text
    )
    heading, cell, strand_text = one("strand")
    strands = strands_of(strand_text)
    if len(strands) > 1:
        names = " or ".join(strand.value for strand in strands)
        found("import.strand.several", Level.HOLD, heading, cell, reading=names)
    elif not strands:
        found("import.strand.unknown", Level.HOLD, heading, cell, strand_text or "(blank)")
    _, cell, title = one("action")
    if not title:
        found("import.title.missing", Level.HOLD, "", cell, written.replace("\n", "; ")[:200])
    elif vague(title):
        found("import.title.vague", Level.HOLD, cells["action"][0][0].heading, cell)
    due_heading, due_cell, due_text = one("due")
    due = due_cell.date
    if due is None and "due" in cells:
        due_heading = due_heading or cells["due"][0][0].heading
        code = "import.due.no_date" if due_text else "import.due.blank"
        found(code, Level.WARN, due_heading, due_cell)
    set_heading, set_cell, set_text = one("set_on")
    if set_text and set_cell.date is None:
        found("import.date.no_date", Level.WARN, set_heading, set_cell)
    for pairs in cells.values():
        for named, formula in pairs:
            if formula.formula:
                code = "import.formula.empty" if formula.value is None else "import.formula.cell"
                found(code, Level.WARN, named.heading, formula, formula.text or "=")
    state, stated = state_of(one("status")[2])
    progress_heading, _, progress = one("progress")
    owner = one("owner")[2]
    return ActionCandidate(
        key=key,
        place=source.place(row),
        strand=strands[0] if len(strands) == 1 else None,
        strand_text=strand_text,
        title=title,
        detail=f"{progress_heading}: {progress}" if progress else "",
        owner=party(owner),
        set_on=set_cell.date,
        due=due,
        due_text="" if due else due_text,
        state=state,
        state_stated=stated,
        outcome=one("outcome")[2],
        as_written=written,
        findings=tuple(findings),
    )

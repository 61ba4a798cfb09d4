"""The Pack: every figure and word of one month's tasking pack, computed once.

Both writers only lay it out. Cells are typed values; a writer formats them by their column's kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from app.domain.codes import EditionKind, Strand
from app.packs.states import NO_STATES, States


class ColumnKind(StrEnum):
    """How a column's values are typed and printed."""

    TEXT = "text"
    DATE = "date"
    DAYS = "days"
    NUMBER = "number"
    SCORE = "score"
    CHANGE = "change"
    RAG = "rag"
    TIME = "time"
    SHARE = "share"


Cell = str | int | float | date | time | None
"""None is not recorded; a RAG column holds the colour's word ("Red")."""


class Column(NamedTuple):
    """One column of a sheet: its head, kind and width in characters; `prints` false stands right of ¦."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 18
    wrap: bool = False
    prints: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One data sheet of the workbook: one table object, frozen right of the first `keys` columns.

    Its last column is the marking, one for each row; `below` are further tables that stand under it, `figure`
    the chart that is drawn from the cells of the last of them, or of its own where the last has one too.
    """

    name: str
    about: str
    sorted_by: str
    columns: tuple[Column, ...]
    keys: int
    rows: tuple[tuple[Cell, ...], ...]
    below: tuple[Sheet, ...] = ()
    figure: Figure | None = None


class Chip(NamedTuple):
    """A RAG letter ("" for none) with the words that say why."""

    letter: str
    words: str


class Fact(NamedTuple):
    """A label with its words; `strong` prints the words heavier."""

    label: str
    words: str
    strong: bool = False


class AgendaLine(NamedTuple):
    """One item of the agenda as printed; `section` is the key of the section it opens, "" for none.

    `below` are the numbers and titles of the items under it that have no page of their own.
    """

    number: str
    title: str
    led_by: str
    starts: str
    minutes: int
    decisions: str
    section: str = ""
    below: tuple[tuple[str, str], ...] = ()


class ActionLine(NamedTuple):
    """One action in a table of the PDF; `second` is the line below the title, `change` since last month."""

    reference: str
    threat: str
    title: str
    second: str
    owner: str
    due: date | None
    change: str
    chip: Chip


class LogLine(NamedTuple):
    """One action of the action log: set, first due, now due, times carried and the moves of its date.

    `set_at` is the item of the meeting that set it, or "plan"; `reason` that of the last move.
    """

    reference: str
    threat: str
    title: str
    owner: str
    set_on: date | None
    first_due: date | None
    due: date | None
    moved: tuple[date, ...]
    carried: int
    chip: Chip
    set_at: str = ""
    reason: str = ""


class LogGroup(NamedTuple):
    """A group of the log ("Overdue") with its lines; `of` counts what is not printed too, 0 where all is."""

    title: str
    lines: tuple[LogLine, ...]
    of: int = 0


class PlanForce(NamedTuple):
    """How many actions of one home force's 4P plans press, and why; `often` are among the others."""

    force: str
    press: int
    overdue: int
    unset: int
    soon: int
    coming: int
    often: int


class StrandBlock(NamedTuple):
    """One P of a group page: counts for the squares, words below them, its open actions in order."""

    strand: Strand
    overdue: int
    soon: int
    on_time: int
    completed: int
    resulted: int
    words: str
    moved: str
    still: bool
    open_words: str
    actions: tuple[ActionLine, ...]


class ScorePoint(NamedTuple):
    """One assessment in the score line."""

    on: date
    total: float


class Lead(NamedTuple):
    """One lead on a group page; `name` "" where nobody leads."""

    role: str
    name: str
    words: str
    new: bool


class Unknown(NamedTuple):
    """A line of "What is not known yet": what is missing and why it matters."""

    missing: str
    why: str


class CardAsk(NamedTuple):
    """One thing asked of the meeting on a group's page: the verb first, then what, with boxes to tick."""

    number: str
    verb: str
    words: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One priority group's page, blocks in their fixed order (typography.md §10).

    `marker` is what changed since the pack issued before: "NEW", "SCORE ↑ 46"; "" where none is stored.
    """

    number: str
    reference: str
    title: str
    operation: str
    kind: str
    forces: str
    priority: str
    tier: str
    answer_strong: str
    answer: str
    since: str
    summary: str
    facts: tuple[Fact, ...]
    score: str
    score_change: str
    score_note: str
    scores: tuple[ScorePoint, ...]
    bands: tuple[tuple[int, str], ...]
    leads: tuple[Lead, ...]
    lead_notes: tuple[str, ...]
    strands: tuple[StrandBlock, ...]
    update_head: str
    update: str
    checks: tuple[str, ...]
    unknowns: tuple[Unknown, ...]
    note: str
    band: str = ""
    disruptions: tuple[str, ...] = ()
    period: str = ""
    asks: tuple[CardAsk, ...] = ()
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A counted table: row labels, column heads, numbers, with totals as last row and column."""

    title: str
    corner: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    total: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The sentence that opens a page: the strong part first."""

    strong: str
    words: str


class FigureKind(StrEnum):
    """How a figure is drawn."""

    BARS = "stacked bars, one a line"
    COLUMNS = "stacked columns, side by side"
    LINE = "a line for each series"
    SCATTER = "a mark for each point"


class Point(NamedTuple):
    """One mark of a scatter; a named one has its label beside it."""

    label: str
    x: float
    y: float
    named: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart as data, drawn the same on screen and in both files; `text` is its equivalent in words.

    `series` are in order, each with a value for each label. A scatter has `points` instead, its axes' names
    and, where there are any, the lines that divide it.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    text: str
    kind: FigureKind = FigureKind.BARS
    remark: str = ""
    points: tuple[Point, ...] = ()
    x_axis: str = ""
    y_axis: str = ""
    x_line: float | None = None
    y_line: float | None = None


class RankLine(NamedTuple):
    """One line of the ranked list; `number` is of its page, "" below the cut-off, `was` its rank before."""

    rank: int
    number: str
    reference: str
    title: str
    forces: str
    tier: str
    score: str
    change: str
    band: str
    was: str
    reason: str
    answer: str


class GridColumn(NamedTuple):
    """One column of a printed table: its head and width in millimetres; 0 shares what is left."""

    title: str
    wide: float = 0
    right: bool = False


class GridCell(NamedTuple):
    """One cell of a printed table: words, a smaller line under them, and what stands beside.

    `chip` is a RAG state, `box` words in a frame such as LIVE. `share` draws a bar of that part of the cell,
    from 0 to 1, with a mark at `limit`; `over` draws it red.
    """

    words: str = ""
    second: str = ""
    strong: bool = False
    chip: Chip | None = None
    box: str = ""
    share: float | None = None
    limit: float | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed table: `remark` stands after its title, `note` below it, `empty` in place of rows."""

    title: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    total: tuple[GridCell, ...] = ()
    remark: str = ""
    note: str = ""
    empty: str = ""


class Step(NamedTuple):
    """One box of a pipeline: how many, in which state, with whom; no arrow leads to one that is apart."""

    number: str
    words: str
    under: str
    strong: bool = False
    apart: bool = False


class Term(NamedTuple):
    """One number of a sum, with the sign before it ("" for the first) and the words below it."""

    sign: str
    number: str
    words: str


class Ask(NamedTuple):
    """One decision wanted of a meeting, with room to write it: what is asked, the view, what was before."""

    number: str
    title: str
    lines: tuple[str, ...]
    view_strong: str
    view: str
    before: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a section: exactly one of its parts; two `half` ones in a row share the width.

    `title` stands above asks.
    """

    grid: Grid | None = None
    figure: Figure | None = None
    steps: tuple[Step, ...] = ()
    asks: tuple[Ask, ...] = ()
    words: str = ""
    half: bool = False
    title: str = ""
    sum: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One item of the agenda as printed; `key` is that of the agenda item, `title` stands on its pages.

    `under` is a line below the title.
    """

    key: str
    title: str
    answer: Answer
    blocks: tuple[Block, ...]
    under: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The threat picture by theme and force."""

    answer: Answer
    matrix: Matrix
    figure: Figure
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionLog:
    """Actions open from earlier meetings, in groups, most pressing first; of the plans a table by force.

    Of what presses in the plans only the worst are lines of their own: each group's page has them all.
    """

    answer: Answer
    groups: tuple[LogGroup, ...]
    note: str
    meetings: tuple[date, ...]
    plans: tuple[LogGroup, ...] = ()
    plans_by_force: tuple[PlanForce, ...] = ()
    plans_note: str = ""


class ExceptionLine(NamedTuple):
    """One threat with what was found about it."""

    reference: str
    name: str
    force: str
    detail: str


class ExceptionGroup(NamedTuple):
    """One check: what was found, what stands behind it, and where; `total` counts what is not printed too.

    `counts` are those of each force of the page, in its order.
    """

    title: str
    behind: str
    lines: tuple[ExceptionLine, ...]
    total: int
    number: str = ""
    weight: str = ""
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Overdue and exceptions: overdue actions of all groups, then the gaps by check."""

    answer: Answer
    overdue: tuple[LogGroup, ...]
    groups: tuple[ExceptionGroup, ...]
    forces: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """One decision wanted, in the order it is taken: the item, what is asked, where it is printed.

    `section` is the name of the page that it stands on; `threat` and `request` are references.
    """

    number: str
    words: str
    section: str
    threat: str = ""
    request: str = ""
    recommended: str = ""


@dataclass(frozen=True, slots=True)
class Late:
    """A late paper with pages of its own, numbered after the item it follows.

    `issued`, `because` and `changes` stand in its box, without their first word; `accepted_by`, `version`,
    `replaces` and `at` (as printed) are for the sheet, `on` is the day that its footer bears.
    """

    number: str
    title: str
    follows: str
    issued: str
    because: str
    changes: str
    answer: Answer
    asks: tuple[CardAsk, ...]
    text: str
    reason: str = ""
    accepted_by: str = ""
    version: str = ""
    at: str = ""
    on: date | None = None
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """One released threat in a partner edition (typography.md §12); `texts` were released beside it."""

    number: str
    title: str
    under: str
    answer: Answer
    need_to_know: str
    contacts: tuple[Fact, ...]
    asks: tuple[CardAsk, ...]
    strands: tuple[StrandBlock, ...]
    conditions: str
    texts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """One month's tasking pack for one edition; `numbers` are the key figures of the cover.

    `copy` is "3 of 6" for `recipient`, `app` the version of the program, `head` the journal's head when it
    was read, `body` the SHA-256 of the Pack as it is kept: what is kept has no copy, recipient or body.
    `gaps` are the known gaps with which it is issued for `gaps_reason`; `states` is what the next pack is
    compared with and is never printed; `wanted` are the decisions wanted of the meeting, `allotted` how long
    it is and how much of that the agenda takes.
    """

    id: str
    title: str
    month: str
    month_words: str
    region: str
    unit: str
    edition: str
    version: str
    draft: bool
    fictional: bool
    marking: str
    handling: tuple[str, ...]
    made_at: datetime
    as_at: date
    meeting: tuple[Fact, ...]
    previous_on: date | None
    next_on: date | None
    numbers: tuple[Fact, ...]
    agenda: tuple[AgendaLine, ...]
    log: ActionLog
    picture: Picture
    cards: tuple[Card, ...]
    priority_answer: Answer
    exceptions: Exceptions
    rag_rule: str
    rules: tuple[Fact, ...]
    omitted: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    sections: tuple[Section, ...] = ()
    ranking: tuple[RankLine, ...] = ()
    effort: tuple[Block, ...] = ()
    holder: str = ""
    copy: str = ""
    app: str = ""
    head: str = ""
    gaps: tuple[str, ...] = ()
    gaps_reason: str = ""
    confirmed_by: str = ""
    states: States = NO_STATES
    changes: Section | None = None
    allotted: str = ""
    consent: tuple[Block, ...] = ()
    expected: tuple[Fact, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    late: tuple[Late, ...] = ()
    partner_cards: tuple[PartnerCard, ...] = ()
    kind: EditionKind = EditionKind.FULL
    recipient: str = ""
    body: str = ""
    editions: tuple[Fact, ...] = ()

    @property
    def file_name(self) -> str:
        """The name of its files without the ending; the marking is part of it."""
        tail = f"{self.marking.split(' - ')[0]}{' FICTIONAL' if self.fictional else ''}"
        copy = f" copy {self.copy}" if self.copy else ""
        draft = " DRAFT" if self.draft else ""
        # a partner's or a force's name is as it was typed
        edition = "".join(letter for letter in self.edition if letter not in '<>:"/\\|?*')
        return f"{self.id} v{self.version}{draft} {edition}{copy} {tail}"

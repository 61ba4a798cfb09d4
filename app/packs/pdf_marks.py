"""Marks beside the words: RAG chips, action squares, the lineage strip, bars and the score line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.packs import spoken
from app.packs.model import Chip, LogLine, ScorePoint, StrandBlock
from app.packs.pdf_leaf import HIGH, Leaf
from app.packs.pdf_type import (
    BLACK,
    BLUE,
    COLUMN,
    GREEN,
    MM,
    RED,
    SMALL,
    SMALL_STRONG,
    SMALL_WHITE,
    STRONG,
    TABLE,
    WHITE,
    one_line,
    style,
    units,
    width,
    wrap,
)
from app.packs.pdf_words import count, month

AMBER = ".949 .714 .196 rg"
GREEN_LETTER, BLUE_LETTER = style(True, 7.5, 10, GREEN), style(True, 7.5, 10, BLUE)
BOX, CHIP_WORDS = 3.7 * MM, 4.8 * MM
SQUARE, STEP = 3.2 * MM, 3.95 * MM
RAMP = ("0 g", ".251 .396 .561 rg", ".616 .69 .78 rg", ".875 .898 .925 rg", WHITE)
BAR, TICK = ".486 .576 .682 rg", ".604 .639 .671 rg"


def chip_lines(chip: Chip, room: float) -> list[str]:
    """The words of a chip in lines beside its box."""
    return wrap(chip.words, STRONG if chip.letter == "R" else TABLE, room - CHIP_WORDS)


def chip(leaf: Leaf, x: float, y: float, shown: Chip, lines: Sequence[str]) -> None:
    """A RAG chip: dark solid, framed, outlined or round, so that it survives a mono copy."""
    if not shown.letter:
        leaf.block(x, y, TABLE, lines)
        return
    with leaf.element("Span", says=spoken.chip(shown if lines else shown._replace(words=""))):
        _chip(leaf, x, y, shown, lines)


def _chip(leaf: Leaf, x: float, y: float, shown: Chip, lines: Sequence[str]) -> None:
    face = TABLE
    if shown.letter == "R":
        leaf.fill(x, y, BOX, BOX, RED)
        letter, face = SMALL_WHITE, STRONG
    elif shown.letter == "A":
        leaf.fill(x, y, BOX, BOX, AMBER)
        leaf.frame(x, y, BOX, BOX, 0.5)
        letter = SMALL_STRONG
    elif shown.letter == "G":
        leaf.frame(x, y, BOX, BOX, 0.9, GREEN)
        letter = GREEN_LETTER
    else:
        leaf.circle(x + BOX / 2, y + BOX / 2, BOX / 2 - 0.45, 0.9, BLUE)
        letter = BLUE_LETTER
    leaf.centre(x + BOX / 2, y + (BOX - letter.leading) / 2 + 0.1, letter, shown.letter)
    leaf.block(x + CHIP_WORDS, y, face, lines)


def square(leaf: Leaf, x: float, y: float, kind: str) -> None:
    """One action: overdue, soon, on time, completed or resulted."""
    s = SQUARE
    if kind == "overdue":
        leaf.fill(x, y, s, s, RED)
        for points in ([(0.3, 0.3), (0.7, 0.7)], [(0.7, 0.3), (0.3, 0.7)]):
            leaf.line([(x + s * a, y + s * b) for a, b in points], 1.1, WHITE)
    elif kind == "soon":
        leaf.fill(x, y, s, s, AMBER)
        leaf.frame(x, y, s, s, 0.6)
    elif kind == "resulted":
        leaf.frame(x, y, s, s, 0.8, BLUE)
        tick = [(x + s * 0.22, y + s * 0.52), (x + s * 0.42, y + s * 0.74), (x + s * 0.8, y + s * 0.26)]
        leaf.line(tick, 1.1, BLUE)
    else:
        leaf.frame(x, y, s, s, 0.8, GREEN)
        if kind == "completed":
            leaf.line([(x + s * 0.26, y + s * 0.74), (x + s * 0.74, y + s * 0.26)], 1.1, GREEN)


KINDS = (
    ("overdue", "overdue"),
    ("soon", "due soon, re-dated"),
    ("on_time", "on time"),
    ("completed", "completed"),
    ("resulted", "resulted"),
)


def squares(leaf: Leaf, x: float, y: float, block: StrandBlock, wide: float) -> float:
    """The squares of one P, ten to a row; over thirty actions one bar of the same five parts. Its bottom."""
    counts = [(kind, int(getattr(block, kind))) for kind, _ in KINDS]
    total = sum(number for _, number in counts)
    if total > 30:
        with leaf.figure(spoken.squares(block), (x, y, wide, SQUARE + 1 * MM)):
            return _parts(leaf, x, y, counts, wide)
    kinds = [kind for kind, number in counts for _ in range(number)]
    high = (total + 9) // 10 * STEP
    with leaf.figure(spoken.squares(block), (x, y, wide, high)):
        for number, kind in enumerate(kinds):
            square(leaf, x + number % 10 * STEP, y + number // 10 * STEP, kind)
    return y + high


def _parts(leaf: Leaf, x: float, y: float, counts: Sequence[tuple[str, int]], wide: float) -> float:
    fills = {"overdue": RED, "soon": AMBER, "on_time": WHITE, "completed": WHITE, "resulted": WHITE}
    frames = {"overdue": RED, "soon": BLACK, "on_time": GREEN, "completed": GREEN, "resulted": BLUE}
    shown = [(kind, number) for kind, number in counts if number]
    least, total = 7 * MM, sum(number for _, number in shown)
    spare = wide - least * len(shown)
    for kind, number in shown:
        part = least + spare * number / total
        leaf.fill(x, y, part - 0.25 * MM, SQUARE + 1 * MM, fills[kind])
        leaf.frame(x, y, part - 0.25 * MM, SQUARE + 1 * MM, 0.8, frames[kind])
        face = SMALL_WHITE if kind == "overdue" else SMALL_STRONG
        leaf.centre(x + part / 2, y + (SQUARE + 1 * MM - face.leading) / 2, face, str(number))
        x += part
    return y + SQUARE + 1.8 * MM


def legend(leaf: Leaf, right: float, y: float) -> None:
    """What each square means, set to end at `right`; not read, as the squares are read in words."""
    x = right
    with leaf.artifact():
        for kind, words in reversed(KINDS):
            x -= units(words, False) * SMALL.em
            leaf.text(x, y, SMALL, words)
            x -= SQUARE + 1.2 * MM
            square(leaf, x, y + (SMALL.leading - SQUARE) / 2, kind)
            x -= 3.4 * MM
        leaf.right(x + 0.6 * MM, y, SMALL, "Each square is one action:")


class Strip:
    """The lineage strip: the moves of a due date on the scale of the meetings."""

    def __init__(self, x: float, wide: float, meetings: Sequence[date], now: date) -> None:
        self._x, self._wide, self._meetings, self._now = x, wide, meetings, now
        self._first = meetings[0].toordinal()
        self._span = max(1, meetings[-1].toordinal() - self._first)

    def at(self, on: date) -> float:
        """Where a day stands; beyond the ends it stands at the end."""
        share = (on.toordinal() - self._first) / self._span
        return self._x + min(1.0, max(0.0, share)) * self._wide

    def heads(self, leaf: Leaf, y: float) -> None:
        """The first letter of each meeting's month over its tick."""
        for meeting in self._meetings:
            leaf.centre(self.at(meeting), y, COLUMN, month(meeting)[0])

    def draw(self, leaf: Leaf, y: float, line: LogLine) -> None:
        """One action's strip in a line of the table."""
        reach = 3 * MM  # of the arrows on either side
        box = (self._x - reach, y, self._wide + 2 * reach, 3.8 * MM)
        with leaf.figure(spoken.lineage(line, self._now), box):
            self._draw(leaf, y, line)

    def _draw(self, leaf: Leaf, y: float, line: LogLine) -> None:
        middle = y + 1.9 * MM
        for meeting in self._meetings:
            x = self.at(meeting)
            leaf.line([(x, middle - 1.1 * MM), (x, middle + 1.1 * MM)], 0.3, TICK)
        begin = line.set_on or line.first_due
        if begin is None or line.due is None:
            return
        left, due = self.at(begin), self.at(line.due)
        leaf.line([(min(left, due), middle), (max(left, due), middle)], 1.1)
        if line.due < self._now and line.chip.letter == "R":
            leaf.line([(due, middle), (self.at(self._now), middle)], 0.75 * MM, RED)
        if begin < self._meetings[0]:
            self._arrow(leaf, self._x - 2.6 * MM, middle, 1)
            leaf.line([(self._x - 1.2 * MM, middle), (self._x, middle)], 1.1)
        else:
            leaf.circle(left, middle, 0.85 * MM, 0.1, BLACK, BLACK)
        for moved in line.moved:
            if moved >= self._meetings[0]:
                x, r = self.at(moved), 0.75 * MM
                leaf.line([(x - r, middle - r), (x + r, middle + r)], 1.1)
                leaf.line([(x - r, middle + r), (x + r, middle - r)], 1.1)
        if line.due > self._meetings[-1]:
            self._arrow(leaf, self._x + self._wide + 2 * MM, middle, -1)
        else:
            leaf.circle(due, middle, 0.95 * MM, 1.0, BLACK, WHITE)

    def _arrow(self, leaf: Leaf, x: float, y: float, way: int) -> None:
        back = x + way * 1.7 * MM
        leaf.shape([(back, y - 1 * MM), (x, y), (back, y + 1 * MM)], BLACK)


def score_line(
    leaf: Leaf,
    x: float,
    y: float,
    points: Sequence[ScorePoint],
    bands: Sequence[tuple[int, str]],
    until: date,
) -> float:
    """The score as a step line, a ring for each assessment and the latest filled; its bottom."""
    with leaf.figure(spoken.score(points, bands)) as drawn:
        bottom = _score_line(leaf, x, y, points, bands, until)
        drawn.box = (x, y, 41 * MM, bottom - y)
    return bottom


def _score_line(
    leaf: Leaf,
    x: float,
    y: float,
    points: Sequence[ScorePoint],
    bands: Sequence[tuple[int, str]],
    until: date,
) -> float:
    wide, high = 41 * MM, 15 * MM
    foot = 2.6 * MM if len(points) > 1 else 0  # the first total stands below its ring
    first, last = points[0].on.toordinal(), max(until, points[-1].on).toordinal()
    totals = [point.total for point in points]
    low, top = min(totals), max(totals)
    near = [band for band in bands if low - (top - low) * 0.6 - 5 <= band[0] <= top + (top - low) * 0.6 + 5]
    low, top = min([low, *(b[0] for b in near)]), max([top, *(b[0] for b in near)])
    margin = max(1.0, (top - low) * 0.12)
    low, top = low - margin, top + margin

    def across(on: date) -> float:
        return x + 0.8 * MM + (wide - 3 * MM) * (on.toordinal() - first) / max(1, last - first)

    def up(total: float) -> float:
        return y + (high - foot) * (1 - (total - low) / (top - low))

    for limit, words in near:
        leaf.shapes.append(f"[1.5 1.5] 0 d 0 G .3 w {_level(x, x + wide, up(limit))} S [] 0 d")
        _band_label(leaf, x, wide, up(limit), f"{words} {limit}", up(totals[0]), up(totals[-1]))
    path = [(across(points[0].on), up(totals[0]))]
    for point in points[1:]:
        path += [(across(point.on), path[-1][1]), (across(point.on), up(point.total))]
    path.append((across(until) if until > points[-1].on else path[-1][0], path[-1][1]))
    if len(path) > 1:
        leaf.line(path, 1.2)
    for point in points[:-1]:
        leaf.circle(across(point.on), up(point.total), 0.7 * MM, 0.8, BLACK, WHITE)
    leaf.circle(across(points[-1].on), up(totals[-1]), 1.0 * MM, 0.2, BLACK, BLACK)
    if len(points) > 1:
        under = up(totals[0]) + 0.5 * MM
        crossed = any(under - 1 < up(band[0]) < under + SMALL.leading for band in near)
        above = up(totals[0]) - SMALL.leading - 0.3 * MM
        leaf.text(x, above if crossed else under, SMALL, count(totals[0]))
    leaf.line([(x, y + high + 0.8 * MM), (x + wide, y + high + 0.8 * MM)], 0.3)
    bottom = y + high + 1.2 * MM
    leaf.text(x, bottom, SMALL, month(points[0].on))
    if month(until) != month(points[0].on):
        leaf.right(x + wide, bottom, SMALL, month(until))
    return bottom + SMALL.leading


def _level(left: float, right: float, y: float) -> str:
    return f"{left:.2f} {HIGH - y:.2f} m {right:.2f} {HIGH - y:.2f} l"


def _band_label(leaf: Leaf, x: float, wide: float, y: float, words: str, begin: float, end: float) -> None:
    """The band's label at the end where the line is further away."""
    shown = one_line(words)
    top = y - SMALL.leading + 0.8
    if abs(begin - y) >= abs(end - y):
        leaf.text(x, top, SMALL, shown)
    else:
        leaf.text(x + wide - width(shown, SMALL), top, SMALL, shown)

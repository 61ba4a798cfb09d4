"""A figure in print: its heading, legend and words around what is drawn, over pages where bars are many."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from app.packs import spoken
from app.packs.figure_scale import extent, sums
from app.packs.model import Figure, FigureKind
from app.packs.pdf_figure_marks import bar_steps, bars, columns, legend_tones, lines, scatter
from app.packs.pdf_grid import Span, block_title, small_words, title_high
from app.packs.pdf_leaf import BOTTOM, STRONG_RULE, TOP
from app.packs.pdf_page import CONTINUES, Book
from app.packs.pdf_type import MM, SMALL, SMALL_BLACK, clean, width, wrap
from app.packs.pdf_words import count

HIGH = {FigureKind.COLUMNS: 46 * MM, FigureKind.LINE: 32 * MM, FigureKind.SCATTER: 76 * MM}
DRAWN = {FigureKind.COLUMNS: columns, FigureKind.LINE: lines, FigureKind.SCATTER: scatter}
RULE_GAP = 1.6 * MM


class PrintedFigure:
    """One figure measured for a width."""

    def __init__(self, book: Book, figure: Figure, span: Span) -> None:
        self._book, self._span = book, span
        self._wide = span[1] - span[0]
        named = len(figure.series) > 1 and figure.kind is not FigureKind.LINE
        # with a legend the remark stands after it, as it is about the marks
        self._legend = _legend(figure, self._wide) if named else []
        self._remark = "" if self._legend else "; ".join(p for p in (figure.remark, _starts(figure)) if p)
        self._figure = figure

    @property
    def _empty(self) -> bool:
        return not self._figure.labels and not self._figure.points

    @property
    def _plot(self) -> float:
        if self._figure.kind is FigureKind.BARS:
            return sum(bar_steps(self._figure, self._wide))
        return HIGH[self._figure.kind]

    @property
    def _top(self) -> float:
        high = title_high(self._figure.title, self._remark, self._wide) + RULE_GAP
        return high + len(self._legend) * (SMALL.leading + 0.6 * MM) + 1.4 * MM

    @property
    def high(self) -> float:
        """The height of the whole block on one page."""
        words = len(wrap(self._figure.text, SMALL, self._wide)) * SMALL.leading
        return self._top + (0 if self._empty else self._plot) + words + 1.6 * MM

    def draw(self) -> None:
        """Place it from where the book stands."""
        book, figure = self._book, self._figure
        bars_kept = figure.kind is FigureKind.BARS and self.high > BOTTOM - TOP - 20 * MM
        book.ensure(
            self._top + sum(bar_steps(figure, self._wide)[:2])
            if bars_kept
            else min(self.high, BOTTOM - TOP - 20 * MM)
        )
        block_title(book, figure.title, self._remark, self._span)
        book.leaf.rule(*self._span, book.y, STRONG_RULE)
        book.y += RULE_GAP
        self._draw_legend()
        book.y += 1.4 * MM
        if not self._empty:
            self._draw_plot()
        small_words(book, figure.text, self._span)

    def _draw_plot(self) -> None:
        book, figure = self._book, self._figure
        if figure.kind is FigureKind.BARS:
            self._draw_bars()
        else:
            box = (self._span[0], book.y, self._wide, self._plot)
            with book.leaf.figure(spoken.figure(figure), box):
                DRAWN[figure.kind](book.leaf, figure, (*self._span, book.y, self._plot))
            book.y += self._plot
        book.y += 1 * MM

    def _draw_bars(self) -> None:
        """The bars that fit on each page, all on one scale."""
        book, figure = self._book, self._figure
        most, begin = max(sums(figure), default=0) or 1, 0
        deep = bar_steps(figure, self._wide)
        while begin < len(figure.labels):
            room = sum(1 for end in accumulate(deep[begin:]) if book.y + end <= BOTTOM - CONTINUES)
            if room < 1 and book.y > TOP + 30 * MM:
                book.turn()
                continue
            room = max(1, room)
            part = slice(begin, begin + room)
            shown = replace(
                figure,
                labels=figure.labels[part],
                series=tuple((name, values[part]) for name, values in figure.series),
            )
            with book.leaf.figure(spoken.figure(shown)) as drawn:
                top = book.y
                book.y = bars(book.leaf, shown, (*self._span, top, 0), most)
                drawn.box = (self._span[0], top, self._wide, book.y - top)
            begin += room

    def _draw_legend(self) -> None:
        with self._book.leaf.paragraph():
            self._entries()

    def _entries(self) -> None:
        book, tones = self._book, iter(legend_tones(self._figure))
        for line in self._legend:
            x = self._span[0]
            for words, marked in line:
                if marked:
                    fill = next(tones)
                    book.leaf.fill(x, book.y + 0.4 * MM, 2.8 * MM, 2.8 * MM, fill)
                    book.leaf.frame(x, book.y + 0.4 * MM, 2.8 * MM, 2.8 * MM, 0.4)
                    x += 3.6 * MM
                book.leaf.text(x, book.y, SMALL_BLACK if marked else SMALL, words)
                x += width(words, SMALL_BLACK) + 4.4 * MM
            book.y += SMALL.leading + 0.6 * MM


def _starts(figure: Figure) -> str:
    """Where the scale of a line or of points begins, if not at nought."""
    if figure.kind is FigureKind.SCATTER:
        values = [point.y for point in figure.points]
    elif figure.kind is FigureKind.LINE:
        values = [value for _, series in figure.series for value in series]
    else:
        return ""
    low = extent(values)[0]
    return f"scale starts at {count(low)}" if low else ""


def _legend(figure: Figure, wide: float) -> list[list[tuple[str, bool]]]:
    """The series with their totals, then the remark, in lines; true where a tone stands before."""
    made: list[list[tuple[str, bool]]] = [[]]
    at = 0.0
    entries = [(f"{name} {count(sum(values))}", True) for name, values in figure.series]
    for words, marked in (*entries, (figure.remark, False)):
        for number, line in enumerate(wrap(words, SMALL_BLACK, wide - 4 * MM)):
            long = width(line, SMALL_BLACK) + (3.6 * MM if marked and not number else 0)
            if at and (number or at + long > wide):
                made.append([])
                at = 0.0
            made[-1].append((clean(line), marked and not number))
            at += long + 4.4 * MM
    return made

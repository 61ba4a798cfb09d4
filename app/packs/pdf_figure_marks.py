"""The marks of a figure in print: bars, columns, lines and points as plain vectors (typography.md §8)."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs.figure_scale import apart, extent, sums
from app.packs.model import Figure
from app.packs.pdf_leaf import HIGH, Leaf
from app.packs.pdf_marks import BAR, RAMP
from app.packs.pdf_type import (
    BLACK,
    INDEX,
    INDEX_STYLE,
    MM,
    NAVY,
    SMALL,
    SMALL_STRONG,
    SMALL_WHITE,
    STRONG,
    TABLE,
    WHITE,
    clean,
    one_line,
    width,
    wrap,
)
from app.packs.pdf_words import count

BAR_STEP = 8.4 * MM
LINE, AXIS, GUIDE = 0.55 * MM, 0.28 * MM, 0.12 * MM
GRID = ".604 .639 .671 rg"
PALE = ".827 .859 .894 rg"
NEXT = ".251 .396 .561 rg"
DASHES = ("", "4 2", "1.2 1.8", "6 2 1.2 2", "2 1")
Box = tuple[float, float, float, float]
"""Left, right, top and height in points."""
Tone = tuple[str, bool]


def tones(series: int) -> Sequence[Tone]:
    """Fill of each series of bars, dark first, and whether its letters are white."""
    chosen = {1: (1,), 2: (1, 3), 3: (1, 2, 3), 4: (0, 1, 2, 4)}.get(series, (0, 1, 2, 3, 4))
    return [(RAMP[tone], tone < 2) for tone in chosen]


def column_tones(series: int) -> Sequence[Tone]:
    """The same for columns: one, a pair or a triple, else the ramp."""
    if series == 1:
        return [(BAR, False)]
    if series <= 3:
        return [(NAVY, True), (BAR, False), (PALE, False)][:series]
    return tones(series)


def legend_tones(figure: Figure) -> list[str]:
    """The fill that stands before each series in the legend; more series than tones share the last."""
    found = _tones_of(figure)
    return [found[min(place, len(found) - 1)][0] for place in range(len(figure.series))]


def _tones_of(figure: Figure) -> Sequence[Tone]:
    made = column_tones if figure.kind.name == "COLUMNS" else tones
    return made(len(figure.series))


def _part(leaf: Leaf, box: tuple[float, float, float, float], tone: Tone, value: float) -> None:
    """One part of a stack, with its value where that fits; pale ones are framed."""
    x, y, wide, high = box
    fill, white = tone
    leaf.fill(x, y, wide, high, fill)
    if fill in RAMP[3:] or fill == PALE:
        leaf.frame(x, y, wide, high, 0.4)
    words, face = count(value), SMALL_WHITE if white else SMALL_STRONG
    if width(words, face) + 1 < wide and high >= 7:
        leaf.centre(x + wide / 2, y + (high - face.leading) / 2, face, words)


def bar_steps(figure: Figure, wide: float) -> list[float]:
    """The height of each bar with its label, which may take several lines."""
    room = _names(wide) - 2 * MM
    high = (len(wrap(label, TABLE, room)) * TABLE.leading + 1.5 * MM for label in figure.labels)
    return [max(BAR_STEP, each) for each in high]


def _names(wide: float) -> float:
    """What the labels of bars are given of a width."""
    return min(46 * MM, wide * 0.36)


def bars(leaf: Leaf, figure: Figure, box: Box, most: float) -> float:
    """Stacked bars on the scale of `most`, each with its total behind it; their bottom."""
    left, right, y, _ = box
    shown = _tones_of(figure)
    names = _names(right - left)
    deep = bar_steps(figure, right - left)
    begin, top = left + names, y
    room = max(width(count(most), STRONG), 9 * MM) + 2 * MM
    scale = (right - begin - room) / most
    totals = sums(figure)
    for place, label in enumerate(figure.labels):
        step = deep[place]
        wrapped = wrap(label, TABLE, names - 2 * MM)
        leaf.block(left, y + (step - 1.5 * MM - len(wrapped) * TABLE.leading) / 2, TABLE, wrapped)
        over = y + (step - BAR_STEP) / 2
        x = begin
        for number, (_, values) in enumerate(figure.series):
            if long := values[place] * scale:
                part = (x, over + 0.7 * MM, max(0.3, long - 0.25 * MM), 5.4 * MM)
                _part(leaf, part, shown[min(number, len(shown) - 1)], values[place])
                x += long
        middle = over + (BAR_STEP - 1.5 * MM - STRONG.leading) / 2
        leaf.text(x + 1.4 * MM, middle, STRONG, count(totals[place]))
        y += step
    leaf.line([(begin, top - 0.6 * MM), (begin, y - 0.6 * MM)], 0.6)
    return y


def columns(leaf: Leaf, figure: Figure, box: Box) -> None:
    """Stacked columns with a gap, their total above, from nought."""
    left, right, y, high = box
    shown, totals = _tones_of(figure), sums(figure)
    step = (right - left) / len(figure.labels)
    foot = y + high - 2 * SMALL.leading - 1 * MM
    scale = (foot - y - SMALL.leading - 1) / (max(totals) or 1)
    wide = min(step * 0.7, 22 * MM)
    for place, total in enumerate(totals):
        x, at = left + step * place + (step - wide) / 2, foot
        for number, (_, values) in enumerate(figure.series):
            if long := values[place] * scale:
                deep = max(0.3, long - (0.25 * MM if at < foot else 0))
                _part(leaf, (x, at - long, wide, deep), shown[min(number, len(shown) - 1)], values[place])
                at -= long
        if width(count(total), SMALL_STRONG) < step:
            leaf.centre(x + wide / 2, at - SMALL.leading - 0.6, SMALL_STRONG, count(total))
    leaf.line([(left, foot), (right, foot)], AXIS * 1.4)
    _feet(leaf, figure.labels, left + step / 2, step, foot + 0.6 * MM, (left, right))


def _feet(
    leaf: Leaf, labels: Sequence[str], first: float, step: float, y: float, span: tuple[float, float]
) -> None:
    """The labels below: the year once under its first month, each in its step or every few."""
    parts = [one_line(label).split(" ", 1) for label in labels]
    widest = max(width(part, SMALL) for label in parts for part in label)
    every = 1 if widest + 1 <= step else min(len(labels), max(1, int((widest + 3) / step) + 1))
    before, ends = "", [span[0] - 9.0, span[0] - 9.0]
    for place in range(0, len(parts), every):
        at, end = y, 0.0
        for number, part in enumerate(parts[place]):
            if number and part == before:
                continue
            for words in wrap(part, SMALL, max(step * every, 12 * MM)):
                half = width(words, SMALL) / 2
                middle = min(max(first + step * place, span[0] + half), span[1] - half)
                if middle - half > ends[number] + 2:
                    leaf.centre(middle, at, SMALL, words)
                    end = middle + half
                at += SMALL.leading
            ends[number] = max(end, ends[number])
        before = parts[place][1] if len(parts[place]) > 1 else ""


def lines(leaf: Leaf, figure: Figure, box: Box) -> None:
    """A line for each series, named at its end, with first and last value and the scale at the right."""
    left, right, y, high = box
    scale = extent([value for _, values in figure.series for value in values])
    several = len(figure.series) > 1
    names = [wrap(name, SMALL_STRONG, (right - left) * 0.3) for name, _ in figure.series] if several else []
    beside = max((width(line, SMALL_STRONG) for name in names for line in name), default=0)
    axis = max(width(count(value), SMALL) for value in scale) + 2 * MM
    top, foot = y + SMALL.leading, y + high - 2 * SMALL.leading - 1 * MM
    end = right - axis - (beside + 3 * MM if several else 3 * MM)
    _guides(leaf, (left, right - axis if not several else end + 2 * MM, top, foot), scale, right)
    begin = left + 3 * MM
    step = (end - begin) / max(1, len(figure.labels) - 1)
    ends = [_up(values[-1], scale, top, foot) - SMALL.leading / 2 for _, values in figure.series]
    deep = [len(name) * SMALL.leading for name in names]
    beside_at = apart(ends, deep, top - SMALL.leading, foot + SMALL.leading) if several else []
    for number, (_, values) in enumerate(figure.series):
        path = [(begin + step * at, _up(value, scale, top, foot)) for at, value in enumerate(values)]
        colour = (BLACK, NAVY, NEXT, INDEX, BLACK)[number % 5]
        _dashed(leaf, path, DASHES[number % len(DASHES)], colour)
        for at, value in {0: values[0], len(path) - 1: values[-1]}.items():
            leaf.circle(*path[at], 0.8 * MM, 0.2, colour, colour)
            if not several:
                rising = len(path) > 1 and path[min(at + 1, len(path) - 1)][1] < path[at][1]
                above = path[at][1] - SMALL.leading - 0.9 * MM
                leaf.centre(path[at][0], above - (1 if rising else 0), SMALL_STRONG, count(value))
        if several:
            leaf.block(path[-1][0] + 2 * MM, beside_at[number], SMALL_STRONG, names[number])
    _feet(leaf, figure.labels, begin, step if step else end - begin, foot + 0.6 * MM, (left, right))


def _dashed(leaf: Leaf, path: Sequence[tuple[float, float]], dash: str, colour: str) -> None:
    if len(path) < 2:
        return
    if not dash:
        leaf.line(path, LINE, colour)
        return
    leaf.shapes.append(f"[{dash}] 0 d")
    leaf.line(path, LINE, colour)
    leaf.shapes.append("[] 0 d")


def _up(value: float, scale: Sequence[float], top: float, foot: float) -> float:
    return foot - (value - scale[0]) / (scale[-1] - scale[0]) * (foot - top)


def _guides(leaf: Leaf, box: Box, scale: Sequence[float], right: float) -> None:
    """Thin lines at the steps of the scale, whose values stand at the right."""
    left, end, top, foot = box
    for value in scale:
        y = _up(value, scale, top, foot)
        lowest = value == scale[0]
        leaf.line([(left, y), (end, y)], AXIS if lowest else GUIDE, INDEX if lowest else GRID)
        leaf.right(right, y - SMALL.leading / 2, INDEX_STYLE, count(value))


def scatter(leaf: Leaf, figure: Figure, box: Box) -> None:
    """A ring for each point, a filled dot with its name for a named one, and the lines that divide them."""
    left, right, y, high = box
    across = extent([point.x for point in figure.points], zero=True)
    up = extent([point.y for point in figure.points])
    axis = max(width(count(value), SMALL) for value in up) + 2 * MM
    top, foot = y + SMALL.leading + 1.6 * MM, y + high - 2 * SMALL.leading - 2 * MM
    begin, end = left + 2 * MM, right - axis - 3 * MM
    leaf.block(left, y, SMALL, wrap(figure.y_axis, SMALL, right - left)[:1])
    _guides(leaf, (left, end + 3 * MM, top, foot), up, right)

    def over(value: float) -> float:
        return begin + (value - across[0]) / (across[-1] - across[0]) * (end - begin)

    for value in across:
        leaf.centre(over(value), foot + 0.8 * MM, INDEX_STYLE, count(value))
    for line, words in enumerate(wrap(figure.x_axis, SMALL, end - left)):
        leaf.right(end + 3 * MM, foot + 0.8 * MM + (line + 1) * SMALL.leading, SMALL, words)
    for at, ends in ((figure.x_line, None), (figure.y_line, up)):
        if at is None:
            continue
        path = (
            [(over(at), top), (over(at), foot)]
            if ends is None
            else [(left, _up(at, up, top, foot)), (end + 3 * MM, _up(at, up, top, foot))]
        )
        points = " ".join(f"{x:.2f} {HIGH - at_y:.2f} {'m' if not place else 'l'}"
                          for place, (x, at_y) in enumerate(path))  # fmt: skip
        leaf.shapes.append(f"[2 2] 0 d 0 G .5 w {points} S [] 0 d")
    places = [(over(point.x), _up(point.y, up, top, foot)) for point in figure.points]
    marks = list(zip(figure.points, places, strict=True))
    for point, spot in marks:
        if not point.named:
            leaf.circle(*spot, 0.7 * MM, 0.6, NAVY, WHITE)
    taken: list[tuple[float, float, float, float]] = []
    for point, spot in marks:
        if point.named:
            _label(leaf, spot, clean(point.label), (left, end + 3 * MM, top, foot), taken)
    for point, spot in marks:
        if point.named:
            leaf.circle(*spot, 0.9 * MM, 0.6, NAVY, NAVY)


def _label(
    leaf: Leaf,
    at: tuple[float, float],
    words: str,
    box: Box,
    taken: list[tuple[float, float, float, float]],
) -> None:
    """A point's name beside it, at the nearest height where no other name stands, a thin line back to it."""
    left, right, top, foot = box
    named = wrap(words, SMALL_STRONG, (right - left) * 0.42)
    wide = max((width(line, SMALL_STRONG) for line in named), default=0)
    high = SMALL.leading * len(named)
    after = at[0] + 1.8 * MM
    x = after if after + wide <= right else max(left, at[0] - 1.8 * MM - wide)
    wanted = at[1] - high / 2
    tries = [wanted, *(wanted + way * step * SMALL.leading for step in range(1, 40) for way in (-1, 1))]
    inside = [y for y in tries if top - SMALL.leading <= y <= foot - high] or [min(wanted, foot - high)]

    def free(y: float) -> bool:
        return all(
            y >= bottom or y + high <= begin or x > to or x + wide < start
            for start, to, begin, bottom in taken
        )

    y = next((y for y in inside if free(y)), None)
    if y is None:
        return  # no room beside so many: its name stands in the words below
    taken.append((x, x + wide, y, y + high))
    if abs(y - wanted) > 1:
        leaf.line([at, (x if x > at[0] else x + wide, y + high / 2)], GUIDE, INDEX)
    if named:
        leaf.fill(x - 1, y + 1, wide + 2, high - 2, WHITE)  # rings behind a name would blot it
    leaf.block(x, y, SMALL_STRONG, named)

"""A leaf: one page as lists of what is drawn on it, in points from the top left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from app.packs.pdf_fonts import turned
from app.packs.pdf_type import MM, Run, Style, width
from app.packs.tagged import HOLDS, LAYOUT, Box, Element, Tags

WIDE, HIGH = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 17 * MM, 193 * MM, 24 * MM, 275 * MM
STRONG_RULE, GROUP_RULE, ROW_RULE, PAGE_RULE, FRAME_RULE = 1.0, 0.6, 0.3, 0.4, 1.1


class Leaf:
    """One page before it is drawn. Shapes are drawn first, then text in its reading order.

    `tagged.py` says how the parts of a page are told apart: headings, paragraphs, tables, figures, artifacts.
    """

    __slots__ = (
        "anchors",
        "apart",
        "crumb",
        "item",
        "links",
        "outline",
        "serial",
        "shape_runs",
        "shapes",
        "tags",
        "text_runs",
        "texts",
    )

    def __init__(self, crumb: str = "", item: str = "", tags: Tags | None = None) -> None:
        self.crumb = crumb
        self.item = item
        self.apart = ""
        """The number of the late paper whose page it is."""
        self.tags = tags or Tags()
        self.serial = self.tags.leaf()
        """Which of the leaves it is, in the order they were begun."""
        self.texts: list[tuple[float, float, Style, str]] = []
        self.shapes: list[str] = []
        self.text_runs: list[tuple[int, Element]] = []
        """From which text on what element holds them."""
        self.shape_runs: list[tuple[int, Element]] = [(0, LAYOUT)]
        self.links: list[tuple[str, float, float, float, float, Element]] = []
        self.anchors: list[tuple[str, float]] = []
        self.outline: list[tuple[str, str, int]] = []

    @contextmanager
    def element(self, kind: str, *, scope: str = "", says: str = "") -> Iterator[Element]:
        """What is set here is one element; `says` is read instead of it."""
        with self.tags.within(self.tags.made(kind, scope=scope, says=says)) as made:
            yield made

    @contextmanager
    def figure(self, alt: str, box: Box | None = None) -> Iterator[Element]:
        """Shapes and labels drawn here are one picture; `alt` says it in words. A box may be given later."""
        with self.tags.within(self.tags.made("Figure", alt=alt, box=box)) as made:
            self._drawn_by(made)
            try:
                yield made
            finally:
                self._drawn_by(LAYOUT)

    @contextmanager
    def artifact(self, kind: Element = LAYOUT) -> Iterator[Element]:
        """What is set here is not read."""
        with self.tags.within(kind):
            self._drawn_by(kind)
            try:
                yield kind
            finally:
                self._drawn_by(LAYOUT)

    def _drawn_by(self, element: Element) -> None:
        self.shape_runs.append((len(self.shapes), element))

    def put(self, run: Element, texts: Sequence[tuple[float, float, Style, str]]) -> None:
        """Set texts, at their baselines, as a part of `run`."""
        if texts:
            self._held_by(run)
            self.texts += texts

    def _held_by(self, run: Element) -> None:
        self.text_runs.append((len(self.texts), run))
        run.until = self.serial

    def text(self, x: float, y: float, face: Style, words: str) -> None:
        """Set one line whose box begins at (x, y)."""
        if words:
            run = self.tags.spelled(words) if turned(words) else self.tags.run()
            if not self.text_runs or self.text_runs[-1][1] is not run:
                self._held_by(run)
            self.texts.append((x, y + face.drop, face, words))

    def right(self, x: float, y: float, face: Style, words: str) -> None:
        """Set one line that ends at x."""
        self.text(x - width(words, face), y, face, words)

    def centre(self, x: float, y: float, face: Style, words: str) -> None:
        """Set one line centred on x."""
        self.text(x - width(words, face) / 2, y, face, words)

    @contextmanager
    def paragraph(self) -> Iterator[None]:
        """What is set here is one paragraph, unless something that holds text is open already."""
        if self.tags.top.kind in HOLDS:
            yield
        else:
            with self.element("LBody" if self.tags.top.kind == "LI" else "P"):
                yield

    def block(self, x: float, y: float, face: Style, lines: Sequence[str]) -> float:
        """Set lines under each other; the bottom of the last."""
        with self.paragraph():
            for line in lines:
                self.text(x, y, face, line)
                y += face.leading
        return y

    def flowed(self, x: float, y: float, leading: float, lines: Sequence[Sequence[Run]]) -> float:
        """Set lines of runs in several styles; the bottom of the last."""
        with self.paragraph():
            for line in lines:
                for at, face, words in line:
                    self.text(x + at, y, face, words)
                y += leading
        return y

    def items(self, x: float, y: float, face: Style, items: Sequence[Sequence[str]]) -> float:
        """A list, each item in its lines; the bottom of the last. One alone is a paragraph."""
        if len(items) == 1:
            return self.block(x, y, face, items[0])
        with self.element("L"):
            for lines in items:
                with self.element("LI"), self.element("LBody"):
                    y = self.block(x, y, face, lines)
        return y

    def rule(self, left: float, right: float, y: float, weight: float) -> None:
        """A black rule."""
        self.shapes.append(f"0 G {weight} w {left:.2f} {HIGH - y:.2f} m {right:.2f} {HIGH - y:.2f} l S")

    def fill(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """A filled rectangle."""
        self.shapes.append(f"{colour} {x:.2f} {HIGH - y - high:.2f} {wide:.2f} {high:.2f} re f")

    def frame(self, x: float, y: float, wide: float, high: float, weight: float, colour: str = "0 g") -> None:
        """A rectangle's outline, drawn inside it."""
        half = weight / 2
        self.shapes.append(
            f"{colour.upper()} {weight} w {x + half:.2f} {HIGH - y - high + half:.2f} "
            f"{wide - weight:.2f} {high - weight:.2f} re S"
        )

    def line(self, points: Sequence[tuple[float, float]], weight: float, colour: str = "0 g") -> None:
        """A line through points."""
        path = " l ".join(f"{x:.2f} {HIGH - y:.2f}" for x, y in points).replace(" l ", " m ", 1)
        self.shapes.append(f"{colour.upper()} {weight} w {path} l S")

    def shape(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """A filled shape through points."""
        path = " l ".join(f"{x:.2f} {HIGH - y:.2f}" for x, y in points).replace(" l ", " m ", 1)
        self.shapes.append(f"{colour} {path} l f")

    def circle(self, x: float, y: float, radius: float, weight: float, colour: str, filled: str = "") -> None:
        """A circle, filled with the colour `filled` where given."""
        cy, k = HIGH - y, radius * 0.5523
        fill = f"{filled} " if filled else ""
        self.shapes.append(
            f"{fill}{colour.upper()} {weight} w {x + radius:.2f} {cy:.2f} m "
            f"{x + radius:.2f} {cy + k:.2f} {x + k:.2f} {cy + radius:.2f} {x:.2f} {cy + radius:.2f} c "
            f"{x - k:.2f} {cy + radius:.2f} {x - radius:.2f} {cy + k:.2f} {x - radius:.2f} {cy:.2f} c "
            f"{x - radius:.2f} {cy - k:.2f} {x - k:.2f} {cy - radius:.2f} {x:.2f} {cy - radius:.2f} c "
            f"{x + k:.2f} {cy - radius:.2f} {x + radius:.2f} {cy - k:.2f} {x + radius:.2f} {cy:.2f} c "
            f"{'b' if filled else 's'}"
        )

    def link(
        self, target: str, x: float, y: float, wide: float, high: float, element: Element | None = None
    ) -> None:
        """A link to a destination of this file; its words are those of `element`, a Link."""
        self.links.append((target, x, y, wide, high, element or self.tags.linked()))

    def anchor(self, name: str, y: float, words: str = "", level: int = 0) -> None:
        """A destination at height y; a bookmark too where it has words."""
        self.anchors.append((name, y))
        if words:
            self.outline.append((words, name, level))

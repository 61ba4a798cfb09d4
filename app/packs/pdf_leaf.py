"""A leaf: one page as lists of what is drawn on it, in points from the top left."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs.pdf_type import MM, Run, Style, width

WIDE, HIGH = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 17 * MM, 193 * MM, 24 * MM, 275 * MM
STRONG_RULE, GROUP_RULE, ROW_RULE, PAGE_RULE, FRAME_RULE = 1.0, 0.6, 0.3, 0.4, 1.1


class Leaf:
    """One page before it is drawn. Shapes are drawn first, then text in the order it was set."""

    __slots__ = ("anchors", "crumb", "item", "links", "outline", "shapes", "texts")

    def __init__(self, crumb: str = "", item: str = "") -> None:
        self.crumb = crumb
        self.item = item
        self.texts: list[tuple[float, float, Style, str]] = []
        self.shapes: list[str] = []
        self.links: list[tuple[str, float, float, float, float]] = []
        self.anchors: list[tuple[str, float]] = []
        self.outline: list[tuple[str, str, int]] = []

    def text(self, x: float, y: float, face: Style, words: str) -> None:
        """Set one line whose box begins at (x, y)."""
        if words:
            self.texts.append((x, y + face.drop, face, words))

    def right(self, x: float, y: float, face: Style, words: str) -> None:
        """Set one line that ends at x."""
        self.text(x - width(words, face), y, face, words)

    def centre(self, x: float, y: float, face: Style, words: str) -> None:
        """Set one line centred on x."""
        self.text(x - width(words, face) / 2, y, face, words)

    def block(self, x: float, y: float, face: Style, lines: Sequence[str]) -> float:
        """Set lines under each other; the bottom of the last."""
        for line in lines:
            self.text(x, y, face, line)
            y += face.leading
        return y

    def flowed(self, x: float, y: float, leading: float, lines: Sequence[Sequence[Run]]) -> float:
        """Set lines of runs in several styles; the bottom of the last."""
        for line in lines:
            for at, face, words in line:
                self.text(x + at, y, face, words)
            y += leading
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

    def link(self, target: str, x: float, y: float, wide: float, high: float) -> None:
        """A link to a destination of this file."""
        self.links.append((target, x, y, wide, high))

    def anchor(self, name: str, y: float, words: str = "", level: int = 0) -> None:
        """A destination at height y; a bookmark too where it has words."""
        self.anchors.append((name, y))
        if words:
            self.outline.append((words, name, level))

"""The book: leaves in order, what stands on each of them, and how a page opens, turns and ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from app.packs.model import Pack
from app.packs.pdf_furniture import Furniture
from app.packs.pdf_leaf import BOTTOM, LEFT, RIGHT, TOP, Leaf
from app.packs.pdf_type import (
    BODY_SOFT,
    HEAD,
    HEAD_BLACK,
    HEAD_WHITE,
    LEAD,
    LEAD_STRONG,
    MM,
    NAVY,
    SMALL,
    STRONG,
    TAB_WHITE,
    Style,
    flow,
    one_line,
    title,
    width,
    wrap,
)
from app.packs.tagged import PAGINATION, Element, Tags, loosen

CONTINUES = 6 * MM  # room for "continues on page n"


class Place(NamedTuple):
    """Where in the pack a page stands: agenda item, words at the right of its header, tab, short name."""

    item: str
    crumb: str
    tab: str
    short: str


@dataclass
class Held:
    """Pages laid out before the numbers they print are known, and laid out again when they are."""

    first: int
    count: int
    build: Callable[[Book], None]
    sections: tuple[int, int]
    last: Element
    own: int


class Book:
    """The pages of one pack while they are laid out; `y` is where the next block begins.

    `apart` is the number of the late paper that is being laid out: its pages have their own numbers (12A.1),
    and all others keep theirs. `behind` are the pages behind which late papers are put.
    """

    def __init__(self, pack: Pack) -> None:
        self.apart = ""
        self.behind: dict[str, int] = {}
        self.pack = pack
        self.leaves: list[Leaf] = []
        self.pages: dict[str, int] = {}
        self.place = Place("", "", "", "")
        self.y = TOP
        self.tags = Tags()
        self.level = 0
        self._held: list[Held] = []

    @property
    def head(self) -> str:
        """What a block heading of this section is: H2, or H3 on a page within a section."""
        return f"H{self.level + 2}"

    @property
    def leaf(self) -> Leaf:
        """The page being laid out."""
        return self.leaves[-1]

    @property
    def last(self) -> int:
        """The number of the last page that is not one of a late paper."""
        return sum(not leaf.apart for leaf in self.leaves)

    @property
    def number(self) -> str:
        """The number of the page being laid out, as it is printed."""
        if not self.apart:
            return str(self.last)
        return f"{self.apart}.{sum(leaf.apart == self.apart for leaf in self.leaves)}"

    @property
    def room(self) -> float:
        """What is left of the page."""
        return BOTTOM - self.y

    def open(self, place: Place, name: str, words: str = "", level: int = 0) -> Leaf:
        """Begin a section on a new page, with a destination and a bookmark; at level 1 within the last."""
        self.place = place
        self.level = level
        self.tags.section(level)
        self._add(Leaf(place.crumb, place.item, self.tags))
        self.leaf.anchor(name, TOP, one_line(words), level)
        self.pages[name] = self.last
        self.y = TOP
        return self.leaf

    def _add(self, leaf: Leaf) -> None:
        leaf.apart = self.apart
        self.leaves.append(leaf)

    def turn(self) -> None:
        """Go on with the same section on the next page."""
        number = self.number
        before, _, own = number.rpartition(".")
        following = f"{before}.{int(own) + 1}" if before else str(int(own) + 1)
        foot = min(self.y, BOTTOM - CONTINUES + 1 * MM)  # a gap may have been left after the last block
        with self.leaf.artifact(PAGINATION):
            self.leaf.right(RIGHT, foot + 1.2 * MM, STRONG, f"continues on page {following} →")
        place = self.place
        self._add(Leaf(f"{place.crumb}, continued", place.item, self.tags))
        back = f"← continued from page {number}"
        with self.leaf.artifact(PAGINATION):
            end = self._tab(TOP, small=True) if place.tab else LEFT
            lines = wrap(place.short, HEAD_BLACK, RIGHT - end - width(back, STRONG) - 4 * MM)
            self.leaf.block(end, TOP + 0.7 * MM, HEAD_BLACK, lines)
            self.leaf.right(RIGHT, TOP + 0.9 * MM, STRONG, back)
        self.y = TOP + max(6 * MM, len(lines) * HEAD_BLACK.leading + 1.4 * MM) + 1.6 * MM

    def ensure(self, high: float) -> None:
        """Turn the page when less than `high` is left of it, with room to say where it goes on."""
        if self.y + high > BOTTOM - CONTINUES:
            self.turn()

    def hold(self, build: Callable[[Book], None]) -> None:
        """Lay out pages that print the numbers of pages not yet laid out."""
        first, begins = len(self.leaves), len(self.tags.root.kids)
        build(self)
        last, sections = self.tags.top, (begins, len(self.tags.root.kids))
        self._held.append(Held(first, len(self.leaves) - first, build, sections, last, len(last.kids)))

    def settle(self) -> None:
        """Lay out the held pages again, now that every page has its number."""
        for held in self._held:
            again = Book(self.pack)
            again.leaves = self.leaves[: held.first]
            again.pages = self.pages
            held.build(again)
            for leaf in again.leaves[held.first :]:
                leaf.tags = self.tags
            self.leaves[held.first : held.first + held.count] = again.leaves[held.first :]
            self._replace(held, again.tags)

    def _replace(self, held: Held, tags: Tags) -> None:
        """The sections of held pages as laid out again, with those that later pages put within them."""
        later = held.last.kids[held.own :]
        del held.last.kids[held.own :]
        for kid in later:
            kid.parent = tags.top
        tags.top.kids += later
        for section in tags.root.kids:
            section.parent = self.tags.root
        before = self.tags.root.kids[slice(*held.sections)]
        self.tags.root.kids[slice(*held.sections)] = tags.root.kids
        loosen([part for section in before for part in section.all()])

    def _tab(self, y: float, *, small: bool = False) -> float:
        """The number tab; where the words after it begin."""
        face, high = (HEAD_WHITE, 6 * MM) if small else (TAB_WHITE, 7.5 * MM)
        wide = max(7 * MM, width(self.place.tab, face) + (3.6 if small else 4.6) * MM)
        self.leaf.fill(LEFT, y, wide, high, NAVY)
        self.leaf.centre(LEFT + wide / 2, y + (high - face.leading) / 2 - 0.2, face, self.place.tab)
        return LEFT + wide + 3 * MM

    def title(self, words: str, under: str = "", right: float = RIGHT) -> None:
        """The number tab and the title, stepped down until it fits, with a line under it."""
        with self.leaf.element(f"H{self.level + 1}"):
            left = self._tab(TOP + 0.4 * MM) if self.place.tab else LEFT
            face, lines = title(words, right - left)
            y = TOP + (0.3 if face.size > 13 else 0) * MM
            self.y = max(self.leaf.block(left, y, face, lines), TOP + 8.4 * MM)
        self.under(under)

    def under(self, words: str) -> None:
        """The line under a title."""
        self.y = self.leaf.block(LEFT, self.y, BODY_SOFT, wrap(words, BODY_SOFT, RIGHT - LEFT))

    def head_at(self, x: float, y: float, words: str) -> None:
        """The heading of a block that stands beside others, in one line."""
        with self.leaf.element(self.head):
            self.leaf.text(x, y, HEAD, words)

    def answer(self, strong: str, words: str) -> None:
        """The sentence that opens a page."""
        self.y += 1.6 * MM
        lines = flow(((LEAD_STRONG, strong), (LEAD, words)), RIGHT - LEFT)
        self.y = self.leaf.flowed(LEFT, self.y, LEAD.leading, lines)

    def heading(self, words: str, small: str = "") -> None:
        """A block heading with a small remark after it, or below it where it is long."""
        lines = wrap(words, HEAD, RIGHT - LEFT)
        with self.leaf.element(self.head):
            self.y = self.leaf.block(LEFT, self.y, HEAD, lines)
        left = LEFT + width(lines[-1], HEAD) + 1.4 * MM if lines else RIGHT
        beside = wrap(small, SMALL, RIGHT - left) if RIGHT - left > 40 * MM else []
        if len(beside) == 1:
            self.leaf.text(left, self.y - HEAD.leading + HEAD.drop - SMALL.drop, SMALL, beside[0])
        else:
            self.y = self.leaf.block(LEFT, self.y, SMALL, wrap(small, SMALL, RIGHT - LEFT))

    def heading_high(self, words: str, small: str) -> float:
        """The most that a heading with its remark takes."""
        lines = len(wrap(words, HEAD, RIGHT - LEFT)) * HEAD.leading
        return lines + len(wrap(small, SMALL, RIGHT - LEFT)) * SMALL.leading

    def paragraph(self, words: str, *, more: bool = False) -> None:
        """A paragraph over the whole width, line by line over pages; `more` is to follow it."""
        lines = wrap(words, SMALL, RIGHT - LEFT)
        foot = BOTTOM - CONTINUES if more else BOTTOM
        whole = self.y + len(lines) * SMALL.leading <= foot
        with self.leaf.paragraph():
            for line in lines:
                if not whole:
                    self.ensure(SMALL.leading)
                self.leaf.text(LEFT, self.y, SMALL, line)
                self.y += SMALL.leading

    def lines(self, face: Style, words: str) -> None:
        """A paragraph in `face` over the whole width, line by line over pages."""
        with self.leaf.paragraph():
            for line in wrap(words, face, RIGHT - LEFT):
                self.ensure(face.leading)
                self.leaf.text(LEFT, self.y, face, line)
                self.y += face.leading

    def note_high(self, words: str) -> float:
        """The height of a note below the last row of its table."""
        return len(wrap(words, SMALL, RIGHT - LEFT)) * SMALL.leading + 1 * MM

    def furnish(self) -> None:
        """Put marking, header, footer and margin index on every page, now that all are there."""
        frame = Furniture(self.pack, self.pages)
        frame.first = self.leaves[0]
        own: Counter[str] = Counter()
        count = Counter(leaf.apart for leaf in self.leaves)
        for leaf in self.leaves:
            own[leaf.apart] += 1
            frame.put(leaf, own[leaf.apart], count[leaf.apart])

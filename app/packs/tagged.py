"""What each part of a page is: the structure of a tagged PDF, recorded while the page is laid out.

How a new page is tagged
------------------------
`Book.open`, `title`, `answer`, `heading`, `paragraph`, `pdf_table.Table`, `PrintedGrid`, `PrintedFigure` and
`pdf_section.blocks` tag themselves; text set with `Leaf` outside any element becomes a paragraph of its own
(`Leaf.block` and `Leaf.flowed`: one paragraph for all their lines). Shapes are artifacts. So a page that uses
only those is read in the order in which it was laid out, which must be the order below the page's title:
lay out a column to its end before the next one begins. For the rest::

    with leaf.element("P"):                     # several calls that are one paragraph
        leaf.text(...); leaf.text(...)
    with leaf.element(book.head):               # a block heading set by hand: H2, or H3 on a group's page
        leaf.text(x, y, HEAD, "Handling")
    with leaf.element("L"):                     # a list: L > LI > Lbl and LBody
        with leaf.element("LI"), leaf.element("LBody"): ...
    with leaf.element("Table"):                 # facts with labels, without a printed head
        with leaf.element("TR"):
            with leaf.element("TH", scope="Row"): leaf.text(...)
            with leaf.element("TD"): leaf.text(...)
    with leaf.figure("Pursue, 6 actions: 1 overdue", (x, y, wide, high)):  # shapes and labels: one picture
        ...
    with leaf.element("Span", says="Red: overdue 13 days"):                # read instead of what is drawn
        ...
    with leaf.artifact():                       # not read at all: decoration, repeated words
        ...

In a table a mark that says something names its column, `row.mark(draw, high, column)`; other marks are
artifacts. Texts of a row belong to the head they stand below; `row.cell(..., of=column)` says otherwise,
rows made with `row.row(across=True)` are one cell together. The first column is the row's head.
An open element goes on over a turn of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

HOLDS = frozenset({"H1", "H2", "H3", "P", "TH", "TD", "Lbl", "LBody", "Figure", "Span", "Link", "Artifact"})
"""What may hold text itself; in anything else each text becomes a paragraph."""
Box = tuple[float, float, float, float]
"""Left, top, width and height in points from the top left of the page."""


MARGIN = "Numbers in the margin"


class Element:
    """One element of the structure; without a kind, a run of what its parent holds itself."""

    __slots__ = (
        "alt", "box", "columns", "content", "kids", "kind", "links", "number", "parent", "rows", "says",
        "scope", "title", "until",
    )  # fmt: skip

    def __init__(self, kind: str, parent: Element | None = None) -> None:
        self.kind = kind
        self.parent = parent
        self.kids: list[Element] = []
        self.alt = self.says = self.scope = self.title = ""
        self.rows = self.columns = 1
        self.box: Box | None = None
        self.number = -1
        self.until = 0  # the last leaf on which it holds a text
        self.content: tuple[tuple[int, int], ...] = ()  # pages and the numbers of its parts there
        self.links: tuple[tuple[int, int], ...] = ()  # pages and the objects of its links

    def add(self, kind: str) -> Element:
        """A new last child."""
        made = Element(kind, self)
        self.kids.append(made)
        return made

    def all(self) -> Iterator[Element]:
        """This element and all within it."""
        yield self
        for kid in self.kids:
            yield from kid.all()

    def run(self) -> Element:
        """The run that goes on with what this element holds."""
        if self.kind == "Artifact":
            return self
        return self.kids[-1] if self.kids and not self.kids[-1].kind else self.add("")


LAYOUT = Element("Artifact")
HEADER, FOOTER, INDEX, WATERMARK, PAGINATION = (Element("Artifact") for _ in range(5))
HEADER.says, FOOTER.says = "/Type/Pagination/Subtype/Header", "/Type/Pagination/Subtype/Footer"
WATERMARK.says = "/Type/Pagination/Subtype/Watermark"
INDEX.says = PAGINATION.says = "/Type/Pagination"


def said(holder: Element, says: str) -> Element:
    """What holds texts that are read as they stand, or as `says`."""
    if not says or holder.says:
        return holder
    span = holder.add("Span")
    span.says = says
    return span


class Tags:
    """The structure of one document while it is laid out, with the elements that are open."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._leaves = 0
        self._open = [self.root]

    def leaf(self) -> int:
        """The number of a leaf that is begun."""
        self._leaves += 1
        return self._leaves

    @property
    def top(self) -> Element:
        """The innermost open element."""
        return self._open[-1]

    def section(self, level: int) -> None:
        """Close every section at this level or deeper and open the next one."""
        while len(self._open) > 1 and (self.top.kind != "Sect" or len(self._open) > level + 1):
            self._open.pop()
        self._open.append(self.top.add("Sect"))

    @contextmanager
    def within(self, element: Element) -> Iterator[Element]:
        """What is set here belongs to `element`, which stands in the structure already."""
        deep = len(self._open)
        self._open.append(element)
        try:
            yield element
        finally:
            del self._open[deep:]

    def run(self) -> Element:
        """Where the next text goes: into what is open, or into a paragraph of its own."""
        top = self._open[-1]
        return top.run() if top.kind in HOLDS else top.add("LBody" if top.kind == "LI" else "P").run()

    def spelled(self, words: str) -> Element:
        """Where a text goes that is drawn in another order than it is read."""
        run = self.run()
        return run if run.kind or run.parent is None else said(run.parent, f"{words} ").run()

    def linked(self) -> Element:
        """A link set where nothing is read, such as the margin index: it comes after all else."""
        if self.top.kind != "Artifact":
            return self.top.add("Link")
        last = self.root.kids[-1] if self.root.kids else self.root
        if last.title != MARGIN:
            last = self.root.add("Sect")
            last.title = MARGIN
        return last.add("Link")

    def made(self, kind: str, **details: Any) -> Element:
        """A new element in what is open; in an artifact everything is one."""
        if self.top.kind == "Artifact":
            return self.top
        element = self.top.add(kind)
        for name, value in details.items():
            setattr(element, name, value)
        return element


def loosen(elements: list[Element]) -> None:
    """Let elements go, which know each other both ways, one by one: garbage found at once stops a window."""
    while elements:
        element = elements.pop()
        element.parent = None
        element.kids = []


KEPT = frozenset({"", "TH", "TD", "Figure", "Link"})
"""What stays in the structure though it holds no other element."""


def number(root: Element) -> list[Element]:
    """Drop elements that came to hold nothing, number the others in reading order and list them."""
    found: list[Element] = []
    _keep(root, found)
    return found


def _keep(element: Element, found: list[Element]) -> bool:
    place = len(found)
    element.number = place
    found.append(element)
    element.kids = [kid for kid in element.kids if _keep(kid, found)]
    if element.kids or element.kind in KEPT:
        return True
    del found[place:]
    return False

"""The structure of a document as objects of its file: the tree, and the way back to it from each page."""

from __future__ import annotations

from collections.abc import Sequence

from app.packs.pdf_leaf import HIGH
from app.packs.tagged import Element

_ESCAPED = {ord(c): f"\\{c}" for c in "()\\"}


def string(words: str) -> str:
    """A text string of a PDF."""
    if words.isascii() and words.isprintable():
        return f"({words.translate(_ESCAPED)})"
    return f"<FEFF{words.encode('utf-16-be').hex()}>"


class Tree:
    """The elements in reading order, numbered from `first`; `pages` are the numbers of the pages."""

    def __init__(self, elements: Sequence[Element], pages: Sequence[int], first: int, root: int) -> None:
        self._elements = [element for element in elements if element.kind]
        self._pages = pages
        self._first = first
        self._root = root
        self._numbers = {element: first + at for at, element in enumerate(self._elements)}

    def objects(self) -> list[tuple[int, bytes]]:
        """Every element as an object."""
        return [(number, self._object(element).encode("ascii")) for element, number in self._numbers.items()]

    def root(self, parents: int, keys: int) -> bytes:
        """The root, which names the tree of parents and how many keys that has."""
        return (
            f"<</Type/StructTreeRoot/K[{self._first} 0 R]/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {keys}>>".encode("ascii")
        )

    def parents(self, held: Sequence[Sequence[Element]], links: Sequence[Element]) -> bytes:
        """What holds each marked content of each page, then what holds each link."""
        numbers = self._numbers
        out = ["<</Nums["]
        for page, elements in enumerate(held):
            out.append(f"{page}[{' '.join(f'{numbers[element]} 0 R' for element in elements)}]")
        for place, link in enumerate(links, len(held)):
            out.append(f"{place} {numbers[link]} 0 R")
        out.append("]>>")
        return "\n".join(out).encode("ascii")

    def _object(self, element: Element) -> str:
        parent = element.parent
        up = self._numbers[parent] if parent is not None else self._root
        out = f"<</S/{element.kind}/P {up} 0 R"
        page, kids = self._kids(element)
        if page >= 0:
            out += f"/Pg {self._pages[page]} 0 R"
        if kids:
            out += f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
        for key, words in (("Alt", element.alt), ("ActualText", element.says), ("T", element.title)):
            if words:
                out += f"/{key}{string(words)}"
        return f"{out}{_attributes(element)}>>"

    def _kids(self, element: Element) -> tuple[int, list[str]]:
        """The page of what it holds itself, and everything it holds."""
        runs = [element, *(kid for kid in element.kids if not kid.kind)]
        own = [place for run in runs for place in run.content]
        page = own[0][0] if own else element.links[0][0] if element.links else -1
        kids = [self._content(page, *place) for place in element.content]
        for kid in element.kids:
            if kid.kind:
                kids.append(f"{self._numbers[kid]} 0 R")
            else:
                kids += [self._content(page, *place) for place in kid.content]
        kids += [f"<</Type/OBJR/Obj {number} 0 R/Pg {self._pages[on]} 0 R>>" for on, number in element.links]
        return page, kids

    def _content(self, page: int, on: int, mark: int) -> str:
        return str(mark) if on == page else f"<</Type/MCR/Pg {self._pages[on]} 0 R/MCID {mark}>>"


def _attributes(element: Element) -> str:
    found = ""
    if element.scope:
        found += f"/Scope/{element.scope}"
    if element.rows > 1:
        found += f"/RowSpan {element.rows}"
    if element.columns > 1:
        found += f"/ColSpan {element.columns}"
    if found:
        return f"/A<</O/Table{found}>>"
    if element.box:
        x, y, wide, high = element.box
        return f"/A<</O/Layout/BBox[{x:.2f} {HIGH - y - high:.2f} {x + wide:.2f} {HIGH - y:.2f}]>>"
    return ""

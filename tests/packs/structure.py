"""Reading a tagged PDF back by qpdf: its elements, what each holds on which page, what is left out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
SHOWS = frozenset({"Tj", "TJ", "'", '"'})


@dataclass
class Mark:
    """A stretch of a page: the words in it, what encloses it and whether it paints."""

    kind: str
    number: int | None
    text: str = ""
    paints: bool = False
    places: list[tuple[float, float]] = field(default_factory=list)


@dataclass
class Node:
    """An element of the structure."""

    kind: str
    about: Any
    kids: list[Node | Mark] = field(default_factory=list)
    links: int = 0
    page: int = 0

    def walk(self) -> Iterator[Node]:
        """This element and all within it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def all(self, *kinds: str) -> list[Node]:
        """The elements of some kinds, in reading order."""
        return [node for node in self.walk() if node.kind in kinds]

    def marks(self) -> Iterator[Mark]:
        """Everything on the pages that it holds, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Mark):
                yield kid
            else:
                yield from kid.marks()

    def attribute(self, name: str, default: Any = None) -> Any:
        """An attribute such as Scope or RowSpan."""
        return self.about.get("/A", {}).get(name, default)

    @property
    def says(self) -> str:
        """What is read of it."""
        for key in ("/Alt", "/ActualText"):
            if key in self.about:
                return str(self.about[key])
        parts = [kid.text if isinstance(kid, Mark) else kid.says for kid in self.kids]
        return re.sub(r"\s+", " ", "".join(parts)).strip()


class Tagged:
    """A file with its structure."""

    def __init__(self, data: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(data))
        self.pages = [_marks(page) for page in self.file.pages]
        self._numbers = {page.objgen: number for number, page in enumerate(self.file.pages)}
        self._fonts: dict[Any, dict[int, str]] = {}
        tree = self.file.Root.StructTreeRoot
        (root,) = tree.K
        self.root = self._node(root)
        self.parents = {int(key): value for key, value in _pairs(tree.ParentTree.Nums)}

    def _node(self, about: Any) -> Node:
        made = Node(str(about.S)[1:], about)
        own = self._numbers[about.Pg.objgen] if "/Pg" in about else 0
        made.page = own + 1
        kids = about.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                made.kids.append(self._mark(own, kid))
            elif "/S" in kid:
                made.kids.append(self._node(kid))
            elif kid.Type == "/MCR":
                made.kids.append(self._mark(self._numbers[kid.Pg.objgen], int(kid.MCID)))
            else:
                made.links += 1
        return made

    def _mark(self, page: int, number: int) -> Mark:
        return next(mark for mark in self.pages[page] if mark.number == number)


def _pairs(flat: Any) -> Iterator[tuple[Any, Any]]:
    items = list(flat)
    return zip(items[::2], items[1::2], strict=True)


def _marks(page: pikepdf.Page) -> list[Mark]:
    """Every stretch of a page in the order it is drawn; what stands in none has the kind ''."""
    letters = {str(name): _letters(font) for name, font in page.Resources.Font.items()}
    found: list[Mark] = []
    open_marks: list[Mark] = []
    bare = Mark("", None)
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        into = open_marks[-1] if open_marks else bare
        if name in ("BDC", "BMC"):
            number = operands[1].get("/MCID") if name == "BDC" else None
            open_marks.append(Mark(str(operands[0])[1:], None if number is None else int(number)))
            found.append(open_marks[-1])
        elif name == "EMC":
            open_marks.pop()
        elif name == "Tf":
            font = letters[str(operands[0])]
        elif name == "Tm":
            into.places.append((float(operands[4]), float(operands[5])))
        elif name in SHOWS:
            into.text += "".join(font.get(code, "") for code in bytes(operands[0]))
            into.paints = True
        elif name in PAINTS:
            into.paints = True
    assert not open_marks
    return [*found, bare]


def _letters(font: Any) -> dict[int, str]:
    """What each code of a font says."""
    told = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>\n", told)
    return {int(code, 16): bytes.fromhex(says).decode("utf-16-be") for code, says in pairs}

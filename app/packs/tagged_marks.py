"""Marked content of the pages of one reportlab canvas, links among it, and the file they are written to."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, format

from app.packs import pdf_file, pdf_fonts
from app.packs.pdf_leaf import HIGH, Leaf
from app.packs.tagged import Element, loosen, number
from app.packs.tagged_tree import Tree, string

Objects = list[tuple[int, bytes]]


class _Later(PDFObject):
    """A place kept for an object whose body is known once all others are written."""

    def format(self, _document: Any) -> bytes:
        return b""


class _Link(PDFObject):
    """A link to a destination, whose words are its bookmark's."""

    key = 0
    """Its place in the tree of parents."""

    def __init__(self, named: dict[str, str], target: str, to: Any, box: str) -> None:
        self._named, self._target, self._to, self._box = named, target, to, box

    def format(self, document: Any) -> bytes:
        words = self._named.get(self._target, "Another page")
        to: bytes = self._to.format(document)
        head = (
            f"<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[{self._box}]"
            f"/StructParent {self.key}/Contents{string(words)}/Dest "
        )
        return head.encode("ascii") + to + b">>"


def begin(artifact: Element | None) -> str:
    """What begins a part that is not read."""
    return f"/Artifact<<{artifact.says}>>BDC" if artifact is not None and artifact.says else "/Artifact BMC"


class Marks:
    """What each part of each page belongs to."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._document = self._canvas._doc
        self.named: dict[str, str] = {}
        """The words of each destination that has a bookmark."""
        self.elements: list[Element] = []
        self._pages: list[list[Element]] = []
        self._links: list[tuple[int, Element, _Link]] = []

    def open(self, leaf: Leaf) -> None:
        """Begin a page; all were laid out before the first is drawn."""
        if not self.elements:
            self.elements = number(leaf.tags.root)
        self._pages.append([])

    def begin(self, run: Element) -> str:
        """What begins a part of this page that `run` holds."""
        holder = run if run.kind else run.parent
        if holder is None or holder.kind == "Artifact":
            return begin(holder)
        held = self._pages[-1]
        run.content += ((len(self._pages) - 1, len(held)),)
        held.append(holder)
        return f"/{holder.kind}<</MCID {len(held) - 1}>>BDC"

    def close(self, leaf: Leaf) -> None:
        """End a page that was drawn: its links, destinations and bookmarks."""
        canvas = self._canvas
        for target, x, y, wide, high, element in leaf.links:
            box = f"{x:.2f} {HIGH - y - high:.2f} {x + wide:.2f} {HIGH - y:.2f}"
            to = canvas._bookmarkReference(target)
            link, name = _Link(self.named, target, to, box), f"link {len(self._links)}"
            self._document.addAnnotation(name, link)
            canvas._annotatePage(name)
            self._links.append((len(self._pages) - 1, element, link))
        for name, y in leaf.anchors:
            canvas.bookmarkPage(name, fit="XYZ", left=0, top=HIGH - y + 6, zoom=0)
        for words, name, level in leaf.outline:
            self.named[name] = words
            canvas.addOutlineEntry(words, name, level, closed=False)
        canvas.showPage()
        made = self._document.Pages.pages[-1]
        made.__NoDefault__ = (*made.__NoDefault__, "StructParents", "Tabs")
        made.StructParents, made.Tabs = len(self._pages) - 1, PDFName("S")

    def file(self) -> bytes:
        """The finished file."""
        document = self._document
        document.Catalog.StructTreeRoot = document.Reference(_Later(), "structure")
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        document.Reference(_Later(), "parents")
        for font in document.delayedFonts:
            font.addObjects(document)
        pdf_fonts.mend_unicode(document)
        catalog, info = document.Reference(document.Catalog), document.Reference(document.info)
        document.Outlines.prepare(document, self._canvas)
        for key, (_, _, link) in enumerate(self._links, len(self._pages)):
            link.key = key
        bodies: Objects = []
        while len(bodies) < document.objectcounter:  # a body may name further objects
            name = document.numberToId[len(bodies) + 1]
            bodies.append((len(bodies) + 1, format(document.idToObject[name], document, toplevel=1)))
        known = {name: at for name, (at, _) in document.idToObjectNumberAndVersion.items()}
        objects = self._tagged(bodies, known)
        self._pages.clear()
        self._links.clear()
        loosen(self.elements)
        return pdf_file.assemble(objects, known[catalog.name], known[info.name], document._ID.strip())

    def _tagged(self, bodies: Objects, known: dict[str, int]) -> Objects:
        """The objects with those of the structure, which name pages and links by their numbers."""
        pages = [known[f"Page{page}"] for page in range(1, len(self._pages) + 1)]
        for place, (page, element, _) in enumerate(self._links):
            element.links += ((page, known[f"Annot.link {place}"]),)
        tree = Tree(self.elements, pages, len(bodies) + 1, known["structure"])
        made = {
            known["structure"]: tree.root(known["parents"], len(self._pages) + len(self._links)),
            known["parents"]: tree.parents(self._pages, [element for _, element, _ in self._links]),
        }
        return [(at, made.get(at, body)) for at, body in bodies] + tree.objects()

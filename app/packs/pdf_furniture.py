"""What stands around the text of every page: marking, header, footer and margin index."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager

from app.domain.clock import LONDON
from app.packs.model import Pack
from app.packs.pdf_leaf import LEFT, PAGE_RULE, RIGHT, TOP, WIDE, Leaf
from app.packs.pdf_type import (
    HEAD_BLACK,
    INDEX_STYLE,
    MM,
    NAVY,
    SMALL,
    SMALL_STRONG,
    SMALL_WHITE,
    STRONG,
    one_line,
    units,
    width,
    wrap,
)
from app.packs.pdf_words import full
from app.packs.tagged import FOOTER, HEADER, INDEX, Element


def _copy(pack: Pack, late: str, issued: str) -> str:
    """The words of a footer; the recipient is left to the cover where the line is too long for both."""
    draft = " · DRAFT" if pack.draft else ""
    begin, end = (
        f"{draft} · version {pack.version}{late} · {pack.edition} edition",
        f" · {'made' if pack.draft else 'issued'} {issued}",
    )
    copies = [f" · copy {pack.copy}", ""] if pack.copy else [""]
    if pack.recipient:
        copies.insert(0, f"{copies[0]}, {pack.recipient}")
    room = RIGHT - LEFT - width(pack.id, SMALL_STRONG) - width("Page 12A.10 of 12A.10", SMALL_STRONG) - 4 * MM
    told = (one_line(f"{begin}{copy}{end}") for copy in copies)
    return next(
        (words for words in told if width(words, SMALL) <= room), one_line(f"{begin}{copies[-2:][0]}{end}")
    )


class Furniture:
    """What stands around the text of every page; `first` is the document's, whatever its number."""

    first: Leaf | None = None

    def __init__(self, pack: Pack, pages: Mapping[str, int]) -> None:
        self._pack = pack
        self._marking = wrap(pack.marking, HEAD_BLACK, 120 * MM)
        name = pack.title[:1].lower() + pack.title[1:]
        self._name = one_line(f"{pack.region} {name} · {pack.month_words}")
        issued = full(pack.made_at.astimezone(LONDON)).strip()
        self._copy = _copy(pack, "", issued)
        self._apart = {
            paper.number: _copy(pack, f", late paper {paper.number}", full(paper.on or pack.made_at).strip())
            for paper in pack.late
        }
        self._index = [(line.number, line.section) for line in pack.agenda]
        self._pages = pages

    def put(self, leaf: Leaf, number: int, count: int) -> None:
        """Furnish one page; the cover has no header and no index. The marking of the first page is read."""
        first = leaf is self.first if self.first else number == 1
        before = f"{leaf.apart}." if leaf.apart else ""
        deep = len(self._marking) * HEAD_BLACK.leading
        with self._first(leaf) if first else leaf.artifact(HEADER):
            self._mark(leaf, max(6 * MM, 11.7 * MM - deep), 11.7 * MM)
        with leaf.artifact(FOOTER):
            self._mark(leaf, min(289 * MM - HEAD_BLACK.leading, 291 * MM - deep), 289 * MM)
            leaf.rule(LEFT, RIGHT, 277.5 * MM, PAGE_RULE)
            y = 278.6 * MM
            leaf.text(LEFT, y, SMALL_STRONG, self._pack.id)
            leaf.text(
                LEFT + width(self._pack.id, SMALL_STRONG), y, SMALL, self._apart.get(leaf.apart, self._copy)
            )
            leaf.right(RIGHT, y, SMALL_STRONG, f"Page {before}{number} of {before}{count}")
        if number == 1 and not leaf.apart:
            return
        room = RIGHT - LEFT - width(self._name, SMALL) - 6 * MM
        crumb = one_line(leaf.crumb)
        if width(crumb, SMALL) > room:
            crumb = crumb.split(" · ")[0]
        with leaf.artifact(HEADER):
            leaf.text(LEFT, 14.7 * MM, SMALL, self._name)
            leaf.right(RIGHT, 14.7 * MM, SMALL, crumb)
            leaf.rule(LEFT, RIGHT, 19.2 * MM, PAGE_RULE)
        with leaf.artifact(INDEX):
            self._margin(leaf)

    def _first(self, leaf: Leaf) -> AbstractContextManager[Element]:
        """The marking above the first page, the one that is read: before all else."""
        root = leaf.tags.root
        into = root.kids[0] if root.kids else root
        paragraph = into.add("P")
        into.kids.insert(0, into.kids.pop())
        return leaf.tags.within(paragraph)

    def _mark(self, leaf: Leaf, y: float, bottom: float) -> None:
        """The marking from y down, never smaller, and FICTIONAL at the right."""
        for line in self._marking:
            leaf.centre(WIDE / 2, y, HEAD_BLACK, line)
            y += HEAD_BLACK.leading
        if self._pack.fictional:
            wide = width("FICTIONAL", STRONG) + 3.2 * MM
            leaf.frame(RIGHT - wide, bottom - 4.4 * MM, wide, 4.6 * MM, 0.8)
            leaf.text(RIGHT - wide + 1.6 * MM, bottom - 3.95 * MM, STRONG, "FICTIONAL")

    def _margin(self, leaf: Leaf) -> None:
        shown = (
            self._index if len(self._index) <= 40 else [line for line in self._index if line[0] == leaf.item]
        )
        y = TOP
        for item, section in shown:
            current = item == leaf.item
            if current:
                leaf.fill(197.2 * MM, y, 6.4 * MM, 5.6 * MM, NAVY)
            face = SMALL_WHITE if current else INDEX_STYLE
            leaf.text(
                200.4 * MM - units(item, face.bold) * face.em / 2, y + 2.8 * MM - face.leading / 2, face, item
            )
            if section in self._pages:
                leaf.link(section, 197.2 * MM, y, 6.4 * MM, 5.6 * MM)
            y += 5.6 * MM

"""The pages of a PDF held in memory, as images and text; no file is written for it."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2
from PySide6.QtGui import QImage

from app.packs.read_back_pdf import PDFIUM as _PDFIUM


@dataclass(frozen=True, slots=True)
class Chapter:
    """One bookmark of the contents: its title and its page, counted from nought."""

    title: str
    page: int
    level: int


class PreviewPages:
    """An open PDF; every method may be called from any thread, and takes its turn."""

    def __init__(self, data: bytes) -> None:
        with _PDFIUM:
            self._document = pypdfium2.PdfDocument(data)
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                self._document.get_page_size(number) for number in range(len(self._document))
            )
            self.chapters = tuple(self._chapters())
        self._open = True

    def __len__(self) -> int:
        return len(self.sizes)

    def _chapters(self) -> list[Chapter]:
        found = []
        for mark in self._document.get_toc():
            target = mark.get_dest()
            page = target.get_index() if target is not None else None
            if page is not None:
                found.append(Chapter(mark.get_title(), page, mark.level))
        return found

    def image(self, page: int, scale: float) -> QImage:
        """A page at `scale` pixels to the point; a null image once the document is closed."""
        with _PDFIUM:
            if not self._open:
                return QImage()
            leaf = self._document[page]
            bitmap = leaf.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
            # copied before the buffer goes with its bitmap
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
            ).copy()
            bitmap.close()
            leaf.close()
        return image

    def text(self, page: int) -> str:
        """The words of a page, for a screen reader."""
        with _PDFIUM:
            if not self._open:
                return ""
            leaf = self._document[page]
            words = leaf.get_textpage()
            found = str(words.get_text_bounded())
            words.close()
            leaf.close()
        return " ".join(found.split())

    def close(self) -> None:
        """Gives the document's memory back."""
        with _PDFIUM:
            if self._open:
                self._open = False
                self._document.close()

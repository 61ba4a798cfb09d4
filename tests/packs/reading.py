"""Reading a PDF back: its words without their breaks, and where each character stands."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pypdfium2

MM = 72 / 25.4


def squeezed(text: str) -> str:
    """Text without any space or line break, so that wrapping does not matter."""
    return re.sub(r"[\s\u00a0\u2007]+", "", unicodedata.normalize("NFC", text))


def pages(data: bytes) -> list[str]:
    """The text of each page in the order it is drawn."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def spoken(data: bytes, folder: Path) -> str:
    """The text as another reader finds it, Arabic in the order it is spoken."""
    path = folder / "pack.pdf"
    path.write_bytes(data)
    found = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return re.sub("[\u200e\u200f\u202a-\u202e]", "", found.stdout.decode())


def characters(data: bytes) -> Iterator[tuple[int, str, float, float, float, float]]:
    """Every visible character: page, character, left, bottom, right, top in mm from the bottom left."""
    with pypdfium2.PdfDocument(data) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            shown = text.get_text_range()
            for place in range(text.count_chars()):
                box = text.get_charbox(place)
                if box[2] > box[0] and not shown[place : place + 1].isspace():
                    yield (number + 1, shown[place] if place < len(shown) else "?", *(at / MM for at in box))
            text.close()
            page.close()

"""What the PDF writer drew, drawn again by the plain calls of a reportlab canvas: the floor for its time."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app import resources
from app.packs.pdf_leaf import HIGH, WIDE, Leaf
from app.packs.pdf_page import Book

Operation = tuple[str, tuple[Any, ...]]
FONTS = {False: "FloorRegular", True: "FloorSemiBold", None: "FloorArabic"}
FILES = {
    False: "IBMPlexSans-Regular.ttf",
    True: "IBMPlexSans-SemiBold.ttf",
    None: "IBMPlexSansArabic-Regular.ttf",
}


def _fonts() -> None:
    for weight, name in FONTS.items():
        file = next(resources.path("fonts").rglob(FILES[weight]))
        registerFont(TTFont(name, str(file)))


def operations(book: Book) -> list[list[Operation]]:
    """Every page as calls of a canvas, worked out before anything is timed."""
    _fonts()
    return [[*_shapes(leaf), *_texts(leaf)] for leaf in book.leaves]


def _texts(leaf: Leaf) -> list[Operation]:
    found: list[Operation] = []
    last = None
    for x, y, face, words in leaf.texts:
        arabic = any("\u0600" <= letter <= "\u06ff" for letter in words)
        if (face, arabic) != last:
            last = (face, arabic)
            found.append(("setFont", (FONTS[None if arabic else face.bold], face.size)))
            found.append(("setFillColorRGB", _colour(face.colour)))
        found.append(("drawString", (x, HIGH - y, words)))
    return found


def _colour(operator: str) -> tuple[float, float, float]:
    values = [float(part) for part in operator.split()[:-1]]
    return (values * 3)[0], (values * 3)[1], (values * 3)[2]


def _shapes(leaf: Leaf) -> list[Operation]:
    found: list[Operation] = []
    for shape in leaf.shapes:
        path: list[Operation] = []
        numbers: list[float] = []
        for token in shape.split():
            try:
                numbers.append(float(token))
                continue
            except ValueError:
                pass
            _operate(token, tuple(numbers), path, found)
            numbers = []
    return found


def _operate(token: str, numbers: tuple[float, ...], path: list[Operation], found: list[Operation]) -> None:
    if token in ("m", "l", "c", "re"):
        path.append(({"m": "moveTo", "l": "lineTo", "c": "curveTo", "re": "rect"}[token], numbers))
    elif token in ("g", "rg", "G", "RG"):
        values = numbers * 3 if len(numbers) == 1 else numbers
        found.append(("setStrokeColorRGB" if token.isupper() else "setFillColorRGB", values))
    elif token == "w":
        found.append(("setLineWidth", numbers))
    elif token in ("S", "s", "f", "b", "B"):
        found.append(_painted(token, tuple(path)))
        path.clear()


def _painted(token: str, path: tuple[Operation, ...]) -> Operation:
    names = [name for name, _ in path]
    if names == ["moveTo", "lineTo"]:
        return ("line", (*path[0][1], *path[1][1]))
    if names == ["rect"]:
        return ("rect", (*path[0][1], int(token != "f"), int(token in "fbB")))
    return ("path", (path, int(token != "f"), int(token in "fbB")))


def draw(pages: list[list[Operation]]) -> None:
    """The pages on a bare canvas, whose fonts were read before."""
    canvas = Canvas(BytesIO(), pagesize=(WIDE, HIGH), pageCompression=1, invariant=1)
    for page in pages:
        for name, values in page:
            if name == "path":
                steps, stroke, fill = values
                path = canvas.beginPath()
                for step, numbers in steps:
                    getattr(path, step)(*numbers)
                canvas.drawPath(path, stroke=stroke, fill=fill)
            else:
                getattr(canvas, name)(*values)
        canvas.showPage()
    canvas.getpdfdata()

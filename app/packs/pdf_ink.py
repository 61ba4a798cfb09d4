"""Ink: leaves written as content operators of a reportlab canvas, whose own call for each line costs more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from functools import cache, cached_property
from hashlib import sha256
from io import BytesIO
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.packs import manifest, pdf_fonts, pdf_metadata
from app.packs.model import Pack
from app.packs.pdf_leaf import HIGH, WIDE, Leaf
from app.packs.pdf_type import MM, NO_SPACE_BEFORE, Style
from app.packs.tagged import WATERMARK, Element
from app.packs.tagged_marks import Marks

_ESCAPES = {code: chr(code) if 32 <= code < 127 else f"\\{code:03o}" for code in range(256)}
_ESCAPES |= {ord(c): f"\\{c}" for c in "()\\"}
LANGUAGE = "en-GB"
rl_config.useA85 = 0  # text-safe streams are a quarter larger and take half of the time


class _Properties(PDFInfo):
    """Title, subject, marking and the time of issue: no author and no name of a program."""

    made = ""
    manifest: tuple[tuple[str, str], ...] = ()

    def format(self, document: Any) -> bytes:
        kept = {
            "Title": PDFString(self.title),
            "Subject": PDFString(self.subject),
            "Keywords": PDFString(self.keywords),
            "CreationDate": PDFString(self.made),
            "ModDate": PDFString(self.made),
            **{name.title().replace(" ", ""): PDFString(value) for name, value in self.manifest},
        }
        written: bytes = PDFDictionary(kept).format(document)
        return written


Text = tuple[float, float, Style, str]


def spaced(texts: list[Text], run: Element, leaf: int) -> list[Text]:
    """Texts that are read in one breath, each with the space that parts it from the next: lines have none."""
    if run.until > leaf or (run.parent is not None and run.parent.kids[-1] is not run):
        texts = [*texts, (0, 0, texts[-1][2], "")]
    for place, (text, after) in enumerate(pairwise(texts)):
        words = text[3]
        if not (words.endswith(("-", " ")) or after[3].startswith((" ", *NO_SPACE_BEFORE))):
            texts[place] = (*text[:3], f"{words} ")
    return [text for text in texts if text[3]]


class _Pen:
    """The colour and font that are set on the page being written."""

    __slots__ = ("colour", "font")

    def __init__(self) -> None:
        self.colour, self.font = "0 g", ""


@cache
def _first_font() -> str:
    """A font of ours for a canvas to begin with: its own Helvetica would not be embedded."""
    font = pdf_fonts.latin(False)
    registerFont(font)
    return font.fontName


class Ink:
    """One document being drawn."""

    def __init__(self, pack: Pack) -> None:
        self._canvas = Canvas(
            BytesIO(),
            pagesize=(WIDE, HIGH),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=LANGUAGE,
            initialFontName=_first_font(),  # type: ignore[arg-type]  # the stubs say float
        )
        self._document = self._canvas._doc  # type: ignore[attr-defined]  # fonts subset themselves for it
        self._faces = (pdf_fonts.latin(False), pdf_fonts.latin(True))
        self._written: dict[tuple[bool, str], list[tuple[str, str]]] = {}
        self._draft, self._made_at = pack.draft, pack.made_at
        self._marks = Marks(self._canvas)
        self._describe(pack)

    def _describe(self, pack: Pack) -> None:
        properties = _Properties()
        properties.title = (
            f"{'DRAFT ' if pack.draft else ''}{pack.region} {pack.title} {pack.month_words} "
            f"({pack.id} version {pack.version}, {pack.edition} edition)"
        )
        properties.subject = f"{pack.title}, {pack.region}, {pack.month_words}"
        properties.keywords = pack.marking + (", FICTIONAL" if pack.fictional else "")
        properties.manifest = manifest.properties(pack)
        properties.made = f"D:{pack.made_at.astimezone(UTC):%Y%m%d%H%M%S}+00'00'"
        self._document.info = properties
        about = f"{pack.id}/{pack.version}/{pack.edition}/{pack.copy}/{pack.made_at.isoformat()}"
        print_of_it = sha256(about.encode()).hexdigest()[:32].encode()
        self._document._ID = b"\n[<" + print_of_it + b"> <" + print_of_it + b">]\n"
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._canvas.showOutline()

    def draw(self, leaf: Leaf) -> None:
        """Draw one page and close it; every page must have been laid out before the first is drawn."""
        canvas = self._canvas
        self._marks.open(leaf)
        if self._draft:
            canvas.addLiteral(f"{self._marks.begin(WATERMARK)}\n{self._watermark()}\nEMC")
        if leaf.shapes:
            canvas.addLiteral("\n".join(self._shapes(leaf)))
        canvas.addLiteral("\n".join(self._text(leaf)))
        self._marks.close(leaf)

    def bytes(self) -> bytes:
        """The finished file."""
        about = self._document.info
        self._document.Catalog.Metadata = pdf_metadata.stream(
            about.title, about.subject, about.keywords, self._made_at, LANGUAGE
        )
        return self._marks.file()

    def _shapes(self, leaf: Leaf) -> Iterator[str]:
        ends = [begin for begin, _ in leaf.shape_runs[1:]] + [len(leaf.shapes)]
        for (begin, element), end in zip(leaf.shape_runs, ends, strict=True):
            if begin < end:
                yield self._marks.begin(element)
                yield from leaf.shapes[begin:end]
                yield "EMC"

    def _text(self, leaf: Leaf) -> list[str]:
        """The texts in reading order, artifacts last."""
        ends = [begin for begin, _ in leaf.text_runs[1:]] + [len(leaf.texts)]
        last = len(self._marks.elements)
        runs = [
            (run.number if run.number >= 0 else last, begin, end, run)
            for (begin, run), end in zip(leaf.text_runs, ends, strict=True)
            if begin < end
        ]
        runs.sort(key=itemgetter(0))
        out = ["BT 0 g"]
        pen = _Pen()
        for held, parts in groupby(runs, key=itemgetter(3)):
            out.append(self._marks.begin(held))
            texts = [text for _, begin, end, _ in parts for text in leaf.texts[begin:end]]
            self._write(texts if held.kind else spaced(texts, held, leaf.serial), pen, out)
            out.append("EMC")
        out.append("ET")
        return out

    def _write(self, texts: Sequence[Text], pen: _Pen, out: list[str]) -> None:
        add = out.append
        written = self._written
        for x, y, face, words in texts:
            if face.colour != pen.colour:
                pen.colour = face.colour
                add(pen.colour)
            segments = written.get((face.bold, words))
            if segments is None:
                segments = self._encode(words, face.bold)
                written[face.bold, words] = segments
            if not segments:
                add(self._mixed(x, y, face, words))
                pen.font = ""
                continue
            place = f"1 0 0 1 {x:.2f} {HIGH - y:.2f} Tm"
            for name, shown in segments:
                wanted = f"{name} {face.size} Tf"
                if wanted != pen.font:
                    pen.font = wanted
                    add(wanted)
                add(f"{place} ({shown}) Tj")
                place = ""

    def _encode(self, words: str, bold: bool) -> list[tuple[str, str]]:
        """Each stretch in one subset: its font's name and its escaped bytes; empty for mixed scripts."""
        known = pdf_fonts.advances(bold)
        if not all(map(known.__contains__, words)):
            return []
        return self._split(self._faces[bold], words)

    def _split(self, face: TTFont, words: str) -> list[tuple[str, str]]:
        return [
            (face.getSubsetInternalName(subset, self._document), part.decode("latin-1").translate(_ESCAPES))
            for subset, part in face.splitString(words, self._document)
        ]

    def _mixed(self, x: float, y: float, face: Style, words: str) -> str:
        """A line with Arabic in it, glyph by glyph as drawn: readers turn such letters round themselves."""
        out: list[str] = []
        advances = pdf_fonts.advances(face.bold)
        for is_arabic, run in pdf_fonts.runs(words):
            if is_arabic:
                for glyph in pdf_fonts.shape(run):
                    at = f"1 0 0 1 {x + glyph.x * face.em:.2f} {HIGH - y + glyph.y * face.em:.2f} Tm"
                    out += self._show(self._arabic, self._arabic.character(glyph), face, at)
                    x += glyph.advance * face.em
            else:
                out += self._show(self._faces[face.bold], run, face, f"1 0 0 1 {x:.2f} {HIGH - y:.2f} Tm")
                x += sum(advances[c] for c in run) * face.em
        return "\n".join(out)

    def _show(self, font: TTFont, words: str, face: Style, place: str) -> list[str]:
        return [place, *(f"{name} {face.size} Tf ({shown}) Tj" for name, shown in self._split(font, words))]

    @cached_property
    def _arabic(self) -> pdf_fonts.ArabicFont:
        return pdf_fonts.ArabicFont()

    def _watermark(self) -> str:
        name, shown = self._split(self._faces[True], "DRAFT")[0]
        em, cos, sin = 50 * MM, 0.588, 0.809  # turned by 54 degrees
        long = sum(pdf_fonts.advances(True)[c] for c in "DRAFT") * em / 1000
        x, y = WIDE / 2 - long / 2 * cos + em * 0.35 * sin, HIGH / 2 - long / 2 * sin - em * 0.35 * cos
        return (
            f"q .804 .827 .847 RG {0.26 * MM:.2f} w BT 1 Tr {name} {em:.2f} Tf "
            f"{cos} {sin} {-sin} {cos} {x:.2f} {y:.2f} Tm ({shown}) Tj ET Q"
        )

"""Every text of a workbook: each part's text and attributes, cell by cell where it is a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from app.packs.read_back_pdf import Piece, Unreadable

_CHUNK = 1 << 16
_CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"((?:[^>]*[^/>])?)>(.*?)</c>', re.DOTALL)
_RUNS = re.compile(
    rb"</?(?:\w+:)?(?:t|r|is|rPr|b|i|u|sz|color|rFont|family|charset|scheme|latin|cs|ea)\b[^>]*>"
)
_TAG = re.compile(rb"<[^>]*>")
_ATTRIBUTE = re.compile(rb'="([^"]*)"')
_NUMBER = re.compile(rb"<v>[-0-9.E+]*</v>")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])')
_BINARY = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf")
_PLACES = {
    "docProps": "the properties", "comments": "a comment", "drawings": "a drawing", "charts": "a chart",
    "tables": "a table's heads", "sharedStrings": "a shared text",
    "workbook.xml": "names of sheets and cells",
    "styles": "the styles", "_rels": "a link",
}  # fmt: skip


def pieces(data: bytes) -> Iterator[Piece]:
    """Every text of a workbook with its place. Raises Unreadable."""
    try:
        archive = ZipFile(BytesIO(data))
    except BadZipFile as error:
        raise Unreadable from error
    with archive:
        if archive.comment:
            yield Piece("the comment of the file", archive.comment.decode("utf-8", "replace"))
        called = _sheets(archive)
        seen: set[bytes] = set()
        for member in archive.infolist():
            if member.flag_bits & 1:
                raise Unreadable
            name = member.filename
            yield Piece("the name of a part", name)
            if name.lower().endswith(_BINARY):
                continue
            place = next((words for part, words in _PLACES.items() if part in name), name)
            for chunk in _chunks(archive, name):
                yield from _texts(chunk, called.get(name, place), seen)


def _sheets(archive: ZipFile) -> dict[str, str]:
    """The sheets' names by the parts that hold them."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        return {}
    book = archive.read("xl/workbook.xml")
    links = archive.read("xl/_rels/workbook.xml.rels") if "xl/_rels/workbook.xml.rels" in names else b""
    target = {}
    for tag in re.findall(rb"<Relationship\b[^>]*>", links):
        id, to = re.search(rb'Id="([^"]*)"', tag), re.search(rb'Target="([^"]*)"', tag)
        if id and to:
            target[id.group(1)] = to.group(1).decode().lstrip("/").removeprefix("xl/")
    found = {}
    for tag in re.findall(rb"<sheet\b[^>]*>", book):
        name, id = re.search(rb'name="([^"]*)"', tag), re.search(rb'r:id="([^"]*)"', tag)
        if name and id and id.group(1) in target:
            found[f"xl/{target[id.group(1)]}"] = f"sheet {unescape(name.group(1).decode())}"
    return found


def _chunks(archive: ZipFile, name: str) -> Iterator[bytes]:
    """A part in stretches that end where a row or an element ends, so that no text is cut."""
    rest = b""
    with archive.open(name) as part:
        while read := part.read(_CHUNK):
            rest += read
            ends = max(rest.rfind(b"</row>"), rest.rfind(b"</si>"), rest.rfind(b"</comment>"))
            if ends >= 0:
                ends = rest.index(b">", ends) + 1
                yield rest[:ends]
                rest = rest[ends:]
    yield rest


def _texts(chunk: bytes, place: str, seen: set[bytes]) -> Iterator[Piece]:
    outside, at = [], 0
    for cell in _CELL.finditer(chunk):
        outside.append(chunk[at : cell.start()])
        at = cell.end()
        inner = cell.group(3)
        if inner in seen:
            continue
        seen.add(inner)
        if b"t=" not in cell.group(2) and _NUMBER.fullmatch(inner):
            continue
        text = _TAG.sub(b"\n", _RUNS.sub(b"", inner)).decode("utf-8", "replace")
        yield Piece(f"{place}, cell {cell.group(1).decode()}", unescape(text))
    # what stands round the cells: heads, headers and footers, names, properties, anything else
    if not outside:
        yield from _around(chunk, place, seen)
        return
    yield from _around(outside[0] + chunk[at:], place, seen)


def _around(xml: bytes, place: str, seen: set[bytes]) -> Iterator[Piece]:
    for part in _TAG.sub(b"\n", _RUNS.sub(b"", xml)).split(b"\n"):
        yield from _told(part, place, seen)
    for tag in _TAG.findall(xml):
        for value in _ATTRIBUTE.findall(tag):
            yield from _told(value, place, seen)


def _told(raw: bytes, place: str, seen: set[bytes]) -> Iterator[Piece]:
    if not raw.strip() or raw in seen:
        return
    seen.add(raw)
    text = unescape(raw.decode("utf-8", "replace"))
    yield Piece(place, text)
    if "&" in text:  # the codes of a header stand before its words without a space
        yield Piece(
            f"{place}, header or footer", _CODE.sub(" ", text.replace("&&", "\x00")).replace("\x00", "&")
        )

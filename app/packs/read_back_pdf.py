"""Every text of a PDF: its pages as a reader sees them, and each string of the file beside them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from threading import Lock
from typing import NamedTuple

import pypdfium2

PDFIUM = Lock()
"""pdfium keeps global state and is not safe in two threads, whatever the document."""

_STREAM = re.compile(rb">>\s*stream\r?\n")
_STRING = re.compile(
    rb"/([A-Za-z0-9]+)\s*(?=[(<\[])|\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)|<([0-9A-Fa-f\s]+)>|/([^\s()<>\[\]{}/%]+)",
    re.DOTALL,
)
_SPOKEN = re.compile(rb"/(?:ActualText|Alt|E)\s*(?:\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]+)>)", re.DOTALL)
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_NAMED = re.compile(rb"#([0-9A-Fa-f]{2})")
_TAG = re.compile(rb"<[^>]*>")
_CODES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b""}
_PLACES = {
    b"Title": "a title or bookmark", b"Alt": "an alternative text", b"ActualText": "an alternative text",
    b"Keywords": "the keywords", b"Subject": "the subject", b"Author": "the author",
    b"Contents": "a note", b"F": "the name of an attachment", b"UF": "the name of an attachment",
    b"Desc": "an attachment",
}  # fmt: skip


class Piece(NamedTuple):
    """One text of a file and where it stands; in one that is `parted` a line may break a word."""

    place: str
    text: str
    parted: bool = False


class Unreadable(Exception):
    """A file that cannot be read through, such as one under a password."""


def pieces(data: bytes, nested: Callable[[str, bytes], Iterator[Piece]]) -> Iterator[Piece]:
    """Every text of a PDF; what is attached goes to `nested`. Raises Unreadable."""
    if b"/Encrypt" in data[-4096:] or b"/Encrypt" in data[:4096]:
        raise Unreadable
    yield from _pages(data)
    yield from _strings(data, nested)


def _pages(data: bytes) -> Iterator[Piece]:
    """Each page in the order in which it was drawn; the lock is given back between pages."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise Unreadable from error
        count = len(document)
    try:
        for number in range(count):
            with PDFIUM:
                leaf = document[number]
                words = leaf.get_textpage()
                text = str(words.get_text_range())
                words.close()
                leaf.close()
            yield Piece(f"page {number + 1}", text, parted=True)
    finally:
        with PDFIUM:
            document.close()


def _strings(data: bytes, nested: Callable[[str, bytes], Iterator[Piece]]) -> Iterator[Piece]:
    at = 0
    told: set[bytes] = set()
    while (found := _STREAM.search(data, at)) is not None:
        yield from _said(data[at : found.start() + 2], told)
        end = _end(data, at, found)
        about = data[max(at, data.rfind(b"obj", at, found.start())) : found.start()]
        yield from _stream(about, data[found.end() : end], told, nested)
        at = end
    yield from _said(data[at:], told)


def _end(data: bytes, at: int, found: re.Match[bytes]) -> int:
    """Where a stream ends: by its length where that is told and true."""
    start = found.end()
    for length in _LENGTH.finditer(data, max(at, found.start() - 400), found.start()):
        end = start + int(length.group(1))
        if data[end : end + 12].lstrip().startswith(b"endstream"):
            return end
    end = data.find(b"endstream", start)
    return len(data) if end < 0 else end


def _stream(
    about: bytes, body: bytes, told: set[bytes], nested: Callable[[str, bytes], Iterator[Piece]]
) -> Iterator[Piece]:
    if b"/Image" in about or b"/FontFile" in about or b"/Length1" in about:
        return
    if b"/FlateDecode" in about:
        try:
            body = zlib.decompress(body)
        except zlib.error as error:
            raise Unreadable from error
    if b"/ObjStm" in about:
        yield from _said(body, told)
    elif b"/Metadata" in about or b"/XML" in about:
        yield Piece("the metadata (XMP)", _TAG.sub(b"\n", body).decode("utf-8", "replace"))
        yield from (
            Piece("the metadata (XMP)", part.decode("utf-8", "replace")) for part in _TAG.findall(body)
        )
    elif b"/EmbeddedFile" in about:
        yield from nested("an attachment", body)
    elif b"/ActualText" in body or b"/Alt" in body:
        for found in _SPOKEN.finditer(body):
            yield Piece("an alternative text", _decoded(found.group(1), found.group(2)))


def _said(data: bytes, told: set[bytes]) -> Iterator[Piece]:
    """Each string and name of a stretch of the file once, with the key before it as its place."""
    key = b""
    for found in _STRING.finditer(data):
        before, string, digits, name = found.groups()
        if before is not None:
            key = before
        raw = found.group()
        if raw in told:
            continue
        told.add(raw)
        if name is not None or before is not None:
            said = _NAMED.sub(lambda code: bytes([int(code.group(1), 16)]), name or before)
            yield Piece("a name or destination", said.decode("utf-8", "replace"))
        else:
            text = _decoded(string, digits)
            if text:
                yield Piece(_PLACES.get(key, "a string beside the pages"), text)


def _decoded(string: bytes | None, digits: bytes | None) -> str:
    """A PDF string as text: UTF-16 or UTF-8 by its mark, else the document's own encoding."""
    if string is None:
        digits = b"".join((digits or b"").split())
        raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    elif b"\\" in string:
        raw = _ESCAPE.sub(_unescaped, string)
    else:
        raw = string
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    if raw.startswith(b"\xff\xfe"):
        return raw[2:].decode("utf-16-le", "replace")
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:].decode("utf-8", "replace")
    return raw.decode("latin-1")


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found.group(1)
    if code[:1].isdigit():
        return bytes([int(code, 8) & 255])
    return _CODES.get(code, code)

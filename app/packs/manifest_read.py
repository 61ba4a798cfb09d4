"""What a file says it is: the properties that the manifest put into it, read without trusting them."""

from __future__ import annotations

import json
import logging
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

import lxml.etree
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from app.packs.manifest import JSON_NAMES, NAMES

_CUSTOM = "docProps/custom.xml"
MOST = 1_000_000
"""Bytes of properties that are looked at."""

_DAMAGED = (
    PyPdfError, zipfile.BadZipFile, zlib.error, struct.error, lxml.etree.XMLSyntaxError, ValueError,
    LookupError, TypeError, AttributeError, OSError, EOFError, RuntimeError, AssertionError,
)  # fmt: skip
"""What the readers raise for files that somebody cut, changed or made up."""

# what it finds wrong in a file is no news for whoever asks about the file
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def properties(data: bytes) -> dict[str, str]:
    """The manifest's properties by name; none where the file has none, is damaged or is under a password."""
    if data.startswith(b"%PDF"):
        return _pdf(data)
    if data.startswith(b"PK"):
        return _workbook(data)
    if data.lstrip().startswith(b"{"):
        return _json(data)
    return {}


def under_password(data: bytes) -> bool:
    """Whether a file is a workbook under a password, or a PDF that says it is encrypted."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return True
    if not data.startswith(b"%PDF"):
        return False
    try:
        return PdfReader(BytesIO(data)).is_encrypted
    except _DAMAGED:
        return False


def _pdf(data: bytes) -> dict[str, str]:
    try:
        info: Mapping[str, object] = PdfReader(BytesIO(data)).metadata or {}
        return _known({name: str(info.get(f"/{name.title().replace(' ', '')}") or "") for name in NAMES})
    except _DAMAGED:
        return {}


def _workbook(data: bytes) -> dict[str, str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_CUSTOM) as custom:
            root = lxml.etree.fromstring(custom.read(MOST), lxml.etree.XMLParser(resolve_entities=False))
    except _DAMAGED:
        return {}
    return _known({each.get("name", ""): "".join(map(str, each.itertext())) for each in root})


def _json(data: bytes) -> dict[str, str]:
    try:
        said = json.loads(data[:MOST])
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    return _known({name: str(said.get(key, "")) for name, key in JSON_NAMES.items()})


def _known(said: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in said.items() if name in NAMES and value}

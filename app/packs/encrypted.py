"""Files under a password: a PDF by AES-256 of revision 6 (ISO 32000-2), a workbook by agile encryption.

What stands in the properties is under the password too. The bytes differ each time: salts are drawn anew. The
workbook's AES-256 key holds 128 random bits: that is how its library draws it.
"""

from __future__ import annotations

from io import BytesIO

from app.errors import Refusal

LEAST = 8
"""Characters of a password, LOCAL: both formats are guessed at off line."""


def check_password(password: str) -> None:
    """Refusal("issue.password_short") for one of fewer than eight characters; none at all is no password."""
    if password and len(password) < LEAST:
        raise Refusal("issue.password_short", least=LEAST)


def protected(name: str, data: bytes, password: str) -> bytes:
    """A file as it leaves under a password, by the ending of its name."""
    return _workbook(data, password) if name.endswith(".xlsx") else _pdf(data, password)


def _pdf(data: bytes, password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.pdf_header = "%PDF-2.0"  # revision 6 came with it
    info = dict(writer.metadata or {})
    writer.encrypt(password, algorithm="AES-256")
    # it would sign itself as the producer
    writer.metadata = {name: value for name, value in info.items() if name != "/Producer"}
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _workbook(data: bytes, password: str) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    target = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(password, target)
    return target.getvalue()

"""Whose write-ahead log it is: SQLite would write the pages of a foreign one into the register, and ruin it.

Formats: sqlite.org/fileformat2.html section 4; SQLCipher 4's pages end in a vector of 16 bytes and an
HMAC-SHA512 of 64, under a key derived from the page key and the file's salt (sqlcipher.org/design).
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from pathlib import Path

from app.errors import Refusal

HEADER, FRAME, SALT, VECTOR, MAC = 32, 24, 16, 16, 64
MAGIC = 0x377F0682
"""The first four bytes; the lowest bit says in which order the words of the checksums stand."""


def check(file: Path, key: bytes) -> None:
    """Raises Refusal("register.foreign_log") where SQLite would take in a log that is not this file's.

    A log that SQLite passes over is no harm, and none is as good.
    """
    log = file.with_name(f"{file.name}-wal")
    try:
        with file.open("rb") as opened:
            salt = opened.read(SALT)
        with log.open("rb") as opened:
            header = opened.read(HEADER)
            if len(header) < HEADER:
                return
            magic, _, size = struct.unpack(">III", header[:12])
            frame = opened.read(FRAME + size) if magic & ~1 == MAGIC and 512 <= size <= 65536 else b""
    except OSError:
        return
    if len(frame) < FRAME + VECTOR + MAC or not _taken(header, frame):
        return
    if not _ours(frame[FRAME:], struct.unpack(">I", frame[:4])[0], salt, key):
        raise Refusal("register.foreign_log", name=log.name)


def _taken(header: bytes, frame: bytes) -> bool:
    """Whether SQLite believes the first frame: its salts and both checksums are right."""
    order = ">" if struct.unpack(">I", header[:4])[0] & 1 else "<"
    sums = _checksum(header[:24], (0, 0), order)
    if struct.pack(">II", *sums) != header[24:32] or frame[8:16] != header[16:24]:
        return False
    sums = _checksum(frame[:8] + frame[FRAME:], sums, order)
    return struct.pack(">II", *sums) == frame[16:24]


def _checksum(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    one, two = sums
    for first, second in struct.iter_unpack(f"{order}II", data):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _ours(page: bytes, number: int, salt: bytes, key: bytes) -> bool:
    """Whether SQLCipher made the page for this file under this key."""
    of = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    # the first page begins with the salt, which the code does not cover
    covered = page[SALT if number == 1 else 0 : -MAC]
    code = hmac.new(of, covered + struct.pack("<I", number), "sha512").digest()
    return hmac.compare_digest(code, page[-MAC:])

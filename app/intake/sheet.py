"""Reading a file: its bytes once, its cells in a child process with limits; nothing is evaluated."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import time
from pathlib import Path

from app.errors import Refusal
from app.intake import child
from app.intake.cells import Book, from_json

MAX_BYTES = 40 * 1024 * 1024
MAX_ANSWER = 256 * 1024 * 1024
PATIENCE = 75.0
"""Seconds that the child may take, its start included."""


def bytes_of(path: Path) -> bytes:
    """The file's bytes, read once into memory; Refusal where it is absent, too large or changes meanwhile."""
    try:
        before = path.stat()
        if not path.is_file():
            raise Refusal("import.missing", file=path.name)
        if before.st_size > MAX_BYTES:
            raise Refusal("import.too_large", file=path.name)
        data = path.read_bytes()
        after = path.stat()
    except FileNotFoundError:
        raise Refusal("import.missing", file=path.name) from None
    except (OSError, ValueError):
        # Excel on Windows holds some files so that nobody else can read them
        raise Refusal("import.in_use", file=path.name) from None
    if len(data) != before.st_size or (before.st_mtime_ns, before.st_size) != (
        after.st_mtime_ns,
        after.st_size,
    ):
        raise Refusal("import.in_use", file=path.name)
    return data


def _answer(data: bytes, name: str) -> bytes:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=child.run, args=(theirs,), daemon=True)
    until = time.monotonic() + PATIENCE
    process.start()
    theirs.close()
    try:
        ours.send_bytes(name.encode("utf-8", "replace"))
        ours.send_bytes(data)
        if not ours.poll(max(0.0, until - time.monotonic())):
            raise Refusal("import.too_large", file=name)
        return ours.recv_bytes(MAX_ANSWER)
    except (EOFError, OSError):
        # the child was ended by a limit, or answered more than was agreed
        raise Refusal("import.too_large", file=name) from None
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def read(path: Path) -> Book:
    """The file at `path` as plain cells.

    Raises Refusal: import.missing, import.in_use, import.too_large, import.password, import.format,
    import.unreadable, import.empty. The file itself is never changed.
    """
    data = bytes_of(path)
    if not data:
        raise Refusal("import.empty", file=path.name)
    answer = _answer(data, path.name)
    if answer.startswith(b'{"refusal"'):
        raise Refusal(str(json.loads(answer)["refusal"]), file=path.name)
    book = from_json(answer, path.name, hashlib.sha256(data).hexdigest())
    if not any(sheet.rows for sheet in book.sheets):
        raise Refusal("import.empty", file=path.name)
    return book

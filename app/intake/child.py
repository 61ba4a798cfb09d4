"""The child process in which a file is parsed: it gets bytes, hands back JSON, and can be ended at any time.

The function stands at module level and imports no Qt, so that "spawn" can start it from a frozen program too.
"""

from __future__ import annotations

import json
import warnings
from contextlib import suppress
from multiprocessing.connection import Connection

from app.errors import Refusal
from app.intake.cells import to_json

MEMORY = 1_500 * 1024 * 1024
SECONDS = 60
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def parse(data: bytes, name: str) -> bytes:
    """The file's cells as JSON; Refusal for every file that cannot be read, whatever is wrong with it."""
    from app.intake import text_table, workbook

    ending = name.rpartition(".")[2].casefold()
    try:
        if data.startswith(OLE):
            # an encrypted workbook is an OLE file that holds a stream of this name
            raise Refusal(
                "import.password" if "EncryptedPackage".encode("utf-16-le") in data else "import.format"
            )
        if data.startswith(b"PK"):
            return to_json(workbook.read(data))
        if ending not in ("csv", "txt", "tsv") or data.startswith(b"%PDF"):
            raise Refusal("import.unreadable" if ending in ("xlsx", "xlsm") else "import.format")
        return to_json(text_table.read(data))
    except Refusal:
        raise
    except MemoryError:
        raise Refusal("import.too_large") from None
    except Exception:
        # openpyxl meets damage with any exception there is; all of them mean that the file cannot be read
        raise Refusal("import.unreadable") from None


def _limit() -> None:
    """Caps memory and processor time where the system can; on Windows the parent's patience is the limit."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(pipe: Connection) -> None:
    """Takes a file's name and bytes from the pipe and answers with JSON: its sheets, or a refusal's code."""
    _limit()
    warnings.simplefilter("ignore")
    name = pipe.recv_bytes().decode("utf-8")
    data = pipe.recv_bytes()
    try:
        answer = parse(data, name)
    except Refusal as refusal:
        answer = json.dumps({"refusal": refusal.code}).encode()
    pipe.send_bytes(answer)
    pipe.close()

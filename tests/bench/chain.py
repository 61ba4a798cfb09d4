"""Checking the log: against reading the same rows by the bare driver and hashing the same bytes."""

from __future__ import annotations

import hashlib
from typing import Any

from app.store import backup, verify, verify_chain
from tests.bench.measure import Row, by_turns, seconds
from tests.bench.registers import opened

HUNDRED_THOUSAND = 100_000
BODIES = (
    "salt || ':' || coalesce(length(\"before\"), -1) || ':' || coalesce(length(\"after\"), -1) || ':' "
    "|| coalesce(\"before\", '') || coalesce(\"after\", '')"
)
"""What an entry's digest covers, as store/chain.py writes it."""


def chain_rows() -> list[Row]:
    """The chain alone, and the whole check of records and pages, as so much for 100,000 entries."""
    with opened("national") as register, register._engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        gone = verify_chain.disposed(raw)
        hashed = [text.encode() for text, *_ in raw.execute(verify_chain._ROWS)]
        hashed += [text.encode() for (text,) in raw.execute(f"SELECT {BODIES} FROM journal")]

        def bare() -> None:
            for _ in raw.execute("SELECT * FROM journal ORDER BY seq"):
                pass
            for text in hashed:
                hashlib.sha256(text).hexdigest()

        def chain() -> None:
            found = verify_chain.read(raw, gone)
            assert found.broken is None

        def whole() -> None:
            assert not backup.findings(raw)
            assert verify.said(raw).ok

        (entries,) = raw.execute("SELECT count(*) FROM journal").fetchone()
        floor, ours, all_ = (
            each * HUNDRED_THOUSAND / entries for each in by_turns(bare, chain, whole, repeats=3)
        )
    ratio = ours / floor
    return [
        Row("verify of 100,000 entries: the chain", seconds(ours), seconds(floor), f"{ratio:.2f} x",
            "1 s or 2 x", ours <= 1 or ratio <= 2),
        Row(f"the same with its records and the file's own checks, of {entries:,} entries", seconds(all_),
            seconds(floor), f"{all_ / floor:.2f} x", "", ""),
    ]  # fmt: skip

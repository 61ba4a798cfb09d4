"""The registers of the bench: the demonstration in two sizes, made once for each state of its source."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from app.domain.clock import FixedClock
from app.jobs import demo
from app.register import Register
from tests.bench.measure import ROOT

MONTH = "2026-12"
NOW = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)


def _state() -> str:
    found = hashlib.sha256()
    for folder in (
        "app/jobs/demonstration",
        "app/store",
        "app/domain",
        "resources/demo",
        "resources/reference",
    ):
        for path in sorted((ROOT / folder).rglob("*.*")):
            if path.suffix in (".py", ".json"):
                found.update(path.read_bytes())
    return found.hexdigest()[:12]


@cache
def path(size: str) -> Path:
    """The register of one size; the first time it is made, which takes a minute for the national one."""
    folder = Path(tempfile.gettempdir()) / "fourfold-bench" / f"{size}-{_state()}"
    found = folder / demo.NAME
    if found.exists():
        return found
    for older in folder.parent.glob(f"{size}-*"):
        shutil.rmtree(older)
    return demo.make(folder, size=size)


def opened(size: str) -> Register:
    return Register.open(path(size), passphrase=demo.PASSPHRASE, clock=FixedClock(NOW))

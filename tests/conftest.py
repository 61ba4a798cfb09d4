"""What every test stands on: no network, no screen, a clock that stands still, steady examples."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from app.domain import leaving, permissions
from app.domain.clock import FixedClock
from app.domain.codes import Role
from app.register import Register
from tests.builders import new_register

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class _WithTests(dict[str, frozenset[Role]]):
    """The permission table, with what tests themselves ask and do."""

    def get(self, name: str, default: Any = None) -> Any:
        return permissions.ANYBODY if "test" in name else super().get(name, default)


permissions.READS = _WithTests(permissions.READS)
permissions.COMMANDS = _WithTests(permissions.COMMANDS)

settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail any test that would talk to a network: the product never does. Local sockets stay."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            pytest.fail(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True, scope="session")
def reason() -> Iterator[None]:
    """Whatever a test lets leave by itself has a reason; the windows' threads and the command line ask."""
    with leaving.because("For a test"):
        yield


@pytest.fixture
def clock() -> FixedClock:
    """Thursday 26 November 2026, 14:02, a week before the demonstration's December meeting."""
    return FixedClock(datetime(2026, 11, 26, 14, 2, tzinfo=UTC))


@pytest.fixture
def register(tmp_path: Path, clock: FixedClock) -> Iterator[Register]:
    """An open register of the South West, empty but for its forces, themes and settings."""
    made = new_register(tmp_path, clock)
    yield made
    made.close()

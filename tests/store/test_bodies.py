"""The stored values of issues: each is there and has the hash under which it stands."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from app.domain.issue import Issue
from app.register import Register
from app.store.tables import BODY
from tests.jobs.issuing import fill, issue


@pytest.fixture
def issued(register: Register, tmp_path: Path) -> Issue:
    made = issue(fill(register), tmp_path / "out").issue
    assert made is not None
    return made


def spoil(register: Register, statement: object) -> None:
    """Changes a row behind the unit's back, as damage or somebody with the key would."""
    with register._engine.connect() as plain:
        connection = plain.execution_options(writer=True)
        with connection.begin():
            connection.execute(statement)  # type: ignore[call-overload]


def test_a_register_with_an_issue_is_sound(register: Register, issued: Issue) -> None:
    assert register.verify().ok


def test_a_lost_value_is_found_with_its_issue(register: Register, issued: Issue) -> None:
    spoil(register, delete(BODY))
    (found,) = register.verify().findings
    assert (found.code, found.where) == ("verify.body_missing", f"issue {issued.id}")


@pytest.mark.parametrize("data", [zlib.compress(b"{}"), b"no such thing"], ids=["another", "damaged"])
def test_an_altered_value_is_found(register: Register, issued: Issue, data: bytes) -> None:
    spoil(register, update(BODY).values(data=data))
    (found,) = register.verify().findings
    assert (found.code, found.where) == ("verify.body_altered", f"stored value {issued.body[:12]}")

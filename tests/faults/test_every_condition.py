"""Every row of the conditions that the register must survive has a test with its number, or a reason."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent.parent
NUMBERED = re.compile(r"^\s*(?:async )?def test_(?:conditions?_)?((?:\d\d_)+)", re.MULTILINE)

UNTRIED = {
    5: "packages between forces, which are merged, are not built yet",
    40: "packages between forces are not built yet",
    41: "packages between forces are not built yet",
    42: "packages between forces are not built yet",
    43: "packages between forces are not built yet",
    44: "packages between forces are not built yet",
    45: "packages between forces are not built yet",
    46: "packages between forces are not built yet",
    54: "PostgreSQL is not built yet",
    55: "PostgreSQL is not built yet",
}
"""The rows that nothing tries, and why."""


def tried() -> dict[int, set[str]]:
    """The numbers in the names of tests, with the files where they stand."""
    found: dict[int, set[str]] = {}
    for path in TESTS.rglob("test_*.py"):
        for numbers in NUMBERED.findall(path.read_text(encoding="utf-8")):
            for number in numbers.split("_")[:-1]:
                found.setdefault(int(number), set()).add(path.name)
    return found


def test_each_of_the_56_conditions_is_tried_or_says_why_not() -> None:
    assert [number for number in range(1, 57) if number not in tried() and number not in UNTRIED] == []


def test_no_reason_stands_for_what_is_tried_and_no_number_is_made_up() -> None:
    assert set(UNTRIED) & set(tried()) == set()
    assert all(1 <= number <= 56 for number in tried())

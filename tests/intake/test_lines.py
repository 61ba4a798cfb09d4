"""The numbered lines of a 4P cell, taken apart only where they say what they mean."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.codes import ActionState
from app.intake import lines

UPDATED = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("line", "title", "owner", "due", "state"),
    [
        ("1. Serve papers - DS X Hale - by 06/12/26", "Serve papers", "DS X Hale", date(2026, 12, 6), "open"),
        ("2) Serve papers (DS X Hale, due 17 Oct)", "Serve papers", "DS X Hale", date(2026, 10, 17), "open"),
        ("3. Serve papers (due 22 Feb)", "Serve papers", None, date(2027, 2, 22), "open"),
        ("4. Serve papers - DS C Sefton - 25/10/2026 - COMPLETE",
         "Serve papers", "DS C Sefton", date(2026, 10, 25), "completed"),
        ("5. Serve papers - ongoing", "Serve papers", None, None, "open"),
        ("Serve papers", "Serve papers", None, None, "open"),
        ("6. Serve papers - Devon County Council", "Serve papers", "Devon County Council", None, "open"),
        ("7. Prison intelligence: release plan - C/Insp Zoë O'Neill-Hart",
         "Prison intelligence: release plan", "C/Insp Zoë O'Neill-Hart", None, "open"),
        ("8. Anti-social behaviour orders - DS X Hale",
         "Anti-social behaviour orders", "DS X Hale", None, "open"),
        ("9. Serve papers (see log)", "Serve papers (see log)", None, None, "open"),
        ("12.05.26 visit premises", "12.05.26 visit premises", None, None, "open"),
    ],
)  # fmt: skip
def test_a_line_gives_what_it_states(
    line: str, title: str, owner: str | None, due: date | None, state: str
) -> None:
    found = lines.read(line, UPDATED)
    assert found.title == title
    assert (found.owner.text if found.owner else None) == owner
    assert found.due == due
    assert found.state is ActionState(state)
    assert found.as_written == line


def test_a_day_without_a_year_is_dated_only_by_the_day_the_file_was_updated() -> None:
    assert lines.read("1. Serve papers (due 17 Oct)", None).due is None
    assert lines.read("1. Serve papers (due 17 Oct)", None).due_text == "17 Oct"
    assert lines.read("1. Serve papers (due 17 Oct)", UPDATED).year_taken


def test_a_day_that_is_not_near_in_any_year_stays_text() -> None:
    far = lines.read("1. Serve papers (DS X Hale, due 1 Jun)", UPDATED)
    assert (far.due, far.due_text) == (None, "1 Jun")
    assert lines.lacks_year(far.due_text)


def test_a_due_day_that_is_no_date_is_kept_as_its_words() -> None:
    found = lines.read("1. Serve papers - by end of January", UPDATED)
    assert (found.title, found.due, found.due_text) == ("Serve papers", None, "end of January")
    assert lines.read("1. Serve papers - by 31/11/2026", UPDATED).due_text == "31/11/2026"


def test_cells_are_split_by_their_numbers() -> None:
    assert lines.split("1. One\n2. Two\n   and more of two\n\n3. Three") == [
        "1. One",
        "2. Two and more of two",
        "3. Three",
    ]


def test_cells_without_numbers_are_split_by_bullets_or_lines() -> None:
    assert lines.split("• One\n• Two\nmore") == ["• One", "• Two more"]
    assert lines.split("One\nTwo") == ["One", "Two"]


@pytest.mark.parametrize("text", ["", "  ", "None", "n/a", "TBC", "-"])
def test_a_cell_that_says_nothing_holds_no_action(text: str) -> None:
    assert lines.split(text) == []

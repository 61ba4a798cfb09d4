"""Version numbers, second persons and letters: what may be issued under which name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain import issue_rules as rules
from app.domain.codes import EditionKind, IssueState
from app.domain.issue import Issue, hashes, line, printed
from app.domain.issue_rules import Recipient, Reissue
from app.errors import Refusal

ISSUE = Issue(
    id="one", meeting="m12", pack_id="SW-2026-12", issued_at=datetime(2026, 12, 4, tzinfo=UTC),
    issued_by="K Ashdown", marking="OFFICIAL", fingerprint="", body="b",
)  # fmt: skip


def refused(code: str, ask: object, *args: object) -> None:
    with pytest.raises(Refusal) as caught:
        ask(*args)  # type: ignore[operator]
    assert caught.value.code == code


def test_the_first_issue_is_one_and_there_is_only_one_first() -> None:
    assert rules.next_number((), None) == "1.0"
    refused("issue.first_done", rules.next_number, (ISSUE,), None)
    refused("issue.none_yet", rules.next_number, (), Reissue.MINOR)
    refused("issue.none_yet", rules.next_number, (), Reissue.MAJOR)


def test_a_minor_reissue_raises_the_second_part_and_a_major_one_the_first() -> None:
    earlier = (ISSUE, replace(ISSUE, number="1.9"), replace(ISSUE, number="1.10"))
    assert rules.next_number(earlier, Reissue.MINOR) == "1.11", "10 comes after 9"
    assert rules.next_number(earlier, Reissue.MAJOR) == "2.0"
    assert rules.draft_number(()) == "1.0"
    assert rules.draft_number(earlier) == "2.0"


def test_a_number_is_given_once_even_where_its_issue_was_recalled() -> None:
    recalled = (replace(ISSUE, state=IssueState.RECALLED),)
    refused("issue.first_done", rules.next_number, recalled, None)
    refused("issue.minor_of_recalled", rules.next_number, recalled, Reissue.MINOR)
    assert rules.next_number(recalled, Reissue.MAJOR) == "2.0"


def test_only_what_is_neither_superseded_nor_recalled_holds() -> None:
    old = replace(ISSUE, state=IssueState.SUPERSEDED)
    assert rules.standing((old, replace(ISSUE, number="1.1"))) == (replace(ISSUE, number="1.1"),)


def test_a_partner_edition_needs_somebody_else() -> None:
    rules.check_second(EditionKind.FULL, "K Ashdown", "")
    rules.check_second(EditionKind.PARTNER, "K Ashdown", "T Birdwood")
    refused("issue.no_second", rules.check_second, EditionKind.PARTNER, "K Ashdown", " ")
    refused("issue.same_person", rules.check_second, EditionKind.PARTNER, "K Ashdown", "DS k ashdown")


def test_a_reissue_says_why_a_gap_has_a_reason_and_a_copy_a_recipient() -> None:
    rules.check_reason(None, "")
    refused("issue.no_reason", rules.check_reason, Reissue.MINOR, " ")
    rules.check_gaps((), "")
    refused("issue.gaps", rules.check_gaps, ("No score",), " ")
    refused("issue.reason_long", rules.check_gaps, ("No score",), "why " * 200)
    rules.check_recipients((Recipient("ACC H Marwood"),))
    refused("issue.no_recipient", rules.check_recipients, (Recipient(" ", "SWROCU"),))


def test_late_papers_are_lettered_in_order() -> None:
    assert rules.next_letter(()) == "A"
    assert rules.next_letter("AC") == "B", "one that was taken back leaves its letter"
    refused("late_paper.too_many", rules.next_letter, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def test_a_file_is_kept_with_its_hash_as_it_left_and_as_it_was_printed() -> None:
    kept = (line("a.pdf", "left", "printed"), line("b.json", "same", "same"), line("c.json", "own"))
    assert hashes(kept) == {"a.pdf": "left", "b.json": "same", "c.json": "own"}
    assert printed(kept) == {"a.pdf": "printed", "b.json": "same", "c.json": "own"}

"""What may be issued, under which number, and who confirms it; the numbering is LOCAL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from string import ascii_uppercase
from typing import NamedTuple

from app.domain.codes import EditionKind, IssueState, MeetingState
from app.domain.issue import Issue
from app.domain.meeting import Meeting
from app.domain.persons import same_person
from app.errors import Refusal

FIRST = "1.0"
LONGEST = 600
"""Characters of the reason for known gaps: it stands on the cover beside them, and nothing is cut off."""


class Reissue(StrEnum):
    """A minor reissue adds late papers to what was issued; a major one is read anew from the register."""

    MINOR = "minor"
    MAJOR = "major"


class Recipient(NamedTuple):
    """Who gets a numbered copy, of which organisation, and how it is sent."""

    name: str
    organisation: str = ""
    how: str = ""


def parts(number: str) -> tuple[int, int]:
    """The two parts of a version number: "1.1" is (1, 1)."""
    major, _, minor = number.partition(".")
    return int(major), int(minor or 0)


def newest(earlier: Iterable[Issue]) -> Issue | None:
    """The issue with the highest number, None where there is none."""
    return max(earlier, key=lambda issue: parts(issue.number), default=None)


def standing(earlier: Iterable[Issue]) -> tuple[Issue, ...]:
    """Those that hold: neither superseded nor recalled."""
    return tuple(issue for issue in earlier if issue.state is IssueState.ISSUED)


def next_number(earlier: Sequence[Issue], reissue: Reissue | None) -> str:
    """The number of the next issue: 1.0, then 1.1 for a minor and 2.0 for a major reissue.

    `earlier` are those of one meeting, edition and holder, recalled ones too: a number is given once. Raises
    Refusal: issue.first_done, issue.none_yet, issue.minor_of_recalled.
    """
    last = newest(earlier)
    if last is None:
        if reissue is not None:
            raise Refusal("issue.none_yet")
        return FIRST
    if reissue is None:
        raise Refusal("issue.first_done", version=last.number)
    major, minor = parts(last.number)
    if reissue is Reissue.MAJOR:
        return f"{major + 1}.0"
    if last.state is IssueState.RECALLED:
        raise Refusal("issue.minor_of_recalled", version=last.number)
    return f"{major}.{minor + 1}"


def draft_number(earlier: Sequence[Issue]) -> str:
    """The number under which a draft stands: that of the issue which it would become."""
    return next_number(earlier, Reissue.MAJOR if earlier else None)


def check_meeting(meeting: Meeting) -> None:
    """Refusal("issue.cancelled") for a meeting that will not be held."""
    if meeting.state is MeetingState.CANCELLED:
        raise Refusal("issue.cancelled", month=meeting.month)


def check_reason(reissue: Reissue | None, reason: str) -> None:
    """Refusal("issue.no_reason") where a reissue does not say why."""
    if reissue is not None and not reason.strip():
        raise Refusal("issue.no_reason")


def check_gaps(gaps: Sequence[str], reason: str) -> None:
    """What must be put right needs a reason to issue anyway: Refusal issue.gaps, issue.reason_long."""
    if gaps and not reason.strip():
        raise Refusal("issue.gaps", count=len(gaps))
    if len(reason) > LONGEST:
        raise Refusal("issue.reason_long", most=LONGEST)


def check_second(kind: EditionKind, issuer: str, confirmed_by: str) -> None:
    """A partner edition is confirmed by a second person: Refusal issue.no_second, issue.same_person."""
    if kind is not EditionKind.PARTNER:
        return
    if not confirmed_by.strip():
        raise Refusal("issue.no_second")
    if same_person(issuer, confirmed_by):
        raise Refusal("issue.same_person", name=confirmed_by)


def check_recipients(copies: Sequence[Recipient]) -> None:
    """Refusal("issue.no_recipient") where a numbered copy is for nobody."""
    if any(not copy.name.strip() for copy in copies):
        raise Refusal("issue.no_recipient")


def check_issue(issue: Issue) -> None:
    """Refusal("issue.recalled") where an issue was recalled: nothing of it leaves any more."""
    if issue.state is IssueState.RECALLED:
        raise Refusal("issue.recalled", version=issue.number)


def next_letter(used: Iterable[str]) -> str:
    """The letter of the next late paper behind an item: A to Z; Refusal("late_paper.too_many") after that."""
    taken = set(used)
    letter = next((letter for letter in ascii_uppercase if letter not in taken), None)
    if letter is None:
        raise Refusal("late_paper.too_many")
    return letter

"""Issues of a pack and the dissemination register; what left is a disclosure (DPA 2018 s.62)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.codes import IssueState, LogClass, Paper
from app.domain.issue import Copy, Issue
from app.domain.issue_rules import check_issue, parts
from app.errors import Refusal
from app.store.unit import Unit, command


@command("pack.issue", undoable=False)
def record(
    unit: Unit, papers: Sequence[Issue], body: bytes, copies: Sequence[Copy], facts: Mapping[str, Any]
) -> tuple[Issue, ...]:
    """Records what was issued with the value it was printed from, supersedes what it replaces, and logs it.

    The first of `papers` is the pack; an addendum may follow. Refusal("issue.overtaken") where another issue
    of that number was recorded since the register was read.
    """
    pack = papers[0]
    for other in unit.find(
        Issue, meeting=pack.meeting, edition=pack.edition, holder=pack.holder, paper=pack.paper
    ):
        if parts(other.number) >= parts(pack.number):
            raise Refusal("issue.overtaken", version=pack.number)
    unit.keep(body)
    made = tuple(unit.put(paper) for paper in papers)
    for copy in copies:
        unit.put(copy)
    if pack.supersedes is not None:
        old = unit.get(Issue, pack.supersedes)
        if old.state is IssueState.ISSUED:
            _end(unit, old, IssueState.SUPERSEDED, f"version {pack.number}: {pack.reason}")
    if parts(pack.number)[1] == 0 and pack.paper is Paper.PACK:
        # a major reissue holds every late paper itself
        for addendum in _addenda(unit, pack):
            if addendum.state is IssueState.ISSUED:
                _end(unit, addendum, IssueState.SUPERSEDED, f"version {pack.number}: {pack.reason}")
    unit.log(LogClass.DISCLOSURE, "pack", pack.pack_id, dict(facts))
    return made


@command("pack.draft", undoable=False)
def record_draft(unit: Unit, pack: str, facts: Mapping[str, Any]) -> None:
    """Logs that a draft of a pack was written: its id, edition, marking, and the SHA-256 of each file."""
    unit.log(LogClass.DISCLOSURE, "pack", pack, dict(facts))


@command("pack.reprint", undoable=False)
def record_reprint(unit: Unit, pack: str, facts: Mapping[str, Any]) -> None:
    """Logs that files of an issue were written again, or put together for a meeting."""
    unit.log(LogClass.DISCLOSURE, "pack", pack, dict(facts))


@command("issue.supersede")
def supersede(unit: Unit, id: str, reason: str) -> Issue:
    """Marks an issue as superseded; Refusal: issue.no_reason, issue.ended."""
    return _ended(unit, id, IssueState.SUPERSEDED, reason)


@command("issue.recall")
def recall(unit: Unit, id: str, reason: str) -> Issue:
    """Recalls an issue, one that was superseded too, and the addendum that left with it.

    Refusal: issue.no_reason, issue.ended.
    """
    recalled = _ended(unit, id, IssueState.RECALLED, reason)
    if recalled.paper is Paper.PACK:
        for addendum in _addenda(unit, recalled):
            if addendum.number == recalled.number and addendum.state is not IssueState.RECALLED:
                _end(unit, addendum, IssueState.RECALLED, reason.strip())
    return recalled


@command("copy.send", undoable=False)
def send(
    unit: Unit,
    issue: str,
    recipient: str,
    *,
    organisation: str = "",
    how: str = "",
    sent_on: date | None = None,
    number: int = 0,
    files: Sequence[str] = (),
) -> Copy:
    """Puts one more copy of an issue into the dissemination register, and logs the disclosure.

    `number` and `files` are for one that was printed with its own number. Raises Refusal: issue.recalled,
    copy.overtaken where another copy has had that number since.
    """
    of_it = unit.get(Issue, issue)
    check_issue(of_it)
    following = max((copy.number for copy in unit.find(Copy, issue=issue)), default=0) + 1
    if number not in (0, following):
        raise Refusal("copy.overtaken", number=number)
    made = Copy(
        id=unit.new_id(),
        issue=issue,
        number=following,
        of=number,
        recipient=recipient.strip(),
        organisation=organisation.strip(),
        sent_on=sent_on or unit.today,
        how=how.strip(),
        files=tuple(files),
    )
    saved = unit.put(made)
    facts = {
        "edition": of_it.edition.value,
        "version": of_it.number,
        "marking": of_it.marking,
        "recipients": recipient_words(saved.recipient, saved.organisation),
        "files": saved.hashes or of_it.hashes,
    }
    unit.log(LogClass.DISCLOSURE, "pack", of_it.pack_id, facts)
    return saved


@command("copy.notice")
def notice(unit: Unit, copy: str, on: date) -> Copy:
    """That the holder of a copy was told that it is superseded or recalled.

    Refusal("copy.nothing_to_tell") where its issue still holds.
    """
    found = unit.get(Copy, copy)
    if unit.get(Issue, found.issue).state is IssueState.ISSUED:
        raise Refusal("copy.nothing_to_tell")
    return unit.put(replace(found, noticed_on=on))


@command("copy.end")
def end(unit: Unit, copy: str, on: date, how: str) -> Copy:
    """That a copy came back or was destroyed, and how; Refusal("copy.no_how") where that is not said."""
    if not how.strip():
        raise Refusal("copy.no_how")
    return unit.put(replace(unit.get(Copy, copy), ended_on=on, ended_how=how.strip()))


def recipient_words(name: str, organisation: str) -> str:
    """A recipient as the log names them: "D/Supt J Penhale, SWROCU"."""
    return ", ".join(part for part in (name, organisation) if part)


def _addenda(unit: Unit, pack: Issue) -> list[Issue]:
    """The addenda of an edition's packs at its meeting."""
    of = {"meeting": pack.meeting, "edition": pack.edition, "holder": pack.holder}
    return unit.find(Issue, **of, paper=Paper.ADDENDUM)


def _ended(unit: Unit, id: str, state: IssueState, reason: str) -> Issue:
    if not reason.strip():
        raise Refusal("issue.no_reason")
    issue = unit.get(Issue, id)
    if issue.state is state or issue.state is IssueState.RECALLED:
        raise Refusal("issue.ended", version=issue.number, state=issue.state.value)
    return _end(unit, issue, state, reason.strip())


def _end(unit: Unit, issue: Issue, state: IssueState, reason: str) -> Issue:
    return unit.put(replace(issue, state=state, ended_on=unit.today, ended_because=reason))

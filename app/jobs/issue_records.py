"""What the register keeps of an issue: each paper, each numbered copy, and the log's entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from app import VERSION
from app.commands.issues import recipient_words
from app.domain.clock import local
from app.domain.codes import EditionKind, Paper
from app.domain.edition import Edition
from app.domain.ids import new_id
from app.domain.issue import Copy, Issue
from app.domain.issue_rules import Recipient, newest, standing
from app.jobs.print_pack import Made
from app.packs import manifest, stored
from app.packs.model import Pack


class Issuance(NamedTuple):
    """One act of issuing: what is issued, for whom, by whom, and what it replaces."""

    meeting: str
    edition: Edition
    pack: Pack
    body: bytes
    sha256: str
    by: str
    reason: str
    withheld: int
    copies: tuple[Recipient, ...]
    earlier: tuple[Issue, ...]


def records(
    of: Issuance, made: Sequence[Sequence[Made]], now: datetime
) -> tuple[tuple[Issue, ...], tuple[Copy, ...]]:
    """A record of each paper and of each numbered copy; `made` are the files by paper, then by copy."""
    papers: list[Issue] = []
    copies: list[Copy] = []
    for prints in made:
        issue = _issue(of, prints, now)
        papers.append(issue)
        copies += _copies(of, issue, prints, now)
    return tuple(papers), tuple(copies)


def _issue(of: Issuance, prints: Sequence[Made], now: datetime) -> Issue:
    pack, paper = of.pack, prints[0].of.paper
    replaced = newest(standing(of.earlier)) if paper is Paper.PACK else None
    return Issue(
        id=new_id(now),
        meeting=of.meeting,
        paper=paper,
        edition=of.edition.kind,
        holder=of.edition.holder,
        pack_id=pack.id,
        number=pack.version,
        issued_at=pack.made_at,
        issued_by=of.by,
        confirmed_by=pack.confirmed_by,
        reason=of.reason,
        gaps=pack.gaps,
        gaps_reason=pack.gaps_reason,
        marking=pack.marking,
        fingerprint=stored.fingerprint(pack),
        body=of.sha256,
        files=() if of.copies else prints[0].lines,
        head=pack.head,
        app=VERSION,
        writer=manifest.WRITER,
        withheld=of.withheld,
        supersedes=replaced.id if replaced else None,
    )


def _copies(of: Issuance, issue: Issue, prints: Sequence[Made], now: datetime) -> list[Copy]:
    return [
        Copy(
            id=new_id(now),
            issue=issue.id,
            number=number,
            of=len(of.copies),
            recipient=recipient.name.strip(),
            organisation=recipient.organisation.strip(),
            sent_on=local(now).date(),
            how=recipient.how.strip(),
            files=made.lines,
        )
        for number, (recipient, made) in enumerate(zip(of.copies, prints, strict=False), 1)
    ]


def facts(pack: Pack, hashes: dict[str, str], copies: Sequence[Recipient] = ()) -> dict[str, Any]:
    """What the log says of the files of a pack that left (DPA 2018 s.62).

    Where no copy is named, a partner's edition is for that partner.
    """
    to = "; ".join(recipient_words(each.name, each.organisation) for each in copies)
    partner = f"{EditionKind.PARTNER.value}, "
    if not to and not pack.draft and pack.edition.startswith(partner):
        to = pack.edition.removeprefix(partner)
    return {
        "edition": pack.edition,
        "version": pack.version,
        "draft": pack.draft,
        "marking": pack.marking,
        "fingerprint": stored.fingerprint(pack),
        "recipients": to,
        "files": hashes,
    }

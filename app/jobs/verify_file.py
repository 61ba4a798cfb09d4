"""Whether a file is one that this register issued, and which: told by its bytes, never by what it says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app import words
from app.domain.clock import local
from app.domain.codes import IssueState
from app.domain.dates import shown
from app.domain.issue import Copy, Issue
from app.errors import Refusal
from app.packs import manifest_read
from app.reads import files as reads
from app.reads import issues
from app.register import Register

PAPERS = frozenset({"pack.draft"})


class Standing(StrEnum):
    """What a file turned out to be."""

    ISSUED = "issued"
    SUPERSEDED = "superseded"
    RECALLED = "recalled"
    DRAFT = "draft"
    PAPER = "paper"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a file is. `issue` and `copy` are those it is of, or for an altered one those it claims to be of.

    `bare` is one that left under a password and has lost it, `protected` one that nobody can look into.
    """

    standing: Standing
    sha256: str
    issue: Issue | None = None
    copy: Copy | None = None
    bare: bool = False
    protected: bool = False
    claims: str = ""
    logged: reads.Logged | None = None

    @property
    def good(self) -> bool:
        """Whether it is a file that was issued and that still holds."""
        return self.standing is Standing.ISSUED

    @property
    def words(self) -> str:
        """All of it in sentences."""
        told = [words.say(f"file.{self.standing.value}", self._values())]
        if self.standing is Standing.UNKNOWN:
            if self.claims:
                told.append(words.say("file.claims", {"which": self.claims}))
            if self.protected:
                told.append(words.say("file.protected"))
        return " ".join(told)

    def _values(self) -> dict[str, object]:
        issue, copy = self.issue, self.copy
        which = _which(issue) if issue else self.claims
        if copy and issue and self.standing is not Standing.ALTERED:
            who = f"{copy.recipient}{f', {copy.organisation}' if copy.organisation else ''}"
            which += f", copy {copy.words or copy.number}, {who}"
        if self.bare:
            which += " (it left under a password and has lost it)"
        said = self.logged
        return {
            "which": which,
            "on": shown(issue.ended_on) if issue and issue.ended_on else "",
            "because": issue.ended_because.rstrip(".") if issue else "",
            "name": said.name if said else "",
            "at": _when(said.at) if said else "",
        }


def verify_file(register: Register, path: Path) -> Verdict:
    """What a file is; Refusal("file.unreadable") where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refusal("file.unreadable", path=path.name) from error
    return verdict(register, data)


def verdict(register: Register, data: bytes) -> Verdict:
    """What the bytes of a file are."""
    sha256 = hashlib.sha256(data).hexdigest()
    left = register.ask(reads.left, sha256)
    if left is not None:
        standing = {
            IssueState.ISSUED: Standing.ISSUED,
            IssueState.SUPERSEDED: Standing.SUPERSEDED,
            IssueState.RECALLED: Standing.RECALLED,
        }[left.issue.state]
        return Verdict(standing=standing, sha256=sha256, issue=left.issue, copy=left.copy, bare=left.bare)
    logged = register.ask(reads.logged, sha256)
    if logged is not None:
        standing = Standing.DRAFT if logged.command in PAPERS else Standing.PAPER
        return Verdict(standing=standing, sha256=sha256, logged=logged)
    return _claimed(register, sha256, data)


def _claimed(register: Register, sha256: str, data: bytes) -> Verdict:
    """A file of no issue: altered where it claims to be of one, unknown where it claims nothing."""
    said = manifest_read.properties(data)
    if not said.get("Pack"):
        hidden = manifest_read.under_password(data)
        return Verdict(standing=Standing.UNKNOWN, sha256=sha256, protected=hidden)
    pack, version = said["Pack"], said.get("Version", "")
    claims = f"{pack} version {version}" if version else pack
    for issue in register.ask(issues.issues):
        if (issue.pack_id, issue.number) == (pack, version):
            return Verdict(standing=Standing.ALTERED, sha256=sha256, issue=issue, claims=claims)
    return Verdict(standing=Standing.UNKNOWN, sha256=sha256, claims=claims)


def _when(at: str) -> str:
    made = local(datetime.fromisoformat(at))
    return f"{shown(made.date())}, {made:%H:%M}"


def _which(issue: Issue) -> str:
    paper = {"pack": "", "addendum": ", addendum", "minutes": ", minutes"}[issue.paper.value]
    return f"{issue.pack_id} version {issue.number}{paper}, issued {shown(local(issue.issued_at).date())}"

"""What a run of a meeting remembers beside the record: where it is, what was looked at, drafts, times."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.domain.meeting_time import ItemClock
from app.reads.meeting_mode import MeetingMode
from app.ui.runner import Runner

Draft = dict[str, dict[str, Any]]


@dataclass(slots=True)
class Session:
    """One meeting in one window; `drafts` are by line: what stands in its fields and is not recorded."""

    meeting: str
    at: str = ""
    chair: bool = False
    seen: set[str] = field(default_factory=set)
    drafts: dict[str, Draft] = field(default_factory=dict)
    clock: ItemClock = field(default_factory=ItemClock)

    def keep(self, line: str, draft: Draft) -> None:
        """Keeps what was typed on a line, until it is recorded."""
        if any(draft.values()):
            self.drafts[line] = draft
        else:
            self.drafts.pop(line, None)

    def done(self, mode: MeetingMode) -> frozenset[str]:
        """The lines that are done: left behind in this run, or something is recorded on them."""
        recorded = {line.key for line in mode.lines if mode.of(line)}
        return frozenset((self.seen | recorded) - ({self.at} - recorded))


def session(runner: Runner, meeting: str) -> Session:
    """The run of a meeting in this window; it outlives a page that is built anew for larger text."""
    kept = runner.kept.get("meeting")
    if not isinstance(kept, Session) or kept.meeting != meeting:
        kept = runner.kept["meeting"] = Session(meeting)
    return kept

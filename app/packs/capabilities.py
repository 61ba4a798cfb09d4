"""The list of a capabilities meeting as a value: its requests in order, what was decided before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.domain.meeting import Meeting
from app.domain.region import Region
from app.domain.region_settings import RegionSettings
from app.domain.request import Request
from app.domain.request_rules import undecided
from app.packs.model import Answer, Ask, Block, Fact, Section
from app.packs.phrases import count, number, weekday
from app.packs.request_rows import Past, named, sentence, view
from app.packs.requests import OPTIONS, RULE

TITLE = "Capabilities meeting"
PAST_SHOWN = 4
"""Earlier decisions in print beside a request; the register has all."""


class Listed(NamedTuple):
    """One request of the list with the names behind its ids; `before` has what was decided before."""

    request: Request
    threat: str
    threat_reference: str
    force: str
    capability: str
    score: float | None
    waited: int
    before: tuple[Past, ...]


@dataclass(frozen=True, slots=True)
class CapabilitiesList:
    """The printed sheet of one meeting; `section` is its page, `fictional` and `marking` frame it."""

    region: str
    unit: str
    fictional: bool
    marking: str
    made_at: datetime
    as_at: date
    on: date
    section: Section

    @property
    def name(self) -> str:
        """What the sheet is called, with its day."""
        return f"{TITLE} {self.on:%Y-%m-%d}"

    @property
    def file_name(self) -> str:
        """The name of its file without the ending; the marking is part of it."""
        tail = f"{self.marking.split(' - ')[0]}{' FICTIONAL' if self.fictional else ''}"
        return f"{self.name} list {tail}"


def build(
    region: Region,
    settings: RegionSettings,
    meeting: Meeting,
    rows: tuple[Listed, ...],
    *,
    today: date,
    made_at: datetime,
) -> CapabilitiesList:
    """The sheet of a meeting; `rows` are in its order, `made_at` is aware UTC."""
    facts = [
        Fact("When", f"{weekday(meeting.on)}, {meeting.starts} to {meeting.ends}"),
        Fact("Place", meeting.venue or "not set"),
        Fact("Chair", meeting.chair or "not set"),
    ]
    wanted = sum(undecided(row.request) for row in rows)
    decided = len(rows) - wanted
    strong = f"{count(wanted, 'decision')} wanted." if wanted else "No decision wanted."
    after = (
        f"{count(decided, 'request')} of this list {'is' if decided == 1 else 'are'} decided."
        if decided
        else ""
    )
    blocks = [
        Block(words=". ".join(f"{fact.label}: {fact.words}" for fact in facts) + "."),
        Block(asks=tuple(_ask(row, place) for place, row in enumerate(rows, 1))),
        Block(words=f"In order of the bid, the longest wait first. {RULE}"),
    ]
    return CapabilitiesList(
        region.name,
        region.unit,
        region.fictional,
        settings.marking_line,
        made_at,
        today,
        meeting.on,
        Section("list", f"{TITLE}, {weekday(meeting.on)}", Answer(strong, after), tuple(blocks)),
    )


def _ask(row: Listed, place: int) -> Ask:
    request = row.request
    scored = f"score {number(row.score)}" if row.score is not None else "no score"
    who = ", ".join(part for part in (request.bid_by, row.force) if part)
    known = f" ({row.threat_reference})" if row.threat != row.threat_reference else ""
    lines = [f"{row.threat}{known}; {who or 'nobody named'}"]
    lines.append(f"{request.reference} · {scored} · waited {count(row.waited, 'day')}")
    if request.justification:
        lines.append(f"Why: {request.justification}")
    strong, words = view(request.manager_view, request.state.value)
    if not undecided(request):
        lines.append(f"Now {request.decision.value if request.decision else request.state.value}")
    own = request.threat
    told = [
        sentence(past, own=past.threat == own, same=past.capability == row.capability)
        for past in row.before[:PAST_SHOWN]
    ]
    if len(row.before) > PAST_SHOWN:
        told.append(f"{len(row.before) - PAST_SHOWN} more, in the register.")
    before = "\n".join(told)
    return Ask(
        str(place),
        named(row.capability, request.asked),
        tuple(lines),
        strong,
        words,
        before or "none",
        OPTIONS,
    )

"""The whole demonstration as a stream of records, and the diary of what happened after it was filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from app.domain.action import Action
from app.domain.codes import ThreatStatus
from app.domain.dates import add_months
from app.domain.ids import new_id
from app.domain.kinds import Record
from app.domain.meeting import Meeting
from app.domain.submission import Submission
from app.domain.threat import Threat
from app.jobs.demonstration.asked_beside import AskedBeside
from app.jobs.demonstration.assessing import Assessing
from app.jobs.demonstration.briefs import Brief, briefs
from app.jobs.demonstration.cycle import Cycle
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.effects import Effects
from app.jobs.demonstration.groups import Groups
from app.jobs.demonstration.happenings import Diary, Happening
from app.jobs.demonstration.keeping import Keeping
from app.jobs.demonstration.lexicon import Lexicon, words
from app.jobs.demonstration.members import Members
from app.jobs.demonstration.people import lro_deck, people
from app.jobs.demonstration.referrals import Referrals
from app.jobs.demonstration.scale import SCALES
from app.jobs.demonstration.stories import Stories
from app.jobs.demonstration.support import Support
from app.jobs.demonstration.surroundings import BY_HAND, Surroundings
from app.jobs.demonstration.work import Setting, Workshop

BATCH = 10_000
"""Records in one batch: memory stays bounded at any size."""

CLOSED_LATE = 4
"""Threats that were archived in the last weeks."""

DAYS_PLAYED = 21
"""The last days before today, which are played as commands."""


class World:
    """One demonstration: read `batches` to the end, then `happenings`."""

    def __init__(self, size: str, seed: int, today: date, until: int = 14 * 60) -> None:
        scale = SCALES[size]
        self.today = today
        self.filled = today - timedelta(days=DAYS_PLAYED)
        self._start = datetime.combine(self.filled, time(17, 30), UTC)
        self._count = 0
        self.lively: dict[str, Record] = {}
        self._dice = Dice(seed)
        self.new_id = self._next_id
        self._diary = Diary(self.filled, today, self._dice, until)
        self._people = people(self._dice, scale, today, self.new_id)
        self._briefs = briefs(self._dice, scale)
        self.total = len(self._briefs)
        lexicon = Lexicon(self._dice)
        for brief in self._briefs:
            lexicon.keep_operation(str(brief.given.get("operation", "")))
        lros = lro_deck(self._dice, self._people, scale.active)
        self._groups = Groups(self._dice, lexicon, self._people, self._diary, lros, self.new_id)
        self._workshop = Workshop(self._dice, lexicon, self._people, self._diary, self.new_id)
        self._stories = Stories(self._dice, lexicon, self._diary, self.new_id)
        # a second chance of its own: what hangs on the threats changes nothing of the threats themselves
        more = Dice(seed + 1_000_003)
        beside = Lexicon(more)
        self._later = more
        self._late = diary = replace(self._diary, dice=more)
        self._assessing = Assessing(more, self.filled, self._next_later)
        self._effects = Effects(more, beside, diary, self._next_later)
        self._members = Members(more, today, self._next_later)
        self._support = Support(more, beside, diary, self._next_later)
        self._surroundings = Surroundings(more, beside, self.filled, self._next_later)
        self._asked_beside = AskedBeside(Dice(seed + 2_000_003), self._next_asked)
        self._keeping = Keeping(Dice(seed + 4_000_003), self._next_kept, self.filled)
        self._referrals = Referrals(more, diary, self._next_later)
        self.cycle = Cycle(Dice(seed + 3_000_003), self._next_cycle, self.filled, self._people.named)

    def _next_id(self) -> str:
        self._count += 1
        return new_id(self._start + timedelta(milliseconds=self._count), self._dice.bits)

    def _next_asked(self) -> str:
        self._count += 1
        return new_id(self._start + timedelta(milliseconds=self._count), self._asked_beside.dice.bits)

    def _next_kept(self) -> str:
        self._count += 1
        return new_id(self._start + timedelta(milliseconds=self._count), self._keeping.dice.bits)

    def _next_cycle(self) -> str:
        self._count += 1
        return new_id(self._start + timedelta(milliseconds=self._count), self.cycle.dice.bits)

    def _next_later(self) -> str:
        self._count += 1
        return new_id(self._start + timedelta(milliseconds=self._count), self._later.bits)

    def batches(self) -> Iterator[list[Record]]:
        """Every record as the register was filled; a batch refers only to earlier ones and itself."""
        meetings = list(self._meetings())
        capabilities = self._support.capabilities_meetings(meetings)
        pending: list[Record] = [self.cycle.held(meeting) for meeting in (*meetings, *capabilities)]
        pending += self._people.everyone
        pending += self._asked_beside.custom_fields()
        pending += self.cycle.frame()
        pending += self.cycle.performance(meetings)
        for brief in self._briefs:
            pending.extend(self._told(brief))
            if len(pending) >= BATCH:
                yield pending
                pending = []
        yield [*pending, *self.cycle.told()]

    def happenings(self) -> list[Happening]:
        """What people did after that, in order of time."""
        return self._diary.told()

    def bits(self, count: int) -> int:
        """Random bits for the identifiers that commands make, from the same seed."""
        return self._dice.bits(count)

    def _told(self, brief: Brief) -> list[Record]:
        groups = self._groups
        threat, begun, ended = groups.threat(brief)
        threat, steps = groups.mapping(brief, threat, begun, ended)
        leads, assignments = groups.leads(brief, threat, begun, ended)
        first = max(begun, self.filled - timedelta(days=545))
        setting = Setting(brief, threat.id, min(first, ended), ended, leads.sio, leads.lro)
        work = self._workshop.work(setting)
        used = {a.strand.value.lower() for a in work if isinstance(a, Action) and a.strand}
        plans = groups.plan(brief, threat, leads, begun, ended, used)
        scores = self._stories.scores(brief, threat.id, begun, ended)
        scores = self._in_rank(brief, threat, scores)
        updates = self._stories.updates(brief, threat.id, leads, begun, ended)
        threat = self._surroundings.known(brief, threat)
        if not brief.active and brief.number < CLOSED_LATE:
            threat = self._close_late(threat)
        referral, steps = self._referrals.referral(threat, steps, self.filled - timedelta(days=1000))
        if brief.lively:
            self._keep(threat, *work, *referral)
        assessed = self._assessing.assessments(brief, threat, scores)
        hung = (
            *self._assessing.moderated(scores, assessed),
            *assessed,
            *self._effects.effects(brief, threat, begun, ended),
            *self._members.members(brief, threat, leads, begun, ended),
            *self._support.requests(brief, threat, begun, ended),
            *self._surroundings.beside(brief, threat, leads, begun, ended),
            *self._asked_beside.custom(threat),
            *self._keeping.kept(threat),
        )
        told = [threat, *referral, *steps, *assignments, *plans, *work, *updates, *hung]
        return self.cycle.looked_at(threat, told)

    def _in_rank(self, brief: Brief, threat: Threat, scores: list[Record]) -> list[Record]:
        """The scores of a ranked group, moved so that the latest stands where its place would have it.

        Those put at their place by hand score less than their neighbours.
        """
        late = [place for place, entry in enumerate(self._diary.entries)
                if entry.command == "score.record" and entry.values["new"].threat == threat.id]  # fmt: skip
        everything = [*scores, *(self._diary.entries[place].values["new"] for place in late)]
        if brief.rank is None or not everything:
            return scores
        goal = 452 - 5 * brief.rank - (70 if brief.rank in BY_HAND else 0)
        step = goal - everything[-1].total
        moved = [replace(one, total=min(480.0, max(40.0, one.total + step))) for one in everything]
        for place, score in zip(late, moved[len(scores) :], strict=True):
            self._diary.entries[place] = self._diary.entries[place]._replace(values={"new": score})
        return list(moved[: len(scores)])

    def _close_late(self, threat: Threat) -> Threat:
        """A threat that was archived in the last weeks: active as it was filled, then closed by a command."""
        on = self._late.day()
        self._late.note(
            on,
            "threat.archive",
            threat.id,
            on=on,
            reason=threat.archive_reason,
            authoriser=threat.archive_authoriser,
            report=threat.closing_report or f"CR/{on:%Y}/101",
            learning=self._later.pick(words("beside")["learning"]).format(n="three"),
            acknowledged="Work in hand is seen through by the force team.",
            entered=True,
        )
        active = replace(
            threat,
            status=ThreatStatus.ACTIVE,
            archived_on=None,
            archive_reason="",
            archive_authoriser="",
            closing_report="",
        )
        self._keep(active)
        return active

    def _keep(self, *records: Record) -> None:
        """Holds what the happenings start from, as the filling saves it."""
        for record in records:
            if isinstance(record, Threat | Action | Submission):
                self.lively[record.id] = replace(record, version=1)

    def _meetings(self) -> Iterator[Meeting]:
        """Second Tuesdays, from eighteen months back to the month after next."""
        for months in range(-18, 3):
            first = add_months(self.today.replace(day=1), months)
            on = first + timedelta(days=(1 - first.weekday()) % 7 + 7)
            yield Meeting(
                id=self.new_id(),
                month=f"{first:%Y-%m}",
                on=on,
                chair="ACC Leslie Standish",
                venue="Regional headquarters, conference room 2",
                papers_by=on - timedelta(days=7),
                issue_by=on - timedelta(days=5),
            )

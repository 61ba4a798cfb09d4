"""Three consecutive months of one small region, run through commands only; ids come from one seed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from app.commands import (
    actions,
    agenda,
    deletion,
    demo,
    late_papers,
    leads,
    meeting,
    meetings,
    minutes,
    officers,
    plans,
    priorities,
    requests,
    scores,
    threats,
    updates,
)
from app.domain.action import Action, Update
from app.domain.agenda import AgendaItem, LatePaper
from app.domain.agenda_rules import Rule
from app.domain.clock import FixedClock
from app.domain.codes import Confidence, Decision, LeadRole, Outcome, Strand
from app.domain.edition import FULL, Edition
from app.domain.issue_rules import Reissue
from app.domain.meeting import Attendance, Meeting
from app.domain.minutes import MeetingDecision
from app.domain.officer import Officer
from app.domain.plan import Plan
from app.domain.request import Request
from app.domain.score import Score
from app.domain.threat import Threat
from app.jobs import issue_month
from app.jobs.demonstration.dice import Dice
from app.jobs.issue_month import Issued
from app.packs import stored
from app.reads.agenda import agenda_page
from app.register import Register
from tests.builders import new_register

MEETINGS = {"2026-10": date(2026, 10, 13), "2026-11": date(2026, 11, 10), "2026-12": date(2026, 12, 8)}
KNOWN = "Forces answer at the meeting."
NAMES = {
    "AS/2024/0117": "Lantern Quay group",
    "DOR-301": "Saltern group",
    "WI-2024-022": "Tallow Lane network",
    "GLO/0098": "Millpond group",
    "AS/2026/0158": "Entered twice group",
}


def moment(on: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC)


@dataclass
class Story:
    """The register of the story, its clock, and what was issued of each month."""

    folder: Path
    clock: FixedClock
    register: Register
    dice: Dice = field(default_factory=lambda: Dice(2026))
    issued: dict[str, Issued] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    def do(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self.register.do(demo.seeded(command, self.dice.bits), *args, **kwargs).result

    def on(self, day: date, hour: int = 9, minute: int = 0) -> None:
        self.clock.moment = moment(day, hour, minute)

    def issue(self, name: str, month: str, edition: Edition = FULL, **says: Any) -> Issued:
        made = issue_month.issue(
            self.register, month, self.folder / month, edition=edition, gaps_reason=KNOWN, **says
        )
        self.issued[name] = made
        return made

    # the parts of a month

    def lay(self, month: str) -> None:
        """The agenda of a meeting, with everything on it that the rules propose."""
        id = f"m-{month}"
        self.do(agenda.begin, id)
        proposals = self.register.ask(agenda_page, id, self.clock.now().date()).proposals
        self.do(agenda.accept, id, [one for one in proposals if one.rule is not Rule.REVIEW])

    def item(self, month: str, key: str = "", threat: str | None = None) -> AgendaItem:
        every = self.register.ask(agenda_page, f"m-{month}", self.clock.now().date()).every
        return next(i for i in every if (i.threat == threat if threat else i.key == key))

    def meet(self, month: str) -> None:
        """The meeting begins, and those come who are told."""
        self.on(MEETINGS[month], 10)
        self.do(meeting.start, f"m-{month}")
        came = [
            Attendance(id=f"att-{month}-{place}", meeting=f"m-{month}", name=name, organisation=body)
            for place, (name, body) in enumerate(
                [("ACC H Marwood", "SWROCU"), ("DI P Ostrow", "SWROCU"), ("DCI S Orchard", "Dorset")]
            )
        ]
        self.do(meeting.attend, f"m-{month}", came)

    def decide(self, month: str, item: AgendaItem, text: str, why: str) -> None:
        decision = MeetingDecision(
            id=f"d-{month}-{item.id}", meeting=f"m-{month}", item=item.id, outcome=Outcome.AGREED,
            text=text, rationale=why, at=self.clock.now(), threat=item.threat,
        )  # fmt: skip
        self.do(meeting.decide, decision)

    def set_action(
        self, month: str, item: AgendaItem, title: str, owner: str, days: int, **more: Any
    ) -> Action:
        made: Action = self.do(
            meeting.set_action,
            Action(
                id=f"ma-{title}", threat=more.get("threat"), strand=more.get("strand"), title=title,
                owner_organisation=owner, due=MEETINGS[month] + timedelta(days=days),
                meeting=f"m-{month}", item=item.id,
            ),
        )  # fmt: skip
        return made

    def end(self, month: str) -> None:
        self.on(MEETINGS[month], 12, 5)
        self.do(meeting.end, f"m-{month}")
        self.on(MEETINGS[month] + timedelta(days=1), 9, 30)
        self.do(minutes.draft, f"m-{month}")

    def score(self, threat: Threat, total: float, on: date) -> None:
        self.do(
            scores.record,
            Score(
                id=f"s-{threat.id}-{on}", threat=threat.id, total=total, scheme="MoRiLE",
                scheme_version="2020", assessor="K Lyle", assessed_on=on, confidence=Confidence.HIGH,
                rationale="As the record shows.",
            ),
        )  # fmt: skip


def begun(folder: Path) -> Story:
    """The register on 1 October: three priority groups, two others, and a meeting planned each month."""
    clock = FixedClock(moment(date(2026, 10, 1)))
    story = Story(folder, clock, new_register(folder, clock))
    do, kept = story.do, story.kept
    for id, name, rank in (("hale", "Morgan Hale", "DI"), ("tremayne", "Frances Tremayne", "Ch Insp")):
        do(
            officers.add,
            Officer(id=id, name=name, rank=rank, force="avon-and-somerset", contact="0117 496 0001"),
        )
    homes = ("avon-and-somerset", "dorset", "wiltshire", "gloucestershire", "avon-and-somerset")
    for (reference, name), home in zip(NAMES.items(), homes, strict=True):
        kept[reference] = do(
            threats.add,
            Threat(
                id=f"t-{reference}", reference=reference, name=name, home_force=home, tier="Regional",
                primary_theme="illegal-drugs", niche_ref="N26/1", apmis_ref="AP1",
                summary=f"{name} sells drugs in three towns.", next_review=date(2027, 1, 12),
            ),
        )  # fmt: skip
    for place, reference in enumerate(list(NAMES)[:3], 1):
        do(priorities.place, kept[reference].id, place)
    for reference, total in zip(NAMES, (392.0, 351.0, 380.0, 214.0, 120.0), strict=True):
        story.score(kept[reference], total, date(2026, 9, 20))
    for reference in list(NAMES)[:2]:
        do(leads.assign, kept[reference].id, LeadRole.SIO, "hale", date(2026, 3, 14))
        do(leads.assign, kept[reference].id, LeadRole.LRO, "tremayne", date(2026, 3, 14))
        do(plans.save, Plan(id=f"p-{reference}", threat=kept[reference].id, owner="tremayne",
                            approved_by="Supt Ashdown", approved_on=date(2026, 4, 1)))  # fmt: skip
    for reference, title, strand, due in (
        ("AS/2024/0117", "Restraint application for two properties", Strand.PURSUE, date(2026, 11, 20)),
        ("AS/2024/0117", "Refer two young people to diversion", Strand.PREVENT, date(2026, 10, 30)),
        ("DOR-301", "Harbour watch with Border Force", Strand.PROTECT, date(2026, 12, 1)),
    ):
        kept[title] = do(
            actions.add,
            Action(id=f"a-{title}", threat=kept[reference].id, strand=strand, title=title, owner="hale",
                   set_on=date(2026, 9, 8), due=due),
        )  # fmt: skip
    do(updates.add, Update(id="u-1", threat=kept["AS/2024/0117"].id, on=date(2026, 9, 28), by="DI Hale",
                           strand=Strand.PURSUE, text="Two addresses searched."))  # fmt: skip
    kept["request"] = do(
        requests.bid,
        Request(id="q-1", threat=kept["AS/2024/0117"].id, reference="R-0041", bid_by="DI Hale",
                capability="capability-surveillance", asked="Surveillance, two weeks",
                justification="The principal moves between two forces.", bid_on=date(2026, 10, 1)),
    )  # fmt: skip
    for month, on in MEETINGS.items():
        do(meetings.plan, Meeting(id=f"m-{month}", month=month, on=on, chair="ACC H Marwood",
                                  venue="Longcross House", ends="13:00"))  # fmt: skip
    return story


def october(story: Story) -> None:
    """Issued, held, one action set by the meeting and one under a plan."""
    story.on(date(2026, 10, 8))
    story.lay("2026-10")
    story.issue("october", "2026-10")
    story.meet("2026-10")
    log, group = story.item("2026-10", "log"), story.item("2026-10", threat=story.kept["AS/2024/0117"].id)
    story.do(meeting.note, "m-2026-10", log.id, "There are no minutes to confirm yet.")
    story.decide(
        "2026-10", group, "A second contact in Gloucestershire.", "Three Prepare actions depend on it."
    )
    story.kept["advice"] = story.set_action("2026-10", log, "Legal advice on sharing", "SWROCU legal", 28)
    story.set_action(
        "2026-10", group, "Name a Gloucestershire contact", "Gloucestershire", 28,
        threat=story.kept["AS/2024/0117"].id, strand=Strand.PREPARE,
    )  # fmt: skip
    story.end("2026-10")


def november(story: Story) -> None:
    """What changed in between, a late paper after the issue, a request decided at the meeting."""
    kept, do = story.kept, story.do
    story.on(date(2026, 10, 27))
    story.score(kept["AS/2024/0117"], 438.0, date(2026, 10, 26))
    do(leads.assign, kept["DOR-301"].id, LeadRole.LRO, None, date(2026, 10, 20))
    do(actions.complete, kept["Refer two young people to diversion"], date(2026, 10, 26))
    do(
        actions.redate,
        kept["Restraint application for two properties"],
        date(2026, 12, 18),
        "Counsel is away",
    )
    do(deletion.delete, kept["AS/2026/0158"], "Entered twice", "DI P Ostrow")
    new = Threat(id="t-new", reference="DC25091", name="Hobnail Walk line", home_force="devon-and-cornwall",
                 primary_theme="illegal-drugs", tier="Force", summary="A new line.")  # fmt: skip
    kept["DC25091"] = do(threats.add, new)
    story.on(date(2026, 11, 5))
    story.lay("2026-11")
    story.issue("november", "2026-11")
    story.on(date(2026, 11, 9), 15, 10)
    paper = LatePaper(
        id="late-1", meeting="m-2026-11", item=story.item("2026-11", "resources").id, after="12", letter="A",
        title="Cover for two surveillance vacancies", answer="Two of nine posts are vacant until March.",
        ask="Agree option B: two Wiltshire officers attached", because="the vacancy panel sat late",
        text="One officer left in September.\n\nOption B costs the forces a fifth each.",
        accepted_by="ACC H Marwood", accepted_on=date(2026, 11, 9),
    )  # fmt: skip
    do(late_papers.add, paper)
    story.issue("november 1.1", "2026-11", reissue=Reissue.MINOR, reason="Late paper 12A")
    story.meet("2026-11")
    log = story.item("2026-11", "log")
    do(minutes.confirm, "m-2026-10", "m-2026-11", "Item 8: the grant ends on 18 December.")
    item = story.item("2026-11", "requests")
    decision = MeetingDecision(
        id="d-request", meeting="m-2026-11", item=item.id, outcome=Outcome.AGREED,
        text="Eight days from 16 December",
        rationale="Two other groups need the team before Christmas", at=story.clock.now(),
    )  # fmt: skip
    request = do(requests.triage, kept["request"], "T Birdwood", date(2026, 11, 2), "Within the threshold")
    request = do(requests.to_manager, request, "T Birdwood", date(2026, 11, 3), "Eight days can be offered")
    do(meeting.decide_request, decision, request, Decision.PART, "ACC H Marwood",
       starts=date(2026, 12, 16), ends=date(2026, 12, 23))  # fmt: skip
    story.set_action("2026-11", log, "Short note on fraud by force", "K Ashdown", 28)
    story.end("2026-11")


def december(story: Story) -> None:
    """An archive, an action carried again with its reason, and three editions of one record."""
    kept, do = story.kept, story.do
    story.on(date(2026, 11, 24))
    do(actions.redate, kept["advice"], date(2027, 1, 12), "Counsel asked for the agreement itself")
    do(
        threats.archive, kept["GLO/0098"], date(2026, 11, 23), "Dismantled", "D/Supt J Penhale",
        report="CR/26/7", learning="Tell housing sooner", acknowledged="Nothing is open", entered=True,
    )  # fmt: skip
    do(priorities.place, kept["DC25091"].id, 3)
    story.on(date(2026, 12, 3))
    story.lay("2026-12")
    story.issue("december", "2026-12")


def whole(folder: Path) -> Story:
    """All three months."""
    story = begun(folder)
    october(story)
    november(story)
    december(story)
    return story


def golden(story: Story, name: str) -> Any:
    """An issue's stored Pack as plain JSON, without what differs from run to run."""
    pack = issue_month.stored_pack(story.register, story.issued[name].issues[0].id)
    return json.loads(stored.text_of(replace(pack, head="", app="")))

"""Months of private items and another force's group through real files: no edition but theirs names them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.commands import actions, deletion, meeting, meetings, reference, releases
from app.domain.action import Action
from app.domain.agenda import AgendaItem
from app.domain.clock import FixedClock
from app.domain.codes import ChoiceList, EditionKind, Outcome, Strand
from app.domain.edition import CHAIR, FULL, Edition
from app.domain.issue import Release
from app.domain.issue_rules import Reissue
from app.domain.meeting import Meeting
from app.domain.minutes import MeetingDecision
from app.domain.region import Choice
from app.domain.threat import Threat
from app.jobs import calendar, chase, issue_month, minutes
from app.jobs.compare_issues import compare_issues, lines
from app.packs import read_back_pdf, read_back_xlsx
from app.reads import issues as reads
from app.reads.record import record
from tests.builders import add_action, add_officer, add_threat, new_register
from tests.held_meetings import put
from tests.jobs.issuing import late_paper

SHUT, DORSET = "Zyqprivate", "Zyqdorset"
FORCE = Edition(EditionKind.FORCE, "avon-and-somerset", "Avon and Somerset", "AS")
PARTNER = Edition(EditionKind.PARTNER, "council", "Avonmere Council", "AVON")
Files = dict[tuple[EditionKind, str], bytes]


class Story:
    """Two meetings, each with the chair's own items, and every file that was made on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.files = folder, Files()
        self.clock = FixedClock(datetime(2026, 11, 1, 9, tzinfo=UTC))
        self.register = new_register(folder, self.clock)
        self._people_and_groups()
        for id, on in (("m11", date(2026, 11, 12)), ("m12", date(2026, 12, 10)), ("m01", date(2027, 1, 14))):
            self.do(meetings.plan, Meeting(id=id, month=f"{on:%Y-%m}", on=on))
        self._lay("m11")
        self._issued("2026-11", FULL, CHAIR, FORCE, PARTNER)
        self._held()
        self.clock.moment = datetime(2026, 12, 1, 9, tzinfo=UTC)
        self._lay("m12")
        self.do(actions.redate, self.of(Action, "shut-plan"), date(2027, 1, 20), f"{SHUT} redated")
        add_threat(self.register, "DOR/9", id="new", name=f"{DORSET} two", home_force="dorset")
        self._issued("2026-12", FULL, CHAIR, FORCE, PARTNER)
        texts = dict.fromkeys(("title", "answer", "ask", "text", "because", "accepted_by"), f"{SHUT} late")
        late_paper(self.register, "secret", after="2", item="m12-top", **texts)
        late_paper(self.register, "open", after="2")
        self._issued("2026-12", FULL, CHAIR, reissue=Reissue.MINOR)
        self.do(deletion.delete, self.of(Threat, "dorset-group"), f"{DORSET} was entered twice", "DI X")
        self.do(actions.remove, self.of(Action, "shut-own"))
        self.clock.moment = datetime(2027, 1, 5, 9, tzinfo=UTC)
        self._lay("m01")
        self._issued("2027-01", FULL, FORCE, PARTNER)
        self._keep(EditionKind.FULL, *chase.write(self.register, "2027-01", folder / "chase").paths)
        self._keep(EditionKind.FULL, calendar.write(self.register, folder / "calendar").path)

    def do(self, command: object, *given: object) -> object:
        return self.register.do(command, *given).result  # type: ignore[arg-type]

    def of(self, cls: type, id: str) -> object:
        return self.register.ask(record, cls, id)

    def _people_and_groups(self) -> None:
        partner = Choice(id="council", list=ChoiceList.PARTNER, name="Avonmere Council", short="AVON")
        self.do(reference.add, partner)
        add_officer(self.register)
        add_officer(self.register, f"Pat {DORSET}", id="o-dorset", force="dorset")
        own = add_threat(self.register, "AS/1", id="own", priority=1)
        add_threat(self.register, "AS/3", id="calder", name="Calder group", priority=3)
        other = add_threat(
            self.register, "DOR/zyqdorset", id="dorset-group", name=f"{DORSET} group", home_force="dorset",
            operation=f"{DORSET} op", priority=2, summary=f"{DORSET} runs it",
        )  # fmt: skip
        add_action(self.register, own, owner="o-Morgan Hale", owner_organisation="")
        add_action(self.register, other, f"{DORSET} visit", owner="o-dorset", owner_organisation="")
        told = {"need_to_know": "Ask for Housing", "released_by": "DI X", "released_on": date(2026, 11, 1)}
        self.do(releases.give, Release(id="released", threat="own", **told))  # type: ignore[arg-type]

    def _lay(self, m: str) -> None:
        words = {"ask": f"{SHUT} ask", "recommended": f"{SHUT} advice", "remark": f"{SHUT} remark"}
        self.do(
            put,
            AgendaItem(id=f"{m}-log", meeting=m, place=1, title="Log", key="log"),
            AgendaItem(id=f"{m}-groups", meeting=m, place=2, title="Priority groups", key="priorities"),
            AgendaItem(id=f"{m}-1", meeting=m, under=f"{m}-groups", place=1, title="Own", threat="own"),
            AgendaItem(
                id=f"{m}-2", meeting=m, under=f"{m}-groups", place=2, title=f"{SHUT} item", threat="calder",
                private=True, consent=True, led_by=f"{SHUT} lead", **words,
            ),
            AgendaItem(
                id=f"{m}-3", meeting=m, under=f"{m}-groups", place=3, title="Calder", threat="calder",
                consent=True,
            ),
            AgendaItem(id=f"{m}-top", meeting=m, place=3, title=f"{SHUT} top", private=True),
            AgendaItem(id=f"{m}-below", meeting=m, under=f"{m}-top", place=1, title=f"{SHUT} below"),
        )  # fmt: skip

    def _held(self) -> None:
        self.clock.moment = datetime(2026, 11, 12, 10, tzinfo=UTC)
        self.do(meeting.start, "m11")
        self.do(meeting.note, "m11", "m11-2", f"{SHUT} was discussed")
        for item in ("m11-2", "m11-below"):
            made = MeetingDecision(
                id=f"d-{item}", meeting="m11", item=item, outcome=Outcome.AGREED, text=f"{SHUT} {item}",
                rationale=f"{SHUT} why", at=self.clock.moment,
            )  # fmt: skip
            self.do(meeting.decide, made)
        self.do(meeting.take_consent, "m11", ("m11-2", "m11-3"), "None has moved")
        owner = {"owner": "o-Morgan Hale", "due": date(2026, 12, 20), "meeting": "m11"}
        plan = Action(
            id="shut-plan", threat="calder", strand=Strand.PURSUE, title=f"{SHUT} step", item="m11-2", **owner
        )  # type: ignore[arg-type]
        self.do(meeting.set_action, plan)
        own = Action(id="shut-own", threat=None, strand=None, title=f"{SHUT} task", item="m11-below", **owner)  # type: ignore[arg-type]
        self.do(meeting.set_action, own)
        self.do(meeting.end, "m11")
        for edition in (FULL, CHAIR):
            made_minutes = minutes.issue(self.register, "m11", self.folder / "minutes", edition=edition)
            self._keep(edition.kind, *made_minutes.paths)

    def _issued(self, month: str, *editions: Edition, reissue: Reissue | None = None) -> None:
        for edition in editions:
            self.clock.moment += timedelta(minutes=3)
            made = issue_month.issue(
                self.register, month, self.folder / f"{month} {edition.words} {reissue}", edition=edition,
                reissue=reissue, reason="A late paper" if reissue else "", gaps_reason="Told in the room",
                confirmed_by="Insp Robin Vale" if edition.kind is EditionKind.PARTNER else "",
            )  # fmt: skip
            self._keep(edition.kind, *made.paths)

    def _keep(self, kind: EditionKind, *paths: Path) -> None:
        self.files |= {(kind, path.name): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = Story(tmp_path_factory.mktemp("months"))
    yield made
    made.register.close()


def said(name: str, data: bytes) -> str:
    """Every text of a file, its own name among them."""
    texts = [name]
    if name.endswith(".pdf"):
        texts += [piece.text for piece in read_back_pdf.pieces(data, lambda *_: iter(()))]
    elif name.endswith(".xlsx"):
        texts += [piece.text for piece in read_back_xlsx.pieces(data)]
    else:
        texts.append(data.decode())
    return "\n".join(texts).casefold()


def test_what_is_the_chairs_alone_is_in_no_other_file(story: Story) -> None:
    told = {key for key, data in story.files.items() if SHUT.casefold() in said(key[1], data)}
    assert told
    assert {kind for kind, _ in told} == {EditionKind.CHAIR}


def test_another_forces_group_is_in_no_file_of_a_force_or_a_partner(story: Story) -> None:
    told = {key for key, data in story.files.items() if DORSET.casefold() in said(key[1], data)}
    assert told
    assert {kind for kind, _ in told} <= {EditionKind.CHAIR, EditionKind.FULL}


def test_two_issues_of_a_force_compared_name_no_deletion_of_another(story: Story) -> None:
    found = [each.id for each in story.register.ask(reads.issues) if each.edition is EditionKind.FORCE]
    assert len(found) == 3
    for before in found:
        for after in found:
            if before != after:
                text = "\n".join(lines(compare_issues(story.register, before, after)))
                assert DORSET.casefold() not in text.casefold()

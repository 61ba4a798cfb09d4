"""The partner edition: a pack of its own, of a month that holds only what was released (typography.md §12).

Its items, groups and pages have their own numbers, so that no gap shows what was left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.codes import ActionState, EditionKind, Strand
from app.domain.edition import Edition
from app.domain.month import ActionRow, Month, ThreatRow
from app.packs.editions_partner import TEXTS
from app.packs.facts import Facts, order
from app.packs.model import (
    ActionLine,
    ActionLog,
    AgendaLine,
    Answer,
    CardAsk,
    Chip,
    Exceptions,
    Fact,
    Figure,
    Matrix,
    Pack,
    PartnerCard,
    Picture,
    StrandBlock,
)
from app.packs.partner_sections import sections
from app.packs.partner_sheets import sheets
from app.packs.partner_words import PartnerWords, asked, contacts
from app.packs.phrases import count, day, month_words, number, weekday

if TYPE_CHECKING:
    from app.packs.monthly import Issuing

TITLE = "Regional tasking pack"
GROUPS, GROUPS_TITLE = "groups", "Groups that need partners"
OPTIONS = ("Agreed", "No")
NOTHING = Answer("", "")
NO_FIGURE = Figure("", (), (), "")

HANDLING = (
    "For the named organisation only. Do not copy, forward or leave unattended.",
    "Return or destroy when the next issue arrives, or at once if told that this copy is superseded.",
)


@dataclass(frozen=True)
class Groups:
    """The released groups with their numbers in this edition, in the order of their names."""

    facts: Facts
    say: PartnerWords
    item: str

    @cached_property
    def rows(self) -> tuple[tuple[str, ThreatRow], ...]:
        """Each group under its number."""
        ordered = sorted(self.facts.month.threats, key=lambda row: (self.say.title(row).casefold(), row.id))
        return tuple((f"{self.item}.{place}", row) for place, row in enumerate(ordered, 1))

    @cached_property
    def cards(self) -> tuple[PartnerCard, ...]:
        """The page of each group."""
        return tuple(self._card(name, row) for name, row in self.rows)

    def actions(self, threat: str, strand: Strand) -> list[ActionRow]:
        """The partners' actions of a group under one P, most pressing first."""
        own = (row for row in self.facts.actions_of.get(threat, ()) if row.strand is strand)
        return sorted(own, key=lambda row: order(row, self.facts.marks))

    def _card(self, name: str, row: ThreatRow) -> PartnerCard:
        release = self.say.releases[row.id]
        asks = tuple(
            CardAsk(f"{name} {letter}", verb, words_, OPTIONS)
            for letter, (verb, words_) in zip(_letters(), map(asked, release.asks), strict=False)
        )
        blocks = tuple(self._strand(row.id, strand) for strand in self.say.strands)
        return PartnerCard(
            number=name,
            title=self.say.title(row) or f"Group {name}",
            under=self.say.under(row),
            answer=self._answer(row.id, len(asks)),
            need_to_know=release.need_to_know,
            contacts=(*self.say.lead_facts(row.id), *map(contacts, release.contacts)),
            asks=asks,
            strands=blocks,
            conditions=self.say.conditions_words(row.id),
            texts=tuple(self._texts(row.id)),
        )

    def _answer(self, threat: str, asks: int) -> Answer:
        strong = f"{count(asks, 'thing')} {'is' if asks == 1 else 'are'} asked of partners."
        if not asks:
            strong = "Nothing is asked of partners this month."
        rows = self.facts.actions_of.get(threat, [])
        if not rows:
            return Answer(strong, "Partners hold no action on it.")
        told = [f"Partners hold {count(len(rows), 'action')}"]
        if self.say.states:
            marks = [self.facts.marks[row.id] for row in rows]
            late = sum(1 for mark in marks if mark.letter == "R")
            soon = sum(1 for mark in marks if mark.letter == "A")
            done = sum(1 for mark in marks if mark.code in ("rag.completed", "rag.resulted"))
            parts = [(late, "overdue or without a date"), (soon, "due soon or moved before"), (done, "done")]
            said = [f"{number(n)} {what}" for n, what in parts if n]
            told.append(f": {', '.join(said)}" if said else ", all on time")
        return Answer(strong, "".join(told) + ".")

    def _strand(self, threat: str, strand: Strand) -> StrandBlock:
        rows = self.actions(threat, strand)
        marks = [self.facts.marks[row.id] for row in rows] if self.say.states else []
        letters = [mark.letter for mark in marks]
        done = sum(1 for mark in marks if mark.code == "rag.completed")
        resulted = letters.count("B")
        said = f"{done + resulted} of {len(rows)} done" if self.say.states else count(len(rows), "action")
        return StrandBlock(
            strand,
            letters.count("R"),
            letters.count("A"),
            sum(1 for mark in marks if mark.code == "rag.on_time"),
            done,
            resulted,
            said if rows else "None for partners yet",
            "",
            False,
            "",
            tuple(self._line(row) for row in rows if self._listed(row)),
        )

    def _listed(self, row: ActionRow) -> bool:
        """What the tables hold: all but what was resulted and due before the meeting before this one."""
        since = self.facts.since
        done = self.say.states and row.state is ActionState.RESULTED
        return not done or since is None or (row.due is not None and row.due >= since)

    def _line(self, row: ActionRow) -> ActionLine:
        code = self.say.code("action", row.id)
        chip = self.facts.chip(row) if self.say.states else Chip("", "")
        second = f"condition {code}" if code else ""
        return ActionLine(
            row.reference, row.threat, row.title, second, row.owner_organisation, row.due, "", chip
        )

    def _texts(self, threat: str) -> Iterator[Fact]:
        for name, kind in TEXTS.items():
            for row in getattr(self.facts.month, name):
                if row.threat == threat and (told := self.say.text(kind, row)):
                    yield told


def _letters() -> Iterator[str]:
    """a to z, then aa: one for each ask."""
    for first in ("", *"abcdefghijklmnopqrstuvwxyz"):
        for last in "abcdefghijklmnopqrstuvwxyz":
            yield f"{first}{last}"


def build(month: Month, made_at: datetime, edition: Edition, issuing: Issuing) -> Pack:
    """The pack of a partner's month (see editions_partner); states stand on the day of the meeting."""
    facts = Facts(month)
    say = PartnerWords(facts, edition.name)
    groups = Groups(facts, say, _item(month))
    made = sections(groups.cards, say)
    marking = month.settings.marking_line
    row_marking = f"{marking} - FICTIONAL" if month.region.fictional else marking
    lines = _agenda(tuple((section.key, section.title) for section in made), bool(groups.cards))
    code = month.settings.pack_code or month.region.code or "PACK"
    meeting = month.meeting
    numbers = _numbers(groups, say)
    rules = (
        Fact("Actions", "Those that partners own, under Prevent, Protect and Prepare."),
        Fact("Completed, resulted", "Completed is done; resulted is its outcome recorded and accepted."),
    )
    return Pack(
        id=edition.pack_id(code, meeting.month),
        title=TITLE,
        month=meeting.month,
        month_words=month_words(meeting.month),
        region=month.region.name,
        unit=f"{month.region.unit} SOC coordinator" if month.region.unit else "SOC coordinator",
        edition=edition.words,
        version=issuing.version,
        draft=issuing.draft,
        fictional=month.region.fictional,
        marking=marking,
        handling=HANDLING,
        made_at=made_at,
        as_at=facts.today,
        meeting=(
            Fact("Meeting", f"{weekday(meeting.on)}\n{meeting.starts} to {meeting.ends}", True),
            Fact("Place", meeting.venue or "not set"),
        ),
        previous_on=facts.since,
        next_on=facts.next_on,
        numbers=numbers,
        agenda=lines,
        log=ActionLog(NOTHING, (), "", ()),
        picture=Picture(NOTHING, Matrix("", "", (), (), ()), NO_FIGURE, ()),
        cards=(),
        priority_answer=NOTHING,
        exceptions=Exceptions(NOTHING, (), ()),
        rag_rule=f"{say.rag_rule} States as at {day(facts.today)}, the day of the meeting.",
        rules=rules,
        omitted=(),
        sheets=sheets(groups.cards, groups.rows, say, row_marking),
        sections=made,
        holder=edition.name,
        app=issuing.app,
        head=issuing.head,
        gaps=issuing.gaps,
        gaps_reason=issuing.gaps_reason,
        confirmed_by=issuing.confirmed_by,
        partner_cards=groups.cards,
        kind=EditionKind.PARTNER,
    )


def _item(month: Month) -> str:
    """The number of the groups: what is asked of partners, where anything is, comes before them."""
    return "2" if any(release.asks for release in month.releases) else "1"


def _agenda(made: tuple[tuple[str, str], ...], groups: bool) -> tuple[AgendaLine, ...]:
    titles = list(made)
    if groups:
        titles.insert(1 if made and made[0][0] == "asked" else 0, (GROUPS, GROUPS_TITLE))
    return tuple(
        AgendaLine(str(place), title, "", "", 0, "", key) for place, (key, title) in enumerate(titles, 1)
    )


def _numbers(groups: Groups, say: PartnerWords) -> tuple[Fact, ...]:
    asks = sum(len(card.asks) for card in groups.cards)
    lines = [line for card in groups.cards for block in card.strands for line in block.actions]
    late = Fact("overdue", number(sum(1 for line in lines if line.chip.letter == "R")))
    return (
        Fact("groups released", number(len(groups.cards))),
        Fact("things asked", number(asks)),
        Fact("partners’ actions", number(len(lines))),
        *((late,) if say.states else ()),
    )

"""What meeting mode says of one line of the agenda, in words; it is laid out elsewhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from app import words
from app.domain.codes import ActionState, LeadRole, Outcome, Strand
from app.domain.dates import MONTH_NAMES, shown
from app.domain.rag import Rag
from app.domain.region_settings import RegionSettings
from app.domain.submission_rules import WITH_ROCTA
from app.reads.card import Card, CardAction
from app.reads.meeting_item import Centre
from app.reads.meeting_mode import AgendaLine, MeetingMode
from app.reads.meeting_sections import Section
from app.reads.requests import RequestLine
from app.ui.dialogs.request_before import before_lines
from app.ui.pages.card_facts import Fact, points
from app.ui.trend import change_in_words, number


@dataclass(frozen=True, slots=True)
class Tile:
    """One P: how many actions are open, how the worst of them stands, and what it is."""

    strand: Strand
    open: str
    rag: Rag | None
    said: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is put to the meeting: a heading, lines in the text's own ink, and quieter lines."""

    title: str
    lines: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with lines; each line is what stands first and the words."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything that stands in the middle, in its order."""

    number: str = ""
    over: str = ""
    title: str = ""
    under: str = ""
    tag: str = ""
    facts: tuple[Fact, ...] = ()
    asked: tuple[Asked, ...] = ()
    tiles: tuple[Tile, ...] = ()
    blocks: tuple[Block, ...] = ()


def day(on: date, today: date) -> str:
    """A day as it is said in a meeting: "7 December", with the year where it is another."""
    return f"{on.day} {MONTH_NAMES[on.month - 1]}" + ("" if on.year == today.year else f" {on.year}")


def view(centre: Centre, mode: MeetingMode, today: date) -> View:
    """The words of a line."""
    line = centre.line
    over = _over(line, mode)
    if line.consent:
        return _consent(centre, over)
    if centre.card is not None:
        return _threat(centre, centre.card, mode, over, today)
    blocks = [*_section(centre.section, mode.reference.settings, today), *_papers(centre)]
    if line.section == "close" and mode.after is not None:
        blocks.append(Block("Next meeting", (("", f"{shown(mode.after.on)}, {mode.after.starts}"),)))
    if line.section == "log" and mode.before is not None:
        blocks.insert(0, Block("Minutes", (("", f"Of the meeting of {day(mode.before.on, today)}"),)))
    waiting = tuple(_request_line(each) for each in (*centre.requests, *centre.undecided))
    if waiting:
        blocks.append(Block(f"Undecided, {len(waiting)}", waiting))
    if centre.submissions:
        sent = tuple(
            (s.threat_reference, f"{s.threat}, {s.submission.state.value}") for s in centre.submissions
        )
        blocks.append(Block(f"To be decided, {len(sent)}", sent))
    return View(
        line.number, over, line.title, _under(line), "", (), _item_asks(line, mode), (), tuple(blocks)
    )


def _over(line: AgendaLine, mode: MeetingMode) -> str:
    if not line.depth:
        return f"Led by {line.led_by}" if line.led_by else ""
    opens = line.consent[0][1].under if line.consent else line.item.under if line.item else None
    return next((each.title for each in mode.lines if each.key == opens), "")


def _under(line: AgendaLine) -> str:
    return line.item.remark if line.item else ""


def _item_asks(line: AgendaLine, mode: MeetingMode) -> tuple[Asked, ...]:
    item = line.item
    if item is None or not item.ask:
        return ()
    quiet = (f"Recommended: {item.recommended}",) if item.recommended else ()
    return (Asked(f"Decide: {_lowered(item.ask)}", (), quiet),)


def _lowered(text: str) -> str:
    """A text as it goes on after a colon; a word in capitals stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _consent(centre: Centre, over: str) -> View:
    listed = tuple(
        (number, f"{title}, {reference}" if reference and reference != title else title)
        for number, title, reference in centre.members
    )
    count = len(listed)
    ask = Asked(
        f"Take {'this item' if count == 1 else f'these {count} items'} without discussion",
        ("Anyone may ask for one of them to be taken by itself: then it leaves this list.",),
    )
    return View(
        centre.line.number, over, "Consent list", "", "", (), (ask,), (), (Block("On the list", listed),)
    )


def _threat(centre: Centre, card: Card, mode: MeetingMode, over: str, today: date) -> View:
    threat = card.threat
    themes = [
        t.name for id in (threat.primary_theme, *threat.secondary_themes) if (t := card.reference.theme(id))
    ]
    names = ", ".join(
        part for part in (threat.reference, threat.operation and f"Op {threat.operation}") if part
    )
    listed = ", ".join(themes[:1] + [theme[:1].lower() + theme[1:] for theme in themes[1:]])
    asked = [*_item_asks(centre.line, mode), *_requests(centre), *_submission_asks(centre)]
    blocks = [*_papers(centre)]
    if centre.earlier:
        told = tuple(
            (
                e.decision.reference,
                f"{day(e.on, today)}: {e.decision.text.rstrip('.')}. {e.decision.rationale}",
            )
            for e in centre.earlier
        )
        blocks.append(Block("Decided before", told))
    if centre.since is not None:
        changed = tuple(("", f"{day(c.on, today)}: {_changed(c.command, c.said)}") for c in centre.changed)
        event = "pack was issued on" if mode.issued else "meeting of"
        title = f"Changed since the {event} {day(centre.since, today)}"
        blocks.append(Block(title, changed or (("", "Nothing"),)))
    issued = mode.issued
    return View(
        centre.line.number,
        over,
        threat.display,
        ". ".join(part for part in (names, listed) if part),
        f"Pack {issued.pack_id}, version {issued.number}" if issued else "No pack was issued",
        _facts(card, centre.ranked),
        tuple(asked),
        tuple(_tile(card, strand) for strand in Strand),
        tuple(blocks),
    )


def _changed(command: str, said: str) -> str:
    if command == "update.add":
        return said
    told = words.SENTENCES.get(f"label.{command}", command)
    return f"{told}: {said}" if said else told


def _facts(card: Card, ranked: int) -> tuple[Fact, ...]:
    threat, scores = card.threat, card.scores
    score = Fact("Score", "Not scored")
    if scores:
        below = change_in_words(points(scores)) or "first score"
        local = next((s.label for s in card.reference.schemes if s.id == scores[-1].scheme_id), "")
        score = Fact("Score", number(scores[-1].total), below=below, tip=local)
    rank = f"priority {threat.priority} of {ranked}" if threat.priority else "not a priority"
    leads = tuple(_lead(card, role) for role in (LeadRole.SIO, LeadRole.LRO))
    return (score, Fact("Tier", threat.tier or "None", below=rank), *leads)


def _lead(card: Card, role: LeadRole) -> Fact:
    lead = next((x for x in card.leads if x.assignment.role is role and x.assignment.until is None), None)
    if lead is None:
        return Fact(role.value, f"No {role.value}")
    since = lead.assignment.since
    return Fact(role.value, lead.officer.display, below=f"since {shown(since)}" if since else "")


_WORST = {"R": 0, "A": 1, "G": 2, "B": 3, "": 4}


def _rank(action: CardAction) -> tuple[int, date, str]:
    return _WORST[action.rag.letter], action.action.due or date.min, action.action.id


def _tile(card: Card, strand: Strand) -> Tile:
    own = [a for a in card.actions if a.action.strand is strand and a.action.live]
    if not own:
        reason = card.plan.not_needed(strand) if card.plan else ""
        return Tile(
            strand, "none open", None, f"Not needed: {reason}" if reason else f"No {strand.value} actions"
        )
    worst = min(own, key=_rank)
    count = Counter(a.action.state for a in own)[ActionState.OPEN]
    return Tile(strand, f"{count} open", worst.rag, worst.action.title)


def _requests(centre: Centre) -> list[Asked]:
    """A request as it is put: what is asked, what the manager offers, what was decided before."""
    found = []
    for line in centre.requests:
        request = line.request
        what = f"{line.capability}, {_lowered(request.asked)}" if line.capability else request.asked
        view = request.manager_view.strip()
        said = (f"Capability manager: {view}",) if view else ("The capability manager has given no view.",)
        before = before_lines(centre.answer, line) if centre.answer else ()
        found.append(Asked(f"Decide: {_lowered(what)}", said, before[:3]))
    for line in centre.undecided:
        title = f"Not to be decided yet: {line.capability or line.request.asked}"
        found.append(Asked(title, (f"{line.request.reference} is {line.request.state.value}.",)))
    return found


def _request_line(line: RequestLine) -> tuple[str, str]:
    what = f"{line.capability}: {line.request.asked}" if line.capability else line.request.asked
    return line.request.reference, f"{what.rstrip('.')}. {line.threat}, {line.request.state.value}"


def _submission_asks(centre: Centre) -> list[Asked]:
    return [
        Asked(
            f"Ratify, return or reject {sent.submission.reference}",
            (f"Proposed by {sent.submission.proposer}, {sent.submission.state.value} since "
             f"{shown(sent.submission.state_on)}.",),
        )
        for sent in centre.submissions
        if sent.submission.state in WITH_ROCTA
    ]  # fmt: skip


def _papers(centre: Centre) -> list[Block]:
    return [
        Block(
            f"Late paper {paper.after}{paper.letter}: {paper.title}", (("", paper.answer or paper.because),)
        )
        for paper in centre.papers
    ]


def _section(found: Section | None, limits: RegionSettings, today: date) -> list[Block]:
    if found is None:
        return []
    blocks = []
    if found.counts:
        counts = tuple(("", _count(code, value, limits)) for code, value in found.counts)
        blocks.append(Block("As the record stands", counts))
    if found.lines:
        lines = [
            (line.head, _line(line.text, line.after, line.due, today, late=line.late)) for line in found.lines
        ]
        if found.more:
            lines.append(("", f"and {found.more} more"))
        blocks.append(Block("", tuple(lines)))
    return blocks


OF_ACTIONS = frozenset({"check.overdue", "check.gaps", "check.redated", "check.to_result"})
"""Checks whose words leave out that they count actions."""


def _count(code: str, value: int, limits: RegionSettings) -> str:
    if code.startswith("check."):
        local = {"limit": limits.lro_limit, "months": limits.score_stale_months}
        of = "actions " if code in OF_ACTIONS else ""
        return f"{value} {of}{words.say(code, local)}"
    return words.say(f"meeting.count.{code}", {"number": value})


def _line(text: str, after: str, due: date | None, today: date, *, late: bool) -> str:
    on = "" if due is None else f"overdue since {day(due, today)}" if late else day(due, today)
    return ", ".join(part for part in (text, after, on) if part)


OUTCOMES = {
    Outcome.AGREED: "Agreed",
    Outcome.AMENDED: "Agreed with a change",
    Outcome.NOT_AGREED: "Not agreed",
    Outcome.LATER: "Put off",
}
"""What a meeting may do with what is asked of it, as buttons say it."""

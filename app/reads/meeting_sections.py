"""What a section of the agenda says in meeting mode: counts and a few lines of the record, as they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, or_, select

from app.domain.action import Action
from app.domain.beside import Learning, Transfer
from app.domain.codes import ActionState, Rating, RequestState, Strand, ThreatStatus, TransferState
from app.domain.disruption import Disruption
from app.domain.meeting import Meeting
from app.domain.minutes import MeetingDecision
from app.domain.nominal import Nominal
from app.domain.officer import Officer
from app.domain.region import Force, Theme
from app.domain.request import Request
from app.domain.score import Score
from app.domain.submission import Submission
from app.domain.submission_rules import WITH_FORCE, WITH_ROCTA
from app.domain.threat import Threat, display
from app.reads import home
from app.reads.order_checks import O, due_soon
from app.reads.reference import settings
from app.store.tables import table

MOST = 12
"""So many lines are shown; how many there are besides is said."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what stands first (a reference), the words, and what follows; `due` a day, `late` past it."""

    head: str
    text: str
    after: str = ""
    due: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Counts by the code of their words, lines, and how many more lines there are."""

    counts: tuple[tuple[str, int], ...] = ()
    lines: tuple[Line, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Asked:
    connection: Connection
    meeting: Meeting
    held: frozenset[str]
    today: date

    def number(self, what: type, *conditions: object) -> int:
        query = select(func.count()).select_from(table(what)).where(*conditions)  # type: ignore[arg-type]
        return int(self.connection.execute(query).scalar_one())

    @property
    def since(self) -> date:
        """The day of the meeting before of its series, or the beginning of time."""
        where = table(Meeting).c
        query = select(func.max(where.on)).where(
            where.series == self.meeting.series, where.on < self.meeting.on
        )
        return self.connection.execute(query).scalar() or date.min


T, A, R, D = table(Threat), table(Action), table(Request), table(Disruption)
ACTIVE = T.c.status == ThreatStatus.ACTIVE
NAMES = (T.c.reference, T.c.name, T.c.operation)


def _cut(lines: list[Line], *counts: tuple[str, int]) -> Section:
    return Section(counts, tuple(lines[:MOST]), max(len(lines) - MOST, 0))


def _log(asked: _Asked) -> Section:
    """Actions that meetings set and that are not closed; those of private items stay out with their items."""
    o = table(Officer)
    query = (
        select(A.c.reference, A.c.title, A.c.owner_organisation, A.c.due, A.c.item, o.c.rank, o.c.name)
        .outerjoin(o, o.c.id == A.c.owner)
        .where(A.c.meeting.is_not(None), A.c.state == ActionState.OPEN)
        .order_by(A.c.due.is_(None), A.c.due, A.c.reference)
    )
    lines = []
    for reference, title, organisation, due, item, rank, name in asked.connection.execute(query):
        if item in asked.held:
            continue
        late = due is not None and due < asked.today
        who = f"{rank} {name}".strip() if name else organisation
        lines.append(Line(reference, title, who, due, late))
    overdue = asked.number(
        Action, A.c.meeting.is_(None), A.c.state == ActionState.OPEN, A.c.due < asked.today
    )
    return _cut(
        lines,
        ("set_open", len(lines)),
        ("set_overdue", sum(line.late for line in lines)),
        ("plan_overdue", overdue),
    )


def _picture(asked: _Asked) -> Section:
    def by(what: type, column: str) -> list[Line]:
        names = dict(asked.connection.execute(select(table(what).c.id, table(what).c.name)).all())
        cell = T.c[column]
        query = select(cell, func.count()).where(ACTIVE).group_by(cell).order_by(func.count().desc(), cell)
        return [
            Line(str(count), names.get(id or "", "not said")) for id, count in asked.connection.execute(query)
        ]

    themes = by(Theme, "primary_theme")[:6]
    forces = by(Force, "home_force")[:6]
    counts = (("active", asked.number(Threat, ACTIVE)), ("archived", asked.number(Threat, ~ACTIVE)))
    return Section(counts, (*themes, *forces))


def _submissions(asked: _Asked) -> Section:
    s = table(Submission).c
    return Section(
        (
            ("with_rocta", asked.number(Submission, s.state.in_(sorted(WITH_ROCTA)))),
            ("with_force", asked.number(Submission, s.state.in_(sorted(WITH_FORCE)))),
        )
    )


def _priorities(asked: _Asked) -> Section:
    latest = select(table(Score).c.total).where(table(Score).c.threat == T.c.id)
    newest = latest.order_by(table(Score).c.assessed_on.desc(), table(Score).c.id.desc()).limit(1)
    query = select(T.c.priority, *NAMES, newest.scalar_subquery().label("score"))
    rows = asked.connection.execute(
        query.where(ACTIVE, T.c.priority.is_not(None)).order_by(T.c.priority, T.c.reference)
    )
    lines = [
        Line(
            str(place),
            display(name, operation, reference),
            reference if score is None else f"score {score:g}",
        )
        for place, reference, name, operation, score in rows
    ]
    return _cut(lines, ("ranked", len(lines)))


def _exceptions(asked: _Asked) -> Section:
    counts = home.home(asked.connection, asked.today).counts
    found = [(f"check.{code}", number) for code, number in counts.items() if number]
    return Section(tuple(sorted(found, key=lambda each: -each[1])[:10]))


def _reviews(asked: _Asked) -> Section:
    due = T.c.next_review <= asked.meeting.on
    query = select(*NAMES, T.c.next_review).where(ACTIVE, due).order_by(T.c.next_review, T.c.reference)
    lines = [
        Line(reference, display(name, operation, reference), "", on, on < asked.today)
        for reference, name, operation, on in asked.connection.execute(query)
    ]
    return _cut(lines, ("reviews", len(lines)))


def _requests(asked: _Asked) -> Section:
    live = R.c.state == RequestState.UNDER_WAY
    return Section((("under_way", asked.number(Request, live)),))


def _archive(asked: _Asked) -> Section:
    where, force = table(Transfer), table(Force)
    to = force.alias()
    query = (
        select(*NAMES, force.c.name.label("gives"), to.c.name.label("takes"), where.c.reason)
        .join(T, T.c.id == where.c.threat)
        .outerjoin(force, force.c.id == where.c.from_force)
        .outerjoin(to, to.c.id == where.c.to_force)
        .where(where.c.state == TransferState.PROPOSED)
        .order_by(where.c.proposed_on, where.c.id)
    )
    lines = [
        Line(reference, display(name, operation, reference), f"{gives or '?'} to {takes or '?'}. {reason}")
        for reference, name, operation, gives, takes, reason in asked.connection.execute(query)
    ]
    return _cut(lines, ("transfers", len(lines)))


def _performance(asked: _Asked) -> Section:
    since = asked.since
    new = D.c.on > since
    rows = asked.connection.execute(select(D.c.strand, func.count()).where(new).group_by(D.c.strand)).all()
    by: dict[Strand | None, int] = dict(rows)
    query = select(*NAMES, D.c.title, D.c.on).join(T, T.c.id == D.c.threat)
    major = query.where(new, D.c.rating == Rating.MAJOR).order_by(D.c.on.desc(), D.c.id)
    lines = [
        Line(reference, title, display(name, operation, reference), on)
        for reference, name, operation, title, on in asked.connection.execute(major)
    ]
    counts = tuple((f"disrupted.{strand.name.lower()}", by.get(strand, 0)) for strand in Strand)
    return _cut(lines, *counts, ("major", len(lines)))


def _orders(asked: _Asked) -> Section:
    limits = settings(asked.connection)
    n = table(Nominal)
    query = (
        select(n.c.reference, n.c.release_on, n.c.release_plan, *NAMES[1:])
        .join(T, T.c.id == n.c.threat)
        .where(ACTIVE, n.c.release_on >= asked.today, or_(n.c.until.is_(None), n.c.until >= asked.today))
        .order_by(n.c.release_on, n.c.id)
    )
    lines = [
        Line(reference, name or f"Op {operation}", "" if plan else "no release plan", on)
        for reference, on, plan, name, operation in asked.connection.execute(query)
    ]
    due = int(
        asked.connection.execute(
            select(func.count()).select_from(O).where(due_soon(asked.today, limits))
        ).scalar_one()
    )
    return _cut(lines, ("orders_due", due), ("releases", len(lines)))


def _learning(asked: _Asked) -> Section:
    where = table(Learning)
    query = (
        select(*NAMES, where.c.text, where.c.by)
        .join(T, T.c.id == where.c.threat)
        .where(where.c.on > asked.since)
        .order_by(where.c.on.desc(), where.c.id)
    )
    lines = [
        Line(reference, text, by)
        for reference, _name, _operation, text, by in asked.connection.execute(query)
    ]
    return _cut(lines, ("learning", len(lines)))


def _close(asked: _Asked) -> Section:
    d = table(MeetingDecision)
    decided = asked.connection.execute(select(d.c.item).where(d.c.meeting == asked.meeting.id)).all()
    set_ = asked.connection.execute(select(A.c.item).where(A.c.meeting == asked.meeting.id)).all()
    return Section(
        (
            ("decided_here", sum(item not in asked.held for (item,) in decided)),
            ("set_here", sum(item not in asked.held for (item,) in set_)),
        )
    )


_SECTIONS: Mapping[str, Callable[[_Asked], Section]] = {
    "log": _log,
    "picture": _picture,
    "submissions": _submissions,
    "priorities": _priorities,
    "exceptions": _exceptions,
    "reviews": _reviews,
    "requests": _requests,
    "archive": _archive,
    "performance": _performance,
    "orders": _orders,
    "learning": _learning,
    "close": _close,
}


def section(
    connection: Connection, meeting: Meeting, key: str, held: frozenset[str], today: date
) -> Section | None:
    """What a section says on a day, None for one of which the record holds nothing to count.

    `held` are the private items, from which nothing is taken.
    """
    made = _SECTIONS.get(key)
    return made(_Asked(connection, meeting, held, today)) if made else None

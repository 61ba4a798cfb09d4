"""What is to be reviewed, what is held, what is proposed for disposal, and what was disposed of."""

from __future__ import annotations

import zlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from app.domain.clock import local
from app.domain.codes import DisposalState, LogClass, RetentionDecision, ThreatStatus
from app.domain.ids import made_at
from app.domain.issue import Copy, Issue
from app.domain.region import Setting
from app.domain.region_settings import RegionSettings, from_records
from app.domain.retention import Disposal, Hold, RetentionReview, due_on, newest, stands
from app.domain.threat import Threat, display
from app.store import belongings
from app.store.tables import BODY, JOURNAL, table


@dataclass(frozen=True, slots=True)
class Kept:
    """One threat with its newest review, the holds that stand on it, and when it is to be reviewed.

    `days` is how far off that is, negative once it is overdue; `soon`: within the notice (LOCAL).
    """

    id: str
    reference: str
    name: str
    status: ThreatStatus
    review: RetentionReview | None
    holds: tuple[Hold, ...]
    due: date
    days: int
    soon: bool
    proposed: bool

    @property
    def to_dispose(self) -> bool:
        """Whether its newest review decides that it goes, and nobody has proposed it yet."""
        decided = self.review is not None and self.review.decision is RetentionDecision.DISPOSE
        return decided and not self.proposed


@dataclass(frozen=True, slots=True)
class DisposalLine:
    """One disposal; `proposer` is a person by identifier. `reference` and `name` only while it stands."""

    disposal: Disposal
    reference: str
    name: str
    proposer: str

    @property
    def id(self) -> str:
        """The disposal's own."""
        return self.disposal.id


@dataclass(frozen=True, slots=True)
class Deleted:
    """A threat that was deleted, of which the journal still says everything."""

    id: str
    reference: str
    name: str
    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that the page shows: records by when they are due, disposals newest first, deleted ones."""

    settings: RegionSettings
    kept: tuple[Kept, ...]
    disposals: tuple[DisposalLine, ...]
    deleted: tuple[Deleted, ...]


@dataclass(frozen=True, slots=True)
class HoldingIssue:
    """An issue whose stored value still says what was disposed of, with how many copies are out."""

    id: str
    pack: str
    number: str
    edition: str
    on: date
    out: int


def desk(connection: Connection, today: date) -> Desk:
    """The page as of a day."""
    settings = from_records(Setting(**row._mapping) for row in connection.execute(select(table(Setting))))
    deleted = _deleted(connection)
    disposals = _disposals(connection, deleted)
    proposed = {each.disposal.subject for each in disposals if each.disposal.state is DisposalState.PROPOSED}
    return Desk(
        settings,
        _kept(connection, settings, today, proposed),
        disposals,
        tuple(each for each in deleted if each.id not in proposed),
    )


def reviews(connection: Connection, threat: str) -> tuple[tuple[RetentionReview, ...], tuple[Hold, ...]]:
    """The reviews and holds of one threat, newest first."""
    made, held = table(RetentionReview), table(Hold)
    of_made = select(made).where(made.c.threat == threat).order_by(made.c.on.desc(), made.c.id.desc())
    of_held = select(held).where(held.c.threat == threat).order_by(held.c.since.desc(), held.c.id.desc())
    return (
        tuple(RetentionReview(**row._mapping) for row in connection.execute(of_made)),
        tuple(Hold(**row._mapping) for row in connection.execute(of_held)),
    )


def going(connection: Connection, subject: str) -> tuple[tuple[str, int], ...]:
    """How many records of each kind a disposal would take out or empty, by kind; today's and removed ones."""
    owned = belongings.owned(connection, subject)
    found = {kind: len(ids) for kind, ids in owned.items()}
    for kind, ids in belongings.written(connection, owned).items():
        found[kind] = found.get(kind, 0) + len(ids - owned.get(kind, set()))
    return tuple(found.items())


def issues_holding(connection: Connection, subject: str) -> tuple[HoldingIssue, ...]:
    """Every issue whose stored value names a record, newest first; it looks through all of them, so it takes
    a moment."""
    issue, copy = table(Issue), _copies(connection)
    holding: dict[str, bool] = {}
    found = []
    for row in connection.execute(select(issue).order_by(issue.c.issued_at.desc())):
        if row.body not in holding:
            data = connection.execute(select(BODY.c.data).where(BODY.c.id == row.body)).scalar()
            holding[row.body] = data is not None and subject.encode() in zlib.decompress(data)
        if holding[row.body]:
            edition, on = row.edition.value, local(row.issued_at).date()
            found.append(HoldingIssue(row.id, row.pack_id, row.number, edition, on, copy.get(row.id, 0)))
    return tuple(found)


def _copies(connection: Connection) -> dict[str, int]:
    copy = table(Copy)
    query = select(copy.c.issue, func.count()).where(copy.c.ended_on.is_(None)).group_by(copy.c.issue)
    return dict(connection.execute(query).all())


def _kept(
    connection: Connection, settings: RegionSettings, today: date, proposed: set[str]
) -> tuple[Kept, ...]:
    t = table(Threat)
    made: dict[str, list[RetentionReview]] = defaultdict(list)
    for row in connection.execute(select(table(RetentionReview))):
        made[row.threat].append(RetentionReview(**row._mapping))
    held: dict[str, list[Hold]] = defaultdict(list)
    for row in connection.execute(select(table(Hold))):
        if stands(hold := Hold(**row._mapping), today):
            held[row.threat].append(hold)
    rows = connection.execute(select(t.c.id, t.c.reference, t.c.name, t.c.operation, t.c.status)).all()
    recorded = _recorded(connection, [row.id for row in rows if row.id not in made], today)
    found = []
    for row in rows:
        last = newest(made[row.id]) if row.id in made else None
        due = due_on(last, recorded.get(row.id, today), settings)
        days = (due - today).days
        name = display(row.name, row.operation, row.reference)
        found.append(
            Kept(
                row.id, row.reference, name, row.status, last, tuple(held.get(row.id, ())), due, days,
                days <= settings.review_notice_days, row.id in proposed,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.due, each.reference)))


def _recorded(connection: Connection, ids: list[str], today: date) -> dict[str, date]:
    """When each record came in: its identifier says it; for one from elsewhere, its first entry."""
    found: dict[str, date] = {}
    unsaid = []
    for id in ids:
        at = made_at(id)
        if at is None or local(at).date() > today:
            unsaid.append(id)
        else:
            found[id] = local(at).date()
    for start in range(0, len(unsaid), 500):
        some = unsaid[start : start + 500]
        first = select(JOURNAL.c.object, func.min(JOURNAL.c.at)).where(
            JOURNAL.c.kind == "threat", JOURNAL.c.object.in_(some)
        )
        for id, at in connection.execute(first.group_by(JOURNAL.c.object)):
            found[id] = local(datetime.fromisoformat(at) if isinstance(at, str) else at).date()
    return found


def _disposals(connection: Connection, deleted: tuple[Deleted, ...]) -> tuple[DisposalLine, ...]:
    d, t = table(Disposal), table(Threat)
    first = (
        select(JOURNAL.c.object, func.min(JOURNAL.c.seq).label("seq"))
        .where(JOURNAL.c.kind == "disposal")
        .group_by(JOURNAL.c.object)
        .subquery()
    )
    people = select(first.c.object, JOURNAL.c.person).join(JOURNAL, JOURNAL.c.seq == first.c.seq)
    proposers = dict(connection.execute(people).all())
    made = [Disposal(**row._mapping) for row in connection.execute(select(d).order_by(d.c.id.desc()))]
    names = select(t.c.id, t.c.reference, t.c.name, t.c.operation).where(
        t.c.id.in_([each.subject for each in made])
    )
    known = {each.id: (each.reference, each.name) for each in deleted}
    for row in connection.execute(names):
        known[row.id] = row.reference, display(row.name, row.operation, row.reference)
    found = [
        DisposalLine(each, *known.get(each.subject, ("", "")), proposers.get(each.id, "")) for each in made
    ]
    return tuple(sorted(found, key=lambda line: line.disposal.state is not DisposalState.PROPOSED))


def _deleted(connection: Connection) -> tuple[Deleted, ...]:
    t = table(Threat)
    last = (
        select(func.max(JOURNAL.c.seq))
        .where(JOURNAL.c.kind == "threat", JOURNAL.c.after.is_(None), ~JOURNAL.c.disposed)
        .where(JOURNAL.c["class"] == LogClass.ERASURE.value, JOURNAL.c.before.is_not(None))
        .where(JOURNAL.c.object.not_in(select(t.c.id)))
        .group_by(JOURNAL.c.object)
    )
    said = func.json_extract
    query = select(
        JOURNAL.c.object, JOURNAL.c.at, JOURNAL.c.actor, JOURNAL.c.reason,
        said(JOURNAL.c.before, "$.reference").label("reference"),
        said(JOURNAL.c.before, "$.name").label("name"),
        said(JOURNAL.c.before, "$.operation").label("operation"),
    ).where(JOURNAL.c.seq.in_(last))  # fmt: skip
    return tuple(
        Deleted(
            row.object, row.reference, display(row.name or "", row.operation or "", row.reference),
            local(row.at).date(), row.actor, row.reason,
        )
        for row in connection.execute(query.order_by(JOURNAL.c.seq.desc()))
    )  # fmt: skip

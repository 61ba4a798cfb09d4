"""What two tabled states differ in, record by record under its own id; both together make the later one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from app.domain.codes import ActionState, MappingState, ThreatStatus
from app.packs.states import ActionTabled, Removed, RequestTabled, States, ThreatTabled

DONE = frozenset({ActionState.COMPLETED.value, ActionState.RESULTED.value})
CANCELLED = ActionState.CANCELLED.value
OPEN = ActionState.OPEN.value


class Tabled(Protocol):
    """A record that a pack tabled."""

    @property
    def id(self) -> str:
        """Its own id, which never changes."""


T = TypeVar("T", bound=Tabled)


class Pair(NamedTuple, Generic[T]):
    """A record as it was and as it is."""

    was: T
    now: T


@dataclass(frozen=True, slots=True)
class Delta(Generic[T]):
    """The records that came, that are there no more, and that stand otherwise."""

    came: tuple[T, ...] = ()
    gone: tuple[T, ...] = ()
    moved: tuple[Pair[T], ...] = ()

    def onto(self, before: Iterable[T]) -> frozenset[T]:
        """What stands after these differences, from what stood before them."""
        gone, now = {row.id for row in self.gone}, {pair.now.id: pair.now for pair in self.moved}
        stayed = (now.get(row.id, row) for row in before if row.id not in gone)
        return frozenset((*stayed, *self.came))


class ActionChange(NamedTuple):
    """What happened to an action: done, cancelled, slipped, earlier, new, deleted, reopened."""

    what: str
    now: ActionTabled
    was: ActionTabled | None = None


class LeadChange(NamedTuple):
    """A role of a threat that another holds; "" for nobody."""

    threat: ThreatTabled
    role: str
    was: str
    now: str


class Rank(NamedTuple):
    """A move on the priority list; None where it does not stand there."""

    threat: ThreatTabled
    was: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that differs between two tabled states; each list in the order of references."""

    threats: Delta[ThreatTabled]
    actions: Delta[ActionTabled]
    requests: Delta[RequestTabled]
    active_before: int
    active_now: int
    removed: Mapping[str, Removed]

    @property
    def new(self) -> tuple[ThreatTabled, ...]:
        """Active threats that were not tabled before."""
        return tuple(row for row in self.threats.came if active(row))

    @property
    def reopened(self) -> tuple[Pair[ThreatTabled], ...]:
        """Active threats that were archived."""
        return tuple(pair for pair in self.threats.moved if active(pair.now) and not active(pair.was))

    @property
    def archived(self) -> tuple[Pair[ThreatTabled], ...]:
        """Archived threats that were active."""
        return tuple(pair for pair in self.threats.moved if active(pair.was) and not active(pair.now))

    @property
    def deleted(self) -> tuple[ThreatTabled, ...]:
        """Threats that were removed from the record, as they were tabled."""
        return tuple(row for row in self.threats.gone if row.id in self.removed)

    @property
    def left(self) -> tuple[ThreatTabled, ...]:
        """Threats that are still in the record but not in this edition."""
        return tuple(row for row in self.threats.gone if row.id not in self.removed)

    @property
    def ratified(self) -> tuple[ThreatTabled, ...]:
        """Active threats that are ratified now and were not, or were not tabled."""
        done = MappingState.RATIFIED.value
        turned = (
            p.now for p in self.threats.moved if active(p.now) and p.was.mapping != done == p.now.mapping
        )
        return _in_order((*turned, *(row for row in self.new if row.mapping == done)))

    @property
    def scores(self) -> tuple[Pair[ThreatTabled], ...]:
        """Active threats with another total by the same scheme, the largest move first."""
        found = [p for p in self._both_active() if comparable(p) and p.was.score != p.now.score]
        return tuple(sorted(found, key=lambda p: (-abs(moved_by(p)), p.now.reference)))

    @property
    def first_scores(self) -> tuple[Pair[ThreatTabled], ...]:
        """Active threats that are scored for the first time, or by another scheme."""
        return tuple(
            p
            for p in self._both_active()
            if p.now.score is not None and not comparable(p) and (p.was.score, p.was.scheme) != (
                p.now.score, p.now.scheme
            )
        )  # fmt: skip

    @property
    def leads(self) -> tuple[LeadChange, ...]:
        """Another LRO or SIO on a threat that was active and is."""
        found = []
        for pair in self._both_active():
            for role, was, now in (
                ("LRO", pair.was.lro, pair.now.lro),
                ("SIO", pair.was.sio, pair.now.sio),
            ):
                if was != now:
                    found.append(LeadChange(pair.now, role, was, now))
        return tuple(found)

    @property
    def ranks(self) -> tuple[Rank, ...]:
        """Moves on the priority list: those that came in, in their order, then out, then up and down."""
        found = [Rank(row, None, row.priority) for row in self.new if row.priority is not None]
        found += [Rank(_bare(row), row.priority, None) for row in self.deleted if row.priority is not None]
        found += [
            Rank(pair.now, pair.was.priority, pair.now.priority)
            for pair in self.threats.moved
            if pair.was.priority != pair.now.priority
        ]
        return tuple(sorted(found, key=lambda r: (_way(r), r.now or r.was or 0, r.threat.reference)))

    @property
    def acted(self) -> tuple[ActionChange, ...]:
        """What happened to actions, by reference."""
        found = [ActionChange("new", row) for row in self.actions.came]
        found += [ActionChange("deleted", row, row) for row in self.actions.gone if row.id in self.removed]
        found += [ActionChange(what, p.now, p.was) for p in self.actions.moved if (what := happened(p))]
        return tuple(sorted(found, key=lambda c: (c.now.threat, c.now.reference, c.now.id)))

    @property
    def decided(self) -> tuple[RequestTabled, ...]:
        """Requests with another decision than before."""
        turned = [p.now for p in self.requests.moved if _decision(p.was) != _decision(p.now)]
        return _in_order(row for row in (*turned, *self.requests.came) if row.decision)

    def _both_active(self) -> Iterator[Pair[ThreatTabled]]:
        return (p for p in self.threats.moved if active(p.was) and active(p.now))


def differences(before: States, after: States) -> Differences:
    """What differs between two packs; where a record went, `after.removed` says whether it was deleted."""
    return Differences(
        delta(before.threats, after.threats),
        delta(before.actions, after.actions),
        delta(before.requests, after.requests),
        sum(1 for row in before.threats if active(row)),
        sum(1 for row in after.threats if active(row)),
        {row.id: row for row in after.removed},
    )


def delta(before: Iterable[T], after: Iterable[T]) -> Delta[T]:
    """The differences of one kind of record, each list in the order in which they are tabled."""
    was, now = {row.id: row for row in before}, {row.id: row for row in after}
    return Delta(
        tuple(row for id, row in now.items() if id not in was),
        tuple(row for id, row in was.items() if id not in now),
        tuple(Pair(was[id], row) for id, row in now.items() if id in was and was[id] != row),
    )


def active(row: ThreatTabled) -> bool:
    """Whether it was under management."""
    return row.status == ThreatStatus.ACTIVE.value


def comparable(pair: Pair[ThreatTabled]) -> bool:
    """Whether two totals mean the same: both there, by one scheme."""
    return pair.was.score is not None and pair.now.score is not None and pair.was.scheme == pair.now.scheme


def moved_by(pair: Pair[ThreatTabled]) -> float:
    """The total now less the one before; 0 where they cannot be compared."""
    return (pair.now.score or 0) - (pair.was.score or 0) if comparable(pair) else 0


def happened(pair: Pair[ActionTabled]) -> str:
    """What happened to an action, "" where only its words changed or it waits no longer for its result."""
    was, now = pair
    if was.state not in DONE and now.state in DONE:
        return "done"
    if was.state != CANCELLED and now.state == CANCELLED:
        return "cancelled"
    if was.state != OPEN and now.state == OPEN:
        return "reopened"
    if now.state == OPEN and was.due != now.due and was.due is not None:
        return "slipped" if now.due is None or now.due > was.due else "earlier"
    return ""


def _bare(row: ThreatTabled) -> ThreatTabled:
    """A deleted threat: its reference, and nothing that it held."""
    return row._replace(name="", force="", theme="", priority_why="", score_why="")


def _decision(row: RequestTabled) -> tuple[object, ...]:
    return row.decision, row.decided_on


def _way(rank: Rank) -> int:
    if rank.was is None:
        return 0
    if rank.now is None:
        return 1
    return 2 if rank.now < rank.was else 3


R = TypeVar("R", ThreatTabled, RequestTabled)


def _in_order(rows: Iterable[R]) -> tuple[R, ...]:
    by: Callable[[R], tuple[str, str]] = lambda row: (row.reference, row.id)  # noqa: E731
    return tuple(sorted(rows, key=by))

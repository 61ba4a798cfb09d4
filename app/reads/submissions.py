"""The list of submissions, and what one submission is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from app.domain.codes import MappingState, MeetingState, NominalRole, Series, ThreatStatus
from app.domain.meeting import Meeting
from app.domain.nominal import Nominal
from app.domain.submission import Submission, SubmissionField
from app.domain.submission_fields import NOMINALS, Completeness, completeness, read_answers, said_by
from app.domain.submission_rules import DECIDED, LIVE, WAITING, Clock, limit, live_unratified
from app.domain.submission_trail import Mapped, Trail, trails
from app.domain.threat import MappingStep, Threat, display
from app.reads.officers import Person
from app.reads.record import record
from app.reads.reference import Reference, reference
from app.reads.self_ratified import self_ratified
from app.store.tables import table


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One submission of the list, or a live operation on a group that was never submitted.

    `submission` is None where a tracker alone told of it; `most` is the LOCAL limit of its state in days,
    `live` whether police work goes on before the group is ratified, `self_ratified` whether who ratified it
    had prepared it too.
    """

    id: str
    threat: str
    submission: Submission | None
    reference: str
    name: str
    force: str
    force_short: str
    theme: str
    active: bool
    state: MappingState
    since: date | None
    days: int | None
    most: int | None
    complete: Completeness
    live: bool
    clock: Clock
    self_ratified: bool = False

    @property
    def over(self) -> bool:
        """Whether it stands in its state for longer than the limit."""
        return self.days is not None and self.most is not None and self.days > self.most

    @property
    def waiting(self) -> bool:
        """Whether it was sent and is not decided."""
        return self.active and self.state in WAITING

    @property
    def number(self) -> str:
        """Its own reference, "" for what only a tracker told of."""
        return self.submission.reference if self.submission else ""


@dataclass(frozen=True, slots=True)
class Submissions:
    """Every submission, longest waiting first; `met_on` is the day of the last meeting before today."""

    reference: Reference
    met_on: date | None
    rows: tuple[SubmissionRow, ...]

    def since_meeting(self, row: SubmissionRow) -> bool:
        """Whether a decision was taken since the last meeting; all of them where there was none."""
        return self.met_on is None or (row.since is not None and row.since > self.met_on)


def nominals_of(connection: Connection) -> dict[str, int]:
    """How many nominals stand on each threat that has any."""
    of = table(Nominal).c.threat
    return {row[0]: row[1] for row in connection.execute(select(of, func.count()).group_by(of))}


def _last_meeting(connection: Connection, today: date) -> date | None:
    where = table(Meeting)
    query = select(func.max(where.c.on)).where(where.c.series == Series.TASKING, where.c.on <= today)
    return connection.execute(query.where(where.c.state != MeetingState.CANCELLED)).scalar()


def _threats(connection: Connection) -> dict[str, Threat]:
    where = table(Threat)
    touched = select(table(Submission).c.threat).union(select(table(MappingStep).c.threat))
    wanted = where.c.id.in_(touched) | where.c.mapping.in_(WAITING)
    unratified = where.c.live_operation & (where.c.mapping != MappingState.RATIFIED)
    rows = connection.execute(select(where).where(wanted | unratified))
    return {row.id: Threat(**row._mapping) for row in rows}


def grid(connection: Connection, today: date) -> Submissions:
    """Every submission, and every live operation on a group that is not ratified, in a few queries."""
    region = reference(connection)
    threats, members = _threats(connection), nominals_of(connection)
    sent, steps = table(Submission), table(MappingStep)
    submissions = [Submission(**row._mapping) for row in connection.execute(select(sent).order_by(sent.c.id))]
    rows = connection.execute(select(steps).order_by(steps.c.on, steps.c.id))
    taken = [MappingStep(**row._mapping) for row in rows]
    mapped = [Mapped(t.id, t.mapping, t.mapping_on) for t in threats.values()]
    forces = {force.id: force for force in region.forces}
    themes = {theme.id: theme.name for theme in region.themes}
    settings, alone = region.settings, self_ratified(connection)

    def row(threat: Threat, trail: Trail[Submission] | None) -> SubmissionRow:
        force = forces.get(threat.home_force or "")
        clock = trail.clock(today) if trail else Clock((), 0, 0, None, 0)
        state = trail.state if trail else threat.mapping
        now = clock.now
        submission = trail.submission if trail else None
        decided = state in DECIDED
        return SubmissionRow(
            submission.id if submission else f"{threat.id}{'' if now is None else now.since}",
            threat.id,
            submission,
            threat.reference,
            display(threat.name, threat.operation, ""),
            force.name if force else "",
            (force.short or force.name) if force else "",
            themes.get(threat.primary_theme or "", ""),
            threat.status is ThreatStatus.ACTIVE,
            state,
            now.since if now else None,
            clock.waited if decided else now.days if now else None,
            None if decided else limit(state, settings.submission_limit_days, settings.returned_limit_days),
            completeness(
                settings.submission_fields,
                said_by(threat, members.get(threat.id, 0)),
                read_answers(submission.answers) if submission else {},
            ),
            not decided and live_unratified(threat),
            clock,
            submission is not None and submission.id in alone,
        )

    found = [row(threats[trail.threat], trail) for trail in trails(submissions, taken, mapped)]
    told = {one.threat for one in found if one.state not in DECIDED}
    found += [
        row(threat, None) for threat in threats.values() if threat.id not in told and live_unratified(threat)
    ]
    return Submissions(region, _last_meeting(connection, today), tuple(found))


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the form of a threat's submission is made of; `submission` is None for one not opened yet.

    `said` is what the threat says by source, `words` the same in words, "" where it says nothing; `steps` are
    those of the submission, oldest first; `self_ratified`: who ratified it had prepared it too.
    """

    threat: Threat
    reference: Reference
    submission: Submission | None
    said: Mapping[str, object]
    words: Mapping[str, str]
    steps: tuple[MappingStep, ...]
    self_ratified: bool = False

    @property
    def fields(self) -> tuple[SubmissionField, ...]:
        """What the region asks for."""
        return self.reference.settings.submission_fields

    def complete(self, answers: Mapping[str, str], told: Mapping[str, str] | None = None) -> Completeness:
        """How complete it is with these answers, and what the form would tell the threat."""
        return completeness(self.fields, {**self.said, **(told or {})}, answers)


def _said_words(threat: Threat, region: Reference, nominals: list[Nominal]) -> dict[str, str]:
    said = {name: value for name, value in said_by(threat, 0).items() if isinstance(value, str)}
    theme, force = region.theme(threat.primary_theme), region.force(threat.home_force)
    others = [region.force(id) for id in threat.other_forces]
    roles = Counter(nominal.role for nominal in nominals)
    counted = ", ".join(f"{roles[role]} {role.value}" for role in NominalRole if roles[role])
    return said | {
        "primary_theme": theme.name if theme else "",
        "home_force": force.name if force else "",
        "other_forces": ", ".join(other.name for other in others if other),
        NOMINALS: f"{len(nominals)}: {counted}" if nominals else "",
    }


def dossier(connection: Connection, threat: str, submission: str | None = None) -> Dossier:
    """What the form of a submission is made of; Refusal("gone") where a record is no longer there."""
    found = record(connection, Threat, threat)
    members, steps = table(Nominal), table(MappingStep)
    rows = connection.execute(select(members).where(members.c.threat == threat).order_by(members.c.id))
    nominals = [Nominal(**row._mapping) for row in rows]
    taken = select(steps).where(steps.c.submission == submission).order_by(steps.c.on, steps.c.id)
    region = reference(connection)
    return Dossier(
        found,
        region,
        record(connection, Submission, submission) if submission else None,
        said_by(found, len(nominals)),
        _said_words(found, region, nominals),
        tuple(MappingStep(**row._mapping) for row in connection.execute(taken)) if submission else (),
        submission in self_ratified(connection, threat),
    )


def may_be_submitted(connection: Connection) -> tuple[Person, ...]:
    """The active threats that may be submitted now, as a form offers them."""
    where, sent = table(Threat), table(Submission)
    live = select(sent.c.threat).where(sent.c.state.in_(LIVE))
    query = (
        select(where.c.id, where.c.name, where.c.operation, where.c.reference)
        .where(where.c.status == ThreatStatus.ACTIVE)
        .where(where.c.mapping != MappingState.RATIFIED, where.c.id.not_in(live))
        .order_by(where.c.reference)
    )
    return tuple(
        Person(id, reference_, display(name, operation, ""), False)
        for id, name, operation, reference_ in connection.execute(query)
    )

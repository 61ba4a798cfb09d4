"""When a threat is to be scored again, as a condition on threats and of a card; domain/reassessment rules."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from app.domain import reassessment
from app.domain.codes import NominalRole, RequestState
from app.domain.disruption import Disruption
from app.domain.nominal import Nominal
from app.domain.reassessment import RATINGS, Reason
from app.domain.request import Request
from app.domain.score import Score
from app.domain.threat import Threat
from app.reads.card import Card
from app.store.tables import table

T, S, D, N, R = (table(cls) for cls in (Threat, Score, Disruption, Nominal, Request))


def overtaken(today: date) -> ColumnElement[bool]:
    """Whether a major change came after the score in force, up to a day."""
    latest = select(func.max(S.c.assessed_on)).where(S.c.threat == T.c.id)
    # said outright: within an exists() it would join every threat instead of meaning the one outside
    scored_on = latest.correlate(T).scalar_subquery()

    def after(day: ColumnElement[date | None]) -> ColumnElement[bool]:
        return and_(day <= today, day > scored_on)

    ended = func.coalesce(R.c.outcome_on, R.c.ends)
    return or_(
        after(T.c.themes_changed_on),
        exists().where(D.c.threat == T.c.id, D.c.rating.in_(RATINGS), after(D.c.on)),
        exists().where(N.c.threat == T.c.id, N.c.role == NominalRole.PRINCIPAL, after(N.c.since)),
        exists().where(R.c.threat == T.c.id, R.c.state == RequestState.ENDED, R.c.reassess, after(ended)),
    )


def reasons(card: Card, until: date) -> tuple[Reason, ...]:
    """Why the threat of a card is to be scored again by a day, earliest first."""
    return reassessment.reasons(
        max((score.assessed_on for score in card.scores if score.assessed_on), default=None),
        card.threat.themes_changed_on,
        card.disruptions,
        card.nominals,
        card.requests,
        card.reference.settings.score_stale_months,
        until,
    )

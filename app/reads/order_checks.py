"""The checks on orders and releases as conditions of the list: what domain.order_rules says of one record."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.domain.codes import OrderState
from app.domain.dates import add_months
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.order_rules import PENDING
from app.domain.region_settings import RegionSettings
from app.domain.threat import Threat
from app.store.tables import table

T, N, O = table(Threat), table(Nominal), table(AncillaryOrder)  # noqa: E741


def current(today: date) -> ColumnElement[bool]:
    """The nominal is on the group on a day."""
    return or_(N.c.until.is_(None), N.c.until >= today)


def _live(today: date) -> ColumnElement[bool]:
    by_dates = O.c.state.in_([OrderState.GRANTED, OrderState.IN_FORCE, OrderState.EXPIRED])
    not_yet = and_(O.c.state == OrderState.DISCHARGED, O.c.expires_on > today)
    return and_(or_(by_dates, not_yet), or_(O.c.expires_on.is_(None), O.c.expires_on >= today))


def release_unplanned(today: date, limits: RegionSettings) -> ColumnElement[bool]:
    """A release is due within the local months and has no plan (check 45)."""
    due = and_(
        N.c.release_on <= add_months(today, limits.release_months),
        or_(N.c.in_custody, N.c.release_on >= today),
    )
    return T.c.id.in_(select(N.c.threat).where(current(today), due, func.trim(N.c.release_plan) == ""))


def order_not_considered(today: date) -> ColumnElement[bool]:
    """A nominal is charged or convicted, and no order was considered (check 46)."""
    accused = or_(N.c.charged_on.is_not(None), N.c.convicted_on.is_not(None))
    has_order = N.c.id.in_(select(O.c.nominal).where(O.c.nominal.is_not(None)))
    return T.c.id.in_(select(N.c.threat).where(current(today), accused, ~has_order))


def order_wanting(today: date, limits: RegionSettings) -> ColumnElement[bool]:
    """An order that is granted or in force has nobody to monitor it, or expires soon (check 47)."""
    nobody = and_(O.c.owner.is_(None), func.trim(O.c.owner_organisation) == "")
    soon = O.c.expires_on <= today + timedelta(days=limits.order_due_days)
    return T.c.id.in_(select(O.c.threat).where(_live(today), or_(nobody, soon)))


def due_soon(today: date, limits: RegionSettings) -> ColumnElement[bool]:
    """Something is due on the order within the local days, or overdue; its expiry counts too."""
    last = today + timedelta(days=limits.order_due_days)
    open_ = or_(_live(today), O.c.state.in_(sorted(PENDING)))
    return or_(and_(open_, O.c.due <= last), and_(_live(today), O.c.expires_on <= last))

"""What is wrong with the mapping of threats, as conditions on threats (checks 26 to 29 of the pack)."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, true

from app.domain.codes import MappingState
from app.domain.nominal import Nominal
from app.domain.region_settings import RegionSettings
from app.domain.submission import Submission, SubmissionField
from app.domain.submission_fields import NOMINALS, TEXTS, asked
from app.domain.submission_rules import WAITING, WITH_ROCTA
from app.domain.threat import Threat
from app.store.tables import table

_T, _S = table(Threat), table(Submission)


def live_unratified() -> ColumnElement[bool]:
    """Police work goes on before ROCTA has ratified the group."""
    return and_(_T.c.live_operation, _T.c.mapping != MappingState.RATIFIED)


def submission_waiting(today: date, limits: RegionSettings) -> ColumnElement[bool]:
    """It waits with ROCTA for longer than the LOCAL limit."""
    before = today - timedelta(days=limits.submission_limit_days)
    return and_(_T.c.mapping.in_(WITH_ROCTA), _T.c.mapping_on < before)


def returned_waiting(today: date, limits: RegionSettings) -> ColumnElement[bool]:
    """It was returned and not sent again within the LOCAL limit."""
    before = today - timedelta(days=limits.returned_limit_days)
    return and_(_T.c.mapping == MappingState.RETURNED, _T.c.mapping_on < before)


def _lacks(field: SubmissionField) -> ColumnElement[bool]:
    if asked(field):
        # the quotes keep a code with a point in it whole
        said = func.json_extract(_S.c.answers, f'$."{field.code}"')
        return func.trim(func.coalesce(said, "")) == ""
    if field.source == NOMINALS:
        # said outright: within an exists() it would join every threat instead of meaning the one outside
        return ~exists().where(table(Nominal).c.threat == _T.c.id).correlate(_T)
    column = _T.c[field.source]
    if field.source in TEXTS:
        return func.trim(column) == ""
    return column == () if field.source == "other_forces" else column.is_(None)


def fields_missing(limits: RegionSettings) -> ColumnElement[bool]:
    """A submission that was sent and is not decided lacks a field that the region requires."""
    required = [_lacks(field) for field in limits.submission_fields if field.required]
    lacking = or_(*required) if required else ~true()
    return exists().where(_S.c.threat == _T.c.id, _S.c.state.in_(WAITING), lacking)

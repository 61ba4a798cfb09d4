"""The agenda of one meeting: laid from the template of its series, then arranged item by item."""

from __future__ import annotations

from app.domain.agenda import AgendaItem, StandingItem
from app.domain.codes import Role, Series
from app.domain.meeting import Meeting
from app.domain.region import Setting
from app.domain.region_settings import RegionSettings, from_records
from app.errors import Refusal
from app.store.unit import Unit, command


def template(settings: RegionSettings, series: Series) -> tuple[StandingItem, ...]:
    """The LOCAL standing agenda of a series."""
    return {
        Series.TASKING: settings.agenda,
        Series.CAPABILITIES: settings.capabilities_agenda,
        Series.PERFORMANCE: settings.performance_agenda,
    }[series]


@command("agenda.begin", needs=Role.COORDINATOR)
def begin(unit: Unit, meeting: str) -> int:
    """Lays the template of its series as the agenda of a meeting; how many items there are.

    Refusal("agenda.begun") where it has an agenda already.
    """
    held = unit.get(Meeting, meeting)
    if unit.find(AgendaItem, meeting=meeting):
        raise Refusal("agenda.begun")
    standing = template(from_records(unit.find(Setting)), held.series)
    return unit.put_many(
        AgendaItem(
            id=unit.new_id(),
            meeting=meeting,
            place=place,
            key=item.key,
            title=item.title,
            led_by=item.led_by,
            minutes=item.minutes,
        )
        for place, item in enumerate(standing, 1)
    )

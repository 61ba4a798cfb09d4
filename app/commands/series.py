"""The series that meetings are of, and who is expected at them."""

from __future__ import annotations

from dataclasses import replace

from app.domain.meeting import MeetingSeries, Member
from app.errors import Refusal
from app.store.unit import Unit, command


@command("series.save")
def save(unit: Unit, series: MeetingSeries) -> MeetingSeries:
    """What the meetings of a series begin with; Refusal("series.there") for a second one of its kind."""
    if any(other.id != series.id for other in unit.find(MeetingSeries, series=series.series)):
        raise Refusal("series.there", series=series.series.value)
    return unit.put(series)


@command("member.add")
def add_member(unit: Unit, member: Member) -> Member:
    """Somebody more who is expected, the last of the list; Refusal("member.there") where they are on it."""
    listed = unit.find(Member, series=member.series)
    _refuse_twice(member, listed)
    return unit.put(replace(member, place=max((other.place for other in listed), default=0) + 1))


@command("member.change")
def change_member(unit: Unit, member: Member) -> Member:
    """Another name, organisation or role of somebody expected, or the items they come for."""
    _refuse_twice(member, unit.find(Member, series=member.series))
    return unit.put(member)


def _refuse_twice(member: Member, listed: list[Member]) -> None:
    for other in listed:
        same = (other.name, other.organisation, other.officer) == (
            member.name,
            member.organisation,
            member.officer,
        )
        if same and other.id != member.id and not other.retired and not member.retired:
            raise Refusal("member.there", name=member.name)


@command("member.move")
def move_member(unit: Unit, member: str, at: int) -> None:
    """Puts somebody at a place of the list, from 0; a place past the end is the last."""
    moved = unit.get(Member, member)
    others = [m for m in unit.find(Member, series=moved.series) if m.id != member and not m.retired]
    others.sort(key=lambda m: (m.place, m.id))
    others.insert(min(max(at, 0), len(others)), moved)
    for place, each in enumerate(others, 1):
        unit.put(replace(each, place=place))


@command("member.retire")
def retire_member(unit: Unit, member: str, retired: bool = True) -> Member:
    """Takes somebody off the list of those expected, or puts them on it again; past meetings keep them."""
    return unit.put(replace(unit.get(Member, member), retired=retired))

"""Who came to a meeting, as its minutes say it: in one paragraph, and by name in the workbook."""

from __future__ import annotations

from app.domain.codes import Present
from app.domain.held_meeting import HeldMeeting
from app.domain.meeting import Attendance
from app.packs.model import Fact

NONE_RECORDED = "not recorded"


def present(held: HeldMeeting) -> tuple[Fact, ...]:
    """Present, those who came for some items, apologies, absent: the names of each as the members stand."""
    order = {member.id: place for place, member in enumerate(held.members)}
    people = sorted(held.attendance, key=lambda one: (order.get(one.member or "", len(order)), one.name))
    roles = {member.id: member.role for member in held.members}
    groups: dict[str, list[str]] = {"Present": []}
    for one in people:
        if one.state in (Present.PRESENT, Present.DEPUTY):
            label = f"Items {one.items}" if one.items else "Present"
        else:
            label = "Apologies" if one.state is Present.APOLOGIES else "Absent"
        groups.setdefault(label, []).append(_named(one, roles.get(one.member or "", "")))
    last = {"Present": 0, "Apologies": 2, "Absent": 3}
    return tuple(
        Fact(label, "; ".join(names) or NONE_RECORDED)
        for label, names in sorted(groups.items(), key=lambda group: (last.get(group[0], 1), group[0]))
    )


def _named(one: Attendance, role: str) -> str:
    """A name with its organisation and part in the meeting; a deputy before the one they stand for."""
    place = f", {one.organisation}" if one.organisation and one.organisation != one.name else ""
    if one.state is Present.DEPUTY:
        return f"{one.deputy} (for {one.name}{place})"
    return f"{one.name}{place}{f' ({role})' if role else ''}"

"""Submissions for tests: a region that asks for three fields, threats, and submissions brought to a state."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from app.commands import meetings, region, submissions
from app.domain.codes import ChoiceList, MappingState
from app.domain.meeting import Meeting
from app.domain.submission import Submission
from app.domain.threat import Threat
from app.reads.reference import reference
from app.register import Register
from tests.builders import add_threat

FIELDS = [
    ["name", "Name of the group", "What the force calls it.", "name", True],
    ["area", "Area", "", "area", True],
    ["harm", "Evidence of harm", "What shows it.", "", True],
    ["score", "Score proposed", "", "", False],
]


def asks(register: Register) -> None:
    """A region that asks for name, area, evidence of harm and, not required, a score."""
    register.do(region.change_setting, "submission_fields", FIELDS, 1)


def met(register: Register, on: date = date(2026, 11, 12)) -> None:
    """The last meeting, and the one of December."""
    register.do(meetings.plan, Meeting(id="m11", month="2026-11", on=on))
    register.do(meetings.plan, Meeting(id="m12", month="2026-12", on=date(2026, 12, 10)))


def reason(register: Register) -> str:
    """The first return reason of the region's list."""
    return register.ask(reference).offered(ChoiceList.RETURN_REASON)[0].id


def submitted(
    register: Register,
    state: MappingState,
    *days: date,
    threat: Threat | None = None,
    harm: str = "Log 12",
    number: str = "0131",
    **fields: Any,
) -> Submission:
    """A submission brought to a state; `days` are those of its steps, the opening first."""
    threat = threat or add_threat(register, f"AS/2024/{number}", **{"area": "Avonmere", **fields})
    made: Submission = register.do(
        submissions.open_,
        Submission(
            id=f"s-{number}",
            threat=threat.id,
            proposer="DI M Hale",
            opened_on=days[0],
            state_on=days[0],
            answers=json.dumps({"harm": harm}),
        ),
    ).result
    for name, on in zip(WAY[state], days[1:], strict=True):
        if name == "return":
            arguments: tuple[Any, ...] = (reason(register), "Give the logs.")
        else:
            arguments = {"ratify": ("P Vosper",), "reject": ("No group.",)}.get(name, ())
        made = register.do(COMMANDS[name], made, on, *arguments).result
    return made


COMMANDS: dict[str, Any] = {
    "submit": submissions.submit,
    "return": submissions.return_,
    "resubmit": submissions.resubmit,
    "ratify": submissions.ratify,
    "reject": submissions.reject,
}
WAY: dict[MappingState, tuple[str, ...]] = {
    MappingState.DRAFT: (),
    MappingState.SUBMITTED: ("submit",),
    MappingState.RETURNED: ("submit", "return"),
    MappingState.RESUBMITTED: ("submit", "return", "resubmit"),
    MappingState.RATIFIED: ("submit", "ratify"),
    MappingState.REJECTED: ("submit", "reject"),
}

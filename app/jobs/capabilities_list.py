"""Printing the list of a capabilities meeting: one read, one file put in place, the disclosure logged."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from app.commands import requests as commands
from app.domain.clock import today
from app.domain.region import Region
from app.domain.request import Request
from app.errors import Refusal
from app.jobs import print_paper
from app.jobs.print_paper import Printed
from app.packs import pdf_capabilities
from app.packs.capabilities import CapabilitiesList, Listed, build
from app.packs.request_rows import Past
from app.reads.requests import RequestLine, Requests, page
from app.register import Register


def made(register: Register, meeting: str) -> CapabilitiesList:
    """The list of a meeting as the register stands; Refusal("gone") where the meeting is not there."""
    now, on = register.clock.now(), today(register.clock)
    answer = register.ask(page, on)
    chosen = next((each for each in answer.meetings if each.id == meeting), None)
    if chosen is None:
        raise Refusal("gone", kind="meeting")
    rows = tuple(_listed(answer, line) for line in answer.listed(meeting))
    region = answer.reference.region or Region(id="", name="")
    return build(region, answer.reference.settings, chosen, rows, today=on, made_at=now)


def _listed(answer: Requests, line: RequestLine) -> Listed:
    return Listed(
        line.request,
        line.threat,
        line.threat_reference,
        line.force,
        line.capability,
        line.score,
        line.waited,
        tuple(_past(answer, other, line.request) for other in line.before),
    )


def _past(answer: Requests, other: Request, of: Request) -> Past:
    named = answer.reference.choice(other.capability)
    return Past(
        "this request" if other.id == of.id else other.reference,
        other.threat,
        answer.references.get(other.threat, ""),
        named.name if named else "",
        other.decision,
        other.decided_on,
        other.decision_reason,
        other.conditions,
        other.conditions_met,
    )


def preview(register: Register, meeting: str) -> bytes:
    """The list as it would be printed now, in memory only."""
    target = BytesIO()
    pdf_capabilities.write(made(register, meeting), target)
    register.consulted("meeting.previewed", meeting)
    return target.getvalue()


def print_list(
    register: Register, meeting: str, folder: Path, progress: Callable[..., object] | None = None
) -> Printed:
    """Writes the list into `folder` and logs that it left (DPA 2018 s.62).

    Raises Refusal: read_only, gone, export.no_folder, export.no_room, export.target_open; the old file then
    stays as it was.
    """
    register.require("request.print_list")
    print_paper.refuse_reader(register)
    shown = made(register, meeting)
    facts = {
        "on": shown.on.isoformat(),
        "marking": shown.marking,
        "recipients": "capabilities meeting",
    }
    return print_paper.put(
        register,
        folder,
        f"{shown.file_name}.pdf",
        lambda target: pdf_capabilities.write(shown, target),
        commands.disclose_list,
        meeting,
        facts,
    )

"""Printing a submission for ROCTA: one read, one form, one file put in place, and the disclosure logged."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from app.commands import submissions as commands
from app.domain.clock import today
from app.domain.region import Region
from app.errors import Refusal
from app.jobs import print_paper
from app.jobs.print_paper import Printed
from app.packs import pdf_submission
from app.packs.submission_form import SubmissionForm, build
from app.reads.submissions import dossier
from app.register import Register


def form(register: Register, threat: str, submission: str) -> SubmissionForm:
    """The form of a submission as the register stands; Refusal("gone") where it is not there."""
    found = register.ask(dossier, threat, submission)
    if found.submission is None:
        raise Refusal("gone", kind="submission")
    return build(
        found.submission,
        found.threat,
        found.steps,
        found.words,
        region=found.reference.region or Region(id="", name=""),
        settings=found.reference.settings,
        choices=found.reference.choices,
        today=today(register.clock),
        made_at=register.clock.now(),
    )


def preview(
    register: Register, threat: str, submission: str, progress: Callable[..., object] | None = None
) -> bytes:
    """The form as it would be printed now, in memory only; reading is enough for it."""
    target = BytesIO()
    pdf_submission.write(form(register, threat, submission), target)
    return target.getvalue()


def save(
    register: Register,
    threat: str,
    submission: str,
    folder: Path,
    progress: Callable[..., object] | None = None,
) -> Printed:
    """Writes the form into `folder` and logs that it left (DPA 2018 s.62).

    Raises Refusal: read_only, gone, export.no_folder, export.no_room, export.target_open; the old file then
    stays as it was.
    """
    register.require("submission.print")
    print_paper.refuse_reader(register)
    made = form(register, threat, submission)
    facts = {
        "threat": threat,
        "reference": made.reference,
        "marking": made.marking,
        "recipients": "ROCTA",
    }
    return print_paper.put(
        register,
        folder,
        f"{made.file_name}.pdf",
        lambda target: pdf_submission.write(made, target),
        commands.disclose,
        submission,
        facts,
    )

"""Printing a submission for ROCTA: one read, one form, one file put in place, and the disclosure logged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from app.commands import submissions as commands
from app.domain.clock import today
from app.domain.region import Region
from app.errors import Refusal
from app.jobs import put_in_place
from app.packs import pdf_submission
from app.packs.submission_form import SubmissionForm, build
from app.reads.submissions import dossier
from app.register import Done, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The file, its SHA-256, and the entry in the register's log."""

    pdf: Path
    hash: str
    done: Done


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
    if register.read_only:
        raise Refusal("read_only", by=register.held_by) if register.held_by else Refusal("medium_read_only")
    made = form(register, threat, submission)
    name = f"{made.file_name}.pdf"

    def recorded(hashes: dict[str, str]) -> Printed:
        facts: dict[str, Any] = {
            "threat": threat,
            "reference": made.reference,
            "marking": made.marking,
            "recipients": "ROCTA",
            "files": hashes,
        }
        done = register.do(commands.disclose, submission, facts)
        return Printed(pdf=folder / name, hash=hashes[name], done=done)

    return put_in_place.write(
        folder,
        {name: lambda target: pdf_submission.write(made, target)},
        recorded,
        left_over=f".{made.reference} submission",
    )

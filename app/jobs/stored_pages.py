"""The pages of what was issued, from its stored Pack and in memory only, to be looked at."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from app.domain.codes import Paper
from app.jobs.issue_month import Cancel, Progress, stored_pack, teller
from app.jobs.print_pack import PRINT
from app.packs import pdf, pdf_addendum
from app.reads import issues as reads
from app.register import Register


def pages(
    register: Register,
    issue: str,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> bytes:
    """The PDF of an issue without a copy's number; Refusal("gone") where there is none, and Cancelled."""
    tell = teller(progress, cancelled)
    found = register.ask(reads.issue, issue)
    pack = replace(stored_pack(register, issue), body=found.body)
    target = BytesIO()
    write = pdf_addendum.write if found.paper is Paper.ADDENDUM else pdf.write
    write(pack, target, lambda done, whole: tell(PRINT, done, whole))
    return target.getvalue()

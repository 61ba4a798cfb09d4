"""The jobs behind Packs, each a step that the page runs off its thread; reportlab loads in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.edition import Edition
from app.domain.issue_rules import Recipient
from app.domain.preflight import Found
from app.packs.editions import WithheldText
from app.packs.read_back_search import Way
from app.register import Register
from app.ui.dialogs.issue import Order
from app.ui.pages.preview_pages import PreviewPages


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with its pages open, and what the preflight found in it."""

    pages: PreviewPages
    found: tuple[Found, ...]
    withheld: tuple[WithheldText, ...]
    ways: tuple[Way, ...] = ()


def open_draft(register: Register, month: str, edition: Edition, progress: Any) -> Drafted:
    """The draft of a month as open pages, made and opened off the GUI thread."""
    # reportlab is loaded here, by the job, not when the page is first seen
    from app.jobs import draft_pack

    made = draft_pack.draft(register, month, edition, progress=progress)
    return Drafted(PreviewPages(made.pdf), made.found, made.withheld, made.ways)


def issue(register: Register, month: str, folder: Path, edition: Edition, order: Order, progress: Any) -> Any:
    """Issues the pack of a month into a folder."""
    from app.jobs import issue_month

    return issue_month.issue(register, month, folder, edition=edition, **order._asdict(), progress=progress)


def save_draft(register: Register, month: str, folder: Path, edition: Edition, progress: Any) -> Any:
    """Writes the draft of a month into a folder."""
    from app.jobs import issue_month

    return issue_month.export(register, month, folder, edition=edition, progress=progress)


def open_stored(register: Register, issue: str, progress: Any) -> PreviewPages:
    """What was issued, as it is kept, with its pages open."""
    from app.jobs import reprint

    return PreviewPages(reprint.pages(register, issue, progress=progress))


def print_again(register: Register, issue: str, folder: Path, progress: Any) -> Any:
    """The files of an issue written into a folder again."""
    from app.jobs import reprint

    return reprint.reprint(register, issue, folder, progress=progress)


def print_copy(register: Register, issue: str, folder: Path, to: Recipient, progress: Any) -> Any:
    """One more numbered copy of an issue, written into a folder and recorded."""
    from app.jobs import reprint

    return reprint.further_copy(register, issue, folder, to, progress=progress)


def zip_meeting(register: Register, meeting: str, folder: Path, progress: Any) -> Any:
    """Everything that was issued for a meeting, in one zip in a folder."""
    from app.jobs import meeting_zip

    return meeting_zip.meeting_zip(register, meeting, folder, progress=progress)


def verify(register: Register, path: Path, progress: Any) -> tuple[bool, str, str]:
    """Whether a file is one that holds, what it is in words, and the issue that it is of, "" for none."""
    from app.jobs import verify_file

    found = verify_file.verify_file(register, path)
    of = found.issue.id if found.issue is not None else ""
    return found.good, found.words, of


def names(written: Any) -> str:
    """The files of a job's answer: one by its name, more by their number, for the folder is beside them."""
    paths = getattr(written, "paths", None) or (written.path,)
    return str(paths[0].name) if len(paths) == 1 else f"{len(paths)} files"

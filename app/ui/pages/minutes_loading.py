"""The jobs behind the page of minutes, each run off its thread; reportlab and openpyxl load in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.domain.edition import Edition
from app.domain.issue_rules import Recipient
from app.register import Register
from app.ui.pages.preview_pages import PreviewPages


def open_minutes(register: Register, meeting: str, edition: Edition, progress: Any) -> PreviewPages:
    """The minutes as they would be issued now, with their pages open."""
    from app.jobs import minutes

    return PreviewPages(minutes.preview(register, meeting, edition=edition, progress=progress))


def issue(
    register: Register,
    meeting: str,
    folder: Path,
    edition: Edition,
    copies: tuple[Recipient, ...],
    progress: Any,
) -> Any:
    """Issues the minutes into a folder."""
    from app.jobs import minutes

    return minutes.issue(register, meeting, folder, edition=edition, copies=copies, progress=progress)


def print_again(register: Register, issued: str, folder: Path, progress: Any) -> Any:
    """The files of issued minutes written into a folder again."""
    from app.jobs import minutes

    return minutes.reprint(register, issued, folder, progress=progress)


def chase(register: Register, month: str, folder: Path, progress: Any) -> Any:
    """One workbook for each lead with their open actions."""
    from app.jobs import chase

    return chase.write(register, month, folder, progress=progress)


def calendar(register: Register, folder: Path, progress: Any) -> Any:
    """Due dates and meetings as a calendar."""
    from app.jobs import calendar

    return calendar.write(register, folder, progress=progress)

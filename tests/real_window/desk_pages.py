"""Home, Packs and the wizard in a real window, further than the first sight of each."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.codes import EditionKind, Paper
from app.ui.page import Place
from app.ui.pages.home import HomePage
from app.ui.pages.import_model import Part
from app.ui.pages.importing import DONE, LAYOUT, REVIEW, ImportPage
from app.ui.pages.packs import PacksPage

if TYPE_CHECKING:
    from tests.real_window.__main__ import Round

SAMPLES = Path(__file__).parent.parent / "samples"
PATIENCE = 60


def until(round_: Round, holds: Callable[[], bool], what: str) -> None:
    """Waits until something holds; a mistake where it never does."""
    end = time.monotonic() + PATIENCE
    while not holds():
        round_.app.processEvents()
        time.sleep(0.01)
        if time.monotonic() > end:
            round_.mistakes.append(f"{round_.look.name}: {what} never came")
            return


def visit_packs(round_: Round) -> None:
    """The draft, a page far in it at its own width, and the preflight in focus."""
    round_.visit(Place("packs", filter={"part": "preflight"}))
    page = round_.window.page()
    assert isinstance(page, PacksPage)
    until(round_, lambda: page.preview.view.count > 0, "the draft")
    round_.picture("packs-preflight")
    page.preview.zoom.setCurrentIndex(1)
    page.preview.zoom.activated.emit(1)
    page.preview.view.go(min(10, page.preview.view.count - 1))
    until(round_, lambda: page.preview.view.image_of(page.preview.view.page) is not None, "a page")
    round_.picture("packs-page")
    page.outline.edition.choose(EditionKind.PARTNER)
    round_.settle(1.0)
    round_.picture("packs-partner")
    round_.dialog("packs-held-back", page.preflight.withheld_wanted.emit)
    page.issuing.folder = "Tasking"
    round_.dialog("packs-issue", page.issuing.wanted.emit)
    page.issuing.folder = ""
    page.outline.edition.choose(EditionKind.FULL)
    round_.settle(1.0)
    _visit_issued(round_, page)
    # the windows of a round go only when the program ends
    page.preview.view.finish()


def _visit_issued(round_: Round, page: PacksPage) -> None:
    """The list of issues, its dialogs, and one issue as it is stored."""
    page.show_issued()
    round_.picture("packs-issued")
    row = next((row for row in page.issued.rows if row.issue.paper is Paper.PACK), None)
    if row is None:
        page.show_draft()
        return
    page.issued.choose(row.id)
    round_.dialog("packs-recall", page.issued.side.buttons["recall"].click)
    round_.dialog("packs-late-paper", page.issued.side.buttons["late"].click)
    round_.dialog("packs-record-copy", page.issued.side.copies.record)
    page.issued.open_issue(row.id)
    until(round_, lambda: page.issued.preview.view.count > 0, "the stored pack")
    round_.picture("packs-stored")
    page.issued.preview.view.finish()
    page.issued.back()
    page.show_draft()


def visit_wizard(round_: Round, *, take_in: bool = False) -> None:
    """A tracker as far as its review; taken in, with its inbox, only where the register is ours to change."""
    round_.visit(Place("import"))
    page = round_.window.page()
    assert isinstance(page, ImportPage)
    page.read(SAMPLES / "devon-and-cornwall-actions.csv")
    until(round_, lambda: page.steps.at == LAYOUT, "the layout")
    round_.picture("import-layout")
    page.layout_step.go_on.click()
    until(round_, lambda: page.steps.at == REVIEW, "the review")
    round_.picture("import-review")
    page.review.show_part(Part.STRANDS)
    page.review.panel.strands.choose("Prevent")
    round_.picture("import-strand")
    if not take_in:
        page.review.review = None
        return
    page.review.take_in.click()
    until(round_, lambda: page.steps.at == DONE and page.done.undo.isVisible(), "the end")
    round_.picture("import-done")
    page.done.to_inbox.click()
    round_.picture("import-inbox")


def plan_meeting(round_: Round) -> None:
    """The dialog that plans a meeting, from Home."""
    round_.visit(Place("home"), "home-without-meeting")
    page = round_.window.page()
    assert isinstance(page, HomePage)
    round_.dialog("plan-meeting", page.meeting.plan.click)

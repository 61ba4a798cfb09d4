"""The month before its meeting: planned, agenda built, preflight, issued in two editions, a late paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.domain.codes import EditionKind, IssueState, ItemState, LeadRole, Paper
from app.domain.preflight import Stand
from app.reads import card as card_reads
from app.ui.dialogs.agenda_item import AgendaItemDialog
from app.ui.dialogs.copy import NoticeDialog, SendDialog
from app.ui.dialogs.issue import IssueDialog
from app.ui.dialogs.issue_withheld import WithheldDialog
from app.ui.dialogs.late_paper import LatePaperDialog
from app.ui.dialogs.lead import LeadDialog
from app.ui.pages.card import CardPage
from app.ui.pages.meetings import AGENDA, MeetingsPage
from app.ui.pages.meetings_agenda import AgendaPart
from app.ui.pages.packs import PacksPage
from app.ui.pages.plan_meeting import PlanMeeting
from app.ui.pages.threats import ThreatsPage
from tests.real_window import filling
from tests.real_window.month_desk import ALT_SHIFT, FEBRUARY, PLAIN, MonthDesk

PRIVATE = "Vetting of one lead"
LATE = "Gorsefleet brothers: threat to life"
NO_LRO = "priority_no_lro"
GAPS = "The score of DC/2026/0201 comes with the return of 3 December."
FEW = 40
"""Rows of a list that was narrowed to what was sought."""
THREAT_NAME = ("threat", "name")
SECOND = "D/Supt Jo Penhale"


def is_planned(desk: MonthDesk) -> None:
    """The next meeting that is not planned yet; the series fills in all that it knows."""
    page = desk.go(MeetingsPage, "meetings")
    desk.press(page.list, Qt.Key.Key_M)
    dialog = desk.asked(PlanMeeting)
    desk.until(dialog.chair.text, "what the series says")
    desk.picture("planning")
    desk.save()
    made = desk.meeting(FEBRUARY).meeting
    desk.holds((made.on, made.starts) == (date(2027, 2, 9), "10:00"), f"by the rule of its series: {made.on}")
    desk.holds(
        made.papers_by == date(2027, 2, 2) and made.chair == "ACC Leslie Standish", "cut-off and chair"
    )
    desk.sees("9 Feb 2027", within=page)


def has_its_agenda(desk: MonthDesk) -> None:
    """Proposals accepted and parked, an item moved, one private, one for consent, and minutes that fit."""
    page = desk.meetings_page()
    page.views.setCurrentIndex(AGENDA)
    part = page.agenda
    desk.sees("125 minutes are allotted, 5 more than the 120 of the meeting.", within=page)
    desk.picture("agenda-too-long")
    before = desk.agenda()
    first, second, third = before.proposals[:3]
    for key in (Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_P):
        desk.press(part.proposals, key, PLAIN)
    held = desk.agenda()
    accepted = [item.submission for item in held.every if item.state is ItemState.LISTED and item.submission]
    desk.holds({first.submission, second.submission} <= set(accepted), "two submissions accepted")
    desk.holds(third.submission in {item.submission for item in held.parked}, "the third parked")
    desk.holds(len(held.proposals) == len(before.proposals) - 3, "none of them is proposed any more")
    _takes_the_stable(desk, part)
    _moves(desk, part)
    _adds_a_private_item(desk, part)
    _fits(desk, part)
    desk.sees("120 of 120 minutes allotted.", within=page)
    desk.picture("agenda")


def _choose(part: AgendaPart, title: str) -> None:
    """Takes an item of the agenda in hand."""
    row = next(n for n, line in enumerate(part.items.rows) if line.item.title.startswith(title))
    part.view.choose(row)


def _takes_the_stable(desk: MonthDesk, part: AgendaPart) -> None:
    """A group that is level is proposed for the consent list; another is put there by hand."""
    rows = part.proposed.rows.rows
    at = next(n for n, row in enumerate(rows) if row.proposal and row.proposal.rule == "stable")
    title = rows[at].proposal.title  # type: ignore[union-attr]
    part.proposals.choose(at)
    desk.press(part.proposals, Qt.Key.Key_A, PLAIN)
    desk.holds(desk.item(title).consent, "the stable group is on the consent list")
    _choose(part, "Coldquay")
    desk.press(part.view, Qt.Key.Key_C, PLAIN)
    desk.holds(desk.item("Coldquay").consent, "on the consent list by hand")


def _moves(desk: MonthDesk, part: AgendaPart) -> None:
    was = [item.title for number, item in desk.agenda().items if number in ("5.1", "5.2")]
    _choose(part, was[1])
    desk.press(part.view, Qt.Key.Key_Up, ALT_SHIFT)
    now = [item.title for number, item in desk.agenda().items if number in ("5.1", "5.2")]
    desk.holds(now == was[::-1], f"5.1 and 5.2 changed places: {now}")


def _adds_a_private_item(desk: MonthDesk, part: AgendaPart) -> None:
    _choose(part, "Resources and vacancies")
    desk.press(part.view, Qt.Key.Key_N)
    desk.asked(AgendaItemDialog)
    desk.fill(title=PRIVATE, minutes="5", private="the chair alone", ask="Agree to it")
    desk.picture("private-item")
    desk.save()
    made = desk.item(PRIVATE)
    number = next(number for number, item in desk.agenda().items if item.id == made.id)
    desk.holds(made.private and "P" in number, f"private, with a number of its own: {number}")


def _fits(desk: MonthDesk, part: AgendaPart) -> None:
    """What is too long is made shorter in its dialog."""
    _choose(part, "Priority groups")
    desk.press(part.view, Qt.Key.Key_Return, PLAIN)
    desk.asked(AgendaItemDialog)
    desk.fill(minutes="25")
    desk.save()
    over = desk.agenda()
    desk.holds(over.over == 0, f"{over.minutes} of {over.length} minutes")


def is_checked(desk: MonthDesk) -> None:
    """One finding is followed to where it is mended, and is gone when the draft is made anew."""
    page = desk.packs()
    number = _count(page)
    desk.holds(number == 2, "two priority groups have no LRO")
    page.preview.view.setFocus()
    desk.press(page.preflight, Qt.Key.Key_F8, PLAIN)
    desk.picture("preflight")
    desk.click(page.preflight, "List")
    threats = desk.window.page()
    desk.holds(isinstance(threats, ThreatsPage), "the link leads to the list")
    assert isinstance(threats, ThreatsPage)
    desk.sees("DC/2026/0201", within=threats)
    desk.picture("those-without-lro")
    desk.press(threats.grid.view, Qt.Key.Key_Return, PLAIN)
    card = desk.window.page()
    assert isinstance(card, CardPage)
    assert card.card is not None
    desk.threat = card.card.threat.id
    desk.choose_from_menu("Change a lead")
    dialog = desk.asked(LeadDialog)
    desk.fill(role="LRO", officer=dialog.officer.itemText(1))
    desk.picture("lead-given")
    desk.save()
    held = desk.register.ask(card_reads.card, desk.threat, desk.clock.moment.date())
    desk.holds(any(lead.assignment.role is LeadRole.LRO for lead in held.leads), "an LRO")
    desk.holds(_count(desk.packs()) == 1, "one left without an LRO")


def _count(page: PacksPage) -> int:
    return next((found.number for found in page.preflight.found if found.code == NO_LRO), 0)


def is_issued(desk: MonthDesk) -> None:
    """The full edition with two numbered copies, and the reason for what is still open."""
    page = desk.packs()
    left = sum(found.stand is Stand.MUST for found in page.preflight.found)
    desk.press(page.issuing, Qt.Key.Key_Return)
    desk.asked(IssueDialog)
    desk.holds(desk.refused(), "known gaps need a reason")
    desk.fill(gaps_reason=GAPS, copies=["ACC Leslie Standish", "Supt Lee Ashdown"], how="by hand")
    desk.picture("issuing")
    desk.save()
    desk.until(lambda: not page.issuing.running, "the issue")
    (made,) = desk.issues()
    desk.holds((made.number, made.gaps_reason) == ("1.0", GAPS), "issued with its reason")
    desk.holds(len(made.gaps) == left and left > 0, f"with its {left} known gaps")
    desk.holds(len(desk.files(".pdf")) == 2 and len(desk.files(".xlsx")) == 2, "two copies of both files")
    told = _text(desk.files(".pdf")[0])
    desk.holds("3 December" in told and PRIVATE not in told, "the reason is printed, the private item is not")
    desk.picture("issued")


def goes_to_a_partner(desk: MonthDesk) -> None:
    """The edition of a council: what is held back is listed, and somebody else has to have read it."""
    page = desk.packs()
    QTest.mouseClick(page.outline.edition.options[EditionKind.PARTNER], Qt.MouseButton.LeftButton)
    desk.drafted(page)
    desk.picture("partner-draft")
    desk.click(page.preflight, "Show")
    withheld = desk.asked(WithheldDialog)
    assert page.desk.drafted is not None
    held = next(each.text for each in page.desk.drafted.withheld if (each.kind, each.field) == THREAT_NAME)
    filling.put(withheld.grid.view.frozen.titles.cell(0), held)
    desk.until(lambda: withheld.grid.model.rowCount() < FEW, "the filter")
    desk.sees(held, within=withheld)
    desk.picture("held-back")
    withheld.leave()
    desk.press(page.issuing, Qt.Key.Key_Return)
    desk.asked(IssueDialog)
    _second(desk, "Drew Quill")
    desk.holds(desk.refused() and desk.dialog.isVisible(), "not oneself as the second person")
    desk.picture("second-person")
    _second(desk, SECOND)
    desk.save()
    desk.until(lambda: not page.issuing.running, "the partner edition")
    (made,) = desk.issues(kind=EditionKind.PARTNER)
    desk.holds((made.confirmed_by, made.withheld > 0) == (SECOND, True), "confirmed by a second person")
    (file,) = [path for path in desk.files(".pdf") if "AVON" in path.name or "Avonmere" in path.name]
    desk.holds(held not in _text(file), "it names no group that was not released")
    desk.picture("partner-issued")
    page.outline.edition.choose(EditionKind.FULL)
    desk.drafted(page)


def _second(desk: MonthDesk, name: str) -> None:
    desk.fill(confirmed_by=name)
    field = desk.dialog.form.field("confirmed_by")
    assert isinstance(field, QLineEdit)
    completer = field.completer()
    if completer is not None:
        completer.popup().hide()


def has_a_late_paper(desk: MonthDesk) -> None:
    """12A and the minor reissue that carries it; the version before is superseded, and its holders told."""
    desk.on(date(2026, 12, 4))
    page = desk.packs()
    desk.click(page.issuing, "Accept a late paper")
    desk.asked(LatePaperDialog)
    desk.fill(
        after="12 ", title=LATE, answer="A credible threat to one nominal was assessed on 3 December.",
        ask="Agree the interim safeguarding plan", because="The intelligence came after the cut-off.",
        text="The assessment is with the chair. Two visits were made.",
    )  # fmt: skip
    desk.picture("late-paper")
    desk.save()
    desk.until(lambda: desk.opened(IssueDialog), "the minor reissue")
    desk.fill(reason="Late paper 12A on a threat to life.")
    desk.picture("minor-reissue")
    desk.save()
    desk.until(lambda: not page.issuing.running, "the minor reissue")
    first, second = desk.issues()
    desk.holds((first.state, second.number) == (IssueState.SUPERSEDED, "1.1"), "1.1 supersedes 1.0")
    desk.holds(desk.issues(paper=Paper.ADDENDUM), "an addendum of the late paper alone")
    desk.picture("late-paper-issued")


def is_kept(desk: MonthDesk) -> None:
    """The stored issue, the dissemination register, and a file that is told to be the one issued."""
    page = desk.packs()
    desk.click(page, "Issued packs")
    view = page.issued
    first, second = desk.issues()
    view.choose(second.id)
    desk.settle()
    desk.picture("issued-list")
    desk.press(view.grid.view, Qt.Key.Key_Return, PLAIN)
    desk.until(lambda: view.preview.view.count > 0, "the stored pack")
    desk.sees("version 1.1", within=page)
    desk.picture("stored-issue")
    desk.press(view.preview.view, Qt.Key.Key_Escape, PLAIN)
    desk.click(view.side.copies, "Record copy")
    desk.asked(SendDialog)
    reason = "For the team that supports the operation"
    desk.fill(recipient="DI Pat Ostrow", organisation="SWROCU", how="by hand", reason=reason)
    desk.save()
    view.choose(first.id)
    desk.settle()
    desk.click(view.side.copies, "Holders told")
    desk.asked(NoticeDialog)
    desk.picture("holders-told")
    desk.save()
    row = next(row for row in view.rows if row.id == first.id)
    desk.holds(not row.to_tell and len(row.copies) == 2, "both holders of 1.0 were told")
    desk.picture("dissemination")
    good = desk.files(".pdf")[0]
    _verifies(desk, page, good, "issued")
    bad = good.with_name("changed.pdf")
    bad.write_bytes(good.read_bytes() + b"%")
    _verifies(desk, page, bad, "not")
    bad.unlink()
    page.show_draft()


def _verifies(desk: MonthDesk, page: PacksPage, path: Path, word: str) -> None:
    """The dialog of a file is answered with one."""
    page.issued.verify_file(str(path))
    desk.until(page.issued.work.told.text, "the verdict")
    desk.sees(word, within=page.issued.work)
    desk.picture(f"verified-{word}")


def _text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)

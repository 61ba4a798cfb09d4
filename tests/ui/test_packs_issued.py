"""Editions, the questions of an issue, and the list of everything issued, on a real register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.commands import issues as issue_commands
from app.commands import meetings, reference, series
from app.domain.clock import FixedClock
from app.domain.codes import ChoiceList, EditionKind, IssueState, Paper, Series
from app.domain.issue import Copy
from app.domain.issue_rules import Recipient
from app.domain.meeting import Meeting, Member
from app.domain.region import Choice
from app.jobs import issue_month
from app.reads.issues import copies, issues
from app.reads.packs import issued
from app.register import Register
from app.ui import palette
from app.ui.dialog import Dialog
from app.ui.dialogs.copy import EndDialog, NoticeDialog, SendDialog
from app.ui.dialogs.issue import IssueDialog, recipients
from app.ui.dialogs.issue_withheld import WithheldDialog
from app.ui.dialogs.late_paper import LatePaperDialog
from app.ui.dialogs.recall import RecallDialog
from app.ui.page import Place
from app.ui.page_table import PAGES
from app.ui.pages.pack_issued import comparison
from app.ui.pages.packs import PacksPage
from app.ui.pages.preflight import WAYS
from tests.builders import add_action, add_threat
from tests.ui.page_desk import PageDesk, desk, in_reading_order, nameless

CONTROL = Qt.KeyboardModifier.ControlModifier
ANYWAY = "Leads are named at the meeting"


@pytest.fixture
def month(register: Register) -> Register:
    """Two meetings, two groups in two forces, a partner organisation, and two members of the meeting."""
    for place, (reference_, force) in enumerate((("AS/1", "avon-and-somerset"), ("DO/1", "dorset")), 1):
        threat = add_threat(register, reference_, name=f"Group {place}", home_force=force, priority=place)
        add_action(register, threat, f"Visit premises {place}")
    register.do(
        meetings.plan, Meeting(id="m-12", month="2026-12", on=date(2026, 12, 10), chair="ACC Standish")
    )
    register.do(meetings.plan, Meeting(id="m-11", month="2026-11", on=date(2026, 11, 12)))
    council = Choice(id="p-1", list=ChoiceList.PARTNER, name="Saltmarsh Housing", place=90)
    register.do(reference.add, council)
    for place, (name, organisation) in enumerate((("ACC Standish", "SWROCU"), ("DI Rowan", "Dorset"))):
        member = Member(id=f"k-{place}", series=Series.TASKING, name=name, organisation=organisation)
        register.do(series.add_member, member)
    return register


def issued_once(
    register: Register, folder: Path, month: str = "2026-12", **given: object
) -> issue_month.Issued:
    return issue_month.issue(register, month, folder, gaps_reason=ANYWAY, **given)  # type: ignore[arg-type]


@pytest.fixture
def packs(month: Register, qtbot: QtBot) -> Iterator[PageDesk[PacksPage]]:
    with desk(month, qtbot, PacksPage) as made:
        yield made
        made.page.preview.view.finish()
        made.page.issued.preview.view.finish()


def with_draft(packs: PageDesk[PacksPage]) -> PacksPage:
    packs.visit(Place("packs"))
    packs.until(lambda: packs.page.preview.view.count > 0)
    packs.settle()
    return packs.page


def choose(packs: PageDesk[PacksPage], kind: EditionKind, holder: str = "") -> PacksPage:
    """Another edition, with its draft made."""
    page = packs.page
    before = page.preview.view.pages
    page.outline.edition.choose(kind, holder)
    packs.until(lambda: page.preview.view.pages is not before)
    packs.settle()
    return page


def said(page: PacksPage) -> list[str]:
    """The findings in sight."""
    return [text.text() for text in page.preflight.findChildren(QLabel) if text.isVisible()]


# editions


def test_each_force_and_each_partner_is_an_edition_of_its_own(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    whole = page.preview.view.count
    choose(packs, EditionKind.FORCE, "dorset")
    assert page.what.text() == "December 2026, Dorset edition"
    assert "Dorset" in page.preview.view.accessibleDescription()
    assert "One priority group has no LRO: Group 2" in said(page)
    assert page.preview.view.count <= whole
    choose(packs, EditionKind.PARTNER)
    assert page.what.text() == "December 2026, edition for Saltmarsh Housing"
    assert "No threat is released to Saltmarsh Housing" in said(page)
    assert [section.row for section in page.outline.sections.sections.sections if section.row] == []


def test_an_edition_is_chosen_with_the_arrow_keys(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    full = page.outline.edition.options[EditionKind.FULL]
    full.setFocus()
    packs.key(full, Qt.Key.Key_Down)
    assert page.what.text() == "December 2026, chair’s edition"
    packs.until(lambda: "Making" not in page.preview.made.text())


def test_what_was_held_back_is_listed_for_the_coordinator(packs: PageDesk[PacksPage]) -> None:
    with_draft(packs)
    page = choose(packs, EditionKind.FORCE, "dorset")
    link = next(made for made in page.preflight._links if made.accessibleName().startswith("Show: "))
    packs.key(link, Qt.Key.Key_Space)
    dialog = page.findChild(WithheldDialog)
    assert dialog is not None
    texts = [row.of.text for row in dialog.grid.model.all_rows]
    assert "Group 1" in texts
    assert "Group 2" not in texts
    assert {row.way for row in dialog.grid.model.all_rows} >= {"searched for as a whole, in any case"}
    dialog.save()


def test_a_partner_edition_needs_a_second_person(packs: PageDesk[PacksPage], tmp_path: Path) -> None:
    with_draft(packs)
    page = choose(packs, EditionKind.PARTNER)
    page.issuing.set_folder(str(tmp_path / "out"))
    packs.key(page, Qt.Key.Key_Return, CONTROL)
    dialog = page.findChild(IssueDialog)
    assert dialog is not None
    dialog.gaps_reason.setPlainText("Sent empty, as agreed")
    dialog.save()
    assert "Second person: This is needed" in dialog.form.summary.accessibleName()
    dialog.second.setText("DI Drew Quill")
    dialog.save()
    assert "cannot be the second person" in dialog.form.summary.accessibleName()
    dialog.second.setText("DI Rowan")
    dialog.save()
    packs.settle()
    assert page.issuing.told.text().startswith("December pack issued, version 1.0: ")
    assert packs.register.ask(issues)[0].confirmed_by == "DI Rowan"


# sections


def test_a_section_is_switched_off_and_back_by_undo(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    model = page.outline.sections.sections
    at = next(n for n, section in enumerate(model.sections) if section.title.startswith("Plan-health"))
    before = page.preview.view.pages
    page.outline.sections.setCurrentIndex(model.index(at))
    packs.key(page.outline.sections, Qt.Key.Key_Space)
    packs.until(lambda: page.preview.view.pages is not before)
    packs.settle()
    off = next(section for section in model.sections if section.title.startswith("Plan-health"))
    assert (off.note, off.number, off.page) == ("off", "", None)
    assert not any("Overdue and exceptions" in chapter.title for chapter in page.preview.view.pages.chapters)  # type: ignore[union-attr]
    before = page.preview.view.pages
    packs.runner.undo()
    packs.until(lambda: page.preview.view.pages is not before)
    packs.settle()
    assert next(s for s in model.sections if s.title.startswith("Plan-health")).number == "6"


def test_a_section_is_moved_with_the_keys(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    model = page.outline.sections.sections
    at = next(n for n, section in enumerate(model.sections) if section.title.startswith("Plan-health"))
    page.outline.sections.setCurrentIndex(model.index(at))
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    before = page.preview.view.pages
    packs.key(page.outline.sections, Qt.Key.Key_Up, both)
    packs.until(lambda: page.preview.view.pages is not before)
    packs.settle()
    assert next(s for s in model.sections if s.title.startswith("Plan-health")).number == "5"


# the questions of an issue


def test_a_password_is_typed_twice_and_numbered_copies_go_to_members(
    packs: PageDesk[PacksPage], tmp_path: Path
) -> None:
    page = with_draft(packs)
    page.issuing.set_folder(str(tmp_path / "out"))
    packs.key(page, Qt.Key.Key_Return, CONTROL)
    dialog = page.findChild(IssueDialog)
    assert dialog is not None
    dialog.gaps_reason.setPlainText(ANYWAY)
    dialog.lock.setChecked(True)
    dialog.first.setText("three random words")
    dialog.again.setText("three random word")
    dialog.save()
    assert "The two passwords differ" in dialog.form.summary.accessibleName()
    dialog.again.setText("three random words")
    dialog.ticked.choose(("k-0",))
    dialog.others.setPlainText("D/Supt Penhale, SWROCU")
    dialog.how.setText("By hand")
    dialog.save()
    packs.settle()
    assert "in 2 numbered copies" in page.issuing.told.text()
    sent = packs.register.ask(copies, packs.register.ask(issues)[0].id)
    assert [(each.recipient, each.organisation, each.how) for each in sent] == [
        ("ACC Standish", "SWROCU", "By hand"),
        ("D/Supt Penhale", "SWROCU", "By hand"),
    ]
    first = next(path for path in (tmp_path / "out").iterdir() if path.suffix == ".pdf")
    assert b"/Encrypt" in first.read_bytes()


def test_recipients_are_read_one_to_a_line() -> None:
    assert recipients("D/Supt Penhale, SWROCU\n\n T Birdwood ", "by hand") == (
        Recipient("D/Supt Penhale", "SWROCU", "by hand"),
        Recipient("T Birdwood", "", "by hand"),
    )


def test_a_draft_is_saved_with_draft_in_its_name_and_nothing_is_issued(
    packs: PageDesk[PacksPage], tmp_path: Path
) -> None:
    page = with_draft(packs)
    page.issuing.set_folder(str(tmp_path / "out"))
    packs.key(page.issuing.save_draft, Qt.Key.Key_Space)
    assert page.issuing.told.text().startswith("Draft saved: ")
    assert all("DRAFT" in path.name for path in (tmp_path / "out").iterdir())
    assert packs.register.ask(issues) == ()


def test_a_major_reissue_supersedes_and_its_holders_are_told(
    packs: PageDesk[PacksPage], tmp_path: Path
) -> None:
    issued_once(packs.register, tmp_path / "out", copies=(Recipient("ACC Standish", "SWROCU"),))
    page = with_draft(packs)
    page.issuing.set_folder(str(tmp_path / "out"))
    assert page.issuing.issue.text() == "Reissue…"
    packs.key(page, Qt.Key.Key_Return, CONTROL)
    dialog = page.findChild(IssueDialog)
    assert dialog is not None
    assert dialog.filled.text() == "Issue version 2.0"
    dialog.gaps_reason.setPlainText(ANYWAY)
    dialog.save()
    assert "Reason: This is needed" in dialog.form.summary.accessibleName()
    dialog.reason.setPlainText("A score was wrong")
    dialog.save()
    packs.settle()
    rows = packs.register.ask(issued)
    assert {row.issue.number: row.issue.state for row in rows} == {
        "1.0": IssueState.SUPERSEDED,
        "2.0": IssueState.ISSUED,
    }
    page.show_issued()
    packs.settle()
    assert page.issued.grid.extra.text() == "1 holder still to be told"
    page.issued.choose(next(row.id for row in rows if row.issue.number == "1.0"))
    assert page.issued.side.stands.text().startswith(
        "Superseded on 26 Nov 2026: version 2.0: A score was wrong"
    )
    page.issued.side.copies.tell()
    told = page.findChild(NoticeDialog)
    assert told is not None
    told.save()
    packs.settle()
    old = next(row for row in packs.register.ask(issued) if row.issue.number == "1.0")
    assert old.copies[0].noticed_on == date(2026, 11, 26)
    assert page.issued.grid.extra.text() == ""


# what was issued


def in_list(packs: PageDesk[PacksPage]) -> PacksPage:
    packs.visit(Place("packs", filter={"part": "issued"}))
    packs.settle()
    return packs.page


def test_without_an_issue_the_list_says_what_to_do(packs: PageDesk[PacksPage]) -> None:
    page = in_list(packs)
    assert any(text.text() == "Nothing has been issued yet." for text in page.issued.findChildren(QLabel))
    packs.key(page.issued, Qt.Key.Key_Escape)
    assert page.in_draft
    packs.until(lambda: page.preview.view.count > 0)


def test_the_stored_one_opens_as_it_left_and_says_how_it_stands(
    packs: PageDesk[PacksPage], tmp_path: Path
) -> None:
    issued_once(packs.register, tmp_path / "out")
    page = in_list(packs)
    assert page.name.text() == "Issued packs"
    row = page.issued.row_in_hand
    assert row is not None
    packs.key(page.issued.grid.view, Qt.Key.Key_Return)
    packs.until(lambda: page.issued.preview.view.count > 0)
    assert page.issued.told.text() == (
        "December 2026 pack, full edition, version 1.0. Issued 26 Nov 2026, in force"
    )
    view = page.issued.preview.view
    packs.until(lambda: "FICTIONAL" in view.accessibleDescription())
    assert "DRAFT" not in view.accessibleDescription()
    packs.register.do(issue_commands.recall, row.id, "Sent to a wrong list")
    page.changed(frozenset())
    packs.settle()
    assert "Recalled on 26 Nov 2026: Sent to a wrong list" in page.issued.told.text()
    packs.key(view, Qt.Key.Key_Escape)
    assert page.issued.views.currentIndex() == 0


def test_an_issue_is_recalled_with_its_reason(packs: PageDesk[PacksPage], tmp_path: Path) -> None:
    issued_once(packs.register, tmp_path / "out", copies=(Recipient("ACC Standish", "SWROCU"),))
    page = in_list(packs)
    packs.key(page.issued.side.buttons["recall"], Qt.Key.Key_Space)
    dialog = page.findChild(RecallDialog)
    assert dialog is not None
    dialog.save()
    assert "Reason: This is needed" in dialog.form.summary.accessibleName()
    dialog.reason.setPlainText("Sent to a wrong list")
    dialog.save()
    packs.settle()
    row = page.issued.row_in_hand
    assert row is not None
    assert (row.issue.state, len(row.to_tell)) == (IssueState.RECALLED, 1)
    assert not page.issued.side.buttons["reprint"].isVisible()
    assert not page.issued.side.buttons["recall"].isVisible()


def test_copies_are_recorded_and_accounted_for(packs: PageDesk[PacksPage], tmp_path: Path) -> None:
    issued_once(packs.register, tmp_path / "out")
    page = in_list(packs)
    block = page.issued.side.copies
    assert block.none.isVisible()
    packs.key(block.send, Qt.Key.Key_Space)
    dialog = page.findChild(SendDialog)
    assert dialog is not None
    dialog.save()
    assert "Recipient: This is needed" in dialog.form.summary.accessibleName()
    dialog.recipient.setText("DI Rowan")
    dialog.recipient.editingFinished.emit()
    assert dialog.organisation.text() == "Dorset"
    dialog.reason.setText("For the board")
    dialog.save()
    packs.settle()
    assert block.head.text() == "Copies  1"
    packs.key(block.list, Qt.Key.Key_Return)
    ended = page.findChild(EndDialog)
    assert ended is not None
    ended.how.choose("destroyed")
    ended.words.setText("by DI Rowan")
    ended.save()
    packs.settle()
    row = page.issued.row_in_hand
    assert row is not None
    copy: Copy = row.copies[0]
    assert (copy.recipient, copy.ended_how, copy.ended_on) == (
        "DI Rowan", "destroyed, by DI Rowan", date(2026, 11, 26),
    )  # fmt: skip
    assert block.head.text() == "Copies  1, 0 out"
    assert not block.ended.isVisible()


def test_a_further_numbered_copy_is_printed_and_recorded_in_one_step(
    packs: PageDesk[PacksPage], tmp_path: Path
) -> None:
    issued_once(packs.register, tmp_path / "out")
    page = in_list(packs)
    page.issued.work.set_folder(str(tmp_path / "copies"))
    packs.key(page.issued.side.copies.send, Qt.Key.Key_Space)
    dialog = page.findChild(SendDialog)
    assert dialog is not None
    dialog.recipient.setText("DI Rowan")
    dialog.reason.setText("For the board")
    dialog.files.setChecked(True)
    dialog.save()
    packs.settle()
    assert page.issued.work.told.text().startswith("Copy for DI Rowan printed: ")
    row = page.issued.row_in_hand
    assert row is not None
    assert [(copy.recipient, copy.words) for copy in row.copies] == [("DI Rowan", "1 of 1")]
    assert any("copy 1 of 1" in path.name for path in (tmp_path / "copies").iterdir())


def test_a_file_is_verified_and_its_issue_taken_in_hand(packs: PageDesk[PacksPage], tmp_path: Path) -> None:
    made = issued_once(packs.register, tmp_path / "out")
    page = in_list(packs)
    page.issued.verify_file(str(made.pdf))
    packs.settle()
    assert page.issued.work.told.text().startswith("This is the file that was issued: SW-2026-12")
    other = tmp_path / "other.pdf"
    other.write_bytes(made.pdf.read_bytes() + b" ")
    page.issued.verify_file(str(other))
    packs.settle()
    assert "was not issued" in page.issued.work.told.text()


def test_an_issue_is_printed_again_and_the_meeting_put_together(
    packs: PageDesk[PacksPage], tmp_path: Path
) -> None:
    made = issued_once(packs.register, tmp_path / "out")
    page = in_list(packs)
    page.issued.work.reason.field.setText("For the board")
    page.issued.work.set_folder(str(tmp_path / "again"))
    packs.key(page.issued.side.buttons["reprint"], Qt.Key.Key_Space)
    assert page.issued.work.told.text().startswith("Printed again: ")
    assert (tmp_path / "again" / made.pdf.name).read_bytes() == made.pdf.read_bytes()
    packs.key(page.issued.zip, Qt.Key.Key_Space)
    assert page.issued.work.told.text().startswith("Put together: SW-2026-12 everything issued")


def test_a_late_paper_gets_its_letter_and_leads_to_the_minor_reissue(
    packs: PageDesk[PacksPage], tmp_path: Path
) -> None:
    issued_once(packs.register, tmp_path / "out")
    page = in_list(packs)
    packs.key(page.issued.side.buttons["late"], Qt.Key.Key_Space)
    paper = page.findChild(LatePaperDialog)
    assert paper is not None
    paper.behind.choose("12")
    assert paper.filled.text() == "Accept late paper 12A"
    paper.name_field.setText("Vacancies in the surveillance team")
    paper.because.setPlainText("The count came on Monday")
    assert paper.accepted_by.text() == "ACC Standish"
    page.issuing.set_folder(str(tmp_path / "out"))
    paper.save()
    packs.until(lambda: page.findChild(IssueDialog) is not None)
    dialog = page.findChild(IssueDialog)
    assert dialog is not None
    assert dialog.filled.text() == "Issue version 1.1"
    dialog.reason.setPlainText("A late paper")
    dialog.save()
    packs.settle()
    assert page.issuing.told.text().startswith("December pack issued, version 1.1: ")
    found = packs.register.ask(issues)
    assert {(each.paper, each.number) for each in found} >= {(Paper.PACK, "1.1"), (Paper.ADDENDUM, "1.1")}


def test_an_issue_is_compared_with_that_of_the_meeting_before(
    packs: PageDesk[PacksPage], clock: FixedClock, tmp_path: Path
) -> None:
    issued_once(packs.register, tmp_path / "out", "2026-11")
    issued_once(packs.register, tmp_path / "out")
    page = in_list(packs)
    before = next(row for row in page.issued.rows if row.month == "2026-11")
    after = next(row for row in page.issued.rows if row.month == "2026-12")
    assert comparison(page.issued.rows, after.issue) == Place("compare", after.id, {"before": before.id})
    page.show_draft()
    packs.key(page.compare, Qt.Key.Key_Space)
    assert packs.places[-1] == Place("compare", after.id, {"before": before.id})
    packs.until(lambda: page.preview.view.count > 0)


def test_every_control_of_the_list_has_a_name(packs: PageDesk[PacksPage], tmp_path: Path) -> None:
    issued_once(packs.register, tmp_path / "out", copies=(Recipient("ACC Standish", "SWROCU"),))
    page = in_list(packs)
    assert nameless(page) == []
    assert page.parts()[0] is page.issued.grid.view
    QApplication.processEvents()


def each_dialog(packs: PageDesk[PacksPage], folder: Path) -> Iterator[Dialog]:
    """Every dialog of Packs, one after another."""
    issued_once(packs.register, folder, copies=(Recipient("ACC Standish", "SWROCU"),))
    page = with_draft(packs)
    choose(packs, EditionKind.PARTNER)
    page.issuing.set_folder(str(folder))
    page.show_issued()
    packs.settle()
    side = page.issued.side
    openers: list[Callable[[], object]] = [
        page.desk.leaving.issue,
        side.copies.record,
        side.copies.end,
        lambda: packs.register.do(issue_commands.supersede, page.issued.rows[0].id, "A score was wrong"),
        side.copies.tell,
        lambda: page.issued._do("recall"),
        lambda: page.issued._do("late"),
    ]
    for opens in openers:
        opens()
        page.issued.ask()
        packs.settle()
        found = [dialog for dialog in page.findChildren(Dialog) if dialog.isVisible()]
        for dialog in found:
            yield dialog
            dialog.leave()
            packs.settle()


def test_every_dialog_of_packs_is_named_in_reading_order_and_stands_at_double_size(
    packs: PageDesk[PacksPage], tmp_path: Path, qapp: QApplication
) -> None:
    palette.apply(qapp, palette.DARK, 2.0)
    titles = []
    for dialog in each_dialog(packs, tmp_path / "out"):
        titles.append(dialog.windowTitle())
        assert nameless(dialog) == []
        room = dialog.screen().availableGeometry()
        assert dialog.height() <= room.height()
        assert dialog.filled.visibleRegion().boundingRect().size() == dialog.filled.size()
        assert in_reading_order(dialog), dialog.windowTitle()
    palette.apply(qapp, palette.LIGHT)
    assert titles == [
        "Issue the pack", "Record a copy", "Copy accounted for", "Holders told", "Recall an issue",
        "Accept a late paper",
    ]  # fmt: skip


def test_a_late_paper_is_accepted_beside_the_draft_too(packs: PageDesk[PacksPage], tmp_path: Path) -> None:
    page = with_draft(packs)
    assert not page.issuing.late.isVisible()
    issued_once(packs.register, tmp_path / "out")
    page.issuing.set_folder(str(tmp_path / "out"))
    page.changed(frozenset())
    packs.until(page.issuing.late.isVisible)
    packs.until(lambda: not page.desk.stale)
    packs.settle()
    packs.key(page.issuing.late, Qt.Key.Key_Space)
    paper = page.findChild(LatePaperDialog)
    assert paper is not None
    paper.name_field.setText("Vacancies in the surveillance team")
    paper.because.setPlainText("The count came on Monday")
    paper.save()
    packs.until(lambda: page.findChild(IssueDialog) is not None)
    dialog = page.findChild(IssueDialog)
    assert dialog is not None
    assert dialog.filled.text() == "Issue version 1.1"
    dialog.leave()


def test_every_way_of_a_finding_leads_to_a_page_that_is_there() -> None:
    assert {place.page for _, place in WAYS.values()} <= PAGES.keys()

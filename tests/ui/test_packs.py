"""Packs on a real register: the draft inside the window, its preflight, its issue to a folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.commands import meetings
from app.domain.meeting import Meeting
from app.errors import Refusal
from app.jobs import draft_pack, issue_month
from app.reads.issues import issues
from app.register import Register
from app.ui.dialogs.issue import IssueDialog
from app.ui.page import Place
from app.ui.pages.packs import PacksPage
from app.ui.pages.plan_meeting import PlanMeeting
from app.ui.pages.preview_pages import PreviewPages
from app.ui.pages.preview_view import Fit
from tests.builders import PASSPHRASE, add_action, add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def month(register: Register) -> Register:
    """A register with its December meeting, and two groups in the ranked list that lack nearly everything."""
    for place, reference in enumerate(("AS/2024/0131", "AS/2024/0132"), 1):
        threat = add_threat(register, reference, name=f"Group {place}", priority=place)
        add_action(register, threat, f"Visit premises {place}")
    register.do(meetings.plan, Meeting(id="m-12", month="2026-12", on=date(2026, 12, 10)))
    register.do(meetings.plan, Meeting(id="m-11", month="2026-11", on=date(2026, 11, 12)))
    return register


@pytest.fixture
def packs(month: Register, qtbot: QtBot) -> Iterator[PageDesk[PacksPage]]:
    with desk(month, qtbot, PacksPage) as made:
        yield made
        made.page.preview.view.finish()


def with_draft(packs: PageDesk[PacksPage], **wanted: Any) -> PacksPage:
    """The page with its draft rendered as far as it is in sight."""
    packs.visit(Place("packs", filter=wanted or None))
    view = packs.page.preview.view
    packs.until(lambda: view.count > 0)
    packs.until(lambda: view.image_of(view.page) is not None)
    return packs.page


def order(page: PacksPage) -> IssueDialog:
    """The dialog that asks what an issue needs."""
    dialog = page.findChild(IssueDialog)
    assert dialog is not None
    return dialog


def answer(page: PacksPage) -> None:
    """Issues with the gaps that are there."""
    dialog = order(page)
    dialog.gaps_reason.setPlainText("Leads are named at the meeting")
    dialog.save()


def pressed(page: PacksPage, key: Qt.Key, packs: PageDesk[PacksPage]) -> int:
    packs.key(page.preview.view, key)
    return page.preview.view.page


def test_the_draft_of_the_next_meeting_is_shown_inside_the_window(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    assert page.outline.month.currentText() == "10 December 2026"
    assert page.what.text() == "December 2026, full edition"
    assert page.draft.isVisible()
    assert page.preview.made.text() == "Draft, made 14:02"
    assert page.preview.of.text() == f"of {page.preview.view.count}"


def test_the_draft_says_draft_and_carries_its_marking(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    said = page.preview.view.accessibleDescription()
    assert said.startswith(f"Page 1 of {page.preview.view.count}.")
    assert "DRAFT" in said
    assert "OFFICIAL-SENSITIVE" in said
    assert page.outline.marking.text() == "OFFICIAL-SENSITIVE"
    assert page.outline.handling.text() == "RECIPIENTS ONLY"


def test_no_file_is_written_for_the_preview(packs: PageDesk[PacksPage], tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if path.suffix == ".pdf"}
    with_draft(packs)
    assert {path for path in tmp_path.rglob("*") if path.suffix == ".pdf"} == before == set()


def test_pages_are_turned_by_their_keys(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    last = page.preview.view.count - 1
    assert pressed(page, Qt.Key.Key_PageDown, packs) == 1
    assert page.preview.number.text() == "2"
    assert pressed(page, Qt.Key.Key_PageUp, packs) == 0
    assert pressed(page, Qt.Key.Key_End, packs) == last
    assert pressed(page, Qt.Key.Key_PageDown, packs) == last
    assert pressed(page, Qt.Key.Key_Home, packs) == 0


def test_a_page_number_may_be_typed(packs: PageDesk[PacksPage], qtbot: QtBot) -> None:
    page = with_draft(packs)
    page.preview.number.setFocus()
    page.preview.number.selectAll()
    qtbot.keyClicks(page.preview.number, "3")
    packs.key(page.preview.number, Qt.Key.Key_Return)
    assert page.preview.view.page == 2
    packs.until(lambda: page.preview.view.image_of(2) is not None)


def test_the_zoom_follows_the_window_or_a_number(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    view, zoom = page.preview.view, page.preview.zoom
    fits = view.zoom
    zoom.setCurrentIndex(1)
    zoom.activated.emit(1)
    assert view.fit is Fit.WIDTH
    assert view.zoom > fits
    packs.key(view, Qt.Key.Key_Minus)
    assert view.fit is Fit.OWN
    zoom.activated.emit(zoom.findText("100 %"))
    assert view.zoom == 1.0
    assert zoom.currentText() == "100 %"
    page.resize(1000, 700)
    QApplication.processEvents()
    assert view.zoom == 1.0


def test_only_the_pages_in_sight_are_rendered(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    view = page.preview.view
    packs.until(lambda: not view._rendering)
    rendered = [number for number in range(view.count) if view.image_of(number) is not None]
    assert 0 in rendered
    assert len(rendered) <= 3
    view.go(view.count - 1)
    packs.until(lambda: view.image_of(view.count - 1) is not None)


def test_one_page_at_a_time_shows_one_page(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    packs.key(page.preview.single, Qt.Key.Key_Space)
    view = page.preview.view
    assert not view.continuous
    assert view._visible() == [0]
    assert pressed(page, Qt.Key.Key_PageDown, packs) == 1
    assert view._visible() == [1]


def test_the_sections_are_those_of_the_packs_own_contents(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    sections = page.outline.sections.sections.sections
    assert [section.title for section in sections][:2] == ["Cover", "Agenda and contents"]
    place = next(n for n, section in enumerate(sections) if section.title == "Priority groups")
    assert sections[place].number == "5"
    page.outline.sections.setCurrentIndex(page.outline.sections.sections.index(place))
    page.outline.sections.setFocus()
    packs.key(page.outline.sections, Qt.Key.Key_Return)
    assert page.preview.view.page == sections[place].page
    assert next(section.note for section in sections if section.title == "Learning") == "empty"


def test_the_preflight_names_what_must_be_put_right_and_leads_there(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    sentences = [text.text() for text in page.preflight.findChildren(QLabel)]
    assert "Two priority groups have no LRO: Group 1, Group 2" in sentences
    # four gaps of priority groups, and the minutes of November
    assert page.preflight.must == 5
    packs.key(page, Qt.Key.Key_F8)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Minutes: No minutes of 12 Nov 2026"
    packs.key(focused, Qt.Key.Key_Space)
    assert packs.places.pop() == Place("minutes", id="m-11")
    packs.key(page, Qt.Key.Key_F8)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "List: Two priority groups have no LRO: Group 1, Group 2"
    packs.key(focused, Qt.Key.Key_Space)
    assert packs.places == [Place("threats", filter={"check": "priority_no_lro"})]


def test_home_leads_into_the_preflight(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs, part="preflight")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.preflight.isAncestorOf(focused)


def test_what_is_in_order_is_folded_away_until_asked_for(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    assert page.preflight.fold.text().startswith("In order")
    before = len(page.preflight.findChildren(QLabel))
    packs.key(page.preflight.fold, Qt.Key.Key_Space)
    assert len(page.preflight.findChildren(QLabel)) > before
    assert "Every lead is still in post" in [text.text() for text in page.preflight.findChildren(QLabel)]


def test_another_meeting_gives_another_draft(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    place = page.outline.month.findText("12 November 2026")
    page.outline.month.setCurrentIndex(place)
    page.outline.month.activated.emit(place)
    packs.settle()
    packs.until(lambda: "November 2026" in page.preview.view.accessibleDescription())
    assert page.what.text() == "November 2026, full edition"


def test_a_change_of_the_record_makes_the_draft_anew_on_the_same_page(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    page.preview.view.go(2)
    first = page.preview.view.pages
    packs.runner.undo()
    packs.settle()
    packs.until(lambda: page.preview.view.pages is not first)
    assert page.preview.view.page == 2


def test_coming_back_with_nothing_changed_keeps_the_draft(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    first = page.preview.view.pages
    packs.visit(Place("packs"))
    packs.settle()
    assert page.preview.view.pages is first
    assert not page.desk.settle.isActive()


def test_the_pack_is_issued_to_the_folder_and_the_result_says_so(
    packs: PageDesk[PacksPage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "app.ui.pages.pack_work.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    page = with_draft(packs)
    folder = tmp_path / "Tasking, December 2026"
    page.issuing.set_folder(str(folder))
    assert page.issuing.place.text() == "Tasking, December 2026"
    packs.key(page, Qt.Key.Key_Return, CONTROL)
    dialog = order(page)
    assert dialog.filled.text() == "Issue version 1.0"
    assert dialog.gaps_frame.accessibleName().startswith("5 things still to put right. No minutes of")
    packs.key(dialog, Qt.Key.Key_Return, CONTROL)
    assert "Issue anyway because: This is needed" in dialog.form.summary.accessibleName()
    dialog.gaps_reason.setPlainText("Leads are named at the meeting")
    packs.key(dialog, Qt.Key.Key_Return, CONTROL)
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".pdf", ".xlsx"]
    assert page.issuing.told.text().startswith("December pack issued, version 1.0: ")
    assert page.issuing.issue.text() == "Reissue…"
    kept = packs.register.ask(issues)[0]
    assert (kept.number, kept.gaps_reason, len(kept.gaps)) == ("1.0", "Leads are named at the meeting", 5)
    packs.key(page.issuing.open_folder, Qt.Key.Key_Space)
    assert opened == [str(folder)]


def test_an_issue_shows_its_progress_and_can_be_stopped(
    packs: PageDesk[PacksPage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    real = issue_month.issue

    def slow(register: Register, month: str, folder: Path, *, progress: Any, **given: Any) -> Any:
        progress("Page 3 of 12", 3, 12)
        reached.set()
        go_on.wait(20)
        return real(register, month, folder, progress=progress, **given)

    monkeypatch.setattr(issue_month, "issue", slow)
    page = with_draft(packs)
    page.issuing.set_folder(str(tmp_path / "packs"))
    packs.qtbot.keyClick(page.issuing.issue, Qt.Key.Key_Space)
    answer(page)
    packs.until(reached.is_set)
    packs.until(lambda: page.issuing.doing.text() == "Page 3 of 12")
    assert (page.issuing.bar.value(), page.issuing.bar.maximum()) == (3, 12)
    assert not page.issuing.issue.isEnabled()
    assert page.unsaved() == "the pack being issued"
    packs.qtbot.keyClick(page.issuing.cancel, Qt.Key.Key_Space)
    go_on.set()
    packs.settle()
    assert page.issuing.told.text() == "Stopped as you asked. Nothing was changed."
    assert not (tmp_path / "packs").exists() or not any((tmp_path / "packs").iterdir())
    assert page.issuing.issue.isEnabled()


def test_a_refused_issue_says_what_to_do(
    packs: PageDesk[PacksPage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise Refusal("export.target_open", name="SW-2026-12.xlsx")

    monkeypatch.setattr(issue_month, "issue", refused)
    page = with_draft(packs)
    page.issuing.set_folder(str(tmp_path))
    packs.key(page.issuing.issue, Qt.Key.Key_Space)
    answer(page)
    packs.settle()
    assert page.issuing.told.text().startswith("SW-2026-12.xlsx is open in another program")
    assert not page.issuing.open_folder.isVisible()


def test_a_register_open_elsewhere_can_be_previewed_but_not_issued(
    packs: PageDesk[PacksPage], month: Register, qtbot: QtBot, tmp_path: Path
) -> None:
    with (
        Register.open(month.path, passphrase=PASSPHRASE, clock=month.clock) as second,
        desk(second, qtbot, PacksPage) as reader,
    ):
        page = with_draft(reader)
        page.issuing.set_folder(str(tmp_path))
        reader.key(page.issuing.issue, Qt.Key.Key_Space)
        assert "Drew Quill" in page.issuing.told.text()
        page.preview.view.finish()


def test_without_a_meeting_the_page_offers_to_plan_one(register: Register, qtbot: QtBot) -> None:
    add_threat(register)
    with desk(register, qtbot, PacksPage) as made:
        made.visit(Place("packs"))
        page = made.page
        assert page.preview.view.count == 0
        assert page.preview.view.accessibleDescription() == "No meeting is planned."
        made.key(page.issuing.issue, Qt.Key.Key_Space)
        assert page.issuing.told.text().startswith("No meeting is planned. Plan one first")
        assert page.outline.plan.text() == "Plan the December meeting"
        made.key(page.outline.plan, Qt.Key.Key_Space)
        dialog = page.findChild(PlanMeeting)
        assert dialog is not None
        made.key(dialog, Qt.Key.Key_Return, CONTROL)
        made.until(lambda: page.preview.view.count > 0)
        assert page.outline.month.currentText() == "10 December 2026"
        page.preview.view.finish()


def test_every_control_of_packs_has_a_name(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    assert nameless(page) == []
    assert page.outline.sections.sections.index(0, 0).data().endswith(", page 1")


def test_the_model_of_the_sections_holds_under_qts_tester(packs: PageDesk[PacksPage]) -> None:
    tester = QAbstractItemModelTester(
        packs.page.outline.sections.sections, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    with_draft(packs)
    assert tester.model() is packs.page.outline.sections.sections


def test_the_sections_fold_when_the_window_narrows(packs: PageDesk[PacksPage]) -> None:
    page = with_draft(packs)
    assert page.outline.isVisible()
    page.resize(860, 700)
    QApplication.processEvents()
    assert not page.outline.isVisible()
    packs.key(page.preview.fold, Qt.Key.Key_Space)
    assert page.outline.isVisible()


def test_a_closed_document_gives_no_image(packs: PageDesk[PacksPage], month: Register) -> None:
    pages = PreviewPages(draft_pack.draft(month, "2026-12").pdf)
    assert not pages.image(0, 1.0).isNull()
    assert "DRAFT" in pages.text(0)
    pages.close()
    assert pages.image(0, 1.0).isNull()
    assert pages.text(0) == ""

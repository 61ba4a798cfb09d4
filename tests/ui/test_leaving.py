"""What is asked where something leaves: said before it is refused, beside the field, and suggested again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.commands import meetings, region
from app.domain import leaving
from app.domain.codes import LogClass
from app.domain.meeting import Meeting
from app.domain.visits import ASKED
from app.jobs import issue_month
from app.reads import log
from app.reads.log import Chosen, LogRow
from app.register import Register
from app.ui.dialogs.copy import SendDialog
from app.ui.leaving import ReasonRow
from app.ui.page import Place
from app.ui.pages.card import CardPage
from app.ui.pages.packs import PacksPage
from tests.builders import add_action, add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

ANYWAY = "Leads are named at the meeting"


def entries(register: Register, class_: LogClass) -> list[LogRow]:
    return list(reversed(register._ask(log.entries, Chosen(classes=(class_,))).rows))


@pytest.fixture
def packs(register: Register, qtbot: QtBot, tmp_path: Path) -> Iterator[PageDesk[PacksPage]]:
    """The list of issued packs with one in it."""
    threat = add_threat(register, "AS/1", name="Group", home_force="avon-and-somerset", priority=1)
    add_action(register, threat, "Visit premises")
    register.do(
        meetings.plan, Meeting(id="m-12", month="2026-12", on=date(2026, 12, 10), chair="ACC Standish")
    )
    issue_month.issue(register, "2026-12", tmp_path / "out", gaps_reason=ANYWAY)
    with desk(register, qtbot, PacksPage) as made:
        made.visit(Place("packs"))
        made.page.show_issued()
        made.settle()
        made.page.issued.work.set_folder(str(tmp_path / "again"))
        yield made
        made.page.preview.view.finish()
        made.page.issued.preview.view.finish()


def test_a_row_says_before_that_the_region_wants_a_reason_and_goes_there(
    packs: PageDesk[PacksPage],
) -> None:
    work, reprint = packs.page.issued.work, packs.page.issued.side.buttons["reprint"]
    field = work.reason.field
    assert field.placeholderText() == "Required: why it leaves"
    with leaving.because(""):
        packs.key(reprint, Qt.Key.Key_Space)
    assert work.told.text().startswith("No reason is given")
    assert field.hasFocus()
    assert field.property("fault") == "true"
    packs.qtbot.keyClicks(field, "For the chair")
    assert field.property("fault") == "false"
    assert work.reason.whom is not None
    work.reason.whom.setText("ACC Standish")
    packs.key(reprint, Qt.Key.Key_Space)
    told = entries(packs.register, LogClass.DISCLOSURE)[-1]
    assert (told.reason, told.facts["recipients"]) == ("For the chair", "ACC Standish")


def test_what_was_said_is_suggested_until_it_is_emptied(packs: PageDesk[PacksPage]) -> None:
    row = packs.page.issued.work.reason
    assert row.whom is not None
    row.field.setText("For the chair")
    row.whom.setText("ACC Standish")
    row.giving(lambda: None)
    made = ReasonRow(packs.runner)
    packs.qtbot.addWidget(made)
    assert made.whom is not None
    assert (made.field.text(), made.whom.text()) == ("For the chair", "ACC Standish")
    made.whom.clear()
    made.giving(lambda: None)
    last = ReasonRow(packs.runner)
    packs.qtbot.addWidget(last)
    assert last.whom is not None
    assert (last.field.text(), last.whom.text()) == ("For the chair", "")


def test_a_region_that_wants_none_says_so_at_once(packs: PageDesk[PacksPage]) -> None:
    field = packs.page.issued.work.reason.field
    packs.runner.do(region.change_setting, "disclosure_reason", leaving.OPTIONAL)
    packs.settle()
    assert field.placeholderText() == "Why it leaves; may stay empty"
    assert not field.missing
    assert packs.page.issuing.reason.field.placeholderText() == "May stay empty"


def test_a_dialog_asks_for_the_reason_in_a_row_of_its_own(packs: PageDesk[PacksPage]) -> None:
    with leaving.because(""):
        packs.key(packs.page.issued.side.copies.send, Qt.Key.Key_Space)
        dialog = packs.page.findChild(SendDialog)
        assert dialog is not None
        dialog.recipient.setText("DI Rowan")
        dialog.save()
        assert "Reason: No reason is given" in dialog.form.summary.accessibleName()
        assert dialog.reason.property("fault") == "true"
        # what the register itself refuses stands there too
        dialog.reason._said.wants = None
        dialog.save()
        packs.settle()
    assert "Reason: No reason is given" in dialog.form.summary.accessibleName()
    assert dialog.reason.hasFocus()
    assert nameless(dialog) == []
    dialog.reason.setText("For the briefing")
    dialog.save()
    packs.settle()
    told = entries(packs.register, LogClass.DISCLOSURE)[-1]
    assert (told.reason, told.facts["recipients"]) == ("For the briefing", "DI Rowan")


@pytest.fixture
def card(register: Register, qtbot: QtBot) -> Iterator[PageDesk[CardPage]]:
    """The card of one of two threats."""
    for reference in ("AS/1", "AS/2"):
        add_threat(register, reference, name=f"Group {reference}")
    with desk(register, qtbot, CardPage) as made:
        made.visit(Place("card", id="t-AS/1", filter={"ids": ("t-AS/1", "t-AS/2")}))
        yield made


def looked(register: Register) -> list[tuple[str, str]]:
    return [
        (row.object, row.reason)
        for row in entries(register, LogClass.CONSULTATION)
        if row.kind == "threat.why"
    ]


def test_a_card_asks_nothing_until_the_region_says_so(card: PageDesk[CardPage]) -> None:
    why = card.page.why
    assert why.isHidden()
    card.runner.do(region.change_setting, "consultation_reason", ASKED)
    card.settle()
    assert why.isVisible()
    assert nameless(why) == []
    why.field.setFocus()
    card.key(why.field, Qt.Key.Key_Return)
    assert looked(card.register) == [], "it may stay empty"


def test_why_somebody_looks_is_told_once_for_the_card_in_sight_and_suggested(
    card: PageDesk[CardPage],
) -> None:
    card.runner.do(region.change_setting, "consultation_reason", ASKED)
    card.settle()
    why = card.page.why
    why.field.setFocus()
    card.qtbot.keyClicks(why.field, "Asked by the duty inspector")
    card.key(why.field, Qt.Key.Key_Return)
    assert why.said.text() == "In the log"
    card.page.board.setFocus()
    card.settle()
    assert looked(card.register) == [("t-AS/1", "Asked by the duty inspector")]
    # what is only typed goes to the log with the card that it was typed on
    why.field.setFocus()
    why.field.selectAll()
    card.qtbot.keyClicks(why.field, "Briefing")
    card.page.step(1)
    card.settle()
    assert looked(card.register)[1:] == [("t-AS/1", "Briefing")]
    assert (why.field.text(), why.said.text()) == ("", "")
    assert why.field.completer().model().stringList() == ["Briefing", "Asked by the duty inspector"]

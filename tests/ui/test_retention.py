"""The page Review and disposal: what is due, the dialogs by their keys, and two people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.commands import deletion, retention
from app.domain.clock import FixedClock
from app.domain.codes import MopiGroup, RetentionDecision, Role
from app.domain.permissions import effective
from app.domain.retention import Hold, RetentionReview
from app.reads import card
from app.reads import retention as reads
from app.register import Register
from app.ui import palette
from app.ui.dialogs.disposal import ConfirmDialog, LeftDialog, ProposeDialog
from app.ui.dialogs.fields import fill
from app.ui.dialogs.retention import EndHoldDialog, HoldDialog, ReviewDialog
from app.ui.page import Place
from app.ui.pages import card_facts
from app.ui.pages.retention import RetentionPage
from tests.builders import add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TODAY = date(2026, 11, 26)
DISPOSE, RETAIN = RetentionDecision.DISPOSE, RetentionDecision.RETAIN


def reviewed(register: Register, threat: str, decision: RetentionDecision, next_on: date | None) -> None:
    register.do(
        retention.review,
        RetentionReview(
            id=f"r-{threat}", threat=threat, on=date(2026, 1, 5), mopi_group=MopiGroup.THREE,
            decision=decision, reviewer="DI Hale", rationale="As discussed", next_on=next_on,
        ),
    )  # fmt: skip


def filled(register: Register) -> None:
    for number, name in enumerate(("Late", "Soon", "Far", "Going", "Held", "Never")):
        add_threat(register, f"AS/2026/000{number}", id=name.lower(), name=name)
    reviewed(register, "late", RETAIN, date(2026, 11, 20))
    reviewed(register, "soon", RETAIN, date(2026, 12, 10))
    reviewed(register, "far", RETAIN, date(2027, 11, 20))
    reviewed(register, "going", DISPOSE, None)
    reviewed(register, "held", DISPOSE, None)
    hold = Hold(id="h", threat="held", since=date(2026, 2, 1), reason="Inquiry", authority="Legal")
    register.do(retention.hold, hold)
    gone = add_threat(register, "AS/2026/0009", id="gone", name="Twice")
    register.do(deletion.delete, gone, "Entered twice", "DI Ostrow")


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[RetentionPage]]:
    filled(register)
    with desk(register, qtbot, RetentionPage) as made:
        made.visit(Place("retention"))
        yield made


def see(opened: PageDesk[RetentionPage], code: str, id: str = "") -> None:
    opened.visit(Place("retention", filter={"view": code}))
    if id:
        opened.page.grid.view.choose(id)
        opened.settle()


def said(opened: PageDesk[RetentionPage]) -> str:
    dialog = opened.page.dialog
    assert dialog is not None
    return " | ".join(each.text() for each in dialog.findChildren(QLabel))


VIEWS = {
    "due": ["late", "soon"],
    "dispose": ["going", "held"],
    "held": ["held"],
    "records": ["late", "soon", "going", "held", "far", "never"],
    "deleted": ["gone"],
}


@pytest.mark.parametrize("code", VIEWS)
def test_each_view_lists_what_it_says_and_counts_it(opened: PageDesk[RetentionPage], code: str) -> None:
    see(opened, code)
    assert sorted(opened.page.grid.model.ids()) == sorted(VIEWS[code])
    assert opened.page.tabs.tabText(opened.page.tabs.currentIndex()).endswith(f"  {len(VIEWS[code])}")
    assert nameless(opened.page) == []


def test_a_review_is_recorded_with_the_region_s_next_day(opened: PageDesk[RetentionPage]) -> None:
    see(opened, "due", "late")
    opened.key(opened.page.grid.view, Qt.Key.Key_N, CTRL)
    dialog = opened.page.dialog
    assert isinstance(dialog, ReviewDialog)
    opened.until(lambda: dialog.next.value() == date(2027, 11, 26))
    dialog.save()
    assert dialog.form.summary.isVisible()
    dialog.decision.choose(RETAIN)
    fill(dialog.form.field("rationale"), "Still of use")
    dialog.save()
    opened.until(lambda: opened.page.dialog is None)
    opened.settle()
    see(opened, "due")
    assert opened.page.grid.model.ids() == ("soon",)
    (made, _), _ = opened.register.ask(reads.reviews, "late")
    assert (made.next_on, made.reviewer, made.mopi_group) == (
        date(2027, 11, 26), "Drew Quill", MopiGroup.THREE,
    )  # fmt: skip


def test_a_hold_is_recorded_and_ended_by_its_keys(opened: PageDesk[RetentionPage]) -> None:
    see(opened, "dispose", "going")
    opened.key(opened.page.grid.view, Qt.Key.Key_T, CTRL)
    dialog = opened.page.dialog
    assert isinstance(dialog, HoldDialog)
    fill(dialog.form.field("reason"), "Proceedings")
    dialog.authority.setText("Legal")
    dialog.save()
    opened.until(lambda: opened.page.dialog is None)
    see(opened, "held", "held")
    assert sorted(opened.page.grid.model.ids()) == ["going", "held"]
    opened.key(opened.page.grid.view, Qt.Key.Key_M, CTRL | SHIFT)
    assert isinstance(opened.page.dialog, EndHoldDialog)
    assert "Inquiry (authority: Legal)" in said(opened)
    opened.page.dialog.save()
    opened.until(lambda: opened.page.dialog is None)
    _, (hold,) = opened.register.ask(reads.reviews, "held")
    assert hold.until == TODAY


def propose(opened: PageDesk[RetentionPage], view: str, id: str) -> None:
    see(opened, view, id)
    opened.key(opened.page.grid.view, Qt.Key.Key_Delete)
    dialog = opened.page.dialog
    assert isinstance(dialog, ProposeDialog)
    fill(dialog.form.field("reason"), "No purpose left")
    dialog.authority.setText("DCI Vane")
    dialog.save()
    opened.until(lambda: opened.page.dialog is None)
    opened.settle()
    see(opened, "disposals")
    opened.page.grid.view.choose(opened.page.grid.model.ids()[0])
    opened.settle()


def test_who_proposed_it_is_not_offered_to_confirm_it(
    opened: PageDesk[RetentionPage],
) -> None:
    propose(opened, "dispose", "going")
    opened.key(opened.page.grid.view, Qt.Key.Key_T, CTRL)
    assert opened.page.dialog is None
    assert opened.refusals == []
    strip = opened.page.strips[1]
    assert strip.buttons["confirm"].isHidden()
    assert not strip.buttons["withdraw"].isHidden()
    assert strip.subject.text().endswith("You proposed it, so somebody else confirms it.")
    opened.key(opened.page.grid.view, Qt.Key.Key_Delete)
    see(opened, "dispose")
    assert "going" in opened.page.grid.model.ids()


@pytest.mark.parametrize(("view", "id", "reference"), [
    ("dispose", "going", "AS/2026/0003"), ("deleted", "gone", "AS/2026/0009"),
])  # fmt: skip
def test_another_person_confirms_it_and_is_told_what_still_holds_it(
    opened: PageDesk[RetentionPage], view: str, id: str, reference: str, clock: FixedClock
) -> None:
    opened.register.backup(opened.register.path / "backups")
    clock.moment = datetime(2026, 11, 27, 9, tzinfo=UTC)
    propose(opened, view, id)
    opened.register.session = replace(opened.register.session, person="p-2", name="Robin Sedge")
    opened.page.changed(frozenset())
    opened.settle()
    opened.key(opened.page.grid.view, Qt.Key.Key_T, CTRL)
    dialog = opened.page.dialog
    assert isinstance(dialog, ConfirmDialog)
    opened.until(lambda: "threat: 1" in said(opened))
    dialog.typed.setText("AS/2026/0000")
    dialog.save()
    assert "This is not" in said(opened)
    dialog.typed.setText(reference.lower())
    dialog.save()
    opened.until(lambda: isinstance(opened.page.dialog, LeftDialog))
    told = said(opened)
    assert "No issue names it." in told
    assert "backups/South West 2026-11-26 140200.register" in told
    opened.page.dialog.save()
    opened.settle()
    assert opened.register.verify().ok
    answer = opened.register.ask(reads.desk, TODAY)
    assert id not in {row.id for row in (*answer.kept, *answer.deleted)}
    assert [line.reference for line in answer.disposals] == [""]
    assert not opened.crashes


def test_the_card_says_it_among_its_facts(register: Register) -> None:
    filled(register)

    def fact(id: str) -> list[tuple[str, str]]:
        of = card_facts.facts(register.ask(card.card, id, TODAY), TODAY)
        return [(each.value, each.below) for each in of if each.name == "Retention"]

    assert fact("late") == [("Retain", "group 3, review by 20 Nov 2026")]
    assert fact("going") == [("Dispose", "group 3, to dispose of")]
    assert fact("held") == [("Held", "group 3, to dispose of")]
    assert fact("never") == []


def test_a_reader_sees_the_lists_and_nothing_to_do(opened: PageDesk[RetentionPage]) -> None:
    opened.register.roles = effective(frozenset({Role.READER}), alone=False)
    see(opened, "dispose", "going")
    strip = opened.page.strips[0]
    assert {code for code, button in strip.buttons.items() if not button.isHidden()} == {"card"}


def test_an_empty_register_says_what_to_do(register: Register, qtbot: QtBot) -> None:
    with desk(register, qtbot, RetentionPage) as made:
        made.visit(Place("retention"))
        told = [each.text() for each in made.page.findChildren(QLabel) if each.isVisible()]
        assert "This register has no records yet." in told


def test_the_dialogs_stand_on_a_small_screen_at_double_size(
    opened: PageDesk[RetentionPage], qapp: QApplication
) -> None:
    palette.apply(qapp, palette.DARK, 2.0)
    for view, id, key in (("due", "late", Qt.Key.Key_N), ("due", "late", Qt.Key.Key_T)):
        see(opened, view, id)
        opened.key(opened.page.grid.view, key, CTRL)
        dialog = opened.page.dialog
        assert dialog is not None
        assert dialog.width() <= 1280
        assert dialog.height() <= opened.page.screen().availableGeometry().height()
        assert nameless(dialog) == []
        dialog.leave()
        opened.settle()
    palette.apply(qapp, palette.LIGHT)

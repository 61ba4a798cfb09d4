"""The dialogs of the card: what is typed becomes a record, and what is wrong is said beside its field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from app.commands import actions, leads, officers, threats
from app.domain.codes import ActionState, Confidence, LeadRole, MappingState, Strand, ThreatStatus
from app.domain.officer import Officer
from app.domain.threat import Threat
from app.register import Register
from app.ui import palette
from app.ui.dialogs.action import ActionDialog
from app.ui.dialogs.lead import LeadDialog
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.dialogs.threat import ThreatDialog
from app.ui.pages.card_mapping import MappingPart
from app.ui.pages.card_scores import ScoresPart
from app.ui.pages.officer_dialog import OfficerDialog
from tests.builders import add_officer, add_threat
from tests.ui.card_desk import CardDesk
from tests.ui.page_desk import in_reading_order

CONTROL = Qt.KeyboardModifier.ControlModifier


def told(card: CardDesk) -> str:
    """Every word in sight in the dialog."""
    dialog = card.dialog
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    if dialog.form.summary.isVisible():
        said.append(dialog.form.summary.accessibleName())
    return " | ".join(said)


def test_a_vague_title_is_said_while_typing_and_cannot_be_saved(card: CardDesk) -> None:
    card.page.asks.add_action()
    card.type("title", "Monitor")
    assert "“Monitor” does not say what will be done." in told(card)
    before = len(card.card.actions)
    card.save()
    assert card.dialog.form.summary.isVisible()
    assert card.dialog.form.summary.hasFocus()
    assert len(card.card.actions) == before
    card.type("title", "Monitor the two young people until 4 January")
    assert "does not say what will be done" not in told(card)


def test_nothing_is_wrong_before_anything_is_typed(card: CardDesk) -> None:
    card.page.asks.add_action()
    assert not card.dialog.form.summary.isVisible()
    assert "This is needed" not in told(card)
    card.save()
    assert "Action: This is needed before it can be saved." in told(card)


def test_a_date_that_is_none_is_refused_with_its_text_kept(card: CardDesk) -> None:
    card.page.asks.add_action()
    card.type("title", "Visit the two schools")
    card.type("due", "31/11/2026")
    assert "31/11/2026 is not a date." in told(card)
    card.save()
    assert card.dialog.due.line.text() == "31/11/2026"
    card.type("due", "+14")
    card.save()
    assert card.action("Visit the two schools").action.due == date(2026, 12, 10)


def test_the_colour_that_it_will_have_follows_what_is_typed(card: CardDesk) -> None:
    card.page.asks.add_action()
    dialog = card.dialog
    assert isinstance(dialog, ActionDialog)
    assert dialog.chip.accessibleName() == "Red, No owner or date"
    card.type("due", "+14")
    assert dialog.chip.accessibleName() == "Red, No owner"
    assert dialog.after_chip.accessibleName() == "Amber, Due in 14 days"
    card.type("owner", "Saltmarsh Housing")
    assert dialog.chip.accessibleName() == "Amber, Due in 14 days"


def test_the_strand_is_chosen_with_the_arrow_keys(card: CardDesk) -> None:
    card.page.asks.add_action(Strand.PURSUE)
    dialog = card.dialog
    assert isinstance(dialog, ActionDialog)
    dialog.strand.buttons[Strand.PURSUE].setFocus()
    card.key(dialog.strand, Qt.Key.Key_Right)
    card.key(dialog.strand, Qt.Key.Key_Right)
    assert dialog.strand.value() is Strand.PROTECT


def test_add_another_keeps_the_dialog_for_the_next(card: CardDesk) -> None:
    card.page.asks.add_action()
    dialog = card.dialog
    assert isinstance(dialog, ActionDialog)
    dialog.another.setChecked(True)
    for title in ("Visit the two schools", "Visit the harbour"):
        card.type("title", title)
        card.save()
        assert dialog.title.text() == ""
        assert not dialog.touched()
    assert card.action("Visit the harbour").action.strand is Strand.PURSUE


def test_esc_asks_only_when_something_was_typed(card: CardDesk) -> None:
    card.page.asks.add_action()
    card.key(card.dialog, Qt.Key.Key_Escape)
    assert card.page.dialog is None
    card.page.asks.add_action()
    card.type("title", "Visit")
    assert card.page.unsaved() == "what you typed under “Add an action”"
    card.key(card.dialog, Qt.Key.Key_Escape)
    assert card.dialog.discard.isVisible()
    card.key(card.dialog, Qt.Key.Key_Escape)
    assert card.dialog.form.isVisible()
    assert not card.dialog.discard.isVisible()
    card.key(card.dialog, Qt.Key.Key_Escape)
    card.qtbot.mouseClick(card.dialog.discard, Qt.MouseButton.LeftButton)
    card.settle()
    assert card.page.dialog is None
    assert card.page.unsaved() is None


def test_a_due_date_moved_by_editing_asks_for_its_reason(card: CardDesk) -> None:
    title = "NRM referrals for three adults found on 9 October"
    card.page.asks.edit(card.action(title))
    assert not card.dialog.form.field("reason").isVisible()
    card.type("due", "17/12/2026")
    assert card.dialog.form.field("reason").isVisible()
    card.save()
    assert card.action(title).action.due == date(2026, 12, 3)
    card.type("reason", "The interpreter is away")
    card.save()
    assert [m.reason for m in card.action(title).moves] == ["The interpreter is away"]


def test_cancelling_an_action_needs_its_reason(card: CardDesk) -> None:
    title = "Cuckooed addresses visited with housing officers"
    card.page.asks.step("cancel", card.action(title))
    card.save()
    assert card.action(title).action.state is ActionState.OPEN
    card.type("outcome", "Done by the council already")
    card.save()
    done = card.action(title).action
    assert (done.state, done.outcome) == (ActionState.CANCELLED, "Done by the council already")


def test_two_people_changed_the_same_action_and_both_values_are_shown(card: CardDesk) -> None:
    title = "NRM referrals for three adults found on 9 October"
    card.page.asks.edit(card.action(title))
    theirs = replace(card.action(title).action, title="NRM referrals sent", detail="Three forms")
    card.register.do(actions.change, theirs)
    card.type("title", "NRM referrals for four adults")
    card.save()
    dialog = card.dialog
    assert dialog.conflict.isVisible()
    said = dialog.conflict.accessibleName()
    assert said.startswith("Drew Quill changed this at 14:02. Nothing of yours was saved over it.")
    assert "title: yours NRM referrals for four adults, theirs NRM referrals sent" in said
    radios = {radio.accessibleName(): radio for radio in dialog.findChildren(QRadioButton)}
    assert radios["Yours: NRM referrals for four adults"].isChecked()
    assert radios["Theirs: Three forms"].isChecked()
    card.save()
    kept = next(a.action for a in card.card.actions if a.action.id == theirs.id)
    assert (kept.title, kept.detail) == ("NRM referrals for four adults", "Three forms")


def test_their_value_can_be_chosen(card: CardDesk) -> None:
    title = "NRM referrals for three adults found on 9 October"
    card.page.asks.edit(card.action(title))
    theirs = replace(card.action(title).action, title="NRM referrals sent")
    card.register.do(actions.change, theirs)
    card.type("title", "NRM referrals for four adults")
    card.save()
    radios = {radio.accessibleName(): radio for radio in card.dialog.findChildren(QRadioButton)}
    card.key(radios["Theirs: NRM referrals sent"], Qt.Key.Key_Space)
    assert card.dialog.form.field("title").text() == "NRM referrals sent"
    card.save()
    assert card.action("NRM referrals sent").action.id == theirs.id


def test_a_lead_changes_and_the_one_before_is_kept(card: CardDesk) -> None:
    card.page.asks.lead()
    assert "Ch Insp Frances Tremayne, since 2 Sep 2026; kept in the history" in told(card)
    card.type("officer", "Jamie Cobley")
    dialog = card.dialog
    assert isinstance(dialog, LeadDialog)
    dialog.officer.choose("o-Jamie Cobley")
    card.type("since", "t")
    card.save()
    lros = [
        (x.officer.name, x.assignment.since, x.assignment.until)
        for x in card.card.leads
        if x.assignment.role is LeadRole.LRO
    ]
    assert lros == [
        ("Jamie Cobley", date(2026, 11, 26), None),
        ("Frances Tremayne", date(2026, 9, 2), date(2026, 11, 25)),
        ("Kit Okafor", date(2025, 3, 14), date(2026, 9, 1)),
    ]


def test_a_name_that_nobody_bears_cannot_lead(card: CardDesk) -> None:
    card.page.asks.lead()
    card.type("officer", "Nobody Known")
    assert "“Nobody Known” is not in the list of officers." in told(card)
    card.save()
    assert card.page.dialog is not None


def test_a_full_load_is_warned_of_with_its_numbers(card: CardDesk, group: Register) -> None:
    add_officer(group, "Robin Vale", rank="Insp")
    for number in range(6):
        led = add_threat(group, f"DO/2026/{number:04}", name=f"Group {number}")
        group.do(leads.assign, led.id, LeadRole.LRO, "o-Robin Vale", date(2026, 1, 5))
    card.page.changed(frozenset())
    card.settle()
    card.page.asks.lead()
    dialog = card.dialog
    assert isinstance(dialog, LeadDialog)
    dialog.officer.choose("o-Robin Vale")
    card.settle()
    assert dialog.warning.text() == (
        "Insp Robin Vale would be LRO of 7 active groups; the local limit is 6. "
        "No LRO training is recorded for Insp Robin Vale."
    )


def test_an_officer_is_added_on_the_way_and_chosen(card: CardDesk) -> None:
    card.page.asks.lead()
    card.type("officer", "Robin Vale")
    dialog = card.dialog
    assert isinstance(dialog, LeadDialog)
    dialog.new_officer.click()
    (officer,) = (found for found in dialog.findChildren(OfficerDialog) if found.isVisible())
    assert officer.form.field("name").text() == "Robin Vale"
    officer.form.field("rank").setText("DI")
    officer.form.field("force").choose("dorset")
    officer.save()
    card.settle()
    card.qtbot.waitUntil(lambda: dialog.officer.value() is not None)
    card.save()
    assert next(x for x in card.card.leads if x.assignment.until is None).officer.display == "DI Robin Vale"


def test_a_dialog_closed_before_its_answer_comes_leaves_nothing_behind(card: CardDesk) -> None:
    for _ in range(3):
        card.page.asks.lead()
        assert card.page.dialog is not None
        card.page.dialog.leave()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        card.settle()
    assert card.page.dialog is None


def test_a_refusal_that_comes_after_the_dialog_was_closed_is_said_by_the_window(card: CardDesk) -> None:
    dialog = ThreatDialog(card.runner, card.page, card.card.reference)
    card.page.open_dialog(dialog)
    card.type("reference", "AS/2024/0131")
    dialog.save()
    dialog.leave()
    card.settle()
    assert [refusal.code for refusal in card.refusals] == ["threat.reference_used"]


def test_f8_goes_from_one_fault_to_the_next(card: CardDesk) -> None:
    card.page.asks.archive()
    card.type("archived_on", "31/11/2026")
    card.save()
    dialog = card.dialog
    seen = []
    for _ in range(3):
        card.key(dialog, Qt.Key.Key_F8)
        seen.append(next(n for n in dialog._names if dialog._has_focus(n)))
    assert seen == ["archive_reason", "archive_authoriser", "archived_on"]


def test_half_a_date_is_no_fault_until_the_field_is_left(card: CardDesk) -> None:
    card.page.asks.add_action()
    card.type("due", "31/11")
    assert "31/11 is not a date" not in told(card)
    card.key(card.dialog.due.line, Qt.Key.Key_Tab)
    assert "31/11 is not a date." in told(card)


def test_an_officer_who_left_cannot_lead(card: CardDesk, group: Register) -> None:
    gone: Officer = add_officer(group, "Robin Vale", rank="Insp")
    group.do(officers.leave, gone, date(2026, 10, 1))
    card.page.changed(frozenset())
    card.settle()
    card.page.asks.lead()
    dialog = card.dialog
    assert isinstance(dialog, LeadDialog)
    dialog.officer.choose(gone.id)
    card.settle()
    card.save()
    assert "Insp Robin Vale left on 1 Oct 2026. Choose another officer." in told(card)


def test_a_score_is_entered_and_the_chart_follows(card: CardDesk) -> None:
    card.page.part(ScoresPart).enter()
    card.type("total", "high")
    assert "high is not a number." in told(card)
    card.type("total", "398")
    card.dialog.form.field("confidence").choose(Confidence.MEDIUM)
    card.type("rationale", "Two arrests")
    card.save()
    last = card.card.scores[-1]
    assert (last.total, last.confidence, last.scheme) == (398, Confidence.MEDIUM, "MoRiLE 2020")
    assert card.page.side.score.chart.readout.startswith("26 Nov 2026: 398, 14 less than in November")


def test_an_update_is_by_the_person_at_the_desk(card: CardDesk) -> None:
    card.key(card.page.board.columns[0].view, Qt.Key.Key_U, CONTROL)
    card.type("text", "Both warrants signed.")
    card.save()
    newest = card.card.updates[0]
    assert (newest.text, newest.by, newest.on) == ("Both warrants signed.", "Drew Quill", date(2026, 11, 26))


def test_a_plan_is_approved_by_somebody_on_a_day(card: CardDesk) -> None:
    card.page.asks.plan()
    card.type("approved_by", " ")
    card.save()
    assert "Say who approved the plan." in told(card)
    card.type("approved_by", "Supt Ashdown")
    card.type("next_review", "+1m")
    card.save()
    plan = card.card.plan
    assert plan is not None
    assert plan.next_review == date(2026, 12, 26)


def test_a_return_from_rocta_needs_its_reason(card: CardDesk) -> None:
    card.page.part(MappingPart).step()
    card.dialog.form.field("state").choose(MappingState.RETURNED)
    card.settle()
    card.save()
    assert "Give the reason that ROCTA gave." in told(card)
    card.type("reason", "Nominals are missing")
    card.save()
    assert card.card.threat.mapping is MappingState.RETURNED
    assert card.card.mapping[-1].reason == "Nominals are missing"


def test_a_threat_is_put_on_the_ranked_list_and_taken_off_it(card: CardDesk, group: Register) -> None:
    first = add_threat(group, "R1")
    group.do(threats.place, first.id, 1, "Named by the chair")
    card.page.asks.priority()
    card.type("priority", "second")
    card.save()
    assert "Enter its place as a whole number from 1" in told(card)
    card.type("priority", "2")
    card.save()
    assert card.card.threat.priority == 2
    card.page.asks.priority()
    card.type("priority", " ")
    card.save()
    assert card.card.threat.priority is None


def test_a_threat_is_archived_with_reason_and_authoriser_and_brought_back(card: CardDesk) -> None:
    card.page.asks.archive()
    card.type("archive_reason", "Principals sentenced")
    card.save()
    assert "Say who authorised it." in told(card)
    card.type("archive_authoriser", "Supt Ashdown")
    assert "Say whether every disruption is entered." in told(card)
    card.dialog.form.field("entered").choose(True)
    card.type("acknowledged", "The force works on")
    card.save()
    assert card.card.threat.status is ThreatStatus.ARCHIVED
    card.page.asks.reopen()
    assert "Principals sentenced" in told(card)
    card.save()
    assert card.card.threat.status is ThreatStatus.ACTIVE


def test_a_threat_entered_twice_is_deleted_with_reason_and_authority(card: CardDesk) -> None:
    refused, places = [], []
    card.page.runner.refused.connect(refused.append)
    card.page.go.connect(places.append)
    card.page.asks.delete()
    card.type("reason", "Entered twice")
    card.save()
    assert card.dialog.isVisible()
    card.type("authority", "DI P Ostrow")
    card.save()
    card.qtbot.waitUntil(lambda: bool(places))
    assert [place.page for place in places] == ["threats"]
    assert refused == []


def test_a_threat_is_edited_field_by_field(card: CardDesk) -> None:
    card.page.asks.threat()
    card.type("name", "Harrowmead network")
    card.dialog.form.field("tier").choose("National")
    themes = card.dialog.form.field("secondary_themes")
    themes.choose(("illegal-drugs",))
    card.settle()
    assert "The primary theme is among the secondary ones too." in told(card)
    themes.choose(("cyber-crime", "fraud"))
    card.type("next_review", "+2w")
    card.save()
    now = card.card.threat
    assert (now.name, now.tier, now.secondary_themes, now.next_review) == (
        "Harrowmead network", "National", ("cyber-crime", "fraud"), date(2026, 12, 10),
    )  # fmt: skip


def test_a_new_threat_with_a_used_reference_keeps_what_was_typed(card: CardDesk) -> None:
    dialog = ThreatDialog(card.runner, card.page, card.card.reference)
    card.page.open_dialog(dialog)
    card.type("reference", "as/2024/0131")
    card.type("name", "Lantern Street")
    card.save()
    assert "as/2024/0131 is in the register already." in told(card)
    assert dialog.form.field("name").text() == "Lantern Street"
    card.type("reference", "AS/2026/0200")
    card.save()
    assert card.page.dialog is None
    found = [t for t in card.register.ask(_all_threats) if t.reference == "AS/2026/0200"]
    assert [t.name for t in found] == ["Lantern Street"]


def _all_threats(connection):
    from app.reads import threats as threat_reads

    return threat_reads.grid(connection, date(2026, 11, 26))


def test_a_conflict_on_a_threat_names_forces_and_themes(card: CardDesk) -> None:
    card.page.asks.threat()
    theirs: Threat = replace(card.card.threat, home_force="dorset", other_forces=())
    card.register.do(threats.change, theirs)
    card.type("name", "Harrowmead network")
    card.save()
    said = card.dialog.conflict.accessibleName()
    assert "home force: yours Avon and Somerset, theirs Dorset" in said
    card.save()
    now = card.card.threat
    assert (now.name, now.home_force) == ("Harrowmead network", "dorset")


OPENERS = (
    "add_action", "update", "lead", "plan", "priority", "threat", "archive", "reopen", "delete",
)  # fmt: skip
STEPS = ("edit", "redate", "complete", "result", "cancel")


def each_dialog(card: CardDesk) -> Iterator[RecordDialog]:
    """Every dialog of the card, one after another."""
    page = card.page
    openers = [getattr(page.asks, name) for name in OPENERS]
    openers += [partial(page.asks.step, name, card.card.actions[0]) for name in STEPS]
    openers += [act for part in page.card_parts for _, act in part.entries()]
    for opens in openers:
        opens()
        yield card.dialog
        card.dialog.leave()


def test_every_control_of_every_dialog_has_a_name(card: CardDesk) -> None:
    kinds = QLineEdit | QPlainTextEdit | QComboBox | QAbstractButton
    for dialog in each_dialog(card):
        assert not dialog.touched()
        for widget in dialog.findChildren(QWidget):
            if not isinstance(widget, kinds) or not widget.isVisibleTo(dialog):
                continue
            # the line inside a list of people speaks with the list's name
            spoken = widget.accessibleName() or widget.parentWidget().accessibleName()
            words = widget.text() or widget.toolTip() if isinstance(widget, QAbstractButton) else ""
            assert spoken or words, f"{widget} in {dialog.windowTitle()}"


def test_tab_goes_through_every_dialog_in_reading_order(card: CardDesk) -> None:
    for dialog in each_dialog(card):
        assert in_reading_order(dialog), dialog.windowTitle()


def test_every_dialog_stands_on_a_small_screen_at_double_size(card: CardDesk, qapp: QApplication) -> None:
    palette.apply(qapp, palette.DARK, 2.0)
    room = card.page.screen().availableGeometry()
    for dialog in each_dialog(card):
        assert dialog.height() <= room.height()
        assert dialog.width() <= 1280
        assert dialog.filled.visibleRegion().boundingRect().size() == dialog.filled.size()
    palette.apply(qapp, palette.LIGHT)

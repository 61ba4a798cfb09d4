"""The card's tab of what stands beside a threat: read, and changed from the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.commands import gaps, links, threats, transfers
from app.domain.beside import IntelligenceGap, ThreatLink, Transfer
from app.domain.codes import Relation, ThreatStatus, TransferState
from app.domain.threat import Threat
from app.register import Register
from app.ui import palette
from app.ui.dialogs.archive import ArchiveDialog
from app.ui.dialogs.gap import GapDialog
from app.ui.dialogs.link import LinkDialog
from app.ui.dialogs.threat import ThreatDialog
from app.ui.dialogs.transfer import TransferAnswerDialog
from app.ui.page import Place
from app.ui.pages.card_beside import BesidePart
from tests.builders import add_action, add_officer, add_threat
from tests.ui.card_desk import CardDesk, desk

TODAY = date(2026, 11, 26)
ENTER = Qt.Key.Key_Return


@pytest.fixture
def threat(register: Register) -> Threat:
    add_officer(register)
    return add_threat(register)


@pytest.fixture
def card(register: Register, threat: Threat, qtbot: QtBot) -> Iterator[CardDesk]:
    with desk(register, qtbot, threat) as made:
        part = made.page.part(BesidePart)
        made.page.tabs.setCurrentIndex(made.page.stack.indexOf(part))
        made.settle()
        yield made


def part(card: CardDesk) -> BesidePart:
    return card.page.part(BesidePart)


def told(widget: QWidget) -> str:
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def cells(card: CardDesk, block: str, row: int = 0) -> list[str]:
    model = getattr(part(card), block).table.words
    return [model.index(row, column).data() for column in range(model.columnCount())]


def enter_on(card: CardDesk, block: str, row: int = 0) -> None:
    table = getattr(part(card), block).table
    table.setFocus()
    table.setCurrentIndex(table.words.index(row, 0))
    card.key(table, ENTER)


def test_an_empty_tab_says_what_is_not_recorded_and_what_to_do(card: CardDesk) -> None:
    said = told(part(card))
    for words in (
        "No intelligence gap is recorded. Raise one", "No link is recorded.", "No transfer was proposed.",
        "No learning is recorded.", "No document is linked. Link one by its reference",
        "Local policing link", "not recorded",
    ):  # fmt: skip
        assert words in said
    assert part(card).count() == 0


def test_a_gap_is_raised_given_an_owner_and_closed(card: CardDesk) -> None:
    part(card).gaps.button.click()
    card.type("text", "Who supplies the phones")
    card.type("raised_on", "2/11/2026")
    card.save()
    assert cells(card, "gaps")[1:5] == [
        "Who supplies the phones", "", "no owner", "open 24 days",
    ]  # fmt: skip
    enter_on(card, "gaps")
    assert isinstance(card.dialog, GapDialog)
    card.dialog.owner.choose("o-Morgan Hale")
    card.type("closed_on", "t")
    card.save()
    assert "Write what is known now" in told(card.dialog)
    card.type("answer", "A shop in Avonmere")
    card.save()
    (gap,) = card.card.gaps
    assert (gap.owner, gap.closed_on, gap.answer) == ("o-Morgan Hale", TODAY, "A shop in Avonmere")
    assert card.register.undo_label == "gap closed"
    assert cells(card, "gaps")[3:] == ["DI Morgan Hale", "closed 26 Nov 2026", "A shop in Avonmere"]
    enter_on(card, "gaps")
    card.type("answer", "A shop in Saltmarsh")
    card.save()
    assert card.register.undo_label == "gap changed"


def test_an_organisation_owns_a_gap_too(card: CardDesk) -> None:
    part(card).raise_gap()
    card.type("text", "Which stores")
    card.type("owner", "Avonmere Council")
    card.save()
    enter_on(card, "gaps")
    assert not card.dialog.touched()
    assert card.dialog.owner.text() == "Avonmere Council"


def test_learning_and_documents_are_added_changed_and_removed(card: CardDesk) -> None:
    part(card).learning.button.click()
    card.type("text", "Ask the bank first")
    card.save()
    enter_on(card, "learning")
    card.type("shared_with", "Wiltshire")
    card.save()
    assert cells(card, "learning") == ["26 Nov 2026", "Ask the bank first", "Drew Quill", "Wiltshire"]
    part(card).documents.button.click()
    card.type("title", "Closing report")
    card.save()
    assert "This is needed" in told(card.dialog)
    card.type("reference", "CR/26/4")
    card.save()
    assert cells(card, "documents")[:2] == ["Closing report", "CR/26/4"]
    for block in ("learning", "documents"):
        enter_on(card, block)
        remove = next(b for b in card.dialog.findChildren(QWidget) if b.accessibleName() == "Remove")
        card.key(remove, ENTER)
    assert (card.card.learning, card.card.documents) == ((), ())
    card.register.undo()
    assert len(card.card.documents) == 1


def test_a_link_is_found_by_any_word_and_enter_opens_the_other_card(
    card: CardDesk, register: Register
) -> None:
    add_threat(register, "DO/26/7", name="Wharf group", home_force="dorset")
    part(card).links.button.click()
    assert isinstance(card.dialog, LinkDialog)
    card.type("other", "Nobody")
    card.save()
    assert "No threat is called “Nobody”." in told(card.dialog)
    card.type("other", "Wharf group")
    card.dialog.form.field("relation").choose(Relation.SPLIT_FROM)
    card.save()
    assert cells(card, "links")[:2] == ["split from", "Wharf group"]
    places: list[Place] = []
    card.page.go.connect(places.append)
    enter_on(card, "links")
    assert places == [Place("card", id="t-DO/26/7")]
    card.key(part(card).relink, ENTER)
    card.type("note", "Since the arrests")
    card.save()
    assert cells(card, "links")[3] == "Since the arrests"
    card.threat = replace(card.threat, id="t-DO/26/7")
    card.open(card.threat)
    assert cells(card, "links")[:2] == ["split off into", "Tidemoor line"]


def test_a_refused_link_keeps_what_was_typed(card: CardDesk, register: Register) -> None:
    other = add_threat(register, "DO/26/7", name="Wharf group")
    register.do(links.add, ThreatLink(id="l", threat=other.id, other=card.threat.id))
    part(card).add_link()
    card.settle()
    card.type("other", "Wharf group")
    card.save()
    assert card.dialog.form.summary.accessibleName().startswith(
        "These two threats are linked like that already."
    )
    assert card.dialog.other.text().startswith("Wharf group")


def test_a_transfer_is_proposed_and_accepted_by_a_person(card: CardDesk) -> None:
    part(card).transfers.button.click()
    card.save()
    assert "2 things to put right" in card.dialog.form.summary.accessibleName()
    card.dialog.form.field("to_force").choose("dorset")
    card.dialog.form.field("chosen").choose("Offending has moved")
    card.type("reason", "to Poole")
    card.save()
    assert cells(card, "transfers")[1:5] == [
        "Avon and Somerset", "Dorset", "proposed", "Offending has moved: to Poole",
    ]  # fmt: skip
    assert part(card).transfers.button.text() == "Answer the transfer"
    enter_on(card, "transfers")
    assert isinstance(card.dialog, TransferAnswerDialog)
    card.dialog.form.field("state").choose(TransferState.DECLINED)
    card.type("answered_by", "Supt Lee")
    card.save()
    assert "Say why it is declined." in told(card.dialog)
    card.dialog.form.field("state").choose(TransferState.ACCEPTED)
    card.save()
    assert card.card.threat.home_force == "dorset"
    assert cells(card, "transfers")[5] == "Supt Lee, 26 Nov 2026"
    enter_on(card, "transfers")
    assert card.page.dialog is None


def test_a_transfer_is_withdrawn_without_a_name(card: CardDesk, register: Register) -> None:
    register.do(
        transfers.propose,
        Transfer(id="x", threat=card.threat.id, to_force="dorset", reason="Other", proposed_on=TODAY),
    )
    card.open(card.threat)
    assert ("Answer the transfer…", part(card).transfer) in part(card).entries()
    part(card).transfer()
    card.dialog.form.field("state").choose(TransferState.WITHDRAWN)
    card.settle()
    assert not card.dialog.form.field("answered_by").isVisible()
    card.save()
    assert card.card.transfers[0].state is TransferState.WITHDRAWN
    assert part(card).transfers.button.text() == "Propose a transfer"


def test_places_people_and_tags_are_typed_in_the_threats_own_dialog(card: CardDesk) -> None:
    card.key(part(card).change, ENTER)
    assert isinstance(card.dialog, ThreatDialog)
    card.type("neighbourhood", "Avonmere East team")
    card.type("tags", "Coast, county line; COAST")
    card.type("victims", "three")
    card.save()
    assert "“three” is not a count." in told(card.dialog)
    card.type("victims", "3")
    assert "Give the reference of the record that names them." in told(card.dialog)
    card.type("victims_ref", "CSE/26/41")
    card.type("at_risk", "0")
    card.dialog.form.field("live_operation").choose(True)
    card.save()
    now = card.card.threat
    assert (now.victims, now.victims_ref, now.at_risk, now.live_operation) == (3, "CSE/26/41", 0, True)
    assert now.tags == ("Coast", "county line")
    said = told(part(card))
    for words in ("Avonmere East team", "3, CSE/26/41", "nobody", "Coast, county line"):
        assert words in said


def test_a_conflict_on_tags_and_live_work_is_told_in_words(card: CardDesk, register: Register) -> None:
    card.page.asks.threat()
    register.do(threats.change, replace(card.card.threat, tags=("Coast", "Quay"), live_operation=True))
    card.type("name", "Quay line")
    card.save()
    said = card.dialog.conflict.accessibleName()
    assert "tags: yours nothing, theirs Coast, Quay" in said
    assert "live operation: yours no live operation, theirs live operation" in said
    card.dialog.put("tags", ("Coast", "Quay"))
    assert isinstance(card.dialog.form.field("tags"), QLineEdit)
    assert card.dialog.form.field("tags").text() == "Coast, Quay"


# archive


def test_the_checklist_names_what_is_open_and_leads_to_it(card: CardDesk, register: Register) -> None:
    add_action(register, card.threat)
    register.do(gaps.raise_, IntelligenceGap(id="g", threat=card.threat.id, text="Who pays", raised_on=TODAY))
    card.open(card.threat)
    card.page.tabs.setCurrentIndex(0)
    card.page.asks.archive()
    dialog = card.dialog
    assert isinstance(dialog, ArchiveDialog)
    said = told(dialog.closing)
    for words in (
        "1 action open or without a result",
        "1 intelligence gap open",
        "No closing report",
        "No learning",
    ):
        assert words in said
    assert "In order: no live operation, no live order, every disruption moderated" in said
    card.type("closing_report", "CR/26/4")
    assert "No closing report" not in told(dialog.closing)
    dialog.form.field("entered").choose(False)
    card.settle()
    assert "Disruptions that are not entered yet" in told(dialog.closing)
    way = next(b for b in dialog.closing.findChildren(QWidget) if b.accessibleName() == "Go to Gaps")
    card.key(way, ENTER)
    assert card.page.stack.currentWidget() is part(card)
    # something was typed, so it is asked after before the window closes
    assert card.page.dialog is dialog
    dialog.leave()


def test_a_threat_is_archived_with_learning_and_reopened_with_its_reason(card: CardDesk) -> None:
    card.page.asks.archive()
    assert not card.dialog.form.field("acknowledged").isVisible()
    card.dialog.form.field("chosen").choose("Convicted and sentenced")
    card.type("archive_reason", "all principals")
    card.type("archive_authoriser", "Supt Ashdown")
    card.type("closing_report", "CR/26/4")
    card.type("learning", "Ask the bank first")
    card.dialog.form.field("entered").choose(True)
    card.save()
    now = card.card
    assert now.threat.status is ThreatStatus.ARCHIVED
    assert now.threat.archive_reason == "Convicted and sentenced: all principals"
    assert [one.text for one in now.learning] == ["Ask the bank first"]
    assert part(card).archived.text() == (
        "Archived 26 Nov 2026, authorised by Supt Ashdown. Convicted and sentenced: all principals. "
        "Closing report CR/26/4."
    )
    assert not part(card).transfers.button.isVisible()
    card.page.asks.reopen()
    assert "Closing report CR/26/4." in told(card.dialog)
    card.type("reason", "Seen again")
    card.save()
    assert card.card.threat.status is ThreatStatus.ACTIVE
    assert part(card).archived.text() == (
        "Archived before, and re-opened: 26 Nov 2026, authorised by Supt Ashdown. "
        "Convicted and sentenced: all principals. Closing report CR/26/4."
    )


# reach


def test_every_part_is_reached_with_tab(card: CardDesk, register: Register) -> None:
    register.do(gaps.raise_, IntelligenceGap(id="g", threat=card.threat.id, text="Who pays", raised_on=TODAY))
    card.open(card.threat)
    tab = part(card)
    wanted = [tab.change, tab.gaps.button, tab.gaps.table, *(block.button for block in tab.blocks[1:])]
    seen: list[QWidget] = []
    widget = tab.change
    while widget not in seen:
        seen.append(widget)
        widget = widget.nextInFocusChain()
    assert [one for one in seen if one in wanted] == wanted


def test_a_crowded_tab_is_read_at_double_size(card: CardDesk, register: Register, qapp: QApplication) -> None:
    for number in range(12):
        text = f"Who pays for stores {number}? " * 6
        gap = IntelligenceGap(id=f"g{number}", threat=card.threat.id, text=text, raised_on=TODAY)
        register.do(gaps.raise_, gap)
    card.open(card.threat)
    palette.apply(qapp, palette.DARK, 2.0)
    card.settle()
    table = part(card).gaps.table
    card.qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() == 0 and table.height() > 400)
    table.setFocus()
    table.setCurrentIndex(table.words.index(11, 0))
    room = part(card).room.viewport()

    def height() -> int:
        row = table.visualRect(table.words.index(11, 0))
        return table.viewport().mapTo(room, row.center()).y()

    card.qtbot.waitUntil(lambda: 0 <= height() <= room.height())
    palette.apply(qapp, palette.LIGHT)

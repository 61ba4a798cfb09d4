"""The page of disruptions, its charts, its dialogs, and the tab of the card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.commands import disruptions, region
from app.domain.codes import Rating, Strand
from app.packs import performance_figures as figures
from app.reads import disruptions as reads
from app.register import Register
from app.ui import palette
from app.ui.dialogs.disruption import DisruptionDialog
from app.ui.dialogs.disruption_steps import ApmisDialog, ModerateDialog, RerateDialog
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import PersonField
from app.ui.page import Place
from app.ui.pages.card import TABS
from app.ui.pages.card_disruptions import DisruptionsPart
from app.ui.pages.disruptions import CHARTS, DisruptionsPage
from app.ui.pages.disruptions_grid import LETTERS, LOOKS, NUMBER
from app.ui.table_filters import OneOf
from tests.builders import add_disruption, add_threat
from tests.ui.card_desk import CardDesk
from tests.ui.page_desk import PageDesk, desk, nameless

CTRL = Qt.KeyboardModifier.ControlModifier
Opened = PageDesk[DisruptionsPage]


@pytest.fixture
def filled(register: Register) -> Register:
    first = add_threat(register)
    second = add_threat(register, "DO/2025/0002", name="Lantern Street", home_force="dorset")
    third = register.do(disruptions.apmis, add_disruption(register, first, id="d1"), True, "APM-1").result
    register.do(disruptions.moderate, third, "Supt Ashdown", date(2026, 11, 24))
    add_disruption(register, first, id="d2", on=date(2026, 9, 1), rating=Rating.MAJOR, strand=Strand.PROTECT)
    add_disruption(register, second, id="d3", on=date(2026, 10, 1), rating=None, theme="fraud")
    add_disruption(register, second, id="old", on=date(2024, 1, 1), rating=Rating.NEGATIVE)
    return register


@pytest.fixture
def opened(filled: Register, qtbot: QtBot) -> Iterator[Opened]:
    with desk(filled, qtbot, DisruptionsPage) as made:
        made.visit(Place("disruptions"))
        made.until(lambda: bool(made.page.grid.model.all_rows))
        yield made


def shown(page: DisruptionsPage) -> list[str]:
    return list(page.grid.model.ids())


def dialog(made: Opened, kind: type[Any] = RecordDialog) -> Any:
    made.settle()
    found = made.page.dialog
    assert isinstance(found, kind)
    return found


def type_in(made: Opened, name: str, text: str) -> None:
    field: QWidget = dialog(made).form.field(name)
    if isinstance(field, PersonField):
        found = field.lineEdit()
        assert found is not None
        field = found
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.setFocus()
    field.selectAll()
    made.qtbot.keyClicks(field, text)
    made.settle()


def save(made: Opened) -> None:
    made.key(dialog(made), Qt.Key.Key_Return, CTRL)


def told(widget: QWidget) -> str:
    return " | ".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def test_the_page_opens_on_the_period_with_its_totals(opened: Opened) -> None:
    page = opened.page
    assert shown(page) == ["d1", "d3", "d2"]
    assert page.totals.text() == "3 disruptions, 67% Pursue. 1 major, 1 moderate, 1 not rated."
    tabs = [page.tabs.tabText(at) for at in range(page.tabs.count())]
    assert tabs == [
        "12 months  3",
        "Not on APMIS  2",
        "Not moderated  2",
        "Incomplete  1",
        "All  4",
        "Charts",
    ]


def test_the_period_is_the_regions_setting(filled: Register, qtbot: QtBot) -> None:
    filled.do(region.change_setting, "disruption_months", 2)
    with desk(filled, qtbot, DisruptionsPage) as made:
        made.visit(Place("disruptions"))
        made.until(lambda: made.page.tabs.tabText(0) == "2 months  2")


def test_filters_drive_rows_totals_and_charts(opened: Opened) -> None:
    page = opened.page
    page.grid.model.filter(NUMBER["force"], OneOf(frozenset({"Dor"})))
    opened.settle()
    assert shown(page) == ["d3"]
    assert page.totals.text() == "1 disruption, 100% Pursue. 1 not rated."
    page.tabs.setCurrentIndex(CHARTS)
    opened.settle()
    assert page.charts.told.text() == "1 disruption, 100% Pursue, in 12 months to 26 Nov 2026"
    assert page.charts.note.text().startswith("Filtered: Force is Dor.")
    page.tabs.setCurrentIndex(0)
    page.grid.clear_filters()
    opened.settle()
    assert len(shown(page)) == 3


def test_the_charts_are_the_figures_of_the_pack_and_say_what_they_show(opened: Opened) -> None:
    page = opened.page
    page.tabs.setCurrentIndex(CHARTS)
    opened.settle()
    rows = opened.register.ask(reads.ledger)
    effects = [row.effect for row in rows if row.id != "old"]
    month = figures.month_figure(effects, opened.runner.today, 12)
    assert page.charts.views[0].figure == month
    assert all(view.accessibleDescription() or view.accessibleName() for view in page.charts.views)
    assert "Ratings have no published definition" in page.charts.note.text()


def test_every_rating_has_its_letters_and_no_rag_hue() -> None:
    assert len(set(LETTERS.values())) == len(Rating) == len(LOOKS)
    hues = {name for look in LOOKS.values() for name in look}
    assert not {name for name in hues if name.startswith(("r_", "a_", "g_", "b_"))}


def test_a_disruption_is_recorded_from_the_keyboard_for_a_threat_that_is_chosen(opened: Opened) -> None:
    page = opened.page
    opened.key(page.grid.view, Qt.Key.Key_N, CTRL)
    made = dialog(opened, DisruptionDialog)
    type_in(opened, "threat", "nobody")
    type_in(opened, "title", "Store closed")
    save(opened)
    assert "Choose the threat from the list" in told(made)
    threat = made.form.field("threat")
    assert isinstance(threat, PersonField)
    threat.choose("t-DO/2025/0002")
    made.strand.choose(Strand.PREVENT)
    made.rating.choose(Rating.MINOR)
    type_in(opened, "rationale", "Fewer calls")
    type_in(opened, "supporting_bodies", "Dorset Council; NHS")
    assert page.unsaved() == "what you typed under “Record a disruption”"
    save(opened)
    opened.until(lambda: page.grid.model.total == 4)
    row = next(row for row in page.grid.model.all_rows if row.title == "Store closed")
    assert (row.threat_name, row.strand, row.supporting) == (
        "Lantern Street", Strand.PREVENT, ("Dorset Council", "NHS"),
    )  # fmt: skip
    assert page.in_hand == row


def test_a_given_rating_is_no_field_of_the_form(opened: Opened) -> None:
    opened.page.grid.view.choose("d1")
    opened.key(opened.page.grid.view, Qt.Key.Key_Return)
    made = dialog(opened, DisruptionDialog)
    assert not made.holds("rating")
    assert "Moderate. It is changed with its reason" in told(made)
    type_in(opened, "title", "Three charged")
    save(opened)
    opened.until(lambda: "Three charged" in [row.title for row in opened.page.grid.model.all_rows])


def test_a_rating_is_changed_with_its_reason_and_moderated_again(opened: Opened) -> None:
    page = opened.page
    page.grid.view.choose("d1")
    opened.key(page.grid.view, Qt.Key.Key_T, CTRL)
    made = dialog(opened, RerateDialog)
    assert "It is moderated. The new rating is to be moderated again." in told(made)
    made.rating.choose(Rating.MODERATE)
    save(opened)
    assert "This is the rating it has already." in told(made)
    made.rating.choose(Rating.MAJOR)
    type_in(opened, "reason", "Two convicted")
    save(opened)
    opened.until(lambda: page.grid.model.all_rows[0].rerated == 1)
    row = page.in_hand
    assert row is not None
    assert (row.rating, row.moderated_on) == (Rating.MAJOR, None)
    page.activateWindow()
    opened.until(page.isActiveWindow)
    opened.key(page.grid.view, Qt.Key.Key_M, CTRL | Qt.KeyboardModifier.ShiftModifier)
    made = dialog(opened, ModerateDialog)
    type_in(opened, "moderated_by", "insp vale")
    save(opened)
    assert "originated this disruption" in told(made)
    type_in(opened, "moderated_by", "Supt Ashdown")
    save(opened)
    opened.until(lambda: page.grid.model.all_rows[0].moderated_by == "Supt Ashdown")


def test_it_is_put_on_apmis_and_removed_and_undone(opened: Opened) -> None:
    page = opened.page
    page.grid.view.choose("d2")
    page.do("apmis")
    assert dialog(opened, ApmisDialog).form.field("apmis_ref").accessibleName() == "Reference"
    save(opened)
    opened.until(lambda: any(row.id == "d2" and row.apmis for row in page.grid.model.all_rows))
    page.grid.view.choose("d2")
    opened.key(page.grid.view, Qt.Key.Key_Delete)
    opened.until(lambda: len(page.grid.model.all_rows) == 3)
    opened.register.undo()
    page.changed(frozenset())
    opened.until(lambda: len(page.grid.model.all_rows) == 4)


def test_what_cannot_be_done_is_not_offered(opened: Opened) -> None:
    page = opened.page
    page.grid.view.choose("d3")
    opened.settle()
    hidden = {code for code, button in page.strip.buttons.items() if button.isHidden()}
    assert hidden == {"rerate", "moderate"}
    opened.key(page.grid.view, Qt.Key.Key_O, CTRL)
    assert opened.places[-1] == Place("card", id="t-DO/2025/0002")


def test_an_empty_register_says_what_to_do_next(register: Register, qtbot: QtBot) -> None:
    with desk(register, qtbot, DisruptionsPage) as made:
        made.visit(Place("disruptions"))
        assert "No disruption is recorded yet." in told(made.page)
        made.page.tabs.setCurrentIndex(CHARTS)
        made.settle()
        assert made.page.charts.note.text().startswith("There is nothing to draw")


def test_every_control_of_the_page_has_a_name(opened: Opened) -> None:
    assert nameless(opened.page) == []
    opened.page.tabs.setCurrentIndex(CHARTS)
    assert nameless(opened.page) == []


# the tab of the card


def rows(card: CardDesk) -> list[list[str]]:
    words = card.page.part(DisruptionsPart).table.words
    return [
        [words.index(row, column).data() for column in range(words.columnCount())]
        for row in range(words.rowCount())
    ]


def test_the_card_shows_its_disruptions_with_every_rating_they_had(card: CardDesk) -> None:
    part = card.page.part(DisruptionsPart)
    before = part.count()
    made = add_disruption(card.register, card.threat)
    register = card.register
    register.do(disruptions.rerate, made, Rating.MAJOR, "Two convicted.", "Insp Hale")
    card.page.changed(frozenset())
    card.settle()
    assert part.count() == before + 1
    first = rows(card)[0]
    assert first == [
        "20 Nov 2026", "Pursue", "MA major", "was moderate", "Two charged with supply", "no", "no",
    ]  # fmt: skip
    part.table.selectRow(0)
    said = "Changed 26 Nov 2026 by Insp Hale from moderate to major: Two convicted."
    assert part.detail.text().split("\n") == [
        "Originator Insp Vale; not moderated; not on APMIS.", "Why major: The line stopped", said,
    ]  # fmt: skip
    assert "not on APMIS" in part.tab.told.text()
    card.page.tabs.setCurrentIndex(TABS.index(DisruptionsPart.title))
    card.page.activateWindow()
    card.qtbot.waitUntil(card.page.isActiveWindow)
    part.table.setFocus()
    card.key(part.table, Qt.Key.Key_M, CTRL | Qt.KeyboardModifier.ShiftModifier)
    card.type("moderated_by", "Supt Ashdown")
    card.save()
    assert rows(card)[0][5] == "yes"
    assert "moderated by Supt Ashdown, 26 Nov 2026" in part.detail.text()


def test_a_disruption_is_recorded_on_the_card(card: CardDesk) -> None:
    part = card.page.part(DisruptionsPart)
    before = part.count()
    part.record()
    card.save()
    assert card.dialog.form.summary.isVisible()
    card.type("title", "Line closed")
    card.type("on", "1/11/2026")
    card.save()
    assert part.count() == before + 1
    assert "Line closed" in [d.title for d in card.card.disruptions]


def test_the_steps_fit_a_small_screen_at_double_size_and_name_their_controls(
    card: CardDesk, qapp: QApplication
) -> None:
    add_disruption(card.register, card.threat)
    card.page.changed(frozenset())
    card.settle()
    part = card.page.part(DisruptionsPart)
    palette.apply(qapp, palette.DARK, 2.0)
    room = card.page.screen().availableGeometry()
    for code in ("change", "rerate", "moderate", "apmis"):
        part.table.selectRow(0)
        part.strip.asked.emit(code)
        made = card.dialog
        assert made.height() <= room.height()
        assert nameless(made) == []
        made.leave()
        card.settle()
    palette.apply(qapp, palette.LIGHT)


def test_the_ledger_of_thirty_thousand_rows_is_read_by_a_handful_of_queries(filled: Register) -> None:
    from sqlalchemy import event

    asked: list[str] = []

    def watch(connection: Any) -> int:
        note = partial(_note, asked)
        event.listen(connection, "before_cursor_execute", note)
        found = len(reads.ledger(connection))
        event.remove(connection, "before_cursor_execute", note)
        return found

    assert filled.ask(watch) == 4
    assert len(asked) <= 7


def _note(asked: list[str], _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    asked.append(statement)

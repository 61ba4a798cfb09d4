"""Orders and releases: the named views, the dialogs by their keys, and the tab of the card."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.commands import nominals
from app.domain.codes import NominalRole, OrderState
from app.domain.nominal import AncillaryOrder, Nominal
from app.domain.threat import Threat
from app.reads.record import record
from app.register import Register
from app.ui import palette
from app.ui.dialogs.nominal import NominalDialog
from app.ui.dialogs.nominal_steps import NominalStepDialog, ReleaseDialog
from app.ui.dialogs.order import OrderDialog
from app.ui.dialogs.order_steps import MonitorDialog, OrderStepDialog
from app.ui.fields import DateField
from app.ui.page import Place
from app.ui.pages.card_nominals import NominalsPart
from app.ui.pages.card_tables import WordsTable
from app.ui.pages.orders import OrdersPage
from tests.builders import add_nominal, add_officer, add_order, add_threat
from tests.ui.card_desk import desk as card_desk
from tests.ui.page_desk import PageDesk, desk, nameless

S = OrderState
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TODAY = date(2026, 11, 26)
DAY = timedelta(days=1)


def fill(register: Register) -> None:
    threat = add_threat(register)
    hale = add_officer(register)
    held = add_nominal(
        register, threat, role=NominalRole.PRINCIPAL, in_custody=True, release_on=TODAY + 30 * DAY,
        convicted_on=TODAY - 90 * DAY,
    )  # fmt: skip
    add_nominal(register, threat, "NOM-100014", release_on=TODAY + 40 * DAY, release_plan="RP-1")
    add_nominal(register, threat, "NOM-100021", in_custody=True)
    add_nominal(register, threat, "NOM-100028")
    add_order(
        register, threat, "soon", nominal=held.id, state=S.GRANTED, granted_on=TODAY - 5 * DAY,
        in_force_on=TODAY + 30 * DAY, owner=hale.id, due=TODAY - DAY, due_what="Visit", reference="T1",
    )  # fmt: skip
    for id, last in (("ends", TODAY + 9 * DAY), ("over", TODAY - DAY)):
        add_order(register, threat, id, state=S.IN_FORCE, in_force_on=TODAY - 9 * DAY, expires_on=last)
    add_order(register, threat, "thought", considered_on=TODAY - 20 * DAY)


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[OrdersPage]]:
    fill(register)
    with desk(register, qtbot, OrdersPage) as made:
        made.visit(Place("orders"))
        yield made


def ids(page: OrdersPage) -> list[str]:
    return list(page.grid.model.ids())


def cells(page: OrdersPage, row: int) -> dict[str, str]:
    model = page.grid.model
    return {column.key: model.index(row, n).data() for n, column in enumerate(model.columns)}


VIEWS = {
    "due": ["soon", "ends"],
    "live": ["soon", "ends"],
    "nobody": ["ends"],
    "orders": ["soon", "ends", "over", "thought"],
    "releases": ["n-NOM-100007", "n-NOM-100014"],
    "unplanned": ["n-NOM-100007"],
    "custody": ["n-NOM-100007", "n-NOM-100021"],
}


@pytest.mark.parametrize("code", VIEWS)
def test_each_view_lists_what_it_says_and_counts_it(opened: PageDesk[OrdersPage], code: str) -> None:
    opened.visit(Place("orders", filter={"view": code}))
    page = opened.page
    assert page.view.code == code
    assert ids(page) == VIEWS[code]
    assert page.tabs.tabText(page.tabs.currentIndex()).endswith(f"  {len(VIEWS[code])}")


def test_a_row_says_what_is_due_and_the_state_of_the_day(opened: PageDesk[OrdersPage]) -> None:
    first, second = cells(opened.page, 0), cells(opened.page, 1)
    assert (first["due"], first["when"], first["what"]) == ("25 Nov 2026", "overdue 1 day", "Visit")
    assert (first["type"], first["nominal"], first["state"]) == ("SCPO", "NOM-100007", "granted")
    assert (second["when"], second["what"], second["owner"]) == ("in 9 days", "Expires", "nobody")
    assert opened.page.grids[0].extra.text() == "1 overdue"
    opened.visit(Place("orders", filter={"view": "orders"}))
    assert cells(opened.page, 2)["state"] == "expired"


def test_the_next_step_is_taken_by_keys_and_undone_in_one(
    opened: PageDesk[OrdersPage], register: Register
) -> None:
    page = opened.page
    page.grid.view.choose("ends")
    opened.key(page.grid.view, Qt.Key.Key_T, CTRL)
    dialog = page.findChild(OrderStepDialog)
    assert dialog is not None
    assert [dialog.to.itemText(n) for n in range(dialog.to.count())] == ["Expired", "Discharged"]
    dialog.to.choose(S.DISCHARGED)
    opened.key(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.form.summary.accessibleName().startswith("1 thing to put right. Reason: ")
    reason = dialog.form.field("reason")
    assert isinstance(reason, QPlainTextEdit)
    reason.setPlainText("Varied by the court")
    opened.key(dialog, Qt.Key.Key_Return, CTRL)
    opened.until(lambda: ids(page) == ["soon"])
    now = register.ask(record, AncillaryOrder, "ends")
    assert (now.state, now.expires_on) == (S.DISCHARGED, TODAY)
    assert register.undo_label == "order discharged"
    opened.runner.undo()
    opened.until(lambda: ids(page) == ["soon", "ends"])


def test_a_step_before_its_day_is_told_at_its_date(opened: PageDesk[OrdersPage]) -> None:
    page = opened.page
    opened.key(page.grid.view, Qt.Key.Key_T, CTRL)
    dialog = page.findChild(OrderStepDialog)
    assert dialog is not None
    assert dialog.to.value() is S.IN_FORCE
    assert dialog.on.value() == TODAY + 30 * DAY
    opened.key(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.form.summary.accessibleName().startswith(
        "1 thing to put right. Date: This day has not come"
    )
    dialog.leave()


@pytest.mark.parametrize(
    ("to", "shown"),
    [
        (S.APPLIED, {"to", "on"}),
        (S.NOT_SOUGHT, {"to", "on", "reason"}),
        (S.GRANTED, {"to", "on", "in_force_on", "expires_on"}),
    ],
)
def test_the_fields_follow_the_step(opened: PageDesk[OrdersPage], to: OrderState, shown: set[str]) -> None:
    opened.visit(Place("orders", filter={"view": "orders"}))
    opened.page.grid.view.choose("thought")
    opened.key(opened.page.grid.view, Qt.Key.Key_T, CTRL)
    dialog = opened.page.findChild(OrderStepDialog)
    assert dialog is not None
    dialog.to.choose(to)
    rows = ("to", "on", "in_force_on", "expires_on", "reason")
    assert {name for name in rows if dialog.form.field(name).isVisible()} == shown
    dialog.leave()


def test_monitoring_takes_an_organisation_and_what_is_due(
    opened: PageDesk[OrdersPage], register: Register
) -> None:
    page = opened.page
    page.grid.view.choose("ends")
    opened.key(page.grid.view, Qt.Key.Key_M, CTRL | SHIFT)
    dialog = page.findChild(MonitorDialog)
    assert dialog is not None
    dialog.owner.setEditText("NCA")
    due = dialog.form.field("due")
    assert isinstance(due, DateField)
    due.set(TODAY + 2 * DAY)
    dialog.what.setText("Financial report")
    opened.key(dialog, Qt.Key.Key_Return, CTRL)
    opened.until(lambda: cells(page, 1)["owner"] == "NCA")
    assert cells(page, 1)["what"] == "Financial report"


def test_enter_changes_an_order_and_one_key_opens_the_card(opened: PageDesk[OrdersPage]) -> None:
    page = opened.page
    opened.key(page.grid.view, Qt.Key.Key_Return)
    dialog = page.findChild(OrderDialog)
    assert dialog is not None
    assert dialog.nominal.value() == "n-NOM-100007"
    dialog.leave()
    opened.until(page.isActiveWindow)
    opened.key(page.grid.view, Qt.Key.Key_O, CTRL)
    assert opened.places[-1] == Place("card", id="t-AS/2024/0131")


def test_enter_on_a_release_plans_it(opened: PageDesk[OrdersPage], register: Register) -> None:
    opened.visit(Place("orders", filter={"view": "unplanned"}))
    page = opened.page
    page.grid.view.choose("n-NOM-100007")
    opened.key(page.grid.view, Qt.Key.Key_Return)
    dialog = page.findChild(ReleaseDialog)
    assert dialog is not None
    opened.qtbot.keyClicks(dialog.plan, "RP-8277")
    assert page.unsaved() == "what you typed under “Release of nominal NOM-100007”"
    opened.key(dialog, Qt.Key.Key_Return, CTRL)
    opened.until(lambda: ids(page) == [])
    assert register.ask(record, Nominal, "n-NOM-100007").release_plan == "RP-8277"


def test_delete_removes_and_a_refusal_is_told(opened: PageDesk[OrdersPage]) -> None:
    opened.visit(Place("orders", filter={"view": "releases"}))
    page = opened.page
    page.grid.view.choose("n-NOM-100007")
    opened.key(page.grid.view, Qt.Key.Key_Delete)
    assert [refusal.code for refusal in opened.refusals] == ["nominal.has_orders"]
    page.grid.view.choose("n-NOM-100014")
    opened.key(page.grid.view, Qt.Key.Key_Delete)
    opened.until(lambda: ids(page) == ["n-NOM-100007"])


def test_every_control_of_the_page_has_a_name(opened: PageDesk[OrdersPage]) -> None:
    assert nameless(opened.page) == []
    opened.visit(Place("orders", filter={"view": "custody"}))
    assert nameless(opened.page) == []


def test_an_empty_view_says_so_with_what_comes_next(register: Register, qtbot: QtBot) -> None:
    threat = add_threat(register)
    add_order(register, threat, due=TODAY + 60 * DAY, due_what="Hearing")
    with desk(register, qtbot, OrdersPage) as made:
        made.visit(Place("orders"))
        assert made.page.grid.extra.text() == "Nothing is due. The next is due on 25 Jan 2027."
        made.visit(Place("orders", filter={"view": "nobody"}))
        assert made.page.grid.extra.text() == "Every order is monitored."
        assert not made.page.strips[1].isVisibleTo(made.page.stack.widget(1))


def test_an_empty_register_says_where_to_begin(register: Register, qtbot: QtBot) -> None:
    with desk(register, qtbot, OrdersPage) as made:
        made.visit(Place("orders"))
        assert made.page.grids[0].count.text() == ""
        assert nameless(made.page) == []


def words_of(page: OrdersPage) -> set[str]:
    """Every cell of both grids, with its tooltip and what a screen reader says."""
    said: set[str] = set()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    for grid in page.grids:
        model = grid.model
        cells_ = [(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
        said |= {str(model.index(*cell).data(role)) for cell in cells_ for role in roles}
    return said


def test_no_list_or_dialog_tells_a_nominal_but_by_reference(opened: PageDesk[OrdersPage]) -> None:
    page = opened.page
    opened.visit(Place("orders", filter={"view": "custody"}))
    told = words_of(page)
    for does, code, id in (
        (page.asks.nominal, "change", "n-NOM-100007"),
        (page.asks.nominal, "step", "n-NOM-100007"),
        (page.asks.nominal, "release", "n-NOM-100007"),
        (page.asks.order, "change", "soon"),
        (page.asks.order, "step", "soon"),
        (page.asks.order, "monitor", "soon"),
    ):
        does(code, id)
        opened.settle()
        dialog = page.dialog
        assert dialog is not None
        shown = {label.text() for label in dialog.findChildren(QLabel)} | {dialog.windowTitle()}
        assert any("NOM-100007" in text for text in shown) or code == "change"
        told |= shown
        dialog.leave()
        opened.settle()
    assert any("NOM-100007" in text for text in told)
    # neither the inner id nor anything that is called a name
    assert not {text for text in told if "n-NOM" in text}
    fields = {field.name for field in dataclasses.fields(Nominal)}
    assert not fields & {"name", "names", "alias", "surname", "born", "address", "note"}


# the card


def rows(table: WordsTable) -> list[list[str]]:
    model = table.words
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_tab_counts_by_role_and_lists_orders_below(register: Register, qtbot: QtBot) -> None:
    fill(register)
    register.do(nominals.end, register.ask(record, Nominal, "n-NOM-100028"), TODAY - DAY)
    threat = register.ask(record, Threat, "t-AS/2024/0131")
    with card_desk(register, qtbot, threat) as card:
        part = card.page.part(NominalsPart)
        assert part.told.text() == "1 principal, 2 peripheral; 2 in custody; next release 26 Dec 2026"
        assert part.count() == 3
        assert [row[0] for row in rows(part.nominals)] == [
            "NOM-100007",
            "NOM-100014",
            "NOM-100021",
            "NOM-100028",
        ]
        assert [row[2] for row in rows(part.orders)] == ["granted", "in force", "expired", "considered"]


def test_a_nominal_is_added_on_the_card_and_a_name_is_warned_of(register: Register, qtbot: QtBot) -> None:
    threat = add_threat(register)
    with card_desk(register, qtbot, threat) as card:
        part = card.page.part(NominalsPart)
        assert part.none.isVisibleTo(part)
        part.add_nominal.click()
        dialog = card.dialog
        assert isinstance(dialog, NominalDialog)
        card.type("reference", "Morgan Hale")
        assert "Enter a reference, not a name." in dialog.form.field("reference").accessibleDescription()
        card.type("reference", "NOM-100007")
        card.save()
        assert [nominal.reference for nominal in card.card.nominals] == ["NOM-100007"]
        part.add_order.click()
        order = card.dialog
        assert isinstance(order, OrderDialog)
        card.save()
        assert order.form.summary.accessibleName().startswith("1 thing to put right. Order: ")
        order.type_.choose("order-type-travel-restriction-order")
        card.save()
        assert [made.state for made in card.card.orders] == [S.CONSIDERED]


@pytest.mark.parametrize(
    ("step", "field", "said"),
    [("role", "role", "principal"), ("hold", "in_custody", True), ("end", "until", TODAY)],
)
def test_the_steps_of_a_nominal(
    register: Register, qtbot: QtBot, step: str, field: str, said: object
) -> None:
    threat = add_threat(register)
    add_nominal(register, threat, role=NominalRole.SIGNIFICANT)
    with card_desk(register, qtbot, threat) as card:
        part = card.page.part(NominalsPart)
        card.page.tabs.setCurrentIndex(card.page.stack.indexOf(part))
        part.nominals.selectRow(0)
        part.nominal_strip.asked.emit("step")
        dialog = card.dialog
        assert isinstance(dialog, NominalStepDialog)
        dialog.step.choose(step)
        card.save()
        assert getattr(card.card.nominals[0], field) == said


def test_every_dialog_of_the_page_stands_on_a_small_screen_at_double_size(
    opened: PageDesk[OrdersPage], qapp: QApplication
) -> None:
    palette.apply(qapp, palette.DARK, 2.0)
    page = opened.page
    room = page.screen().availableGeometry()
    doings = [(page.asks.order, code, "soon") for code in ("change", "step", "monitor", "another")]
    doings += [(page.asks.nominal, code, "n-NOM-100007") for code in ("change", "step", "release", "order")]
    for does, code, id in doings:
        does(code, id)
        opened.settle()
        dialog = page.dialog
        assert dialog is not None, code
        assert dialog.height() <= room.height()
        assert dialog.width() <= 1280
        assert nameless(dialog) == []
        dialog.leave()
        opened.settle()
    palette.apply(qapp, palette.LIGHT)

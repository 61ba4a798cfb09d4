"""The page of requests: the grid and its views, each step by keys, the ledger, the meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.commands import meetings, requests
from app.domain.codes import Decision, RequestState, Series
from app.domain.meeting import Meeting
from app.domain.request import Request
from app.domain.request_rules import Step
from app.reads.record import record as read_record
from app.register import Register
from app.ui.dialogs.fields import ChoiceField
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.fields import DateField
from app.ui.page import Place
from app.ui.pages.requests import LEDGER, MEETINGS, RequestsPage
from tests.builders import add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

CTRL = Qt.KeyboardModifier.ControlModifier
BID, HELD = date(2026, 9, 1), date(2026, 10, 1)
SURVEILLANCE, CYBER = "capability-surveillance", "capability-cyber"


def bid(register: Register, threat: str, id: str, **fields: Any) -> Request:
    values: dict[str, Any] = {"asked": "Two weeks", "bid_on": BID, "bid_by": "DI Hale", **fields}
    made: Request = register.do(requests.bid, Request(id=id, threat=threat, **values)).result
    return made


def to_manager(register: Register, request: Request) -> Request:
    request = register.do(requests.triage, request, "K Moss", BID).result
    made: Request = register.do(
        requests.to_manager, request, "DCI Vane", date(2026, 9, 8), "Grant. One team."
    ).result
    return made


def fill(register: Register) -> None:
    """Two threats of one force: one was refused surveillance, the other asks for it; one bid; one grant."""
    first = add_threat(register)
    second = add_threat(register, "AS/2024/0200", name="Lantern Quay")
    register.do(meetings.plan, Meeting(id="held", series=Series.CAPABILITIES, month="2026-10", on=HELD))
    coming = Meeting(
        id="m", series=Series.CAPABILITIES, month="2026-12", on=date(2026, 12, 3), chair="ACC Rivers"
    )
    register.do(meetings.plan, coming)
    refused = to_manager(register, bid(register, first.id, "refused", capability=SURVEILLANCE))
    register.do(requests.decide, refused, Decision.REFUSED, "ACC Rivers", HELD, reason="No capacity")
    granted = to_manager(register, bid(register, first.id, "granted", capability=CYBER))
    register.do(requests.decide, granted, Decision.GRANTED, "ACC Rivers", HELD, conditions="Debrief")
    to_manager(register, bid(register, second.id, "asks", capability=SURVEILLANCE))
    bid(register, second.id, "new", capability=None, bid_on=date(2026, 11, 20))


@pytest.fixture
def opened(register: Register, qtbot: QtBot) -> Iterator[PageDesk[RequestsPage]]:
    fill(register)
    with desk(register, qtbot, RequestsPage) as made:
        made.visit(Place("requests"))
        yield made
        if made.page.dialog is not None:
            made.page.dialog.leave()


def cells(page: RequestsPage, id: str) -> dict[str, str]:
    model = page.grid.model
    row = model.place_of(id)
    return {column.key: model.index(row, n).data() for n, column in enumerate(model.columns)}


def dialog_of(opened: PageDesk[RequestsPage]) -> RecordDialog[Any]:
    opened.settle()
    found = opened.page.dialog
    assert isinstance(found, RecordDialog)
    return found


def put(dialog: RecordDialog[Any], **values: object) -> None:
    for name, value in values.items():
        field = dialog.form.field(name)
        if isinstance(field, DateField):
            field.line.setText(str(value))
        elif isinstance(field, ChoiceField):
            field.choose(value)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(str(value))
        else:
            assert isinstance(field, QLineEdit)
            field.setText(str(value))


def save(opened: PageDesk[RequestsPage]) -> None:
    opened.key(dialog_of(opened), Qt.Key.Key_Return, CTRL)
    opened.settle()
    assert opened.page.dialog is None


def test_the_views_hold_what_is_to_decide_what_is_granted_and_everything(
    opened: PageDesk[RequestsPage],
) -> None:
    page = opened.page
    assert [page.tabs.tabText(n) for n in range(5)] == [
        "To decide  2", "Live grants  1", "All requests  4", "Ledger", "Meetings  2",
    ]  # fmt: skip
    assert set(page.grid.model.ids()) == {"asks", "new"}
    asks = cells(page, "asks")
    assert (asks["state"], asks["next"], asks["waited"]) == (
        "with the capability manager", "List it for a meeting", "86",
    )  # fmt: skip
    assert asks["missed"] == "Yes"
    assert asks["before"] == "R-0001: refused 1 Oct 2026: No capacity."
    assert page.grid.extra.text() == "1 undecided at a meeting already"
    page.tabs.setCurrentIndex(1)
    assert cells(page, "granted")["rag"] == "ToR overdue 42 days"


def test_what_was_decided_before_stands_below_the_grid_and_in_the_dialog_with_its_rule(
    opened: PageDesk[RequestsPage],
) -> None:
    page = opened.page
    page.grid.view.choose("asks")
    opened.settle()
    said = "R-0001 for AS/2024/0131, Surveillance: Two weeks: refused 1 Oct 2026: No capacity."
    assert page.strip.before.lines == (said,)
    page.step(Step.LIST)
    dialog = dialog_of(opened)
    assert said in dialog.before.accessibleName()  # type: ignore[attr-defined]
    texts = [each.text() for each in dialog.before.findChildren(type(page.strip.title))]  # type: ignore[attr-defined]
    assert any("same home force" in text for text in texts)


def test_a_request_walks_its_whole_route_by_the_keys_of_the_page(
    opened: PageDesk[RequestsPage], register: Register
) -> None:
    page = opened.page

    def state() -> RequestState:
        return register.ask(read_record, Request, "new").state

    page.tabs.setCurrentIndex(2)
    page.grid.view.choose("new")
    walk: list[tuple[dict[str, object], RequestState]] = [
        ({"triaged_by": "K Moss"}, RequestState.TRIAGED),
        ({"manager": "DCI Vane", "manager_view": "Grant in part. One week."}, RequestState.WITH_MANAGER),
        ({"meeting": "m"}, RequestState.LISTED),
        (
            {"decision": Decision.PART, "decision_reason": "Vacant posts", "conditions": "Debrief"},
            RequestState.DECIDED,
        ),
        (
            {"terms": "One team", "product": "log", "starts": "1/12/2026", "ends": "15/12/2026"},
            RequestState.UNDER_WAY,
        ),
        ({"outcome": "Two arrests", "onward_owner": "Force SOC team"}, RequestState.ENDED),
    ]
    for values, after in walk:
        opened.key(page.grid.view, Qt.Key.Key_Return)
        put(dialog_of(opened), **values)
        save(opened)
        assert state() is after
    ended = cells(page, "new")
    assert (ended["next"], ended["met"]) == ("Score the threat again", "not yet known")
    assert "The threat is to be scored again. Onward owner: Force SOC team." in page.strip.after.text()
    assert register.undo_label == "outcome recorded"


def test_only_the_steps_that_are_possible_are_offered(opened: PageDesk[RequestsPage]) -> None:
    page = opened.page
    page.tabs.setCurrentIndex(2)
    for id, offered in {
        "new": ["Triage…", "Change…", "Withdraw…"],
        "refused": [],
        "granted": ["Agree terms…", "Withdraw…"],
    }.items():
        page.grid.view.choose(id)
        opened.settle()
        shown = [b.text() for b in page.strip.buttons.values() if b.isVisibleTo(page)]
        assert shown == offered
    page.grid.view.choose("new")
    opened.key(page.grid.view, Qt.Key.Key_D, CTRL)
    assert page.dialog is None, "a bid is not decided on"
    page.grid.view.choose("refused")
    opened.key(page.grid.view, Qt.Key.Key_Return)
    assert opened.places[-1].page == "card", "where no step is left, Enter opens the card"


def test_a_decision_says_what_is_missing(opened: PageDesk[RequestsPage]) -> None:
    page = opened.page
    page.grid.view.choose("asks")
    opened.key(page.grid.view, Qt.Key.Key_D, CTRL)
    dialog = dialog_of(opened)
    opened.key(dialog, Qt.Key.Key_Return, CTRL)
    assert "Decision: This is needed" in dialog.form.summary.accessibleName()
    put(dialog, decision=Decision.DEFERRED, decided_by="ACC Rivers")
    opened.key(dialog, Qt.Key.Key_Return, CTRL)
    assert "Reason: Give the reason" in dialog.form.summary.accessibleName()


def test_support_is_asked_for_from_the_keyboard_and_the_past_shows_while_choosing(
    opened: PageDesk[RequestsPage], register: Register
) -> None:
    page = opened.page
    opened.key(page.grid.view, Qt.Key.Key_N, CTRL)
    dialog = dialog_of(opened)
    put(dialog, threat="nobody", asked="Two officers")
    opened.key(dialog, Qt.Key.Key_Return, CTRL)
    assert "Choose the threat" in dialog.form.summary.accessibleName()
    put(dialog, threat="AS/2024/0200", capability=SURVEILLANCE)
    dialog.look()
    assert dialog.before.lines == (  # type: ignore[attr-defined]
        "R-0001 for AS/2024/0131, Surveillance: Two weeks: refused 1 Oct 2026: No capacity.",
    )
    save(opened)
    assert page.grid.model.total == 3
    assert register.undo_label == "support asked for"


def test_the_ledger_counts_by_capability_and_by_force(opened: PageDesk[RequestsPage]) -> None:
    page = opened.page
    page.tabs.setCurrentIndex(LEDGER)
    assert page.ledger.told.text() == (
        "4 asked in 12 months: 1 granted, 0 in part, 1 refused, 0 deferred, 2 open. "
        "Half were decided within 30 days."
    )
    model = page.ledger.capability.words
    rows = [tuple(model.index(r, c).data() for c in range(8)) for r in range(model.rowCount())]
    assert rows == [
        ("Surveillance", "2", "–", "–", "1", "–", "1", "30"),
        ("Cyber", "1", "1", "–", "–", "–", "–", "30"),
        ("Not set", "1", "–", "–", "–", "–", "1", "–"),
        ("Region", "4", "1", "–", "1", "–", "2", "30"),
    ]


def test_a_meeting_is_planned_filled_in_one_step_and_its_list_stands_in_order(
    opened: PageDesk[RequestsPage], register: Register
) -> None:
    page = opened.page
    page.tabs.setCurrentIndex(MEETINGS)
    page.plan(None)
    dialog = dialog_of(opened)
    put(dialog, on="8/1/2027", venue="Room 4")
    save(opened)
    assert page.tabs.tabText(MEETINGS) == "Meetings  3"
    panel = page.meetings
    assert panel.meeting is not None
    assert panel.meeting.id == "m"
    assert panel.fill.text() == "List all that are ready (1)"
    panel.fill.click()
    opened.settle()
    words = panel.table.words
    assert [words.index(0, c).data() for c in (0, 1, 2, 5)] == [
        "1", "R-0003", "Surveillance: Two weeks", "listed for the meeting",
    ]  # fmt: skip
    assert register.undo_label == "request listed"


def test_the_list_of_a_meeting_is_printed_into_a_folder(
    opened: PageDesk[RequestsPage], tmp_path: Path
) -> None:
    panel = opened.page.meetings
    opened.page.tabs.setCurrentIndex(MEETINGS)
    panel.fill.click()
    opened.settle()
    folder = tmp_path / "papers"
    folder.mkdir()
    panel.reason.field.setText("For the meeting")
    panel.print_into(str(folder))
    opened.settle()
    (printed,) = folder.iterdir()
    assert printed.suffix == ".pdf"
    assert printed.name in panel.said.text()


def test_every_control_of_every_view_has_a_name(opened: PageDesk[RequestsPage]) -> None:
    opened.page.grid.view.choose("asks")
    for at in range(5):
        opened.page.tabs.setCurrentIndex(at)
        opened.settle()
        assert nameless(opened.page) == []


def test_an_empty_register_says_how_requests_come(register: Register, qtbot: QtBot) -> None:
    with desk(register, qtbot, RequestsPage) as made:
        made.visit(Place("requests"))
        assert made.page.meetings.empty.text().startswith("No capabilities meeting is planned.")
        assert made.page.ledger.told.text() == "Nothing was asked for in the last 12 months."
        assert not made.page.strip.isVisible()

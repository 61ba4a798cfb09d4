"""The tab of requests on the card, and every dialog of the route: names, tab order, small screens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.commands import meetings, requests
from app.domain.clock import FixedClock
from app.domain.codes import Decision, Series
from app.domain.meeting import Meeting
from app.domain.request import Request
from app.reads import journal
from app.register import Register
from app.ui import palette
from app.ui.dialogs.record_dialog import RecordDialog
from app.ui.pages.card_history import moments
from app.ui.pages.card_requests import RequestsPart
from tests.ui.card_desk import NOON, CardDesk, copy_of, desk, the_group
from tests.ui.page_desk import in_reading_order, nameless

BID, DAY = date(2026, 9, 1), date(2026, 10, 1)


@pytest.fixture
def card(group_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[CardDesk]:
    """The card of a group with a request in each state."""
    with copy_of(group_file, tmp_path, FixedClock(NOON)) as register:
        group = the_group(register)
        _fill(register, group.id)
        with desk(register, qtbot, group) as opened:
            yield opened


def _fill(register: Register, threat: str) -> None:
    coming = Meeting(id="m", series=Series.CAPABILITIES, month="2026-12", on=date(2026, 12, 3))
    register.do(meetings.plan, coming)

    def bid(id: str) -> Request:
        asked = Request(
            id=id, threat=threat, asked="Two weeks", bid_on=BID, capability="capability-surveillance"
        )
        found: Request = register.do(requests.bid, asked).result
        return found

    def seen(id: str) -> Request:
        triaged = register.do(requests.triage, bid(id), "K Moss", BID).result
        found: Request = register.do(requests.to_manager, triaged, "DCI Vane", BID, "Grant.").result
        return found

    bid("bid")
    register.do(requests.triage, bid("triaged"), "K Moss", BID)
    seen("seen")
    register.do(requests.list_for, (seen("listed"),), "m")
    register.do(requests.decide, seen("deferred"), Decision.DEFERRED, "ACC Rivers", DAY, reason="No capacity")
    given: dict[str, Any] = {"conditions": "Debrief in 14 days"}
    register.do(requests.decide, seen("granted"), Decision.GRANTED, "ACC Rivers", DAY, **given)
    decided = register.do(requests.decide, seen("way"), Decision.GRANTED, "ACC Rivers", DAY, **given).result
    register.do(requests.agree_terms, decided, "One team", "log", DAY, DAY, date(2026, 11, 1))


def part(card: CardDesk) -> RequestsPart:
    return card.page.part(RequestsPart)


def each(card: CardDesk) -> Iterator[RecordDialog[Any]]:
    for _, opens in part(card).entries():
        opens()
        yield card.dialog
        card.dialog.leave()
        card.settle()


def test_the_tab_shows_state_decision_conditions_and_what_is_next(card: CardDesk) -> None:
    words = part(card).table.words
    rows = {
        words.index(r, 0).data(): [words.index(r, c).data() for c in range(7)]
        for r in range(words.rowCount())
    }
    assert part(card).count() == 7
    under_way = rows["R-0007"]
    assert under_way[3] == "under way. Red: No outcome."
    assert "Conditions: Debrief in 14 days; not yet known." in under_way[4]
    assert under_way[5] == "Record the outcome"
    assert rows["R-0005"][5] == "List again or withdraw"
    assert rows["R-0001"][6].endswith("And 2 more.")


def test_each_request_offers_its_possible_steps_and_no_other(card: CardDesk) -> None:
    offered = [said for said, _ in part(card).entries()]
    assert offered[0] == "Ask for support…"
    assert [said for said in offered if "R-0006" in said] == ["R-0006: agree terms…", "R-0006: withdraw…"]
    assert [said for said in offered if "R-0005" in said] == [
        "R-0005: list for a meeting…", "R-0005: withdraw…",
    ]  # fmt: skip


def test_every_dialog_says_the_past_and_the_rule_names_its_controls_and_takes_tab_in_order(
    card: CardDesk,
) -> None:
    for dialog in each(card):
        assert not dialog.touched()
        assert nameless(dialog) == [], dialog.windowTitle()
        texts = " ".join(found.text() for found in dialog.findChildren(QLabel))
        assert "decided before" in texts.casefold()
        assert "same home force" in texts
        assert in_reading_order(dialog), dialog.windowTitle()


def test_every_dialog_stands_on_a_small_screen_at_double_size(card: CardDesk, qapp: QApplication) -> None:
    palette.apply(qapp, palette.DARK, 2.0)
    room = card.page.screen().availableGeometry()
    for dialog in each(card):
        assert dialog.height() <= room.height()
        assert dialog.filled.visibleRegion().boundingRect().size() == dialog.filled.size()
    palette.apply(qapp, palette.LIGHT)


def test_the_outcome_from_the_card_asks_whether_the_conditions_were_met(card: CardDesk) -> None:
    table = part(card).table
    row = next(r for r in range(7) if table.words.index(r, 0).data() == "R-0007")
    table.activated.emit(table.words.index(row, 5))
    dialog = card.dialog
    assert dialog.windowTitle() == "Record the outcome of support"
    assert dialog.form.field("conditions_met").accessibleDescription() == "Debrief in 14 days"
    card.type("outcome", "Two arrests")
    card.save()
    ended = next(r for r in card.card.requests if r.reference == "R-0007")
    assert ended.outcome == "Two arrests"
    assert ended.conditions_met == "not yet known"
    assert card.register.undo_label == "outcome recorded"


def test_the_history_tells_the_route_in_words(card: CardDesk) -> None:
    entries = card.register.ask(journal.threat_history, card.threat.id)
    told = [moment.text for moment in moments(entries, card.card, ())]
    listed = "Request “R-0004”: meeting set to that of 3 Dec 2026; "
    assert any(said.startswith(listed) for said in told)
    assert any("decision set to deferred" in said and "decided on set to 1 Oct 2026" in said for said in told)
    assert any(said.startswith("Request “R-0001” added: what is asked “Two weeks”") for said in told)

"""The page Log: filters, the entry in hand, checking with an anchor, what leaves; and what it never shows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.commands import threats
from app.domain.codes import LogClass, Role
from app.reads import card
from app.register import Register
from app.ui.dialogs.log import CheckLog, ExportLog, PrintAnchor
from app.ui.page import Place
from app.ui.pages.log import LogPage
from tests.builders import add_threat
from tests.ui.page_desk import PageDesk, desk, nameless

TODAY = date(2026, 11, 26)


@pytest.fixture
def log_desk(register: Register, qtbot: QtBot) -> Iterator[PageDesk[LogPage]]:
    threat = add_threat(register, summary="Kept canary")
    register.do(threats.change, threat.__class__(**{**_values(threat), "summary": "Second canary"}))
    register.ask(card.card, threat.id, TODAY)
    with desk(register, qtbot, LogPage) as made:
        made.visit(Place("log"))
        yield made


def _values(threat: object) -> dict[str, object]:
    return {name: getattr(threat, name) for name in threat.__dataclass_fields__}  # type: ignore[attr-defined]


def seen(page: LogPage) -> list[tuple[str, str]]:
    return [(row.class_, row.kind) for row in page.grid.model.all_rows]


def choose(page: LogPage, class_: str) -> None:
    page.class_.setCurrentIndex(page.class_.findData(class_))
    page.ask()


def test_the_newest_entry_stands_first_and_tells_everything_but_the_record(
    log_desk: PageDesk[LogPage],
) -> None:
    page = log_desk.page
    assert seen(page)[:2] == [("consultation", "threat.seen"), ("alteration", "threat")]
    page.grid.view.choose("".join(str(page.rows[1].seq)))
    log_desk.settle()
    told = page.detail.text()
    for part in ("Drew Quill", "Alteration", "AS/2024/0131", "summary", page.rows[1].hash, "administrator"):
        assert part in told
    shown = told + "".join(
        str(page.grid.model.index(r, c).data())
        for r in range(page.grid.model.rowCount())
        for c in range(page.grid.model.columnCount())
    )
    assert "canary" not in shown
    assert "Tidemoor" not in shown
    assert not nameless(page)


def test_filters_by_class_person_record_and_day(log_desk: PageDesk[LogPage]) -> None:
    page = log_desk.page
    choose(page, "consultation")
    log_desk.settle()
    assert {class_ for class_, _ in seen(page)} == {"consultation"}
    choose(page, "")
    page.record.setText("as/2024/0131")
    log_desk.key(page.record, Qt.Key.Key_Return)
    assert {kind for _, kind in seen(page)} == {"threat", "threat.seen"}
    page.since.setText("27/11/2026")
    log_desk.key(page.since, Qt.Key.Key_Return)
    assert seen(page) == []
    page.since.setText("26/11/2026")
    page.until.setText("26/11/2026")
    page.person.setCurrentIndex(page.person.findData("Drew Quill"))
    page.ask()
    log_desk.settle()
    assert len(seen(page)) == 3
    page.until.setText("yesterweek")
    page.ask()
    assert page.wrong.text() == "Not a date"


def test_looking_at_the_log_is_a_consultation_of_its_own(log_desk: PageDesk[LogPage]) -> None:
    page = log_desk.page
    choose(page, "consultation")
    log_desk.settle()
    choose(page, "consultation")
    log_desk.settle()
    assert [kind for _, kind in seen(page)].count("log.seen") == 2
    assert page.rows[0].facts == {"classes": ["consultation"]}


def test_an_anchor_typed_from_a_sheet_is_checked(log_desk: PageDesk[LogPage]) -> None:
    page = log_desk.page
    row = page.rows[2]
    log_desk.qtbot.mouseClick(page.check, Qt.MouseButton.LeftButton)
    dialog = page.dialog
    assert isinstance(dialog, CheckLog)
    dialog.anchor.setText("nothing")
    dialog.save()
    assert any("That is no anchor" in label.text() for label in dialog.form.summary.findChildren(QLabel))
    dialog.anchor.setText(f"{row.seq}:{row.hash[:20]}")
    dialog.save()
    log_desk.until(lambda: dialog.told.text().startswith("All agree"))
    dialog.anchor.setText(f"{row.seq}:{'0' * 20}")
    dialog.save()
    log_desk.until(lambda: "written anew" in dialog.told.text())
    dialog.leave()


def test_the_log_leaves_with_its_reason_and_is_logged(log_desk: PageDesk[LogPage], tmp_path: Path) -> None:
    page = log_desk.page
    choose(page, "alteration")
    log_desk.settle()
    log_desk.qtbot.mouseClick(page.out, Qt.MouseButton.LeftButton)
    dialog = page.dialog
    assert isinstance(dialog, ExportLog)
    to = tmp_path / "out"
    to.mkdir()
    dialog.save_in(to)
    log_desk.settle()
    assert list(to.iterdir()) == []
    dialog.recipient.setText("The Commissioner")
    dialog.reason.setText("Yearly inspection")
    dialog.save_in(to)
    log_desk.until(lambda: dialog.told.text().startswith("Saved and logged"))
    dialog.leave()
    log_desk.settle()
    (table,) = to.glob("*.csv")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Class"] for row in rows} == {"alteration"}
    choose(page, "disclosure")
    log_desk.settle()
    newest = page.rows[0]
    assert (newest.kind, newest.reason, newest.facts["recipients"]) == (
        "log", "Yearly inspection", "The Commissioner",
    )  # fmt: skip


def test_the_anchor_is_printed(log_desk: PageDesk[LogPage], tmp_path: Path) -> None:
    page = log_desk.page
    log_desk.qtbot.mouseClick(page.anchor, Qt.MouseButton.LeftButton)
    dialog = page.dialog
    assert isinstance(dialog, PrintAnchor)
    dialog.reason.setText("Monthly")
    dialog.save_in(tmp_path / "out")
    log_desk.until(lambda: dialog.told.text().startswith("Saved and logged"))
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".pdf"]
    dialog.leave()


def test_more_entries_than_stand_in_one_answer_are_added_on_request(register: Register, qtbot: QtBot) -> None:
    for number in range(520):
        register.log(LogClass.SYSTEM, "screen", str(number), command="log.consult")
    with desk(register, qtbot, LogPage) as made:
        made.visit(Place("log"))
        assert len(made.page.rows) == 500
        assert made.page.more.isVisible()
        made.page.older()
        made.settle()
        assert len(made.page.rows) > 520
        assert len({row.seq for row in made.page.rows}) == len(made.page.rows)


def test_who_may_not_read_the_log_is_told_whose_it_is(register: Register, qtbot: QtBot) -> None:
    register.roles = frozenset({Role.READER})
    with desk(register, qtbot, LogPage) as made:
        made.visit(Place("log"))
        assert not made.refusals
        assert not any(button.isVisible() for button in (made.page.check, made.page.out, made.page.anchor))
        assert not made.page.grid.model.all_rows


def sight(page: LogPage) -> list[bool]:
    return [part.isVisible() for part in (page.filters, page.below, page.filter)]


def test_where_there_is_little_room_the_rows_have_it_and_the_rest_is_asked_for(
    log_desk: PageDesk[LogPage],
) -> None:
    page = log_desk.page
    assert sight(page) == [True, True, False]
    page.resize(1180, 380)
    log_desk.settle()
    assert sight(page) == [False, False, True]
    assert page.parts() == [page.grid.view]
    log_desk.key(page.grid.view, Qt.Key.Key_Return)
    assert page.below.isVisible()
    assert "Drew Quill" in page.detail.text()
    log_desk.key(page.grid.view, Qt.Key.Key_Space)
    assert not page.below.isVisible()
    page.filter.click()
    page.record.setText("AS/2024/0131")
    log_desk.key(page.record, Qt.Key.Key_Return)
    assert page.filter.text() == "Filter (1 set)"
    page.resize(1180, 700)
    log_desk.settle()
    assert sight(page) == [True, True, False]

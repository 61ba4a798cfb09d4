"""The Mapping tab of the card: submissions with their clock, the next steps, LIVE, the history in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.commands import submissions
from app.domain.codes import MappingState as State
from app.domain.submission import Submission
from app.domain.threat import Threat
from app.reads.record import record
from app.register import Register
from app.ui.dialogs.submission import SubmissionDialog
from app.ui.pages.card import HISTORY
from app.ui.pages.card_mapping import MappingPart
from tests.builders import add_threat
from tests.submission_desk import asks, reason, submitted
from tests.ui.card_desk import CardDesk, desk


def on(day: int) -> date:
    return date(2026, 11, day)


def part(card: CardDesk) -> MappingPart:
    card.settle()
    return card.page.part(MappingPart)


def ways(card: CardDesk) -> list[str]:
    return [words for words, _ in part(card).entries()]


@pytest.fixture
def card(register: Register, qtbot: QtBot) -> Iterator[CardDesk]:
    asks(register)
    with desk(register, qtbot, add_threat(register, area="Avonmere", live_operation=True)) as made:
        yield made


def test_a_threat_that_was_never_submitted_offers_a_submission(card: CardDesk) -> None:
    assert ways(card) == ["New submission…", "Record a mapping step…"]
    assert part(card).live_words.isVisibleTo(part(card))
    shown = [label.text() for label in card.page.head.findChildren(QLabel)]
    assert "LIVE, not ratified" in shown


def test_a_submission_goes_its_way_on_the_card(card: CardDesk, register: Register) -> None:
    dict(part(card).entries())["New submission…"]()
    assert isinstance(card.dialog, SubmissionDialog)
    card.type("proposer", "DI M Hale")
    card.type("field.harm", "Log 12")
    card.save()
    assert card.page.dialog is None
    assert ways(card) == ["Open S-0001…", "Submit to ROCTA…"]
    dict(part(card).entries())["Submit to ROCTA…"]()
    card.dialog.form.field("on").line.setText("26/11/2026")
    card.save()
    assert ways(card) == ["Open S-0001…", "Ratify…", "Return…", "Reject…"]
    assert part(card).count() == 1
    dict(part(card).entries())["Ratify…"]()
    card.type("ratified_by", "P Vosper")
    card.save()
    assert ways(card) == ["Open S-0001…", "Record a mapping step…"]
    assert register.ask(record, Threat, card.threat.id).mapping is State.RATIFIED
    assert not part(card).live_words.isVisibleTo(part(card))


def test_the_tab_tells_steps_and_clock(register: Register, qtbot: QtBot) -> None:
    asks(register)
    made = submitted(register, State.RETURNED, on(1), on(3), on(10))
    with desk(register, qtbot, register.ask(record, Threat, made.threat)) as card:
        model = part(card).table.words
        rows = [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        choice = card.card.reference.choice(reason(register))
        assert choice is not None
        assert rows == [
            ["10 Nov 2026", "S-0001", "returned", "16", "ROCTA", f"{choice.name}: Give the logs."],
            ["3 Nov 2026", "S-0001", "submitted", "7", "DI M Hale", ""],
            ["1 Nov 2026", "S-0001", "draft", "2", "DI M Hale", ""],
        ]
        assert part(card).stands.text() == (
            "S-0001: returned since 10 Nov 2026, 16 days of 28. 7 days with ROCTA, 16 days with the force. "
            "3 of 3; nothing is missing."
        )


def test_the_history_tells_it_in_words(register: Register, qtbot: QtBot) -> None:
    asks(register)
    made = submitted(register, State.RETURNED, on(1), on(3), on(10))
    fresh = register.ask(record, Submission, made.id)
    from dataclasses import replace

    register.do(submissions.save, replace(fresh, answers='{"harm":"Log 14","score":"312"}'))
    with desk(register, qtbot, register.ask(record, Threat, made.threat)) as card:
        card.page.tabs.setCurrentIndex(HISTORY)
        card.settle()
        model = card.page.history.moments
        said = [model.moment(row).text for row in range(model.rowCount())]
        assert said[0] == (
            "Submission: answers from evidence of harm “Log 12” to evidence of harm “Log 14”, "
            "score proposed “312”."
        )
        assert not [words for words in said if "{" in words or made.id in words]
        assert any("return reason" in words and "Give the logs." in words for words in said)

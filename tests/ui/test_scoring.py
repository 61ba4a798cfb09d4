"""Scoring on the card: both ways, assessors side by side, the moderated result, when the next is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.commands import threats
from app.domain.codes import Confidence, ThreatKind
from app.domain.threat import Threat
from app.reads.record import record
from app.register import Register
from app.ui.dialogs.assessment_compare import CompareDialog
from app.ui.dialogs.score import ScoringDialog
from app.ui.pages.card_facts import facts
from app.ui.pages.card_scores import ScoresPart
from tests.builders import add_threat
from tests.schemes import add_assessment, add_score, answers, scheme_in_use
from tests.ui.card_desk import CardDesk, desk
from tests.ui.page_desk import in_reading_order


@pytest.fixture
def scored(register: Register, qtbot: QtBot) -> Iterator[CardDesk]:
    """The card of a priority individual, with the trial scheme in use."""
    threat = add_threat(register, kind=ThreatKind.INDIVIDUAL)
    scheme_in_use(register)
    with desk(register, qtbot, threat) as made:
        made.page.resize(1244, 800)
        yield made


def part(card: CardDesk) -> ScoresPart:
    """The tab of scores, in sight."""
    found = card.page.part(ScoresPart)
    card.page.tabs.setCurrentIndex(card.page.stack.indexOf(found))
    return found


def scoring(card: CardDesk) -> ScoringDialog:  # type: ignore[type-arg]
    """The dialog in sight."""
    found = card.dialog
    assert isinstance(found, ScoringDialog)
    return found


def fill_in(card: CardDesk, **chosen: float) -> None:
    """Chooses answers."""
    for code, number in chosen.items():
        scoring(card).answers.choices[code].choose(number)
    card.settle()


def cells(table: QWidget) -> list[tuple[str, ...]]:
    """The rows of a table of words."""
    return table.words._rows  # type: ignore[attr-defined, no-any-return]


def assessed(card: CardDesk) -> None:
    """Two assessments that differ in one answer."""
    add_assessment(card.register, card.threat, "Pat Lane")
    add_assessment(card.register, card.threat, "Robin Vale", answers=answers(people=1))
    card.page.changed(frozenset())
    card.settle()


def test_the_official_tools_total_comes_with_its_reference(scored: CardDesk) -> None:
    part(scored).enter()
    scored.type("total", "412")
    scored.type("reference", "MOR-2026-0188")
    scored.type("scheme", "MoRiLE 2020")
    scored.type("rationale", "Known harm")
    scored.save()
    (score,) = scored.card.scores
    assert (score.total, score.reference, score.scheme, score.scheme_id) == (
        412, "MOR-2026-0188", "MoRiLE 2020", None,
    )  # fmt: skip
    assert cells(part(scored).table)[0][5] == "MOR-2026-0188"


def test_a_local_scheme_is_filled_in_with_its_total_live(scored: CardDesk) -> None:
    part(scored).enter()
    scoring(scored).way.choose("trial")
    scored.settle()
    dialog = scoring(scored)
    assert dialog.local.text() == "Local trial, not national"
    assert dialog.comes_to.text() == "4 answers still to choose."
    assert not dialog.form.field("total").isVisible()
    assert not dialog.confidence.isVisible()
    fill_in(scored, people=3, money=2, intent=2)
    assert dialog.comes_to.text() == "1 answer still to choose."
    scored.save()
    assert "Answers: 1 answer still to choose." in dialog.form.summary.accessibleName()
    fill_in(scored, confidence=3)
    assert dialog.comes_to.text() == "10, High, confidence high"
    scored.type("rationale", "Known harm")
    scored.save()
    (score,) = scored.card.scores
    assert (score.total, score.scheme, score.confidence) == (10, "Trial", Confidence.HIGH)
    shown = cells(part(scored).table)[0]
    assert (shown[3], shown[4]) == ("Trial 1", "Local trial, not national")
    fact = facts(scored.card, scored.runner.today)[0]
    assert (fact.after, fact.below) == ("of Trial 1", "Local trial, not national")
    assert fact.tip == "10 of Trial 1, first score. Local trial, not national"


def test_totals_of_different_schemes_are_not_compared(scored: CardDesk) -> None:
    add_score(scored.register, scored.threat, 300, assessed_on=date(2026, 10, 1))
    add_score(scored.register, scored.threat, scheme_id="trial", id="s-2", answers=answers())
    scored.page.changed(frozenset())
    scored.settle()
    tab = part(scored)
    assert [row[2] for row in cells(tab.table)] == ["by another scheme than in October", "first"]
    assert "by another scheme than in October" in tab.chart.readout


def test_help_stands_at_each_question_and_its_part_in_its_name(scored: CardDesk) -> None:
    part(scored).enter()
    scoring(scored).way.choose("trial")
    scored.settle()
    choice = scoring(scored).answers.choices["people"]
    assert choice.accessibleName() == "Harm: Harm to people"
    assert choice.accessibleDescription() == "The worst that is likely. The worst that is likely."
    told = [one.text() for one in scoring(scored).answers.findChildren(QLabel) if one.isVisible()]
    assert {"Harm", "Harm to people", "The worst that is likely.", "Likelihood"} <= set(told)


def test_the_way_goes_back_and_forth_and_tab_keeps_the_order(scored: CardDesk) -> None:
    part(scored).enter()
    for way in ("trial", None, "trial"):
        scoring(scored).way.choose(way)
        scored.settle()
        dialog = scoring(scored)
        assert in_reading_order(dialog), way


def test_the_next_score_begins_by_the_way_of_the_last(scored: CardDesk) -> None:
    add_score(scored.register, scored.threat, scheme_id="trial", answers=answers())
    scored.page.changed(frozenset())
    scored.settle()
    part(scored).enter()
    assert scoring(scored).way.value() == "trial"
    assert scoring(scored).answers.answers() == {}


def test_two_assessors_stand_side_by_side(scored: CardDesk) -> None:
    part(scored).assess()
    assert scoring(scored).way.value() is not None
    scoring(scored).way.choose("trial")
    scored.settle()
    fill_in(scored, people=3, money=2, intent=2, confidence=3)
    scored.type("assessor", "Pat Lane")
    scored.save()
    tab = part(scored)
    assert tab.waiting.heading.text().startswith("The assessment by Pat Lane waits")
    tab.assess()
    fill_in(scored, people=1, money=2, intent=2, confidence=2)
    scored.type("assessor", "Robin Vale")
    scored.save()
    assert tab.waiting.heading.text() == "Assessments by Pat Lane and Robin Vale wait for a moderator."
    assert tab.waiting.label.text() == "Local trial, not national"
    shown = cells(tab.waiting.table)
    assert ("Harm to people", "3 High", "1 Low", "−2") in shown
    assert ("Loss in money", "2 Medium", "2 Medium", "same") in shown
    assert ("Total", "10", "6", "−4") in shown
    assert scored.card.scores == ()


def test_the_same_assessor_twice_is_refused_in_the_dialog(scored: CardDesk) -> None:
    assessed(scored)
    part(scored).assess()
    fill_in(scored, people=3, money=2, intent=2, confidence=3)
    scored.type("assessor", "Pat Lane")
    scored.save()
    assert "An assessment by Pat Lane waits" in scored.dialog.form.summary.accessibleName()


def test_moderating_shows_both_and_asks_for_what_differs(scored: CardDesk) -> None:
    assessed(scored)
    part(scored).moderate()
    dialog = scoring(scored)
    assert dialog.totals.text() == "Pat Lane: 10   Robin Vale: 6   4 apart"  # type: ignore[attr-defined]
    assert dialog.answers.answers() == {"money": 2, "intent": 2, "confidence": 3}
    told = [one.text() for one in dialog.answers.findChildren(QLabel) if one.isVisible()]
    assert "Pat Lane: 3 High; Robin Vale: 1 Low; 2 apart" in told
    fill_in(scored, people=2)
    assert dialog.comes_to.text() == "8, High, confidence high"
    scored.type("moderator", "Robin Vale")
    scored.save()
    assert "The moderator made one of the assessments." in dialog.form.summary.accessibleName()
    assert "Give the moderator’s reason" in dialog.form.summary.accessibleName()
    scored.type("moderator", "Supt Ashdown")
    scored.type("rationale", "One victim is known, the second is not")
    scored.save()
    (score,) = scored.card.scores
    assert (score.total, score.moderator, score.assessor) == (8, "Supt Ashdown", "Pat Lane and Robin Vale")
    tab = part(scored)
    assert not tab.waiting.isVisible()
    assert cells(tab.table)[0][6:8] == ("Pat Lane and Robin Vale", "Supt Ashdown")


def test_an_assessment_is_withdrawn_with_its_reason(scored: CardDesk) -> None:
    assessed(scored)
    part(scored).withdraw()
    scored.save()
    assert scored.page.dialog is not None
    scored.type("reason", "Assessed the wrong person")
    scored.save()
    assert [one.assessor for one in scored.card.assessments] == ["Pat Lane"]


def test_any_two_are_compared(scored: CardDesk) -> None:
    add_score(scored.register, scored.threat, 300, assessed_on=date(2026, 10, 1))
    assessed(scored)
    part(scored).compare()
    scored.settle()
    dialog = scored.page.dialog
    assert isinstance(dialog, CompareDialog)
    dialog.first.setCurrentIndex(2)
    dialog.second.setCurrentIndex(0)
    assert "(score)" in dialog.first.currentText()
    assert ("Total", "300", "6", "−294") in cells(dialog.table)
    assert ("Harm to people", "", "1 Low", "") in cells(dialog.table)
    assert not dialog.touched()
    dialog.leave()


def test_the_line_above_says_when_the_next_is_due_and_why(scored: CardDesk) -> None:
    tab = part(scored)
    assert tab.due.text() == ""
    add_score(scored.register, scored.threat, 300, assessed_on=date(2026, 10, 1))
    scored.page.changed(frozenset())
    scored.settle()
    assert tab.due.text() == "Next re-assessment by 1 Apr 2027, the local interval of 6 months."
    assert not tab.due_icon.isVisible()
    threat = scored.register.ask(record, Threat, scored.threat.id)
    scored.register.do(threats.change, replace(threat, secondary_themes=("fraud",)))
    scored.page.changed(frozenset())
    scored.settle()
    assert tab.due.text() == "Re-assessment due since 26 Nov 2026: theme gained, 26 Nov 2026."
    assert tab.due_icon.isVisible()


def test_history_names_scheme_answers_and_what_was_settled(scored: CardDesk) -> None:
    assessed(scored)
    part(scored).moderate()
    fill_in(scored, people=2)
    scored.type("moderator", "Supt Ashdown")
    scored.type("rationale", "Agreed")
    scored.save()
    scored.page.tabs.setCurrentIndex(scored.page.tabs.count() - 1)
    scored.settle()
    told = " ".join(moment.text for moment in scored.page.history.moments._moments)
    assert "scheme used Trial 1" in told
    assert "loss in money 2, harm to people 2" in told
    assert "settles assessment by Pat Lane, assessment by Robin Vale" in told
    assert "settled by the score set to score of 26 Nov 2026" in told
    assert "{" not in told


def test_every_dialog_of_the_tab_names_its_controls(scored: CardDesk) -> None:
    assessed(scored)
    for _, opens in part(scored).entries():
        opens()
        dialog = scored.dialog
        for widget in dialog.findChildren(QLineEdit):
            assert widget.accessibleName() or widget.parentWidget().accessibleName()
        assert not dialog.touched()
        dialog.leave()

"""What stands on a page itself survives lock and crash: settings, the ranked list, choices of an import."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.commands import priorities, region, scores
from app.domain.clock import FixedClock
from app.domain.score import Score
from app.domain.visits import ASKED
from app.reads.priorities import ranking
from app.reads.reference import reference
from app.register import Register
from app.store.tables import JOURNAL
from app.ui.desk import Desk
from app.ui.dialogs.priority_reasons import PriorityReasonsDialog
from app.ui.drafts_again import TextOfDraft
from app.ui.main_window import MainWindow
from app.ui.page import Place
from app.ui.pages.card import CardPage
from app.ui.pages.importing import DONE, LAYOUT, REVIEW, START, ImportPage
from app.ui.pages.priorities import PrioritiesPage
from app.ui.pages.settings import SettingsPage
from app.ui.pages.settings_section import FormSection
from tests.builders import PASSPHRASE, add_threat, new_register
from tests.ui.card_desk import NOON, copy_of
from tests.ui.lock_desk import PATIENCE, at_desk, dress, opened_again, settle, shown

ROOT = Path(__file__).parent.parent.parent
DEVON = ROOT / "tests" / "samples" / "devon-and-cornwall-actions.csv"
TODAY = date(2026, 11, 26)
WHY = "The rival on Quarrel Lane moves first"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four groups with scores 400 to 100, the first three ranked."""
    register = new_register(tmp_path_factory.mktemp("filled"), FixedClock(NOON))
    for place in range(1, 5):
        threat = add_threat(register, f"DC{place}", name=f"Group {place}")
        total = 500 - place * 100
        register.do(scores.record, Score(id=f"s{place}", threat=threat.id, total=total, assessed_on=TODAY))
    register.do(priorities.put_in_order, ("t-DC1", "t-DC2", "t-DC3"), {}, was=())
    register.close()
    return register.path


@pytest.fixture
def register(filled: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Register]:
    with copy_of(filled, tmp_path, clock) as made:
        yield made


@pytest.fixture(scope="module")
def dressed(qapp: QApplication) -> None:
    dress(qapp)


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, dressed: None) -> Iterator[Desk]:
    with at_desk(qapp, tmp_path) as made:
        yield made


def settings(window: MainWindow, section: str) -> FormSection:
    page = window.page()
    assert isinstance(page, SettingsPage)
    found = page.sections[section]
    assert isinstance(found, FormSection)
    return found


def type_into(section: FormSection, name: str, text: str) -> None:
    line = section.form.field(name)
    assert isinstance(line, QLineEdit)
    line.setText(text)
    line.textEdited.emit(text)


def ranked(window: MainWindow) -> PrioritiesPage:
    page = window.page()
    assert isinstance(page, PrioritiesPage)
    return page


def order(page: PrioritiesPage) -> list[str]:
    return [row.row.reference for row in page.list.rows]


def importing(window: MainWindow) -> ImportPage:
    page = window.page()
    assert isinstance(page, ImportPage)
    return page


def go_on(window: MainWindow, qtbot: QtBot) -> None:
    assert window.drafts.isVisible()
    window.drafts.go_on.click()
    settle(qtbot, window)


def kept_now(window: MainWindow, qtbot: QtBot) -> int:
    window.keeping.keep()
    settle(qtbot, window)
    return len(window.runner.register.drafts())


# settings


def at_settings(desk: Desk, register: Register, qtbot: QtBot) -> MainWindow:
    """The settings with an unsaved word in two of their sections."""
    window = shown(desk, register, qtbot, Place("settings", filter={"section": "marking"}))
    type_into(settings(window, "marking"), "descriptor", "GANGS")
    window.go(Place("settings", filter={"section": "thresholds"}))
    settle(qtbot, window)
    type_into(settings(window, "thresholds"), "lock_minutes", "12")
    return window


def test_c53_settings_that_were_typed_stand_in_their_sections_again_after_a_lock(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    window = at_settings(desk, register, qtbot)
    window.lock("idle")
    again = opened_again(desk, register, qtbot)
    assert "you were writing under “Settings”" in again.drafts.words.text()
    # one key goes on with it
    assert again.focusWidget() is again.drafts.go_on
    qtbot.keyClick(again.drafts.go_on, Qt.Key.Key_Space)
    settle(qtbot, again)
    marking, thresholds = settings(again, "marking"), settings(again, "thresholds")
    assert (marking.text("descriptor"), thresholds.text("lock_minutes")) == ("GANGS", "12")
    assert marking.isVisible()
    assert again.page().unsaved() == "what you typed under “Marking and pack”"
    marking.save()
    settle(qtbot, again)
    assert again.runner.register.ask(reference).settings.descriptor == "GANGS"
    # the other section is kept on, until it is put back
    assert kept_now(again, qtbot) == 1
    thresholds.put_back()
    assert kept_now(again, qtbot) == 0


def test_a_setting_that_somebody_changed_meanwhile_is_said_beside_its_field(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    at_settings(desk, register, qtbot).lock()
    qtbot.waitUntil(lambda: not desk._closing, timeout=PATIENCE)
    with Register.open(register.path, passphrase=PASSPHRASE, clock=register.clock) as between:
        was = between.ask(reference).settings
        between.do(region.change_settings, {"descriptor": "DRUGS"}, was)
    again = opened_again(desk, register, qtbot)
    go_on(again, qtbot)
    marking = settings(again, "marking")
    assert marking.text("descriptor") == "GANGS"
    said = marking.form.field("descriptor").accessibleDescription()
    assert said.startswith("Somebody changed this since you typed it.")
    assert (
        not settings(again, "thresholds")
        .form.field("lock_minutes")
        .accessibleDescription()
        .startswith("Some")
    )
    marking.put_back()
    assert marking.text("descriptor") == "DRUGS"


def test_a_draft_is_not_laid_over_what_stands_on_its_page_unsaved(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    at_settings(desk, register, qtbot).lock()
    again = opened_again(desk, register, qtbot)
    again.go(Place("settings", filter={"section": "marking"}))
    settle(qtbot, again)
    type_into(settings(again, "marking"), "descriptor", "ARMS")
    go_on(again, qtbot)
    assert settings(again, "marking").text("descriptor") == "ARMS"
    assert "Something else stands on Settings" in again.notice.words.text()
    assert again.drafts.isVisible()
    settings(again, "marking").put_back()
    go_on(again, qtbot)
    assert settings(again, "marking").text("descriptor") == "GANGS"
    assert not again.drafts.isVisible()


def test_a_section_of_another_version_is_offered_as_text(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    window = at_settings(desk, register, qtbot)
    assert kept_now(window, qtbot) == 1
    (draft,) = register.drafts()
    register.keep_draft(draft.id, draft.form, draft.object, draft.body.replace('"descriptor"', '"gone"'))
    window.keeping._held = True
    window.lock()
    again = opened_again(desk, register, qtbot)
    body = draft.body.replace('"descriptor"', '"gone"')
    again.runner.register.keep_draft(draft.id, draft.form, draft.object, body)
    again.drafts.offer(again.runner.register.drafts())
    go_on(again, qtbot)
    assert again.findChild(TextOfDraft) is not None
    assert len(again.runner.register.drafts()) == 1


# why somebody looks


def test_c53_why_somebody_looks_stands_on_the_card_again_and_is_in_the_log_once(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    was = register.ask(reference).settings
    register.do(region.change_settings, {"consultation_reason": ASKED}, was)
    window = shown(desk, register, qtbot, Place("card", "t-DC2"))
    page = window.page()
    assert isinstance(page, CardPage)
    page.why.field.setFocus()
    qtbot.keyClicks(page.why.field, WHY)
    window.lock("idle")
    again = opened_again(desk, register, qtbot)
    go_on(again, qtbot)
    card = again.page()
    assert isinstance(card, CardPage)
    assert card.card is not None
    assert (card.card.threat.id, card.why.field.text()) == ("t-DC2", WHY)
    assert kept_now(again, qtbot) == 1
    qtbot.keyClick(card.why.field, Qt.Key.Key_Return)
    settle(qtbot, again)
    assert kept_now(again, qtbot) == 0
    with again.runner.register._engine.connect() as connection:
        told = select(JOURNAL.c.reason).where(JOURNAL.c.command == "log.why")
        assert connection.execute(told).scalars().all() == [WHY]


# the ranked list


def at_the_list(desk: Desk, register: Register, qtbot: QtBot) -> MainWindow:
    """The third group moved to the first place, with its reason, and the cut-off drawn; nothing saved."""
    window = shown(desk, register, qtbot, Place("priorities"))
    page = ranked(window)
    page.move_to("t-DC3", 0)
    page._typed("t-DC3", 6, WHY)
    page.view.choose(1)
    page.draw_line()
    return window


def test_c53_an_order_that_is_not_saved_stands_with_its_reasons_after_a_lock(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    at_the_list(desk, register, qtbot).lock("idle")
    again = opened_again(desk, register, qtbot)
    assert "“Priorities”" in again.drafts.words.text()
    go_on(again, qtbot)
    page = ranked(again)
    assert order(page) == ["DC3", "DC1", "DC2"]
    assert page.list.rows[0].reason == WHY
    assert (page.view.cut_off, page.laid_over.isVisible()) == (2, False)
    assert page.unsaved() == "the new order of the ranked list"
    page.save()
    settle(qtbot, again)
    assert kept_now(again, qtbot) == 0
    saved = again.runner.register.ask(ranking, TODAY)
    assert (saved.listed[0].reference, saved.listed[0].reason) == ("DC3", WHY)


def test_reasons_begun_in_the_dialog_come_back_with_the_order(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    window = shown(desk, register, qtbot, Place("priorities"))
    ranked(window).move_to("t-DC3", 0)
    ranked(window).save()
    dialog = window.findChild(PriorityReasonsDialog)
    assert dialog is not None
    qtbot.keyClicks(next(iter(dialog.lines.values())), WHY)
    assert window.keeping._timer.isActive()
    window.lock("system")
    again = opened_again(desk, register, qtbot)
    assert len(again.runner.register.drafts()) == 1
    go_on(again, qtbot)
    assert WHY in [row.reason for row in ranked(again).list.rows]


def test_an_order_is_laid_over_a_list_that_was_saved_meanwhile_and_says_so(
    desk: Desk, register: Register, qtbot: QtBot
) -> None:
    at_the_list(desk, register, qtbot).lock()
    qtbot.waitUntil(lambda: not desk._closing, timeout=PATIENCE)
    with Register.open(register.path, passphrase=PASSPHRASE, clock=register.clock) as between:
        was = ("t-DC1", "t-DC2", "t-DC3")
        between.do(priorities.put_in_order, ("t-DC1", "t-DC3", "t-DC4"), {"t-DC4": "New"}, was=was)
    again = opened_again(desk, register, qtbot)
    go_on(again, qtbot)
    page = ranked(again)
    # the second was taken off and the fourth put on by somebody else; the third stands first as it did here
    assert order(page) == ["DC3", "DC1", "DC4"]
    assert page.laid_over.isVisible()
    assert "Your order is laid over" in page.laid_over.text()
    page.discard()
    settle(qtbot, again)
    assert order(page) == ["DC1", "DC3", "DC4"]
    assert not page.laid_over.isVisible()
    assert kept_now(again, qtbot) == 0


# the import


def at_the_review(desk: Desk, register: Register, file: Path, qtbot: QtBot) -> MainWindow:
    """The review of a file, one row accepted and one skipped."""
    window = shown(desk, register, qtbot, Place("import"))
    page = importing(window)
    page.read(file)
    qtbot.waitUntil(lambda: page.steps.at == LAYOUT, timeout=PATIENCE)
    page.layout_step.go_on.click()
    qtbot.waitUntil(lambda: page.steps.at == REVIEW, timeout=PATIENCE)
    page.review.panel.accept.click()
    page.review.panel.skip.click()
    assert window.keeping._timer.isActive()
    return window


def counts(page: ImportPage) -> tuple[int, int]:
    assert page.review.review is not None
    return page.review.review.counts.ready, page.review.review.counts.skipped


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return Path(shutil.copy(DEVON, tmp_path))


def test_c53_choices_about_a_file_stand_in_its_review_again_and_are_taken_in(
    desk: Desk, register: Register, tracker: Path, qtbot: QtBot
) -> None:
    window = at_the_review(desk, register, tracker, qtbot)
    assert counts(importing(window)) == (144, 1)
    window.lock("idle")
    again = opened_again(desk, register, qtbot)
    # what the file says stands in no draft, only where it is and what was decided
    (draft,) = again.runner.register.drafts()
    assert "Quarrel" not in draft.body
    assert len(draft.body) < 3_000
    go_on(again, qtbot)
    page = importing(again)
    qtbot.waitUntil(lambda: page.steps.at == REVIEW, timeout=PATIENCE)
    assert counts(page) == (144, 1)
    assert page.unsaved() == f"the review of {DEVON.name}"
    assert not page.start.forget.isVisibleTo(page)
    page.review.take_in.click()
    assert page.steps.at == DONE
    settle(qtbot, again)
    assert "144 actions taken in" in page.done.heading.text()
    assert kept_now(again, qtbot) == 0


def test_choices_about_a_file_that_is_gone_wait_for_it_and_say_so(
    desk: Desk, register: Register, tracker: Path, qtbot: QtBot
) -> None:
    at_the_review(desk, register, tracker, qtbot).lock()
    elsewhere = tracker.rename(tracker.with_name("moved.csv"))
    again = opened_again(desk, register, qtbot)
    go_on(again, qtbot)
    page = importing(again)
    assert page.steps.at == START
    assert page.start.fault.text().startswith(f"There is no file {DEVON.name} to read.")
    assert page.start.kept.isVisible()
    assert f"Your choices about {DEVON.name} are kept" in page.start.kept.text()
    assert kept_now(again, qtbot) == 1
    page.read(elsewhere)
    qtbot.waitUntil(lambda: page.steps.at == REVIEW, timeout=PATIENCE)
    assert counts(page) == (144, 1)
    assert kept_now(again, qtbot) == 1


def test_choices_about_a_file_that_changed_are_laid_over_nothing_and_thrown_away_when_asked(
    desk: Desk, register: Register, tracker: Path, qtbot: QtBot
) -> None:
    at_the_review(desk, register, tracker, qtbot).lock()
    tracker.write_bytes(tracker.read_bytes() + b"\n")
    again = opened_again(desk, register, qtbot)
    go_on(again, qtbot)
    page = importing(again)
    assert page.start.fault.text().startswith(f"{DEVON.name} has changed since you made your choices")
    page.read(tracker)
    qtbot.waitUntil(lambda: page.steps.at == LAYOUT, timeout=PATIENCE)
    page.layout_step.go_on.click()
    qtbot.waitUntil(lambda: page.steps.at == REVIEW, timeout=PATIENCE)
    assert counts(page) == (143, 0)
    assert kept_now(again, qtbot) == 1
    page._show(START)
    qtbot.keyClick(page.start.forget, Qt.Key.Key_Space)
    assert not page.start.kept.isVisible()
    assert kept_now(again, qtbot) == 0


# killed


def test_a_desk_that_is_killed_gives_back_what_stood_on_its_pages(
    desk: Desk, register: Register, tracker: Path, qtbot: QtBot
) -> None:
    register.close()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ui.test_drafts_pages", str(register.path), str(tracker)],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL, ended.stderr[-4000:]
    again = opened_again(desk, register, qtbot)
    assert sorted(draft.form for draft in again.runner.register.drafts()) == [
        "page:import", "page:priorities", "page:settings",
    ]  # fmt: skip
    for _ in range(3):
        go_on(again, qtbot)
        settle(qtbot, again)
    assert not again.drafts.isVisible()
    pages = again._pages
    review = pages["import"]
    assert isinstance(review, ImportPage)
    qtbot.waitUntil(lambda: review.steps.at == REVIEW, timeout=PATIENCE)
    assert counts(review) == (144, 1)
    listed = pages["priorities"]
    assert isinstance(listed, PrioritiesPage)
    assert order(listed) == ["DC3", "DC1", "DC2"]
    typed = pages["settings"]
    assert isinstance(typed, SettingsPage)
    found = typed.in_fields()
    assert found is not None
    assert found[1]["thresholds"]["lock_minutes"][0] == "12"


class Waiting:
    """As much of a QtBot as a process without pytest needs."""

    def waitUntil(self, holds: Callable[[], bool], timeout: int) -> None:
        until = time.monotonic() + timeout / 1000
        while not holds():
            assert time.monotonic() < until
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _until_killed(path: Path, tracker: Path) -> None:
    """Leaves something unsaved on three pages, waits until it is kept by itself, and is killed."""
    app = QApplication([])
    dress(app)
    bot: Any = Waiting()
    beat = QTimer()
    beat.start(50)
    register = Register.open(path, passphrase=PASSPHRASE, clock=FixedClock(NOON))
    with at_desk(app, path.parent / "killed") as desk:
        window = at_settings(desk, register, bot)
        window.go(Place("priorities"))
        settle(bot, window)
        ranked(window).move_to("t-DC3", 0)
        window.go(Place("import"))
        settle(bot, window)
        page = importing(window)
        page.read(tracker)
        bot.waitUntil(lambda: page.steps.at == LAYOUT, timeout=PATIENCE)
        page.layout_step.go_on.click()
        bot.waitUntil(lambda: page.steps.at == REVIEW, timeout=PATIENCE)
        page.review.panel.accept.click()
        page.review.panel.skip.click()
        bot.waitUntil(lambda: not window.keeping._timer.isActive(), timeout=PATIENCE)
        settle(bot, window)
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _until_killed(Path(sys.argv[1]), Path(sys.argv[2]))

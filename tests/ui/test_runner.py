"""The two lanes: nothing runs on the painting thread, answers come in order, refusals find their place."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from app.commands import officers
from app.domain.officer import Officer
from app.errors import Cancelled, Refusal
from app.reads import officers as reads
from app.register import Done, Register
from app.ui.runner import Runner
from tests.builders import add_officer


@pytest.fixture
def runner(register: Register, qtbot: QtBot) -> Iterator[Runner]:
    made = Runner(register)
    yield made
    made.close()


def settle(qtbot: QtBot, runner: Runner) -> None:
    qtbot.waitUntil(lambda: not runner.working)
    QApplication.processEvents()


def on_painting_thread() -> bool:
    app = QApplication.instance()
    return app is not None and QThread.currentThread() is app.thread()


def test_a_read_runs_off_the_painting_thread_and_its_answer_comes_back_on_it(
    runner: Runner, qtbot: QtBot
) -> None:
    seen: list[bool] = []
    answers: list[tuple[str, bool]] = []

    def read(connection: Connection) -> str:
        seen.append(threading.current_thread() is threading.main_thread())
        return "answer"

    runner.ask(read, then=lambda answer: answers.append((answer, on_painting_thread())))
    settle(qtbot, runner)
    assert seen == [False]
    assert answers == [("answer", True)]


def test_a_change_tells_every_page_before_the_one_that_asked(runner: Runner, qtbot: QtBot) -> None:
    heard: list[str] = []
    runner.changed.connect(lambda changes: heard.append(f"changed {sorted(changes)}"))
    runner.saved.connect(lambda at: heard.append(f"saved {at:%H:%M}"))
    runner.undo_changed.connect(lambda undo, redo: heard.append(f"undo {undo}, redo {redo}"))
    officer = Officer(id="o-1", name="Morgan Hale")
    runner.do(officers.add, officer, then=lambda done: heard.append(f"done {done.result.name}"))
    settle(qtbot, runner)
    assert heard == [
        "saved 14:02",
        "undo officer added, redo None",
        "changed [('officer', 'o-1')]",
        "done Morgan Hale",
    ]


def test_undo_and_redo_name_what_they_would_do(runner: Runner, qtbot: QtBot) -> None:
    labels: list[tuple[object, object]] = []
    runner.undo_changed.connect(lambda undo, redo: labels.append((undo, redo)))
    runner.do(officers.add, Officer(id="o-1", name="Morgan Hale"))
    runner.undo()
    runner.redo()
    settle(qtbot, runner)
    # the labels are read when each result arrives, and the last one stands
    assert labels[-1] == ("officer added", None)
    assert [row.id for row in runner.register.ask(reads.grid, runner.today)] == ["o-1"]


def test_a_refusal_goes_to_the_form_that_asked(runner: Runner, qtbot: QtBot) -> None:
    refusals: list[Refusal] = []
    others: list[object] = []
    runner.refused.connect(others.append)
    runner.do(officers.add, Officer(id="o-1", name=""), failed=refusals.append)
    settle(qtbot, runner)
    assert [refusal.code for refusal in refusals] == ["faulty"]
    assert others == []


def test_a_refusal_that_nobody_takes_goes_to_the_frame(runner: Runner, qtbot: QtBot) -> None:
    others: list[Refusal] = []
    runner.refused.connect(others.append)
    runner.redo()
    settle(qtbot, runner)
    assert [refusal.code for refusal in others] == ["redo.nothing"]


def test_a_stale_copy_is_refused_with_both_values(runner: Runner, register: Register, qtbot: QtBot) -> None:
    officer = add_officer(register)
    runner.do(officers.change, replace(officer, contact="first"))
    refusals: list[Any] = []
    runner.do(officers.change, replace(officer, contact="second"), failed=refusals.append)
    settle(qtbot, runner)
    assert [(d.field, d.mine, d.theirs) for d in refusals[0].differences] == [("contact", "second", "first")]


def test_a_mistake_of_ours_is_told_and_the_register_goes_on(runner: Runner, qtbot: QtBot) -> None:
    crashes: list[Exception] = []
    runner.crashed.connect(crashes.append)

    def read(connection: Connection) -> None:
        raise ZeroDivisionError

    runner.ask(read, then=lambda _: None)
    done: list[Done] = []
    runner.do(officers.add, Officer(id="o-1", name="Morgan Hale"), then=done.append)
    settle(qtbot, runner)
    assert [type(crash) for crash in crashes] == [ZeroDivisionError]
    assert len(done) == 1


def test_only_the_newest_question_of_a_kind_is_answered(runner: Runner, qtbot: QtBot) -> None:
    gate = threading.Event()
    put: list[int] = []
    answers: list[int] = []

    def read(connection: Connection, number: int) -> int:
        put.append(number)
        gate.wait(5)
        return number

    for number in range(5):
        runner.ask(read, number, then=answers.append, key="list")
    gate.set()
    settle(qtbot, runner)
    assert answers == [4]
    # those overtaken while they waited were never put
    assert put in ([0, 4], [4])


def test_a_job_reports_its_steps_and_its_answer(runner: Runner, qtbot: QtBot) -> None:
    steps: list[tuple[str, int, int]] = []
    answers: list[str] = []

    def work(name: str, progress: Callable[..., None]) -> str:
        for number in range(3):
            progress(name, number, 3)
        return "made"

    runner.job(work, "pages", progress=lambda *step: steps.append(step), then=answers.append)
    settle(qtbot, runner)
    assert steps == [("pages", 0, 3), ("pages", 1, 3), ("pages", 2, 3)]
    assert answers == ["made"]


def test_a_job_that_is_cancelled_ends_as_a_refusal(runner: Runner, qtbot: QtBot) -> None:
    begun, refusals, answers = threading.Event(), [], []

    def work(progress: Callable[..., None]) -> str:
        begun.set()
        while True:
            progress("still working", 0, 0)

    job = runner.job(work, then=answers.append, failed=refusals.append)
    assert begun.wait(5)
    job.cancel()
    settle(qtbot, runner)
    assert [type(refusal) for refusal in refusals] == [Cancelled]
    assert answers == []


def test_closing_cancels_jobs_and_delivers_nothing_more(register: Register, qtbot: QtBot) -> None:
    runner = Runner(register)
    answers: list[object] = []

    def work(progress: Callable[..., None]) -> str:
        while True:
            progress("still working", 0, 0)

    runner.job(work, then=answers.append, failed=answers.append)
    runner.close()
    QApplication.processEvents()
    assert answers == []
    runner.ask(reads.people, then=answers.append)
    QApplication.processEvents()
    assert answers == []


def test_busy_is_told_once_at_each_end(runner: Runner, qtbot: QtBot) -> None:
    told: list[bool] = []
    runner.busy.connect(told.append)
    for _ in range(3):
        runner.ask(reads.people, then=lambda _: None)
    settle(qtbot, runner)
    assert told == [True, False]

"""Widgets die on the painting thread, whoever asked for memory."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.register import Register
from app.ui.garbage import Collector, settle
from app.ui.runner import Runner


class Cycle(QObject):
    """Garbage that only the collector finds, as a closed page leaves it behind."""

    died: list[str] = []

    def __init__(self) -> None:
        super().__init__()
        self.own = self

    def __del__(self) -> None:
        Cycle.died.append(threading.current_thread().name)


@pytest.fixture(autouse=True)
def none_yet() -> None:
    gc.collect()
    Cycle.died.clear()


def allocate(_: object) -> list[list[int]]:
    """A question that asks for as much memory as a long list does."""
    return [[number] for number in range(50_000)]


def test_a_question_collects_nothing_and_the_painting_thread_does(register: Register, qtbot: QtBot) -> None:
    runner = Runner(register)
    for _ in range(20):
        Cycle()
    answers: list[list[list[int]]] = []
    runner.ask(allocate, then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert Cycle.died == []
    qtbot.waitUntil(lambda: bool(Cycle.died), timeout=10_000)
    assert set(Cycle.died) == {threading.main_thread().name}
    runner.close()


def test_nothing_is_collected_while_a_job_runs(register: Register, qtbot: QtBot) -> None:
    runner = Runner(register)
    begun, end = threading.Event(), threading.Event()

    def work(progress: object) -> None:
        begun.set()
        end.wait(20)

    runner.job(work)
    assert begun.wait(20)
    for _ in range(20):
        Cycle()
    made = [[number] for number in range(5_000)]
    runner._garbage.look()
    assert made
    assert Cycle.died == []
    end.set()
    qtbot.waitUntil(lambda: not runner.working)
    runner._garbage.look()
    assert Cycle.died
    runner.close()


def test_collecting_is_given_back_when_the_last_lane_closes(register: Register) -> None:
    before = Collector._holding
    first, second = Runner(register), Runner(register)
    assert not gc.isenabled()
    first.close()
    assert not gc.isenabled()
    second.close()
    second.close()
    assert Collector._holding == before
    assert gc.isenabled() == (before == 0)


def test_the_thread_that_closes_a_register_collects_nothing(register: Register, qtbot: QtBot) -> None:
    runner = Runner(register)
    for _ in range(20):
        Cycle()

    def close() -> None:
        runner.close()
        allocate(None)

    closing = threading.Thread(target=close, name="closing")
    closing.start()
    closing.join()
    assert Cycle.died == []
    assert not gc.isenabled()
    settle()
    assert gc.isenabled()
    assert set(Cycle.died) == {threading.main_thread().name}

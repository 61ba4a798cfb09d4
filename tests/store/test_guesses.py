"""Wrong guesses: delays that rise, at most ten in five minutes, and a clock that moves changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain import guess_rules
from app.errors import Refusal
from app.store import guesses

AT = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)
PLACE = ("dquill", "desk-4")


def tried(folder: Path, now: datetime) -> int:
    """A wrong guess; 0, or the seconds that it must wait."""
    try:
        guess = guesses.begin(folder, "p1", "passphrase", PLACE, now)
    except Refusal as refused:
        return int(str(refused.fields["seconds"]))
    guesses.end(folder, guess, wrong=True)
    return 0


def test_condition_39_delays_rise_and_ten_in_five_minutes_is_all(tmp_path: Path) -> None:
    now, waits = AT, []
    for _ in range(10):
        waits.append(tried(tmp_path, now))
        if waits[-1]:
            now += timedelta(seconds=waits[-1])
            assert tried(tmp_path, now) == 0
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 32, 32]
    assert tried(tmp_path, now) == 300 - int((now - AT).total_seconds())
    assert len(guesses.wrong(tmp_path)) == 10
    for minutes in range(60):
        moment = now + timedelta(minutes=minutes)
        while not tried(tmp_path, moment):
            pass
        made = [guess.at for guess in guesses.wrong(tmp_path)]
        assert len(guess_rules.recent(made, moment)) <= guess_rules.MOST


def test_a_right_one_is_forgotten_and_a_wrong_one_says_nothing_of_what_was_typed(tmp_path: Path) -> None:
    guess = guesses.begin(tmp_path, "p1", "passphrase", PLACE, AT)
    guesses.end(tmp_path, guess, wrong=False)
    assert guesses.wrong(tmp_path) == ()
    assert tried(tmp_path, AT) == 0
    (kept,) = guesses.wrong(tmp_path)
    assert (kept.person, kept.by, kept.account, kept.machine) == ("p1", "passphrase", *PLACE)
    guesses.forget(tmp_path, (kept,))
    assert guesses.wrong(tmp_path) == ()


def test_a_guess_that_was_killed_counts_and_is_not_called_wrong(tmp_path: Path) -> None:
    for _ in range(3):
        guesses.begin(tmp_path, "", "passphrase", PLACE, AT)
    with pytest.raises(Refusal, match=r"guess\.wait"):
        guesses.begin(tmp_path, "", "passphrase", PLACE, AT)
    assert guesses.wrong(tmp_path) == ()


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_was_moved_locks_nobody_out(tmp_path: Path, years: int) -> None:
    far = AT + timedelta(days=365 * years)
    while not tried(tmp_path, far):
        pass
    left = tried(tmp_path, AT)
    assert left <= 300
    assert tried(tmp_path, AT + timedelta(seconds=left)) == 0


@pytest.mark.parametrize("text", ["", "\0\0\0", "{}", '[{"at": 1}]', "[1]"])
def test_a_damaged_count_keeps_nobody_out(tmp_path: Path, text: str) -> None:
    (tmp_path / guesses.NAME).write_text(text)
    assert tried(tmp_path, AT) == 0
    assert len(guesses.wrong(tmp_path)) == 1


def test_a_folder_that_cannot_be_written_still_lets_in(tmp_path: Path) -> None:
    (tmp_path / "no folder").write_text("")
    guess = guesses.begin(tmp_path / "no folder", "p1", "passphrase", PLACE, AT)
    guesses.end(tmp_path / "no folder", guess, wrong=True)
    assert guesses.wrong(tmp_path / "no folder") == ()

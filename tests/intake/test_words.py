"""The words of the intake: every code has a sentence, every sentence has a use."""

from __future__ import annotations

import re
from pathlib import Path

from app import words
from app.intake.review import Check

APP = Path(words.__file__).parent.parent
CODE = re.compile(r'"(import\.[a-z_.]+[a-z])"')
SOURCES = (*APP.glob("intake/*.py"), APP / "jobs" / "take_in.py", APP / "commands" / "intake.py")
COMMANDS = {"import.take_in", "import.decide", "import.remember"}
MADE = {f"import.check.{check.value}" for check in Check} | {
    f"import.shape.{s}" for s in ("wide", "actions", "forms")
}


def used() -> set[str]:
    found = {code for path in SOURCES for code in CODE.findall(path.read_text(encoding="utf-8"))}
    return (found | MADE) - COMMANDS


def test_every_code_has_its_words_and_every_sentence_is_used() -> None:
    assert used() == {code for code in words.SENTENCES if code.startswith("import.")}


def test_every_command_has_its_label() -> None:
    assert {f"label.{name}" for name in COMMANDS} <= words.SENTENCES.keys()

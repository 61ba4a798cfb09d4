"""Answers kept as JSON, as the history tells of them: by the title of the question, and only what moved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.domain.scheme_text import figure
from app.reads.journal import Change


def _read(value: Any) -> dict[str, Any] | None:
    try:
        found = json.loads(value) if isinstance(value, str) and value else {}
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def differing(change: Change) -> Change:
    """The change without the answers that stayed; the change itself where it holds no answers."""
    was, now = _read(change.was), _read(change.now)
    if was is None or now is None:
        return change

    def kept(own: dict[str, Any], other: dict[str, Any]) -> str:
        moved = {code: answer for code, answer in own.items() if other.get(code) != answer}
        return json.dumps(moved, ensure_ascii=False) if moved else ""

    return Change(change.field, kept(was, now), kept(now, was))


def _said(answer: Any) -> str:
    """A number chosen for a criterion stands bare; what somebody wrote is quoted."""
    return figure(answer) if isinstance(answer, float) else f"“{answer}”"


def answers_words(value: Any, titles: Mapping[str, str]) -> str:
    """Answers as a list: "evidence of harm “Log 12”"; the value itself where it holds none."""
    found = _read(value)
    if found is None:
        return str(value)
    said = (f"{titles.get(code, code)} {_said(answer)}" for code, answer in found.items())
    return ", ".join(words[:1].lower() + words[1:] for words in said) or "none"

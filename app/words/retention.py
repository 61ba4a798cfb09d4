"""Review, retention and disposal."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "retention.next_first": "The next review comes after this one. Choose a later day.",
    "retention.ended_first": "A hold cannot end before it began. Choose a later day.",
}

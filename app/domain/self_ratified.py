"""The exception of a unit of one person: who prepared a thing settled it too (conditions.md §4)."""

from __future__ import annotations

KIND = "self_ratified"
"""The kind of the journal's entry that says so by itself, under the object that was settled."""
MARK = "Self-ratified"
"""How it is marked wherever the thing is shown."""
WHY = "Self-ratified: one person alone held the register, prepared it and ratified it."
"""The mark with what it means."""

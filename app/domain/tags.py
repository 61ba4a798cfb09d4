"""Tags: words that people put on a threat, each once whatever its case."""

from __future__ import annotations

from collections.abc import Iterable


def normalised(tags: Iterable[str]) -> tuple[str, ...]:
    """The tags in order without spaces around or doubled within, each once; the first spelling holds."""
    found: dict[str, str] = {}
    for tag in tags:
        trimmed = " ".join(tag.split())
        if trimmed:
            found.setdefault(trimmed.casefold(), trimmed)
    return tuple(found.values())


def of_text(text: str) -> tuple[str, ...]:
    """The tags of a line of text, which commas, semicolons or line ends divide."""
    return normalised(text.replace(";", ",").replace("\n", ",").split(","))

"""The words of reference data, settings and custom fields."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "custom.no_choices": "Enter what can be chosen, one on each line.",
}

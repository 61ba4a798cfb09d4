"""The words of the ranked list of the month."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "label.priority.order": "ranked list changed",
    "label.priority.propose": "ranked list put in the order of the scores",
    "priority.no_reason": "{reference} would stand where its score does not put it, and no reason is given. "
    "Nothing was changed. Give the reason beside its place.",
    "priority.changed_since": "Somebody else changed the ranked list meanwhile. Nothing of yours was saved. "
    "Look at the list as it is now, then make your change again.",
    "priority.reason": "Say why it stands where its score would not put it.",
}

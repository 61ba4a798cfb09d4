"""The threat card and its dialogs, and the demonstration."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # the demonstration
    "demo.filling": "Inventing groups and their plans",
    "demo.playing": "Playing the last two weeks",
    # --- the threat card and its dialogs ---
    "board.empty": "No {strand} actions yet. Add one, or say why none is needed.",
    "history.added": "{what} added: {values}.",
    "history.added_bare": "{what} added.",
    "history.removed": "{what} removed. It said: {values}.",
    "history.changed": "{what}: {values}.",
    "history.field": "{field} from {was} to {now}",
    "history.first": "{field} set to {now}",
    "history.cleared": "{field} {was} removed",
    "lead.over_limit": "{name} would be LRO of {number} active groups; the local limit is {limit}.",
    "lead.untrained": "No LRO training is recorded for {name}.",
    "lead.left": "{name} left on {on}. Choose another officer.",
    "officer.unknown": "“{text}” is not in the list of officers. Choose a name from the list, or add the officer.",
    "number.unreadable": "{text} is not a number. Enter the total as the scheme gives it, such as 312.",
    "archive.no_authoriser": "Say who authorised it.",
}

"""What changed between two issues, and the actions that meetings set."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "setting.changed_score": "Score moved",
    "setting.changed_score.about": "The page of changes names a score that moved by so much or more; the "
    "workbook has every move.",
    "setting.overdue_meetings": "Meeting action overdue",
    "setting.overdue_meetings.about": "An action of a meeting that was overdue at so many meetings is an "
    "exception (check 52).",
    "label.meeting_action.add": "meeting action added",
    "meeting_action.not_held": "The meeting of {on} is still to come, so it has set no action yet. Nothing was "
    "recorded. Choose a meeting that was held, or add the action when this one has begun.",
    "meeting_action.item": "That item is not on the agenda of {on}. Nothing was recorded. Choose an item of "
    "that meeting, or leave the item empty.",
    "compare.same": "The two issues chosen are the same one, so nothing can differ. The register is unchanged. "
    "Choose another issue on one side.",
    "compare.unknown": "No issued pack is stored under “{said}”. The register is unchanged. Look up its id and "
    "version on the page Packs, such as SW-2026-12 or SW-2026-12 1.0.",
    "compare.partner": "A partner edition keeps nothing that it could be compared by. The register is unchanged. "
    "Choose the full edition, or that of a force.",
    "compare.minutes": "One of the two was not a pack. The register is unchanged. Choose two packs.",
}

"""Preflight, issue, copies and late papers: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # what the preflight of one pack finds in it
    "preflight.withheld_found": "{count} thing{s} held back from this edition stand in it: it cannot leave",
    "preflight.marking_low": "Text marked {higher} stands in a pack of a lower marking",
    "preflight.minutes_missing": "No minutes of {on}",
    "preflight.minutes_draft": "Minutes of {on} are a draft, for this meeting to confirm",
    "preflight.agenda_over": "Agenda takes {count} of {room} minutes",
    "preflight.no_chair": "The meeting has no chair",
    "preflight.unadvised": "{count} decision{s} wanted without a recommendation",
    "preflight.unprintable": "{count} character{s} that the PDF prints as a box: {characters}",
    "preflight.section_empty": "Section {item}, {title}, is empty",
    "preflight.nothing_released": "No threat is released to {holder}",
    "preflight.coded_out": "{count} C-coded text{s} left out: {holder} has not accepted the conditions",
    "preflight.order.withheld_found": "Nothing that was held back stands in the pack",
    "preflight.order.marking_low": "No text is marked higher than the pack",
    "preflight.order.minutes_missing": "The meeting before has its minutes",
    "preflight.order.minutes_draft": "No minutes wait to be confirmed",
    "preflight.order.agenda_over": "The agenda fits the time of the meeting",
    "preflight.order.no_chair": "The meeting has its chair",
    "preflight.order.unadvised": "Every decision wanted has a recommendation",
    "preflight.order.unprintable": "Every character can be printed",
    "preflight.order.section_empty": "No section is empty",
    "preflight.order.nothing_released": "Threats are released to this partner",
    "preflight.order.coded_out": "No C-coded text waits for conditions to be accepted",
}

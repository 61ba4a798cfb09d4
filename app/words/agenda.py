"""Series, agendas and those expected: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "agenda.begun": "This meeting has an agenda already. Nothing was changed. Change its items, or remove "
    "those that are not wanted.",
    "agenda.closed": "The meeting of {on} is {state}, so its agenda stays as it was. Nothing was changed. Put "
    "the item on the agenda of a later meeting.",
    "agenda.minutes": "Minutes are a whole number, 0 or more.",
    "agenda.section_parked": "Other items stand under “{title}”. Nothing was changed. Switch it off, or park "
    "what stands under it.",
    "agenda.two_levels": "An agenda has two levels: sections, and items under them. Nothing was changed. Put "
    "the item under a section that stands at the top.",
    "agenda.used": "Something was noted, decided, set or tabled at “{title}”. Nothing was changed. Switch the "
    "item off instead.",
    "agenda.over": "{minutes} minutes are allotted, {over} more than the {length} of the meeting.",
    "agenda.fits": "{minutes} of {length} minutes allotted.",
    "agenda.rule.archive": "Proposed archive: merged{on}",
    "agenda.rule.priority": "Priority group above the cut-off",
    "agenda.rule.request": "Request undecided{on}",
    "agenda.rule.review": "Review due{on}",
    "agenda.rule.stable": "Stable: level, no red, no ask",
    "agenda.rule.submission": "Submitted{on}",
    "agenda.rule.transfer": "Proposed transfer{on}",
    "label.agenda.accept": "items put on the agenda",
    "label.agenda.add": "agenda item added",
    "label.agenda.begin": "agenda begun",
    "label.agenda.carry": "parking list taken over",
    "label.agenda.change": "agenda item changed",
    "label.agenda.move": "agenda item moved",
    "label.agenda.park": "items parked",
    "label.agenda.remove": "agenda item removed",
    "label.agenda.switch": "agenda item switched on or off",
    "label.member.add": "person expected added",
    "label.member.change": "person expected changed",
    "label.member.move": "people expected put in order",
    "label.member.retire": "person taken off or put on the list",
    "label.series.save": "series of meetings changed",
    "member.there": "{name} is on the list already. Nothing was added. Change that entry.",
    "series.day": "A meeting is held on the first to fifth of a weekday.",
    "series.days": "Days before a meeting are 0 to 60.",
    "series.there": "The series “{series}” is in the register already. Nothing was changed. Change that one.",
    "setting.stable_score": "Score is level",
    "setting.stable_score.about": "A priority group is proposed for the consent list when its score moved by "
    "fewer points since the last meeting, no action is Red and nothing is asked. 0 proposes none.",
}

"""The words of reference data, settings and custom fields."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # custom fields
    "custom.no_choices": "Enter what can be chosen, one on each line.",
    "custom.no_number": "“{text}” is not a number. Type digits, such as 12 or 1,250.5.",
    "custom.long_number": "“{text}” has more than {digits} digits. Enter it as text, or shorten it.",
    "custom.no_choice": "“{text}” is not one of the choices: {choices}.",
    "custom.no_kind": "Nothing was saved: a {kind} has no such field. The record is as it was. Open the form "
    "again.",
    "custom.type_held": "“{name}” was not changed: records hold values of its type. The record is as it was. "
    "Retire it, and define another field.",
    "custom.held": "“{name}” was not removed: {count} record{s} say something in it. The record is as it was. "
    "Retire it instead: then forms no longer ask for it, and what was entered stays.",
    "custom.changed_since": "Nothing was saved: somebody else changed “{name}” meanwhile. The record is as "
    "they left it. Open the form again to see their value.",
    "label.custom.define": "custom field added",
    "label.custom.change": "custom field changed",
    "label.custom.retire": "custom field retired",
    "label.custom.bring_back": "custom field brought back",
    "label.custom.remove": "custom field removed",
    "label.custom.move": "custom fields re-ordered",
    # reference data
    "reference.name_taken": "“{name}” is in this list already.",
    "reference.name_retired": "“{name}” is in this list already, retired. Bring it back instead.",
    "reference.synonym_taken": "“{word}” means {name} already. One word cannot mean two themes.",
    "reference.in_use": "“{name}” was not removed: it is named {count} time{s} in the record. The record is "
    "as it was. Retire it instead: then it is no longer offered, and what names it keeps it.",
    "label.reference.add": "list entry added",
    "label.reference.change": "list entry changed",
    "label.reference.retire": "list entry retired",
    "label.reference.bring_back": "list entry brought back",
    "label.reference.remove": "list entry removed",
    "label.reference.move": "list re-ordered",
    "label.region.complete": "lists of this version added",
    # settings
    "setting.out_of_range": "Enter a whole number from {least} to {most}.",
    "setting.empty_line": "A line is empty. Enter its words, or remove it.",
    "setting.twice": "“{name}” is there twice.",
    "setting.bands_rise": "Each band begins above the one before it. Enter the lowest first.",
    "setting.changed_since": "Nothing was saved: somebody else changed these settings meanwhile. The record "
    "is as they left it. Look at their values, then change them again.",
    "setting.band_line": "“{line}” is no band. Write the score that it begins at, then its name: 300 High.",
    "label.setting.change_some": "settings changed",
    "setting.due_soon_days": "Due soon",
    "setting.due_soon_days.about": "An action is Amber from so many days before its due date.",
    "setting.redated_times": "Re-dated",
    "setting.redated_times.about": "An action re-dated more often than this is told as slipping.",
    "setting.score_stale_months": "Score too old",
    "setting.score_stale_months.about": "A score older than this asks for a re-assessment.",
    "setting.score_step": "Rise of a score",
    "setting.score_step.about": "A score that rose by so much is told as getting worse.",
    "setting.lro_limit": "Load of an LRO",
    "setting.lro_limit.about": "An LRO of more active threats than this is told as overloaded.",
    "setting.still_days": "No movement",
    "setting.still_days.about": "A P in which nothing was done for so long is told as standing still.",
    "setting.submission_limit_days": "Submission with ROCTA",
    "setting.submission_limit_days.about": "A submission that waits longer than this for its answer is late.",
    "setting.returned_limit_days": "Submission returned",
    "setting.returned_limit_days.about": "A returned submission that is not sent again by then is late.",
    "setting.terms_days": "Terms of reference",
    "setting.terms_days.about": "After a grant the terms of reference must be agreed within this time.",
    "setting.order_due_days": "Orders due",
    "setting.order_due_days.about": "What is due on an order, or its expiry, is told so long before.",
    "setting.release_months": "Releases",
    "setting.release_months.about": "A release from custody is told so long before.",
    "setting.disruption_months": "Disruptions counted",
    "setting.disruption_months.about": "Lists and the pack count the disruptions of this time.",
    "setting.effort_months": "Effort counted",
    "setting.effort_months.about": "Score against effort counts what was done in this time.",
    "setting.priority_cut_off": "Cut-off of the ranked list",
    "setting.priority_cut_off.about": "So many groups have their page in the meeting; 0 for all of them.",
}

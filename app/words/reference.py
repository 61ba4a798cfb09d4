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
    "label.setting.change_some": "settings changed",
}

"""Editions and releases: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # what stops an edition when its files are read back
    "edition.leak": "{count} thing{s} that this edition withholds can be read in {file}, {place}: “{text}”. "
    "Nothing was issued and the record is as it was. Take it out of the text that names it, or release it, "
    "then issue again.",
    "edition.unreadable": "{file} could not be read back, so nobody can say what is in it. Nothing was issued "
    "and the record is as it was. Issue again; where it happens twice, look into the report under Help.",
    # why something is not in an edition
    "withheld.why.private": "for the chair alone",
    "withheld.why.other_force": "of another force",
    "withheld.why.not_released": "not released to this partner",
    "withheld.why.conditions": "its conditions are not accepted by this partner",
    # how the files are searched for it
    "withheld.way.whole": "searched for as a whole, in any case",
    "withheld.way.capital": "an everyday word: searched for with a capital, or after Op",
    "withheld.way.operation": "a word that the pack itself prints: searched for after Op or Operation only",
    "withheld.way.runs": "searched for by runs of six words that no released text has too",
    "withheld.way.short": "too short to search for",
    "withheld.way.released": "not searched for: the edition says the same by right",
}

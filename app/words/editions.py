"""Editions and releases: rules, refusals and labels."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # what stops an edition when its files are read back
    "edition.leak": "{count} thing{s} that this edition withholds can be read in {file}, {place}: “{text}”. "
    "Nothing was issued and the record is as it was. Take it out of the text that names it, or release it, "
    "then issue again.",
    "edition.unreadable": "{file} could not be read back, so nobody can say what is in it. Nothing was issued "
    "and the record is as it was. Issue again; where it happens twice, look into the report under Help.",
    # releases and conditions
    "release.nobody": "Tick the organisations it is released to, or choose all of them.",
    "release.twice": "Another release of this threat is to the same organisation. Nothing was changed. "
    "Change that one, or leave the organisation out here.",
    "release.archived": "This threat is archived, and only an active one is in a partner edition. Nothing was "
    "changed. Re-open it first.",
    "release.no_partner": "{name} is no partner organisation. Nothing was changed. Choose one of the list that "
    "Settings holds.",
    "conditions.none": "This text has no conditions, so there is nothing to accept. Nothing was changed. Give "
    "it handling code C with its conditions first.",
    "conditions.twice": "This organisation has accepted these conditions already. Nothing was changed. Close "
    "this window and look again.",
    "label.release.give": "threat released to partners",
    "label.release.change": "release changed",
    "label.release.withdraw": "release withdrawn",
    "label.conditions.accept": "conditions accepted",
    "label.conditions.withdraw": "acceptance withdrawn",
    # how the files are searched for it
    "withheld.way.whole": "searched for as a whole, in any case",
    "withheld.way.capital": "an everyday word: searched for with a capital, or after Op",
    "withheld.way.operation": "a word that the pack itself prints: searched for after Op or Operation only",
    "withheld.way.runs": "searched for by runs of six words that no released text has too",
    "withheld.way.short": "too short to search for",
    "withheld.way.released": "not searched for: the edition says the same by right",
}

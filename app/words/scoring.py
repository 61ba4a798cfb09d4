"""The words of scoring: schemes, assessments, moderated scores."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # what a formula is refused for; it stands beside the field, which keeps what was typed
    "formula.empty": "The formula is empty. Enter one over the codes of the criteria, such as harm + reach.",
    "formula.too_long": "The formula has more than {most} characters. Make it shorter.",
    "formula.too_deep": "The formula has too many parts, or too many within each other. Make it simpler.",
    "formula.sign": "At character {at}: “{text}” has no place in a formula. "
    "Use numbers, codes, + - * / ( ) , and comparisons.",
    "formula.unfinished": "At character {at}: the formula is not finished, or two parts stand without a sign between them.",
    "formula.not_allowed": "At character {at}: this is not arithmetic that a scheme may use. "
    "Use + - * /, min, max, sum, comparisons, or “a if b else c”.",
    "formula.unknown_name": "At character {at}: no criterion and no part has the code “{name}”.",
    "formula.unknown_function": "At character {at}: only min, max and sum may stand before brackets.",
    "formula.bare_function": "At character {at}: “{name}” needs brackets, such as {name}(harm, reach).",
    "formula.no_values": "At character {at}: the brackets of “{name}” are empty.",
    "formula.no_answer": "“{name}” has no answer yet.",
    "formula.division": "With these answers the formula divides by nought.",
    "formula.too_large": "With these answers the formula passes a million million, which is no score.",
    # what keeps a scheme from being used
    "scheme.unreadable": "The parts of this scheme cannot be read. Nothing was changed. Make its next edition from another one.",
    "scheme.no_criteria": "The scheme has no criteria yet. Add a part, and a criterion to it.",
    "scheme.too_many": "The scheme has more than {most} criteria. Take some out.",
    "scheme.code": "“{code}” cannot stand in the formula. A code is small letters, figures and _, begins with a letter, "
    "and is none of min, max, sum, if, else.",
    "scheme.code_twice": "The code “{code}” is used twice. Give each part and criterion its own.",
    "scheme.no_title": "“{code}” has no title. Say what is asked.",
    "scheme.empty_part": "The part “{code}” has no criteria. Add one, or take the part out.",
    "scheme.values": "“{code}” needs from two to {most} allowed values.",
    "scheme.value_twice": "“{code}” allows the same number twice.",
    "scheme.value_no_label": "“{code}” allows a value without words. Say what it means.",
    "scheme.unused": "The formula uses neither “{code}” nor its part, so its answers change nothing.",
    "scheme.band_no_label": "A band has no name.",
    "scheme.bands_rise": "The bands do not rise. Give each a higher lower bound than the one before.",
    "scheme.unanswered": "Choose an answer.",
    "scheme.not_allowed": "{value} is not among the allowed values. Choose another.",
    # schemes
    "scheme.not_draft": "{scheme} is no draft, so it is not changed: scores made by it must stay what they were. "
    "Nothing was changed. Make its next edition and change that.",
    "scheme.has_scored": "{scheme} has scored something, so it is not changed. Nothing was changed. "
    "Make its next edition and change that.",
    "scheme.edition_used": "There is a scheme called {scheme} already. Nothing was changed. Give another name or edition.",
    "scheme.in_use": "{scheme} is in use already. Nothing was changed.",
    "scheme.not_in_use": "{scheme} is not in use. Nothing was changed.",
    # scores and assessments
    "score.kept": "This score is recorded already, and a recorded score is never changed. Nothing was changed. "
    "Record a new one: it supersedes this, and both are kept.",
    "score.moderates": "A score that settles assessments needs its moderator. Nothing was changed. "
    "Use Moderate on the threat’s Scores.",
    "score.scheme_not_in_use": "{scheme} is not in use for new scores. Nothing was changed. "
    "Choose another scheme, or put it in use in Settings.",
    "score.no_moderator": "Say who moderated it.",
    "score.own_moderator": "The moderator made one of the assessments. Choose someone who made none of them.",
    "score.moderator_says_why": "Give the moderator’s reason for this result.",
    "moderate.nothing": "There is no assessment to settle. Nothing was changed. Record the assessments first.",
    "moderate.settled": "One of these assessments was settled already. Nothing was changed. Open the threat again and look.",
    "moderate.differ": "These assessments are of different threats or schemes, so one result cannot settle them. "
    "Nothing was changed. Choose those of one scheme.",
    "assessment.twice": "An assessment by {assessor} waits for this threat already. Nothing was changed. "
    "Withdraw that one first, or have it moderated.",
    "assessment.settled": "This assessment was settled, so it stays as it is. Nothing was changed.",
    # what each command did
    "label.scheme.draft": "scheme drafted",
    "label.scheme.change": "scheme changed",
    "label.scheme.remove": "draft scheme removed",
    "label.scheme.put_in_use": "scheme put in use",
    "label.scheme.retire": "scheme retired",
    "label.scheme.next_edition": "next edition of a scheme drafted",
    "label.score.moderate": "score moderated",
    "label.assessment.record": "assessment recorded",
    "label.assessment.withdraw": "assessment withdrawn",
    # when a new score is due
    "check.reassess_due": "changed since they were scored",
    "list.reassess_due": "Active, with a major change since the score",
    "preflight.reassess_due": "{count} to be scored again after a major change",
    "preflight.order.reassess_due": "No major change has overtaken a score",
    "reassess.interval": "score older than {what} months",
    "reassess.theme": "theme gained",
    "reassess.major": "major disruption: {what}",
    "reassess.negative": "negative disruption: {what}",
    "reassess.principal": "new principal: {what}",
    "reassess.request": "regional support ended: {what}",
    "scheme.pair": "“{text}” does not begin with a number. Write the number, then its words, such as 2 Medium.",
    "score.unanswered": "{count} answer{s} still to choose.",
}

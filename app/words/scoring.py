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
}

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
}

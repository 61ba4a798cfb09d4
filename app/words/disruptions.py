"""The words of disruptions."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "disruption.no_strand": "Choose the P. Without one the disruption is missing from the charts by P.",
    "disruption.no_rating": "Choose the rating. “None” is a rating too.",
    "disruption.no_rationale": "Say why it is rated so.",
    "disruption.no_moderator": "Say who moderated the rating.",
    "disruption.no_moderation_date": "Enter the day on which the rating was moderated.",
    "rerating.same": "This is the rating it has already. Choose another.",
}

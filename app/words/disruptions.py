"""The words of disruptions."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "disruption.no_strand": "Choose the P. Without one the disruption is missing from the charts by P.",
    "disruption.no_rating": "Choose the rating. “None” is a rating too.",
    "disruption.no_rationale": "Say why it is rated so.",
    "disruption.no_threat": "Choose the threat from the list: type any word of its reference or name.",
    "disruption.no_moderator": "Say who moderated the rating.",
    "disruption.no_moderation_date": "Enter the day on which the rating was moderated.",
    "disruption.moderated_first": "The rating would be moderated before the disruption happened. Look at the days again.",
    "disruption.moderated_unrated": "There is no rating to moderate yet. Choose the rating first.",
    "disruption.own_moderation": "{name} originated this disruption, so somebody else must moderate it. "
    "Name another person.",
    "disruption.no_apmis_ref": "Enter the APMIS reference, so that the two records can be compared.",
    "disruption.ref_not_on": "There is an APMIS reference, yet it is said not to be on APMIS. Put one of them right.",
    "disruption.after_archive": "This threat was archived on {on}, and the disruption is later. Nothing was changed. "
    "Enter an earlier day, or re-open the threat first.",
    "disruption.rerate_only": "A rating is changed with its reason, so that the one before it is kept. "
    "Nothing was changed. Choose “Change the rating”.",
    "disruption.moderate_only": "A moderation is recorded in a step of its own. Nothing was changed. "
    "Choose “Moderate”.",
    "rerating.same": "This is the rating it has already. Choose another.",
    # what Home, the lists and the preflight of a pack say (domain.md 32 to 37)
    "check.disruption_not_apmis": "disruption not on APMIS",
    "check.disruption_incomplete": "disruption without P, rating or rationale",
    "check.negative_unassessed": "negative disruption, not scored since",
    "check.no_disruption": "active, no recent disruption",
    "check.ranked_undisrupted": "priority group, no recent disruption",
    "list.disruption_not_apmis": "Active, with a recent disruption that is not on APMIS",
    "list.disruption_incomplete": "Active, with a recent disruption that has no P, no rating or no rationale",
    "list.negative_unassessed": "Active, with a negative disruption and no score since",
    "list.no_disruption": "Active, with no disruption in the local period",
    "list.ranked_undisrupted": "In the ranked list, with no disruption in the local period",
    "preflight.disruption_not_apmis": "{count} with a disruption not on APMIS",
    "preflight.disruption_incomplete": "{count} with a disruption lacking P, rating or rationale",
    "preflight.negative_unassessed": "{count} with a negative disruption and no score since",
    "preflight.no_disruption": "{count} active with no recent disruption",
    "preflight.ranked_undisrupted": "{count} priority group{s} with no recent disruption",
    "preflight.order.disruption_not_apmis": "Every recent disruption is on APMIS",
    "preflight.order.disruption_incomplete": "Every recent disruption has P, rating and rationale",
    "preflight.order.negative_unassessed": "Every negative disruption was followed by a score",
    "preflight.order.no_disruption": "Every active threat was disrupted recently",
    "preflight.order.ranked_undisrupted": "Every priority group was disrupted recently",
    # what was done
    "label.disruption.record": "disruption recorded",
    "label.disruption.change": "disruption changed",
    "label.disruption.rerate": "disruption re-rated",
    "label.disruption.moderate": "rating moderated",
    "label.disruption.apmis": "APMIS entry changed",
    "label.disruption.remove": "disruption removed",
}

"""The words of what stands beside a threat: gaps, learning, documents, links, transfers, archive."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "gap.no_owner": "Nobody owns this gap yet.",
    "gap.closed_first": "The gap would be closed before it was raised.",
    "link.itself": "A threat cannot be linked to itself. Choose another threat.",
    "transfer.same_force": "That force has this threat already. Choose another.",
    "transfer.answered_first": "The answer would be before the proposal. Enter a later day.",
    "count.negative": "A count cannot be below nought.",
}

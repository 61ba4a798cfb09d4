"""The words of requests for regional support."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "request.no_reason": "Give the reason for this decision.",
    "request.decided_first": "The decision would be before the bid. Enter a later day.",
    "request.ends_first": "The support would end before it starts. Enter a later day.",
}

"""The words of submissions to ROCTA."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "submission.own": "A submission is ratified by somebody other than the person who proposed it. Name who ratified it at ROCTA.",
}

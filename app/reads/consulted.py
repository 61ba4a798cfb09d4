"""Which reads are consultations (Data Protection Act 2018 s.62), and what the log keeps of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Consultation:
    """What somebody looked at: a kind such as "threat.seen", the record, and what was asked and shown."""

    kind: str
    object: str
    facts: dict[str, Any] | None = None


def consultation(
    read: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any], answer: object
) -> Consultation | None:
    """What the log is to say of an answered read; None for one that shows no record of its own."""
    return None

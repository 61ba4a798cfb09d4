"""What a region asks of a submission, and how much of it is there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.domain.submission import SubmissionField

NOMINALS = "nominals"
"""The source that the nominals on the card fill."""

TEXTS = frozenset({"name", "area", "summary", "niche_ref", "neighbourhood", "local_profile"})
"""Sources that are texts of the threat: where it is silent, what the form is told goes to the threat."""

SOURCES = TEXTS | {"primary_theme", "home_force", "other_forces", NOMINALS}
"""Every source that a field may name; any other is asked by the form."""


class Completeness(NamedTuple):
    """How many of the required fields are filled in, of how many, and the titles of the others in order."""

    done: int
    required: int
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def share(self) -> float:
        """The part that is filled in, from 0 to 1."""
        return self.done / self.required if self.required else 1.0

    @property
    def short(self) -> str:
        """ "13 of 19"."""
        return f"{self.done} of {self.required}"


def asked(field: SubmissionField) -> bool:
    """Whether the form asks for a field itself, since no part of the record says it."""
    return field.source not in SOURCES


def filled(field: SubmissionField, said: Mapping[str, object], answers: Mapping[str, str]) -> bool:
    """Whether a field is filled in; `said` holds what the record says by source."""
    if asked(field):
        return bool(str(answers.get(field.code, "")).strip())
    value = said.get(field.source)
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def completeness(
    fields: Iterable[SubmissionField], said: Mapping[str, object], answers: Mapping[str, str]
) -> Completeness:
    """How complete a submission is: `said` is what the threat says by source, `answers` what the form says.

    A source counts when it is neither empty nor nought: the nominals of a threat are their number.
    """
    done, missing = 0, []
    for field in fields:
        if not field.required:
            continue
        if filled(field, said, answers):
            done += 1
        else:
            missing.append(field.title)
    return Completeness(done, done + len(missing), tuple(missing))


def said_by(threat: object, nominals: int) -> dict[str, object]:
    """What a threat says by source; `nominals` is how many stand on it."""
    said: dict[str, object] = {name: getattr(threat, name) for name in SOURCES - {NOMINALS}}
    said[NOMINALS] = nominals
    return said


def read_answers(text: str) -> dict[str, str]:
    """The answers of a submission by the code of the field."""
    return {str(code): str(answer) for code, answer in json.loads(text or "{}").items()}


def write_answers(answers: Mapping[str, str]) -> str:
    """Answers as canonical JSON; empty ones are left out."""
    kept = {code: text.strip() for code, text in answers.items() if text.strip()}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

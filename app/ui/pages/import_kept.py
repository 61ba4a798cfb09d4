"""The choices of a review over a lock or a crash: about which file, read how, what; never its cells."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from app.intake.layouts import Mapping
from app.intake.settling import Decision
from app.jobs.take_in import FileReview


@dataclass(frozen=True, slots=True)
class Choices:
    """What was decided about the rows of one file, and how the file was read for it."""

    file: str
    path: str
    sha256: str
    force: str | None
    mapping: Mapping
    decisions: tuple[Decision, ...]

    @classmethod
    def of(cls, review: FileReview, path: Path | None) -> Choices:
        """The choices of a review whose file was read from `path`."""
        said = replace(review.candidates.layout.mapping, custom=())
        decided = tuple(review.decisions.values())
        return cls(review.file, str(path or ""), review.sha256, review.force, said, decided)

    @classmethod
    def again(cls, values: MappingOf[str, Any]) -> Choices:
        """What `values` gave; raises TypeError for what another version of the program kept."""
        return cls(**values)

    def values(self) -> dict[str, Any]:
        """Every field by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def laid_over(self, review: FileReview) -> FileReview:
        """The review of the same file with these choices."""
        return replace(review, decisions={decision.key: decision for decision in self.decisions})

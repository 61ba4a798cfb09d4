"""Editions of a pack: for whom it is, and what that makes of its name."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.codes import EditionKind


class Edition(NamedTuple):
    """For whom a pack is made; `holder` is the id of a force or a partner organisation, `name` its name.

    `code` is short and stands in the pack's id.
    """

    kind: EditionKind = EditionKind.FULL
    holder: str = ""
    name: str = ""
    code: str = ""

    @property
    def words(self) -> str:
        """The edition as printed: "full", "Dorset", "partner, Avonmere Council"."""
        if self.kind is EditionKind.PARTNER and self.name:
            return f"partner, {self.name}"
        return self.name or self.kind.value

    def pack_id(self, code: str, month: str) -> str:
        """The id of the pack: SW-2026-12, with -C for the chair's, -AS for a force's, -P-AVON for a partner's."""
        tail = {EditionKind.CHAIR: "-C", EditionKind.FULL: "", EditionKind.PARTNER: "-P"}.get(self.kind, "")
        own = f"-{self.code}" if self.code else ""
        return f"{code}-{month}{tail}{own}"


FULL = Edition()
CHAIR = Edition(EditionKind.CHAIR)

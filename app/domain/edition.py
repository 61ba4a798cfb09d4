"""Editions of a pack: for whom it is, and what that makes of its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.codes import ChoiceList, EditionKind
from app.domain.region import Choice, Force


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
        """The id of the pack: SW-2026-12; -C for the chair's, -AS for a force's, -P-AVON for a partner's."""
        tail = {EditionKind.CHAIR: "-C", EditionKind.FULL: "", EditionKind.PARTNER: "-P"}.get(self.kind, "")
        own = f"-{self.code}" if self.code else ""
        return f"{code}-{month}{tail}{own}"


FULL = Edition()
CHAIR = Edition(EditionKind.CHAIR)


def may_compare(before: EditionKind, now: EditionKind) -> bool:
    """Whether an edition may be compared with an earlier pack: the chair's with the full one too, as it holds
    all of that; none with the chair's, whose private items it would tell by what is gone."""
    return before is now or (now is EditionKind.CHAIR and before is EditionKind.FULL)


def offered(forces: Iterable[Force], choices: Iterable[Choice], unit: str = "") -> tuple[Edition, ...]:
    """Every edition that can be made: the chair's, the full one, each force's, each partner organisation's.

    `unit` is the name of the regional unit, which has the full one and stands among the forces.
    """
    own = (force for force in forces if not force.retired and force.name != unit)
    partners = (one for one in choices if one.list is ChoiceList.PARTNER and not one.retired)
    made = [CHAIR, FULL]
    for kind, named in (
        (EditionKind.FORCE, [(one.id, one.name, one.code) for one in own]),
        (EditionKind.PARTNER, [(one.id, one.name, one.short) for one in partners]),
    ):
        taken: dict[str, int] = {}
        for id, name, short in named:
            code = letters(short) or initials(name)
            taken[code] = taken.get(code, 0) + 1
            # two with the same code still have packs of different ids
            told = f"{code}{taken[code]}" if taken[code] > 1 else code
            made.append(Edition(kind, id, name, told))
    return tuple(made)


def letters(text: str) -> str:
    """The letters and digits of a short name in capitals: what may stand in an id and the name of a file."""
    return "".join(c for c in text if c.isalnum()).upper()


def initials(name: str) -> str:
    """A short code of a name: AC of Avonmere Council, DORS of Dorset."""
    words = [word for part in name.split() if (word := letters(part))]
    if len(words) == 1:
        return words[0][:4]
    capital = [letters(part)[:1] for part in name.split() if letters(part) and not part[0].islower()]
    return "".join(capital) or "".join(word[0] for word in words)

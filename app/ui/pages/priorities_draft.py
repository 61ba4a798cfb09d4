"""The ranked list while it is being put in order, before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.ranking import by_hand, by_score, proposed
from app.reads.priorities import Ranked, Ranking


class Draft:
    """An order with reasons and a cut-off, made from the list as it was read."""

    def __init__(self, ranking: Ranking) -> None:
        self.ranking = ranking
        self.rows: Mapping[str, Ranked] = {row.id: row for row in (*ranking.listed, *ranking.candidates)}
        self.was = tuple(row.id for row in ranking.listed)
        self.order = list(self.was)
        self.cut_off = ranking.cut_off
        self.reasons = {row.id: row.reason for row in ranking.listed if row.reason}
        self._known = dict(self.reasons)
        self._moved: set[str] = set()
        self._scores = {id: row.score for id, row in self.rows.items() if row.score is not None}
        self._stood = by_hand(self.was, self._scores, (), self._known)

    @property
    def changed(self) -> bool:
        """Whether anything differs from what is saved."""
        return self.order != list(self.was) or self.cut_off != self.ranking.cut_off or self.new_reasons != {}

    @property
    def new_reasons(self) -> dict[str, str]:
        """The reasons that were typed or changed, those of the list only."""
        return {
            id: words
            for id, words in self.reasons.items()
            if id in self.order and words != self._known.get(id, "")
        }

    def by_hand(self) -> frozenset[str]:
        """Those that stand where their score would not put them."""
        given = {id for id, words in self.reasons.items() if words.strip()}
        return by_hand(self.order, self._scores, self._moved, self._stood | given)

    def wanting(self) -> tuple[str, ...]:
        """Those that need a reason and have none; what stood so before is left alone."""
        apart = self.by_hand() - self._stood
        return tuple(id for id in self.order if id in apart and not self.reasons.get(id, "").strip())

    def move(self, id: str, to: int) -> int:
        """Moves one to a place from 0, no further than the ends; where it stands then."""
        if id not in self.order:
            return -1
        at = self.order.index(id)
        to = min(max(to, 0), len(self.order) - 1)
        if to != at:
            self.order.insert(to, self.order.pop(at))
            self._moved.add(id)
        return to

    def take_off(self, id: str) -> None:
        """Takes one off the list."""
        self.order.remove(id)
        self.reasons.pop(id, None)

    def add(self, id: str) -> int:
        """Adds one where its score puts it; its place from 0."""
        wanted = by_score([*self.order, id], self._scores)
        after = set(wanted[: wanted.index(id)])
        to = max((place + 1 for place, other in enumerate(self.order) if other in after), default=0)
        self.order.insert(to, id)
        return to

    def propose(self) -> None:
        """The list by score, those with a reason left at their places."""
        fixed = {id for id, words in self.reasons.items() if words.strip()}
        self.order = list(proposed(self.order, self._scores, fixed))
        self._moved.clear()

    def standing(self) -> dict[str, Any]:
        """What differs from the list as it was read, to be laid over it or a later one."""
        return {
            "was": self.was,
            "order": tuple(self.order),
            "moved": tuple(sorted(self._moved)),
            "reasons": self.new_reasons,
            "was_cut_off": self.ranking.cut_off,
            "cut_off": self.cut_off,
        }

    def lay(self, kept: Mapping[str, Any]) -> bool:
        """Lays an order made earlier over the list; False where the list was saved otherwise since.

        Who was added or taken off since, by either, stays so; groups that are no longer active are left out.
        """
        was, mine = tuple(kept["was"]), [id for id in kept["order"] if id in self.rows]
        self.order = [id for id in mine if id in self.was or id not in was]
        for id in self.was:
            if id not in was and id not in self.order:
                self.add(id)
        self._moved = set(kept["moved"]) & set(self.order)
        self.reasons = {
            id: words for id, words in (self.reasons | kept["reasons"]).items() if id in self.order
        }
        if kept["cut_off"] != kept["was_cut_off"]:
            self.cut_off = kept["cut_off"]
        return was == self.was

    def candidates(self) -> tuple[Ranked, ...]:
        """Those not on the list, by score."""
        taken = set(self.order)
        return tuple(
            self.rows[id] for id in by_score([id for id in self.rows if id not in taken], self._scores)
        )

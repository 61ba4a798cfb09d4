"""A force's edition: the threats it owns or shares, what hangs on them, and nothing of any other force."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from app.domain.agenda import AgendaItem, numbered
from app.domain.month import Month, ThreatRow
from app.packs.editions_full import every_action, outspoken, private_items
from app.packs.editions_sieve import NOT_RELEASED, OTHER_FORCE, PRIVATE, Held, Rule, whole


class ForceRules:
    """What one force may see of a month; a field that is not named here is not released."""

    def __init__(self, month: Month, force: str) -> None:
        self._month, self._force = month, force
        self._private = private_items(month)

    @cached_property
    def threats(self) -> dict[str, ThreatRow]:
        """Its own threats and those that it shares, by id."""
        return {
            row.id: row
            for row in self._month.threats
            if self._force and self._force in (row.home_force, *row.other_forces)
        }

    @cached_property
    def requests(self) -> frozenset[str]:
        """The ids of its own requests: those for threats of which it is the home force."""
        own = {row.id for row in self.threats.values() if row.home_force == self._force}
        return frozenset(row.id for row in self._month.requests if row.threat in own)

    @cached_property
    def submissions(self) -> frozenset[str]:
        """The ids of the submissions of its threats."""
        return frozenset(row.id for row in self._month.submissions if row.threat in self.threats)

    @cached_property
    def items(self) -> dict[str, AgendaItem]:
        """The items about what it may see; of a standing section only that it is there."""
        found: dict[str, AgendaItem] = {}
        for item in self._month.agenda:
            about = (item.threat, item.request, item.submission)
            if item.id in self._private:
                continue
            if any(about):
                seen = (
                    (not item.threat or item.threat in self.threats)
                    and (not item.request or item.request in self.requests)
                    and (not item.submission or item.submission in self.submissions)
                )
                if seen:
                    found[item.id] = item
            elif item.key:
                found[item.id] = replace(item, ask="", recommended="", remark="")
        return found

    @cached_property
    def _own(self) -> frozenset[str]:
        """The names under which the force itself owns an action or sends somebody."""
        return frozenset(force.name for force in self._month.forces if force.id == self._force)

    @cached_property
    def _its_officers(self) -> frozenset[str]:
        return frozenset(row.id for row in self._month.officers if row.force == self._force)

    @cached_property
    def actions(self) -> frozenset[str]:
        """The ids of the actions on its threats, and of those that a meeting gave to it."""
        plan = {
            row.id
            for row in self._month.actions
            if row.threat in self.threats and row.item not in self._private
        }
        given = {
            row.id
            for row in self._month.meeting_actions
            if (row.owner in self._its_officers or row.owner_organisation in self._own)
            and row.item not in self._private
        }
        return frozenset(plan | given)

    @cached_property
    def officers(self) -> frozenset[str]:
        """The ids of the officers whom something released names."""
        month, threats = self._month, self.threats
        named = {row.officer for row in month.assignments if row.threat in threats}
        for rows in (month.plans, month.nominals, month.orders, month.gaps):
            named |= {row.owner for row in rows if row.threat in threats and row.owner}
        named |= {row.owner for row in every_action(month) if row.id in self.actions and row.owner}
        return frozenset(named)

    @cached_property
    def forces(self) -> frozenset[str]:
        """The ids of the forces that something released names."""
        named = {self._force}
        for row in self.threats.values():
            named |= {row.home_force or "", *row.other_forces}
        named |= {row.force or "" for row in self._month.officers if row.id in self.officers}
        moved = (row for row in self._month.transfers if row.threat in self.threats)
        return frozenset(named | {end or "" for row in moved for end in (row.from_force, row.to_force)})

    # the rules of single fields

    def _ranked(self) -> dict[str, int]:
        ranked = [row for row in self.threats.values() if row.priority is not None]
        ranked.sort(key=lambda row: (row.priority, row.reference))
        return {row.id: place for place, row in enumerate(ranked, 1)}

    def _before(self) -> dict[str, int]:
        ranked = sorted((rank, id) for id, rank in self._month.ranks_before if id in self.threats)
        return {id: place for place, (_, id) in enumerate(ranked, 1)}

    def _numbers(self) -> dict[str, str]:
        """This meeting's items under their numbers here; those of other meetings where an action was set."""
        set_at = {row.item for row in every_action(self._month)
                  if row.id in self.actions and row.item}  # fmt: skip
        of_this = {item.id for item in self._month.agenda}
        earlier = {id: number for id, number in self._month.agenda_numbers if id in set_at - of_this}
        return earlier | {item.id: number for number, item in numbered(self.items.values())}

    def rules(self) -> dict[str, Rule]:
        """The rule of each field of a month that a force may see anything of."""
        ranks, before, numbers = self._ranked(), self._before(), self._numbers()
        elsewhere = Held(OTHER_FORCE)

        def threat(row: ThreatRow) -> Any:
            if row.id not in self.threats:
                return elsewhere
            rank = ranks.get(row.id)
            return row if row.priority == rank else row._replace(priority=rank)

        def hanging(row: Any) -> Any:
            return row if row.threat in self.threats else elsewhere

        def action(row: Any) -> Any:
            if row.id in self.actions:
                return row
            return Held(PRIVATE) if row.item in self._private else elsewhere

        def custom(row: Any) -> Any:
            known = row.object in self.threats or row.object in self.actions or row.object in hung
            return row if known else elsewhere

        request, step = outspoken(self._month)

        hung = {
            row.id
            for name in ("disruptions", "nominals", "orders", "gaps", "learning")
            for row in getattr(self._month, name)
            if row.threat in self.threats
        } | self.requests | self.submissions  # fmt: skip

        def link(row: Any) -> Any:
            return row if row.threat in self.threats and row.other in self.threats else elsewhere

        def late(row: Any) -> Any:
            if row.private or row.item in self._private:
                return Held(PRIVATE)
            item = self.items.get(row.item)
            about = item is not None and (item.threat or item.request or item.submission)
            return row if about else elsewhere

        def note(row: Any) -> Any:
            if row.item in self._private:
                return Held(PRIVATE)
            item = self.items.get(row.item)
            about = item is not None and (item.threat or item.request or item.submission)
            return row if about else elsewhere

        def decision(row: Any) -> Any:
            if row.item in self._private:
                return Held(PRIVATE)
            named = row.threat or row.request
            seen = (not row.threat or row.threat in self.threats) and (
                not row.request or row.request in self.requests
            )
            return row if named and seen else elsewhere

        def attending(row: Any) -> Any:
            known = row.organisation in self._own or getattr(row, "officer", None) in self._its_officers
            return row if known else elsewhere

        def listed(row: AgendaItem) -> Any:
            if row.id in self._private:
                return Held(PRIVATE)
            shown = self.items.get(row.id)
            return elsewhere if shown is None else row if shown == row else shown

        def ranked(row: tuple[str, int]) -> Any:
            return (row[0], before[row[0]]) if row[0] in before else elsewhere

        def counted(row: tuple[str, str]) -> Any:
            return (row[0], numbers[row[0]]) if row[0] in numbers else elsewhere

        everybody = (
            "region", "settings", "meeting", "previous", "meetings", "themes", "choices", "custom_fields",
            "capabilities_meetings", "schemes", "all_meetings", "series",
        )  # fmt: skip
        on_threats = (
            "assignments", "plans", "updates", "scores", "submissions", "disruptions", "nominals",
            "orders", "gaps", "learning", "transfers",
        )  # fmt: skip
        return {
            **dict.fromkeys(everybody, whole),
            **dict.fromkeys(on_threats, hanging),
            "forces": lambda row: row if row.id in self.forces else elsewhere,
            "threats": threat,
            "officers": lambda row: row if row.id in self.officers else elsewhere,
            "actions": action,
            "meeting_actions": action,
            "redatings": lambda row: row if row.action in self.actions else elsewhere,
            "requests": lambda row: request(row) if row.id in self.requests else elsewhere,
            "steps": lambda row: step(row) if row.threat in self.threats else elsewhere,
            "links": link,
            "custom_values": custom,
            "members": attending,
            "attendance": attending,
            "agenda": listed,
            "agenda_numbers": counted,
            "late_papers": late,
            "notes": note,
            "decisions": decision,
            "minutes_before": lambda row: replace(row, corrections=""),
            "ranks_before": ranked,
            "self_ratified": lambda id: id if id in self.submissions else elsewhere,
            "removed": lambda _: Held(NOT_RELEASED),
        }

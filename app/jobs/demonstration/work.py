"""The actions of a threat: what is open and why it is late, what was done and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from app.domain.action import Action, Redating
from app.domain.codes import ActionState, Strand
from app.domain.kinds import Record
from app.domain.officer import Officer
from app.jobs.demonstration.briefs import ONLY_PURSUE, Brief
from app.jobs.demonstration.dice import Dice
from app.jobs.demonstration.happenings import Diary
from app.jobs.demonstration.lexicon import Lexicon, words
from app.jobs.demonstration.people import UNIT, People

DAY = timedelta(days=1)
STRANDS = (Strand.PURSUE,) * 9 + (Strand.PREVENT,) * 4 + (Strand.PROTECT,) * 4 + (Strand.PREPARE,) * 3


@cache
def _templates(strand: Strand, theme: str) -> tuple[dict[str, Any], ...]:
    return tuple(
        template for template in words("actions")[strand.value] if theme in template.get("themes", (theme,))
    )


@dataclass(slots=True)
class Setting:
    """The threat that the work belongs to: its brief, its time and the people at hand."""

    brief: Brief
    threat: str
    begun: date
    ended: date
    sio: Officer | None
    lro: Officer | None
    used: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Workshop:
    """Makes actions and their re-datings."""

    dice: Dice
    lexicon: Lexicon
    people: People
    diary: Diary
    new_id: Callable[[], str]
    made: int = 0

    def work(self, setting: Setting) -> list[Record]:
        """Every action of one threat, as the register knew it on the day it was filled."""
        brief, found = setting.brief, list[Record]()
        for _ in range(brief.closed):
            self._closed(setting, found)
        for _ in range(brief.completed):
            self._completed(setting, found)
        for place, state in enumerate(brief.open):
            self._open(setting, state, found, vague="vague" in brief.flags and place == 0)
        return found

    def _action(self, setting: Setting, set_on: date, due: date | None) -> tuple[Action, str]:
        dice, brief = self.dice, setting.brief
        strand = Strand.PURSUE if ONLY_PURSUE in brief.flags else dice.pick(STRANDS)
        template = self._template(setting, strand)
        fill = self.lexicon.fill
        self.made += 1
        owner, organisation = self._owner(setting, strand)
        action = Action(
            id=self.new_id(),
            threat=setting.threat,
            reference=f"A-{self.made:04d}",
            strand=strand,
            title=fill(template["title"], force="a neighbouring force"),
            detail=fill(dice.pick(words("actions")["details"]), partner=organisation or "the partners"),
            owner=owner,
            owner_organisation=organisation,
            set_on=set_on,
            due=due,
        )
        return action, fill(dice.pick(template["outcomes"]))

    def _template(self, setting: Setting, strand: Strand) -> dict[str, Any]:
        """A template that the threat has not had yet, where four draws find one."""
        templates = _templates(strand, setting.brief.theme)
        for _ in range(4):
            template = self.dice.pick(templates)
            if template["title"] not in setting.used:
                break
        setting.used.add(template["title"])
        return template

    def _owner(self, setting: Setting, strand: Strand) -> tuple[str | None, str]:
        dice, chance = self.dice, self.dice.roll()
        named = setting.brief.given.get("owners")
        if named and dice.chance(0.4):
            return self.people.named[dice.pick(named)].id, ""
        lead = setting.sio if strand is Strand.PURSUE else setting.lro
        if lead and not lead.left_on and chance < 0.3:
            return lead.id, ""
        if strand is not Strand.PURSUE and chance > 0.6:
            if chance > 0.8:
                return dice.pick(self.people.partners).id, ""
            return None, dice.pick(words("people")["partners"])
        force = setting.brief.force if chance < 0.93 else UNIT
        return dice.pick(self.people.owners[force]).id, ""

    def _closed(self, setting: Setting, found: list[Record]) -> None:
        dice = self.dice
        late = setting.brief.lively and dice.chance(0.05)
        last = setting.ended
        first = max(setting.begun, last - 100 * DAY) if late else setting.begun
        set_on = dice.workday(first, max(first, last - 25 * DAY))
        done = dice.workday(min(set_on + 7 * DAY, last), min(set_on + 100 * DAY, last))
        due = max((self.diary.today if late else done) + dice.between(-12, 20) * DAY, set_on)
        action, outcome = self._action(setting, set_on, due)
        if late:
            found.append(action)
            on = self.diary.day()
            self.diary.note(on, "action.result", action.id, outcome=outcome, on=on)
            return
        if dice.chance(0.12):
            action = self._moves(found, action, dice.between(1, 2), done)
        closed = min(done + dice.between(0, 21) * DAY, last)
        if dice.chance(0.07):
            reason = dice.pick(words("actions")["cancelled"])
            action = replace(action, state=ActionState.CANCELLED, closed_on=closed, outcome=reason)
        else:
            action = replace(
                action, state=ActionState.RESULTED, completed_on=done, closed_on=closed, outcome=outcome
            )
        found.append(action)

    def _completed(self, setting: Setting, found: list[Record]) -> None:
        dice, filled = self.dice, self.diary.filled
        set_on = self._set_on(setting, filled - 30 * DAY)
        action, _ = self._action(setting, set_on, dice.workday(filled - 10 * DAY, filled + 25 * DAY))
        if setting.brief.lively and dice.chance(0.6):
            on = self.diary.day()
            self.diary.note(on, "action.complete", action.id, on=on)
        else:
            done = dice.workday(max(set_on, filled - 24 * DAY), filled)
            action = replace(action, state=ActionState.COMPLETED, completed_on=done)
        found.append(action)

    def _set_on(self, setting: Setting, last: date) -> date:
        first = max(setting.begun, last - 110 * DAY)
        return self.dice.workday(min(first, last), last)

    def _open(self, setting: Setting, state: str, found: list[Record], *, vague: bool) -> None:
        dice, today, filled = self.dice, self.diary.today, self.diary.filled
        due = {
            "overdue": lambda: dice.workday(today - 72 * DAY, today - DAY),
            "soon": lambda: dice.workday(today, today + 14 * DAY),
        }.get(state, lambda: dice.workday(today + 15 * DAY, today + 100 * DAY))()
        if due < today and state != "overdue":
            due = today
        set_on = self._set_on(setting, min(filled, due - 20 * DAY))
        action, _ = self._action(setting, set_on, due)
        if vague:
            action = replace(action, title=self.lexicon.fill(dice.pick(words("actions")["vague"])))
        if state == "gap":
            action = self._with_gap(action)
        moves = {"redated": dice.between(3, 4), "twice": 2}.get(state, 0)
        if state in ("overdue", "soon") and dice.chance(0.3):
            moves = dice.between(1, 2)
        late = setting.brief.lively and state in ("redated", "twice") and dice.chance(0.6)
        if moves:
            action = self._moves(found, action, moves, filled, late=late)
        if state == "on time" and setting.brief.lively and dice.chance(0.14):
            on = self.diary.day()
            self.diary.note(on, "action.add", "", new=replace(action, set_on=on))
            return
        found.append(action)

    def _with_gap(self, action: Action) -> Action:
        chance = self.dice.roll()
        if chance < 0.4:
            return replace(action, due=None)
        if chance < 0.75:
            return replace(action, owner=None, owner_organisation="")
        return replace(action, owner=None, owner_organisation="", due=None)

    def _moves(
        self, found: list[Record], action: Action, count: int, before: date, *, late: bool = False
    ) -> Action:
        """Gives an action its re-datings; where the last one is `late`, it happens in the diary instead."""
        dice, reasons = self.dice, words("actions")["redating"]
        dates = [action.due or before]
        for _ in range(count):
            dates.append(dates[-1] - dice.between(14, 35) * DAY)
        dates.reverse()
        first = min(action.set_on or before, dates[0] - 10 * DAY)
        for was, now in pairwise(dates[:-1] if late else dates):
            on = max(min(was - dice.between(0, 4) * DAY, before), first)
            found.append(
                Redating(
                    id=self.new_id(), action=action.id, was=was, now=now, reason=dice.pick(reasons), on=on
                )
            )
        if late:
            self.diary.note(
                self.diary.day(), "action.redate", action.id, due=dates[-1], reason=dice.pick(reasons)
            )
            return replace(action, due=dates[-2], set_on=first)
        return replace(action, set_on=first)

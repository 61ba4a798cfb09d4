"""The fictional South West register: the same contents for the same seed, whatever the machine or the day."""

from __future__ import annotations

import inspect
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from app import words
from app.commands import (
    actions,
    demo,
    disruptions,
    leads,
    region,
    requests,
    scores,
    submissions,
    threats,
    updates,
)
from app.domain.clock import LONDON, Clock, FixedClock, local
from app.domain.kinds import Record
from app.domain.threat import Threat
from app.errors import Cancelled, Refusal
from app.jobs.demonstration.happenings import Happening
from app.jobs.demonstration.played import Month, Stage
from app.jobs.demonstration.world import World
from app.jobs.set_up import set_up
from app.register import Register

PASSPHRASE = "fictional demonstration only"  # noqa: S105 printed on purpose, it guards nothing
NAME = "South West.register"
USER = "Drew Quill"
NOW = datetime(2026, 11, 26, 14, 2, tzinfo=UTC)
"""The demonstration's own today, twelve days before its December meeting."""

BANDS = ((0, "Low"), (150, "Moderate"), (300, "High"), (400, "Severe"))

Progress = Callable[[str, int, int], None]

COMMANDS: dict[str, Callable[..., Any]] = {
    "action.add": actions.add,
    "action.complete": actions.complete,
    "action.redate": actions.redate,
    "action.result": actions.result,
    "disruption.record": disruptions.record,
    "lead.assign": leads.assign,
    "request.bid": requests.bid,
    "score.record": scores.record,
    "submission.ratify": submissions.ratify,
    "submission.return": submissions.return_,
    "threat.archive": threats.archive,
    "threat.map": threats.map_step,
    "update.add": updates.add,
}


def generate(size: str, seed: int, today: date) -> Iterator[list[Record]]:
    """The records of a demonstration in batches, each of which refers only to earlier ones and itself."""
    return World(size, seed, today).batches()


def make(
    folder: Path,
    *,
    size: str = "region",
    seed: int = 2026,
    clock: Clock | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Makes `folder`/South West.register and returns its path.

    `clock` tells the demonstration's today, 26 November 2026 unless given. Raises Refusal("register.exists")
    for a register that is there already, Cancelled with nothing left behind.
    """
    path = folder / NAME
    if path.exists():
        raise Refusal("register.exists", path=path.name)
    world = World(size, seed, *_stand(clock.now() if clock else NOW))
    moving = FixedClock(datetime.combine(world.filled, time(17, 30), LONDON).astimezone(UTC))
    building = folder / f".{NAME}.making"
    _sweep(building)
    register, _ = Register.create(building, PASSPHRASE, user=USER, clock=moving)
    try:
        with register:
            set_up(register, "south-west", fictional=True)
            register.do(region.change_setting, "bands", BANDS)
            _fill(register, world, progress, cancelled)
            _play(register, world, moving, progress, cancelled)
    except BaseException:
        _sweep(building)
        raise
    building.rename(path)
    return path


def _stand(now: datetime) -> tuple[date, int]:
    """The demonstration's today and the minute at which it stands: nothing in it is yet to happen."""
    here = local(now)
    minute = min(here.hour * 60 + here.minute, 14 * 60)
    return (here.date(), minute) if minute > 9 * 60 else (here.date() - timedelta(days=1), 14 * 60)


def _sweep(building: Path) -> None:
    shutil.rmtree(building, ignore_errors=True)


def _fill(
    register: Register, world: World, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> None:
    done = 0
    for batch in world.batches():
        if cancelled and cancelled():
            raise Cancelled
        register.do(demo.fill, batch)
        done += sum(isinstance(record, Threat) for record in batch)
        if progress:
            progress(words.say("demo.filling"), done, world.total)


def _play(
    register: Register,
    world: World,
    clock: FixedClock,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    told = world.happenings()
    stages = deque(sorted(Month(register, world).stages(), key=lambda stage: stage.at))
    run = {name: demo.seeded(command, world.bits) for name, command in COMMANDS.items()}
    current = world.lively
    for number, happening in enumerate(told, 1):
        if cancelled and cancelled():
            raise Cancelled
        while stages and stages[0].at <= happening.at:
            _stage(stages.popleft(), clock)
        clock.moment = happening.at
        named = _named(COMMANDS[happening.command])
        given = {name: value for name, value in happening.values.items() if name in named}
        done = register.do(run[happening.command], *_arguments(happening, current, named), **given)
        if happening.record == getattr(done.result, "id", None):
            current[happening.record] = done.result
        if progress and number % 20 == 0:
            progress(words.say("demo.playing"), number, len(told))
    for stage in stages:
        _stage(stage, clock)


def _stage(stage: Stage, clock: FixedClock) -> None:
    clock.moment = stage.at
    stage.do()


@cache
def _named(command: Callable[..., Any]) -> frozenset[str]:
    """The arguments that a command takes by name only."""
    parameters = inspect.signature(command).parameters.values()
    return frozenset(one.name for one in parameters if one.kind is one.KEYWORD_ONLY)


def _arguments(happening: Happening, current: dict[str, Record], named: frozenset[str]) -> list[Any]:
    """The command's arguments: the record as it stands now, or its id for a lead, then the values."""
    values = [value for name, value in happening.values.items() if name not in named]
    if not happening.record:
        return values
    if happening.command == "lead.assign":
        return [happening.record, *values]
    return [current[happening.record], *values]

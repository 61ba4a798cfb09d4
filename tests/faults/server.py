"""The fork server: started under the interposed library, warm, it does cycle after cycle as it is asked.

One request a line, one answer a line, both JSON. Every library is loaded once; each cycle is a fork of it.
"""

from __future__ import annotations

import importlib
import json
import logging
import pkgutil
import random
import shutil
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

import app.commands
import app.jobs
import app.reads
import app.store
import tests.conftest  # noqa: F401 its permission table knows what tests themselves ask
from app.register import load
from app.store import engine
from tests.faults import flips, powercut
from tests.faults.cycle import Bench
from tests.faults.found import Found
from tests.faults.interposer import Call, Fault, Mode
from tests.faults.tampering import tamper
from tests.faults.workflows import EVERY


def warm() -> None:
    """Loads what any workflow imports late, so that no fork does it again."""
    load()
    for package in (app.commands, app.jobs, app.reads, app.store):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations." not in module.name:
                importlib.import_module(module.name)
    for name in ("alembic.runtime.environment", "alembic.script", "alembic.config"):
        importlib.import_module(name)
    # a migration says what it does; nobody reads that here
    logging.disable(logging.INFO)


def careless() -> None:
    """A program that syncs nothing: the power cuts must find it out."""
    keyed = engine._key

    def unsynced(connection: Any, key: bytes, *, alone: bool = False) -> None:
        keyed(connection, key, alone=alone)
        connection.execute("PRAGMA synchronous = OFF")

    engine._key = unsynced


def answer(bench: Bench, asked: dict[str, Any]) -> Any:
    """What is done for one request."""
    random_ = random.Random(asked.get("seed", 0))
    what = asked["do"]
    if what == "flip":
        return flips.flip(bench, asked["file"], asked["seed"]).json()
    if what == "tamper":
        return _tampered(bench, asked["seed"], asked["count"]).json()
    workflow = EVERY[asked["workflow"]]
    if what == "measure":
        return {"calls": {Call(of).name: bench.calls(workflow, Call(of)) for of in asked["of"]}}
    if what == "forget":
        return bench.cycle(workflow, forget=True).json()
    if what == "power":
        return powercut.cut(bench, workflow, asked["seed"], asked["states"]).json()
    if what == "moment":
        return bench.cycle(workflow, fraction=random_.uniform(0, 1.05)).json()
    if what == "call":
        mode = Mode.TEAR if random_.random() < 0.4 else Mode.KILL
        return bench.cycle(workflow, bench.somewhere(workflow, mode, random_)).json()
    fault = Fault(Mode[asked["mode"]], asked["at"], Call(asked["calls"]), asked["error"], asked["under"])
    return bench.cycle(workflow, fault).json()


def _tampered(bench: Bench, seed: int, count: int) -> Found:
    workflow = EVERY["disposal"]
    place = bench.place(workflow)
    try:
        with workflow.open(place) as register:
            done = tamper(register, count, seed)
    finally:
        shutil.rmtree(place)
    return Found(wrong=[f"not found: {each}" for each in done.unseen], calls=sum(done.done.values()), files=1)


def main() -> None:
    """Answers until there is nothing more to read."""
    out = sys.stdout
    sys.stdout = sys.stderr
    scratch = Path(tempfile.mkdtemp(prefix="fourfold-faults-"))
    try:
        warm()
        if "--careless" in sys.argv:
            careless()
        bench = Bench(scratch)
        for line in sys.stdin:
            try:
                said = answer(bench, json.loads(line))
            except BaseException:
                said = Found(wrong=[traceback.format_exc()]).json()
            out.write(json.dumps(said) + "\n")
            out.flush()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()

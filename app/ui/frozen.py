"""Values as JSON and back: what a dialog was made with, so that it can be made again after a lock or a crash.

Only closed lists and frozen records of the program's own layers are made again, never anything else by name.
"""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from PySide6.QtWidgets import QWidget

from app.ui.runner import Runner

LAYERS = ("app.domain.", "app.reads.")
IMPORT = (
    "app.intake.settling:Decision",
    "app.intake.layouts:Mapping",
    "app.intake.layouts:Shape",
)
"""What a person says of a file that is taken in."""
_PLAIN = (str, int, float, bool, type(None))


class Unfreezable(Exception):
    """A value that another run of the program could not have, such as a function."""


def freeze(value: Any) -> Any:
    """A value as JSON keeps it; raises Unfreezable."""
    if isinstance(value, Enum):
        return {"!": "code", "of": _name(type(value)), "is": value.value}
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, datetime):
        return {"!": "moment", "is": value.isoformat()}
    if isinstance(value, date):
        return {"!": "date", "is": value.isoformat()}
    if isinstance(value, Runner):
        return {"!": "runner"}
    if isinstance(value, QWidget):
        return {"!": "host"}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        inner = {f.name: freeze(getattr(value, f.name)) for f in dataclasses.fields(value) if f.init}
        return {"!": "record", "of": _name(type(value)), "is": inner}
    if isinstance(value, tuple | list):
        kind = "list" if isinstance(value, list) else "tuple"
        return {"!": kind, "is": [freeze(each) for each in value]}
    if isinstance(value, frozenset | set):
        return {"!": "set", "is": [freeze(each) for each in value]}
    if isinstance(value, Mapping):
        return {"!": "map", "is": [[freeze(key), freeze(each)] for key, each in value.items()]}
    if hasattr(value, "__dict__") and not callable(value):
        inner = {name: freeze(each) for name, each in vars(value).items()}
        return {"!": "object", "of": _name(type(value)), "is": inner}
    raise Unfreezable(type(value).__name__)


def thaw(value: Any, runner: Runner | None = None, host: QWidget | None = None) -> Any:
    """The value that `freeze` was given, with this runner and this widget in place of those.

    Raises Unfreezable, or TypeError and ValueError for what another version of the program kept.
    """
    if not isinstance(value, dict):
        return value
    kind: str = value["!"]
    inner: Any = value.get("is")
    if kind == "runner":
        return runner
    if kind == "host":
        return host
    if kind == "code":
        return _class(value["of"], Enum)(inner)
    if kind == "moment":
        return datetime.fromisoformat(inner)
    if kind == "date":
        return date.fromisoformat(inner)
    if kind == "record":
        return _class(value["of"], None)(**{n: thaw(each, runner, host) for n, each in inner.items()})
    if kind == "object":
        cls = _class(value["of"], object)
        made = object.__new__(cls)
        made.__dict__.update({name: thaw(each, runner, host) for name, each in inner.items()})
        return made
    if kind == "map":
        return {thaw(key, runner, host): thaw(each, runner, host) for key, each in inner}
    return {"tuple": tuple, "list": list, "set": frozenset}[kind](thaw(e, runner, host) for e in inner)


def _name(cls: type) -> str:
    name = f"{cls.__module__}:{cls.__qualname__}"
    if not name.startswith(LAYERS) and name not in IMPORT:
        raise Unfreezable(name)
    return name


def _class(name: str, base: type | None) -> Any:
    module, _, cls = name.partition(":")
    if not module.startswith(LAYERS) and name not in IMPORT:
        raise Unfreezable(name)
    found = getattr(importlib.import_module(module), cls, None)
    fits = isinstance(found, type) and (
        issubclass(found, base) if base is not None else dataclasses.is_dataclass(found)
    )
    if not fits:
        raise Unfreezable(name)
    return found

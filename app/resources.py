"""Files that ship with the program: found beside the source, or inside the frozen build."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any


def path(name: str) -> Path:
    """The path of the shipped file `name`, such as "fonts/Inter-Regular.ttf"."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources" / name


@cache
def reference_of(name: str) -> Any:
    """What the shipped JSON file `name` holds, such as "licences/shipped.json"."""
    return json.loads(path(name).read_text(encoding="utf-8"))


def reference(name: str) -> Any:
    """The shipped reference data `name`, such as "themes", as it stands in its JSON file."""
    return reference_of(f"reference/{name}.json")

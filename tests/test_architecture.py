"""The walls between the layers: imports go down only, and each layer has its own few libraries."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Wall:
    """What one layer may import: our own layers, and libraries beyond the standard one."""

    ours: frozenset[str]
    libraries: frozenset[str] = frozenset()


def wall(ours: str, libraries: str = "") -> Wall:
    return Wall(frozenset(ours.split()), frozenset(libraries.split()))


BESIDE = "domain errors words settings resources"
EXCEL = "openpyxl lxml"
WALLS = {
    "errors": wall("errors"),
    "uncollected": wall("uncollected"),
    "mishap": wall("mishap"),
    "domain": wall("domain errors"),
    "words": wall("words domain errors"),
    "resources": wall("resources errors"),
    "settings": wall("settings resources errors"),
    "store": wall("store domain errors resources", "sqlalchemy sqlcipher3 alembic cryptography filelock"),
    "commands": wall("commands store domain errors", "sqlalchemy"),
    "reads": wall("reads store domain errors uncollected", "sqlalchemy"),
    "custody": wall("custody register store domain errors", "sqlalchemy"),
    "copies": wall("copies custody register store domain errors", "sqlalchemy"),
    "register": wall("register custody commands reads store domain words errors", "sqlalchemy"),
    "past": wall("past register reads domain errors store", "sqlalchemy"),
    "packs": wall(
        f"packs uncollected {BESIDE}",
        f"{EXCEL} icalendar reportlab uharfbuzz bidi pypdf pypdfium2 msoffcrypto",
    ),
    "intake": wall(f"intake {BESIDE}", f"{EXCEL} defusedxml rapidfuzz"),
    "jobs": wall(f"jobs copies custody register packs intake commands reads {BESIDE}"),
    "cli": wall(
        f"cli copies custody cli_log cli_month past jobs register packs intake commands reads {BESIDE}"
    ),
    "cli_log": wall(f"cli_log cli_month jobs register reads {BESIDE}"),
    "cli_month": wall(f"cli_month jobs register packs intake commands reads {BESIDE}"),
    "ui": wall(
        f"ui mishap copies custody past jobs register packs intake commands reads {BESIDE}",
        "PySide6 pypdfium2",
    ),
    "__main__": wall("__main__ cli ui errors mishap"),
}

FILES = sorted((ROOT / "app").rglob("*.py"))


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT / "app").parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module that a file imports, wherever in the file, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports by dots; write the whole name"
            if node.module == "app":
                yield from ((node.lineno, f"app.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, str(node.module)


def over_the_wall(path: Path) -> Iterator[str]:
    allowed = WALLS[layer_of(path)]
    for line, module in imports(path):
        top, _, rest = module.partition(".")
        if top == "app":
            layer = rest.partition(".")[0]
            # `app` itself holds nothing but the version.
            ok = layer in allowed.ours or layer in ("", "VERSION")
        else:
            ok = top in sys.stdlib_module_names or top in allowed.libraries
        if not ok:
            yield f"{path.relative_to(ROOT)}:{line} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_what_its_layer_may(path: Path) -> None:
    if path == ROOT / "app" / "__init__.py":
        assert not [module for _, module in imports(path) if module != "__future__"]
        return
    assert layer_of(path) in WALLS, "a new layer needs a row in WALLS"
    assert list(over_the_wall(path)) == []


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


BLOCK_QT = "import sys; sys.modules['PySide6'] = None; "


def test_everything_but_the_desk_imports_without_qt() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in FILES
        # Migrations run only inside Alembic, which loads them by their path.
        if layer_of(path) not in ("ui", "__main__") and "migrations" not in path.parts
    ]
    done = run(f"{BLOCK_QT}import importlib\nfor name in {modules!r}: importlib.import_module(name)")
    assert done.stderr == ""
    assert done.returncode == 0


def test_the_command_line_runs_without_qt() -> None:
    as_user = "import runpy; sys.argv[:] = ['app', 'version']; runpy.run_module('app', run_name='__main__')"
    done = run(BLOCK_QT + as_user)
    assert done.stderr == ""
    assert done.stdout.strip()
    assert done.returncode == 0


@pytest.mark.parametrize("module", ["app.cli", "app.ui.start"])
def test_what_starts_first_loads_nothing_slow(module: str) -> None:
    slow = ["sqlalchemy", "alembic", "openpyxl", "lxml", "reportlab", "rapidfuzz"]
    done = run(f"import sys, {module}; print([name for name in {slow} if name in sys.modules])")
    assert done.stderr == ""
    assert done.stdout.strip() == "[]"

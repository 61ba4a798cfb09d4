"""What the program is made of: Python's distributions as installed, and the native parts of native.toml."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import metadata
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement

HERE = Path(__file__).parent
OURS = "fourfold"
LICENCE_WORDS = ("licen", "copying", "notice", "authors")
QT = ("PySide6_Essentials", "shiboken6")
EXPRESSIONS = {
    "BSD": "BSD-2-Clause",
    "PSFL": "PSF-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only": "LGPL-3.0-only",
}
"""What some packages write, as SPDX writes it; of a choice, the licence that we use."""
SAID_NOWHERE = {"python-bidi": "LGPL-3.0-or-later", "reportlab": "BSD-3-Clause", "sqlcipher3": "Zlib"}

NOT_SHIPPED = ("pycparser",)
"""Installed because another asks for it when it is compiled; PyInstaller takes nothing of it."""
WHERE = {"tzdata": "win32"}
"""Taken along only where the system has none of its own."""


@dataclass(frozen=True)
class Part:
    """One thing that is shipped, with its licence as an SPDX expression."""

    id: str
    name: str
    licence: str
    about: str
    version: str = ""
    inside: str = ""
    where: str = ""
    files: tuple[str, ...] = ()
    debian: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def here(self) -> bool:
        """Whether it is in the program that this system builds."""
        return self.where in ("", sys.platform)


def _libraries(lines: Iterable[str], extras: tuple[str, ...] = ()) -> dict[str, metadata.Distribution]:
    """The installed distributions that these requirements need, and all that those need in turn."""
    found: dict[str, metadata.Distribution] = {}
    for requirement in map(Requirement, lines):
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            continue
        wanted = metadata.distribution(requirement.name)
        found[wanted.name] = wanted
        found |= _libraries(wanted.requires or [], tuple(requirement.extras))
    return found


class Parts:
    """Every part of the program, and whose each file and module is."""

    def __init__(self, root: Path) -> None:
        self.root = root
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        needed = _libraries(project["dependencies"])
        self.libraries = {n: needed[n] for n in sorted(needed, key=str.lower) if n not in NOT_SHIPPED}
        self.bootloader = metadata.distribution("pyinstaller")
        listed = tomllib.loads((HERE / "native.toml").read_text(encoding="utf-8"))
        self.about, native = listed["about"], listed["part"]
        self.native = [
            Part(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}) for row in native
        ]
        self.all = [*map(self._python, self.libraries.values()), *self.native]
        self.by_id = {part.id: part for part in self.all}

    def _python(self, library: metadata.Distribution) -> Part:
        said = library.metadata
        licence = SAID_NOWHERE.get(library.name) or said.get("License-Expression") or said["License"]
        return Part(
            id=library.name,
            name=library.name,
            version=library.version,
            licence=EXPRESSIONS.get(licence, licence),
            about=self.about[library.name],
            where=WHERE.get(library.name, ""),
            # their wheels carry no text
            texts=("LGPL-3", "GPL-3") if library.name in QT else (),
        )

    def texts(self, part: Part) -> Iterator[tuple[str, str]]:
        """Each text of a part's licence, with its name: its own first, then whole ones that it names."""
        library = self.bootloader if part.id == "pyinstaller" else self.libraries.get(part.id)
        for file in sorted(library.files or [], key=str) if library else ():
            name = str(file).lower()
            ours = ".dist-info" in name and any(word in PurePosixPath(name).name for word in LICENCE_WORDS)
            folder = "/licenses/" in name and "/android/" not in name
            if (ours or folder) and "musl" not in name and not name.endswith(".json"):
                yield (
                    str(file).partition(".dist-info/")[2].removeprefix("licenses/"),
                    _read(Path(str(file.locate()))),
                )
        for package in part.debian:
            yield package, _read(Path("/usr/share/doc") / package / "copyright")
        for text in part.texts:
            own = HERE / "texts" / text
            path = own if own.is_file() else self.root / text
            common = Path("/usr/share/common-licenses") / text
            yield PurePosixPath(text).name, _read(path if path.is_file() else common)

    @cached_property
    def _installed(self) -> dict[str, str]:
        return {
            PurePosixPath(str(file)).as_posix(): name
            for name, library in self.libraries.items()
            for file in library.files or []
        }

    @cached_property
    def _modules(self) -> dict[str, str]:
        tops = {}
        for path, name in self._installed.items():
            top = path.partition("/")[0]
            if not top.endswith((".dist-info", "..")):
                tops.setdefault(re.split(r"\.(?:py|abi3|cpython|cp\d)", top)[0], name)
        return tops

    def of_module(self, module: str) -> str:
        """The id of the part that a Python module is of; "" for one that nobody has listed."""
        top = module.partition(".")[0]
        if top == "app" or module == "__main__":
            return OURS
        if top in self._modules:
            return self._modules[top]
        if top.startswith(("pyi", "_pyi", "PyInstaller")):
            return "pyinstaller"
        python = top in sys.stdlib_module_names or top.startswith("_sysconfigdata") or top == "pydoc_data"
        return "python" if python else ""

    def of_file(self, name: str) -> str:
        """The id of the part that a file is of, by its path in the built folder; "" for one not listed."""
        inner = name.removeprefix("_internal/")
        if inner in self._installed:
            return self._installed[inner]
        for part in self.native:
            if part.here and any(PurePosixPath(inner).match(pattern) for pattern in part.files):
                return part.id
        top = inner.partition("/")[0]
        if top.endswith(".dist-info"):
            wanted = top.rsplit("-", 1)[0].replace("_", "-").lower()
            return next((n for n in self.libraries if n.replace("_", "-").lower() == wanted), "")
        ours = inner.startswith(("resources/", "app/")) or PurePosixPath(name).stem in (
            OURS,
            f"{OURS}-cli",
            "bom.cdx",
        )
        return OURS if ours else ""

    def listed(self, part: Part) -> Part:
        """A part as the list shows it, with the part that it lies in by name."""
        return replace(part, inside=self.by_id[part.inside].name if part.inside else "")


def _read(path: Path) -> str:
    text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").replace("\f", "\n")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n") + "\n"

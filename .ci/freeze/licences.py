"""The list of everything shipped, with the texts of its licences: one source for About box, guide and SBOM.

`make licences` writes it anew, on Debian with the program's libraries installed.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path, PurePosixPath
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from freeze.parts import Part, Parts

ROOT = Path(__file__).parent.parent.parent
LIST = "resources/licences/shipped.json"
TEXTS = "resources/licences/texts"
PAGE = "resources/guide/licences.md"
SYSTEMS = {"": "", "linux": "Linux", "win32": "Windows"}

HEAD = """# Licences of everything that is shipped

Fourfold is delivered with the parts below. None of them is changed. The same list with the whole texts stands
in the program under Help, About Fourfold; `bom.cdx.json` beside the program (CycloneDX) adds the version and
the SHA-256 of each file of the copy in hand. `make licences` writes this page; a test holds it against the
frozen program.

Qt, PySide6, shiboken6, GLib and other parts under the LGPL lie in the program's folder as libraries of their
own. Whoever has the program may replace them by changed ones of the same version; nothing in Fourfold hinders
it. Their makers publish the source of the versions named in `bom.cdx.json`; who passes the program on passes
that source on to whoever asks for it.

A part marked with a system is shipped there only. One that lies *in* another is compiled into it.

| Part | Version | Licence | What it does here |
|---|---|---|---|
"""


def _texts(parts: Parts) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Each text by the name of its file, once; and for each part the names of its files."""
    files: dict[str, str] = {}
    seen: dict[str, str] = {}
    of: dict[str, list[str]] = {}
    for part in parts.all:
        for called, text in parts.texts(part):
            digest = hashlib.sha256(text.encode()).hexdigest()
            if digest not in seen:
                plain = re.sub(r"[^A-Za-z0-9.]+", "-", PurePosixPath(called).as_posix()).strip("-")
                plain = re.sub(r"\.(txt|md|rst)$", "", plain)
                seen[digest] = f"{part.id}--{plain}.txt"
                files[seen[digest]] = text
            of.setdefault(part.id, []).append(seen[digest])
    return files, of


def _row(part: Part, texts: list[str]) -> dict[str, Any]:
    return {
        "id": part.id,
        "name": part.name,
        "version": part.version,
        "licence": part.licence,
        "about": part.about,
        "inside": part.inside,
        "where": SYSTEMS[part.where],
        "texts": texts,
    }


def _line(row: dict[str, Any]) -> str:
    name = row["name"] + (f" (in {row['inside']})" if row["inside"] else "")
    name += f" ({row['where']})" if row["where"] else ""
    return f"| {name} | {row['version'] or 'see the SBOM'} | {row['licence']} | {row['about']} |"


def written(root: Path = ROOT) -> dict[str, str]:
    """What each file of the list holds, by its path in the project."""
    parts = Parts(root)
    files, of = _texts(parts)
    rows = [
        _row(parts.listed(part), of.get(part.id, []))
        for part in sorted(parts.all, key=lambda p: p.name.lower())
    ]
    lines = [_line(row) for row in rows]
    return {
        LIST: json.dumps(rows, indent=1, ensure_ascii=False) + "\n",
        PAGE: HEAD + "\n".join(lines) + "\n",
        **{f"{TEXTS}/{name}": text for name, text in sorted(files.items())},
    }


def main() -> None:
    """Writes the list, the guide's page and the texts, and takes away texts that nothing names any more."""
    wanted = written()
    for old in (ROOT / TEXTS).glob("*.txt"):
        if f"{TEXTS}/{old.name}" not in wanted:
            old.unlink()
    for name, text in wanted.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

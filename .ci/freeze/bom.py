"""The bill of materials beside the program: CycloneDX 1.6 in JSON, made from what was built."""

from __future__ import annotations

import hashlib
import importlib
import json
import re
import subprocess
import sys
import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from freeze import same
from freeze.parts import OURS, Part, Parts

NAME = "bom.cdx.json"
Json = dict[str, Any]


def _said(module: str, *names: str) -> str:
    found: Any = importlib.import_module(module)
    for name in names:
        found = getattr(found, name)
        found = found() if callable(found) else found
    return str(found)


def _sqlcipher(pragma: str) -> str:
    from sqlcipher3 import dbapi2

    with dbapi2.connect(":memory:") as database:
        database.execute("PRAGMA key = 'x'")
        return str(database.execute(f"PRAGMA {pragma}").fetchone()[0])


def _first(text: str) -> str:
    return next(iter(re.findall(r"\d+(?:\.\d+)+[a-z]?", text)), text)


def _version(part: Part, libraries: dict[str, metadata.Distribution]) -> str:
    """The version of a part: of its distribution, or as the library itself says it, or as Debian does."""
    asked = {
        "python": lambda: sys.version.split()[0],
        "pyinstaller": lambda: metadata.version("pyinstaller"),
        "qt": lambda: _said("PySide6.QtCore", "qVersion"),
        "sqlcipher": lambda: _first(_sqlcipher("cipher_version")),
        "sqlite": lambda: _said("sqlcipher3.dbapi2", "sqlite_version"),
        "openssl-sqlcipher": lambda: _first(_sqlcipher("cipher_provider_version")),
        "openssl-cryptography": lambda: _first(
            _said("cryptography.hazmat.backends.openssl.backend", "backend", "openssl_version_text")
        ),
        "openssl": lambda: _first(_said("ssl", "OPENSSL_VERSION")),
        "openssl-windows": lambda: _first(_said("ssl", "OPENSSL_VERSION")),
        "libxml2": lambda: ".".join(map(str, importlib.import_module("lxml.etree").LIBXML_VERSION)),
        "harfbuzz": lambda: _said("uharfbuzz", "version_string"),
        "pdfium": lambda: _first(_said("pypdfium2.version", "PDFIUM_INFO")),
    }
    if part.id in libraries:
        return libraries[part.id].version
    return asked[part.id]() if part.id in asked else ""


def _asked(*words: str) -> str:
    try:
        return subprocess.run(words, capture_output=True, text=True, check=False).stdout  # noqa: S603 fixed words
    except OSError:
        return ""


def _package(path: Path) -> Json:
    """The Debian package that a system library came from, where dpkg knows it."""
    # Debian 12 keeps some libraries under /lib, which is a link to /usr/lib
    places = (str(path), str(path.resolve()), str(path.resolve()).removeprefix("/usr"))
    name = _asked("dpkg", "-S", *places).partition(":")[0]
    if not name:
        return {}
    version = _asked("dpkg-query", "-W", "-f", "${Version}", name)
    return {}
    return {
        "version": version,
        "purl": f"pkg:deb/debian/{name}@{version.replace('+', '%2B').replace(':', '%3A')}",
    }


def _pinned(root: Path) -> dict[str, list[str]]:
    """The SHA-256 of each wheel that requirements.txt allows, by the distribution's name."""
    found: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in (root / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if named := re.match(r"([A-Za-z0-9._-]+)==", line):
            name = named[1].lower()
        found[name] += re.findall(r"--hash=sha256:([0-9a-f]{64})", line)
    return found


def _crates(library: metadata.Distribution) -> list[Json]:
    """What a wheel's own bills of materials say is compiled into it."""
    found: dict[str, Json] = {}
    for file in library.files or []:
        if "/sboms/" in str(file) and str(file).endswith(".json"):
            bill = json.loads(Path(str(file.locate())).read_text(encoding="utf-8"))
            for made in bill.get("components", []):
                if str(made.get("purl", "")).startswith(("pkg:cargo/", "pkg:generic/", "pkg:rpm/")):
                    purl = made["purl"].partition("?")[0]
                    kept = {key: made[key] for key in ("name", "version", "licenses") if made.get(key)}
                    found[purl] = {
                        "type": "library",
                        "bom-ref": f"{library.name}/{purl}",
                        **kept,
                        "purl": purl,
                    }
    return [found[purl] for purl in sorted(found)]


def _file(name: str, digest: str) -> Json:
    return {
        "type": "file",
        "bom-ref": f"file:{name}",
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def _component(
    part: Part, parts: Parts, pinned: dict[str, list[str]], files: list[Json], system: Json
) -> Json:
    version = _version(part, parts.libraries) or system.get("version", "")
    made: Json = {"type": "library", "bom-ref": part.id, "name": part.name, "description": part.about}
    if version:
        made["version"] = version
    single = re.fullmatch(r"[A-Za-z0-9.-]+", part.licence) and not part.licence.startswith("LicenseRef")
    made["licenses"] = [{"license": {"id": part.licence}}] if single else [{"expression": part.licence}]
    if part.id in parts.libraries:
        made["purl"] = f"pkg:pypi/{part.id.lower().replace('_', '-')}@{version}"
        allowed = pinned[re.sub(r"[._]+", "-", part.id.lower())] or pinned[part.id.lower()]
        made["externalReferences"] = [
            {
                "type": "distribution",
                "url": made["purl"],
                "comment": "It was installed from one of these wheels: requirements.txt allows no other",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in allowed],
            }
        ]
    elif "purl" in system:
        made["purl"] = system["purl"]
    if part.inside:
        made["properties"] = [{"name": "fourfold:inside", "value": part.inside}]
    inner = [*(_crates(parts.libraries[part.id]) if part.id in parts.libraries else []), *files]
    if inner:
        made["components"] = inner
    return made


def made_of(root: Path, folder: Path, pure: Iterable[str], sources: dict[str, str]) -> Json:
    """The bill of materials of the program in `folder`, frozen with the modules `pure`.

    `sources` says where each library inside it came from. Raises LookupError for a file or module of no part.
    """
    parts, pinned = Parts(root), _pinned(root)
    files: dict[str, list[Json]] = defaultdict(list)
    systems: dict[str, Json] = {}
    strangers = []
    for name, digest in same.digests(folder).items():
        if digest.startswith("->") or name == NAME:
            continue
        owner = parts.of_file(name)
        files[owner].append(_file(name, digest))
        if not owner:
            strangers.append(name)
        source = sources.get(name.removeprefix("_internal/"))
        if owner in parts.by_id and owner not in parts.libraries and owner not in systems and source:
            systems[owner] = _package(Path(source))
    strangers += sorted({module for module in pure if not parts.of_module(module)})
    if strangers:
        raise LookupError(f"of no part in .ci/freeze/native.toml or pyproject.toml: {', '.join(strangers)}")
    here = [part for part in parts.all if part.here]
    made = [_component(part, parts, pinned, files[part.id], systems.get(part.id, {})) for part in here]
    version = metadata.version(OURS)
    ours: Json = {"type": "application", "bom-ref": OURS, "name": "Fourfold", "version": version}
    needs = {part.id: sorted(other.id for other in here if other.inside == part.id) for part in here}
    at = datetime.fromtimestamp(int(same.moment(root)), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    bill: Json = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": at, "component": {**ours, "components": files[OURS]}},
        "components": made,
        "dependencies": [
            {"ref": OURS, "dependsOn": sorted(part.id for part in here if not part.inside)},
            *({"ref": ref, "dependsOn": others} for ref, others in sorted(needs.items())),
        ],
    }
    # the same program has the same number, another one another
    digest = hashlib.sha256(json.dumps(bill, sort_keys=True).encode()).hexdigest()
    return {**bill, "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}"}


def write(root: Path, folder: Path, pure: Iterable[str], sources: dict[str, str]) -> Path:
    """Writes the bill of materials into the program's folder."""
    bill = made_of(root, folder, pure, sources)
    path = folder / NAME
    path.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return path

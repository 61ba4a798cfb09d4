"""What the built program is made of: the bill of materials, the list of licences, and nothing beside them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from freeze import bom, prune, same
from freeze.parts import Parts

ROOT = Path(__file__).parent.parent.parent
BUILT = ROOT / "dist" / "fourfold"
LISTED = {
    row["id"]: row
    for row in json.loads((ROOT / "resources" / "licences" / "shipped.json").read_text(encoding="utf-8"))
}


@pytest.fixture(scope="module")
def parts() -> Parts:
    return Parts(ROOT)


@pytest.fixture(scope="module")
def components(bill: dict[str, Any]) -> dict[str, Any]:
    return {made["bom-ref"]: made for made in bill["components"]}


def test_the_bill_of_materials_holds_by_the_official_schema() -> None:
    text = (BUILT / bom.NAME).read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    broken = text.replace('"type": "library"', '"type": "bookcase"', 1)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None


def test_each_file_of_the_program_stands_in_the_bill_with_its_digest(bill: dict[str, Any]) -> None:
    owners = [bill["metadata"]["component"], *bill["components"]]
    said = {
        made["name"]: made["hashes"][0]["content"]
        for owner in owners
        for made in owner.get("components", [])
        if made["type"] == "file"
    }
    there = {name: digest for name, digest in same.digests(BUILT).items() if not digest.startswith("->")}
    del there[bom.NAME]
    assert said == there


def test_the_bill_has_the_versions_and_the_digests_of_the_pinned_wheels(components: dict[str, Any]) -> None:
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    libraries = [made for made in components.values() if made.get("purl", "").startswith("pkg:pypi/")]
    assert len(libraries) > 20
    for made in libraries:
        name = re.sub(r"[._]", "-", made["name"].lower())
        at = re.search(rf"^{name}==(\S+).*\\?\n((?:    --hash=\S+(?: \\)?\n)+)", pinned, re.MULTILINE)
        assert at is not None, name
        assert made["version"] == at[1]
        digests = [found["content"] for found in made["externalReferences"][0]["hashes"]]
        assert digests == re.findall(r"sha256:([0-9a-f]{64})", at[2])


@pytest.mark.parametrize(
    "part",
    ["qt", "sqlcipher", "sqlite", "openssl-sqlcipher", "openssl-cryptography", "python", "pyinstaller"],
)
def test_what_is_compiled_in_has_its_version(components: dict[str, Any], part: str) -> None:
    assert re.match(r"\d+\.\d+", components[part]["version"])


def test_everything_in_the_program_is_listed_with_its_licence(parts: Parts, modules: frozenset[str]) -> None:
    owners = {parts.of_file(name) for name in same.digests(BUILT) if not (BUILT / name).is_symlink()}
    owners |= {parts.of_module(module) for module in modules}
    assert owners - {"fourfold"} <= LISTED.keys()
    for row in LISTED.values():
        assert row["licence"]
        assert row["texts"], f"{row['id']} has no text"
        for text in row["texts"]:
            assert (BUILT / "_internal" / "resources" / "licences" / "texts" / text).stat().st_size > 20


def test_everything_that_is_listed_is_in_the_program(
    parts: Parts, modules: frozenset[str], components: dict[str, Any]
) -> None:
    here = [part for part in parts.all if part.here]
    assert {part.id for part in here} == components.keys()
    owners = {parts.of_file(name) for name in same.digests(BUILT)} | {parts.of_module(m) for m in modules}
    owners |= {"pyinstaller"}  # the program's own first bytes
    assert [part.id for part in here if not part.inside and part.id not in owners] == []


def test_a_file_of_no_listed_part_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "libstranger.so.1").write_bytes(b"?")
    with pytest.raises(LookupError, match=r"libstranger\.so\.1, stranger"):
        bom.made_of(ROOT, tmp_path, ["app", "stranger"], {})


def test_no_client_or_server_of_a_network_is_in_the_program(modules: frozenset[str]) -> None:
    names = {path.name for path in BUILT.rglob("*")}
    # reportlab loads these two at its start and opens nothing: tests/build/test_no_network.py
    known = {"urllib.request", "http.client"}
    speakers = {*prune.MODULES, "requests", "httpx", "urllib3", "aiohttp", "paramiko"}
    assert modules & speakers <= known
    assert not [name for name in names if re.match(r"(lib)?(ssl|curl|gssapi|krb5|Qt6Network|qvnc)", name)]


def test_no_library_is_there_that_nothing_asks_for() -> None:
    """Such as what a left-out plugin would have needed; and no link leads nowhere."""
    assert [path.name for path in BUILT.rglob("*") if path.is_symlink() and not path.exists()] == []
    names = {path.name for path in BUILT.rglob("*")}
    assert not [name for name in names if re.match(r"lib(gtk|gdk|atk|pango|cairo|readline|gio)", name)]

"""Each claim of the guide for an information security officer names tests, and each named test exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "resources" / "guide" / "security").glob("*.md"))
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@cache
def functions_of(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def claims(text: str) -> list[str]:
    """The rows of the tables of claims."""
    tables = re.findall(r"^\| Claim \| Shown by \|\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    return [row for table in tables for row in table.splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_test_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.search(r"tests/\S+::", NAMED.sub("", text)) is None, "a test is named in another form"
    missing = [f"{path}::{name}" for path, name in NAMED.findall(text) if name not in functions_of(path)]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_claim_names_a_test(page: Path) -> None:
    rows = claims(page.read_text(encoding="utf-8"))
    assert rows or page.name in ("README.md", "campaign.md")
    assert [row for row in rows if not NAMED.search(row.split("|")[2])] == []


def test_the_first_page_leads_to_each_other_one() -> None:
    index = (PAGES[0].parent / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if page.name not in index and page.name != "README.md"] == []


def test_a_page_that_names_what_is_not_there_would_fail() -> None:
    assert "test_that_nobody_wrote" not in functions_of("tests/test_security_guide.py")
    assert "test_each_claim_names_a_test" in functions_of("tests/test_security_guide.py")
    assert claims("| Claim | Shown by |\n|---|---|\n| It holds | nothing |\n") == ["| It holds | nothing |"]

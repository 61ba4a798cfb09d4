"""The list of everything shipped is the one that the installed libraries and the build's table give."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / ".ci"))
licences = importlib.import_module("freeze.licences")


@pytest.mark.skipif(
    not Path("/usr/share/doc/libxcb-cursor0/copyright").exists(), reason="it is written on Debian only"
)
def test_the_list_the_page_and_the_texts_are_as_make_licences_writes_them() -> None:
    wanted = licences.written()
    for name, text in wanted.items():
        assert (ROOT / name).read_text(encoding="utf-8") == text, f"{name} is old: make licences"
    texts = {f"{licences.TEXTS}/{path.name}" for path in (ROOT / licences.TEXTS).iterdir()}
    assert texts <= wanted.keys()

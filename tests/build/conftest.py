"""The built program, and the part of the build that says what is inside."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
BUILT = ROOT / "dist" / "fourfold"
sys.path.insert(0, str(ROOT / ".ci"))


@pytest.fixture(scope="session")
def bill() -> dict[str, Any]:
    """The bill of materials that lies beside the built program."""
    found: dict[str, Any] = json.loads((BUILT / "bom.cdx.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def modules() -> frozenset[str]:
    """Each Python module inside the built program."""
    from PyInstaller.archive.readers import CArchiveReader

    program = BUILT / ("fourfold-cli.exe" if sys.platform == "win32" else "fourfold")
    return frozenset(CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc)

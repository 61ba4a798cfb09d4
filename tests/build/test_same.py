"""The same source gives the same program: built again elsewhere, at another hour, in another language."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from freeze import same

ROOT = Path(__file__).parent.parent.parent
BUILT = ROOT / "dist" / "fourfold"


def test_a_second_build_in_another_folder_is_the_same_to_the_byte(
    tmp_path: Path, bill: dict[str, Any]
) -> None:
    listed = [
        "git",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "app",
        "resources",
        ".ci",
    ]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    elsewhere = tmp_path / "another folder"
    for name in (*filter(None, names), "build.spec", "pyproject.toml", "requirements.txt"):
        target = elsewhere / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    moment = datetime.fromisoformat(bill["metadata"]["timestamp"])
    env = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(int(moment.timestamp())),
        "PYTHONHASHSEED": "0",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
    }
    words = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level",
        "WARN",
        "build.spec",
    ]
    made = subprocess.run(words, cwd=elsewhere, env=env, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr[-2000:]
    assert same.differences(BUILT, elsewhere / "dist" / "fourfold") == []

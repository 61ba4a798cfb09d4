"""What was issued by this version is read, told and printed again by every later one."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.clock import FixedClock
from app.domain.codes import IssueState, Paper
from app.jobs.issue_month import stored_pack
from app.jobs.reprint import reprint
from app.jobs.verify_file import verify_file
from app.packs import manifest, stored
from app.packs.model import Pack
from app.reads import issues
from app.register import Register
from tests.builders import PASSPHRASE
from tests.jobs.keep_issue import KEPT, PACKED


@pytest.fixture
def kept(tmp_path: Path, clock: FixedClock) -> Iterator[Register]:
    path = tmp_path / "Kept.register"
    shutil.copytree(KEPT, path)
    with Register.open(path, passphrase=PASSPHRASE, clock=clock) as register:
        yield register


def test_it_is_sound_and_every_value_is_read_as_it_was(kept: Register) -> None:
    assert kept.verify().ok
    found = kept.ask(issues.issues)
    assert sorted((issue.pack_id, issue.number, issue.paper) for issue in found) == [
        ("SW-2026-11", "1.0", Paper.PACK),
        ("SW-2026-12", "1.0", Paper.PACK),
        ("SW-2026-12", "1.1", Paper.ADDENDUM),
        ("SW-2026-12", "1.1", Paper.PACK),
        ("SW-2026-12-C", "1.0", Paper.PACK),
    ]
    for issue in found:
        pack = stored_pack(kept, issue.id)
        assert (pack.id, pack.version, pack.head) == (issue.pack_id, issue.number, issue.head)
        assert pack.gaps == issue.gaps
        assert stored.value_of(Pack, stored.text_of(pack)) == pack
    assert [issue.state for issue in found if issue.number == "1.0"].count(IssueState.SUPERSEDED) == 1


def test_it_is_printed_again_to_the_byte_unless_the_layout_is_a_later_one(
    kept: Register, tmp_path: Path
) -> None:
    here = json.loads(PACKED.read_text())["zlib"] == zlib.ZLIB_RUNTIME_VERSION
    for place, issue in enumerate(kept.ask(issues.issues)):
        made = reprint(kept, issue.id, tmp_path / str(place))
        assert made.paths
        if issue.writer == manifest.WRITER and here:
            assert made.same, "the layout has changed: raise manifest.WRITER"
            assert verify_file(kept, made.paths[0]).issue == issue

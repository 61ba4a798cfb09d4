"""Issuing to a folder: both files or neither, nothing left behind, and an entry that they left."""

from __future__ import annotations

import errno
import hashlib
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.commands import issues, meetings
from app.domain.clock import FixedClock
from app.domain.meeting import Meeting
from app.errors import Cancelled, Refusal
from app.jobs import draft_pack, issue_month, put_in_place
from app.jobs.issue_month import Issued
from app.packs import excel
from app.reads import issues as reads
from app.register import Register
from app.store.tables import JOURNAL
from app.store.unit import Unit, command
from tests.builders import PASSPHRASE, add_action, add_officer, add_threat, reopen
from tests.packs.reading import pages

STEM = "SW-2026-12 v1.0 full OFFICIAL-SENSITIVE FICTIONAL"
NAMES = [f"{STEM} manifest.json", f"{STEM}.pdf", f"{STEM}.xlsx"]
ANYWAY = "Both will be reported in the room"


@pytest.fixture
def filled(register: Register) -> Register:
    """A register with one threat, one action, and the December meeting."""
    threat = add_threat(register, priority=1)
    add_officer(register)
    add_action(register, threat)
    meeting = Meeting(id="m12", month="2026-12", on=date(2026, 12, 10))
    register.do(meetings.plan, meeting)
    return register


def issue(register: Register, folder: Path, **given: Any) -> Issued:
    """The December pack, issued with its known gaps."""
    return issue_month.issue(register, "2026-12", folder, **{"gaps_reason": ANYWAY, **given})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def entries(register: Register) -> list[Any]:
    query = JOURNAL.select().where(JOURNAL.c.command == "pack.issue", JOURNAL.c["class"] == "disclosure")
    return register.ask(lambda connection: list(connection.execute(query)))


def disclosures(register: Register) -> list[Any]:
    query = JOURNAL.select().where(JOURNAL.c["class"] == "disclosure").order_by(JOURNAL.c.seq)
    return register.ask(lambda connection: list(connection.execute(query)))


def test_both_files_are_written_and_nothing_else(filled: Register, tmp_path: Path) -> None:
    issued = issue(filled, tmp_path / "out")
    assert names(tmp_path / "out") == NAMES
    assert [path.name for path in issued.paths] == NAMES
    assert [issued.pdf.name, issued.xlsx.name] == NAMES[1:]
    assert issued.counts["threats"] == 1
    assert issued.counts["actions"] == 1


def test_the_disclosure_is_logged_with_the_hash_of_each_file(filled: Register, tmp_path: Path) -> None:
    issued = issue(filled, tmp_path)
    (entry,) = entries(filled)
    assert entry.object == "SW-2026-12"
    for path in issued.paths:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert issued.hashes[path.name] == digest
        assert digest in entry.after
    assert '"marking":"OFFICIAL-SENSITIVE - RECIPIENTS ONLY"' in entry.after
    assert filled.undo_label == "meeting planned", "an issue cannot be undone"


def test_drafts_of_the_same_moment_have_the_same_bytes(filled: Register, tmp_path: Path) -> None:
    first = issue_month.export(filled, "2026-12", tmp_path / "one")
    second = issue_month.export(filled, "2026-12", tmp_path / "two")
    assert first.hashes == second.hashes
    assert first.issue is None
    assert filled.ask(reads.issues) == ()
    assert [path.name for path in first.paths] == [
        name.replace("v1.0 full", "v1.0 DRAFT full") for name in NAMES[1:]
    ]
    assert "DRAFT" in "".join(pages(first.pdf.read_bytes()))
    drafted = [entry for entry in disclosures(filled) if entry.command == "pack.draft"]
    assert len(drafted) == 2
    assert first.hashes[first.pdf.name] in drafted[0].after


def test_a_month_without_a_meeting_is_refused(filled: Register, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        issue_month.issue(filled, "2027-01", tmp_path)
    assert refused.value.code == "export.no_meeting"


def test_a_folder_that_is_a_file_is_refused(filled: Register, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Refusal) as refused:
        issue(filled, tmp_path / "file")
    assert refused.value.code == "export.no_folder"
    assert (tmp_path / "file").read_text() == "mine"


def old_files(folder: Path) -> None:
    for name in NAMES:
        (folder / name).write_text(f"old {name}")


def old_files_are_whole(folder: Path) -> bool:
    return names(folder) == NAMES and all((folder / name).read_text() == f"old {name}" for name in NAMES)


def test_a_full_disk_leaves_the_old_files_and_nothing_else(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    old_files(folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(excel, "write", full)
    with pytest.raises(Refusal) as refused:
        issue(filled, folder)
    assert refused.value.code == "export.no_room"
    assert old_files_are_whole(folder)
    assert entries(filled) == []


@pytest.mark.parametrize("held", NAMES)
def test_a_target_held_by_another_program_leaves_both_old_files(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    old_files(folder)
    replace_file = Path.replace

    def shared(self: Path, target: Path) -> Path:
        if Path(target).name == held:
            raise PermissionError(errno.EACCES, "being used by another process")
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", shared)
    monkeypatch.setattr(put_in_place, "PATIENCE", 0.0)
    with pytest.raises(Refusal) as refused:
        issue(filled, folder)
    assert refused.value.code == "export.target_open"
    assert refused.value.fields == {"name": held}
    assert old_files_are_whole(folder)
    assert entries(filled) == []


def test_where_the_disclosure_cannot_be_logged_nothing_leaves(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @command("pack.issue")
    def full(unit: Unit, *_: object) -> None:
        raise Refusal("disk.full")

    monkeypatch.setattr(issues, "record", full)
    folder = tmp_path / "out"
    folder.mkdir()
    old_files(folder)
    with pytest.raises(Refusal) as refused:
        issue(filled, folder)
    assert refused.value.code == "disk.full"
    assert old_files_are_whole(folder)
    assert filled.ask(reads.issues) == ()
    with pytest.raises(Refusal):
        issue(filled, tmp_path / "new")
    assert names(tmp_path / "new") == []


def test_a_file_released_in_time_is_replaced(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []
    replace_file = Path.replace

    def busy_once(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) == 1:
            raise PermissionError(errno.EACCES, "a scanner has it")
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", busy_once)
    issue(filled, tmp_path / "out")
    assert names(tmp_path / "out") == NAMES


def test_what_a_killed_run_left_is_removed_and_other_files_are_not(filled: Register, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / f".{STEM}.pdf.part").write_text("half")
    (folder / ".SW-2026-12 v1.0 force OFFICIAL.xlsx.kept").write_text("old")
    (folder / "notes.part").write_text("mine")
    issue(filled, folder)
    assert names(folder) == [*NAMES, "notes.part"]


def test_cancelled_while_drawing_leaves_nothing(filled: Register, tmp_path: Path) -> None:
    stages: list[str] = []

    def told(stage: str, done: int, whole: int) -> None:
        stages.append(stage)
        if stage == issue_month.PRINT:
            raise Cancelled

    with pytest.raises(Cancelled):
        issue(filled, tmp_path / "out", progress=told)
    assert names(tmp_path / "out") == []
    assert stages[0] == issue_month.READING
    assert entries(filled) == []


def test_a_register_open_for_reading_shows_a_draft_and_refuses_to_issue(
    filled: Register, tmp_path: Path, clock: FixedClock
) -> None:
    with Register.open(filled.path, passphrase=PASSPHRASE, clock=clock) as second:
        assert second.read_only
        assert draft_pack.draft(second, "2026-12").pdf.startswith(b"%PDF")
        with pytest.raises(Refusal) as refused:
            issue(second, tmp_path / "out")
    assert refused.value.code == "read_only"
    assert not (tmp_path / "out").exists()


def test_the_preview_stays_in_memory_and_says_draft(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a temporary file was asked for")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    before = names(tmp_path)
    data = draft_pack.draft(filled, "2026-12").pdf
    assert names(tmp_path) == before
    assert "DRAFT" in "".join(pages(data))


def test_the_same_register_opened_later_at_the_same_clock_gives_the_same_bytes(
    filled: Register, tmp_path: Path
) -> None:
    filled.clock.moment = datetime(2026, 12, 4, 15, 40, tzinfo=UTC)  # type: ignore[attr-defined]
    first = issue_month.export(filled, "2026-12", tmp_path / "one")
    with reopen(filled) as again:
        second = issue_month.export(again, "2026-12", tmp_path / "two")
    assert first.hashes == second.hashes

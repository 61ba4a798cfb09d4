"""An issue printed again from what is kept, its files told by their bytes, and a meeting in one zip."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from app import words
from app.commands import issues
from app.domain.codes import EditionKind
from app.domain.edition import CHAIR
from app.domain.issue_rules import Recipient, Reissue
from app.errors import Refusal
from app.jobs import issue_month, verify_file
from app.jobs.meeting_zip import meeting_zip
from app.jobs.reprint import further_copy, pages, reprint
from app.jobs.verify_file import Standing, verdict
from app.packs import pdf, stored
from app.reads import issues as reads
from app.register import Register
from tests.builders import PASSPHRASE, add_threat
from tests.jobs.issuing import fill, issue, late_paper

ROOT = Path(__file__).parent.parent.parent
COPIES = (Recipient("D/Supt J Penhale", "SWROCU"), Recipient("Zoë Łukasiewicz"))
ELSEWHERE = (
    {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "5"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"},
)
PRINT = """
import sys
from pathlib import Path
from app.domain import leaving
from app.jobs.reprint import reprint
from app.register import Register
register = Register.open(Path(sys.argv[1]), passphrase=sys.argv[2])
for place, issue in enumerate(sys.argv[4:]):
    with leaving.because("Later"):
        assert reprint(register, issue, Path(sys.argv[3]) / str(place)).same
register.close()
"""


@pytest.fixture
def month(register: Register) -> Register:
    return fill(register)


def later(register: Register, **by: int) -> None:
    register.clock.moment += timedelta(**by)  # type: ignore[attr-defined]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("surroundings", ELSEWHERE, ids=["Tokyo", "Newfoundland"])
def test_a_reprint_has_the_same_bytes_in_any_process_zone_locale_and_hash_seed(
    month: Register, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    first = issue(month, tmp_path / "0", copies=COPIES)
    later(month, days=1)
    late_paper(month)
    second = issue(month, tmp_path / "1", reissue=Reissue.MINOR, reason="Late paper 12A")
    add_threat(month, "AS/2026/0001", name="Saltern line")
    ids = [each.id for each in (*first.issues, *second.issues)]
    month.close()
    done = subprocess.run(
        [sys.executable, "-c", PRINT, str(month.path), PASSPHRASE, str(tmp_path / "again"), *ids],
        env={**os.environ, **surroundings, "PYTHONUTF8": "1"}, cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert files(tmp_path / "again" / "0") == files(tmp_path / "0")
    again = files(tmp_path / "again" / "1") | files(tmp_path / "again" / "2")
    assert again == files(tmp_path / "1")


def test_one_copy_is_printed_again_and_that_is_logged(month: Register, tmp_path: Path) -> None:
    made = issue(month, tmp_path / "first", copies=COPIES)
    assert made.issue is not None
    again = reprint(month, made.issue.id, tmp_path / "again", copy=2)
    assert again.same
    assert len(again.paths) == 3
    assert all("copy 2 of 2" in path.name for path in again.paths)
    assert again.hashes.items() <= made.hashes.items()
    assert pages(month, made.issue.id).startswith(b"%PDF")


def test_a_further_copy_bears_the_next_number_and_stands_in_the_register(
    month: Register, tmp_path: Path
) -> None:
    made = issue(month, tmp_path / "first", copies=COPIES)
    assert made.issue is not None
    third = further_copy(month, made.issue.id, tmp_path / "third", Recipient("Cdr P Vale", "NCA", "by post"))
    *_, kept = month.ask(reads.copies, made.issue.id)
    assert (kept.words, kept.recipient, kept.organisation, kept.how) == (
        "3 of 3",
        "Cdr P Vale",
        "NCA",
        "by post",
    )
    assert kept.hashes == third.hashes
    found = verify_file.verify_file(month, third.paths[1])
    assert found.copy == kept
    assert reprint(month, made.issue.id, tmp_path / "again").same
    with pytest.raises(Refusal) as caught:
        month.do(issues.send, made.issue.id, "DI P Ostrow", number=3)
    assert caught.value.code == "copy.overtaken"
    with pytest.raises(Refusal) as caught:
        further_copy(month, made.issue.id, tmp_path / "none", Recipient(" "))
    assert caught.value.code == "issue.no_recipient"


def test_an_issue_that_left_under_a_password_is_printed_again_without_it(
    month: Register, tmp_path: Path
) -> None:
    made = issue(month, tmp_path / "first", password="three random words")
    assert made.issue is not None
    again = reprint(month, made.issue.id, tmp_path / "again")
    assert again.same
    assert (tmp_path / "again" / made.pdf.name).read_bytes().startswith(b"%PDF")
    assert again.hashes[made.pdf.name] != made.hashes[made.pdf.name]
    (beside,) = (tmp_path / "again").glob("*manifest.json")
    assert beside.read_bytes() == (tmp_path / "first" / beside.name).read_bytes()
    found = verify_file.verify_file(month, tmp_path / "again" / made.pdf.name)
    assert found.good
    assert found.bare
    assert "has lost it" in found.words
    locked = reprint(month, made.issue.id, tmp_path / "locked", password="another three words")
    assert locked.same


def test_what_was_recalled_is_printed_no_more(month: Register, tmp_path: Path) -> None:
    made = issue(month, tmp_path)
    assert made.issue is not None
    month.do(issues.recall, made.issue.id, "A name was wrong")
    with pytest.raises(Refusal) as caught:
        reprint(month, made.issue.id, tmp_path / "again")
    assert caught.value.code == "issue.recalled"
    assert not (tmp_path / "again").exists()


def test_a_later_layout_says_that_its_bytes_differ(
    month: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = issue(month, tmp_path)
    assert made.issue is not None
    monkeypatch.setitem(pdf.TITLES, "picture", "Threats by theme and force")
    assert not reprint(month, made.issue.id, tmp_path / "again").same


def test_a_stored_pack_of_a_version_that_knew_fewer_fields_is_read(month: Register, tmp_path: Path) -> None:
    made = issue(month, tmp_path)
    assert made.issue is not None
    first, *lists = month.ask(reads.body, made.issue.body).decode().split("\n")
    flat = json.loads(first)
    for name in ("late", "partner_cards", "recipient", "body", "changes"):
        flat.pop(name)
    flat["agenda"] = [line[:6] for line in flat["agenda"]]
    old = stored.read("\n".join([json.dumps(flat), *lists]).encode())
    assert old.late == ()
    assert old.agenda[0].section == ""


# what a file is


def test_each_file_is_told_by_its_bytes(month: Register, tmp_path: Path) -> None:
    made = issue(month, tmp_path, copies=COPIES)
    for path in made.paths:
        found = verify_file.verify_file(month, path)
        assert found.good
        assert found.issue == made.issue
        assert found.copy is not None
        assert f"copy {found.copy.number} of 2" in path.name
        assert found.copy.recipient in found.words
    renamed = tmp_path / "mine.pdf"
    made.pdf.rename(renamed)
    assert verify_file.verify_file(month, renamed).good


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "json"])
def test_an_altered_file_says_what_it_claims_to_be(month: Register, tmp_path: Path, ending: str) -> None:
    made = issue(month, tmp_path)
    path = next(path for path in made.paths if path.name.endswith(ending))
    data = path.read_bytes()
    place = data.index(b"2026-12") if ending == "json" else len(data) // 2
    changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
    if ending == "json":
        changed = data.replace(b'"full"', b'"fill"')
    found = verdict(month, changed)
    assert found.standing in (Standing.ALTERED, Standing.UNKNOWN)
    assert not found.good
    appended = verdict(month, data + b"\n")
    assert appended.standing is Standing.ALTERED
    assert "SW-2026-12 version 1.0" in appended.words
    assert appended.issue == made.issue


def test_superseded_and_recalled_files_say_so(month: Register, tmp_path: Path) -> None:
    first = issue(month, tmp_path)
    later(month, days=1)
    second = issue(month, tmp_path, reissue=Reissue.MAJOR, reason="A threat was missing")
    old = verify_file.verify_file(month, first.pdf)
    assert old.standing is Standing.SUPERSEDED
    assert not old.good
    assert "version 2.0: A threat was missing" in old.words
    assert second.issue is not None
    month.do(issues.recall, second.issue.id, "A name was wrong")
    gone = verify_file.verify_file(month, second.pdf)
    assert gone.standing is Standing.RECALLED
    assert "A name was wrong" in gone.words


def test_a_draft_and_a_stranger_are_not_taken_for_an_issue(month: Register, tmp_path: Path) -> None:
    draft = issue_month.export(month, "2026-12", tmp_path)
    assert verify_file.verify_file(month, draft.pdf).standing is Standing.DRAFT
    assert verdict(month, b"%PDF-1.7 and then nothing of use").standing is Standing.UNKNOWN
    assert verdict(month, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on").protected
    assert verdict(month, b"").standing is Standing.UNKNOWN
    with pytest.raises(Refusal) as caught:
        verify_file.verify_file(month, tmp_path / "absent.pdf")
    assert caught.value.code == "file.unreadable"


def test_every_standing_has_its_sentence() -> None:
    assert all(f"file.{standing.value}" in words.SENTENCES for standing in Standing)


# a meeting in one zip


def test_a_meeting_is_packed_to_the_same_bytes(month: Register, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        meeting_zip(month, "m12", tmp_path / "none")
    assert caught.value.code == "zip.nothing"
    first = issue(month, tmp_path / "full", copies=COPIES)
    later(month, days=1)
    late_paper(month)
    issue(month, tmp_path / "full 1.1", reissue=Reissue.MINOR, reason="Late paper 12A")
    recalled = issue(month, tmp_path / "chair", edition=CHAIR)
    assert recalled.issue is not None
    assert recalled.issue.edition is EditionKind.CHAIR
    month.do(issues.recall, recalled.issue.id, "A name was wrong")
    one = meeting_zip(month, "m12", tmp_path / "one")
    later(month, days=3)
    two = meeting_zip(month, "m12", tmp_path / "two")
    assert one.hash == two.hash
    assert one.path.name == "SW-2026-12 everything issued OFFICIAL-SENSITIVE FICTIONAL.zip"
    with zipfile.ZipFile(one.path) as archive:
        assert archive.testzip() is None
        inside = {name: archive.read(name) for name in archive.namelist()}
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 27, 14, 2, 0)}
    assert inside == {f"superseded/{name}": data for name, data in files(first.pdf.parent).items()} | files(
        tmp_path / "full 1.1"
    )
    assert all(verdict(month, data).issue is not None for data in inside.values())

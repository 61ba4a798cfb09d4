"""The month on the command line: draft, issue, reissue, reprint, verify, zip, compare, in real processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.clock import FixedClock
from app.register import Register
from tests.builders import PASSPHRASE, add_threat, new_register
from tests.jobs.issuing import ANYWAY, fill, late_paper
from tests.test_cli import Said, fourfold

WHY = ("--reason", "For a test")

FIRST, SECOND = "1795701600", "1795788000"
"""A moment of 26 November 2026 and the same a day later."""


@pytest.fixture
def path(tmp_path: Path, clock: FixedClock) -> Path:
    """A closed register whose month can be issued."""
    with fill(new_register(tmp_path, clock)) as register:
        return register.path


def issue(path: Path, to: Path, *args: str, at: str = FIRST, **env: str) -> Said:
    return fourfold(
        "issue", path, "--month", "2026-12", "--to", to, "--anyway", ANYWAY, "--json", *args,
        SOURCE_DATE_EPOCH=at, **env,
    )  # fmt: skip


def test_a_month_is_issued_printed_again_and_told_by_its_bytes(path: Path, tmp_path: Path) -> None:
    said = issue(path, tmp_path / "one", "--copy", "D/Supt J Penhale, SWROCU", "--copy", "ACC H Marwood")
    assert said.code == 0, said.err
    assert (said.json["version"], said.json["withheld"], said.json["threats"]) == ("1.0", 0, 1)
    assert len(said.json["paths"]) == 6
    again = fourfold(
        "reprint",
        "--reason",
        "For a test",
        path,
        "SW-2026-12 1.0",
        "--to",
        tmp_path / "two",
        "--json",
        TZ="Asia/Tokyo",
    )
    assert again.code == 0, again.err
    assert again.json["same"] is True
    for one, two in zip(said.json["paths"], again.json["paths"], strict=True):
        assert Path(one).read_bytes() == Path(two).read_bytes()
    more = fourfold(
        "reprint",
        "--reason",
        "For a test",
        path,
        "SW-2026-12 1.0",
        "--to",
        tmp_path,
        "--for",
        "Cdr P Vale, NCA",
        "--json",
    )
    assert all("copy 3 of 3" in file for file in more.json["paths"]), more.err
    pdf = next(file for file in said.json["paths"] if "copy 2 of 2" in file and file.endswith(".pdf"))
    found = fourfold("verify", pdf, "--register", path, "--json")
    assert (found.code, found.json["ok"], found.json["standing"]) == (0, True, "issued")
    assert (found.json["pack"], found.json["version"], found.json["copy"]) == ("SW-2026-12", "1.0", 2)
    Path(pdf).write_bytes(Path(pdf).read_bytes() + b" ")
    altered = fourfold("verify", pdf, "--register", path)
    assert altered.code == 2
    assert altered.out.startswith("This file was not issued. It says that it is SW-2026-12 version 1.0")
    assert fourfold("verify", path).code == 0


def test_a_reissue_needs_to_be_asked_for_and_supersedes(
    path: Path, tmp_path: Path, clock: FixedClock
) -> None:
    first = issue(path, tmp_path / "one")
    again = issue(path, tmp_path / "one")
    assert (again.code, again.json["refused"]) == (2, "issue.first_done")
    with Register.open(path, passphrase=PASSPHRASE, clock=clock) as register:
        late_paper(register)
        add_threat(register, "AS/2026/0001", name="Saltern line")
    minor = issue(path, tmp_path / "one", "--minor", "--reason", "Late paper 12A", at=SECOND)
    assert minor.json["version"] == "1.1"
    assert sum("addendum" in file for file in minor.json["paths"]) == 2
    major = issue(path, tmp_path / "one", "--major", "--reason", "A threat was missing", at=SECOND)
    assert (major.json["version"], major.json["threats"]) == ("2.0", 2)
    pdf = next(file for file in first.json["paths"] if file.endswith(".pdf"))
    found = fourfold("verify", pdf, "--register", path)
    assert (found.code, "superseded" in found.out) == (2, True)
    compared = fourfold("compare", path, "SW-2026-12 1.0", "SW-2026-12 2.0")
    assert compared.code == 0, compared.err
    assert "Saltern line" in compared.out
    zipped = fourfold("zip", *WHY, path, "--month", "2026-12", "--to", tmp_path / "zip", "--json")
    assert zipped.code == 0, zipped.err
    assert Path(zipped.json["paths"][0]).read_bytes().startswith(b"PK")


def test_an_edition_is_named_and_a_partner_has_a_second_person(path: Path, tmp_path: Path) -> None:
    draft = fourfold(
        "export",
        "--reason",
        "For a test",
        path,
        "--month",
        "2026-12",
        "--to",
        tmp_path,
        "--edition",
        "force:Dorset",
        "--json",
    )
    assert draft.code == 0, draft.err
    assert all(" DRAFT Dorset " in file for file in draft.json["paths"])
    for edition, code in (("everybody", "edition.unknown"), ("force:Nowhere", "edition.no_holder")):
        said = fourfold(
            "export",
            "--reason",
            "For a test",
            path,
            "--month",
            "2026-12",
            "--to",
            tmp_path,
            "--edition",
            edition,
            "--json",
        )
        assert (said.code, said.json["refused"]) == (2, code)
    alone = issue(path, tmp_path, "--edition", "partner:avonmere council")
    assert (alone.code, alone.json["refused"]) == (2, "issue.no_second")
    made = issue(path, tmp_path, "--edition", "partner:Avonmere Council", "--confirmed-by", "K Ashdown")
    assert made.code == 0, made.err
    assert any("SW-2026-12-P-" in file for file in made.json["paths"])


def test_a_password_is_never_an_argument(path: Path, tmp_path: Path) -> None:
    nobody = issue(path, tmp_path, "--password")
    assert (nobody.code, nobody.json["refused"]) == (2, "password.none")
    made = issue(path, tmp_path, "--password", FOURFOLD_FILE_PASSWORD="three random words")
    assert made.code == 0, made.err
    (workbook,) = [file for file in made.json["paths"] if file.endswith(".xlsx")]
    assert Path(workbook).read_bytes().startswith(b"\xd0\xcf\x11\xe0")

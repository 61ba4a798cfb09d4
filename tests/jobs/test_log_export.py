"""The log leaves: as a table that is safe in a spreadsheet, with its verification, and as an anchor."""

from __future__ import annotations

import csv
import hashlib
import io
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import LogClass, Role
from app.errors import Refusal
from app.jobs import log_export
from app.packs import log_csv
from app.reads import log
from app.reads.log import Chosen
from app.register import Register
from tests.builders import add_threat
from tests.test_cli import fourfold


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_the_table_is_safe_in_a_spreadsheet_and_reads_back_to_what_was_said(cells: list[str]) -> None:
    target = io.BytesIO()
    log_csv.write([cells], target)
    read = list(csv.reader(io.StringIO(target.getvalue().decode("utf-8-sig", "surrogatepass"), newline="")))
    assert read[0] == list(log_csv.HEAD)
    assert [log_csv.plain(cell) for cell in read[1]] == [cell.replace("\0", "␀") for cell in cells]
    assert not [cell for cell in read[1] if cell.startswith(log_csv.RISKY[:-1])]


def test_the_whole_log_leaves_with_its_verification(register: Register, tmp_path: Path) -> None:
    add_threat(register)
    register.log(LogClass.SYSTEM, "screen", "", {"said": "=1+1"}, command="log.consult", reason="=cmd|x")
    made = log_export.export(register, Chosen(), tmp_path / "out", recipient="ICO", reason="Inspection")
    table, report = made.paths
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["Entry"]) for row in rows] == list(range(1, made.entries + 1))
    assert "'=cmd|x" in {row["Reason"] for row in rows}
    assert all(one["Hash"] == two["Hash before"] for one, two in pairwise(rows))
    said = text_of(report)
    assert "Nothing was found." in said
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    assert digest[:8] in said
    assert made.hashes[table.name] == digest
    assert "OFFICIAL-SENSITIVE" in said
    newest = register._ask(log.entries, Chosen(classes=(LogClass.DISCLOSURE,))).rows[0]
    assert (newest.reason, newest.facts["recipients"]) == ("Inspection", "ICO")
    assert newest.facts["files"] == made.hashes


def test_a_report_says_what_does_not_agree(register: Register, tmp_path: Path) -> None:
    with register._engine.connect().execution_options(writer=True) as connection, connection.begin():
        connection.exec_driver_sql("UPDATE journal SET actor = 'nobody' WHERE seq = 3")
    made = log_export.export(register, Chosen(), tmp_path, recipient="ICO", reason="Inspection")
    assert made.findings == ("An entry of the journal was altered. (entry 3)",)
    assert "An entry of the journal was altered" in text_of(made.paths[1])


@pytest.mark.parametrize(
    ("recipient", "reason", "code"), [(" ", "x", "log.no_recipient"), ("ICO", " ", "log.no_reason")]
)
def test_nothing_leaves_without_recipient_and_reason(
    register: Register, tmp_path: Path, recipient: str, reason: str, code: str
) -> None:
    with pytest.raises(Refusal, match=code):
        log_export.export(register, Chosen(), tmp_path / "out", recipient=recipient, reason=reason)
    assert not (tmp_path / "out").exists()


def test_who_is_no_auditor_lets_nothing_leave(register: Register, tmp_path: Path) -> None:
    register.roles = frozenset({Role.COORDINATOR})
    with pytest.raises(Refusal, match="not_allowed"):
        log_export.export(register, Chosen(), tmp_path / "out", recipient="ICO", reason="x")
    with pytest.raises(Refusal, match="not_allowed"):
        log_export.print_anchor(register, tmp_path / "out", reason="x")
    assert not (tmp_path / "out").exists()


def test_a_printed_anchor_is_what_verification_takes_back(register: Register, tmp_path: Path) -> None:
    frame = register.ask(log.frame)
    sheet = text_of(log_export.print_anchor(register, tmp_path / "out", reason="Monthly"))
    assert f"{frame.seq}:{frame.head[:16]}" in sheet
    assert register.verify(noted=(register.typed_anchor(f"{frame.seq}:{frame.head[:16]}"),)).ok


def test_the_log_and_its_anchor_from_the_command_line(register: Register, tmp_path: Path) -> None:
    add_threat(register)
    register.close()
    said = fourfold("anchor", register.path, "--json")
    assert said.code == 0, said.err
    anchor = f"{said.json['seq']}:{said.json['hash'][:20]}"
    assert fourfold("verify", register.path, "--anchor", anchor).code == 0
    wrong = fourfold("verify", register.path, "--anchor", f"{said.json['seq']}:{'0' * 20}", "--json")
    assert wrong.code == 2
    assert [each["code"] for each in wrong.json["findings"]] == ["verify.anchor_differs"]
    said = fourfold(
        "log", register.path, "--to", tmp_path / "out", "--for", "ICO", "--reason", "Inspection",
        "--class", "collection", "--json",
    )  # fmt: skip
    assert said.code == 0, said.err
    assert len(said.json["paths"]) == 2
    refused = fourfold(
        "log", register.path, "--to", tmp_path / "out", "--for", "ICO", "--reason", "x", "--class", "other"
    )
    assert refused.code == 2

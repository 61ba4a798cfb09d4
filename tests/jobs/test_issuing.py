"""Issuing in versions: what is kept, what supersedes what, late papers, copies and passwords."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import msoffcrypto
import openpyxl
import pypdf
import pytest
from sqlalchemy import select

from app import custody
from app.commands import issues, late_papers, meetings
from app.domain.clock import FixedClock
from app.domain.codes import EditionKind, IssueState, MeetingState, Paper, Role
from app.domain.edition import CHAIR, Edition
from app.domain.issue_rules import Recipient, Reissue
from app.errors import Refusal
from app.jobs import issue_month
from app.jobs.issue_month import Issued
from app.packs import manifest_read, stored
from app.reads import issues as reads
from app.register import Register
from app.store.tables import JOURNAL
from tests.builders import PASSPHRASE, add_threat
from tests.jobs.issuing import ANYWAY, fill, issue, late_paper
from tests.packs.reading import pages, squeezed

PARTNER = Edition(EditionKind.PARTNER, "council", "Avonmere Council", "AVON")
TWO = (Recipient("D/Supt J Penhale", "SWROCU", "by hand"), Recipient("ACC H Marwood"))


@pytest.fixture
def month(register: Register) -> Register:
    return fill(register)


def later(register: Register, **by: int) -> None:
    clock = register.clock
    assert isinstance(clock, FixedClock)
    clock.moment += timedelta(**by)


def refused(code: str, register: Register, folder: Path, **given: object) -> None:
    before = register.ask(reads.issues)
    there = sorted(folder.iterdir()) if folder.exists() else []
    with pytest.raises(Refusal) as caught:
        issue(register, folder, **given)
    assert caught.value.code == code
    assert register.ask(reads.issues) == before
    assert (sorted(folder.iterdir()) if folder.exists() else []) == there


def addendum_of(made: Issued) -> Path:
    return next(
        path for path in made.paths if " addendum full OFFICIAL" in path.name and path.suffix == ".pdf"
    )


def text(path: Path) -> str:
    return squeezed("".join(pages(path.read_bytes())))


def test_an_issue_is_kept_with_its_value_and_cannot_be_undone(month: Register, tmp_path: Path) -> None:
    label = month.undo_label
    made = issue(month, tmp_path)
    assert month.undo_label == label
    (kept,) = month.ask(reads.issues)
    assert kept == made.issue
    assert (kept.number, kept.state, kept.paper) == ("1.0", IssueState.ISSUED, Paper.PACK)
    assert (kept.meeting, kept.edition, kept.holder) == ("m12", EditionKind.FULL, "")
    assert kept.issued_by == "Drew Quill"
    assert kept.hashes == made.hashes
    pack = issue_month.stored_pack(month, kept.id)
    assert (pack.version, pack.draft, pack.copy, pack.body) == ("1.0", False, "", "")
    assert kept.fingerprint == stored.fingerprint(pack)
    assert pack.head == kept.head
    assert len(kept.head) == 64


def test_the_manifest_stands_beside_the_files_and_in_each_of_them(month: Register, tmp_path: Path) -> None:
    made = issue(month, tmp_path)
    assert made.issue is not None
    (beside,) = tmp_path.glob("*manifest.json")
    said = json.loads(beside.read_text())
    assert said["files"] == {path.name: made.hashes[path.name] for path in (made.pdf, made.xlsx)}
    assert (said["pack"], said["version"], said["edition"]) == ("SW-2026-12", "1.0", "full")
    assert said["stored_pack_sha256"] == made.issue.body
    for path in made.paths:
        found = manifest_read.properties(path.read_bytes())
        assert found["Pack"] == "SW-2026-12"
        assert found["Version"] == "1.0"
        assert found["Application version"] == "1.0.0"
        assert found["Journal head"] == made.issue.head
        assert found["Stored pack SHA-256"] == made.issue.body


def test_a_second_first_issue_is_refused(month: Register, tmp_path: Path) -> None:
    issue(month, tmp_path)
    refused("issue.first_done", month, tmp_path)
    refused("issue.no_reason", month, tmp_path, reissue=Reissue.MAJOR)
    refused("issue.no_late_paper", month, tmp_path, reissue=Reissue.MINOR, reason="More")
    refused("issue.none_yet", month, tmp_path, edition=CHAIR, reissue=Reissue.MAJOR, reason="More")
    assert issue(month, tmp_path, edition=CHAIR).issue.number == "1.0"  # type: ignore[union-attr]


def test_gaps_need_a_reason_and_stand_on_the_cover(month: Register, tmp_path: Path) -> None:
    refused("issue.gaps", month, tmp_path, gaps_reason=" ")
    made = issue(month, tmp_path)
    assert made.issue is not None
    assert made.issue.gaps
    assert made.issue.gaps_reason == ANYWAY
    cover = squeezed(pages(made.pdf.read_bytes())[0])
    assert squeezed(ANYWAY) in cover
    for gap in made.issue.gaps:
        assert squeezed(gap) in cover
    assert "Tidemoor" not in cover, "a cover lies on desks"
    about = openpyxl.load_workbook(made.xlsx)["About"]
    lines = [str(row[1].value) for row in about.iter_rows()]
    assert f"Issued anyway: {ANYWAY}" in lines


def test_a_major_reissue_reads_anew_and_supersedes(month: Register, tmp_path: Path) -> None:
    first = issue(month, tmp_path)
    add_threat(month, "AS/2026/0001", name="Saltern line")
    later(month, days=1)
    second = issue(month, tmp_path, reissue=Reissue.MAJOR, reason="A threat was missing")
    assert first.issue is not None
    assert second.issue is not None
    assert second.issue.number == "2.0"
    assert second.issue.supersedes == first.issue.id
    old = month.ask(reads.issue, first.issue.id)
    assert old.state is IssueState.SUPERSEDED
    assert old.ended_on == month.clock.now().date()
    assert old.ended_because == "version 2.0: A threat was missing"
    assert second.counts["threats"] == 2
    assert len(issue_month.stored_pack(month, first.issue.id).sheets[2].rows) == 1


def test_a_minor_reissue_adds_late_papers_and_nothing_else(month: Register, tmp_path: Path) -> None:
    first = issue(month, tmp_path)
    add_threat(month, "AS/2026/0001", name="Saltern line")
    later(month, days=1)
    late_paper(month)
    second = issue(month, tmp_path, reissue=Reissue.MINOR, reason="Late paper 12A")
    assert first.issue is not None
    pack, addendum = second.issues
    assert (pack.number, addendum.number) == ("1.1", "1.1")
    assert (pack.paper, addendum.paper) == (Paper.PACK, Paper.ADDENDUM)
    assert addendum.body == pack.body
    assert month.ask(reads.issue, first.issue.id).state is IssueState.SUPERSEDED
    before, after = (issue_month.stored_pack(month, each.id) for each in (first.issue, pack))
    assert after.cards == before.cards
    assert [sheet for sheet in after.sheets if sheet.name == "Threats"] == [
        sheet for sheet in before.sheets if sheet.name == "Threats"
    ]
    assert after.head == before.head, "its figures are those of the first version"
    (paper,) = after.late
    assert (paper.number, paper.version) == ("12A", "1.1")
    assert [line.number for line in after.agenda][11:13] == ["12", "12A"]
    assert after.wanted[-1].number == "12A a"
    (rows,) = [sheet.rows for sheet in after.sheets if sheet.name == "Late papers"]
    assert rows[0][:3] == ("12A", "Cover for two surveillance vacancies", "12")
    refused("issue.no_late_paper", month, tmp_path, reissue=Reissue.MINOR, reason="Again")


def test_a_late_paper_has_pages_of_its_own_and_the_others_keep_their_numbers(
    month: Register, tmp_path: Path
) -> None:
    first = issue(month, tmp_path)
    later(month, days=1)
    late_paper(month, text="\n".join(f"Paragraph {n} says what is known of it." for n in range(45)))
    second = issue(month, tmp_path, reissue=Reissue.MINOR, reason="Late paper 12A")
    was, now = pages(first.pdf.read_bytes()), pages(second.pdf.read_bytes())
    assert len(now) == len(was) + 2
    late = [page for page in now if "12A.1 of 12A.2" in page or "12A.2 of 12A.2" in page]
    assert len(late) == 2
    assert f"Page {len(was)} of {len(was)}" in now[-1], "the key page keeps its number"
    own = addendum_of(second)
    alone = pages(own.read_bytes())
    assert len(alone) == 2
    assert "continues on page 12A.2" in alone[0]
    said = squeezed(alone[0])
    for words in (
        "Issued 27 Nov 2026, 14:02, as version 1.1 of SW-2026-12. Put it behind page",
        "Late because the vacancy panel sat on 7 December. Accepted by ACC H Marwood, 27 Nov 2026.",
        "Changes 1 decision added, 12A a. Nothing issued before is replaced.",
        "12A a",
        "version 1.1, late paper 12A",
        "Page 12A.1 of 12A.2",
        "OFFICIAL-SENSITIVE - RECIPIENTS ONLY",
    ):
        assert squeezed(words) in said, words


def test_a_late_paper_is_locked_once_it_was_issued(month: Register, tmp_path: Path) -> None:
    issue(month, tmp_path)
    later(month, days=1)
    month.do(late_papers.remove, late_paper(month).id)
    paper = late_paper(month, title="Cover for a vacancy")
    label = month.undo_label
    paper = month.do(late_papers.change, replace(paper, title="Cover for two vacancies")).result
    assert (paper.letter, month.undo_label) == ("A", label), "an issue may follow at once"
    issue(month, tmp_path, reissue=Reissue.MINOR, reason="Late paper 12A")
    for change in (
        lambda: month.do(late_papers.change, paper),
        lambda: month.do(late_papers.remove, paper.id),
    ):
        with pytest.raises(Refusal) as caught:
            change()
        assert caught.value.code == "late_paper.issued"
    later(month, hours=1)
    second = late_paper(month, "second", replaces=paper.id)
    assert second.letter == "B"
    made = issue(month, tmp_path, reissue=Reissue.MINOR, reason="12B replaces 12A")
    assert made.issue is not None
    assert made.issue.number == "1.2"
    said = text(addendum_of(made))
    assert squeezed("Replaces late paper 12A") in said
    assert squeezed("Page 12B.1 of 12B.1") in said
    assert squeezed("Page 12A.1") not in said, "an addendum holds only what came with its version"


def test_each_numbered_copy_has_its_own_files_and_its_place_in_the_register(
    month: Register, tmp_path: Path
) -> None:
    made = issue(month, tmp_path, copies=TWO)
    assert made.issue is not None
    assert made.issue.files == ()
    first, second = month.ask(reads.copies, made.issue.id)
    assert (first.number, first.of, first.recipient, first.how) == (1, 2, "D/Supt J Penhale", "by hand")
    assert not set(first.hashes.values()) & set(second.hashes.values())
    assert {**first.hashes, **second.hashes} == made.hashes
    (pdf,) = [path for path in made.paths if "copy 1 of 2" in path.name and path.suffix == ".pdf"]
    every = pages(pdf.read_bytes())
    assert all(squeezed("copy 1 of 2, D/Supt J Penhale") in squeezed(page) for page in every)
    assert "Marwood" not in "".join(every)
    (workbook,) = [path for path in made.paths if "copy 2 of 2" in path.name and path.suffix == ".xlsx"]
    book = openpyxl.load_workbook(workbook)
    assert all("copy 2 of 2" in str(sheet.oddFooter.left.text) for sheet in book)
    query = JOURNAL.select().where(JOURNAL.c["class"] == "disclosure")
    (entry,) = month.ask(lambda connection: list(connection.execute(query)))
    assert "D/Supt J Penhale, SWROCU; ACC H Marwood" in entry.after
    refused("issue.no_recipient", month, tmp_path, edition=CHAIR, copies=(Recipient(" "),))


def test_a_copy_is_told_and_accounted_for(month: Register, tmp_path: Path) -> None:
    made = issue(month, tmp_path, copies=TWO)
    assert made.issue is not None
    today = month.clock.now().date()
    sent = month.do(issues.send, made.issue.id, "Cdr P Vale", organisation="NCA", how="by post").result
    assert (sent.number, sent.of, sent.files) == (3, 0, ())
    with pytest.raises(Refusal) as caught:
        month.do(issues.notice, sent.id, today)
    assert caught.value.code == "copy.nothing_to_tell"
    month.do(issues.recall, made.issue.id, "A name was wrong")
    told = month.do(issues.notice, sent.id, today).result
    assert told.noticed_on == today
    month.do(issues.end, sent.id, today, "destroyed")
    assert [copy.number for copy in month.ask(reads.copies_of, "m12")] == [1, 2, 3]
    with pytest.raises(Refusal) as caught:
        month.do(issues.send, made.issue.id, "DI P Ostrow")
    assert caught.value.code == "issue.recalled"
    for name, code in ((issues.recall, "issue.ended"), (issues.supersede, "issue.ended")):
        with pytest.raises(Refusal) as caught:
            month.do(name, made.issue.id, "Again")
        assert caught.value.code == code
    refused("issue.first_done", month, tmp_path)
    refused("issue.minor_of_recalled", month, tmp_path, reissue=Reissue.MINOR, reason="More")


def test_a_recall_is_taken_back_and_done_again_and_a_refusal_changes_nothing(
    month: Register, tmp_path: Path
) -> None:
    made = issue(month, tmp_path, copies=TWO)
    assert made.issue is not None

    def state() -> tuple[IssueState, str]:
        kept = month.ask(reads.issue, made.issue.id)  # type: ignore[union-attr]
        return kept.state, kept.ended_because

    month.do(issues.recall, made.issue.id, "A name was wrong")
    assert state() == (IssueState.RECALLED, "A name was wrong")
    month.undo()
    assert state() == (IssueState.ISSUED, "")
    month.redo()
    assert state() == (IssueState.RECALLED, "A name was wrong")
    (copy, _) = month.ask(reads.copies, made.issue.id)
    for refuse, code in (
        (lambda: month.do(issues.recall, made.issue.id, " "), "issue.no_reason"),
        (lambda: month.do(issues.end, copy.id, month.clock.now().date(), " "), "copy.no_how"),
    ):
        with pytest.raises(Refusal) as caught:
            refuse()
        assert caught.value.code == code
    assert month.ask(reads.copies, made.issue.id)[0] == copy
    assert month.verify().ok


def test_a_partner_edition_needs_a_second_person(month: Register, tmp_path: Path) -> None:
    refused("issue.no_second", month, tmp_path, edition=PARTNER)
    refused("issue.same_person", month, tmp_path, edition=PARTNER, confirmed_by="DI Drew Quill")
    made = issue(month, tmp_path, edition=PARTNER, confirmed_by="K Ashdown")
    assert made.issue is not None
    assert (made.issue.confirmed_by, made.issue.holder) == ("K Ashdown", "council")
    assert made.issue.withheld == made.withheld > 0
    assert made.issue.pack_id == "SW-2026-12-P-AVON"


def seconds(register: Register) -> list[str]:
    query = select(JOURNAL.c.after).where(JOURNAL.c.command == "issue.second").order_by(JOURNAL.c.seq)
    return register._ask(lambda connection: [row[0] for row in connection.execute(query)])


def test_among_several_people_the_second_person_gives_their_own_passphrase(
    month: Register, tmp_path: Path
) -> None:
    alone = {"edition": PARTNER, "confirmed_by": "K Ashdown"}
    assert issue(month, tmp_path, **alone).issue is not None
    assert "name typed in a unit of one" in seconds(month)[-1]
    custody.add(month, "Kit Rowan", frozenset({Role.APPROVER}), "four quite random words")
    custody.add(month, "Robin Vale", frozenset({Role.READER}), "five quite random words")
    month.alone = False
    by = {"edition": PARTNER, "reissue": Reissue.MAJOR, "reason": "Asked for again"}
    for code, name, passphrase in (
        ("issue.no_second", " ", "four quite random words"),
        ("person.unknown", "K Ashdown", "four quite random words"),
        ("issue.same_person", month.user, PASSPHRASE),
        ("issue.second_role", "Robin Vale", "five quite random words"),
        ("passphrase.wrong", "Kit Rowan", PASSPHRASE),
    ):
        refused(code, month, tmp_path, **by, confirmed_by=name, second_passphrase=passphrase)
    assert len(seconds(month)) == 1
    made = issue(
        month, tmp_path, **by, confirmed_by="Kit Rowan", second_passphrase="four quite random words"
    ).issue
    assert made is not None
    assert made.confirmed_by == "Kit Rowan"
    assert "own passphrase" in seconds(month)[-1]


def test_what_the_edition_holds_back_stops_it_where_a_file_says_it(
    month: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.packs import excel

    write = excel.write

    def leaking(pack: object, target: BytesIO, progress: object = None) -> None:
        write(pack, target, progress)  # type: ignore[arg-type]
        book = openpyxl.load_workbook(BytesIO(target.getvalue()))
        book["About"]["B40"] = "see Tidemoor line"
        target.seek(0)
        book.save(target)

    monkeypatch.setattr(excel, "write", leaking)
    refused("edition.leak", month, tmp_path / "out", edition=PARTNER, confirmed_by="K Ashdown")


def test_a_pack_is_compared_with_the_one_before_it(month: Register, tmp_path: Path) -> None:
    first = issue(month, tmp_path, "2026-11")
    later(month, days=2)
    add_threat(month, "AS/2026/0001", name="Saltern line")
    made = issue(month, tmp_path)
    assert first.issue is not None
    assert made.issue is not None
    pack = issue_month.stored_pack(month, made.issue.id)
    assert pack.changes is not None
    assert "Saltern line" in str(pack.changes)
    month.do(issues.recall, first.issue.id, "Wrong month")
    later(month, hours=1)
    anew = issue(month, tmp_path, reissue=Reissue.MAJOR, reason="November was recalled")
    assert anew.issue is not None
    assert issue_month.stored_pack(month, anew.issue.id).changes.blocks == (), "nothing to compare with"  # type: ignore[union-attr]


def test_files_under_a_password_open_with_it_and_say_nothing_without(month: Register, tmp_path: Path) -> None:
    refused("issue.password_short", month, tmp_path, password="short")
    made = issue(month, tmp_path, password="three random words")
    assert made.issue is not None
    reader = pypdf.PdfReader(made.pdf)
    assert reader.is_encrypted
    encryption = reader.trailer["/Encrypt"].get_object()
    assert (encryption["/V"], encryption["/R"]) == (5, 6)
    assert reader.pdf_header == "%PDF-2.0"
    assert reader.decrypt("another") == 0
    assert reader.decrypt("three random words") != 0
    assert "Regional tasking pack" in reader.pages[0].extract_text()
    assert reader.metadata is not None
    assert "/Producer" not in reader.metadata
    assert reader.metadata["/Pack"] == "SW-2026-12"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"], "the tags are kept"  # type: ignore[index]
    locked = msoffcrypto.OfficeFile(BytesIO(made.xlsx.read_bytes()))
    assert locked.is_encrypted()
    assert locked.type == "agile"
    locked.load_key(password="three random words", verify_password=True)
    plain = BytesIO()
    locked.decrypt(plain, verify_integrity=True)
    assert openpyxl.load_workbook(plain)["About"]["A1"].value == "OFFICIAL-SENSITIVE - RECIPIENTS ONLY"
    for path in (made.pdf, made.xlsx):
        assert b"Tidemoor" not in path.read_bytes()
        assert made.issue.hashes[path.name] != made.issue.printed[path.name]
    query = JOURNAL.select()
    entries = month.ask(lambda connection: list(connection.execute(query)))
    assert not any("three random words" in str(entry.after) for entry in entries)


def test_another_issue_in_between_is_noticed(
    month: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.packs import pdf

    write, once = pdf.write, []

    def meanwhile(*args: object) -> int:
        if not once:
            once.append(True)
            issue(month, tmp_path / "other")
        return write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(pdf, "write", meanwhile)
    with pytest.raises(Refusal) as caught:
        issue(month, tmp_path / "mine")
    assert caught.value.code == "issue.overtaken"
    assert list((tmp_path / "mine").iterdir()) == []
    assert len(month.ask(reads.issues)) == 1


def test_a_meeting_that_is_cancelled_has_no_pack(month: Register, tmp_path: Path) -> None:
    planned = month.ask(reads.meeting, "m12")
    month.do(meetings.change, replace(planned, state=MeetingState.CANCELLED))
    refused("issue.cancelled", month, tmp_path)


def test_a_moment_is_kept_to_the_microsecond(month: Register, tmp_path: Path) -> None:
    month.clock.moment = datetime(2026, 12, 4, 15, 40, 12, 345678, tzinfo=UTC)  # type: ignore[attr-defined]
    made = issue(month, tmp_path)
    assert made.issue is not None
    assert issue_month.stored_pack(month, made.issue.id).made_at == made.issue.issued_at

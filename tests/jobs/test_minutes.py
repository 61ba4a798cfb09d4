"""Minutes from the register to the files: drafted, issued, confirmed, locked, printed again."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from app.commands import actions, meeting
from app.commands import issues as issue_commands
from app.commands import minutes as commands
from app.domain.action import Action
from app.domain.clock import FixedClock
from app.domain.codes import EditionKind, LogClass, MinutesState, Paper
from app.domain.edition import CHAIR, Edition
from app.domain.issue_rules import Recipient
from app.domain.meeting import Meeting
from app.domain.minutes import MeetingNote
from app.errors import Refusal
from app.jobs import minutes, reprint
from app.reads import issues as issue_reads
from app.reads import minutes as reads
from app.reads.record import record
from app.register import Register
from app.store.tables import JOURNAL
from tests.builders import reopen
from tests.held_meetings import ON, SECRET, decide, hold, put
from tests.packs.reading import pages, squeezed


@pytest.fixture
def held(register: Register, clock: FixedClock) -> Register:
    """The register after the December meeting."""
    hold(register, clock)
    return register


def texts(folder: Path) -> str:
    """All words of every PDF and workbook in a folder."""
    words = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".pdf":
            words += pages(path.read_bytes())
        elif path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            words += [str(cell.value) for sheet in book for row in sheet.rows for cell in row if cell.value]
    return squeezed(" ".join(words))


def test_a_draft_says_what_the_meeting_recorded(held: Register, tmp_path: Path) -> None:
    made = minutes.issue(held, "m12", tmp_path / "out")
    name = "SW-2026-12-M DRAFT 1 full OFFICIAL-SENSITIVE FICTIONAL"
    assert [path.name for path in made.paths] == [f"{name}.xlsx", f"{name}.pdf"]
    said = texts(tmp_path / "out")
    for words in (
        "2 decisions, 1 new action.", "1 of 1 recommendation agreed.", "Draft 1",
        "to be confirmed 14 Jan 2027",
        "Thursday 10 December 2026, 10:00 to 12:05, Longcross House", "ACC H Marwood", "Apologies:",
        "The lead set out the risk of a third line.", "26/001", "A second SIO until March.", "DI Morgan Hale",
        "by 14 Jan 2027", "DRAFT",
    ):  # fmt: skip
        assert squeezed(words) in said, words


def test_the_private_items_are_in_the_chairs_edition_alone(held: Register, tmp_path: Path) -> None:
    minutes.issue(held, "m12", tmp_path / "full")
    minutes.issue(held, "m12", tmp_path / "chair", edition=CHAIR)
    assert SECRET not in texts(tmp_path / "full")
    for words in ("group", "was told to the chair.", "stays closed."):
        assert squeezed(f"{SECRET} {words}") in texts(tmp_path / "chair")
    for path in (tmp_path / "full").iterdir():
        assert SECRET.encode() not in path.read_bytes()


def test_only_the_full_and_the_chairs_edition_have_minutes(held: Register, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        minutes.issue(
            held, "m12", tmp_path / "out", edition=Edition(EditionKind.FORCE, "dorset", "Dorset", "DP")
        )
    assert refused.value.code == "minutes.edition"
    assert not (tmp_path / "out").exists()


def test_an_issue_is_kept_and_told_to_the_log(held: Register, tmp_path: Path) -> None:
    sent = (Recipient("D/Supt J Penhale", "SWROCU", "by hand"), Recipient("K Ashdown"))
    made = minutes.issue(held, "m12", tmp_path / "out", copies=sent)
    kept = held.ask(issue_reads.issue, made.issue.id)
    assert (kept.paper, kept.pack_id, kept.number) == (Paper.MINUTES, "SW-2026-12-M", "0.1")
    copies = held.ask(issue_reads.copies, kept.id)
    assert [(c.recipient, c.words) for c in copies] == [
        ("D/Supt J Penhale", "1 of 2"),
        ("K Ashdown", "2 of 2"),
    ]
    again = reprint.reprint(held, kept.id, tmp_path / "again")
    assert again.same
    on_disk = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (tmp_path / "out").iterdir()}
    assert {name: hash for copy in copies for name, hash in copy.hashes.items()} == on_disk
    assert squeezed("copy 2 of 2") in texts(tmp_path / "out")
    assert disclosed(held) == [(LogClass.DISCLOSURE, "D/Supt J Penhale, SWROCU; K Ashdown")]


def disclosed(register: Register) -> list[tuple[str, str]]:
    """What the journal says left with the minutes: its class, and to whom."""
    query = select(JOURNAL.c["class"], JOURNAL.c.after).where(
        JOURNAL.c.command == "minutes.issue", JOURNAL.c.kind == "pack"
    )
    rows = register.ask(lambda connection: connection.execute(query).all())
    return [(kind, json.loads(after)["recipients"]) for kind, after in rows]


def test_a_reprint_gives_the_same_bytes_though_the_record_moved_on(
    held: Register, clock: FixedClock, tmp_path: Path
) -> None:
    made = minutes.issue(held, "m12", tmp_path / "out")
    before = {path.name: path.read_bytes() for path in made.paths}
    held.do(meeting.note, "m12", "i53", "Told later.")
    clock.moment = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
    again = reopen(held)
    minutes.reprint(again, made.issue.id, tmp_path / "again")
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == before
    again.close()


def test_what_has_not_changed_is_printed_again_and_what_has_is_the_next_draft(
    held: Register, clock: FixedClock, tmp_path: Path
) -> None:
    first = minutes.issue(held, "m12", tmp_path / "a")
    clock.moment = datetime(2026, 12, 14, 9, 0, tzinfo=UTC)
    same = minutes.issue(held, "m12", tmp_path / "b")
    assert same.issue.id == first.issue.id
    assert same.hashes == first.hashes
    held.do(meeting.note, "m12", "i53", "Told later.")
    second = minutes.issue(held, "m12", tmp_path / "c")
    assert (second.issue.number, second.issue.supersedes) == ("0.2", first.issue.id)
    assert held.ask(reads.held, "m12").minutes.draft == 2  # type: ignore[union-attr]
    assert "Draft 2, 14 Dec 2026".replace(" ", "") in texts(tmp_path / "c").replace("\u2007", "")


def test_confirmed_minutes_say_what_was_corrected_and_have_no_watermark(
    held: Register, clock: FixedClock, tmp_path: Path
) -> None:
    clock.moment = datetime(2027, 1, 14, 11, 0, tzinfo=UTC)
    held.do(commands.confirm, "m12", "m01", "Item 2.1: until March, not May.")
    made = minutes.issue(held, "m12", tmp_path / "out")
    assert made.issue.number == "1.0"
    assert all("confirmed" in path.name and "DRAFT" not in path.name for path in made.paths)
    said = texts(tmp_path / "out")
    for words in ("Confirmed, at the meeting of 14 Jan 2027", "with corrections", "until March, not May."):
        assert squeezed(words) in said
    assert "DRAFT" not in said


def test_confirmed_minutes_keep_the_date_that_an_action_was_given_at_the_meeting(
    held: Register, clock: FixedClock
) -> None:
    action = held.ask(record, Action, "ma1")
    assert isinstance(action, Action)
    held.do(actions.redate, action, date(2027, 2, 11), "The lead is away")
    (item,) = [i for i in minutes.paper(held, "m12").items if i.number == "2.1"]
    assert [entry.soft for entry in item.entries if not entry.decided] == [", by 14\u00a0Jan\u00a02027"]


def test_confirmed_minutes_are_locked(held: Register, clock: FixedClock) -> None:
    note = held.do(meeting.note, "m12", "i1", "A slip.").result
    assert isinstance(note, MeetingNote)
    clock.moment = datetime(2027, 1, 14, 11, 0, tzinfo=UTC)
    assert held.do(commands.confirm, "m12", "m01").result.state is MinutesState.CONFIRMED
    for attempt in (
        lambda: held.do(meeting.note, "m12", "i1", "More."),
        lambda: decide(held, "i1", "More."),
        lambda: held.do(meeting.correct, note),
        lambda: held.do(meeting.strike, note),
        lambda: held.do(commands.draft, "m12"),
        lambda: held.do(commands.confirm, "m12", "m01"),
    ):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.code == "meeting.confirmed"
    with pytest.raises(Refusal) as refused:
        held.undo()
    assert refused.value.code == "undo.minutes_confirmed"
    assert any(each.text == "A slip." for each in held.ask(reads.held, "m12").notes)


@pytest.mark.parametrize(
    ("at", "day", "code"),
    [
        ("m11", 14, "minutes.cannot_confirm"),
        ("m12", 14, "minutes.cannot_confirm"),
        ("m01", 13, "minutes.not_yet"),
    ],
)
def test_only_a_later_meeting_that_was_held_confirms(
    held: Register, clock: FixedClock, at: str, day: int, code: str
) -> None:
    clock.moment = datetime(2027, 1, day, 11, 0, tzinfo=UTC)
    with pytest.raises(Refusal) as refused:
        held.do(commands.confirm, "m12", at)
    assert refused.value.code == code
    assert held.ask(reads.held, "m12").minutes is None


def test_a_meeting_that_has_not_begun_has_no_minutes(held: Register, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        minutes.issue(held, "m01", tmp_path / "out")
    assert refused.value.code == "minutes.not_held"
    assert not (tmp_path / "out").exists()


def test_the_log_holds_the_decisions_of_a_year_and_counts_what_older_meetings_set(
    held: Register, clock: FixedClock, tmp_path: Path
) -> None:
    clock.moment = datetime(2027, 1, 14, 10, 0, tzinfo=UTC)
    held.do(put, Meeting(id="m02", month="2027-02", on=date(2027, 2, 11)))
    done = held.ask(record, Action, "ma1")
    assert isinstance(done, Action)
    held.do(actions.result, done, "Written.", date(2027, 1, 12))
    held.do(meeting.start, "m01")
    made = minutes.paper(held, "m01")
    assert made.answer.words == "1 older action closed, 1 carried."
    (log,) = [sheet for sheet in made.sheets if sheet.name == "Decision log"]
    assert [(row[0], row[1], row[2]) for row in log.rows] == [("26/001", ON, "2.1"), ("26/003", ON, "2.2")]


def test_the_preview_is_of_this_moment_and_changes_nothing(held: Register) -> None:
    data = minutes.preview(held, "m12")
    assert squeezed("Minutes and decision log") in squeezed("".join(pages(data)))
    assert held.ask(reads.held, "m12").minutes is None
    assert io.BytesIO(data).read(5) == b"%PDF-"


def test_minutes_that_were_recalled_are_issued_under_the_next_number(
    held: Register, clock: FixedClock, tmp_path: Path
) -> None:
    first = minutes.issue(held, "m12", tmp_path / "a")
    held.do(issue_commands.recall, first.issue.id, "A name is wrong")
    assert minutes.issue(held, "m12", tmp_path / "b").issue.number == "0.2"
    clock.moment = datetime(2027, 1, 14, 11, 0, tzinfo=UTC)
    held.do(commands.confirm, "m12", "m01")
    whole = minutes.issue(held, "m12", tmp_path / "c").issue
    held.do(issue_commands.recall, whole.id, "A name is wrong")
    again = minutes.issue(held, "m12", tmp_path / "d").issue
    assert (whole.number, again.number) == ("1.0", "1.1")
    assert minutes.issue(held, "m12", tmp_path / "e").issue.id == again.id


def test_a_note_that_tells_of_a_private_item_stops_the_full_edition(held: Register, tmp_path: Path) -> None:
    held.do(meeting.note, "m12", "i1", f"As was said of the {SECRET} group before.")
    with pytest.raises(Refusal) as refused:
        minutes.issue(held, "m12", tmp_path / "out")
    assert refused.value.code == "edition.leak"
    assert not (tmp_path / "out").exists()
    assert not held.ask(issue_reads.issues, "m12")
    minutes.issue(held, "m12", tmp_path / "chair", edition=CHAIR)

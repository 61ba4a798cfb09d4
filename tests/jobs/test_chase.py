"""Chase sheets: they leave, they are filled in, they come back, and nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from app.commands import actions, leads, meetings, officers, updates
from app.domain.action import Action, Redating, Update
from app.domain.agenda import AgendaItem
from app.domain.chase import ChaseRow, Verdict
from app.domain.clock import FixedClock
from app.domain.codes import ActionState, Handling, LeadRole, Strand
from app.domain.meeting import Meeting
from app.domain.threat import Threat
from app.errors import Refusal
from app.intake import sheet
from app.jobs import chase, chase_return
from app.reads.record import record
from app.register import Register
from app.store.tables import JOURNAL, table
from app.store.unit import Unit, command
from tests.builders import add_action, add_officer, add_threat, new_register
from tests.held_meetings import put

MORGAN = "SW-2026-12 chase DI Morgan Hale OFFICIAL-SENSITIVE FICTIONAL.xlsx"
HEADS = ("Action", "Threat", "Strand", "Title", "Due", "Last month’s text", "Update", "State", "New due",
         "Reason", "Outcome")  # fmt: skip


@pytest.fixture
def threat(register: Register) -> Threat:
    """A threat with an LRO, four actions of theirs and others' and one of a meeting; December is planned."""
    register.do(
        meetings.plan,
        Meeting(id="m12", month="2026-12", on=date(2026, 12, 10), papers_by=date(2026, 12, 3)),
    )
    made = add_threat(register)
    add_officer(register, "Morgan Hale")
    add_officer(register, "Lowri Orchard", rank="C/Insp")
    register.do(leads.assign, made.id, LeadRole.LRO, "o-Lowri Orchard", date(2026, 1, 5))
    add_action(register, made, "Visit premises", owner="o-Morgan Hale", owner_organisation="")
    add_action(register, made, "Seize accounts", owner="o-Morgan Hale", due=None, owner_organisation="")
    add_action(register, made, "Brief councils")
    add_action(register, made, "Nobody owns it", owner_organisation="")
    own = Action(
        id="own", threat=None, strand=None, title="Note on fraud", owner="o-Morgan Hale", meeting="m12",
        due=date(2026, 12, 4),
    )  # fmt: skip
    register.do(actions.add, own)
    register.do(
        updates.add,
        Update(
            id="u", threat=made.id, on=date(2026, 11, 2), strand=Strand.PURSUE, text="Two premises visited."
        ),
    )
    return made


@command("test.keep")
def put_body(unit: Unit, body: bytes) -> str:
    """Keeps a stored value."""
    return unit.keep(body)


def fill(path: Path, change: Callable[[Any], None]) -> Path:
    """The file as a lead's program saves it, with something done to its sheet."""
    book = openpyxl.load_workbook(path)
    change(book["My actions"])
    book.save(path)
    return path


def say(path: Path, title: str, **cells: object) -> Path:
    """Fills in the row of an action by the heads of columns."""

    def change(page: Any) -> None:
        (row,) = [line[0].row for line in page.iter_rows(min_row=2) if line[3].value == title]
        for head, value in cells.items():
            page.cell(row, HEADS.index(head.replace("_", " ")) + 1).value = value

    return fill(path, change)


def came_back(register: Register, path: Path) -> chase_return.ChaseReview:
    """The review of a file that is a chase sheet."""
    review = chase_return.plan(register, sheet.read(path))
    assert review is not None
    return review


def row_of(review: chase_return.ChaseReview, title: str) -> ChaseRow:
    return next(row for row in review.rows if row.line.title == title)


def journal(register: Register) -> int:
    return len(register.ask(lambda c: c.execute(select(JOURNAL.c.seq).where(JOURNAL.c.version > 0)).all()))


@pytest.fixture
def sent(register: Register, threat: Threat, tmp_path: Path) -> Path:
    """The sheet of DI Morgan Hale as it left."""
    chase.write(register, "2026-12", tmp_path / "out")
    return tmp_path / "out" / MORGAN


def test_each_open_action_stands_on_one_sheet_of_whom_it_is_asked(
    register: Register, threat: Threat, tmp_path: Path
) -> None:
    made = chase.write(register, "2026-12", tmp_path / "out")
    asked = {sheet.name: [line.title for line in sheet.lines] for sheet in made.chase.sheets}
    assert asked == {
        "Avonmere Council": ["Brief councils"],
        "C/Insp Lowri Orchard": ["Nobody owns it"],
        "DI Morgan Hale": ["Note on fraud", "Visit premises", "Seize accounts"],
    }
    assert {path.name for path in made.paths} == {path.name for path in (tmp_path / "out").iterdir()}
    assert all("OFFICIAL-SENSITIVE FICTIONAL" in path.name for path in made.paths)


def test_an_action_of_a_lead_who_left_is_asked_of_the_threats_lead(
    register: Register, threat: Threat, clock: FixedClock
) -> None:
    left = replace(add_officer(register, "Alex Gone"), left_on=date(2026, 11, 1))
    add_action(register, threat, "Left behind", owner="o-Alex Gone", owner_organisation="")
    register.do(officers.change, left)
    made = chase.sheets(register, "2026-12")
    (orchard,) = [sheet for sheet in made.sheets if sheet.name == "C/Insp Lowri Orchard"]
    assert [line.title for line in orchard.lines] == ["Nobody owns it", "Left behind"]


def test_actions_of_private_items_and_those_that_nobody_answers_for_are_on_no_sheet(
    register: Register, threat: Threat
) -> None:
    register.do(put, AgendaItem(id="i9", meeting="m12", title="Secret", private=True))
    add_action(register, threat, "In private", meeting="m12", item="i9")
    register.do(put, Threat(id="t2", reference="X/2", name="Two", home_force="dorset"))
    add_action(register, record_of(register, "t2"), "Orphan", owner_organisation="")
    made = chase.sheets(register, "2026-12")
    titles = {line.title for sheet in made.sheets for line in sheet.lines}
    assert "In private" not in titles
    assert made.private == 1
    assert len(made.nobody) == 1
    assert "Orphan" not in titles


def record_of(register: Register, id: str) -> Threat:
    return register.ask(record, Threat, id)


def test_the_sheet_is_laid_out_to_be_filled_in(sent: Path, threat: Threat) -> None:
    book = openpyxl.load_workbook(sent)
    assert book.sheetnames == ["About", "My actions"]
    page = book["My actions"]
    heads = [cell.value for cell in page[1]]
    assert heads == [*HEADS, "Marking"]
    assert page.protection.sheet is True
    assert page.protection.password is None
    assert page.freeze_panes == "F2"
    for cells in page.iter_rows(min_row=2):
        for cell, head in zip(cells, heads, strict=True):
            filled = head in ("Update", "State", "New due", "Reason", "Outcome")
            assert cell.protection.locked is not filled
            sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
            assert all(side is not None and side.style == "thin" for side in sides) is filled
            assert cell.font.name == "Arial"
    checks = {
        str(check.sqref): (check.type, check.formula1) for check in page.data_validations.dataValidation
    }
    assert checks["H2:H4"] == ("list", '"open,completed,resulted"')
    assert checks["I2:I4"][0] == "date"
    visit = next(row for row in page.iter_rows(min_row=2, values_only=True) if row[3] == "Visit premises")
    assert visit[1:4] == (threat.reference, "Pursue", "Visit premises")
    assert visit[4] == datetime(2026, 12, 18)  # noqa: DTZ001 a cell holds no zone
    assert visit[5:8] == ("Two premises visited.", None, "open")
    assert visit[11] == "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - FICTIONAL"
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True) if row[0]}
    assert about["Return by"].replace("\u00a0", " ") == "3 Dec 2026, to the SWROCU SOC coordinator"
    assert about["For"] == "DI Morgan Hale, Avon and Somerset"
    assert "FICTIONAL" in str(page.oddHeader.right.text)
    assert page.oddHeader.center.text == "OFFICIAL-SENSITIVE - RECIPIENTS ONLY"
    assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def test_what_left_is_told_to_the_log_with_its_recipients(register: Register, sent: Path) -> None:
    query = select(JOURNAL.c["class"], JOURNAL.c.after).where(JOURNAL.c.kind == "chase")
    ((kind, after),) = register.ask(lambda connection: connection.execute(query).all())
    assert kind == "disclosure"
    assert "DI Morgan Hale, Avon and Somerset" in after
    assert MORGAN in after


def test_a_conditioned_action_carries_its_conditions_in_its_marking(
    register: Register, threat: Threat, tmp_path: Path
) -> None:
    add_action(
        register, threat, "Under conditions", owner="o-Morgan Hale", owner_organisation="",
        handling=Handling.C, conditions="no onward sharing",
    )  # fmt: skip
    made = chase.sheets(register, "2026-12")
    (hale,) = [sheet for sheet in made.sheets if sheet.name == "DI Morgan Hale"]
    assert [m for m in hale.markings if "C: no onward sharing" in m]


def test_a_conditioned_update_is_not_sent_round(register: Register, threat: Threat) -> None:
    told = Update(
        id="c", threat=threat.id, on=date(2026, 11, 20), strand=Strand.PURSUE, text="From a source.",
        handling=Handling.C, conditions="no onward sharing",
    )  # fmt: skip
    register.do(updates.add, told)
    said = {line.said for sheet in chase.sheets(register, "2026-12").sheets for line in sheet.lines}
    assert said == {"Two premises visited.", ""}


def test_a_sheet_that_comes_back_as_it_left_changes_nothing(register: Register, sent: Path) -> None:
    before = journal(register)
    review = came_back(register, sent)
    assert {row.verdict for row in review.rows} == {Verdict.SAME}
    assert chase_return.take_in(register, review) is None
    assert journal(register) == before


def test_update_date_state_and_outcome_are_taken_in_one_step_and_undone_in_one(
    register: Register, threat: Threat, sent: Path
) -> None:
    say(sent, "Visit premises", Update="Three more visited.", New_due=date(2027, 1, 8), Reason="bank is slow")
    say(sent, "Seize accounts", State="Resulted", Outcome="Two accounts closed.")
    say(sent, "Note on fraud", Update="Draft\nis written.", State="completed")
    review = came_back(register, sent)
    visit = row_of(review, "Visit premises")
    assert [(c.field, c.now, c.wanted) for c in visit.changes] == [
        ("text", "Two premises visited.", "Three more visited."),
        ("due", "2026-12-18", "2027-01-08"),
    ]
    assert chase_return.take_in(register, review) is not None
    action = register.ask(record, Action, "a-Visit premises")
    assert (action.due, action.state) == (date(2027, 1, 8), ActionState.OPEN)
    ((was, now, reason),) = moves(register)
    assert (was, now, reason) == (date(2026, 12, 18), date(2027, 1, 8), "bank is slow")
    told = texts(register)
    assert (f"{action.reference}: Three more visited.", "DI Morgan Hale", Strand.PURSUE) in told
    seized = register.ask(record, Action, "a-Seize accounts")
    assert (seized.state, seized.outcome) == (ActionState.RESULTED, "Two accounts closed.")
    own = register.ask(record, Action, "own")
    assert (own.state, own.detail) == (
        ActionState.COMPLETED,
        "26 Nov 2026, DI Morgan Hale: Draft is written.",
    )
    register.undo()
    assert register.ask(record, Action, "own").detail == ""
    assert register.ask(record, Action, "a-Seize accounts").state is ActionState.OPEN
    assert not moves(register)
    register.redo()
    assert register.ask(record, Action, "a-Visit premises").due == date(2027, 1, 8)


def moves(register: Register) -> list[tuple[Any, ...]]:
    where = table(Redating).c
    return [
        tuple(r) for r in register.ask(lambda c: c.execute(select(where.was, where.now, where.reason)).all())
    ]


def texts(register: Register) -> list[tuple[Any, ...]]:
    where = table(Update).c
    return [
        tuple(r) for r in register.ask(lambda c: c.execute(select(where.text, where.by, where.strand)).all())
    ]


def test_the_second_time_it_changes_nothing(register: Register, sent: Path) -> None:
    say(sent, "Visit premises", Update="Three more.", New_due=date(2027, 1, 8), Reason="bank is slow")
    say(sent, "Seize accounts", State="resulted", Outcome="Closed.")
    say(sent, "Note on fraud", Update="Draft written.", State="completed", Outcome="Sent round.")
    chase_return.take_in(register, came_back(register, sent))
    before = journal(register)
    again = came_back(register, sent)
    assert {row.verdict for row in again.rows} == {Verdict.SAME}
    assert chase_return.take_in(register, again) is None
    assert journal(register) == before


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"New_due": date(2027, 1, 8)}, "chase.no_reason"),
        ({"New_due": "soon", "Reason": "x"}, "chase.due_unreadable"),
        ({"New_due": date(2026, 11, 1), "Reason": "x"}, "chase.due_past"),
        ({"New_due": date(2027, 1, 8), "Reason": "x", "State": "completed"}, "chase.due_closed"),
        ({"State": "resulted"}, "chase.no_outcome"),
        ({"State": "cancelled"}, "chase.state_unknown"),
        ({"Outcome": "All well."}, "chase.outcome_open"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_the_others_are_taken(
    register: Register, sent: Path, cells: dict[str, object], code: str
) -> None:
    say(sent, "Visit premises", **cells)
    say(sent, "Note on fraud", Update="Done soon.")
    review = came_back(register, sent)
    row = row_of(review, "Visit premises")
    assert (row.verdict, row.fault) == (Verdict.FAULT, code)
    before = register.ask(record, Action, "a-Visit premises")
    chase_return.take_in(register, review)
    assert register.ask(record, Action, "a-Visit premises") == before
    assert "Done soon." in register.ask(record, Action, "own").detail


def test_what_moved_here_too_is_taken_only_where_a_person_says_so(register: Register, sent: Path) -> None:
    action = register.ask(record, Action, "a-Visit premises")
    register.do(actions.redate, action, date(2027, 3, 5), "agreed by telephone")
    say(sent, "Visit premises", New_due=date(2027, 1, 8), Reason="bank is slow")
    review = came_back(register, sent)
    row = row_of(review, "Visit premises")
    assert row.verdict is Verdict.MOVED
    assert [(c.now, c.wanted, c.moved) for c in row.changes] == [("2027-03-05", "2027-01-08", True)]
    assert chase_return.take_in(register, review) is None
    assert chase_return.take_in(register, review, {row.line.reference}) is not None
    assert register.ask(record, Action, "a-Visit premises").due == date(2027, 1, 8)


def test_what_went_further_here_is_not_taken_back(register: Register, sent: Path) -> None:
    action = register.ask(record, Action, "a-Visit premises")
    register.do(actions.result, action, "Done and dusted.", date(2026, 11, 26))
    say(sent, "Visit premises", State="completed")
    assert row_of(came_back(register, sent), "Visit premises").verdict is Verdict.SAME


def test_an_action_changed_between_looking_and_taking_stops_the_whole_sheet(
    register: Register, sent: Path
) -> None:
    say(sent, "Visit premises", Update="Three more.")
    say(sent, "Note on fraud", Update="Draft written.")
    review = came_back(register, sent)
    register.do(actions.change, replace(register.ask(record, Action, "own"), title="Note on all fraud"))
    with pytest.raises(Refusal) as refused:
        chase_return.take_in(register, review)
    assert refused.value.code == "import.moved_on"
    assert not [text for text, *_ in texts(register) if "Three more." in text]


def test_a_sheet_of_another_register_is_told_plainly(
    register: Register, sent: Path, tmp_path: Path, clock: FixedClock
) -> None:
    other = new_register(tmp_path, clock, name="Elsewhere")
    before = journal(other)
    with pytest.raises(Refusal) as refused:
        chase_return.plan(other, sheet.read(sent))
    assert refused.value.code == "chase.not_ours"
    assert journal(other) == before
    other.close()


@pytest.mark.parametrize("typed", ["0" * 64, "pack", None])
def test_a_sheet_with_another_identity_is_told_plainly(
    register: Register, sent: Path, typed: str | None
) -> None:
    """One that is made up, one of another value that is kept here, and none."""
    kept = register.do(put_body, b'{"id": "a pack"}').result
    book = openpyxl.load_workbook(sent)
    about = book["About"]
    (row,) = [line[0].row for line in about.iter_rows() if line[0].value == "Chase sheet"]
    about.cell(row, 2).value = kept if typed == "pack" else typed
    book.save(sent)
    with pytest.raises(Refusal) as refused:
        chase_return.plan(register, sheet.read(sent))
    assert refused.value.code == "chase.not_ours"


def test_a_sheet_of_an_older_month_is_told_plainly(
    register: Register, sent: Path, clock: FixedClock, tmp_path: Path
) -> None:
    clock.moment = datetime(2026, 12, 20, 9, 0, tzinfo=UTC)
    register.do(meetings.plan, Meeting(id="m01", month="2027-01", on=date(2027, 1, 14)))
    chase.write(register, "2027-01", tmp_path / "january")
    say(sent, "Visit premises", Update="Late news.")
    with pytest.raises(Refusal) as refused:
        chase_return.plan(register, sheet.read(sent))
    assert refused.value.code == "chase.older"
    assert refused.value.fields["latest"] == "January 2027"


@pytest.mark.parametrize("head", ["Action", "Threat", "Strand", "Title", "Due", "Last month’s text"])
def test_changed_locked_cells_are_told_plainly_and_change_nothing(
    register: Register, sent: Path, head: str
) -> None:
    def change(page: Any) -> None:
        at = HEADS.index(head) + 1
        page.cell(3, at).value = date(2027, 2, 2) if head == "Due" else "tampered"
        page.cell(3, 7).value = "An update."

    fill(sent, change)
    with pytest.raises(Refusal) as refused:
        chase_return.plan(register, sheet.read(sent))
    assert refused.value.code == "chase.altered"
    assert "row 3" in str(refused.value.fields["where"])


def test_rows_in_another_order_or_taken_out_are_no_harm(register: Register, sent: Path) -> None:
    def change(page: Any) -> None:
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        rows[0][6] = "First."
        page.delete_rows(2, 3)
        for row in (rows[2], rows[0]):
            page.append(row)

    fill(sent, change)
    review = came_back(register, sent)
    assert [row.verdict for row in review.rows] == [Verdict.TAKE, Verdict.SAME]


def test_renamed_heads_are_told_plainly_and_a_tracker_is_no_chase_sheet(
    register: Register, sent: Path
) -> None:
    def change(page: Any) -> None:
        page.cell(1, 7).value = "News"

    fill(sent, change)
    with pytest.raises(Refusal) as refused:
        chase_return.plan(register, sheet.read(sent))
    assert refused.value.code == "chase.layout"
    book = openpyxl.Workbook()
    book.active.append(["Action", "Threat", "Due"])
    book.save(sent)
    assert chase_return.plan(register, sheet.read(sent)) is None


def test_the_same_month_gives_the_same_bytes(register: Register, threat: Threat, tmp_path: Path) -> None:
    first = chase.write(register, "2026-12", tmp_path / "a")
    second = chase.write(register, "2026-12", tmp_path / "b")
    assert first.hashes == second.hashes


def test_another_organisation_reads_nothing_but_what_was_said_of_its_own_action(
    register: Register, threat: Threat
) -> None:
    made = {sheet.name: sheet for sheet in chase.sheets(register, "2026-12").sheets}
    (police,) = [line for line in made["DI Morgan Hale"].lines if line.title == "Visit premises"]
    assert police.said == "Two premises visited."
    (council,) = made["Avonmere Council"].lines
    assert council.said == ""
    said = Update(id="v", threat=threat.id, on=date(2026, 11, 3), text=f"{council.reference}: Councils met.")
    register.do(updates.add, said)
    made = {sheet.name: sheet for sheet in chase.sheets(register, "2026-12").sheets}
    assert made["Avonmere Council"].lines[0].said == "Councils met."

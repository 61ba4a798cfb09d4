"""Custom fields in a file: read by their name, typed, compared, taken; and round from our own workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from app.commands import custom, meetings, threats
from app.commands import intake as commands
from app.domain.clock import FixedClock
from app.domain.codes import FieldType
from app.domain.custom import CustomField
from app.domain.inbox import ColumnLayout
from app.domain.meeting import Meeting
from app.domain.threat import Note, Threat
from app.intake.layouts import Mapping, remembered
from app.jobs import issue_month, take_in
from app.reads import custom as reads
from app.reads.intake import inbox
from app.register import Register
from app.store import references
from tests.builders import add_threat, new_register
from tests.intake.registers import all_of, bring

FIELDS = (
    CustomField(id="zone", of="threat", name="Zone", type=FieldType.CHOICE, choices=("North", "South")),
    CustomField(id="vessels", of="threat", name="Vessels", type=FieldType.NUMBER),
    CustomField(id="seen", of="threat", name="Last seen", type=FieldType.DATE),
    CustomField(id="sector", of="threat", name="Sector"),
)
HEADS = ("OCG Ref", "OCG Name", "zone", "VESSELS", "Last seen", "Sector", "SIO")


@pytest.fixture
def register(register: Register) -> Register:
    for field in FIELDS:
        register.do(custom.define, field)
    return register


def tracker(folder: Path, *rows: Sequence[object], heads: Sequence[str] = HEADS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "LIVE"
    for row in (heads, *rows):
        sheet.append(list(row))
    path = folder / "Avon and Somerset.xlsx"
    book.save(path)
    return path


def said(register: Register, reference: str = "AS/1") -> dict[str, str]:
    (threat,) = all_of(register, Threat, reference=reference)
    return register.ask(reads.values, threat.id)


def later(register: Register) -> None:
    """An hour passes: which file came last is told by the time."""
    clock = register.clock
    assert isinstance(clock, FixedClock)
    clock.moment += timedelta(hours=1)


ROW = ("AS/1", "Harbour line", "south", 1250.5, date(2026, 11, 1), "East quay", "DI Hale")
WHOLE = {"zone": "South", "vessels": "1250.5", "seen": "2026-11-01", "sector": "East quay"}


def test_headings_equal_to_a_fields_name_are_read_by_its_type(register: Register, tmp_path: Path) -> None:
    outcome = bring(register, tracker(tmp_path, ROW))
    assert (outcome.threats, outcome.held) == (1, 0)
    assert said(register) == WHOLE
    # "sector" is a synonym of the area: the region's own field goes before
    assert all_of(register, Threat)[0].area == ""
    register.undo()
    assert all_of(register, Threat) == []
    assert register.ask(lambda connection: dict(references.held(connection))) == {}


def test_the_same_file_again_changes_nothing(register: Register, tmp_path: Path) -> None:
    path = tracker(tmp_path, ROW)
    bring(register, path)
    again = bring(register, path)
    assert (again.changed, again.held, again.done) == (0, 0, None)


def test_what_does_not_fit_is_kept_as_a_note_and_told(register: Register, tmp_path: Path) -> None:
    row = ("AS/1", "Harbour line", "West", "many", "soon", "", "")
    outcome = bring(register, tracker(tmp_path, row))
    assert said(register) == {}
    assert sum("does not fit the field" in line for line in outcome.lines) == 3
    notes = {(note.heading, note.text) for note in all_of(register, Note)}
    assert {("zone", "West"), ("VESSELS", "many"), ("Last seen", "soon")} <= notes


def test_a_date_is_read_whole_and_never_as_so_many_days_from_now(register: Register, tmp_path: Path) -> None:
    bring(register, tracker(tmp_path, ("AS/1", "Harbour line", "", "", "+14", "", "")))
    assert said(register) == {}


def test_a_forces_news_is_taken_and_what_was_edited_here_waits(register: Register, tmp_path: Path) -> None:
    bring(register, tracker(tmp_path, ROW))
    later(register)
    news = ("AS/1", "Harbour line", "North", 1300, date(2026, 11, 1), "East quay", "DI Hale")
    bring(register, tracker(tmp_path, news))
    assert (said(register)["zone"], said(register)["vessels"]) == ("North", "1300")
    (threat,) = all_of(register, Threat)
    was = said(register)
    register.do(custom.along(threats.change, "threat", {"zone": "South"}, was), threat)
    later(register)
    more = ("AS/1", "Harbour line", "North", 1400, date(2026, 11, 1), "East quay", "DI Hale")
    outcome = bring(register, tracker(tmp_path, more))
    assert (said(register)["zone"], said(register)["vessels"]) == ("South", "1400")
    assert outcome.held == 1
    (held,) = register.ask(inbox)
    assert "differ in Zone" in take_in.why(held)
    register.do(commands.decide, held.id)
    assert said(register)["zone"] == "North"


def test_a_held_group_brings_them_when_it_gets_its_reference(register: Register, tmp_path: Path) -> None:
    bring(register, tracker(tmp_path, ("", *ROW[1:])))
    (held,) = register.ask(inbox)
    register.do(commands.decide, held.id, reference="AS/1")
    assert said(register) == WHOLE


def test_a_field_that_is_retired_meanwhile_is_kept_as_a_note(register: Register, tmp_path: Path) -> None:
    review = take_in.plan(register, tracker(tmp_path, ROW))
    register.do(custom.retire, register.ask(reads.fields, "threat")[0])
    take_in.take_in(register, review)
    assert "zone" not in said(register)


def test_a_layout_remembers_that_a_heading_means_a_custom_field() -> None:
    kept = Mapping(columns={"Patch": "custom:Zone", "Old": "no such field"})
    layout = ColumnLayout(id="l", name="Ours", shape="", mapping=kept.record("l", "Ours").mapping)
    assert remembered(layout).columns == {"Patch": "custom:Zone"}


def test_no_custom_field_takes_the_reference_or_the_four_ps_away(register: Register, tmp_path: Path) -> None:
    for name in ("OCG Ref", "Pursue", "Action"):
        register.do(custom.define, CustomField(id=name, of="threat", name=name))
    bring(register, tracker(tmp_path, ROW))
    assert said(register) == WHOLE


def test_form_to_workbook_to_import(register: Register, tmp_path: Path) -> None:
    """What was typed comes out in the Threats sheet, and goes from there into another register."""
    threat = add_threat(register, "AS/1", name="Harbour line")
    register.do(custom.along(threats.change, "threat", WHOLE, {}), threat)
    register.do(meetings.plan, Meeting(id="m", month="2026-12", on=date(2026, 12, 10)))
    issued = issue_month.export(register, "2026-12", tmp_path)
    workbook = next(path for path in issued.paths if path.suffix == ".xlsx")
    sheet = openpyxl.load_workbook(workbook)["Threats"]
    rows = list(sheet.iter_rows(values_only=True))
    heads = next(row for row in rows if "Zone" in row)
    (line,) = (row for row in rows if row[0] == "AS/1")
    places = [heads.index(name) for name in ("Reference", "Name", "Zone", "Vessels", "Last seen", "Sector")]
    path = tracker(tmp_path, [line[n] for n in places], heads=[str(heads[n]) for n in places])
    (tmp_path / "other").mkdir()
    with new_register(tmp_path / "other", register.clock) as other:  # type: ignore[arg-type]
        for field in FIELDS:
            other.do(custom.define, field)
        bring(other, path)
        assert said(other) == WHOLE

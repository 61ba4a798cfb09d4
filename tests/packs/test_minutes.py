"""Minutes as a value and as files: nothing lost over page breaks, both files alike, kept and read back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import openpyxl
import pypdf
import pytest

from app.domain.codes import Handling, Outcome, Present, Series
from app.domain.edition import CHAIR, FULL, Edition
from app.domain.held_meeting import HeldMeeting
from app.packs import excel_minutes, pdf_minutes, stored
from app.packs.minutes import MinutesPaper, build, decided, set_action
from tests.packs import minutes_samples as samples
from tests.packs.reading import characters, pages, squeezed

KINDS = ("december", "confirmed", "talkative", "nothing")


@cache
def made(kind: str, edition: Edition = FULL) -> MinutesPaper:
    held: HeldMeeting = getattr(samples, kind)()
    return build(held, samples.MADE_AT, edition=edition)


@cache
def pdf(kind: str, edition: Edition = FULL) -> bytes:
    target = io.BytesIO()
    pdf_minutes.write(made(kind, edition), target)
    return target.getvalue()


@cache
def workbook(kind: str, edition: Edition = FULL) -> bytes:
    target = io.BytesIO()
    excel_minutes.write(made(kind, edition), target)
    return target.getvalue()


def printed(kind: str, edition: Edition = FULL) -> str:
    return squeezed(" ".join(pages(pdf(kind, edition))))


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_the_minutes_is_printed(kind: str) -> None:
    said, paper = printed(kind), made(kind)
    assert squeezed(paper.answer.strong) in said
    for fact in paper.present:
        assert squeezed(fact.words) in said
    for item in paper.items:
        assert squeezed(item.title) in said
        if len(item.said) == 1 and len(item.said[0]) > 3000:
            continue  # goes over pages, see below
        for text in (*item.said, *(e.label for e in item.entries), *(e.words for e in item.entries)):
            assert squeezed(text) in said, text


def test_an_item_of_several_pages_loses_no_word() -> None:
    """What was said and decided is numbered: each number is printed once, whatever page it falls on."""
    said = " ".join(f"S{number:04} was told at length and noted." for number in range(400))
    why = " ".join(f"D{number:04} is why." for number in range(150))
    held = replace(
        samples.december(),
        notes=(samples.note("i1", said),),
        decisions=(samples.decision("i1", "26/1", "Agreed.", why),),
    )
    target = io.BytesIO()
    count = pdf_minutes.write(build(held, samples.MADE_AT), target)
    assert count > 2
    text = squeezed(" ".join(pages(target.getvalue())))
    assert [n for n in range(400) if text.count(f"S{n:04}") != 1] == []
    assert [n for n in range(150) if text.count(f"D{n:04}") != 1] == []
    assert text.count("1(cont.)") == len([page for page in pages(target.getvalue()) if "(cont.)" in page])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_outside_the_text_area(kind: str) -> None:
    for page, char, left, bottom, right, top in characters(pdf(kind)):
        if char.strip() and 22 < bottom < 273:
            assert left > 16.5 or top - bottom > 20, (page, char, left)
            assert right < 194 or top - bottom > 20, (page, char, right)


def test_the_head_and_the_state_stand_on_each_page() -> None:
    for number, text in enumerate(pages(pdf("talkative")), 1):
        said = squeezed(text)
        assert squeezed("South West regional tasking meeting · 10 December 2026") in said
        assert squeezed("SW-2026-12-M · draft 1 · full edition · made 11 Dec 2026") in said
        assert f"Page{number}of8" in said
        assert squeezed("Decisions and actions") in said


def test_a_private_item_keeps_its_number_and_leaves_no_gap() -> None:
    assert [item.number for item in made("december").items] == ["1", "2.1", "2.2", "3", "4", "5.1", "5.2"]
    chair = made("december", CHAIR)
    assert "5.P1" in [item.number for item in chair.items]
    assert chair.id == "SW-2026-12-M-C"
    assert samples.SECRET not in str(made("december"))
    assert samples.SECRET in str(chair)


def test_the_decision_log_leaves_private_decisions_to_the_chair() -> None:
    def log(edition: Edition) -> list[object]:
        sheet = next(s for s in made("december", edition).sheets if s.name == "Decision log")
        return [row[0] for row in sheet.rows]

    assert log(FULL) == ["26/090"]
    assert log(CHAIR) == ["26/090", "26/091"]


def test_what_was_not_simply_agreed_says_so() -> None:
    entry = decided(samples.decision("i", "26/7", "Wait.", "no form", outcome=Outcome.LATER))
    assert (entry.label, entry.soft) == ("Decision 26/7, put off", "Because: no form")
    assert decided(samples.decision("i", "26/8", "Go.", "Because it is due")).soft == "Because it is due"


def test_an_action_without_owner_or_date_says_so() -> None:
    action = samples.december().actions[0]
    entry = set_action(action._replace(owner="", due=None))
    assert (entry.strong, entry.soft) == ("No owner", ", no date")


def test_who_came_stands_in_the_order_of_the_members() -> None:
    held = samples.december()
    deputy = replace(held.attendance[1], state=Present.DEPUTY, deputy="DI New")
    absent = replace(held.attendance[2], state=Present.ABSENT)
    paper = build(
        replace(held, attendance=(held.attendance[3], deputy, absent, held.attendance[0])), samples.MADE_AT
    )
    assert [(fact.label, fact.words) for fact in paper.present] == [
        ("Present", "ACC H Marwood (chair); DI New (for D/Supt J Penhale); K Ashdown (minutes)"),
        ("Absent", "DI P Ostrow"),
    ]


def test_the_workbook_says_the_same_and_hides_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook("december")))
    assert book.sheetnames == ["About", "Decisions", "Actions", "Attendance", "Decision log"]
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not [cell for row in sheet.rows for cell in row if cell.data_type == "f"]
        assert sheet.oddHeader.center.text == "OFFICIAL-SENSITIVE - RECIPIENTS ONLY"
        assert sheet.oddHeader.right.text == "FICTIONAL"
        assert str(sheet.oddFooter.left.text).startswith("DRAFT · SW-2026-12-M · version 0.1 · full edition")
    for entry in (e for item in made("december").items for e in item.entries):
        number = entry.label.split()[1].rstrip(",")
        sheet = book["Decisions" if entry.decided else "Actions"]
        assert [row for row in sheet.iter_rows(values_only=True) if row[0] == number]
    heads = [cell.value for cell in book["Decisions"][1]]
    assert heads == ["No.", "Item", "Decision", "Outcome", "Rationale", "Threat", "Request", "Marking"]
    assert book["About"]["A4"].value == "DRAFT: minutes of 10\u00a0December 2026"
    assert "South West minutes · 10\u00a0December 2026" in str(book["About"].oddHeader.left.text)


def test_a_conditioned_action_carries_its_conditions_in_its_row() -> None:
    held = samples.december()
    bound = held.actions[0]._replace(handling=Handling.C, conditions="no onward sharing")
    paper = build(replace(held, actions=(bound,)), samples.MADE_AT)
    (actions,) = [sheet for sheet in paper.sheets if sheet.name == "Actions"]
    assert str(actions.rows[0][-1]).endswith("FICTIONAL - C: no onward sharing")


def test_properties_name_the_paper_and_no_author() -> None:
    about = pypdf.PdfReader(io.BytesIO(pdf("december"))).metadata
    assert about is not None
    assert str(about.title).startswith(
        "DRAFT: South West regional tasking meeting, 10\u00a0December 2026: minutes"
    )
    assert about.author is None
    confirmed = pypdf.PdfReader(io.BytesIO(pdf("confirmed"))).metadata
    assert confirmed is not None
    assert "DRAFT" not in str(confirmed.title)


@pytest.mark.parametrize("kind", KINDS)
def test_the_value_is_kept_and_read_back_exactly(kind: str) -> None:
    paper = made(kind, CHAIR)
    assert stored.value_of(MinutesPaper, stored.text_of(paper)) == paper


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_minutes_give_the_same_bytes(kind: str) -> None:
    again = io.BytesIO()
    pdf_minutes.write(stored.value_of(MinutesPaper, stored.text_of(made(kind))), again)
    assert again.getvalue() == pdf(kind)
    book = io.BytesIO()
    excel_minutes.write(stored.value_of(MinutesPaper, stored.text_of(made(kind))), book)
    assert book.getvalue() == workbook(kind)


def test_minutes_of_a_capabilities_meeting_are_named_by_their_day() -> None:
    held = samples.december()
    paper = build(
        replace(held, meeting=replace(held.meeting, series=Series.CAPABILITIES)),
        datetime(2026, 12, 11, 9, 30, tzinfo=UTC),
    )
    assert paper.id == "SW-2026-12-10-CAP-M"
    assert paper.under.startswith("Capabilities meeting, Thursday 10 December 2026")
